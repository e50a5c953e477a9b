import type {Findings} from '../model/index.ts'
import {dialects as builtIn} from './dialects/index.ts'
import type {ParseOptions} from './options.ts'
import {openLog} from './read-log.ts'
import {collect} from './to-findings.ts'

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
  openLog(options.dialects ?? builtIn, emit).read(text, true)
  return {format: 'benchscribe/findings', version: 1, ...end()}
}
