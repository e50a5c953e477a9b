import {textOf} from '../mdast.ts'
import type {Document} from './document.ts'
import {marks} from './finding.ts'
import {wrapped} from './inline.ts'
import {type Facet, facetsOf, type Item, outcomeOf, valuesOf} from './items.ts'
import type {Sink} from './sink.ts'
import {scrolling} from './tables.ts'

/** Findings of one check that came to the same outcome. */
interface Check {
  readonly label: string
  readonly first: Item
  readonly nodes: string[]
  count: number
}

/**
 * Write findings as a table of checks: how many findings each has, and on which nodes. It is what readers see without
 * the script where there are too many findings for one page.
 */
export function checks(sink: Sink, items: readonly Item[], facets: readonly Facet[], document: Document): void {
  const nodes = facets.find(({name}) => name === 'node')?.values.length ?? 1
  const rows = [...byCheck(items).values()]
  wrapped(
    sink,
    'div',
    () =>
      scrolling(sink, document, () => {
        wrapped(sink, 'thead', () =>
          wrapped(sink, 'tr', () => {
            for (const head of ['Check', 'Outcome', 'Findings', ...(nodes > 1 ? ['Where'] : [])])
              wrapped(sink, 'th', () => sink.text(head), head === 'Findings' ? {class: 'right'} : undefined)
          })
        )
        wrapped(sink, 'tbody', () => {
          for (const check of rows) row(sink, check, nodes, document)
        })
      }),
    {class: 'checks'}
  )
  sink.line()
}

function row(sink: Sink, {label, first, nodes, count}: Check, all: number, document: Document): void {
  const anchor = anchorOf(first)
  const id = document.ids.has(anchor) ? undefined : anchor
  if (id !== undefined) document.ids.add(id)
  wrapped(
    sink,
    'tr',
    () => {
      wrapped(sink, 'td', () => sink.text(label))
      wrapped(sink, 'td', () => {
        for (const [tone, word] of marksOf(first)) wrapped(sink, 'span', () => sink.text(word), {class: `badge ${tone}`})
      })
      wrapped(sink, 'td', () => sink.text(String(count)), {class: 'right'})
      if (all > 1) wrapped(sink, 'td', () => sink.text(nodes.length === all ? `all ${all} nodes` : nodes.join(', ')), {class: 'where'})
    },
    {id}
  )
  sink.line()
}

function byCheck(items: readonly Item[]): ReadonlyMap<string, Check> {
  const known = new Map<string, Check>()
  for (const item of items) {
    const {outcome, severity, node} = facetsOf(item)
    const label = labelOf(item)
    const key = JSON.stringify([label, outcome, severity])
    const check = known.get(key) ?? {label, first: item, nodes: [], count: 0}
    known.set(key, check)
    check.count++
    // The findings of a node come together.
    for (const place of valuesOf(node)) if (check.nodes.at(-1) !== place) check.nodes.push(place)
  }
  return known
}

/** What an item is called. */
export function labelOf(item: Item): string {
  if (item.type !== 'finding') return item.data.item.label
  const [heading] = item.children
  return heading?.type === 'heading' ? textOf(heading) : item.anchor
}

/** Its anchor. */
export function anchorOf(item: Item): string {
  return item.type === 'finding' ? item.anchor : item.data.item.anchor
}

/** What is read of an item beside its name. */
export function marksOf(item: Item): readonly (readonly [tone: string, word: string])[] {
  if (item.type === 'finding') return marks(item)
  const outcome = outcomeOf(item)
  return outcome === undefined ? [] : [[outcome.tone, outcome.value]]
}
