import type {ReportFinding, ScanReport, Severity} from '../../model/index.ts'
import {line} from './text.ts'

/** What a waiver says, as far as the formats need it. */
export interface Waived {
  /** Why the finding is let be, on one line: kind, reason, who answers for it, until when and where it was decided. */
  readonly words: string
}

/**
 * Read the waiver of a finding, when one covers it.
 *
 * @param finding Finding; the field is only there when waivers were applied.
 * @returns The waiver, or null.
 */
export function waivedOf(finding: ReportFinding): Waived | null {
  const waiver = waiverOf(finding)
  if (waiver === null) return null
  const said = (name: string): string => (typeof waiver[name] === 'string' ? line(waiver[name], 500) : '')
  const more = [said('owner'), said('expires') === '' ? '' : `until ${said('expires')}`, said('ticket')].filter(words => words !== '')
  const kind = said('kind') === 'not-applicable' ? 'Does not apply here' : 'Accepted'
  return {words: `${kind}: ${said('reason') || 'no reason is given'}${more.length === 0 ? '' : ` (${more.join(', ')})`}`}
}

function waiverOf(value: object): Readonly<Record<string, unknown>> | null {
  const {waiver} = value as {readonly waiver?: unknown}
  return typeof waiver === 'object' && waiver !== null ? (waiver as Readonly<Record<string, unknown>>) : null
}

/**
 * Give a finding the severity it counts with.
 *
 * @param finding Finding.
 * @returns Severity; low when its control is not known.
 */
export function severityOf(finding: ReportFinding): Severity {
  return finding.severity ?? 'low'
}

const severities: Readonly<Record<Severity, number>> = {critical: 0, high: 1, medium: 2, low: 3}

/** Place in the order: failures by severity, what could not be tested, what a person must look at, the rest. */
function rank(finding: ReportFinding): number {
  if (finding.outcome === 'fail') return severities[severityOf(finding)]
  return finding.outcome === 'error' ? 4 : finding.outcome === 'review' ? 5 : 6
}

/**
 * Put findings in order, worst first; those of one rank stay in the order of the log, and waived ones go last.
 *
 * @param findings Findings.
 * @returns The same findings.
 */
export function worstFirst(findings: readonly ReportFinding[]): readonly ReportFinding[] {
  const ranks: ReportFinding[][] = Array.from({length: 8}, () => [])
  for (const finding of findings) ranks[waivedOf(finding) === null ? rank(finding) : 7]?.push(finding)
  return ranks.flat()
}

/**
 * List what somebody has to do something about: what failed, could not be tested or needs a person; worst first.
 *
 * @param report Report.
 * @returns Findings, waived ones last.
 */
export function toDo({findings}: ScanReport): readonly ReportFinding[] {
  return worstFirst(findings.filter(({outcome}) => outcome === 'fail' || outcome === 'error' || outcome === 'review'))
}

/**
 * List the names of things under a check: containers, images, paths, users; else the detail lines.
 *
 * @param finding Finding.
 * @returns Names as printed, each once, without those that a waiver covers one by one.
 */
export function namesOf({items}: ReportFinding): readonly string[] {
  return [...new Set(items.filter(item => waiverOf(item) === null).map(({text, subject}) => subject ?? text))]
}
