import type {Findings, Message} from '../model/index.ts'
import {visible} from '../render/visible.ts'

/** Streams and surroundings of a call; tests hand in their own. */
export interface Io {
  /** Standard input. */
  readonly stdin: AsyncIterable<Uint8Array | string>
  /** Writes to standard output. */
  write(content: string | Uint8Array): void | Promise<void>
  /** Writes a line to standard error. */
  warn(line: string): void
  /** The time. */
  now(): Date
}

/** A verb with its arguments. */
export interface Call {
  readonly verb: string
  readonly names: readonly string[]
  readonly flags: Readonly<Record<string, string | boolean | readonly string[] | undefined>>
  readonly io: Io
}

/**
 * Read a flag that has a value.
 *
 * @param call Call.
 * @param name Flag.
 * @returns Its value, if it was given.
 */
export function textFlag(call: Call, name: string): string | undefined {
  const value = call.flags[name]
  return typeof value === 'string' ? value : undefined
}

const shownPerRule = 3

/**
 * Print the messages about logs, a few of each rule.
 *
 * @param findings Findings.
 * @param call Call.
 */
export function printMessages(findings: Findings, call: Call): void {
  if (call.flags['quiet'] === true) return
  const counts = new Map<string, number>()
  for (const message of findings.messages) {
    const key = `${message.file ?? ''}\n${message.rule}`
    const count = (counts.get(key) ?? 0) + 1
    counts.set(key, count)
    if (count <= shownPerRule) call.io.warn(messageLine(message))
  }
  for (const [key, count] of counts) {
    const [file, rule] = key.split('\n')
    if (count > shownPerRule) call.io.warn(`${file === '' ? '-' : file}: ${count - shownPerRule} more ${rule}`)
  }
}

function messageLine({file, line, column, rule, reason}: Message): string {
  const where = line === null ? (file ?? '-') : `${file ?? '-'}:${line}:${column ?? 1}`
  return visible(`${where}: ${reason} [${rule}]`)
}
