import type {RootContent} from 'mdast'
import {type MatrixRow, outcomeNames, type ScanReport} from '../../model/index.ts'
import {badge, type Cell, jump, paragraph, shaded, table, text} from '../build.ts'
import {outcomeBars} from './outcomes.ts'
import {where} from './where.ts'

/** A matrix wider than this fits no page: then each check names the scans it fails in. */
const mostColumns = 5
/** So many checks are shown; the rest is counted. */
const mostRows = 200

/**
 * Several scans beside each other: how the checks of each came out, and where they differ.
 *
 * @param report Report.
 * @returns Bars and a matrix of checks and scans.
 */
export function nodes(report: ScanReport): readonly RootContent[] {
  const {matrix, scans} = report
  if (scans.length < 2) return [paragraph('There is one scan, so there is nothing to set beside it.')]
  const rows = matrix.slice(0, mostRows)
  const rest = matrix.length - rows.length
  return [
    outcomeBars(`Outcome of the checks of ${scans.length} scans`, 'Scan', report.nodes),
    ...(rows.length === 0
      ? [paragraph('No check fails, and all scans agree.')]
      : [scans.length <= mostColumns ? wide(report, rows) : narrow(report, rows)]),
    ...(rest > 0 ? [paragraph(`${rest} more checks fail somewhere or differ; they are among the findings.`)] : [])
  ]
}

function wide({scans}: ScanReport, rows: readonly MatrixRow[]): RootContent {
  return table(
    ['Id', 'Check', 'Severity', ...scans.map(({label}) => label)],
    rows.map((row): readonly Cell[] => [
      idOf(row),
      row.title,
      badge(row.severity, row.severity),
      ...row.outcomes.map(outcome => (outcome === null ? '–' : shaded(outcomeNames[outcome], outcome, outcome === 'fail' ? 0.8 : 0.2)))
    ])
  )
}

function narrow({scans}: ScanReport, rows: readonly MatrixRow[]): RootContent {
  const labels = scans.map(({label}) => label)
  return table(
    ['Id', 'Check', 'Severity', 'Fails in', 'Scans'],
    rows.map((row): readonly Cell[] => [
      idOf(row),
      row.title,
      badge(row.severity, row.severity),
      shaded(`${row.failed} of ${row.outcomes.filter(outcome => outcome !== null).length}`, 'fail', row.failed / labels.length),
      row.failed === 0
        ? '–'
        : where(
            labels.filter((_, at) => row.outcomes[at] === 'fail'),
            labels
          )
    ]),
    [null, null, null, 'right', null]
  )
}

function idOf({anchor, ids}: MatrixRow): Cell {
  return jump(anchor, text(`${ids.slice(0, 3).join(', ')}${ids.length > 3 ? ' …' : ''}` || '–'))
}
