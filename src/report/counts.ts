import {type Finding, groupBy, type Outcome, type ScanReport, type SeverityCount, type StrideLetter, strideNames} from '../model/index.ts'
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
 * Count outcomes by some word of the findings.
 *
 * @param findings Findings.
 * @param keyOf Tells the word; null for none.
 * @returns Counts by word.
 */
function countBy<Key>(findings: readonly Finding[], keyOf: (finding: Finding) => Key | null): ReadonlyMap<Key, Counts> {
  const all = new Map<Key, Counts>()
  for (const finding of findings) {
    const key = keyOf(finding)
    if (key === null) continue
    const counts = all.get(key) ?? noCounts()
    all.set(key, counts)
    counts[finding.outcome]++
  }
  return all
}

/**
 * Count the checks of each severity.
 *
 * @param findings Findings; one without severity counts as low.
 * @returns The four severities, the worst first.
 */
export function severityCounts(findings: readonly Finding[]): readonly SeverityCount[] {
  const all = countBy(findings, ({severity}) => severity ?? 'low')
  return (['critical', 'high', 'medium', 'low'] as const).map(severity => {
    const counts = all.get(severity) ?? noCounts()
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
  const all = countBy(findings, ({stride}) => stride?.primary ?? null)
  return letters.map(letter => {
    const counts = all.get(letter) ?? noCounts()
    return {letter, name: strideNames[letter], failed: counts.fail, review: counts.review, passed: counts.pass}
  })
}

const letters = Object.keys(strideNames) as StrideLetter[]

/**
 * Count the checks of each attack-surface area.
 *
 * @param findings Findings; those without a control have no area.
 * @returns Areas, the one with most failures first, then by name.
 */
export function surfaceCounts(findings: readonly Finding[]): ScanReport['surfaces'] {
  return [...groupBy(findings, ({surface}) => surface)]
    .flatMap(([surface, mine]) => {
      if (surface === null) return []
      const all = countBy(mine, ({stride}) => stride?.primary ?? null)
      const stride = Object.fromEntries(letters.map(letter => [letter, ratioOf(all.get(letter) ?? noCounts())])) as Ratios
      return [{surface, name: placeName(surface), counts: countOutcomes(mine), stride}]
    })
    .toSorted((a, b) => b.counts.fail - a.counts.fail || (a.name < b.name ? -1 : 1))
}

type Ratios = ScanReport['surfaces'][number]['stride']

function ratioOf(counts: Counts): Ratios[StrideLetter] {
  return {failed: counts.fail, all: Object.values(counts).reduce((sum, count) => sum + count, 0)}
}
