import type {Status} from '../../model/index.ts'
import type {DocumentDialect, DocumentParts} from '../dialect.ts'
import {type Fragment, type Member, readFragments} from '../documents/fragments.ts'
import {type JsonDocument, recordOf, spanOf} from '../documents/json.ts'
import {isRecord, isStatus, type JsonRecord, listOf, textOf, textsOf} from '../documents/values.ts'
import {type Check, readRecords, sayHeadless, sayNoCheck, toRecord} from '../documents/records.ts'
import type {Writer} from '../documents/writer.ts'
import {type CheckFacts, type Emit, noFacts} from '../events.ts'

/*
 * Three shapes, all printed piece by piece by functions/output_lib.sh without escaping:
 *
 *   {"dockerbenchsecurity": V, "start": E, "1.1":"WARN", "4.1":"WARN: ubuntu", …, "checks":N, "score":N, "end":E}
 *       October 2017 to July 2018; a key stands once for each container
 *   {"dockerbenchsecurity": V, "start": E, "tests":[{"id":"1","desc":…,"results":[Check…]}…], "checks":N, …}
 *       since; with -c CHECK the checks stand in `tests` without a section, with -e the brackets do not match
 *   Check  {"id","desc","result","details","items","remediation","remediation-impact"}
 */
const flatKey = /^(?:C\.)?\d{1,3}(?:\.\d{1,3}){1,4}$/
const stated = /^(PASS|WARN|INFO|NOTE)(?:: ?(.*))?$/s
const heads = ['dockerbenchsecurity'] as const
const names = [
  ...heads,
  'start',
  'tests',
  'id',
  'desc',
  'results',
  'result',
  'details',
  'items',
  'remediation',
  'remediation-impact',
  'checks',
  'score',
  'end'
] as const
const known: ReadonlySet<string> = new Set(names)

/** docker-bench-security's `*.log.json`, every release that has one. */
export const dockerBenchSecurityJson: DocumentDialect = {
  kind: 'document',
  name: 'docker-bench-security-json',
  title: 'docker-bench-security, JSON',
  tool: 'docker-bench-security',
  names,
  heads,
  elements: [],
  read
}

function read(emit: Emit, node: string | null): DocumentParts {
  let open = false
  /** Whether the outermost brackets closed before the scan ended, which is not yet told. */
  let early = false
  const resultAt = readRecords(known, checkOf, tell)

  return {value, fragment}

  function begin(writer: Writer, record: JsonRecord | null): void {
    emit({type: 'scan', place: writer.here(), dialect: dockerBenchSecurityJson.name, tool: dockerBenchSecurityJson.tool, node})
    writer.about('family', 'cis-docker')
    open = true
    early = false
    if (record === null) {
      sayHeadless(writer)
      return
    }
    const version = textOf(record['dockerbenchsecurity'])
    if (version !== null) writer.about('toolVersion', version)
    const start = record['start']
    if (typeof start === 'number') writer.about('startedAt', String(start))
  }

  /** Go on with the scan that is open, though what comes stands outside of its brackets. */
  function attach(writer: Writer): void {
    if (!open) begin(writer, null)
    if (!early) return
    early = false
    writer.say('json-repaired', 'This JSON is broken: its brackets close too early, before this place; what is whole was read all the same')
  }

  function finish(writer: Writer, record: JsonRecord): void {
    for (const name of ['checks', 'score'] as const) {
      const count = record[name]
      if (typeof count === 'number') writer.count(name, count, 'total')
    }
    if (record['end'] === undefined) return
    writer.about('complete', 'end')
    open = false
  }

  function section(writer: Writer, record: JsonRecord): void {
    const id = textOf(record['id'])
    if (id !== null) emit({type: 'section', place: writer.here(), depth: 1, id, title: (textOf(record['desc']) ?? '').trim(), target: null})
  }

  function value(record: JsonRecord, at: unknown, document: JsonDocument, writer: Writer): boolean {
    const tests = record['tests']
    const headed = record['dockerbenchsecurity'] !== undefined
    if (headed && tests === undefined) {
      const span = spanOf(at)
      // What holds objects is not flat: `tests` is damaged.
      if (span === -1 && Object.values(record).some(held => typeof held === 'object')) return false
      begin(writer, record)
      const [start, end] = span === -1 ? [document.start, document.end] : [document.spans[span] ?? 0, document.spans[span + 1] ?? 0]
      for (const part of readFragments(document.text.slice(0, end), start, known).fragments) flat(part.members, writer)
      finish(writer, record)
      return true
    }
    if (headed || (Array.isArray(tests) && typeof record['checks'] === 'number')) {
      begin(writer, record)
      for (const entry of listOf(tests)) if (!result(entry, document, writer)) group(recordOf(document, entry), document, writer)
      finish(writer, record)
      early = open
      return true
    }
    if (typeof record['id'] !== 'string') return false
    // Aqua's scanners have results too, without a result of this name in them.
    if (
      typeof record['desc'] === 'string' &&
      listOf(record['results']).some(entry => recordOf(document, entry)?.['result'] !== undefined)
    ) {
      attach(writer)
      group(record, document, writer)
      return true
    }
    if (typeof record['result'] !== 'string' || typeof record['desc'] !== 'string') return false
    attach(writer)
    return result(at, document, writer)
  }

  function group(record: JsonRecord | null, document: JsonDocument, writer: Writer): void {
    if (record === null) return
    section(writer, record)
    for (const entry of listOf(record['results'])) {
      if (result(entry, document, writer) || !isRecord(entry)) continue
      const id = textOf(recordOf(document, entry)?.['id']) ?? 'without id'
      writer.say('json-check', `Check ${id} is not as docker-bench-security prints it; it was not read`)
    }
  }

  /** Read a value as a check; false when it is none. */
  function result(entry: unknown, document: JsonDocument, writer: Writer): boolean {
    const span = spanOf(entry)
    return span !== -1 && resultAt(document, span, writer)
  }

  function tell({id, printed, status, facts}: Check, start: number, end: number, writer: Writer): boolean {
    if (status === undefined) return false
    const place = writer.take(start, end)
    if (id === null || !isStatus(status))
      sayNoCheck(writer, place, id === null ? 'has no id' : 'has no result that docker-bench-security prints')
    else emit({type: 'check', place, id, printed, status, idPrinted: true, facts})
    return true
  }

  function fragment(part: Fragment, writer: Writer): boolean {
    const record = toRecord(part.members)
    if (part.key === null && record['dockerbenchsecurity'] !== undefined) {
      begin(writer, record)
      flat(part.members, writer)
      finish(writer, record)
      return true
    }
    if (typeof record['result'] === 'string' && (record['id'] === undefined || typeof record['id'] === 'string')) {
      if (record['id'] === undefined && !open) return false
      attach(writer)
      tell(checkOf(record), part.start, part.end, writer)
      return true
    }
    if (typeof record['id'] === 'string' && (part.holds === 'results' || Array.isArray(record['results']))) {
      attach(writer)
      section(writer, record)
      return true
    }
    if (part.members.some(member => isFlat(member))) {
      if (!open) begin(writer, null)
      flat(part.members, writer)
      finish(writer, record)
      return true
    }
    if (!open || (typeof record['checks'] !== 'number' && typeof record['end'] !== 'number')) return false
    finish(writer, record)
    return true
  }

  /** The flat shape: a key stands once for each container, so its members are read one by one. */
  function flat(members: readonly Member[], writer: Writer): void {
    const ids = new Map<string, {status: Status; start: number; end: number; items: string[]}>()
    for (const member of members) {
      if (!isFlat(member)) continue
      const text = String(member.value)
      const hit = stated.exec(text)
      const item = (hit ? hit[2] : text)?.trim()
      const before = ids.get(member.name)
      if (before) {
        if (item) before.items.push(item)
        continue
      }
      // A value that is no state is what the check printed as information (1.4 lists the docker group).
      const status = (hit?.[1] ?? 'INFO') as Status
      ids.set(member.name, {status, start: member.start, end: member.end, items: item ? [item] : []})
    }
    for (const [id, {status, start, end, items}] of ids)
      emit({type: 'check', place: writer.take(start, end), id, printed: '', status, idPrinted: true, facts: {...noFacts, items}})
  }
}

function isFlat({name, value}: Member): boolean {
  return flatKey.test(name) && (typeof value === 'string' || typeof value === 'number')
}

function checkOf(record: JsonRecord): Check {
  return {
    id: textOf(record['id']),
    printed: (textOf(record['desc']) ?? '').trim(),
    status: record['result'],
    facts: factsOf(record)
  }
}

function factsOf(record: JsonRecord): CheckFacts {
  const details = textOf(record['details'])?.trim() || null
  const items = itemsOf(textsOf(record['items']))
  return {
    ...noFacts,
    // The items are names only; what is said of them stands in the details.
    evidence: {...noFacts.evidence, actual: items.length > 0 ? details : null},
    remediation: {text: textOf(record['remediation'])?.trim() || null, impact: textOf(record['remediation-impact'])?.trim() || null},
    details,
    items
  }
}

/** `items` is cut at blanks, so what has blanks in it comes in pieces: `"[a:1"`, `"b:2]"`; `"app_net"`, `"(swarm)"`. */
function itemsOf(pieces: readonly string[]): readonly string[] {
  const items: string[] = []
  let open = false
  for (const piece of pieces) {
    // What -n leaves out is told by this word.
    if (piece === '(truncated)') continue
    if (open || (piece === '(swarm)' && items.length > 0)) items[items.length - 1] += ` ${piece}`
    else items.push(piece)
    if (piece.startsWith('[')) open = true
    if (piece.endsWith(']')) open = false
  }
  return items
}
