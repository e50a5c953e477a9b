import type {AppliedWaiver, Finding, Findings, Item, Outcome, Scan, Waiver, WaiverUse} from '../model/index.ts'
import {fits} from './glob.ts'

/** Findings with their waivers, and what became of each waiver. */
export interface WaivedFindings {
  /** The same findings; what is covered has `waiver`. */
  readonly document: Findings
  /** Every waiver in order. */
  readonly uses: readonly WaiverUse[]
}

/** Only what does not pass can be waived. */
const open: ReadonlySet<Outcome> = new Set(['fail', 'review', 'error'])

/**
 * Apply waivers. A waiver without `item` covers a check; one with `item` covers the instances that fit, and the check
 * when all of its instances are covered. One whose last day is over covers nothing.
 *
 * @param document Findings, enriched.
 * @param waivers Waivers.
 * @param today The day, `YYYY-MM-DD` in UTC.
 * @returns The findings with their waivers.
 */
export function waive(document: Findings, waivers: readonly Waiver[], today: string): WaivedFindings {
  const covers = waivers.map((): number[] => [])
  const scans = new Map(document.scans.map(scan => [scan.index, scan]))
  const overdue = waivers.map(({expires}) => expires !== null && expires < today)
  const byTarget = new Map<string, number[]>()
  for (const [index, {about}] of waivers.entries()) {
    const key = keyOf(about)
    const known = byTarget.get(key)
    if (known) known.push(index)
    else byTarget.set(key, [index])
  }
  const findings = document.findings.map((finding, index) => {
    const scan = scans.get(finding.scan)
    if (!open.has(finding.outcome) || scan === undefined) return finding
    const mine = candidates(finding, scan, byTarget).filter(candidate => fitsNode(waivers[candidate], scan))
    const covered = cover(finding, mine, waivers, overdue)
    for (const used of covered.used) covers[used]?.push(index)
    return covered.finding
  })
  const uses = waivers.map((waiver, index): WaiverUse => {
    const mine = covers[index] ?? []
    const late = overdue[index] ?? false
    const state =
      mine.length > 0 ? (late ? 'expired' : 'used') : document.scans.some(scan => isAbout(waiver, scan)) ? 'unused' : 'elsewhere'
    return {waiver, state, overdue: late, covers: mine}
  })
  return {document: {...document, findings}, uses}
}

function keyOf(about: Waiver['about']): string {
  return 'control' in about ? about.control : `${about.id}@${about.edition}`
}

/** Waivers of a finding's control, or of its id in an edition its scan follows; in the order of the file. */
function candidates(finding: Finding, {benchmark}: Scan, byTarget: ReadonlyMap<string, readonly number[]>): readonly number[] {
  const keys = [...(finding.control === null ? [] : [finding.control]), ...benchmark.editions.map(edition => `${finding.id}@${edition}`)]
  return keys.flatMap(key => byTarget.get(key) ?? []).toSorted((a, b) => a - b)
}

function fitsNode(waiver: Waiver | undefined, {node}: Scan): boolean {
  return waiver !== undefined && (waiver.node === null || (node !== null && fits(waiver.node, node)))
}

function cover(
  finding: Finding,
  mine: readonly number[],
  waivers: readonly Waiver[],
  overdue: readonly boolean[]
): {readonly finding: Finding; readonly used: readonly number[]} {
  const whole = mine.find(index => !overdue[index] && waivers[index]?.item === null)
  if (whole !== undefined) return {finding: {...finding, waiver: applied(waivers[whole] as Waiver)}, used: [whole]}
  const used = new Set<number>()
  const items = finding.items.map((item): Item => {
    const fit = mine.filter(index => fitsItem(waivers[index] as Waiver, item))
    const valid = fit.find(index => !overdue[index])
    if (valid !== undefined) {
      used.add(valid)
      return {...item, waiver: applied(waivers[valid] as Waiver)}
    }
    for (const index of fit) used.add(index)
    return item
  })
  const named = items.filter(({subject}) => subject !== null)
  const all = named.length > 0 && named.every(item => item.waiver !== undefined)
  if (!all) for (const index of mine) if (overdue[index] && waivers[index]?.item === null) used.add(index)
  const first = named.find(item => item.waiver !== undefined)?.waiver
  if (first === undefined) return {finding, used: [...used]}
  return {finding: {...finding, items, ...(all ? {waiver: first} : {})}, used: [...used]}
}

function fitsItem({item: pattern}: Waiver, {subject}: Item): boolean {
  return pattern !== null && subject !== null && fits(pattern, subject)
}

function applied({kind, reason, owner, expires, ticket}: Waiver): AppliedWaiver {
  return {kind, reason, owner, expires, ticket}
}

/** Whether a waiver could be about a scan at all: its benchmark, edition and node. */
function isAbout(waiver: Waiver, scan: Scan): boolean {
  const {about} = waiver
  const benchmark =
    'control' in about ? about.control.startsWith('k8s.') === (scan.tool === 'kube-bench') : scan.benchmark.editions.includes(about.edition)
  return benchmark && fitsNode(waiver, scan)
}
