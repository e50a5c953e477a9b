import type {Declared, Scan, Section, Status} from '../model/index.ts'
import type {AboutEvent, DeclaredEvent} from './events.ts'
import type {Remediating} from './remediation.ts'
import type {Count, Draft, Part} from './to-finding.ts'

/** Where a message points. */
export interface Spot {
  readonly line: number
  readonly column: number
}

/** A scan while its log is read. */
export interface Open {
  readonly place: Spot
  readonly dialect: string
  readonly tool: string
  /** The scan as one of our own documents tells it. */
  readonly given: Scan | null
  node: string | null
  /** Its index among the scans that hold something; -1 as long as it holds nothing. */
  index: number
  toolVersion: string | null
  startedAt: string | null
  family: string | null
  editions: string[]
  complete: boolean
  broken: boolean
  drafts: Draft[]
  readonly counted: Count
  part: Part | null
  section: Section | null
  readonly parts: Map<string, Part>
  readonly declared: (Omit<DeclaredEvent, 'type' | 'place'> & Spot & {readonly part: Part | null})[]
  last: Draft | null
  /** Checks that rows of output stand under. */
  readonly outputs: Draft[]
  readonly remediating: Remediating
  looseRemediations: number
}

/** Takes something to say about a scan. */
export type Say = (place: Spot, rule: string, reason: string) => void

/**
 * Make the scan of what was read to its end, and say what does not add up.
 *
 * @param scan What was read.
 * @param file Name of the log, or null.
 * @param node Node the caller names; wins over what the log says.
 * @param say Takes what there is to say.
 * @returns The scan.
 */
export function toScan(scan: Open, file: string | null, node: string | null, say: Say): Scan {
  const {counted} = scan
  if (scan.given !== null) return {...scan.given, index: scan.index, node: node ?? scan.node, counted}
  const declared = compare(scan, say)
  if (scan.drafts.length === 0) {
    const what =
      scan.looseRemediations > 0
        ? 'only remediations, no results (kube-bench --noresults, or an extract)'
        : 'only counts, no results (the tail of a log; `kubectl logs -l` shows ten lines unless --tail=-1)'
    say(scan.place, 'no-results', `This log holds ${what}: there is nothing to report`)
  } else if (!scan.complete && isExtract(scan)) {
    const status = scan.drafts[0]?.status ?? ''
    say(
      scan.place,
      'extract',
      `This is an extract such as \`grep ${status}\` gives: every check in it is ${status} and there are no headings, so what is not ${status} is not in it`
    )
  } else if (!scan.complete && !scan.broken) {
    say(scan.place, 'no-summary', "The scanner's summary is not in this log: it may be cut, so checks may be missing")
  }
  return {
    index: scan.index,
    file,
    node: node ?? scan.node,
    dialect: scan.dialect,
    tool: scan.tool,
    toolVersion: scan.toolVersion,
    startedAt: scan.startedAt,
    benchmark: {family: scan.family, editions: scan.editions},
    declared,
    counted,
    score: null,
    complete: scan.complete
  }
}

/** What the log says of itself; each difference to what was found is a message. */
function compare({declared: told, counted, drafts}: Open, say: Say): Declared {
  const declared: Record<string, number> = {}
  const sums: Record<string, number> = {}
  let total = false
  for (const one of told) {
    const {field, value, of, part} = one
    if (of === 'total') {
      total = true
      declared[field] = value
      if (field !== 'score' && drafts.length > 0 && counted[field] !== value) differ(one, `${value} ${unit(field)}`, counted[field], say)
      continue
    }
    sums[field] = (sums[field] ?? 0) + value
    if (part && field !== 'score' && field !== 'checks' && drafts.length > 0 && part.counted[field] !== value)
      differ(one, `${value} ${unit(field)} in section ${part.id}`, part.counted[field], say)
  }
  const all = total ? declared : sums
  if (all['checks'] === undefined && all['pass'] !== undefined)
    all['checks'] = (all['pass'] ?? 0) + (all['fail'] ?? 0) + (all['warn'] ?? 0) + (all['info'] ?? 0)
  return all
}

function differ(place: Spot, told: string, found: number, say: Say): void {
  say(place, 'count-mismatch', `The log says ${told}, but ${found} ${found === 1 ? 'is' : 'are'} in it: it was cut, merged or edited`)
}

/** No headings, and one status that is not PASS: somebody picked these lines out. */
function isExtract({section, drafts}: Open): boolean {
  const status = drafts[0]?.status
  return section === null && (status === 'FAIL' || status === 'WARN') && drafts.every(draft => draft.status === status)
}

/**
 * Note what the log says of a scan, or of the section that is open.
 *
 * @param scan Scan.
 * @param field What it is about.
 * @param value What it says.
 */
export function about(scan: Open, field: AboutEvent['field'], value: string): void {
  switch (field) {
    case 'toolVersion':
      scan.toolVersion ??= value
      return
    case 'startedAt':
      scan.startedAt ??= value
      return
    case 'family':
      scan.family = value
      return
    case 'complete':
      scan.complete = true
      return
    case 'edition':
      addEdition(scan, value)
      return
    case 'target':
      // Text names the target behind the results of a section.
      if (scan.part === null || scan.part.target === value) return
      scan.part.target = value
      for (let index = scan.part.first; index < scan.drafts.length; index++) {
        const draft = scan.drafts[index]
        if (draft) draft.target = value
      }
      return
  }
}

function addEdition(scan: Open, value: string): void {
  const edition = /^\d+\.\d+$/.test(value) && scan.tool === 'kube-bench' ? `cis-${value}` : value
  if (scan.tool === 'kube-bench') {
    scan.family = familyOf(edition)
    // The etcd part of cis-1.5 calls itself 1.15.
    if (scan.editions.length > 0) return
  }
  if (!scan.editions.includes(edition)) scan.editions.push(edition)
}

function familyOf(edition: string): string {
  const platform = /^(gke|eks|aks|ack|rh|tkgi)/.exec(edition)?.[1]
  return platform === undefined ? 'cis-kubernetes' : platform === 'rh' ? 'cis-openshift' : `cis-${platform}`
}

function unit(field: keyof Declared): string {
  return field === 'checks' ? 'checks' : `checks ${field.toUpperCase()}`
}

/**
 * Begin to count checks.
 *
 * @returns None of any status.
 */
export function countNothing(): Count {
  return {checks: 0, pass: 0, fail: 0, warn: 0, info: 0, note: 0}
}

/**
 * Count a check.
 *
 * @param counted What was counted before.
 * @param status Its status.
 */
export function count(counted: Count, status: Status): void {
  counted.checks++
  if (status === 'PASS') counted.pass++
  else if (status === 'FAIL') counted.fail++
  else if (status === 'WARN') counted.warn++
  else if (status === 'INFO') counted.info++
  else counted.note++
}
