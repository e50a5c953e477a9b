import type {DocumentDialect, DocumentParts} from '../dialect.ts'
import {isRecord, type JsonRecord, parsed, textOf} from '../documents/values.ts'
import {leaveOut} from '../documents/records.ts'
import type {Writer} from '../documents/writer.ts'
import {childText, type XmlElement} from '../documents/xml.ts'
import type {CheckFacts, Emit} from '../events.ts'
import {benchCommonFacts, isPrinted} from './bench-common-shape.ts'
import {targetOf} from './target.ts'

/*
 * kube-bench --junit, 0.2.0 and later; no declaration, several roots before 0.6.4:
 *
 *   <testsuites>                                                      since 0.6.4
 *   <testsuite name="SECTION TITLE" tests="N" failures="N" …>         the section's id and target are not in it
 *     <testcase name="ID TITLE" classname="GROUP TITLE" time="0">
 *       <failure type="">REMEDIATION</failure>                        FAIL; <skipped> is WARN and INFO alike
 *       <system-out>CHECK AS JSON</system-out>                        everything, WARN and INFO told apart
 */
const caseName = /^(V-\d{1,9}|\d{1,3}(?:\.\d{1,4}){1,4}[a-z]?) (.*)$/s

/** JUnit of kube-bench. */
export const kubeBenchJunit: DocumentDialect = {
  kind: 'document',
  name: 'kube-bench-junit',
  title: 'kube-bench, JUnit',
  tool: 'kube-bench',
  names: [],
  heads: [],
  elements: ['testsuites', 'testsuite', 'testcase'],
  read
}

interface Suite {
  readonly title: string
  readonly tests: number
  readonly failures: number
  /** Id of the section, once a check has told it. */
  id: string | null
  group: string | null
}

function read(emit: Emit, node: string | null): DocumentParts {
  let open = false
  let seen = new Set<string>()
  let suite: Suite | null = null

  return {element}

  function begin(writer: Writer): void {
    emit({type: 'scan', place: writer.here(), dialect: kubeBenchJunit.name, tool: kubeBenchJunit.tool, node})
    open = true
    seen = new Set()
  }

  function element(at: XmlElement, writer: Writer): boolean {
    if (at.name === 'testcase') return at.closes ? true : check(at, writer)
    if (at.name === 'testsuites') {
      if (at.closes) finish(writer)
      else open = false
    } else if (at.closes) closeSuite(writer)
    else {
      closeSuite(writer)
      const title = at.attributes.get('name') ?? ''
      // Before 0.6.4 nothing stands around the suites of a run: a suite that was there already begins the next.
      if (seen.has(title)) open = false
      suite = {title, tests: count(at, 'tests'), failures: count(at, 'failures'), id: null, group: null}
      if (open) seen.add(title)
    }
    writer.take(at.start, at.end)
    emit({type: 'space', place: writer.last()})
    return true
  }

  function closeSuite(writer: Writer): void {
    if (suite && open && suite.id !== null) {
      writer.count('checks', suite.tests, suite.id)
      writer.count('fail', suite.failures, suite.id)
      writer.about('complete', 'suite')
    }
    suite = null
  }

  function finish(writer: Writer): void {
    closeSuite(writer)
    open = false
  }

  function check(at: XmlElement, writer: Writer): boolean {
    const name = caseName.exec(at.attributes.get('name') ?? '')
    const content = at.content ?? ''
    const json = childText(content, 'system-out')
    const record = json === null ? null : parsed(json.trim())
    const facts = isRecord(record) && textOf(record['test_number']) !== null ? record : null
    const id = facts ? textOf(facts['test_number']) : (name?.[1] ?? null)
    if (id === null) return false
    if (!open) begin(writer)
    if (suite) seen.add(suite.title)
    headings(id, at.attributes.get('classname') ?? '', writer)
    const place = writer.take(at.start, at.end)
    const status = facts ? facts['status'] : statusOf(content)
    if (!isPrinted(status)) {
      leaveOut(
        writer,
        place,
        'junit-status',
        `Check ${id} is marked as skipped, which kube-bench prints for WARN and INFO alike, and its JSON is not there; it was not read`
      )
      return true
    }
    const printed = (facts ? textOf(facts['test_desc']) : null) ?? name?.[2] ?? ''
    emit({
      type: 'check',
      place,
      id,
      printed,
      status,
      idPrinted: true,
      facts: facts ? benchCommonFacts(facts) : factsOf(content)
    })
    return true
  }

  /** The ids of section and group are those of the check without its last parts. */
  function headings(id: string, group: string, writer: Writer): void {
    const parts = id.split('.')
    if (suite && suite.id === null) {
      suite.id = parts.length > 1 ? (parts[0] ?? '') : ''
      emit({type: 'section', place: writer.here(), depth: 1, id: suite.id, title: suite.title, target: targetOf(suite.title)})
    }
    if (!suite || suite.group === group || group === '') return
    suite.group = group
    // etcd's checks stand directly in its section, whose one group is called as it is.
    const groupId = parts.length > 2 ? parts.slice(0, -1).join('.') : parts.length > 1 ? (parts[0] ?? '') : ''
    emit({type: 'section', place: writer.here(), depth: 2, id: groupId, title: group, target: null})
  }
}

function count(element: XmlElement, name: string): number {
  const value = Number(element.attributes.get(name))
  return Number.isSafeInteger(value) ? value : 0
}

/** Without the check's JSON: a failure is FAIL, nothing is PASS, skipped may be two things. */
function statusOf(content: string): string | null {
  if (/<failure[\s/>]/.test(content)) return 'FAIL'
  return /<skipped[\s/>]/.test(content) ? null : 'PASS'
}

function factsOf(content: string): CheckFacts {
  const record: JsonRecord = {remediation: childText(content, 'failure') ?? ''}
  return benchCommonFacts(record)
}
