import type {Declared, Evidence, Finding, Item, Message, Outcome, Point, Position, Scan, Section, Status} from '../../model/index.ts'
import type {DocumentDialect, DocumentParts} from '../dialect.ts'
import type {Fragment} from '../documents/fragments.ts'
import {childrenOf, extentOf, type JsonDocument} from '../documents/json.ts'
import {isRecord, isStatus, type JsonRecord, listOf, objectOf, parsed, stringOf, textOf} from '../documents/values.ts'
import {toRecord} from '../documents/records.ts'
import type {Writer} from '../documents/writer.ts'
import {type Emit, noFacts} from '../events.ts'
import {type Place, positionOf} from '../line.ts'

/*
 * What this library writes:
 *
 *   {"format": "benchscribe/findings", "version": 1, "scans": […], "findings": […], "messages": […]}
 *
 *   {"type":"scan", …a scan}             ndjson: a line for each scan, each finding, each message
 *   {"scan":0, "id":"2.14", …a finding}
 *   {"type":"message", …a message}
 *
 * Scans, findings and messages come back as they were, places included: those are places in the log that was read
 * first, whose name the scan and the message keep. What `enrich` and `analyse` add is left out; they add it again.
 */
const outcomes: ReadonlySet<unknown> = new Set(['pass', 'fail', 'review', 'error', 'skipped', 'info'])
const fields = ['checks', 'score', 'pass', 'fail', 'warn', 'info'] as const
const names = ['format', 'version', 'scans', 'findings', 'messages', 'scan', 'type', 'index', 'status', 'outcome']

/** The JSON document of findings. */
export const benchscribeFindingsJson: DocumentDialect = {
  kind: 'document',
  name: 'benchscribe-findings-json',
  title: 'benchscribe findings, JSON',
  tool: 'benchscribe',
  names,
  heads: ['format'],
  elements: [],
  read: (emit, node) => read(emit, node, false)
}

/** Findings line by line. */
export const benchscribeFindingsNdjson: DocumentDialect = {
  kind: 'document',
  name: 'benchscribe-findings-ndjson',
  title: 'benchscribe findings, ndjson',
  tool: 'benchscribe',
  names,
  heads: [],
  elements: [],
  read: (emit, node) => read(emit, node, true)
}

function read(emit: Emit, node: string | null, lines: boolean): DocumentParts {
  /** Scans that were told, by index. */
  let told = new Set<number>()
  /** Offset up to which a broken finding was tried to be read whole. */
  let tried = 0

  return {value, fragment}

  /** Scans may take turns, so each is a stream of its own. */
  function streamOf(place: Place, index: number): Place {
    return {...place, stream: `${place.stream}\u0000${index}`}
  }

  function scan(record: JsonRecord, index: number, writer: Writer): void {
    const given = scanOf(record, index)
    told.add(index)
    emit({
      type: 'scan',
      place: streamOf(writer.here(), index),
      dialect: given.dialect,
      tool: given.tool,
      node: given.node ?? node,
      scan: given
    })
  }

  function check(record: JsonRecord, start: number, end: number, writer: Writer): void {
    const index = indexOf(record['scan'])
    if (!told.has(index)) {
      // Before scans were written to ndjson, and where they were filtered away.
      const tool = typeof record['target'] === 'string' ? 'kube-bench' : 'docker-bench-security'
      scan({tool, dialect: lines ? benchscribeFindingsNdjson.name : benchscribeFindingsJson.name}, index, writer)
      writer.say(
        'findings-without-scan',
        `These findings come without their scan: they are taken for ${tool}'s, and what the log said of itself is not known`
      )
    }
    const place = writer.take(start, end)
    const finding = findingOf(record, index, place)
    emit({
      type: 'check',
      place: streamOf(place, index),
      id: finding.id,
      printed: finding.title,
      status: finding.status,
      idPrinted: true,
      facts: noFacts,
      finding
    })
  }

  function message(record: JsonRecord): void {
    const given = messageOf(record)
    emit({type: 'message', place: null, rule: given.rule, reason: given.reason, message: given})
  }

  function value(record: JsonRecord, at: unknown, document: JsonDocument, writer: Writer): boolean {
    if (document.value !== at) return false
    const {text, start, end} = document
    if (lines) {
      const kind = record['type']
      if (kind !== 'scan' && kind !== 'message' && !isFinding(record)) return false
      const whole = parsed(text.slice(start, end))
      if (!isRecord(whole)) return false
      if (kind === 'scan' && typeof record['tool'] === 'string') scan(whole, indexOf(record['index']), writer)
      else if (kind === 'message' && typeof record['rule'] === 'string') message(whole)
      else if (isFinding(record)) check(whole, start, end, writer)
      else return false
      return true
    }
    if (record['format'] !== 'benchscribe/findings') return false
    told = new Set()
    const children = childrenOf(text, start)
    for (const scans of children.filter(({key}) => key === 'scans'))
      for (const [index, entry] of listOf(parsed(text.slice(scans.start, scans.end))).entries())
        if (isRecord(entry)) scan(entry, index, writer)
    for (const {key, start, end} of children) {
      if (key === 'findings' && text.charCodeAt(start) === 91) {
        for (const entry of childrenOf(text, start)) {
          const found = parsed(text.slice(entry.start, entry.end))
          if (isRecord(found) && isFinding(found)) check(found, entry.start, entry.end, writer)
        }
      } else if (key === 'messages') {
        for (const entry of listOf(parsed(text.slice(start, end)))) if (isRecord(entry)) message(entry)
      }
    }
    return true
  }

  function fragment(part: Fragment, writer: Writer): boolean {
    if (lines || part.start < writer.at()) return false
    const record = toRecord(part.members)
    if (record['format'] === 'benchscribe/findings') {
      told = new Set()
      return true
    }
    if (typeof record['dialect'] === 'string' && typeof record['tool'] === 'string' && typeof record['index'] === 'number') {
      scan(wholeAt(part, writer)?.record ?? record, record['index'], writer)
      return true
    }
    if (!isFinding(record)) return false
    const whole = wholeAt(part, writer)
    check(whole?.record ?? record, part.start, whole?.end ?? part.end, writer)
    if (!whole)
      writer.say('json-repaired', 'This finding is cut or broken: what stands in it behind its status may be missing', writer.last())
    return true
  }

  function wholeAt(part: Fragment, writer: Writer): {record: JsonRecord; end: number} | null {
    if (part.start < tried) return null
    const extent = extentOf(writer.text, part.start)
    const record = extent.is === 'whole' ? parsed(writer.text.slice(part.start, extent.end)) : undefined
    if (isRecord(record)) return {record, end: extent.end}
    tried = extent.end
    return null
  }
}

function isFinding(record: JsonRecord): boolean {
  return typeof record['scan'] === 'number' && typeof record['id'] === 'string' && isStatus(record['status'])
}

function indexOf(value: unknown): number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : 0
}

function scanOf(record: JsonRecord, index: number): Scan {
  const benchmark = objectOf(record['benchmark'])
  const told = objectOf(record['declared'])
  const declared: Declared = Object.fromEntries(fields.flatMap(field => (typeof told[field] === 'number' ? [[field, told[field]]] : [])))
  return {
    index,
    file: textOf(record['file']),
    node: textOf(record['node']),
    dialect: textOf(record['dialect']) ?? benchscribeFindingsJson.name,
    tool: textOf(record['tool']) ?? 'docker-bench-security',
    toolVersion: textOf(record['toolVersion']),
    startedAt: textOf(record['startedAt']),
    benchmark: {
      family: textOf(benchmark['family']),
      editions: listOf(benchmark['editions']).filter(edition => typeof edition === 'string')
    },
    declared,
    counted: {checks: 0, pass: 0, fail: 0, warn: 0, info: 0, note: 0},
    score: null,
    complete: record['complete'] === true
  }
}

function findingOf(record: JsonRecord, scan: number, place: Place): Finding {
  const status = record['status'] as Status
  const {assessment, scored, outcome} = record
  const position = toldPosition(record['position'], place)
  return {
    scan,
    id: textOf(record['id']) ?? '',
    title: stringOf(record['title']) ?? '',
    status,
    outcome: outcomes.has(outcome) ? (outcome as Outcome) : status === 'PASS' ? 'pass' : 'review',
    assessment: assessment === 'automated' || assessment === 'manual' ? assessment : null,
    scored: typeof scored === 'boolean' ? scored : null,
    target: textOf(record['target']),
    section: sectionOf(record['section']),
    items: listOf(record['items'])
      .filter(isRecord)
      .map(
        (item): Item => ({
          text: stringOf(item['text']) ?? '',
          subject: stringOf(item['subject']),
          position: toldPosition(item['position'], place)
        })
      ),
    evidence: evidenceOf(record['evidence']),
    remediation: remediationOf(record['remediation']),
    position,
    fingerprint: null,
    control: null,
    severity: null,
    stride: null,
    surface: null
  }
}

function sectionOf(value: unknown): Section | null {
  return isRecord(value) ? {id: stringOf(value['id']) ?? '', title: stringOf(value['title']) ?? ''} : null
}

function evidenceOf(value: unknown): Evidence {
  const record = objectOf(value)
  return {
    actual: stringOf(record['actual']),
    expected: stringOf(record['expected']),
    audit: stringOf(record['audit']),
    reason: stringOf(record['reason'])
  }
}

function remediationOf(value: unknown): Finding['remediation'] {
  const record = objectOf(value)
  return {text: stringOf(record['text']), impact: stringOf(record['impact'])}
}

/** The position that was written, or that of the finding here when there is none. */
function toldPosition(value: unknown, place: Place): Position {
  const {start, end} = objectOf(value)
  const from = pointOf(start)
  const to = pointOf(end)
  return from && to ? {start: from, end: to} : positionOf(place)
}

function pointOf(value: unknown): Point | null {
  const {line, column, offset} = objectOf(value)
  return typeof line === 'number' && typeof column === 'number' && typeof offset === 'number' ? {line, column, offset} : null
}

function messageOf(record: JsonRecord): Message {
  const {line, column} = record
  return {
    file: textOf(record['file']),
    line: typeof line === 'number' ? line : null,
    column: typeof column === 'number' ? column : null,
    rule: textOf(record['rule']) ?? 'message',
    reason: textOf(record['reason']) ?? '',
    fatal: record['fatal'] === true
  }
}
