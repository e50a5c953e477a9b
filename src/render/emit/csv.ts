import type {ReportFinding, ScanReport} from '../../model/index.ts'
import {identitiesOf, idOf} from './identity.ts'
import {waivedOf} from './select.ts'
import {lines} from './text.ts'

/** Excel takes 32,767 characters in a cell. */
const mostCell = 32_000

/** The columns, in order: name and value. */
const columns: readonly (readonly [
  string,
  (finding: ReportFinding, report: ScanReport, id: string) => string | number | boolean | null
])[] = [
  ['node', (finding, {scans}) => scans[finding.scan]?.node ?? null],
  ['file', (finding, {scans}) => scans[finding.scan]?.file ?? null],
  ['line', finding => finding.position.start.line],
  ['benchmark', (finding, {scans}) => scans[finding.scan]?.benchmarkLabel ?? null],
  ['check', finding => finding.heading],
  ['id', finding => finding.id],
  ['title', finding => finding.title],
  ['section', finding => (finding.section === null ? null : `${finding.section.id} ${finding.section.title}`)],
  ['target', finding => finding.target],
  ['status', finding => finding.status],
  ['outcome', finding => finding.outcome],
  ['severity', finding => finding.severity],
  ['stride', finding => finding.stride?.primary ?? null],
  ['stride_secondary', finding => finding.stride?.secondary.join(' ') ?? null],
  ['surface', finding => finding.surface],
  ['control', finding => finding.control],
  ['control_title', finding => finding.about?.title ?? null],
  ['assessment', finding => finding.assessment],
  ['scored', finding => finding.scored],
  ['items', finding => finding.items.map(({text}) => text).join('\n')],
  ['reason', finding => finding.evidence.reason],
  ['actual', finding => finding.evidence.actual],
  ['expected', finding => finding.evidence.expected],
  ['fix', finding => finding.about?.fix.summary ?? finding.remediation.text],
  ['waived', finding => waivedOf(finding)?.words ?? null],
  ['fingerprint', finding => finding.fingerprint],
  ['unique_id', (_finding, _report, id) => id]
]

/**
 * Write every finding as a row of CSV (RFC 4180): UTF-8, every cell in quotes, lines end with CR LF.
 *
 * @param report Report.
 * @returns A head and one row a finding, in the order of the log. A cell that a spreadsheet would compute starts with `'`.
 */
export function toCsv(report: ScanReport): string {
  const identities = identitiesOf(report)
  const head = columns.map(([name]) => `"${name}"`).join(',')
  const rows = report.findings.map(finding => {
    const id = idOf(identities.get(finding))
    return columns.map(([, value]) => cell(value(finding, report, id))).join(',')
  })
  return `${[head, ...rows].join('\r\n')}\r\n`
}

/** What spreadsheets take for a formula: ASCII and full-width signs, blanks before them or not; tab and line ends. */
const signs = new Set('=+-@＝＋－＠')
const blanks = new Set('\t\r\n')

function isFormula(value: string): boolean {
  return blanks.has(value[0] ?? '') || signs.has(value.trimStart()[0] ?? '')
}

/** What needs nothing done to it: most cells. */
const plain = /^[A-Za-z0-9][ !#-~]*$/

function cell(value: string | number | boolean | null): string {
  if (value === null || value === '') return '""'
  if (typeof value !== 'string' || (value.length <= mostCell && plain.test(value))) return `"${value}"`
  const text = isFormula(value) ? `'${value}` : value
  return `"${lines(text, mostCell).replaceAll('"', '""')}"`
}
