import type {RootContent} from 'mdast'
import {type ScanReport, type StrideLetter, strideNames} from '../../model/index.ts'
import {paragraph, shaded, table} from '../build.ts'
import {outcomeBars} from './outcomes.ts'

/**
 * Checks by attack-surface area: where failures lie.
 *
 * @param report Report.
 * @returns Bars.
 */
export function surfaces(report: ScanReport): readonly RootContent[] {
  if (report.surfaces.length === 0) return [unknown()]
  return [
    outcomeBars(
      'Checks by attack surface',
      'Attack surface',
      report.surfaces.map(({name, counts}) => ({label: name, counts}))
    )
  ]
}

/**
 * Attack-surface areas against STRIDE letters: what fails of how much.
 *
 * @param report Report.
 * @returns A table with tinted cells.
 */
export function strideMatrix(report: ScanReport): readonly RootContent[] {
  if (report.surfaces.length === 0) return [unknown()]
  const letters = Object.keys(strideNames) as StrideLetter[]
  const most = Math.max(1, ...report.surfaces.flatMap(({stride}) => letters.map(letter => stride[letter].failed)))
  return [
    table(
      ['Attack surface', ...letters.map(letter => strideNames[letter])],
      report.surfaces.map(({name, stride}) => [
        name,
        ...letters.map(letter => {
          const {failed, all} = stride[letter]
          return all === 0 ? '–' : shaded(`${failed} of ${all}`, failed === 0 ? 'pass' : 'fail', failed === 0 ? 0.1 : failed / most)
        })
      ]),
      [null, ...letters.map(() => 'center' as const)]
    ),
    paragraph('Each cell: failed checks of all checks whose control belongs there, by what breaks first when it fails.')
  ]
}

function unknown(): RootContent {
  return paragraph('No check could be tied to a control, so nothing is known about threats.')
}
