import type {RootContent} from 'mdast'
import type {ScanReport} from '../../model/index.ts'
import {paragraph, table, text, value} from '../build.ts'

/**
 * The waivers about these logs, with their reasons and what became of them.
 *
 * @param report Report.
 * @returns A table.
 */
export function waivers({waivers}: ScanReport): readonly RootContent[] {
  if (waivers.length === 0) return [paragraph('There are no waivers.')]
  return [
    table(
      ['Waiver', 'Kind', 'Reason', 'Owner', 'Until', 'Ticket', 'What it covers'],
      waivers.map(waiver => [
        value(waiver.name),
        waiver.kindLabel,
        waiver.reason,
        waiver.owner ?? '–',
        waiver.expires ?? '–',
        waiver.ticket ?? '–',
        [
          text(waiver.stateLabel),
          ...(waiver.ids.length === 0 ? [] : [`: ${waiver.ids.slice(0, 10).join(', ')}${waiver.ids.length > 10 ? ' …' : ''}`])
        ]
      ])
    )
  ]
}
