import type {Findings, Message, RatingOverride} from '../model/index.ts'
import {visible} from '../render/visible.ts'
import {Problem} from './problem.ts'

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
  /** Severities and STRIDE letters that the configuration sets in the place of ours. */
  readonly ratings: readonly RatingOverride[]
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

/**
 * Read `--now`, or the clock.
 *
 * @param call Call.
 * @returns ISO 8601 in UTC.
 */
export function timeOf(call: Call): string {
  const given = textFlag(call, 'now')
  const time = given === undefined ? call.io.now() : new Date(given)
  if (Number.isNaN(time.getTime())) throw new Problem(`--now takes a time such as 2026-11-23T12:00:00Z, not \`${given}\`.`)
  return time.toISOString()
}

/**
 * Read a flag that has a whole number.
 *
 * @param call Call.
 * @param name Flag.
 * @param least The smallest number it takes.
 * @returns Its number; null when it was not given.
 * @throws Problem when it is no such number.
 */
export function numberFlag(call: Call, name: string, least: number): number | null {
  const given = textFlag(call, name)
  if (given === undefined) return null
  const number = /^\d{1,6}$/.test(given) ? Number(given) : -1
  if (number < least) throw new Problem(`--${name} takes a whole number from ${least} up, not \`${given}\`.`)
  return number
}

const shownPerRule = 3

/** Prints messages about logs, a few of each rule. */
export interface MessagePrinter {
  /** Print some. */
  print(messages: readonly Message[]): void
  /** Say how many were not printed. */
  end(): void
}

/**
 * Begin to print messages about logs.
 *
 * @param call Call; nothing is printed with `--quiet`.
 * @returns The printer.
 */
export function openMessages(call: Call): MessagePrinter {
  const counts = new Map<string, number>()
  const quiet = call.flags['quiet'] === true
  return {
    print(messages) {
      if (quiet) return
      for (const message of messages) {
        const key = `${message.file ?? ''}\n${message.rule}`
        const count = (counts.get(key) ?? 0) + 1
        counts.set(key, count)
        if (count <= shownPerRule) call.io.warn(messageLine(message))
      }
    },
    end() {
      for (const [key, count] of counts) {
        const [file, rule] = key.split('\n')
        if (count > shownPerRule) call.io.warn(`${file === '' ? '-' : file}: ${count - shownPerRule} more ${rule}`)
      }
    }
  }
}

/**
 * Print the messages about logs, a few of each rule.
 *
 * @param findings Findings.
 * @param call Call.
 */
export function printMessages(findings: Findings, call: Call): void {
  const printer = openMessages(call)
  printer.print(findings.messages)
  printer.end()
}

function messageLine({file, line, column, rule, reason}: Message): string {
  const where = line === null ? (file ?? '-') : `${file ?? '-'}:${line}:${column ?? 1}`
  return visible(`${where}: ${reason} [${rule}]`)
}
