import type {ReportFinding, ScanReport, Severity} from '../../model/index.ts'

/** What a waiver says, as far as the formats need it. */
export interface Waived {
  /** Why the finding is accepted; empty when it does not say. */
  readonly reason: string
}

/**
 * Read the waiver of a finding, when it has one that holds.
 *
 * @param finding Finding.
 * @returns The waiver, or null.
 */
export function waivedOf(finding: ReportFinding): Waived | null {
  // A finding without waivers applied has no such field; one whose waiver has expired is not waived.
  const {waiver} = finding as {readonly waiver?: unknown}
  if (typeof waiver !== 'object' || waiver === null) return null
  const {reason, expired} = waiver as {readonly reason?: unknown; readonly expired?: unknown}
  return expired === true ? null : {reason: typeof reason === 'string' ? reason : ''}
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
 * @returns Names as printed, each once.
 */
export function namesOf({items}: ReportFinding): readonly string[] {
  return [...new Set(items.map(({text, subject}) => subject ?? text))]
}
