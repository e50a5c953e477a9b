import {type Outcome, outcomeNames} from '../../model/index.ts'
import type {Bar} from '../nodes.ts'
import {oneLine} from '../visible.ts'

/**
 * Make a bar of counts by outcome.
 *
 * @param label Label, maybe from a log.
 * @param counts How many came to each outcome.
 * @param shown Outcomes that some bar has; the others would only lengthen the legend.
 * @returns The bar.
 */
export function barOf(label: string, counts: Readonly<Record<Outcome, number>>, shown: readonly Outcome[]): Bar {
  return {label: oneLine(label), parts: shown.map(outcome => ({label: outcomeNames[outcome], value: counts[outcome], tone: outcome}))}
}

/**
 * List the outcomes that occur.
 *
 * @param all Counts of all bars.
 * @returns Outcomes in their order.
 */
export function occurring(all: readonly Readonly<Record<Outcome, number>>[]): readonly Outcome[] {
  return (Object.keys(outcomeNames) as Outcome[]).filter(outcome => all.some(counts => counts[outcome] > 0))
}
