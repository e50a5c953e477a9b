import type {RootContent} from 'mdast'
import {groupBy, outcomeNames, type ReportFinding, strideNames} from '../../model/index.ts'
import {paragraph, words} from '../build.ts'
import type {Grouping} from './options.ts'

/** Entries under one heading. */
export interface Headed<Entry> {
  /** Its words; null when there are no headings. */
  readonly title: string | null
  /** Entries under it, in their order. */
  readonly entries: readonly Entry[]
}

/**
 * Put entries under headings; each heading stands once.
 *
 * @param entries Entries in their order.
 * @param group What the headings say.
 * @param findingOf Tells the finding that decides of an entry.
 * @param plain Whether a section needs no scan before it.
 * @returns Headings in the order of their first entry; severities the worst first.
 */
export function underHeadings<Entry>(
  entries: readonly Entry[],
  group: Grouping,
  findingOf: (entry: Entry) => ReportFinding,
  plain: boolean
): readonly Headed<Entry>[] {
  if (group === 'none') return [{title: null, entries}]
  const groups = groupBy(entries, entry => titleOf(findingOf(entry), group, plain))
  const headings = [...groups].map(([title, mine]) => ({title, entries: mine}))
  const order = orders[group]
  return order ? headings.toSorted((a, b) => order.indexOf(a.title) - order.indexOf(b.title)) : headings
}

/** Headings that have an order of their own. */
const orders: Partial<Record<Grouping, readonly string[]>> = {
  severity: ['Critical', 'High', 'Medium', 'Low'],
  stride: [...Object.values(strideNames), 'Without a STRIDE letter'],
  outcome: Object.values(outcomeNames).map(capital)
}

function titleOf(finding: ReportFinding, group: Grouping, plain: boolean): string {
  switch (group) {
    case 'severity':
      return capital(finding.severity ?? 'low')
    case 'stride':
      return finding.stride === null ? 'Without a STRIDE letter' : strideNames[finding.stride.primary]
    case 'surface':
      return finding.surface === null ? 'Without an attack surface' : capital(finding.surface)
    case 'scan':
      return finding.scanLabel ?? 'The scan'
    case 'outcome':
      return capital(outcomeNames[finding.outcome])
    default: {
      const section = finding.section ? `${finding.section.id} ${finding.section.title}` : 'Without a section'
      return plain || finding.scanLabel === null ? section : `${finding.scanLabel}: ${section}`
    }
  }
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1)
}

/**
 * Say how many are not shown.
 *
 * @param count How many.
 * @returns A sentence; nothing when all are shown.
 */
export function more(count: number): readonly RootContent[] {
  return count > 0 ? [paragraph(...words(`${count} more are not shown here; \`benchscribe parse\` has them all.`))] : []
}
