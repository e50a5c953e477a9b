import type {RootContent} from 'mdast'
import type {ScanReport, TopEntry} from '../../model/index.ts'
import {badge, jump, paragraph, strong, table, text, words} from '../build.ts'

/** How many checks came to each outcome: a chart, and the words explained. */
export function outcomes(report: ScanReport): readonly RootContent[] {
  const shown = report.outcomes.filter(({count}) => count > 0)
  return [
    {
      type: 'chart',
      title: `Outcome of the ${report.checks} checks`,
      parts: report.outcomes.map(({outcome, label, count}) => ({label, value: count, tone: outcome})),
      told: true
    },
    table(
      ['Outcome', 'Checks', 'What it means'],
      shown.map(({outcome, label, count, meaning}) => [badge(outcome, label), `${count} of ${report.checks}`, meaning]),
      [null, 'right', null]
    )
  ]
}

/** How many failed checks there are of each severity. */
export function severities(report: ScanReport): readonly RootContent[] {
  const failed = report.severities.reduce((sum, entry) => sum + entry.failed, 0)
  if (failed === 0) return []
  return [
    {
      type: 'chart',
      title: `Severity of the ${failed} failed ${failed === 1 ? 'check' : 'checks'}`,
      parts: report.severities.map(({severity, failed}) => ({label: severity, value: failed, tone: severity})),
      told: false
    }
  ]
}

/** What to fix first. */
export function top(report: ScanReport): readonly RootContent[] {
  if (report.top.length === 0) return [paragraph('Nothing failed, so there is nothing to fix first.')]
  return [
    table(
      ['Rank', 'What', 'Severity', 'What to do', 'Effort'],
      report.top.map(entry => [
        String(entry.rank),
        [jump(entry.anchor, text(idsOf(entry))), ' ', text(entry.title)],
        badge(entry.severity, entry.severity),
        entry.fix === null ? '–' : words(entry.fix),
        entry.effort ?? '–'
      ]),
      ['right', null, null, null, null]
    )
  ]
}

function idsOf({ids}: TopEntry): string {
  return `${ids.slice(0, 3).join(', ')}${ids.length > 3 ? ' …' : ''}` || '–'
}

/** Checks by STRIDE letter of their control. */
export function stride(report: ScanReport): readonly RootContent[] {
  if (report.stride.every(({failed, review, passed}) => failed + review + passed === 0))
    return [paragraph('No check could be tied to a control, so nothing is known about threats.')]
  return [
    table(
      ['STRIDE', 'Failed', 'To review', 'Passed'],
      report.stride.map(({letter, name, failed, review, passed}) => [
        [strong(letter), ` ${name}`],
        String(failed),
        String(review),
        String(passed)
      ]),
      [null, 'right', 'right', 'right']
    )
  ]
}
