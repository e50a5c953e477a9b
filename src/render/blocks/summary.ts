import type {RootContent} from 'mdast'
import {outcomeNames, type ScanReport, type TopEntry} from '../../model/index.ts'
import {badge, type Cell, jump, paragraph, table, text, words} from '../build.ts'
import {cut} from './cut.ts'
import {type BlockOptions, numberOf, wordsOf} from './options.ts'
import {outcomeBars} from './outcomes.ts'

/** How many checks came to each outcome: a chart, and the words explained. */
export function outcomes(report: ScanReport): readonly RootContent[] {
  const shown = report.outcomes.filter(({count}) => count > 0)
  if (shown.length === 0) return []
  return [
    {
      type: 'chart',
      title: outcomeTitle(report),
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

/** How many checks came to each outcome, as one bar. */
export function status(report: ScanReport): readonly RootContent[] {
  if (report.checks === 0) return []
  return [
    {
      type: 'chart',
      title: outcomeTitle(report),
      parts: report.outcomes.filter(({count}) => count > 0).map(({outcome, label, count}) => ({label, value: count, tone: outcome})),
      told: false
    }
  ]
}

function outcomeTitle({checks}: ScanReport): string {
  return `Outcome of the ${checks === 1 ? 'check' : `${checks} checks`}`
}

/** Our score as a bar from 0 to 100. */
export function score({score, scoreText}: ScanReport): readonly RootContent[] {
  if (score === null) return [paragraph(text(scoreText))]
  return [
    {
      type: 'chart',
      title: `Score ${score.value} of ${score.of}`,
      parts: [
        {label: 'reached', value: score.value, tone: 'pass'},
        {label: 'missing', value: score.of - score.value, tone: 'skipped'}
      ],
      told: true
    },
    paragraph(text(scoreText))
  ]
}

/** How the checks of each severity came out. */
export function severities(report: ScanReport): readonly RootContent[] {
  if (report.checks === 0) return []
  return [
    outcomeBars(
      'Outcome by severity',
      'Severity',
      report.severities.map(({severity, counts}) => ({label: severity, counts}))
    )
  ]
}

/** Columns of what to fix first. */
const columns: Readonly<
  Record<'rank' | 'what' | 'severity' | 'fix' | 'effort', readonly [string, (entry: TopEntry, room: number) => Cell]>
> = {
  rank: ['Rank', ({rank}) => String(rank)],
  what: ['What', (entry, room) => [jump(entry.anchor, text(idsOf(entry))), ' ', text(cut(entry.title, room))]],
  severity: ['Severity', ({severity}) => badge(severity, severity)],
  fix: ['What to do', ({fix}) => (fix === null ? '–' : words(fix))],
  effort: ['Effort', ({effort}) => effort ?? '–']
}

/** What to fix first. */
export function top(report: ScanReport, options: BlockOptions): readonly RootContent[] {
  if (report.top.length === 0)
    return [
      paragraph(report.checks === 0 ? 'No check was found, so nothing is known.' : 'Nothing failed, so there is nothing to fix first.')
    ]
  const names = Object.keys(columns) as (keyof typeof columns)[]
  const shown = wordsOf(options, 'columns', names) ?? names
  const room = numberOf(options, 'cut') ?? Number.POSITIVE_INFINITY
  return [
    table(
      shown.map(name => columns[name][0]),
      report.top.slice(0, numberOf(options, 'limit') ?? report.top.length).map(entry => shown.map(name => columns[name][1](entry, room))),
      shown.map(name => (name === 'rank' ? 'right' : null))
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
    {
      type: 'bars',
      title: 'Checks by STRIDE letter',
      by: 'STRIDE',
      rows: report.stride.map(({letter, name, failed, review, passed}) => ({
        label: `${letter} ${name}`,
        parts: [
          {label: outcomeNames.fail, value: failed, tone: 'fail'},
          {label: outcomeNames.review, value: review, tone: 'review'},
          {label: outcomeNames.pass, value: passed, tone: 'pass'}
        ]
      })),
      scale: 'length',
      told: false
    }
  ]
}
