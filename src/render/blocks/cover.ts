import type {RootContent} from 'mdast'
import type {Report, ReportScan} from '../../model/index.ts'
import {type Cell, heading, paragraph, strong, table, text, value} from '../build.ts'
import type {Cover} from '../nodes.ts'
import {score} from './summary.ts'

/** So many scans are named on the front; the rest is counted. */
const mostScans = 6

/** A line of what the report is about: name and words. */
type Fact = readonly [string, Cell]

/**
 * The front of a document: its title, what it says in one sentence, what it is about and when it was made.
 *
 * @param report Report of any kind.
 * @returns The cover.
 */
export function cover(report: Report): readonly RootContent[] {
  const scans = scansOf(report)
  const facts: readonly Fact[] = [
    ...(scans.length === 0 ? [] : [['Scanned', namesOf(scans.map(({label}) => label))] as const]),
    ...distinct('Benchmark', scans, ({benchmarkLabel}) => benchmarkLabel),
    ...distinct('Scanner', scans, ({toolLabel}) => toolLabel),
    ...ownScores(scans),
    ...(report.generatedAt === null ? [] : [['Date', report.generatedAt.slice(0, 10)] as const])
  ]
  const node: Cover = {
    type: 'cover',
    children: [
      heading(1, 's-cover', text(report.title)),
      paragraph(strong(report.headline)),
      ...(report.kind === 'scan' ? score(report) : []),
      ...(facts.length === 0 ? [] : [table(['About', 'This report'], facts)])
    ]
  }
  return [node]
}

function scansOf(report: Report): readonly ReportScan[] {
  switch (report.kind) {
    case 'scan':
    case 'threats':
    case 'write-up':
      return report.scans
    case 'diff':
      return [...report.before.scans, ...report.after.scans]
    default:
      return []
  }
}

/** What the scanner makes of it itself, so that nobody takes one number for the other. */
function ownScores(scans: readonly ReportScan[]): readonly Fact[] {
  const own = scans.filter(({declared}) => declared.score !== undefined)
  return own.length === 1 && own[0] ? [["Scanner's own score", `${own[0].declared.score} (passed less failed checks, without limits)`]] : []
}

function namesOf(names: readonly string[]): Cell {
  const shown = names.slice(0, mostScans).flatMap((name, index) => (index === 0 ? [value(name)] : [', ', value(name)]))
  return names.length > mostScans ? [...shown, ` and ${names.length - mostScans} more`] : shown
}

function distinct(name: string, scans: readonly ReportScan[], labelOf: (scan: ReportScan) => string): readonly Fact[] {
  const labels = [...new Set(scans.map(labelOf))]
  return labels.length === 0
    ? []
    : [[name, labels.length > mostScans ? `${labels.slice(0, mostScans).join(', ')} and more` : labels.join(', ')]]
}
