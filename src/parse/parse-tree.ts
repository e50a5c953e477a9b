import {dialects as builtIn} from './dialects/index.ts'
import type {ParseOptions} from './options.ts'
import {openLog} from './read-log.ts'
import {type BenchRoot, grow} from './to-tree.ts'

/**
 * Read a log as a unist tree: joined in order, the `value`s of its leaves are the log, byte for byte.
 *
 * @param text The log.
 * @param options Which dialects to try.
 * @returns The tree.
 */
export function parseTree(text: string, options: Pick<ParseOptions, 'dialects'> = {}): BenchRoot {
  const {emit, end} = grow(text)
  openLog(options.dialects ?? builtIn, emit).read(text, true)
  return end()
}
