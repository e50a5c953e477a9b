import type {RootContent} from 'mdast'
import type {ScanReport} from '../../model/index.ts'
import {heading, paragraph, shaded, table} from '../build.ts'
import {type BlockOptions, wordsOf} from './options.ts'

const known = ['cisControlsV8', 'nist80053', 'nist800190', 'owasp', 'attack', 'attackEnterprise'] as const

/**
 * What the checks say of frameworks people report against: one row a framework; with `of="nist80053 attack"`, one row for
 * each of its entries.
 *
 * @param report Report.
 * @param options Options of the block.
 * @returns Tables.
 */
export function frameworks(report: ScanReport, options: BlockOptions): readonly RootContent[] {
  const of = wordsOf(options, 'of', known)
  const shown = report.frameworks.filter(({framework}) => of === null || of.includes(framework))
  if (shown.length === 0) return [paragraph('No check could be tied to a framework.')]
  if (of === null)
    return [
      table(
        ['Framework', 'Entries that checks of this log belong to', 'Of these with a failed check', 'Without'],
        shown.map(({name, entries, failed}) => [
          name,
          String(entries.length),
          shaded(`${failed} of ${entries.length}`, failed === 0 ? 'pass' : 'fail', failed === 0 ? 0.1 : failed / entries.length),
          String(entries.length - failed)
        ]),
        [null, 'right', 'right', 'right']
      )
    ]
  return shown.flatMap(({framework, name, entries}) => [
    heading(3, `s-framework-${framework.toLowerCase()}`, name),
    table(
      ['Entry', 'Failed', 'To review', 'Passed', 'Failed checks'],
      entries.map(({id, counts, failing}) => [
        id,
        counts.fail === 0 ? '0' : shaded(String(counts.fail), 'fail', counts.fail / Math.max(1, counts.fail + counts.pass)),
        String(counts.review + counts.error),
        String(counts.pass),
        failing.length === 0 ? '–' : failing.join(', ')
      ]),
      [null, 'right', 'right', 'right', null]
    )
  ])
}
