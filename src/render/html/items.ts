import type {Root, RootContent, TableRow} from 'mdast'
import {strideNames} from '../../model/index.ts'
import type {Badge, FindingBlock, RowItem} from '../nodes.ts'
import type {Attributes} from './sink.ts'

/** What people choose findings by: what it is called, and how its values are called and ordered. */
interface FacetKind {
  readonly label: string
  /** Values in their order; others come behind, in the order of the document. */
  readonly order: readonly string[]
  /** How values are called that are no words. */
  readonly names: ReadonlyMap<string, string>
}

const kinds: Readonly<Record<string, FacetKind>> = {
  outcome: {label: 'Outcome', order: ['fail', 'error', 'review', 'pass', 'info', 'skipped'], names: new Map()},
  severity: {label: 'Severity', order: ['critical', 'high', 'medium', 'low', 'none'], names: new Map([['none', 'no severity']])},
  stride: {
    label: 'STRIDE',
    order: [...Object.keys(strideNames), 'none'],
    names: new Map([...Object.entries(strideNames).map(([letter, name]) => [letter, `${letter} ${name}`] as const), ['none', 'no letter']])
  },
  surface: {label: 'Surface', order: [], names: new Map([['none', 'no surface']])},
  section: {label: 'Section', order: [], names: new Map([['none', 'no section']])},
  node: {label: 'Node', order: [], names: new Map([['none', 'no node']])}
}

/** Puts node-2 before node-10. */
const natural = new Intl.Collator('en', {numeric: true})

/** A value of a facet with how many findings have it. */
export interface FacetValue {
  readonly value: string
  readonly label: string
  readonly count: number
}

/** A facet of which a document has two values at least. */
export interface Facet {
  readonly name: string
  readonly label: string
  readonly values: readonly FacetValue[]
}

/** Something that filters show or hide. */
export type Item = FindingBlock | (TableRow & {readonly data: {readonly item: RowItem}})

/** List what filters show or hide, in the order of the document. A row about a finding that is there in full is none. */
export function itemsOf(root: Root): readonly Item[] {
  const known = new Set(root.children.flatMap(node => (node.type === 'finding' ? [node.anchor] : [])))
  return root.children.flatMap((node): readonly Item[] => {
    if (node.type === 'finding') return [node]
    if (node.type !== 'table') return []
    return node.children.filter((row): row is Extract<Item, TableRow> => {
      const anchor = row.data?.item?.anchor
      if (anchor === undefined || known.has(anchor)) return false
      known.add(anchor)
      return true
    })
  })
}

/** List the items that one block of the document is or holds. */
export function itemsIn(node: RootContent, items: ReadonlySet<unknown>): readonly Item[] {
  return node.type === 'finding'
    ? [node]
    : node.type === 'table'
      ? (node.children.filter(row => items.has(row)) as unknown as readonly Item[])
      : []
}

/** The values of a facet. */
export function valuesOf(facet: string | undefined): readonly string[] {
  return facet === undefined || facet === '' ? [] : facet.includes('\n') ? facet.split('\n') : [facet]
}

/** What filters may ask an item. */
export function facetsOf(item: Item): Readonly<Record<string, string>> {
  return item.type === 'finding' ? item.facets : item.data.item.facets
}

/** The badges that stand right in a node. */
export function badgesIn(node: Item['children'][number] | undefined): readonly Badge[] {
  return node !== undefined && 'children' in node
    ? (node.children as readonly RootContent[]).filter((child): child is Badge => child.type === 'badge')
    : []
}

/** The word for the outcome of an item, as its report says it: the first badge in it. */
export function outcomeOf(item: Item): Badge | undefined {
  for (const child of item.children) {
    const [badge] = badgesIn(child)
    if (badge !== undefined) return badge
  }
  return undefined
}

/**
 * Count the values of the facets that tell findings apart.
 *
 * @param items What filters show or hide.
 * @returns Facets in our order, then others by name.
 */
export function countFacets(items: readonly Item[]): readonly Facet[] {
  const counts = new Map<string, Map<string, number>>()
  const words = new Map<string, string>()
  for (const item of items) {
    const facets = facetsOf(item)
    for (const [name, value] of Object.entries(facets)) {
      const values = counts.get(name) ?? new Map<string, number>()
      for (const one of valuesOf(value)) values.set(one, (values.get(one) ?? 0) + 1)
      counts.set(name, values)
    }
    const outcome = facets['outcome']
    if (outcome !== undefined && !words.has(outcome)) words.set(outcome, outcomeOf(item)?.value ?? outcome)
  }
  const known = Object.keys(kinds)
  const names = [...known.filter(name => counts.has(name)), ...[...counts.keys()].filter(name => !known.includes(name)).toSorted()]
  return names
    .map((name): Facet => {
      const kind = (known.includes(name) ? kinds[name] : undefined) ?? {label: name, order: [], names: new Map<string, string>()}
      const values = [...(counts.get(name) ?? [])].map(([value, count]) => ({
        value,
        label: (name === 'outcome' ? words.get(value) : kind.names.get(value)) ?? value,
        count
      }))
      const rank = ({value}: FacetValue): number => (kind.order.includes(value) ? kind.order.indexOf(value) : kind.order.length)
      // Findings of several nodes come first, whatever these are called; people look for names in their order.
      const ordered = name === 'node' ? values.toSorted((a, b) => natural.compare(a.value, b.value)) : values
      return {name, label: kind.label, values: ordered.toSorted((a, b) => rank(a) - rank(b))}
    })
    .filter(({values}) => values.length > 1)
}

/** The attributes that filters read. */
export function facetAttributes(facets: Readonly<Record<string, string>>): Attributes {
  return Object.fromEntries(
    Object.entries(facets).flatMap(([name, value]) => (/^[a-z]+$/.test(name) && value !== '' ? [[`data-${name}`, value] as const] : []))
  )
}
