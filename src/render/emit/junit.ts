import type {ReportFinding, ReportScan, ScanReport} from '../../model/index.ts'
import {namesOf, waivedOf, worstFirst} from './select.ts'
import {bytesOf, line, lines} from './text.ts'

/** GitLab takes no report of 30 MB or more. */
const mostBytes = 29_000_000
/** GitLab has refused XML with more objects (elements, attributes and texts) than this; some room is left. */
const mostObjects = 240_000

/** A test case as XML, with what it costs. */
interface Case {
  readonly xml: string
  readonly state: 'passed' | 'failure' | 'error' | 'skipped'
}

/**
 * Write every check as a test case of JUnit XML: what failed is a failure, what could not be tested an error, what
 * needs a person, does not apply or is waived is skipped.
 *
 * @param report Report.
 * @returns XML that Jenkins and GitLab read; what had to be cut is said in the first suite, and the worst is kept.
 */
export function toJUnit(report: ScanReport): string {
  const names = namesOfCases(report)
  const kept = new Map<ReportFinding, Case>()
  let bytes = 10_000
  let objects = 10
  for (const scan of report.scans) {
    bytes += bytesOf(suiteHead(scan, [])) + 100
    objects += 12
  }
  for (const finding of worstFirst(report.findings)) {
    const one = caseOf(finding, names.get(finding) ?? '')
    bytes += bytesOf(one.xml)
    objects += one.state === 'passed' ? 4 : one.state === 'skipped' ? 6 : 8
    if (bytes > mostBytes || objects > mostObjects) break
    kept.set(finding, one)
  }
  const suites = new Map(report.scans.map(scan => [scan.index, [] as Case[]]))
  for (const finding of report.findings) {
    const one = kept.get(finding)
    if (one) suites.get(finding.scan)?.push(one)
  }
  const note = kept.size === report.findings.length ? '' : cutNote(kept.size, report.findings.length)
  const written = report.scans.map((scan, index) => {
    const mine = suites.get(scan.index) ?? []
    return `${suiteHead(scan, mine)}${mine.map(({xml}) => xml).join('')}${index === 0 ? note : ''}  </testsuite>\n`
  })
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="${attribute(report.title, 200)}">\n${written.join('')}</testsuites>\n`
}

function cutNote(kept: number, found: number): string {
  return `    <system-out>${kept} of ${found} checks are in this file, what failed first: GitLab reads no larger file.</system-out>\n`
}

function suiteHead(scan: ReportScan, cases: readonly Case[]): string {
  const count = (state: Case['state']): number => cases.filter(one => one.state === state).length
  const hostname = scan.node === null ? '' : ` hostname="${attribute(scan.node, 200)}"`
  const name = attribute(`${scan.label}: ${scan.benchmarkLabel}`, 300)
  const counts = `tests="${cases.length}" failures="${count('failure')}" errors="${count('error')}" skipped="${count('skipped')}"`
  return `  <testsuite name="${name}" ${counts}${hostname}>\n`
}

/** The attributes that name each test case, in the order of the log; the cases are made worst first, while there is room. */
function namesOfCases(report: ScanReport): ReadonlyMap<ReportFinding, string> {
  const used = new Map<string, number>()
  const names = new Map<ReportFinding, string>()
  for (const finding of report.findings) {
    const scan = report.scans[finding.scan]
    // Readers split a class name at its dots. GitLab leaves out a second case with the same class name and name.
    const {section} = finding
    const parts = [scan?.label ?? 'scan', ...(section === null ? [] : [`${section.id} ${section.title}`])]
    const classname = parts.map(part => attribute(part.replaceAll('.', '-'), 200) || '–').join('.')
    const name = unique(`${classname}\n${attribute(finding.heading, 400) || '–'}`, used).slice(classname.length + 1)
    names.set(finding, `classname="${classname}" name="${name}"`)
  }
  return names
}

/** A name with the first number that makes it one of its own, if it needs one; `x (2)` may be a title itself. */
function unique(name: string, used: Map<string, number>): string {
  let times = (used.get(name) ?? 0) + 1
  while (times > 1 && used.has(`${name} (${times})`)) times++
  used.set(name, times)
  if (times === 1) return name
  used.set(`${name} (${times})`, 1)
  return `${name} (${times})`
}

function caseOf(finding: ReportFinding, names: string): Case {
  const [state, inside] = resultOf(finding)
  // No `file`: GitLab would read it, and Jenkins refuses it.
  const head = `    <testcase ${names} time="0"`
  return {state, xml: inside === '' ? `${head}/>\n` : `${head}>${inside}</testcase>\n`}
}

function resultOf(finding: ReportFinding): readonly [Case['state'], string] {
  const waived = waivedOf(finding)
  const label = finding.outcomeLabel
  if (finding.outcome === 'pass') return ['passed', '']
  if (waived !== null) return ['skipped', `<skipped message="${attribute(`${finding.status}, waived. ${waived.words}`, 500)}"/>`]
  if (finding.outcome === 'review' || finding.outcome === 'info' || finding.outcome === 'skipped')
    return ['skipped', `<skipped message="${attribute(`${finding.status}: ${label}`, 200)}"/>`]
  const kind = finding.outcome === 'fail' ? 'failure' : 'error'
  const type = attribute(finding.outcome === 'fail' ? (finding.severity ?? 'unknown severity') : 'not tested', 100)
  const why = finding.outcome === 'error' ? (finding.evidence.reason ?? 'the audit did not run') : (finding.about?.risk ?? finding.title)
  const message = attribute(`${finding.status}: ${why}`, 500)
  return [kind, `<${kind} type="${type}" message="${message}">${content(bodyOf(finding))}</${kind}>`]
}

function bodyOf(finding: ReportFinding): string {
  const {about, evidence, remediation, position} = finding
  const names = namesOf(finding)
  const {reason, actual, expected} = evidence
  const parts: readonly (readonly [string, string | null])[] = [
    ['Line of the log', String(position.start.line)],
    ['Found at', names.length === 0 ? null : listed(names)],
    ['Why', reason],
    ['What the audit found', actual === reason ? null : actual],
    ['What it wanted', expected],
    ['Control', about?.key ?? null],
    ['STRIDE', finding.stride === null ? null : [finding.stride.primary, ...finding.stride.secondary].join(' ')],
    ['Fix', about?.fix.summary ?? remediation.text],
    ['Verify', about?.verify.command ?? null]
  ]
  return parts.flatMap(([title, value]) => (value === null ? [] : [`${title}: ${lines(value, 2000)}`])).join('\n')
}

function listed(names: readonly string[]): string {
  const shown = names.slice(0, 50).map(name => line(name, 200))
  return names.length > shown.length ? `${shown.join(', ')} and ${names.length - shown.length} more` : shown.join(', ')
}

const entities: Readonly<Record<string, string>> = {'&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;'}

/** A value of a log as the value of an attribute. */
function attribute(value: string, most: number): string {
  return escapeXml(line(value, most))
}

/**
 * Text of an element. GitLab takes `[[ATTACHMENT|path]]` for a file to show, in output only today; here it never is.
 * A `]]>` is no end of anything when `>` is an entity.
 */
function content(value: string): string {
  return escapeXml(value.replaceAll('[[ATTACHMENT|', '[[ATTACHMENT[U+007C]'))
}

function escapeXml(value: string): string {
  return value.replace(/[&<>"']/g, character => entities[character] ?? '')
}
