import type {RootContent, Table} from 'mdast'
import {groupBy, type ReportFinding, type ScanReport} from '../../model/index.ts'
import {badge, type Cell, heading, jump, paragraph, table, text, value, words} from '../build.ts'
import {oneLine} from '../visible.ts'
import {cut} from './cut.ts'
import {facetsOf} from './findings.ts'
import {more, underHeadings} from './headings.ts'
import {type BlockOptions, mergesOf, numberOf, select, selectionOf, wordsOf} from './options.ts'
import {where} from './where.ts'

/** Findings that make one row: one, or those of a check that came out alike in several scans. */
type Row = readonly ReportFinding[]

/** Columns by name, in their order. */
const columns: Readonly<Record<string, readonly [string, (row: Row, room: number, scans: readonly string[]) => Cell]>> = {
  scan: ['Scan', (row, _room, scans) => where([...new Set(row.map(({scanLabel}) => scanLabel ?? ''))], scans)],
  id: ['Id', (row, room) => cut([...new Set(row.map(({id}) => id))].join(', '), room)],
  link: ['Id', row => jump(of(row).anchor, text(of(row).id || '–'))],
  title: ['Check', (row, room) => cut(of(row).title, room)],
  outcome: ['Outcome', row => badge(of(row).outcome, of(row).outcomeLabel)],
  status: ['Printed', row => value(of(row).status)],
  severity: ['Severity', row => severityOf(of(row))],
  stride: ['STRIDE', row => of(row).stride?.primary ?? '–'],
  surface: ['Surface', row => of(row).surface ?? '–'],
  section: ['Section', (row, room) => cut(of(row).section?.id ?? '–', room)],
  fix: ['What to do', (row, room) => fixOf(of(row), room)],
  detail: ['Detail', (row, room) => detailOf(of(row), room)],
  line: ['Line', row => (row.length === 1 ? String(of(row).position.start.line) : '')]
}

/**
 * Findings as rows of a table: enough for what passed. In a report of several scans, what came out alike is one row.
 *
 * @param report Report.
 * @param options Which findings, in which order, under which headings, with which columns.
 * @returns A table, or a heading and a table for each group.
 */
export function rows(report: ScanReport, options: BlockOptions): readonly RootContent[] {
  const selection = selectionOf(options, 'none')
  const names = Object.keys(columns)
  const several = report.scans.length > 1
  const wanted = wordsOf(options, 'columns', names) ?? [...(several ? ['scan'] : []), 'id', 'title', 'outcome', 'detail']
  const merge = several && mergesOf(options) && !wanted.includes('line') && selection.group !== 'scan'
  const chosen = select(report.findings, selection)
  if (chosen.length === 0) return [paragraph('None.')]
  const all = merge ? together(chosen) : chosen.map(finding => [finding])
  const shown = all.slice(0, selection.limit)
  const room = numberOf(options, 'cut') ?? Number.POSITIVE_INFINITY
  const labels = report.scans.map(({label}) => label)
  // kube-bench has no details for most checks: a column of nothing would take the room of the others.
  const shownColumns = wanted.filter(name => name !== 'detail' || shown.some(row => of(row).items.length > 0))
  const headings = underHeadings(shown, selection.group, of, merge || !several)
  const slot = selection.outcomes.join('-')
  return [
    ...headings.flatMap(({title, entries}, index) => [
      ...(title === null ? [] : [heading(3, `r-${slot}-${index + 1}`, text(title))]),
      filtered(
        table(
          shownColumns.map(name => columns[name]?.[0] ?? name),
          entries.map(row => shownColumns.map(name => columns[name]?.[1](row, room, labels) ?? '')),
          shownColumns.map(name => (name === 'line' ? 'right' : null))
        ),
        entries
      )
    ]),
    ...more(all.length - shown.length)
  ]
}

/** Tell filters what each row of a table is about. */
function filtered(table: Table, rows: readonly Row[]): Table {
  for (const [index, row] of rows.entries()) {
    const {anchor, heading} = of(row)
    const places = [...new Set(row.map(({scanLabel}) => scanLabel ?? ''))]
    const shown = table.children[index + 1]
    if (shown) shown.data = {item: {anchor, label: oneLine(heading), facets: facetsOf(of(row), places)}}
  }
  return table
}

/** What came out alike and has the same detail is one row. */
function together(findings: readonly ReportFinding[]): readonly Row[] {
  return [
    ...groupBy(findings, ({outcome, id, title, target, items}) =>
      JSON.stringify([outcome, id, title, target, items.length, items[0]?.text ?? ''])
    ).values()
  ]
}

/** All findings of a row are alike in what is shown of them. */
function of(row: Row): ReportFinding {
  return row[0] as ReportFinding
}

function severityOf({severity, outcome}: ReportFinding): Cell {
  if (severity === null) return '–'
  return outcome === 'fail' || outcome === 'error' || outcome === 'review' ? badge(severity, severity) : severity
}

function fixOf({about, remediation}: ReportFinding, room: number): Cell {
  return about === null ? cut(remediation.text ?? '–', room) : words(about.fix.summary)
}

function detailOf({items}: ReportFinding, room: number): Cell {
  const [first] = items
  if (first === undefined) return ''
  return value(items.length === 1 ? cut(first.text, room) : `${cut(first.text, room)} … (${items.length} lines)`)
}
