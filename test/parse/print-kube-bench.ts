import {readFileSync} from 'node:fs'
import type {Status} from '../../src/model/index.ts'

/** A check as kube-bench's own files describe it, with a result we made up. */
export interface Result {
  readonly target: string
  readonly section: {readonly id: string; readonly text: string}
  readonly group: {readonly id: string; readonly text: string}
  readonly id: string
  readonly text: string
  readonly type: string
  readonly scored: boolean
  readonly status: Exclude<Status, 'NOTE'>
  readonly remediation: string
  readonly actual: string
}

/** What kube-bench's flags change in its text. */
export interface Style {
  /** Since 0.5.0 headings name the target, blank lines part the sections, and a total follows. */
  readonly modern: boolean
  readonly noResults?: boolean
  readonly noRemediations?: boolean
  readonly noSummary?: boolean
  readonly noTotals?: boolean
  readonly testOutput?: boolean
}

/**
 * Make results for every check of every benchmark of the facts table.
 *
 * @param path Path of checks-kubernetes.tsv.
 * @returns Results by benchmark, sections in the order of their ids.
 */
export function benchmarks(path: string): ReadonlyMap<string, readonly Result[]> {
  const [head = '', ...rows] = readFileSync(path, 'utf8').trimEnd().split('\n')
  const names = head.split('\t')
  const all = new Map<string, Result[]>()
  for (const [index, row] of rows.entries()) {
    const cells = row.split('\t')
    const cell = (name: string): string => cells[names.indexOf(name)] ?? ''
    const type = cell('type')
    const scored = cell('scored') === 'true'
    const result: Result = {
      target: cell('target'),
      section: {id: cell('control_id'), text: cell('control_text')},
      group: {id: cell('group_id'), text: cell('group_text')},
      id: cell('id'),
      text: cell('text'),
      type,
      scored,
      status:
        type === 'skip'
          ? 'INFO'
          : type === 'manual'
            ? 'WARN'
            : index % 3 === 0
              ? 'PASS'
              : index % 17 === 5
                ? 'INFO'
                : scored
                  ? 'FAIL'
                  : 'WARN',
      remediation: remediations[index % remediations.length] ?? '',
      actual: index % 2 === 0 ? 'root 1 kube\nroot 2 kube' : ''
    }
    const list = all.get(cell('benchmark'))
    if (list) list.push(result)
    else all.set(cell('benchmark'), [result])
  }
  return all
}

/** Shapes that real remediations have: several lines, blank lines, numbered lists, none at all, no last line feed. */
const remediations = [
  'Run the below command on the control plane node.\nchmod 600 <path>\n',
  'Edit the file.\n\n1. Select the pool.\n2. Save it.\n\nThen restart.\n',
  'Follow the documentation',
  '',
  'Set { "kind": "Policy" } or\n    --flag=value\n',
  '1.1 is not an id here\n- a list\n'
]

const byId = (a: {section: {id: string}}, b: {section: {id: string}}): number => Number(a.section.id) - Number(b.section.id)

function sections(results: readonly Result[]): readonly (readonly Result[])[] {
  const groups = new Map<string, Result[]>()
  for (const result of results) {
    const key = `${result.target}\n${result.section.id}`
    const list = groups.get(key)
    if (list) list.push(result)
    else groups.set(key, [result])
  }
  return [...groups.values()].toSorted(([a], [b]) => (a && b ? byId(a, b) : 0))
}

const count = (results: readonly Result[], status: string): number => results.filter(result => result.status === status).length

/**
 * Print results as kube-bench prints text (prettyPrint in cmd/common.go).
 *
 * @param results Results of one benchmark.
 * @param style Release and flags.
 * @returns The log.
 */
export function printText(results: readonly Result[], style: Style): string {
  const parts = sections(results).map(section => printSection(section, style))
  const total = style.modern && !style.noTotals ? `== Summary total ==\n${counts(results)}\n` : ''
  return parts.join('') + total
}

function printSection(section: readonly Result[], style: Style): string {
  const [first] = section
  if (!first) return ''
  let text = ''
  if (!style.noResults) {
    text += `[INFO] ${first.section.id} ${first.section.text}\n`
    let group = ''
    for (const result of section) {
      const key = `${result.group.id} ${result.group.text}`
      if (key !== group) text += `[INFO] ${key}\n`
      group = key
      text += `[${result.status}] ${result.id} ${result.text}\n`
      if (style.testOutput && result.status === 'FAIL' && result.actual !== '')
        text += `${`${result.actual}\n`
          .split('\n')
          .map(row => `\t ${row}`)
          .join('\n')}\n`
    }
    text += '\n'
  }
  const open = section.filter(({status}) => status === 'FAIL' || status === 'WARN')
  const target = style.modern ? ` ${first.target}` : ''
  if (!style.noRemediations && open.length > 0) {
    text += `== Remediations${target} ==\n`
    for (const result of open) text += `${result.id} ${result.remediation}\n`
    text += '\n'
  }
  if (!style.noSummary) text += `== Summary${target} ==\n${counts(section)}${style.modern ? '\n' : ''}`
  return text
}

function counts(results: readonly Result[]): string {
  return (['PASS', 'FAIL', 'WARN', 'INFO'] as const).map(status => `${count(results, status)} checks ${status}\n`).join('')
}

/**
 * Print results as kube-bench prints JSON since 0.5.0.
 *
 * @param results Results of one benchmark.
 * @param version Name of the benchmark.
 * @returns The log.
 */
export function printJson(results: readonly Result[], version: string): string {
  const totals = (some: readonly Result[]): object => ({
    total_pass: count(some, 'PASS'),
    total_fail: count(some, 'FAIL'),
    total_warn: count(some, 'WARN'),
    total_info: count(some, 'INFO')
  })
  const controls = sections(results).map(section => {
    const groups = new Map<string, Result[]>()
    for (const result of section) {
      const key = `${result.group.id}\n${result.group.text}`
      const list = groups.get(key)
      if (list) list.push(result)
      else groups.set(key, [result])
    }
    return {
      id: section[0]?.section.id,
      version,
      detected_version: 'none',
      text: section[0]?.section.text,
      node_type: section[0]?.target,
      tests: [...groups.values()].map(group => ({
        section: group[0]?.group.id,
        type: '',
        pass: count(group, 'PASS'),
        fail: count(group, 'FAIL'),
        warn: count(group, 'WARN'),
        info: count(group, 'INFO'),
        desc: group[0]?.group.text,
        results: group.map(checkJson)
      })),
      ...totals(section)
    }
  })
  return `${JSON.stringify({Controls: controls, Totals: totals(results)})}\n`.replace(
    /[<>&]/g,
    found => `\\u00${found.charCodeAt(0).toString(16)}`
  )
}

function checkJson(result: Result): object {
  return {
    test_number: result.id,
    test_desc: result.text,
    audit: '/bin/ps',
    AuditEnv: '',
    AuditConfig: '',
    type: result.type,
    remediation: result.remediation,
    test_info: [result.remediation],
    status: result.status,
    actual_value: result.actual,
    scored: result.scored,
    IsMultiple: false,
    expected_result: ''
  }
}

const xml = (text: string): string =>
  text.replace(/[&<>"'\n\t]/g, found => (found === '\n' ? '&#xA;' : found === '\t' ? '&#x9;' : `&#${found.charCodeAt(0)};`))

/**
 * Print results as kube-bench prints JUnit.
 *
 * @param results Results of one benchmark.
 * @param wrapped Whether in one `testsuites` element (since 0.6.4) or as several roots.
 * @returns The log.
 */
export function printJunit(results: readonly Result[], wrapped: boolean): string {
  const suites = sections(results).map(section => {
    const cases = section.map(result => {
      const inside =
        result.status === 'FAIL'
          ? `\n        <failure type="">${xml(result.remediation)}</failure>`
          : result.status === 'PASS'
            ? ''
            : '\n        <skipped></skipped>'
      return `    <testcase name="${xml(`${result.id} ${result.text}`)}" classname="${xml(result.group.text)}" time="0">${inside}\n        <system-out>${xml(JSON.stringify(checkJson(result)))}</system-out>\n    </testcase>`
    })
    return `<testsuite name="${xml(section[0]?.section.text ?? '')}" tests="${section.length}" failures="${count(section, 'FAIL')}" errors="0" time="0">\n${cases.join('\n')}\n</testsuite>`
  })
  return wrapped ? `<testsuites>\n${suites.join('')}\n</testsuites>\n` : `${suites.join('\n')}\n`
}
