import {type Finding, type Outcome, type ScanReport, type SeverityCount, type StrideLetter, strideNames} from '../model/index.ts'
import {groupBy} from './group.ts'
import {placeName} from './threat-words.ts'
import {outcomes} from './words.ts'

/** How many came to each outcome, while they are counted. */
export type Counts = Record<Outcome, number>

/**
 * Make counts of nothing.
 *
 * @returns Zero for each outcome.
 */
export function noCounts(): Counts {
  return Object.fromEntries(outcomes.map(({outcome}) => [outcome, 0])) as Counts
}

/**
 * Count outcomes.
 *
 * @param findings Findings.
 * @returns How many came to each outcome.
 */
export function countOutcomes(findings: Iterable<Pick<Finding, 'outcome'>>): Counts {
  const counts = noCounts()
  for (const {outcome} of findings) counts[outcome]++
  return counts
}

/**
 * Count the checks of each severity.
 *
 * @param findings Findings; one without severity counts as low.
 * @returns The four severities, the worst first.
 */
export function severityCounts(findings: readonly Finding[]): readonly SeverityCount[] {
  return (['critical', 'high', 'medium', 'low'] as const).map(severity => {
    const counts = countOutcomes(findings.filter(finding => (finding.severity ?? 'low') === severity))
    return {severity, failed: counts.fail, counts}
  })
}

/**
 * Count the checks of each STRIDE letter.
 *
 * @param findings Findings.
 * @returns The six letters in their order.
 */
export function strideCounts(findings: readonly Finding[]): ScanReport['stride'] {
  return (Object.keys(strideNames) as StrideLetter[]).map(letter => {
    const counts = countOutcomes(findings.filter(finding => finding.stride?.primary === letter))
    return {letter, name: strideNames[letter], failed: counts.fail, review: counts.review, passed: counts.pass}
  })
}

/**
 * Count the checks of each attack-surface area.
 *
 * @param findings Findings; those without a control have no area.
 * @returns Areas, the one with most failures first, then by name.
 */
export function surfaceCounts(findings: readonly Finding[]): ScanReport['surfaces'] {
  const letters = Object.keys(strideNames) as StrideLetter[]
  const areas = groupBy(
    findings.filter(({surface}) => surface !== null),
    ({surface}) => surface ?? ''
  )
  return [...areas]
    .map(([surface, mine]) => ({
      surface,
      name: placeName(surface),
      counts: countOutcomes(mine),
      stride: Object.fromEntries(
        letters.map(letter => {
          const all = mine.filter(({stride}) => stride?.primary === letter)
          return [letter, {failed: all.filter(({outcome}) => outcome === 'fail').length, all: all.length}]
        })
      ) as ScanReport['surfaces'][number]['stride']
    }))
    .toSorted((a, b) => b.counts.fail - a.counts.fail || (a.name < b.name ? -1 : 1))
}
