import type {Heading, List, ListItem, RootContent} from 'mdast'
import {textOf} from '../mdast.ts'
import type {FindingBlock} from '../nodes.ts'
import {bars, chart} from './charts.ts'
import type {Document} from './document.ts'
import {marks, selfLink} from './finding.ts'
import {inline, wrapped} from './inline.ts'
import {facetAttributes} from './items.ts'
import type {Sink} from './sink.ts'
import {table} from './tables.ts'

/** Write block nodes. Nodes that we do not know, raw HTML among them, leave nothing. */
export function blocks(sink: Sink, nodes: readonly RootContent[], document: Document): void {
  for (const node of nodes) block(sink, node, document)
}

/** Write one block. */
export function block(sink: Sink, node: RootContent, document: Document): void {
  switch (node.type) {
    case 'paragraph':
      wrapped(sink, 'p', () => inline(sink, node.children, document))
      break
    case 'heading':
      heading(sink, node, document)
      break
    case 'code':
      wrapped(sink, 'pre', () => wrapped(sink, 'code', () => sink.text(node.value)))
      break
    case 'list':
      list(sink, node, document)
      break
    case 'table':
      table(sink, node, document)
      break
    case 'blockquote':
      wrapped(sink, 'blockquote', () => blocks(sink, node.children, document))
      break
    case 'thematicBreak':
      sink.empty('hr')
      break
    case 'cover':
      wrapped(sink, 'header', () => blocks(sink, node.children, document), {class: 'cover'})
      break
    case 'contents':
      contents(sink, document)
      break
    case 'chart':
      chart(sink, node)
      break
    case 'bars':
      bars(sink, node)
      break
    case 'finding':
      finding(sink, node, document)
      break
    default:
      return
  }
  sink.line()
}

/** Write a heading, with its anchor. */
function heading(sink: Sink, node: Heading, document: Document): void {
  wrapped(sink, `h${node.depth}`, () => inline(sink, node.children, document), {id: node.data?.anchor})
}

function list(sink: Sink, node: List, document: Document): void {
  const start = node.ordered && typeof node.start === 'number' && node.start !== 1 ? {start: String(node.start)} : undefined
  wrapped(
    sink,
    node.ordered ? 'ol' : 'ul',
    () => {
      for (const item of node.children) wrapped(sink, 'li', () => listItem(sink, item, node.spread === true, document))
    },
    start
  )
}

/** Paragraphs of a tight list have no element of their own. */
function listItem(sink: Sink, item: ListItem, loose: boolean, document: Document): void {
  for (const [index, child] of item.children.entries()) {
    if (child.type === 'paragraph' && !loose && item.spread !== true) {
      if (index > 0) sink.line()
      inline(sink, child.children, document)
    } else block(sink, child, document)
  }
}

/** Links to the headings of depth 2. */
function contents(sink: Sink, document: Document): void {
  wrapped(
    sink,
    'nav',
    () =>
      wrapped(sink, 'ul', () => {
        for (const to of document.contents)
          wrapped(sink, 'li', () => wrapped(sink, 'a', () => sink.text(textOf(to)), {href: `#${to.data?.anchor ?? ''}`}))
      }),
    {class: 'contents', 'aria-label': 'Contents'}
  )
}

/** A finding folds: its heading, and marks that tell it from others while it is folded, stay. */
function finding(sink: Sink, node: FindingBlock, document: Document): void {
  const [heading, ...rest] = node.children
  // The anchor is on the whole finding, so that a link to it shows the whole.
  const id = document.ids.has(node.anchor) ? undefined : node.anchor
  if (id !== undefined) document.ids.add(id)
  const attributes = {class: 'finding', id, ...facetAttributes(node.facets), ...(node.open && document.unfold ? {open: true as const} : {})}
  wrapped(
    sink,
    'details',
    () => {
      wrapped(sink, 'summary', () => {
        if (heading?.type === 'heading') wrapped(sink, `h${heading.depth}`, () => inline(sink, heading.children, document))
        for (const [tone, word] of marks(node)) wrapped(sink, 'span', () => sink.text(word), {class: `badge ${tone}`})
      })
      sink.line()
      wrapped(
        sink,
        'div',
        () => {
          // Not in the summary, which is a button to many.
          if (id !== undefined) selfLink(sink, id, heading?.type === 'heading' ? textOf(heading) : id)
          blocks(sink, rest, document)
        },
        {class: 'body'}
      )
    },
    attributes
  )
}
