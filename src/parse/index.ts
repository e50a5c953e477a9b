/**
 * # parse
 * Takes a log as text. Gives scans, findings and messages, or the tree.
 * May not: throw on any string, know a catalogue, read files, know what a report is.
 * @module
 */
import type {Findings} from '../model/index.ts'
import type {Dialect} from './dialect.ts'
import {dialects as builtIn} from './dialects/index.ts'
import type {Emit} from './events.ts'
import type {ParseOptions} from './options.ts'
import {openLog} from './read-log.ts'
import {collect} from './to-findings.ts'
import {type BenchRoot, grow} from './to-tree.ts'

export {decode} from './carriers/decode.ts'
export type {Dialect, DocumentDialect, LineDialect, LineReader} from './dialect.ts'
export {dialects} from './dialects/index.ts'
export type * from './events.ts'
export type {Line, Place} from './line.ts'
export type {ParseOptions} from './options.ts'
export {parseScans, parseStream} from './stream.ts'
export type {BenchCheck, BenchLine, BenchNode, BenchRoot, BenchScan, BenchSection} from './to-tree.ts'

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
  openLog(dialects, emit).read(text, true)
}
