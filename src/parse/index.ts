/**
 * # parse
 * Takes a log as text. Gives scans, findings and messages, or the tree.
 * May not: throw on any string, know a catalogue, read files, know what a report is.
 * @module
 */
import type {Findings} from '../model/index.ts'
import type {Dialect, DocumentDialect, LineDialect} from './dialect.ts'
import {dialects as builtIn} from './dialects/index.ts'
import type {Emit, Event} from './events.ts'
import {plainSource} from './documents/places.ts'
import {readDocumentsOf} from './documents/index.ts'
import {createWriter} from './documents/writer.ts'
import {readLines} from './read-lines.ts'
import {collect} from './to-findings.ts'
import {type BenchRoot, grow} from './to-tree.ts'

export {decode} from './carriers/decode.ts'
export type {Dialect, DocumentDialect, LineDialect, LineReader} from './dialect.ts'
export {dialects} from './dialects/index.ts'
export type * from './events.ts'
export type {Line, Place} from './line.ts'
export type {BenchCheck, BenchLine, BenchNode, BenchRoot, BenchScan, BenchSection} from './to-tree.ts'

/** What the log cannot say, and which dialects to try. */
export interface ParseOptions {
  /** Name of the log, for positions in messages. */
  readonly file?: string | null
  /** Node the log is from; wins over what the log says. */
  readonly node?: string | null
  /** Dialects to try, in order; default: all built in. */
  readonly dialects?: readonly Dialect[]
}

/**
 * Read a log: find out what it is, and give its scans, findings and messages. Never throws on any string.
 *
 * @param text The log.
 * @param options What the log cannot say.
 * @returns The findings, not enriched; `scans` is empty when the text is no bench log.
 * @example
 * ```ts
 * const {findings} = parse('[WARN] 2.14 - Ensure Userland Proxy is Disabled\n')
 * findings[0]?.id // '2.14'
 * ```
 */
export function parse(text: string, options: ParseOptions = {}): Findings {
  const {emit, end} = collect(options.file ?? null, options.node ?? null)
  run(text, options.dialects ?? builtIn, emit)
  return {format: 'benchscribe/findings', version: 1, ...end()}
}

/**
 * Read a log as a unist tree: joined in order, the `value`s of its leaves are the log, byte for byte.
 *
 * @param text The log.
 * @param options Which dialects to try.
 * @returns The tree.
 */
export function parseTree(text: string, options: Pick<ParseOptions, 'dialects'> = {}): BenchRoot {
  const {emit, end} = grow(text)
  run(text, options.dialects ?? builtIn, emit)
  return end()
}

function run(text: string, dialects: readonly Dialect[], emit: Emit): void {
  const head = text.slice(0, 65_536)
  const tagged = /^\[(?:PASS|FAIL|WARN|INFO|NOTE)\] /m.test(head)
  if (tagged || !readDocuments(text, dialects.filter(isDocumentDialect), emit)) readLines(text, dialects.filter(isLineDialect), emit)
}

/** Read a log that is documents with lines between; nothing is emitted when it has none. */
function readDocuments(text: string, dialects: readonly DocumentDialect[], emit: Emit): boolean {
  let held: Event[] | null = []
  const source = plainSource(text)
  function hold(event: Event): void {
    if (held === null) {
      emit(event)
      return
    }
    held.push(event)
    if (event.type !== 'scan') return
    for (const one of held) emit(one)
    held = null
  }
  const reader = readDocumentsOf(dialects, hold, null)
  for (let at = 0; at < text.length; ) {
    const end = reader.read(source, at, true)
    if (end > at) {
      at = end
      continue
    }
    const feed = text.indexOf('\n', at)
    const next = feed === -1 ? text.length : feed + 1
    createWriter(source, at, hold).unknown(next)
    at = next
  }
  return held === null
}

function isLineDialect(dialect: Dialect): dialect is LineDialect {
  return dialect.kind === 'lines'
}

function isDocumentDialect(dialect: Dialect): dialect is DocumentDialect {
  return dialect.kind === 'document'
}
