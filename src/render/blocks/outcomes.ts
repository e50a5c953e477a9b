import {type Outcome, outcomeNames} from '../../model/index.ts'
import type {Bars} from '../nodes.ts'
import {oneLine} from '../visible.ts'

/** What a bar is about, and how many of its checks came to each outcome. */
export interface Counted {
  /** Label, maybe from a log. */
  readonly label: string
  readonly counts: Readonly<Record<Outcome, number>>
}

/**
 * Make bars of checks by outcome, of one scale. Outcomes that no bar has would only lengthen the legend.
 *
 * @param title What they show.
 * @param by What the labels are.
 * @param entries Bars from top to bottom.
 * @param told Whether a table beside them says the same.
 * @returns The bars.
 */
export function outcomeBars(title: string, by: string, entries: readonly Counted[], told = false): Bars {
  const shown = (Object.keys(outcomeNames) as Outcome[]).filter(outcome => entries.some(({counts}) => counts[outcome] > 0))
  return {
    type: 'bars',
    title,
    by,
    rows: entries.map(({label, counts}) => ({
      label: oneLine(label),
      parts: shown.map(outcome => ({label: outcomeNames[outcome], value: counts[outcome], tone: outcome}))
    })),
    scale: 'length',
    told
  }
}
