import type {ReportFinding, ScanReport} from '../../model/index.ts'
import {pathOf} from './place.ts'
import {namesOf, severityOf, toDo, waivedOf} from './select.ts'
import {line} from './text.ts'

type Kind = 'error' | 'warning' | 'notice'

/** GitHub shows ten annotations of each kind of one step and drops the rest. */
const mostOfAKind = 10

/**
 * Write the worst of what failed as workflow commands of GitHub Actions: printed by a step, they show beside the log.
 *
 * @param report Report.
 * @returns At most 30 lines, worst first: critical and high are errors, medium and untested warnings, low notices. The
 * last one says how many there are in all.
 */
export function toGitHubAnnotations(report: ScanReport): string {
  const all = toDo(report).filter(finding => finding.outcome !== 'review' && waivedOf(finding) === null)
  // One notice is kept for the last line.
  const left: Record<Kind, number> = {error: mostOfAKind, warning: mostOfAKind, notice: mostOfAKind - 1}
  const shown = all.filter(finding => left[kindOf(finding)]-- > 0)
  const told =
    shown.length === all.length
      ? report.headline
      : `${report.headline} ${shown.length} of ${all.length} findings are shown here, worst first; the report has them all.`
  return `${[...shown.map(finding => command(finding, report)), write('notice', {title: 'benchscribe'}, told)].join('\n')}\n`
}

function kindOf(finding: ReportFinding): Kind {
  if (finding.outcome === 'error') return 'warning'
  const severity = severityOf(finding)
  return severity === 'critical' || severity === 'high' ? 'error' : severity === 'medium' ? 'warning' : 'notice'
}

function command(finding: ReportFinding, {scans}: ScanReport): string {
  const scan = scans[finding.scan]
  const {start, end} = finding.position
  const names = namesOf(finding)
  const shown = names.slice(0, 5).map(name => line(name, 80))
  const parts = [
    `${finding.status}${scan?.node ? ` on ${line(scan.node, 100)}` : ''}: ${finding.outcomeLabel}.`,
    ...(names.length === 0
      ? []
      : [`Found at: ${shown.join(', ')}${names.length > shown.length ? ` and ${names.length - shown.length} more` : ''}.`]),
    ...(finding.about === null ? [] : [`Fix: ${finding.about.fix.summary}`])
  ]
  // Columns are read only where the annotation is on one line.
  const columns = start.line === end.line ? {col: String(start.column), endColumn: String(end.column)} : {}
  const severity = finding.outcome === 'fail' ? `${severityOf(finding)}: ` : ''
  return write(
    kindOf(finding),
    {
      file: line(pathOf(scan?.file ?? null), 400),
      line: String(start.line),
      endLine: String(end.line),
      ...columns,
      title: `${severity}${line(finding.heading, 200) || 'a check without a title'}`
    },
    parts.join(' ')
  )
}

/**
 * Write one workflow command. What the runner decodes is `%25 %0D %0A` in the message and `%3A %2C` in properties
 * besides (actions/runner, src/Runner.Common/ActionCommand.cs); nothing else can end either of them.
 */
function write(kind: Kind, properties: Readonly<Record<string, string>>, message: string): string {
  const list = Object.entries(properties).map(([name, value]) => `${name}=${data(value).replaceAll(':', '%3A').replaceAll(',', '%2C')}`)
  return `::${kind} ${list.join(',')}::${data(message)}`
}

function data(value: string): string {
  return value.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
}
