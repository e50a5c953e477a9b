import type {Catalog, Control, Finding, Findings, Numbering, WriteUp, WriteUpFinding} from '../model/index.ts'
import type {Knowledge, Resolved} from './rule.ts'

type Check = Numbering['checks'][number]

/** Checks by id and controls by title, of all numberings of one framework. */
interface Index {
  readonly byId: ReadonlyMap<string, readonly {readonly numbering: Numbering; readonly check: Check}[]>
  /** One title may name several controls: those of API server and kubelet, for example. */
  readonly byHash: ReadonlyMap<string, readonly string[]>
}

const indexes = new WeakMap<Catalog, Index>()

function indexOf(catalog: Catalog): Index {
  const known = indexes.get(catalog)
  if (known) return known
  const byId = new Map<string, {readonly numbering: Numbering; readonly check: Check}[]>()
  const byHash = new Map<string, string[]>()
  for (const numbering of catalog.numberings) {
    for (const check of numbering.checks) {
      const entry = {numbering, check}
      for (const id of new Set([check[0], check[0].replace(/\.[a-z]$/, '')])) {
        const list = byId.get(id)
        if (list) list.push(entry)
        else byId.set(id, [entry])
      }
      if (check[2] === null) continue
      const keys = byHash.get(check[1])
      if (!keys) byHash.set(check[1], [check[2]])
      else if (!keys.includes(check[2])) keys.push(check[2])
    }
  }
  const index = {byId, byHash}
  indexes.set(catalog, index)
  return index
}

/**
 * Write an id as the numberings do: `2.17b` is `2.17.b`.
 *
 * @param id Id as written.
 * @returns Id.
 */
export function plainId(id: string): string {
  return id.replace(/(\d)([a-z])$/, '$1.$2')
}

/**
 * Complete an edition as people write it: `1.2` is `1.2.0` when there is such an edition.
 *
 * @param catalog Catalogue.
 * @param family Start of the family (example: `'cis-docker'`).
 * @param written As written.
 * @returns Editions it may mean; none when there is none like it.
 */
export function editionsLike(catalog: Catalog, family: string, written: string): readonly string[] {
  const all = new Set(catalog.numberings.filter(one => one.family === family).map(({edition}) => edition.replace(/^cis-/, '')))
  if (all.has(written)) return [written]
  const longer = [...all].filter(edition => edition.startsWith(`${written}.`))
  if (longer.length > 0) return longer
  // kube-bench names a configuration by two numbers and keeps it for corrections: cis-1.5 is CIS 1.5.1, cis-1.6 is 1.6.0
  // (aquasecurity/kube-bench, docs/platforms.md).
  const corrected = family === 'cis-kubernetes' ? /^(\d+\.\d+)\.[01]$/ : /^(\d+\.\d+)\.0$/
  const base = corrected.exec(written)?.[1]
  return base !== undefined && all.has(base) ? [base] : []
}

/**
 * Tie the findings of a write-up to checks.
 *
 * @param document Write-up.
 * @param knowledge Catalogue, log and hashes.
 * @returns One entry for each finding.
 */
export function resolve(document: WriteUp, {catalog, log, hashes}: Knowledge): readonly Resolved[] {
  return document.findings.map((finding, index) => {
    const none: Resolved = {finding, index, control: null, byTitle: null, byId: [], editions: []}
    return catalog === null ? none : {...none, ...resolveOne(finding, catalog, log, hashes)}
  })
}

function resolveOne(
  finding: WriteUpFinding,
  catalog: Catalog,
  log: Knowledge['log'],
  hashes: Knowledge['hashes']
): Omit<Resolved, 'finding' | 'index'> {
  const index = indexOf(catalog)
  const family = finding.target === 'kubernetes' ? 'cis-kubernetes' : 'cis-docker'
  const places = finding.id === null ? [] : (index.byId.get(plainId(finding.id)) ?? []).filter(({numbering}) => numbering.family === family)
  const logged = inLog(finding, catalog, family, log, hashes)
  if (logged) return logged
  const editions = log?.scans.filter(({benchmark}) => benchmark.family === family).flatMap(({benchmark}) => benchmark.editions) ?? []
  const asked = finding.edition === null ? editions : editionsLike(catalog, family, finding.edition)
  const fitting = places.filter(
    ({numbering, check}) =>
      (asked.length === 0 || asked.includes(numbering.edition.replace(/^cis-/, '')) || asked.includes(numbering.edition)) &&
      check[2] !== null
  )
  const byId = [...new Set(fitting.map(({check}) => check[2] ?? ''))]
  const titled = finding.title === '' ? [] : [...new Set(hashes(finding.title).flatMap(hash => index.byHash.get(hash) ?? []))]
  const exact =
    titled.find(key => byId.includes(key)) ?? titled.find(key => places.some(({check}) => check[2] === key)) ?? titled[0] ?? null
  const byTitle =
    exact ??
    (finding.title === ''
      ? null
      : byWords(
          finding.title,
          catalog,
          family,
          places.flatMap(({check}) => (check[2] === null ? [] : [check[2]]))
        ))
  const together = places.filter(({check}) => byTitle !== null && check[2] === byTitle).map(({numbering}) => numbering.edition)
  const sure = byTitle ?? (byId.length === 1 ? byId[0] : undefined)
  const key = sure ?? mostly(finding, catalog, byId)
  const control = key !== null && Object.hasOwn(catalog.controls, key) ? (catalog.controls[key] as Control) : null
  return {control, byTitle, byId, editions: asked.length > 0 ? asked : [...new Set(together)]}
}

const printed = new WeakMap<Findings, ReadonlyMap<string, readonly Finding[]>>()

function printedBy(log: Findings): ReadonlyMap<string, readonly Finding[]> {
  const known = printed.get(log)
  if (known) return known
  const byId = new Map<string, Finding[]>()
  for (const finding of log.findings) {
    const id = finding.id.replace(/\.[a-z]$/, '')
    const list = byId.get(id)
    if (list) list.push(finding)
    else byId.set(id, [finding])
  }
  printed.set(log, byId)
  return byId
}

/** What the scanner printed together belongs together, also in an edition we have no numbering of. */
function inLog(
  finding: WriteUpFinding,
  catalog: Catalog,
  family: string,
  log: Knowledge['log'],
  hashes: Knowledge['hashes']
): Omit<Resolved, 'finding' | 'index'> | null {
  if (log === null || finding.id === null || finding.title === '') return null
  const [title] = hashes(finding.title)
  for (const {control: key, title: other, scan: index} of printedBy(log).get(plainId(finding.id).replace(/\.[a-z]$/, '')) ?? []) {
    if (key === null || (other !== finding.title && (title === undefined || hashes(other)[0] !== title))) continue
    const editions = log.scans.find(scan => scan.index === index)?.benchmark.editions ?? []
    const cited = finding.edition === null ? null : editionsLike(catalog, family, finding.edition)
    // Who cites another edition than the log follows is judged by what is cited.
    if (cited !== null && editions.length > 0 && !editions.some(one => cited.includes(one.replace(/^cis-/, '')))) continue
    const control = Object.hasOwn(catalog.controls, key) ? (catalog.controls[key] as Control) : null
    return {control, byTitle: key, byId: [key], editions}
  }
  return null
}

/** A title in somebody's own words: the one control whose key and title it shares most words with. */
function byWords(title: string, catalog: Catalog, family: string, candidates: readonly string[]): string | null {
  const words = wordSet(title)
  const prefix = family === 'cis-docker' ? 'docker.' : 'k8s.'
  const pool = candidates.length > 0 ? candidates : Object.keys(catalog.controls).filter(key => key.startsWith(prefix))
  const scored = [...new Set(pool)].map(key => {
    const {subject, title: own} = wordsOf(key, catalog)
    const hit = subject.filter(word => words.has(word)).length
    const more = own.filter(word => words.has(word)).length
    return {key, share: subject.length === 0 ? 0 : hit / subject.length, score: hit * 2 + more}
  })
  const best = scored
    .filter(({share}) => share >= (candidates.length > 0 ? 0.5 : 1))
    .toSorted((a, b) => b.share - a.share || b.score - a.score)
  const [first, second] = best
  return first && (!second || first.share > second.share || first.score > second.score) && first.score >= 3 ? first.key : null
}

interface Words {
  readonly subject: readonly string[]
  readonly title: readonly string[]
}

const controlWords = new WeakMap<Catalog, Map<string, Words>>()

function wordsOf(key: string, catalog: Catalog): Words {
  const all = controlWords.get(catalog) ?? new Map<string, Words>()
  controlWords.set(catalog, all)
  const cached = all.get(key)
  if (cached) return cached
  const words = {
    subject: [...wordSet((key.split('.')[2] ?? '').replace(/-/g, ' '))],
    title: [...wordSet(catalog.controls[key]?.title ?? '')]
  }
  all.set(key, words)
  return words
}

const empty = new Set([
  'ensure',
  'that',
  'the',
  'is',
  'are',
  'for',
  'a',
  'to',
  'of',
  'set',
  'in',
  'on',
  'and',
  'or',
  'not',
  'be',
  'with',
  'docker',
  'configured'
])

function wordSet(text: string): ReadonlySet<string> {
  return new Set(
    text
      .toLowerCase()
      .split(/[^a-z0-9]+/)
      .filter(word => word !== '' && !empty.has(word))
      .map(word => word.replace(/(?<=[a-z]{3})s$/, ''))
  )
}

/** An id without a title, in an edition nobody names: its remedy tells which of the controls is meant. */
function mostly(finding: WriteUpFinding, catalog: Catalog, keys: readonly string[]): string | null {
  const said = finding.remediation?.toLowerCase() ?? ''
  if (said === '') return null
  const fitting = keys.filter(key => said.includes((key.split('.')[2] ?? '\n').toLowerCase()))
  return fitting.length === 1 && catalog.controls[fitting[0] ?? ''] ? (fitting[0] ?? null) : null
}
