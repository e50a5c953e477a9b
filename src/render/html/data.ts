import type {Table} from 'mdast'
import type {Root, RootContent} from '../nodes.ts'
import {block} from './blocks.ts'
import {anchorOf, labelOf, marksOf} from './checks.ts'
import {inert} from './escape.ts'
import type {Document} from './document.ts'
import {inline, wrapped} from './inline.ts'
import {type Facet, facetsOf, type Item, itemsIn} from './items.ts'
import {jsonSink} from './sink.ts'

/** Numbers values in the order they come. */
interface Dictionary {
  numberOf(value: string): number
  readonly values: () => readonly string[]
}

function dictionary(): Dictionary {
  const known = new Map<string, number>()
  return {
    numberOf(value) {
      const number = known.get(value) ?? known.size
      if (number === known.size) known.set(value, number)
      return number
    },
    values: () => [...known.keys()]
  }
}

/**
 * Write all findings of a document as data for its script. Findings of one check on many nodes say almost the same, so
 * every text, block and list of blocks stands there once and findings name it by its number.
 *
 * - `headings`, `marks`: dictionaries of what is read of a folded finding.
 * - `blocks`: dictionary of blocks as `jsonSink` writes them; `bodies`: of lists of numbers of blocks.
 * - `facets`: dictionary of values for each facet.
 * - `columns`: for each finding, in the order of the document, a number of each dictionary, and its anchor. The first
 *   block has a column of its own (`first`), for it is what differs most (`rest` is a number of `bodies`).
 *
 * @param root Tree.
 * @param facets Facets that controls ask for.
 * @param document What blocks need to know.
 * @returns JSON for a `script` element.
 */
export function dataOf(root: Root, facets: readonly Facet[], document: Document): string {
  const [headings, marks, blocks, bodies] = [dictionary(), dictionary(), dictionary(), dictionary()]
  const values = facets.map(({name}) => ({name, known: dictionary(), column: [] as number[]}))
  const columns = {heading: [] as number[], marks: [] as number[], first: [] as number[], rest: [] as number[], anchor: [] as string[]}
  for (const node of root.children) {
    for (const item of itemsIn(node, document.items)) {
      columns.heading.push(headings.numberOf(labelOf(item)))
      columns.marks.push(marks.numberOf(JSON.stringify(marksOf(item))))
      columns.anchor.push(anchorOf(item))
      const [first = '', ...rest] = blocksOf(item, node, document)
      columns.first.push(blocks.numberOf(first))
      columns.rest.push(bodies.numberOf(JSON.stringify(rest.map(json => blocks.numberOf(json)))))
      const asked = facetsOf(item)
      for (const {name, known, column} of values) column.push(known.numberOf(asked[name] ?? ''))
    }
  }
  const {heading, first, rest, anchor} = columns
  return inert(
    `{"headings":${JSON.stringify(headings.values())},"marks":[${marks.values().join()}],"blocks":[${blocks.values().join()}],` +
      `"bodies":[${bodies.values().join()}],"facets":{${values.map(({name, known}) => `${JSON.stringify(name)}:${JSON.stringify(known.values())}`).join()}},` +
      `"columns":{${values.map(({name, column}) => `${JSON.stringify(name)}:[${column.join()}],`).join('')}"heading":[${heading.join()}],` +
      `"marks":[${columns.marks.join()}],"first":[${first.join()}],"rest":[${rest.join()}],"anchor":${JSON.stringify(anchor)}}}`
  )
}

/** The blocks of an item, each as JSON; of a row, its cells under their heads. */
function blocksOf(item: Item, node: RootContent, document: Document): readonly string[] {
  const written = (write: (sink: ReturnType<typeof jsonSink>) => void): string => {
    const sink = jsonSink()
    write(sink)
    return sink.result().slice(1, -1)
  }
  if (item.type === 'finding') return item.children.slice(1).map(child => written(sink => block(sink, child, document)))
  const heads = (node as Table).children[0]?.children ?? []
  return item.children.flatMap((cell, index) =>
    cell.children.length === 0
      ? []
      : [
          written(sink =>
            wrapped(sink, 'p', () => {
              wrapped(sink, 'strong', () => inline(sink, heads[index]?.children ?? [], document))
              sink.text(' ')
              inline(sink, cell.children, document)
            })
          )
        ]
  )
}
