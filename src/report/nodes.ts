import {
  checkKey,
  groupBy,
  type MatrixRow,
  type Outcome,
  type ReportFinding,
  type ReportScan,
  type ScanReport,
  type Severity
} from '../model/index.ts'
import {type Counts, noCounts} from './counts.ts'

const outcomeRank: Readonly<Record<Outcome, number>> = {fail: 0, error: 1, review: 2, pass: 3, info: 4, skipped: 5}
const severityRank: Readonly<Record<Severity, number>> = {critical: 0, high: 1, medium: 2, low: 3}

/**
 * Count the outcomes of each scan.
 *
 * @param findings Findings.
 * @param scans Scans.
 * @returns One entry a scan, in their order.
 */
export function nodeCounts(findings: readonly ReportFinding[], scans: readonly ReportScan[]): ScanReport['nodes'] {
  const counts = new Map<number, Counts>(scans.map(({index}) => [index, noCounts()]))
  for (const {scan, outcome} of findings) {
    const mine = counts.get(scan)
    if (mine) mine[outcome]++
  }
  return scans.map(({index, label}) => ({label, counts: counts.get(index) ?? noCounts()}))
}

/**
 * Set what several scans say of the same check beside each other.
 *
 * @param findings Findings.
 * @param scans Scans.
 * @returns Checks that fail somewhere or do not come out alike; none when there is one scan.
 */
export function nodeMatrix(findings: readonly ReportFinding[], scans: readonly ReportScan[]): ScanReport['matrix'] {
  if (scans.length < 2) return []
  const places = new Map(scans.map(({index}, at) => [index, at]))
  const groups = groupBy(findings, checkKey)
  return [...groups.values()]
    .map(group => rowOf(group, places))
    .filter(({failed, outcomes}) => failed > 0 || new Set(outcomes.filter(outcome => outcome !== null)).size > 1)
    .toSorted((a, b) => severityRank[a.severity] - severityRank[b.severity] || b.failed - a.failed)
}

function rowOf(group: readonly ReportFinding[], places: ReadonlyMap<number, number>): MatrixRow {
  const outcomes = Array.from<Outcome | null>({length: places.size}).fill(null)
  for (const {scan, outcome} of group) {
    const at = places.get(scan)
    if (at === undefined) continue
    const known = outcomes[at] ?? null
    if (known === null || outcomeRank[outcome] < outcomeRank[known]) outcomes[at] = outcome
  }
  const shown = group.find(({outcome}) => outcome === 'fail') ?? group[0]
  return {
    title: shown?.about?.title ?? shown?.title ?? '',
    ids: [...new Set(group.map(({id}) => id))],
    severity: shown?.severity ?? 'low',
    anchor: shown?.anchor ?? '',
    outcomes,
    failed: outcomes.filter(outcome => outcome === 'fail').length
  }
}
