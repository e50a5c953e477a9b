import type {PhrasingContent, Root, RootContent} from 'mdast'
import type {ReportFinding, ScanReport} from '../../model/index.ts'
import {badge, list, paragraph, strong, table, text, value, words} from '../build.ts'
import {outcomes, stride} from '../blocks/summary.ts'
import {toMarkdown} from '../markdown.ts'
import {namesOf, severityOf, toDo, waivedOf} from './select.ts'
import {bytesOf, line} from './text.ts'

/** GitHub takes 1 MiB of summary from a step and drops all of it when there is more. */
const mostBytes = 1_000_000
/** So many rows of a table people can still look through; fewer when the bytes would not do. */
const mostRows = 1000

/**
 * Write the summary of a GitHub Actions step (append it to `$GITHUB_STEP_SUMMARY`); it does as a GitLab note too.
 *
 * @param report Report.
 * @returns Markdown of at most 1,000,000 bytes: the result, what to fix first, what failed worst first; what was cut is said.
 */
export async function toGitHubSummary(report: ScanReport): Promise<string> {
  for (let rows = mostRows; ; rows = Math.floor(rows / 2)) {
    const markdown = await toMarkdown(treeOf(report, rows))
    if (rows === 0 || bytesOf(markdown) <= mostBytes) return markdown
  }
}

function treeOf(report: ScanReport, rows: number): Root {
  const all = toDo(report)
  const open = all.filter(finding => waivedOf(finding) === null)
  const failed = open.filter(({outcome}) => outcome === 'fail')
  const other = open.filter(({outcome}) => outcome !== 'fail')
  const waived = all.length - open.length
  const children: RootContent[] = [
    {type: 'heading', depth: 2, children: [text(line(report.title, 200))]},
    paragraph(strong(report.headline), ' ', report.scoreText),
    ...outcomes(report),
    ...top(report),
    ...section(`Failed checks (${failed.length})`, failed, report, rows, false),
    ...section(`Not tested or to review (${other.length})`, other, report, rows, true),
    ...(waived === 0 ? [] : [paragraph(`${waived} waived ${waived === 1 ? 'check is' : 'checks are'} not listed.`)]),
    ...folded('STRIDE', stride(report)),
    paragraph(`Made by benchscribe ${report.generator.version}. Severity and STRIDE letters are its own judgement, not CIS's.`)
  ]
  return {type: 'root', children}
}

function top(report: ScanReport): readonly RootContent[] {
  if (report.top.length === 0) return []
  const entries = report.top.map(entry => [
    paragraph(
      badge(entry.severity, entry.severity),
      ' ',
      value(line(entry.ids.slice(0, 3).join(', '), 60)),
      ' ',
      // Our own titles hold no mention and no link; a title of the log may.
      ...(entry.fix === null ? [value(line(entry.title, 200))] : words(entry.fix))
    )
  ])
  return [{type: 'heading', depth: 3, children: [text('What to fix first')]}, list(true, entries)]
}

function section(
  title: string,
  findings: readonly ReportFinding[],
  report: ScanReport,
  rows: number,
  closed: boolean
): readonly RootContent[] {
  if (findings.length === 0) return []
  const shown = findings.slice(0, rows)
  const several = report.scans.length > 1
  const blocks: RootContent[] = [
    ...(shown.length === 0
      ? []
      : [
          table(
            ['Severity', ...(several ? ['Scan'] : []), 'Id', 'Check', 'Found at'],
            shown.map(finding => [
              labelOf(finding),
              ...(several ? [value(line(finding.scanLabel ?? '', 80))] : []),
              value(line(finding.id, 40)),
              titleOf(finding),
              namesCell(finding)
            ])
          )
        ]),
    ...(shown.length === findings.length
      ? []
      : [
          paragraph(`${shown.length} of ${findings.length} are shown, worst first: GitHub takes 1 MiB of summary. The report has them all.`)
        ])
  ]
  return closed ? folded(title, blocks) : [{type: 'heading', depth: 3, children: [text(title)]}, ...blocks]
}

function labelOf(finding: ReportFinding): PhrasingContent {
  return finding.outcome === 'fail' ? badge(severityOf(finding), severityOf(finding)) : badge(finding.outcome, finding.outcomeLabel)
}

function titleOf({about, title}: ReportFinding): PhrasingContent {
  return about === null ? value(line(title, 200)) : text(about.title)
}

function namesCell(finding: ReportFinding): readonly (PhrasingContent | string)[] {
  const names = namesOf(finding)
  const shown = names.slice(0, 5).flatMap((name, index): (PhrasingContent | string)[] => {
    const span = value(line(name, 80))
    return index === 0 ? [span] : [', ', span]
  })
  return names.length > 5 ? [...shown, ` and ${names.length - 5} more`] : shown
}

function folded(title: string, blocks: readonly RootContent[]): readonly RootContent[] {
  return [{type: 'html', value: `<details><summary>${title}</summary>`}, ...blocks, {type: 'html', value: '</details>'}]
}
