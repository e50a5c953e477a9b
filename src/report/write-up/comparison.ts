import type {Comparison, ComparisonRow} from '../../model/index.ts'
import {plural} from '../words.ts'
import {byControl, byFinding, plainId, said, type SelectedInput, type WriteUpInput} from './input.ts'

/**
 * Say how the chosen findings stood before and stand after.
 *
 * @param input Everything.
 * @returns The comparison; null when there is no second scan.
 */
export function comparisonOf({selected, after}: WriteUpInput): Comparison | null {
  if (after === null) return null
  const rows = selected.map(one => rowOf(one, after))
  const fixed = selected.filter(({control}) => after.get(control.key)?.outcome === 'pass').length
  return {
    summary: said(
      `${fixed} of ${plural(selected.length, 'documented finding')} ${fixed === 1 ? 'passes' : 'pass'} in the scan after hardening.`,
      ...rows.map(({id}) => byFinding(id))
    ),
    rows
  }
}

function rowOf({control, findings}: SelectedInput, after: NonNullable<WriteUpInput['after']>): ComparisonRow {
  const id = plainId(findings[0]?.id ?? '')
  const now = after.get(control.key)
  const words =
    now === undefined
      ? 'The check is not in the scan after hardening.'
      : now.outcome === 'pass'
        ? 'Fixed.'
        : now.outcome === 'fail'
          ? 'It still fails.'
          : now.outcome === 'open'
            ? 'A person has to look: the scanner does not decide it any more.'
            : 'What was checked is not there any more.'
  return {
    id,
    title: control.title,
    before: printed(findings),
    after: now === undefined ? null : printed(now.findings),
    result: said(words, byFinding(id), byControl(control.key))
  }
}

function printed(findings: SelectedInput['findings']): string {
  return [...new Set(findings.map(({id, status}) => `${id} ${status}`))].slice(0, 4).join(', ') || '–'
}
