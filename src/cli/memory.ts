import {setFlagsFromString} from 'node:v8'
import {runInNewContext} from 'node:vm'

/** How much of a log is read between two collections, in bytes. */
const stretch = 1_000_000

/**
 * Make a function that keeps memory small while a large log is read: V8 lets garbage grow with the memory a machine has,
 * and a log of 500 MB leaves some gigabytes of it. Where V8 gives no way to ask for it, nothing is done.
 *
 * @returns What to call with the bytes that were read since the last call.
 */
export function openMemory(): (bytes: number) => void {
  let since = 0
  let collect: (() => void) | null = null
  return bytes => {
    since += bytes
    if (since < stretch) return
    since = 0
    collect ??= collector()
    collect()
  }
}

function collector(): () => void {
  setFlagsFromString('--expose-gc')
  const found: unknown = runInNewContext('typeof gc === "function" ? gc : null')
  return typeof found === 'function' ? () => void found() : () => undefined
}
