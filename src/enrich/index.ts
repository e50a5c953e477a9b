/**
 * # enrich
 * Takes findings and a catalogue. Gives the same findings with control, severity, STRIDE letters, surface and
 * fingerprint, and scans with the editions they follow.
 * May not: load a catalogue, guess a control, change what the log says.
 * @module
 */
import {
  type Benchmark,
  type Catalog,
  type Control,
  type Finding,
  type Findings,
  hash,
  judged,
  type Message,
  type OwnControl,
  outcomeOf,
  type Scan
} from '../model/index.ts'
import {missingParts} from './missing.ts'
import {type Entry, exactEntry, firstEntry, type Hashed, hashTitles, recognise, type Table, tableOf} from './recognise.ts'
import {extendWith} from './extend.ts'
import {normalTitle, subjectKey, titleHash} from './title.ts'

export {componentOf, normalTitle, subjectKey, titleHash} from './title.ts'

/** Rules of the messages that are made here. */
const ours: ReadonlySet<string> = new Set(['no-control', 'edition-differs', 'sections-missing'])

interface Index {
  readonly tables: readonly Table[]
  /** Control by hash of component and title; null where two controls share one, so that none is guessed. */
  readonly byTitle: () => ReadonlyMap<string, string | null>
  readonly components: readonly string[]
}

const indexes = new WeakMap<Catalog, Index>()
const components = [
  '',
  'apiserver',
  'controller-manager',
  'scheduler',
  'etcd',
  'kubelet',
  'kube-proxy',
  'master-files',
  'node-files',
  'controlplane',
  'policies',
  'managedservices',
  'master',
  'node'
]

/**
 * Hash a title under every component it may stand under: for who has a title and no heading above it.
 *
 * @param title Title.
 * @returns Hashes as the numberings hold them; the first is without component.
 */
export function titleHashes(title: string): readonly string[] {
  return components.map(component => titleHash(component, title))
}

/**
 * Say what each finding is about.
 *
 * @param document Findings as parsed.
 * @param catalog Catalogue with the families of its scans.
 * @returns A new document; a check that cannot be tied to a control keeps `control: null` and gets a message.
 * @example
 * ```ts
 * const scan = parse('[WARN] 2.14 - Ensure Userland Proxy is Disabled\n')
 * const full = enrich(scan, await loadCatalog(scan))
 * full.findings[0]?.control // 'docker.daemon.userland-proxy'
 * ```
 */
export function enrich(document: Findings, catalog: Catalog): Findings {
  const index = indexOf(catalog)
  // Findings that were enriched before, or read back, bring what was said then.
  const messages: Message[] = document.messages.filter(({rule}) => !ours.has(rule))
  const findings: Finding[] = []
  const byScan = new Map<number, Finding[]>()
  for (const finding of document.findings) {
    const list = byScan.get(finding.scan)
    if (list) list.push(finding)
    else byScan.set(finding.scan, [finding])
  }
  const scans = document.scans.map(scan => {
    const hashed = hashTitles(byScan.get(scan.index) ?? [], scan.tool !== 'kube-bench')
    const tables = recognise(scan, hashed, index.tables)
    const benchmark = benchmarkOf(scan, tables, messages)
    sayMissing(scan, hashed, tables, messages)
    for (const one of hashed) findings.push(enrichOne(one, scan, benchmark, tables, index, catalog, messages))
    return {...scan, benchmark}
  })
  return {...document, scans, findings, messages}
}

/**
 * Add controls of a user's own benchmark to a catalogue. A check whose title is one of theirs is theirs.
 *
 * @param catalog Catalogue.
 * @param own Their controls with the titles that logs print.
 * @returns A new catalogue.
 */
export function extend(catalog: Catalog, own: readonly OwnControl[]): Catalog {
  return extendWith(catalog, own, components)
}

function enrichOne(
  hashed: Hashed,
  scan: Scan,
  benchmark: Benchmark,
  tables: readonly Table[],
  index: Index,
  catalog: Catalog,
  messages: Message[]
): Finding {
  const {finding} = hashed
  const entries = entriesOf(hashed, tables)
  const key = controlKey(hashed, entries, index, catalog)
  const control = key === null ? null : (catalog.controls[key] ?? null)
  if (control === null) {
    const {line, column} = finding.position.start
    messages.push({
      file: scan.file,
      line,
      column,
      rule: 'no-control',
      reason: `Check ${finding.id} is in no benchmark we know by this title, so it has no control, severity or STRIDE letters`,
      fatal: false
    })
  }
  const assessed = assessmentOf(finding, entries)
  return {
    ...finding,
    assessment: assessed,
    scored: finding.scored ?? scoredOf(entries),
    outcome:
      assessed === finding.assessment || isFolded(finding)
        ? finding.outcome
        : outcomeOf(judged({...finding, assessment: assessed}, scan.tool)),
    fingerprint: fingerprintOf(finding, control, benchmark),
    control: control?.key ?? null,
    severity: control?.severity.level ?? null,
    stride: control ? {primary: control.stride.primary, secondary: control.stride.secondary} : null,
    surface: control?.surface ?? null
  }
}

function sayMissing(scan: Scan, hashed: readonly Hashed[], tables: readonly Table[], messages: Message[]): void {
  const parts = missingParts(
    scan,
    hashed.map(({finding}) => finding),
    tables.map(({numbering}) => numbering)
  )
  if (parts.length === 0) return
  const what = scan.tool === 'kube-bench' ? parts.join(', ') : `${parts.length === 1 ? 'section' : 'sections'} ${parts.join(', ')}`
  messages.push({
    file: scan.file,
    line: null,
    column: null,
    rule: 'sections-missing',
    reason: `${what} not in this log: the benchmark has checks there that were not run, or their part was cut`,
    fatal: false
  })
}

/** What the recognised numberings say of a check with this id and title; with this id when the log has no titles. */
function entriesOf({finding, hash: title}: Hashed, tables: readonly Table[]): readonly Entry[] {
  return tables
    .map(table => (title === '' ? firstEntry(table, finding.id) : exactEntry(table, finding.id, title)))
    .filter(entry => entry !== undefined)
}

function controlKey({finding, component, hash: title}: Hashed, entries: readonly Entry[], index: Index, catalog: Catalog): string | null {
  if (catalog.titles !== undefined && Object.hasOwn(catalog.titles, title)) return catalog.titles[title] ?? null
  const agreed = agreement(entries.map(entry => entry.control))
  if (agreed !== null) return agreed
  // The edition has this very check and ties it to nothing: its title may name a subject and want the opposite.
  if (entries.length > 0 && entries.every(entry => entry.control === null)) return null
  if (title === '') return null
  const known = index.byTitle().get(title)
  if (known !== undefined) return known
  if (component === '') {
    // An extract without headings does not say the component: only a title that has one control anywhere is sure.
    const keys = new Set(
      index.components.map(candidate => index.byTitle().get(titleHash(candidate, finding.title))).filter(key => key !== undefined)
    )
    if (keys.size === 1) return [...keys][0] ?? null
  }
  const subject = subjectKey(component, finding.title)
  return subject === null ? null : (catalog.subjects[subject] ?? null)
}

function agreement<T>(values: readonly (T | null)[]): T | null {
  const [first, ...rest] = values
  return first !== undefined && rest.every(value => value === first) ? first : null
}

/** A check that failed while its alternative passed: the control is met, whoever assesses it. */
function isFolded(finding: Finding): boolean {
  return finding.outcome === 'pass' && finding.status !== 'PASS'
}

/** The facts of the edition win over "(Manual)" in a title; JSON says what the scanner did and needs no facts. */
function assessmentOf(finding: Finding, entries: readonly Entry[]): Finding['assessment'] {
  const facts = agreement(entries.map(entry => (entry.facts.includes('m') ? 'manual' : entry.facts.includes('a') ? 'automated' : null)))
  if (facts === null || finding.evidence.audit !== null) return finding.assessment
  return facts
}

function scoredOf(entries: readonly Entry[]): boolean | null {
  const facts = agreement(entries.map(entry => (entry.facts.includes('1') ? 'yes' : entry.facts.includes('0') ? 'no' : null)))
  return facts === null ? null : facts === 'yes'
}

/** What a finding is matched by across scans: not its id, edition, status or scanner. */
function fingerprintOf(finding: Finding, control: Control | null, benchmark: Benchmark): string {
  const about = control?.key ?? `${benchmark.family ?? ''}\n${normalTitle(finding.title)}`
  // `.a` is the check that editions without alternatives have: it keeps its fingerprint across them.
  const alternative = /\.([b-z])$/.exec(finding.id)?.[1] ?? ''
  return hash(`${about}\n${alternative}\n${targetOf(finding.target, control) ?? ''}`)
}

/** Where controls stand that benchmarks before CIS Kubernetes 1.5 kept in the section of the master. */
const homes: Readonly<Record<string, string>> = {
  etcd: 'etcd',
  controlplane: 'controlplane',
  admission: 'policies',
  namespaces: 'policies',
  network: 'policies',
  'pod-security': 'policies',
  rbac: 'policies',
  secrets: 'policies',
  workloads: 'policies'
}

function targetOf(target: string | null, control: Control | null): string | null {
  const component = control?.key.split('.')[1] ?? ''
  return target === 'master' && Object.hasOwn(homes, component) ? (homes[component] ?? target) : target
}

function benchmarkOf(scan: Scan, tables: readonly Table[], messages: Message[]): Benchmark {
  if (tables.length === 0) return scan.benchmark
  const editions = [...new Set(tables.map(table => table.numbering.edition))]
  const declared = scan.benchmark.editions
  const family = tables[0]?.numbering.family ?? scan.benchmark.family
  const known = declared.length === 0 || declared.some(edition => editions.includes(edition))
  if (!known) {
    messages.push({
      file: scan.file,
      line: null,
      column: null,
      rule: 'edition-differs',
      reason: `The log names benchmark ${declared.join(', ')}, but its checks are numbered as in ${editions.join(' or ')}`,
      fatal: false
    })
  }
  return {family, editions}
}

function indexOf(catalog: Catalog): Index {
  const known = indexes.get(catalog)
  if (known) return known
  let byTitle: ReadonlyMap<string, string | null> | null = null
  const index: Index = {
    tables: catalog.numberings.map(tableOf),
    // Most logs are of a known edition, and never ask.
    byTitle: () => (byTitle ??= controlsByTitle(catalog.numberings)),
    components
  }
  indexes.set(catalog, index)
  return index
}

function controlsByTitle(numberings: Catalog['numberings']): ReadonlyMap<string, string | null> {
  const byTitle = new Map<string, string | null>()
  for (const {checks} of numberings)
    for (const [, title, control] of checks) {
      if (control === null) continue
      const other = byTitle.get(title)
      byTitle.set(title, other === undefined || other === control ? control : null)
    }
  return byTitle
}
