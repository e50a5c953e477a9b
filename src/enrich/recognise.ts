import type {Finding, Numbering, Scan} from '../model/index.ts'
import {componentOf, titleHash} from './title.ts'

/** A finding with the hash its title has under its component. */
export interface Hashed {
  readonly finding: Finding
  readonly component: string
  readonly hash: string
}

/** What a numbering says of a check. */
export interface Entry {
  /** Hash of its title. */
  readonly title: string
  readonly control: string | null
  readonly facts: string
  /** The entry before it that has the same id and another title. */
  readonly other: Entry | null
}

/** A numbering ready for look-ups by id and title. */
export interface Table {
  readonly numbering: Numbering
  /** Entries by id, the last of each. */
  readonly byId: ReadonlyMap<string, Entry>
}

/**
 * Make a numbering ready for look-ups. Small and quick, for there are thousands of entries and a log asks for a hundred.
 *
 * @param numbering Numbering.
 * @returns The table.
 */
export function tableOf(numbering: Numbering): Table {
  const byId = new Map<string, Entry>()
  for (const [id, title, control, facts] of numbering.checks) byId.set(id, {title, control, facts, other: byId.get(id) ?? null})
  return {numbering, byId}
}

/**
 * Find what a numbering says of the check with an id and a title.
 *
 * @param table Numbering.
 * @param id Id.
 * @param title Hash of the title.
 * @returns Its entry.
 */
export function exactEntry({byId}: Table, id: string, title: string): Entry | undefined {
  let entry = byId.get(id) ?? null
  while (entry !== null && entry.title !== title) entry = entry.other
  return entry ?? undefined
}

/**
 * Find what a numbering says of the check with an id, when no title tells which.
 *
 * @param table Numbering.
 * @param id Id.
 * @returns The first entry of this id.
 */
export function firstEntry({byId}: Table, id: string): Entry | undefined {
  let entry = byId.get(id)
  while (entry?.other) entry = entry.other
  return entry
}

/** At least this share of a scan's titled checks must stand in a numbering under the same id and title. */
const enough = 0.6

/**
 * Hash the titles of findings.
 *
 * @param findings Findings of one scan.
 * @returns The same findings, hashed.
 */
export function hashTitles(findings: readonly Finding[], docker: boolean): readonly Hashed[] {
  return findings.map(finding => {
    const component = docker ? '' : componentOf(finding.section?.title ?? null, finding.target)
    return {finding, component, hash: finding.title === '' ? '' : titleHash(component, finding.title)}
  })
}

/**
 * Find the numberings a scan follows, by its pairs of id and title: the version a scanner prints is not enough.
 *
 * @param scan The scan.
 * @param hashed Its findings.
 * @param tables Numberings to choose from.
 * @returns All that fit best and well enough; none when none does.
 */
export function recognise(scan: Scan, hashed: readonly Hashed[], tables: readonly Table[]): readonly Table[] {
  const mine = tables.filter(({numbering}) => numbering.tool === null || numbering.tool === scan.tool)
  const titled = hashed.filter(({hash}) => hash !== '')
  if (titled.length === 0) return byVersion(scan, hashed, mine)
  let most = 0
  let best: Table[] = []
  for (const table of mine) {
    let count = 0
    for (const {finding, hash} of titled) if (exactEntry(table, finding.id, hash)) count++
    if (count > most) {
      most = count
      best = [table]
    } else if (count === most && count > 0) best.push(table)
  }
  return most >= titled.length * enough ? preferDeclared(scan, uncontradicted(scan, titled, best)) : []
}

/**
 * Where ids and titles fit alike, statuses may not: kube-bench never runs a check that its benchmark calls manual (it is
 * WARN, or INFO with --skip) or skipped (INFO), so one that passed or failed is of another benchmark (check.go, `run`).
 */
function uncontradicted(scan: Scan, hashed: readonly Hashed[], best: readonly Table[]): readonly Table[] {
  if (scan.tool !== 'kube-bench' || best.length < 2) return best
  const counts = best.map(table => {
    let count = 0
    for (const {finding, hash} of hashed) {
      const facts = exactEntry(table, finding.id, hash)?.facts
      if (facts === undefined || finding.status === 'INFO') continue
      if (facts.includes('s') || (facts.includes('m') && finding.status !== 'WARN')) count++
    }
    return count
  })
  // A log that contradicts every one of them was edited, and says nothing.
  const clear = best.filter((_, index) => counts[index] === 0)
  return clear.length > 0 ? clear : best
}

/** Where several fit alike, one that the log names wins; a numbering for one tool and edition stands for all like it. */
function preferDeclared(scan: Scan, best: readonly Table[]): readonly Table[] {
  const declared = best.filter(({numbering}) => scan.benchmark.editions.includes(numbering.edition))
  return declared.length > 0 ? declared : best
}

/** docker-bench-security's flat JSON has no titles; its version names the numbering. */
function byVersion(scan: Scan, hashed: readonly Hashed[], tables: readonly Table[]): readonly Table[] {
  const named = tables.filter(({numbering}) => numbering.id === `dbs-${scan.toolVersion}`)
  return named.filter(table => hashed.some(({finding}) => table.byId.has(finding.id)))
}
