import type {Status} from '../../model/index.ts'
import type {DocumentDialect} from '../dialect.ts'
import type {CheckFacts} from '../events.ts'
import {field, isLeaf, type JsonDocument, type Leaf, listField, textField} from '../json.ts'
import {type DocumentWriter, readDocuments} from '../read-documents.ts'

/*
 * Three shapes, all printed piece by piece by functions/output_lib.sh without escaping:
 *
 *   {"dockerbenchsecurity": V, "start": E, "1.1":"WARN", "4.1":"WARN: ubuntu", …, "checks":N, "score":N, "end":E}
 *       October 2017 to July 2018; a key stands once for each container
 *   {"dockerbenchsecurity": V, "start": E, "tests":[{"id":"1","desc":…,"results":[Check…]}…], "checks":N, …}
 *       since; with -c CHECK the checks stand in `tests` without a section
 *   Check  {"id","desc","result","details","items","remediation","remediation-impact"}
 */
const statuses = new Set(['PASS', 'FAIL', 'WARN', 'INFO', 'NOTE'])
const about = new Set(['dockerbenchsecurity', 'start', 'checks', 'score', 'end'])
const flatKey = /^(?:C\.)?\d{1,3}(?:\.\d{1,3}){1,4}$/

/** docker-bench-security's `*.log.json`, every release that has one. */
export const dockerBenchSecurityJson: DocumentDialect = {
  kind: 'document',
  name: 'docker-bench-security-json',
  title: 'docker-bench-security, JSON',
  tool: 'docker-bench-security',
  detect: head => (/"dockerbenchsecurity"\s*:/.test(head) ? 1 : 0),
  events(text, emit) {
    readDocuments(text, emit, (document, writer) => {
      if (document.value === undefined) return broken(document, writer)
      if (isLeaf(document.value) && field(document.value, 'tests') === undefined) return flat(text, document.value, writer)
      return nested(document, writer)
    })
  }
}

function begin(writer: DocumentWriter, value: unknown): void {
  writer.emit({type: 'scan', place: writer.here, dialect: dockerBenchSecurityJson.name, tool: dockerBenchSecurityJson.tool, node: null})
  writer.emit({type: 'about', place: writer.here, field: 'family', value: 'cis-docker'})
  const version = textField(value, 'dockerbenchsecurity')
  if (version !== null) writer.emit({type: 'about', place: writer.here, field: 'toolVersion', value: version})
  const start = field(value, 'start')
  if (typeof start === 'number') writer.emit({type: 'about', place: writer.here, field: 'startedAt', value: String(start)})
}

function finish(writer: DocumentWriter, value: unknown): void {
  for (const name of ['checks', 'score'] as const) {
    const count = field(value, name)
    if (typeof count === 'number') writer.emit({type: 'declared', place: writer.here, field: name, value: count, of: 'total'})
  }
  if (field(value, 'end') !== undefined) writer.emit({type: 'about', place: writer.here, field: 'complete', value: 'end'})
}

function nested(document: JsonDocument, writer: DocumentWriter): boolean {
  const value = document.value
  if (field(value, 'dockerbenchsecurity') === undefined && field(value, 'tests') === undefined) return false
  begin(writer, value)
  for (const entry of listField(value, 'tests')) {
    if (isLeaf(entry) && field(entry, 'result') !== undefined) {
      check(entry, writer)
      continue
    }
    const id = textField(entry, 'id')
    if (id !== null)
      writer.emit({type: 'section', place: writer.here, depth: 1, id, title: (textField(entry, 'desc') ?? '').trim(), target: null})
    for (const result of listField(entry, 'results')) check(result, writer)
  }
  finish(writer, value)
  return true
}

function check(value: unknown, writer: DocumentWriter): void {
  if (!isLeaf(value)) {
    writer.emit({
      type: 'message',
      place: writer.here,
      rule: 'json-check',
      reason: `Check ${textField(value, 'id') ?? 'without id'} is not as docker-bench-security prints it; it was not read`
    })
    return
  }
  writer.leaf(value, place => {
    const status = textField(value, 'result')
    if (status === null || !statuses.has(status)) {
      writer.emit({type: 'space', place})
      writer.emit({
        type: 'message',
        place,
        rule: 'json-check',
        reason: 'This object stands where a check is expected and has no result that docker-bench-security prints'
      })
      return
    }
    writer.emit({
      type: 'check',
      place,
      id: textField(value, 'id') ?? '',
      printed: (textField(value, 'desc') ?? '').trim(),
      status: status as Status,
      idPrinted: true,
      facts: factsOf(value)
    })
  })
}

function factsOf(value: Leaf): CheckFacts {
  return {
    type: null,
    scored: null,
    audit: null,
    actual: null,
    expected: null,
    reason: null,
    remediation: textField(value, 'remediation')?.trim() || null,
    impact: textField(value, 'remediation-impact')?.trim() || null,
    details: textField(value, 'details')?.trim() || null,
    items: rejoin(listField(value, 'items').filter(item => typeof item === 'string'))
  }
}

/** `items` is cut at blanks, so one bracketed list of names comes in pieces: `"[a:1"`, `"b:2]"`. */
function rejoin(items: readonly string[]): readonly string[] {
  const joined: string[] = []
  let open = false
  for (const item of items) {
    if (open) joined[joined.length - 1] += ` ${item}`
    else joined.push(item)
    if (item.startsWith('[')) open = true
    if (item.endsWith(']')) open = false
  }
  return joined
}

/** The flat shape: JSON.parse would keep the last of several equal keys, so its members are read one by one. */
function flat(text: string, leaf: Leaf, writer: DocumentWriter): boolean {
  if (field(leaf, 'dockerbenchsecurity') === undefined) return false
  begin(writer, leaf)
  const members = /"((?:[^"\\]|\\.)*)"\s*:\s*("(?:[^"\\]|\\.)*"|-?\d+)\s*(?:,|(?=\}))/g
  const ids = new Map<string, {status: Status; start: number; end: number; items: string[]}>()
  members.lastIndex = leaf.start + 1
  for (let hit = members.exec(text); hit && hit.index < leaf.end; hit = members.exec(text)) {
    const key = hit[1] ?? ''
    if (about.has(key) || !flatKey.test(key)) continue
    const value = String(JSON.parse(hit[2] ?? '""'))
    const stated = /^(PASS|WARN|INFO|NOTE)(?:: ?(.*))?$/s.exec(value)
    const known = ids.get(key)
    const item = stated ? stated[2] : value
    if (known) {
      if (item) known.items.push(item)
      continue
    }
    // A value that is no state is what the check printed as information (1.4 lists the docker group).
    ids.set(key, {status: (stated?.[1] ?? 'INFO') as Status, start: hit.index, end: hit.index + hit[0].length, items: item ? [item] : []})
  }
  for (const [id, member] of ids) {
    writer.leaf({...leaf, start: member.start, end: member.end}, place =>
      writer.emit({
        type: 'check',
        place,
        id,
        printed: '',
        status: member.status,
        idPrinted: true,
        facts: {
          type: null,
          scored: null,
          audit: null,
          actual: null,
          expected: null,
          reason: null,
          remediation: null,
          impact: null,
          details: null,
          items: member.items
        }
      })
    )
  }
  finish(writer, leaf)
  return true
}

/** A document that is cut or broken: its whole checks are still there. */
function broken(document: JsonDocument, writer: DocumentWriter): boolean {
  const whole = document.leaves.filter(leaf => textField(leaf, 'id') !== null && textField(leaf, 'result') !== null)
  if (whole.length === 0) return false
  begin(writer, undefined)
  for (const leaf of whole) check(leaf, writer)
  writer.emit({
    type: 'message',
    place: writer.here,
    rule: 'json-broken',
    reason: `This JSON is cut or broken; the ${whole.length} checks that are whole were read, without their sections and totals`
  })
  return true
}
