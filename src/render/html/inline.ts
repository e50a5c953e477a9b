import type {PhrasingContent} from 'mdast'
import {address} from './escape.ts'
import type {Sink} from './sink.ts'

/** What inline content needs to know of its document. */
export interface Definitions {
  /** Addresses of the template's link definitions by identifier. */
  readonly definitions: ReadonlyMap<string, string>
}

/** Write inline nodes. Nodes that we do not know, raw HTML and images leave nothing but their children. */
export function inline(sink: Sink, nodes: readonly PhrasingContent[], known: Definitions): void {
  for (const node of nodes) one(sink, node, known)
}

function one(sink: Sink, node: PhrasingContent, known: Definitions): void {
  switch (node.type) {
    case 'text':
      sink.text(node.value)
      break
    case 'badge':
      wrapped(sink, 'span', () => sink.text(node.value), {class: `badge ${node.tone}`})
      break
    case 'inlineCode':
      wrapped(sink, 'code', () => sink.text(node.value))
      break
    case 'break':
      sink.empty('br')
      break
    case 'strong':
      wrapped(sink, 'strong', () => inline(sink, node.children, known))
      break
    case 'emphasis':
      wrapped(sink, 'em', () => inline(sink, node.children, known))
      break
    case 'delete':
      wrapped(sink, 'del', () => inline(sink, node.children, known))
      break
    case 'link':
      link(sink, node.url, node.children, known)
      break
    case 'linkReference':
      link(sink, known.definitions.get(node.identifier) ?? '', node.children, known)
      break
    default:
      if ('children' in node) inline(sink, (node as {children: PhrasingContent[]}).children, known)
  }
}

function link(sink: Sink, url: string, children: readonly PhrasingContent[], known: Definitions): void {
  const href = url === '' ? null : address(url)
  wrapped(sink, 'a', () => inline(sink, children, known), href === null ? undefined : {href})
}

/** An element around what a function writes. */
export function wrapped(
  sink: Sink,
  tag: string,
  content: () => void,
  attributes?: Readonly<Record<string, string | true | undefined>>
): void {
  sink.open(tag, attributes)
  content()
  sink.close(tag)
}
