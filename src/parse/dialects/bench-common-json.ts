import type {DocumentDialect, DocumentParts} from '../dialect.ts'
import type {Fragment} from '../documents/fragments.ts'
import {type JsonDocument, recordOf, spanOf} from '../documents/json.ts'
import {isRecord, type JsonRecord, listOf, textOf} from '../documents/values.ts'
import {type Check, readRecords, sayHeadless, sayNoCheck, toRecord} from '../documents/records.ts'
import type {Writer} from '../documents/writer.ts'
import type {Emit} from '../events.ts'
import {benchCommonFacts, heads, isControls, isPrinted, isReport, names} from './bench-common-shape.ts'
import {targetOf} from './target.ts'

const known: ReadonlySet<string> = new Set(names)
const counts = [
  ['pass', 'total_pass', 'Pass', 'passCount'],
  ['fail', 'total_fail', 'Fail', 'failCount'],
  ['warn', 'total_warn', 'Warn', 'warnCount'],
  ['info', 'total_info', 'Info', 'infoCount']
] as const

/** JSON of kube-bench, every release. */
export const kubeBenchJson: DocumentDialect = {
  kind: 'document',
  name: 'kube-bench-json',
  title: 'kube-bench, JSON',
  tool: 'kube-bench',
  names,
  heads,
  elements: [],
  read: (emit, node) => read(emit, node, false)
}

/** JSON of Aqua's docker-bench. */
export const dockerBenchJson: DocumentDialect = {
  kind: 'document',
  name: 'docker-bench-json',
  title: 'docker-bench (Aqua), JSON',
  tool: 'docker-bench',
  names,
  heads: [],
  elements: [],
  read: (emit, node) => read(emit, node, true)
}

function read(emit: Emit, node: string | null, docker: boolean): DocumentParts {
  const tool = docker ? 'docker-bench' : 'kube-bench'
  let open = false
  let seen = new Set<string>()
  /** Section of the fragments, whose totals come behind its groups. */
  let section: string | null = null
  let host = ''

  const checkAt = readRecords(known, checkOf, tell)

  return {value, fragment}

  function begin(writer: Writer, name: string | null): void {
    emit({type: 'scan', place: writer.here(), dialect: `${tool}-json`, tool, node: name ?? node})
    if (docker) writer.about('family', 'cis-docker')
    open = true
    seen = new Set()
    section = null
  }

  function complete(writer: Writer): void {
    writer.about('complete', 'document')
  }

  function value(record: JsonRecord, at: unknown, document: JsonDocument, writer: Writer, continues: boolean): boolean {
    if (!docker && record['Controls'] !== undefined) {
      const sections = listOf(record['Controls'])
      if (!sections.every(entry => isControls(recordOf(document, entry) ?? {}))) return false
      begin(writer, null)
      for (const entry of sections) controls(entry, document, writer)
      totals(recordOf(document, record['Totals']), writer, 'total')
      complete(writer)
      open = false
      return true
    }
    if (!docker && Array.isArray(record['items'])) {
      const reports = record['items'].map(entry => recordOf(document, entry)).filter(isReport)
      for (const entry of reports) report(entry, document, writer)
      return reports.length > 0
    }
    if (!docker && isReport(record)) {
      report(record, document, writer)
      return true
    }
    if (!docker && record['scan_info'] !== undefined) return row(record, document, writer)
    if (!continues) open = false
    if (controls(at, document, writer)) return true
    if (typeof record['section'] === 'string' && record['desc'] !== undefined) {
      // A group whose section is lost; only docker-bench has constraints.
      if ('Constraints' in record !== docker) return false
      if (!open) headless(writer)
      group(record, document, writer)
      return true
    }
    const number = textOf(record['test_number'])
    if (number === null || typeof record['status'] !== 'string' || 'SubChecks' in record !== docker) return false
    if (!open) headless(writer)
    check(at, document, writer)
    return true
  }

  function headless(writer: Writer): void {
    begin(writer, null)
    sayHeadless(writer)
  }

  /** A row of the table that --pgsql writes. */
  function row(record: JsonRecord, document: JsonDocument, writer: Writer): boolean {
    const info = recordOf(document, record['scan_info'])
    if (info === null || !isControls(info)) return false
    const name = textOf(record['scan_host'])
    const time = textOf(record['scan_time'])
    const now = `${name} ${time}`
    if (!open || now !== host || seen.has(textOf(info['id']) ?? '')) {
      begin(writer, name)
      host = now
      if (time !== null) writer.about('startedAt', time)
    }
    return controls(record['scan_info'], document, writer)
  }

  function report(record: JsonRecord, document: JsonDocument, writer: Writer): void {
    const metadata = recordOf(document, record['metadata'])
    const inner = recordOf(document, record['report']) ?? record
    begin(writer, textOf(metadata?.['name']))
    const version = textOf(recordOf(document, inner['scanner'])?.['version'])
    if (version !== null) writer.about('toolVersion', version)
    const time = textOf(inner['updateTimestamp'])
    if (time !== null) writer.about('startedAt', time)
    for (const entry of listOf(inner['sections'])) controls(entry, document, writer)
    totals(recordOf(document, inner['summary']), writer, 'total')
    complete(writer)
    open = false
  }

  /** One section; a section that was there already begins the next run. */
  function controls(at: unknown, document: JsonDocument, writer: Writer): boolean {
    const record = recordOf(document, at)
    if (record === null || !isControls(record)) return false
    const title = textOf(record['text'] ?? record['Text']) ?? ''
    if (title.startsWith('CIS Docker') !== docker) return false
    header(record, writer)
    for (const entry of listOf(record['tests'] ?? record['Groups'])) {
      const found = recordOf(document, entry)
      if (found === null) continue
      // A check among the groups, or checks in the section: a bracket or a key between them is lost.
      if (typeof (found['status'] ?? found['State']) === 'string') check(entry, document, writer)
      else group(found, document, writer)
    }
    for (const result of listOf(record['results'] ?? record['Checks'])) check(result, document, writer)
    totals(record, writer, docker ? 'total' : (section ?? 'total'))
    complete(writer)
    return true
  }

  function group(record: JsonRecord, document: JsonDocument, writer: Writer): void {
    groupHeader(record, writer)
    for (const result of listOf(record['results'] ?? record['Checks'])) check(result, document, writer)
  }

  function header(record: JsonRecord, writer: Writer): void {
    const id = textOf(record['id'] ?? record['ID']) ?? ''
    const title = textOf(record['text'] ?? record['Text']) ?? ''
    if (!open || seen.has(id)) begin(writer, null)
    seen.add(id)
    section = id
    const version = textOf(record['version'] ?? record['Version'])
    if (version !== null) writer.about('edition', version)
    const target = docker ? null : (textOf(record['node_type'] ?? record['Type']) ?? targetOf(title))
    if (!docker) emit({type: 'section', place: writer.here(), depth: 1, id, title, target})
  }

  function groupHeader(record: JsonRecord, writer: Writer): void {
    const id = textOf(record['section'] ?? record['ID'])
    if (id === null) return
    const depth = docker && !id.includes('.') ? 1 : 2
    emit({type: 'section', place: writer.here(), depth, id, title: textOf(record['desc'] ?? record['Text']) ?? '', target: null})
  }

  function totals(record: JsonRecord | null, writer: Writer, of: string): void {
    if (record === null) return
    for (const [name, ...keys] of counts) {
      const key = keys.find(key => typeof record[key] === 'number')
      if (key !== undefined) writer.count(name, Number(record[key]), of)
    }
  }

  function check(at: unknown, document: JsonDocument, writer: Writer): void {
    const span = spanOf(at)
    if (span === -1) {
      if (!isRecord(at)) return
      const id = textOf(at['test_number'] ?? at['id']) ?? 'without number'
      writer.say('json-check', `Check ${id} holds objects, which no kube-bench prints; it was not read`)
      return
    }
    checkAt(document, span, writer)
  }

  function tell({id, printed, status, facts}: Check, start: number, end: number, writer: Writer): true {
    const place = writer.take(start, end)
    if (id === null || !isPrinted(status)) {
      sayNoCheck(writer, place, id === null ? 'has no number' : `has no status that ${tool} prints`)
      return true
    }
    emit({type: 'check', place, id, printed, status, idPrinted: true, facts})
    return true
  }

  function fragment(part: Fragment, writer: Writer): boolean {
    const record = toRecord(part.members)
    const status = record['status'] ?? record['State']
    if (typeof status === 'string' && (textOf(record['test_number']) !== null || (typeof record['State'] === 'string' && !docker))) {
      // Only docker-bench has sub-checks; a check alone says no more.
      if (!open) {
        if ('SubChecks' in record !== docker) return false
        headless(writer)
      }
      return tell(checkOf(record), part.start, part.end, writer)
    }
    if (typeof record['section'] === 'string' || (record['ID'] !== undefined && holds(part, record, 'Checks'))) {
      if (!open) {
        if (docker) return false
        headless(writer)
      }
      groupHeader(record, writer)
      return true
    }
    if (
      textOf(record['id'] ?? record['ID']) !== null &&
      (isControls(record) || holds(part, record, 'tests') || holds(part, record, 'Groups'))
    ) {
      const title = textOf(record['text'] ?? record['Text']) ?? ''
      if (title.startsWith('CIS Docker') !== docker) return false
      if (part.key === 'Controls' && seen.size === 0) open = false
      header(record, writer)
      totals(record, writer, docker ? 'total' : (section ?? 'total'))
      return true
    }
    if (!open || record['total_pass'] === undefined) return false
    const total = docker || part.key === 'Totals'
    totals(record, writer, total ? 'total' : (section ?? 'total'))
    if (total) {
      complete(writer)
      open = false
    }
    return true
  }
}

function checkOf(record: JsonRecord): Check {
  return {
    id: textOf(record['test_number'] ?? record['id']),
    printed: textOf(record['test_desc'] ?? record['text']) ?? '',
    status: record['status'] ?? record['State'],
    facts: benchCommonFacts(record)
  }
}

function holds(part: Fragment, record: JsonRecord, name: string): boolean {
  return part.holds === name || Array.isArray(record[name])
}
