import type {Root, RootContent} from 'mdast'
import {block, blocks} from './blocks.ts'
import {checks} from './checks.ts'
import {controls} from './controls.ts'
import type {Document} from './document.ts'
import {wrapped} from './inline.ts'
import {type Facet, type Item, itemsIn} from './items.ts'
import type {Sink} from './sink.ts'

/** What filters show or hide, and how it may be chosen. */
export interface Filtered {
  readonly items: readonly Item[]
  readonly facets: readonly Facet[]
  /** Whether there are so many that the script shows them a page at a time, from data. */
  readonly paged: boolean
}

/**
 * Write a document: what is before its first heading of depth 2, then a section for each of those. The controls come
 * before the first section that has a finding.
 */
export function body(sink: Sink, root: Root, document: Document, filtered: Filtered): void {
  let controlled = filtered.items.length === 0
  for (const [index, nodes] of split(root.children, 2).entries()) {
    const holds = nodes.some(node => itemsIn(node, document.items).length > 0)
    if (holds && !controlled) {
      controlled = true
      wrapped(sink, 'div', () => {}, {id: 'c-findings', tabindex: '-1'})
      controls(sink, filtered.facets, filtered.items.length)
      sink.line()
      wrapped(sink, 'div', () => {}, {id: 'c-results', hidden: true})
      sink.line()
    }
    if (index === 0 && !holds) blocks(sink, nodes, document)
    else
      wrapped(sink, 'section', () =>
        !holds ? blocks(sink, nodes, document) : filtered.paged ? summary(sink, nodes, document, filtered) : full(sink, nodes, document)
      )
    sink.line()
  }
}

/** Findings in full; what is under a heading of depth 3 is a part that goes when none of its findings fits. */
function full(sink: Sink, nodes: readonly RootContent[], document: Document): void {
  for (const part of split(nodes, 3)) {
    if (part.some(node => itemsIn(node, document.items).length > 0))
      wrapped(sink, 'div', () => blocks(sink, part, document), {class: 'part'})
    else blocks(sink, part, document)
  }
}

/** Each run of findings as a table of checks, in place of thousands of findings. */
function summary(sink: Sink, nodes: readonly RootContent[], document: Document, {facets}: Filtered): void {
  let run: Item[] = []
  const flush = (): void => {
    if (run.length > 0) checks(sink, run, facets, document)
    run = []
  }
  for (const [index, node] of nodes.entries()) {
    const items = itemsIn(node, document.items)
    if (items.length > 0) run.push(...items)
    else if (node.type !== 'heading' || node.depth < 3 || itemsIn(nodes[index + 1] ?? node, document.items).length === 0) {
      flush()
      block(sink, node, document)
    }
  }
  flush()
}

/** Cut nodes before each heading of a depth; the first part may be empty. */
function split(nodes: readonly RootContent[], depth: number): readonly (readonly RootContent[])[] {
  const parts: RootContent[][] = [[]]
  for (const node of nodes) {
    if (node.type === 'heading' && node.depth === depth) parts.push([])
    parts.at(-1)?.push(node)
  }
  return parts
}
