import fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {loadCatalog} from '../../../src/catalog/index.ts'
import {type Finding, type Findings, hash, type Outcome, type ScanReport} from '../../../src/model/index.ts'
import {report} from '../../../src/pipeline.ts'
import {oneLine, visible} from '../../../src/render/visible.ts'
import {hostile} from '../hostile.ts'
import {now} from '../reports.ts'
import {emit, names} from './formats.ts'
import {openFinding} from './faults.ts'
import {readSarif} from './sarif.ts'
import {faults, readAnnotations, readCsv, readJUnit} from './validate.ts'

const runs = Number(process.env['BENCHSCRIBE_RUNS'] ?? 6)
const seed = Number(process.env['BENCHSCRIBE_SEED'] ?? 20_260_102)
const catalog = await loadCatalog()
const controls = ['docker.daemon.icc', 'docker.container.privileged', null]
const outcomes: readonly Outcome[] = ['fail', 'error', 'review', 'pass', 'info', 'skipped']

/** A report whose every text field holds a value, in every outcome, with and without a control. */
function reportWith(values: readonly string[]): ScanReport {
  const position = {start: {line: 3, column: 1, offset: 40}, end: {line: 4, column: 2, offset: 90}}
  const findings = values.flatMap((value, index) =>
    outcomes.map((outcome, place): Finding => {
      const control = controls[(index + place) % controls.length] ?? null
      const about = control === null ? null : (catalog.controls[control] ?? null)
      return {
        scan: index % 2,
        id: value,
        title: value,
        status: 'WARN',
        outcome,
        assessment: null,
        scored: null,
        target: value,
        section: {id: value, title: value},
        items: [
          {text: value, subject: value, position},
          {text: `x ${value}`, subject: null, position}
        ],
        evidence: {actual: value, expected: value, audit: value, reason: `${value} y`},
        remediation: {text: value, impact: value},
        position,
        fingerprint: place % 2 === 0 ? null : hash(value),
        control,
        severity: about?.severity.level ?? null,
        stride: about?.stride ?? null,
        surface: about?.surface ?? null
      }
    })
  )
  const counted = {checks: findings.length, pass: 0, fail: 0, warn: 0, info: 0, note: 0}
  const scan = (index: number, value: string): Findings['scans'][number] => ({
    index,
    file: `logs/${value}`,
    node: index === 0 ? null : value,
    dialect: 'kube-bench-text',
    tool: 'kube-bench',
    toolVersion: value,
    startedAt: value,
    benchmark: {family: 'cis-kubernetes', editions: [value]},
    declared: {},
    counted,
    score: null,
    complete: true
  })
  const scans = [scan(0, values[0] ?? ''), scan(1, values.at(-1) ?? '')]
  const document: Findings = {format: 'benchscribe/findings', version: 1, scans, findings, messages: []}
  return report(document, {catalog, now, title: values[0] ?? ''})
}

/** What is seen of a value on one line, when it is not cut. */
const line = (value: string): string => oneLine(value).trim()

/** Whether a text holds what is seen of a value, or its start and an ellipsis where it was cut. */
function holds(text: string, value: string): boolean {
  const shown = line(value)
  return text.includes(shown) || (shown.length > 30 && text.includes(shown.slice(0, 30)) && text.includes('…'))
}

/** What of the findings does not stand in a format as it should, exactly or visibly replaced. */
const lost: {readonly [F in (typeof names)[number]]?: (content: string, report: ScanReport) => readonly string[]} = {
  json: (content, {findings}) => {
    const read = JSON.parse(content).findings as readonly Finding[]
    return findings.filter((finding, index) => JSON.stringify(read[index]?.items) !== JSON.stringify(finding.items)).map(({id}) => id)
  },
  csv: (content, {findings}) => {
    const rows = readCsv(content)
    const cell = (value: string): string => {
      const formula = /^[\t\r\n]/.test(value) || /^[=+\-@＝＋－＠]/.test(value.trimStart())
      return visible(`${formula ? "'" : ''}${value}`.replace(/\r\n?/g, '\n'))
    }
    return findings
      .filter(({title}, index) => visible(title).length < 30_000 && rows[index]?.['title'] !== cell(title))
      .map(({title}) => title)
  },
  junit: (content, {findings}) => {
    const cases = readJUnit(content).map(({name}) => name)
    const rest = findings.filter(({heading}) => line(heading).length <= 400 && !cases.some(name => name.startsWith(line(heading) || '–')))
    return rest.map(({heading}) => heading)
  },
  sarif: (content, {findings}) => {
    const texts = readSarif(content).results.map(({message}) => message.text)
    // A brace, and a parenthesis behind a bracket, have their names there.
    const named = texts.map(text => text.replaceAll('[U+007B]', '{').replaceAll('[U+007D]', '}').replaceAll('[U+0028]', '('))
    return findings.filter(finding => openFinding(finding) && !named.some(text => holds(text, finding.title))).map(({title}) => title)
  },
  'github-annotations': (content, {findings}) => {
    const known = findings.map(({heading}) => line(heading))
    const titles = readAnnotations(content)
      .slice(0, -1)
      .map(({properties}) => (properties['title'] ?? '').replace(/^(?:critical|high|medium|low): /, ''))
    return titles.filter(
      title =>
        title !== 'a check without a title' &&
        !known.some(heading => heading === title || (title.endsWith('…') && heading.startsWith(title.slice(0, -1).trim())))
    )
  },
  'gitlab-codequality': (content, {findings}) => {
    const texts = (JSON.parse(content) as readonly {description: string}[]).map(({description}) => description)
    return findings.filter(finding => openFinding(finding) && !texts.some(text => holds(text, finding.title))).map(({title}) => title)
  },
  defectdojo: (content, {findings}) => {
    const all = JSON.parse(content).findings as readonly {title: string}[]
    return findings.filter(finding => openFinding(finding) && !all.some(({title}) => holds(title, finding.heading))).map(({title}) => title)
  }
}

const extra = [
  'twin (2)',
  'twin',
  ']]>',
  '[[ATTACHMENT|/etc/passwd]]',
  '=cmd',
  '::error::x',
  '%0A::error::x%25',
  'a,b:c',
  "'=1",
  '＝1',
  '\t=1',
  '\r\n=1',
  ' ',
  '',
  '{0} [a](1)',
  '../../x',
  '/etc/x',
  'C:\\x\\y.log',
  '"',
  "a''b",
  '\ufeff=1',
  'constructor',
  '-1',
  '```x```',
  '\ud83d',
  '\u0000'.repeat(4100)
]

describe.each(names)('%s', name => {
  test('should be valid, with the exact or visibly replaced text: values that want to be something else', async () => {
    const value = reportWith([...Object.values(hostile), ...extra])
    const content = await emit(value, name)
    expect(faults[name](content, value)).toEqual([])
    expect(lost[name]?.(content, value) ?? []).toEqual([])
  })
})

const pieces = fc.constantFrom(
  ...'< > & " \' ]]> <![CDATA[ = + - @ ＝ :: % %0A %25 , : | ` ``` { } {0} ]( [ \\ / .. # * _ ~'.split(' '),
  ...'a 1 é 中 👩‍💻 __proto__ ::error:: ##[error] [[ATTACHMENT| =cmd <script>'.split(' '),
  ...[
    '\n',
    '\r',
    '\r\n',
    '\t',
    ' ',
    '  ',
    '\u0000',
    '\u001b[',
    '\u202e',
    '\u200b',
    '\u2028',
    '\ufeff',
    '\ud800',
    '\udc00',
    '\u0085',
    '\uffff'
  ]
)
const made = fc.array(
  fc.array(pieces, {minLength: 0, maxLength: 20}).map(parts => parts.join('')),
  {minLength: 1, maxLength: 12}
)

test('any value should give valid files with the exact or visibly replaced text', async () => {
  await fc.assert(
    fc.asyncProperty(made, async values => {
      const value = reportWith(values)
      for (const name of names) {
        const content = await emit(value, name)
        expect([name, ...faults[name](content, value)]).toEqual([name])
        expect([name, ...(lost[name]?.(content, value) ?? [])]).toEqual([name])
      }
    }),
    {numRuns: runs, seed}
  )
})

test('texts of a megabyte should neither be slow nor break a limit', async () => {
  const value = reportWith([`${'x'.repeat(1 << 19)}${'\u0000`]'.repeat(120_000)}${'=\n'.repeat(1 << 17)}`])
  for (const name of names) {
    const start = performance.now()
    const content = await emit(value, name)
    expect([name, performance.now() - start < 5000]).toEqual([name, true])
    expect([name, ...faults[name](content, value)]).toEqual([name])
  }
})
