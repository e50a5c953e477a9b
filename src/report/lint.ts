import type {LintMessage, LintReport, LintSeverity, WriteUp} from '../model/index.ts'
import {plural} from './words.ts'

/** What only the caller knows. */
export interface LintReportOptions {
  /** Name of the write-up's file. */
  readonly file: string | null
  /** Rules that were looked at. */
  readonly rules: LintReport['rules']
  /** When it is made, ISO 8601. */
  readonly now: string | null
  /** Version of this library. */
  readonly version: string
  /** Title of the document. */
  readonly title?: string
}

/**
 * Make the report of what is wrong in a write-up.
 *
 * @param document Write-up.
 * @param messages What is wrong.
 * @param options What only the caller knows.
 * @returns The report.
 */
export function lintReport(document: WriteUp, messages: readonly LintMessage[], options: LintReportOptions): LintReport {
  const count = (severity: LintSeverity): number => messages.filter(one => one.severity === severity).length
  const counts = {error: count('error'), warning: count('warning'), info: count('info')}
  const {threats, findings} = document
  const base = `${plural(threats.length, 'threat')} and ${plural(findings.length, 'finding')} were read`
  const wrong = [
    counts.error > 0 ? plural(counts.error, 'error') : '',
    counts.warning > 0 ? plural(counts.warning, 'warning') : '',
    counts.info > 0 ? plural(counts.info, 'hint') : ''
  ]
  const said = wrong.filter(part => part !== '')
  return {
    kind: 'lint',
    title: options.title ?? 'Review of a threat model',
    generatedAt: options.now,
    generator: {name: 'benchscribe', version: options.version},
    headline: `${base}; ${said.length === 0 ? 'nothing was found to be wrong' : `there ${counts.error === 1 || (counts.error === 0 && counts.warning === 1) ? 'is' : 'are'} ${said.join(', ')}`}.`,
    file: options.file,
    document: {threats, findings},
    messages,
    counts,
    rules: options.rules
  }
}
