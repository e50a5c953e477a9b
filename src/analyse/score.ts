import type {Finding, Findings, Score, Severity} from '../model/index.ts'

/** What a passed or failed check weighs in the score, by the severity of its control; defined in docs/score.md. */
export const weights: Readonly<Record<Severity, number>> = {critical: 10, high: 5, medium: 3, low: 1}

/**
 * Score findings: the weight of what passed in percent of the weight of what passed or failed, rounded down. What
 * needs a person, was skipped, did not run, only informs or is waived as not applicable does not count.
 *
 * @param findings Findings, enriched; one without severity weighs as low.
 * @returns 0 to 100, or null when nothing passed or failed.
 */
export function scoreOf(findings: readonly Finding[]): Score | null {
  let passed = 0
  let all = 0
  for (const finding of findings) {
    if (finding.outcome !== 'pass' && finding.outcome !== 'fail') continue
    // What does not apply here says nothing of the host; an accepted risk is a risk all the same, and counts.
    if (finding.waiver?.kind === 'not-applicable') continue
    const weight = weights[finding.severity ?? 'low']
    all += weight
    if (finding.outcome === 'pass') passed += weight
  }
  return all === 0 ? null : {value: Math.floor((100 * passed) / all), of: 100}
}

/**
 * Give each scan its score.
 *
 * @param document Findings, enriched.
 * @returns The same findings with `scans[].score` set.
 */
export function score(document: Findings): Findings {
  const byScan = new Map<number, Finding[]>()
  for (const finding of document.findings) {
    const list = byScan.get(finding.scan)
    if (list) list.push(finding)
    else byScan.set(finding.scan, [finding])
  }
  const scans = document.scans.map(scan => ({...scan, score: scoreOf(byScan.get(scan.index) ?? [])}))
  return {...document, scans}
}
