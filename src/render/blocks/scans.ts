import type {RootContent} from 'mdast'
import type {Message, ReportHead, ReportScan} from '../../model/index.ts'
import {paragraph, table, value, words} from '../build.ts'

/** What was scanned, one row a scan. */
export function scans(report: {readonly scans: readonly ReportScan[]}): readonly RootContent[] {
  if (report.scans.length === 0) return [paragraph('No scan was found in this log.')]
  return [
    table(
      ['Scan', 'Scanner', 'Benchmark', 'Started', 'Checks', 'Score', "Scanner's score"],
      report.scans.map(scan => [
        value(scan.label),
        scan.toolLabel,
        scan.benchmarkLabel,
        scan.startedAt ?? '–',
        checks(scan),
        scan.score ? `${scan.score.value} of ${scan.score.of}` : '–',
        scan.declared.score === undefined ? '–' : String(scan.declared.score)
      ]),
      [null, null, null, null, 'right', 'right', 'right']
    )
  ]
}

function checks(scan: ReportScan): string {
  return scan.complete ? String(scan.counted.checks) : `${scan.counted.checks} (log not complete)`
}

/** What the reader must know about the log itself. */
export function messages(report: {readonly messages: readonly Message[]}): readonly RootContent[] {
  if (report.messages.length === 0) return [paragraph('Every line of the log was understood, and its counts agree with what was found.')]
  const shown = report.messages.slice(0, 200)
  const rest = report.messages.length - shown.length
  return [
    table(
      ['Where', 'What', 'Rule'],
      shown.map(message => [
        message.line === null ? (message.file ?? '–') : `${message.file ?? 'line'}${message.file === null ? ' ' : ':'}${message.line}`,
        message.reason,
        value(message.rule)
      ])
    ),
    ...(rest > 0 ? [paragraph(...words(`${rest} more messages are not shown here; \`benchscribe parse\` prints them all.`))] : [])
  ]
}

/** Who made this and when. */
export function about(report: Pick<ReportHead, 'generator' | 'generatedAt'>, rated = false): readonly RootContent[] {
  const when = report.generatedAt === null ? '' : ` on ${report.generatedAt.slice(0, 10)} at ${report.generatedAt.slice(11, 16)} UTC`
  return [
    paragraph(
      `Made by ${report.generator.name} ${report.generator.version}${when}. Severity and STRIDE letters are benchscribe's own judgement, not CIS's${rated ? ', except where it says that your configuration rates a check' : ''}; check titles are quoted from the log.`
    )
  ]
}
