import type {Counted, Declared, Finding, Message, Scan, Section, Status} from '../model/index.ts'
import type {Emit, Event} from './events.ts'
import type {Place} from './line.ts'
import {subjectOf} from './subject.ts'
import {type Draft, type Part, positionOf, toFinding} from './to-finding.ts'

/** What a log holds. */
export interface Collected {
  readonly scans: readonly Scan[]
  readonly findings: readonly Finding[]
  readonly messages: readonly Message[]
}

/** Checks of one id; those before `at` have their remediation. */
interface Waiting {
  readonly drafts: Draft[]
  at: number
}

interface Open {
  given: Scan | null
  place: Place
  dialect: string
  tool: string
  node: string | null
  toolVersion: string | null
  startedAt: string | null
  family: string | null
  editions: string[]
  complete: boolean
  drafts: Draft[]
  part: Part | null
  section: Section | null
  parts: Map<string, Part>
  declared: {field: keyof Declared; value: number; of: string; place: Place; part: Part | null}[]
  /** Checks that may have a remediation, by id. */
  waiting: Map<string, Waiting>
  last: Draft | null
  remediated: Draft | null
  looseRemediations: number
}

/**
 * Make the consumer that turns events into scans, findings and messages.
 *
 * @param file Name of the log, for messages.
 * @param node Node the caller names; wins over what the log says.
 * @returns Where events go in, and what to call when they have ended.
 */
export function collect(file: string | null, node: string | null): {emit: Emit; end(): Collected} {
  const opens: Open[] = []
  const current = new Map<string, Open>()
  const messages: Message[] = []
  let unknown: {first: Place; last: Place; text: string; count: number} | null = null

  return {emit, end}

  function emit(event: Event): void {
    if (event.type === 'unknown') {
      if (unknown && event.place.line <= unknown.last.line + 1) {
        unknown.last = event.place
        unknown.count++
      } else {
        flushUnknown()
        unknown = {first: event.place, last: event.place, text: event.text, count: 1}
      }
      return
    }
    if (event.type === 'space') return
    if (event.type === 'message') {
      if (event.message) {
        messages.push(event.message)
        return
      }
      message(event.place, event.rule, event.reason, event.fatal ?? false)
      return
    }
    if (event.type === 'scan') {
      const open = begin(event.place, event.dialect, event.tool, event.node, event.scan ?? null)
      opens.push(open)
      current.set(event.place.stream, open)
      return
    }
    const open = current.get(event.place.stream)
    if (open) apply(open, event)
  }

  function apply(open: Open, event: Exclude<Event, {type: 'unknown' | 'space' | 'message' | 'scan'}>): void {
    switch (event.type) {
      case 'about': {
        if (event.field === 'toolVersion') open.toolVersion ??= event.value
        else if (event.field === 'startedAt') open.startedAt ??= event.value
        else if (event.field === 'family') open.family = event.value
        else if (event.field === 'complete') open.complete = true
        else if (event.field === 'edition') addEdition(open, event.value)
        else if (open.part) open.part.target = event.value
        return
      }
      case 'section': {
        open.section = {id: event.id, title: event.title}
        open.last = null
        if (event.depth === 1) {
          open.part = {id: event.id, target: event.target, counted: noCounts()}
          open.parts.set(event.id, open.part)
        }
        return
      }
      case 'check': {
        const draft: Draft = {
          place: event.place,
          id: event.id,
          printed: event.printed,
          status: event.status,
          facts: event.facts,
          given: event.finding ?? null,
          section: open.section,
          part: open.part,
          items: null,
          output: null,
          remediation: null
        }
        if (open.part) open.part.counted[event.status]++
        open.drafts.push(draft)
        // What JSON says of a check stands in it.
        if (event.facts === null) expectRemediation(open, draft)
        open.last = draft
        if (!event.idPrinted)
          message(event.place, 'id-not-printed', `The scanner prints this check without its id; it is ${event.id} in its JSON`, false)
        return
      }
      case 'item': {
        if (!open.last) return
        open.last.items ??= []
        open.last.items.push({text: event.text, subject: subjectOf(event.text), position: positionOf(event.place)})
        return
      }
      case 'evidence': {
        if (open.last) open.last.output = open.last.output === null ? event.text : `${open.last.output}\n${event.text}`
        return
      }
      case 'remediation': {
        const draft = nextOf(open, event.id)
        if (draft) draft.remediation = event.text
        else open.looseRemediations++
        open.remediated = draft
        return
      }
      case 'more': {
        if (open.remediated) open.remediated.remediation += `\n${event.text}`
        return
      }
      case 'declared': {
        open.declared.push({
          field: event.field,
          value: event.value,
          of: event.of,
          place: event.place,
          part: event.of === 'total' ? null : (open.parts.get(event.of) ?? null)
        })
        return
      }
    }
  }

  function message(place: Place | null, rule: string, reason: string, fatal: boolean): void {
    messages.push({file, line: place?.line ?? null, column: place?.column ?? null, rule, reason, fatal})
  }

  function flushUnknown(): void {
    if (!unknown) return
    const {first, last, text, count} = unknown
    const quoted = JSON.stringify(text.length > 80 ? `${text.slice(0, 80)}…` : text)
    const what =
      count === 1
        ? `This line is not the scanner's: ${quoted}`
        : `${count} lines (${first.line} to ${last.line}) are not the scanner's; the first is ${quoted}`
    message(first, 'unknown-line', what, false)
    unknown = null
  }

  function end(): Collected {
    flushUnknown()
    const findings: Finding[] = []
    const scans = opens
      .filter(open => open.drafts.length > 0 || open.declared.length > 0 || open.given !== null || open.looseRemediations > 0)
      .map((open, index) => {
        for (const draft of open.drafts) findings.push(toFinding(draft, open.tool, index))
        return toScan(open, index)
      })
    messages.sort((a, b) => (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0))
    return {scans, findings, messages}
  }

  function toScan(open: Open, index: number): Scan {
    const counted = countedOf(open.drafts)
    if (open.given) return {...open.given, index, node: node ?? open.node, counted}
    const declared = compare(open, counted)
    if (open.drafts.length === 0) {
      const what =
        open.looseRemediations > 0
          ? 'only remediations, no results (kube-bench --noresults, or an extract)'
          : 'only counts, no results (the tail of a log; `kubectl logs -l` shows ten lines unless --tail=-1)'
      message(open.place, 'no-results', `This log holds ${what}: there is nothing to report`, false)
    } else if (!open.complete && !messages.some(known => known.rule === 'json-broken')) {
      message(open.place, 'no-summary', "The scanner's summary is not in this log: it may be cut, so checks may be missing", false)
    }
    return {
      index,
      file,
      node: node ?? open.node,
      dialect: open.dialect,
      tool: open.tool,
      toolVersion: open.toolVersion,
      startedAt: open.startedAt,
      benchmark: {family: open.family, editions: open.editions},
      declared,
      counted,
      score: null,
      complete: open.complete
    }
  }

  /** What the log says of itself; each difference to what was found is a message. */
  function compare(open: Open, counted: Counted): Declared {
    const declared: Record<string, number> = {}
    const sums: Record<string, number> = {}
    let total = false
    for (const {field, value, of, place, part} of open.declared) {
      if (of === 'total') {
        total = true
        declared[field] = value
        if (field !== 'score' && open.drafts.length > 0) differ(place, `${value} ${unit(field)}`, counted[field], value)
        continue
      }
      sums[field] = (sums[field] ?? 0) + value
      if (part && field !== 'score' && field !== 'checks' && open.drafts.length > 0) {
        differ(place, `${value} ${unit(field)} in section ${part.id}`, part.counted[field.toUpperCase() as Status], value)
      }
    }
    const told = total ? declared : sums
    if (told['checks'] === undefined && told['pass'] !== undefined)
      told['checks'] = (told['pass'] ?? 0) + (told['fail'] ?? 0) + (told['warn'] ?? 0) + (told['info'] ?? 0)
    return told
  }

  function differ(place: Place, told: string, found: number, value: number): void {
    if (found !== value)
      message(
        place,
        'count-mismatch',
        `The log says ${told}, but ${found} ${found === 1 ? 'is' : 'are'} in it: it was cut, merged or edited`,
        false
      )
  }
}

function begin(place: Place, dialect: string, tool: string, node: string | null, given: Scan | null): Open {
  return {
    given,
    place,
    dialect,
    tool,
    node,
    toolVersion: null,
    startedAt: null,
    family: null,
    editions: [],
    complete: false,
    drafts: [],
    part: null,
    section: null,
    parts: new Map(),
    declared: [],
    waiting: new Map(),
    last: null,
    remediated: null,
    looseRemediations: 0
  }
}

function noCounts(): Record<Status, number> {
  return {PASS: 0, FAIL: 0, WARN: 0, INFO: 0, NOTE: 0}
}

function unit(field: keyof Declared): string {
  return field === 'checks' ? 'checks' : `checks ${field.toUpperCase()}`
}

/** The check a remediation is for: of this id the first, in the open section before others, that has none yet. */
function nextOf(open: Open, id: string): Draft | null {
  const waiting = open.waiting.get(id)
  if (!waiting) return null
  const {drafts} = waiting
  while (waiting.at < drafts.length - 1 && drafts[waiting.at]?.remediation !== null) waiting.at++
  // An id may stand in two targets (STIG): the later one is in the section that is open.
  const last = drafts.at(-1)
  if (last?.part === open.part && last?.remediation === null && drafts[waiting.at]?.part !== open.part) return last
  return drafts[waiting.at] ?? null
}

/** Note a check that may have a remediation. */
function expectRemediation(open: Open, draft: Draft): void {
  if (draft.status === 'PASS') return
  const waiting = open.waiting.get(draft.id)
  if (waiting) waiting.drafts.push(draft)
  else open.waiting.set(draft.id, {drafts: [draft], at: 0})
}

function addEdition(open: Open, value: string): void {
  const edition = /^\d+\.\d+$/.test(value) && open.tool === 'kube-bench' ? `cis-${value}` : value
  if (open.tool === 'kube-bench') {
    open.family = familyOf(edition)
    // The etcd part of cis-1.5 calls itself 1.15.
    if (open.editions.length > 0) return
  }
  if (!open.editions.includes(edition)) open.editions.push(edition)
}

function familyOf(edition: string): string {
  const platform = /^(gke|eks|aks|ack|rh|tkgi)/.exec(edition)?.[1]
  return platform === undefined ? 'cis-kubernetes' : platform === 'rh' ? 'cis-openshift' : `cis-${platform}`
}

function countedOf(drafts: readonly Draft[]): Counted {
  const counts = noCounts()
  for (const draft of drafts) counts[draft.status]++
  return {checks: drafts.length, pass: counts.PASS, fail: counts.FAIL, warn: counts.WARN, info: counts.INFO, note: counts.NOTE}
}
