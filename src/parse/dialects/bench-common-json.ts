import type {Status} from '../../model/index.ts'
import type {DocumentDialect} from '../dialect.ts'
import type {CheckFacts, Emit} from '../events.ts'
import {field, isLeaf, isRecord, type JsonDocument, type Leaf, listField, textField} from '../json.ts'
import {type DocumentWriter, readDocuments} from '../read-documents.ts'
import {targetOf} from './target.ts'

/*
 * The shape that Aqua's two scanners share, `Controls` objects in an envelope that differs by release:
 *
 *   {"Controls":[Controls…],"Totals":{…}}   kube-bench 0.5.0 and later
 *   [Controls…]                             0.3.1 to 0.4.0, and --nototals
 *   Controls Controls …                     before, one behind the other; docker-bench prints one
 *
 *   Controls  {id, version, detected_version, text, node_type, tests: [Group…] or null, total_pass …}
 *   Group     {section, desc, results: [Check…], pass …}
 *   Check     {test_number, test_desc, status, type, scored, audit, actual_value, expected_result, reason …}
 *
 * Up to 0.0.6 the names were ID, Text, Groups, Checks, id, text, State.
 */
const statuses = new Set(['PASS', 'FAIL', 'WARN', 'INFO'])

interface Run {
  open: boolean
  seen: Set<string>
  docker: boolean
}

/** JSON of kube-bench, every release. */
export const kubeBenchJson: DocumentDialect = {
  kind: 'document',
  name: 'kube-bench-json',
  title: 'kube-bench, JSON',
  tool: 'kube-bench',
  detect: head => (shaped(head) && !dockerText(head) ? 0.9 : 0),
  events: (text, emit) => events(text, emit, false)
}

/** JSON of Aqua's docker-bench. */
export const dockerBenchJson: DocumentDialect = {
  kind: 'document',
  name: 'docker-bench-json',
  title: 'docker-bench (Aqua), JSON',
  tool: 'docker-bench',
  detect: head => (shaped(head) && dockerText(head) ? 0.95 : 0),
  events: (text, emit) => events(text, emit, true)
}

function shaped(head: string): boolean {
  return /"(?:Controls|node_type|test_number|total_pass|Groups)"\s*:/.test(head)
}

function dockerText(head: string): boolean {
  return /"text"\s*:\s*"CIS Docker/.test(head)
}

function events(text: string, emit: Emit, docker: boolean): void {
  const run: Run = {open: false, seen: new Set(), docker}
  readDocuments(text, emit, (document, writer) => {
    if (document.value === undefined) return brokenDocument(document, writer, run)
    const value = document.value
    if (Array.isArray(value)) {
      run.open = false
      return value.map(entry => controls(entry, writer, run)).some(Boolean)
    }
    if (field(value, 'Controls') !== undefined) {
      run.open = false
      for (const entry of listField(value, 'Controls')) controls(entry, writer, run)
      if (!run.open) begin(writer, run)
      totals(field(value, 'Totals'), writer, 'total')
      writer.emit({type: 'about', place: writer.here, field: 'complete', value: 'document'})
      run.open = false
      return true
    }
    return controls(value, writer, run)
  })
}

function begin(writer: DocumentWriter, run: Run): void {
  const tool = run.docker ? 'docker-bench' : 'kube-bench'
  writer.emit({type: 'scan', place: writer.here, dialect: `${tool}-json`, tool, node: null})
  if (run.docker) writer.emit({type: 'about', place: writer.here, field: 'family', value: 'cis-docker'})
  run.open = true
  run.seen = new Set()
}

/** One section; a section that was there already begins the next run. */
function controls(value: unknown, writer: DocumentWriter, run: Run): boolean {
  const id = textField(value, 'id', 'ID')
  const groups = listField(value, 'tests', 'Groups')
  if (id === null || (field(value, 'tests', 'Groups') === undefined && field(value, 'node_type', 'total_pass') === undefined)) return false
  const title = textField(value, 'text', 'Text') ?? ''
  if (!run.open || run.seen.has(id)) begin(writer, run)
  run.seen.add(id)
  const version = textField(value, 'version', 'Version')
  if (version !== null && version !== '') writer.emit({type: 'about', place: writer.here, field: 'edition', value: version})
  const target = run.docker ? null : (textField(value, 'node_type', 'Type') ?? targetOf(title))
  if (!run.docker) writer.emit({type: 'section', place: writer.here, depth: 1, id, title, target})
  for (const group of groups) {
    const groupId = textField(group, 'section', 'ID')
    if (groupId !== null)
      writer.emit({
        type: 'section',
        place: writer.here,
        depth: run.docker && !groupId.includes('.') ? 1 : 2,
        id: groupId,
        title: textField(group, 'desc', 'Text') ?? '',
        target: null
      })
    for (const result of listField(group, 'results', 'Checks')) check(result, writer)
  }
  totals(value, writer, run.docker ? 'total' : id)
  writer.emit({type: 'about', place: writer.here, field: 'complete', value: 'document'})
  return true
}

function totals(value: unknown, writer: DocumentWriter, of: string): void {
  for (const name of ['pass', 'fail', 'warn', 'info'] as const) {
    const count = field(value, `total_${name}`, name.charAt(0).toUpperCase() + name.slice(1))
    if (typeof count === 'number') writer.emit({type: 'declared', place: writer.here, field: name, value: count, of})
  }
}

function check(value: unknown, writer: DocumentWriter): void {
  if (isLeaf(value)) {
    writer.leaf(value, place => {
      const status = textField(value, 'status', 'State')
      if (value.value === undefined || status === null || !statuses.has(status)) {
        writer.emit({type: 'space', place})
        writer.emit({
          type: 'message',
          place,
          rule: 'json-check',
          reason: 'This object stands where a check is expected and has no status that kube-bench prints'
        })
        return
      }
      writer.emit({
        type: 'check',
        place,
        id: textField(value, 'test_number', 'id') ?? '',
        printed: textField(value, 'test_desc', 'text') ?? '',
        status: status as Status,
        idPrinted: true,
        facts: factsOf(value.value)
      })
    })
  } else if (isRecord(value)) {
    writer.emit({
      type: 'message',
      place: writer.here,
      rule: 'json-check',
      reason: `Check ${textField(value, 'test_number', 'id') ?? 'without number'} holds objects, which no kube-bench prints; it was not read`
    })
  }
}

function factsOf(value: Readonly<Record<string, unknown>>): CheckFacts {
  const info = listField(value, 'test_info').filter(entry => typeof entry === 'string')
  const scored = field(value, 'scored')
  const type = field(value, 'type')
  return {
    type: typeof type === 'string' ? type : null,
    scored: typeof scored === 'boolean' ? scored : null,
    audit: textField(value, 'audit'),
    actual: textField(value, 'actual_value'),
    expected: textField(value, 'expected_result'),
    reason: textField(value, 'reason'),
    remediation: textField(value, 'remediation', 'Remediation') ?? (info.join('\n').trim() || null),
    impact: null,
    details: null,
    items: []
  }
}

/** A document that is cut or broken: its whole checks are still there. */
function brokenDocument(document: JsonDocument, writer: DocumentWriter, run: Run): boolean {
  const whole = document.leaves.filter(
    (leaf: Leaf) => textField(leaf, 'test_number', 'id') !== null && textField(leaf, 'status', 'State') !== null
  )
  if (whole.length === 0) return false
  if (!run.open) begin(writer, run)
  for (const leaf of whole) check(leaf, writer)
  writer.emit({
    type: 'message',
    place: writer.here,
    rule: 'json-broken',
    reason: `This JSON is cut or broken; the ${whole.length} checks that are whole were read, without their sections and totals`
  })
  return true
}
