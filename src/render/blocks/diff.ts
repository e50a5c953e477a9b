import type {PhrasingContent, RootContent} from 'mdast'
import type {DiffEntry, DiffLists, DiffReport, DiffSide, Outcome} from '../../model/index.ts'
import {badge, type Cell, list, paragraph, table, text, value, words} from '../build.ts'
import {outcomeBars} from './outcomes.ts'

/** So many rows of one list are shown; the rest is counted. */
const mostRows = 500
/** So many instances of one check are named. */
const mostItems = 10

/**
 * Both sides beside each other: how many checks came to each outcome, and the score.
 *
 * @param report Report.
 * @returns Bars and a table.
 */
export function comparison({before, after}: DiffReport): readonly RootContent[] {
  const rows: readonly (readonly [string, (side: DiffSide) => string])[] = [
    ['Checks', ({checks}) => String(checks)],
    ['Failed', ({counts}) => String(counts.fail)],
    ['Not tested', ({counts}) => String(counts.error)],
    ['To review', ({counts}) => String(counts.review)],
    ['Passed', ({counts}) => String(counts.pass)],
    ['Information', ({counts}) => String(counts.info)],
    ['Does not apply', ({counts}) => String(counts.skipped)],
    ['Score', ({score}) => (score === null ? '–' : `${score.value} of ${score.of}`)]
  ]
  return [
    outcomeBars(
      'Outcome before and after',
      'Scan',
      [
        {label: 'before', counts: before.counts},
        {label: 'after', counts: after.counts}
      ],
      true
    ),
    table(
      ['Figure', 'Before', 'After'],
      rows.map(([name, say]) => [name, say(before), say(after)]),
      [null, 'right', 'right']
    )
  ]
}

/**
 * The scans of both sides, one row a scan.
 *
 * @param report Report.
 * @returns A table.
 */
export function sides({before, after}: DiffReport): readonly RootContent[] {
  const rows = [...before.scans.map(scan => ['Before', scan] as const), ...after.scans.map(scan => ['After', scan] as const)]
  return [
    table(
      ['Side', 'Scan', 'Scanner', 'Benchmark', 'Started', 'Checks'],
      rows.map(([side, scan]) => [
        side,
        value(scan.label),
        scan.toolLabel,
        scan.benchmarkLabel,
        scan.startedAt ?? '–',
        scan.complete ? String(scan.counted.checks) : `${scan.counted.checks} (log not complete)`
      ]),
      [null, null, null, null, null, 'right']
    )
  ]
}

/**
 * What a reader must know before trusting the lists.
 *
 * @param report Report.
 * @returns A list; nothing when there is nothing to say.
 */
export function notes({notes}: DiffReport): readonly RootContent[] {
  return notes.length === 0
    ? []
    : [
        list(
          false,
          notes.map(note => [paragraph(text(note))])
        )
      ]
}

/**
 * One list of the comparison as a table.
 *
 * @param report Report.
 * @param name Name of the list.
 * @param outcomes Outcomes to show.
 * @returns A table, worst first.
 */
export function changes(report: DiffReport, name: keyof DiffLists, outcomes: readonly Outcome[]): readonly RootContent[] {
  const entries = report.lists[name].filter(({outcome}) => outcomes.includes(outcome)).toSorted((a, b) => rank(a, name) - rank(b, name))
  if (entries.length === 0) return [paragraph('None.')]
  const shown = entries.slice(0, mostRows)
  const several = shown.some(({scanLabel}) => scanLabel !== null)
  const fixes = shown.some(({fix}) => fix !== null)
  const items = shown.some(({newItems, goneItems}) => newItems.length + goneItems.length > 0)
  const head = [
    ...(several ? ['Scan'] : []),
    'Id',
    'Check',
    'Severity',
    'Before',
    'Now',
    ...(items ? ['Instances'] : []),
    ...(fixes ? ['What to do'] : [])
  ]
  const rows = shown.map((entry): readonly Cell[] => [
    ...(several ? [value(entry.scanLabel ?? '')] : []),
    idOf(entry),
    entry.name,
    entry.severity === null ? '–' : badge(entry.severity, entry.severity),
    entry.was === null ? entry.wasLabel : badge(entry.was.outcome, entry.wasLabel),
    stateOf(entry, name),
    ...(items ? [instancesOf(entry)] : []),
    ...(fixes ? [entry.fix === null ? '–' : words(entry.fix)] : [])
  ])
  const rest = entries.length - shown.length
  return [table(head, rows), ...(rest > 0 ? [paragraph(`${rest} more are not shown here; the JSON of this comparison has them all.`)] : [])]
}

const outcomeRank = {fail: 0, error: 1, review: 2, pass: 3, info: 4, skipped: 5} as const
const severityRank = {critical: 0, high: 1, medium: 2, low: 3} as const

function rank(entry: DiffEntry, name: keyof DiffLists): number {
  const outcome = name === 'fixed' ? 'fail' : entry.outcome
  return outcomeRank[outcome] * 10 + severityRank[entry.severity ?? 'low']
}

/** The id, and that of the edition before where it moved. */
function idOf({id, was}: DiffEntry): string {
  return was === null || was.id === id ? id : `${id} (was ${was.id})`
}

function stateOf(entry: DiffEntry, name: keyof DiffLists): Cell {
  if (name === 'notScanned') return entry.nowLabel
  const state = badge(entry.outcome, entry.nowLabel)
  return entry.waiver === null ? state : [state, ` waived (${entry.waiver.kind}): `, text(entry.waiver.reason)]
}

function instancesOf({newItems, goneItems}: DiffEntry): Cell {
  const named = (label: string, items: readonly string[]): readonly (PhrasingContent | string)[] => {
    if (items.length === 0) return []
    const shown = items.slice(0, mostItems).flatMap((item, index) => (index === 0 ? [value(item)] : [', ', value(item)]))
    return [label, ...shown, ...(items.length > mostItems ? [` and ${items.length - mostItems} more`] : [])]
  }
  const come = named('new: ', newItems)
  const gone = named(come.length > 0 ? '; gone: ' : 'gone: ', goneItems)
  return come.length + gone.length === 0 ? '' : [...come, ...gone]
}
