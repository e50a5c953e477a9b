import type {DiffFinding, Finding, Findings, GateEntry, GateFilter, GateOptions, GateResult, Outcome, Severity} from '../model/index.ts'
import {diff} from './diff.ts'
import {fits} from './glob.ts'
import {scoreOf} from './score.ts'

const severityRank: Readonly<Record<Severity, number>> = {critical: 0, high: 1, medium: 2, low: 3}
/** How bad an outcome is; what is not here never counts. */
const outcomeRank: Readonly<Partial<Record<Outcome, number>>> = {fail: 3, error: 2, review: 1}

/**
 * Decide whether findings are good enough.
 *
 * @param document Findings, enriched, with waivers applied.
 * @param options When it fails.
 * @returns Whether it passes, and why not.
 */
export function gate(document: Findings, options: GateOptions = {}): GateResult {
  const {failOn = 'low', max = 0, minScore, baseline} = options
  const nodes = new Map(document.scans.map(({index, node}) => [index, node]))
  const only = (finding: Finding): boolean => isWanted(finding, nodes.get(finding.scan) ?? null, options.only ?? {})
  const looked = document.findings.filter(only)
  const since = baseline === undefined ? null : comparedOf(baseline, document)
  const counted: GateEntry[] = []
  let waived = 0
  let known = 0
  for (const [index, finding] of document.findings.entries()) {
    if (!only(finding) || !counts(finding, failOn, options)) continue
    if (finding.waiver) {
      waived++
      continue
    }
    const entry = entryOf(finding, since?.[index] ?? null)
    if (entry === null) known++
    else counted.push(entry)
  }
  const score = scoreOf(looked)
  const expired = (options.waivers ?? []).filter(
    ({state, covers}) => state === 'expired' && covers.some(index => isLooked(document, index, only))
  )
  const failures = [
    ...(counted.length > max ? (['count'] as const) : []),
    ...(minScore !== undefined && (score === null || score.value < minScore) ? (['score'] as const) : []),
    ...(expired.length > 0 ? (['expired'] as const) : [])
  ]
  return {passed: failures.length === 0, failures, counted: counted.toSorted(compare), waived, known, checks: looked.length, score, expired}
}

function isLooked({findings}: Findings, index: number, only: (finding: Finding) => boolean): boolean {
  const finding = findings[index]
  return finding !== undefined && only(finding)
}

function isWanted(finding: Finding, node: string | null, only: GateFilter): boolean {
  const among = (values: readonly string[] | undefined, value: string | null): boolean =>
    values === undefined || (value !== null && values.some(pattern => fits(pattern, value)))
  return (
    among(only.stride, finding.stride?.primary ?? null) &&
    among(only.surface, finding.surface) &&
    among(only.control, finding.control) &&
    among(only.id, finding.id) &&
    among(only.target, finding.target) &&
    among(only.node, node)
  )
}

function counts({outcome, severity}: Finding, failOn: Severity | null, {failOnReview, failOnError}: GateOptions): boolean {
  if (outcome === 'fail') return failOn !== null && severityRank[severity ?? 'low'] <= severityRank[failOn]
  return (outcome === 'review' && failOnReview === true) || (outcome === 'error' && failOnError === true)
}

/** The findings of a document compared with the baseline, in the order of the document. */
function comparedOf(baseline: Findings, document: Findings): readonly DiffFinding[] {
  // The lists of a comparison are by kind: numbers lead back to the order.
  const numbered = document.findings.map((finding, index) => ({...finding, index}))
  const {fixed, new: worse, changed, unchanged, newlyApplicable} = diff(baseline, {...document, findings: numbered})
  const compared: DiffFinding[] = []
  for (const list of [fixed, worse, changed, unchanged, newlyApplicable])
    for (const finding of list) compared[(finding as DiffFinding & {readonly index: number}).index] = finding
  return compared
}

/** What counts of a finding; null when the baseline has it already. */
function entryOf(finding: Finding, compared: DiffFinding | null): GateEntry | null {
  const items = [...new Set(finding.items.flatMap(({subject, waiver}) => (subject === null || waiver ? [] : [subject])))]
  if (compared === null) return {finding, since: null, items}
  const before = compared.was === null ? 0 : (outcomeRank[compared.was.outcome] ?? 0)
  if (before < (outcomeRank[finding.outcome] ?? 0)) return {finding, since: 'new', items}
  const added = compared.newItems.filter(name => items.includes(name))
  return added.length === 0 ? null : {finding, since: 'grown', items: added}
}

function compare({finding: a}: GateEntry, {finding: b}: GateEntry): number {
  return (
    (outcomeRank[b.outcome] ?? 0) - (outcomeRank[a.outcome] ?? 0) ||
    severityRank[a.severity ?? 'low'] - severityRank[b.severity ?? 'low'] ||
    a.scan - b.scan ||
    a.position.start.offset - b.position.start.offset
  )
}
