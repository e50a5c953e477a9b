import type {Heading, Nodes, Root} from 'mdast'
import '../nodes.ts'
import {faceName, type Links, wordsOf} from './inline.ts'
import type {FaceName} from './options.ts'

/** What has to be known of the tree before the first line is set. */
export interface Survey extends Links {
  /** Faces in use. */
  readonly faces: ReadonlySet<FaceName>
  /** Headings in order. */
  readonly headings: readonly Section[]
  /** The same by node. */
  readonly sections: ReadonlyMap<Heading, Section>
}

/** A heading with what else is known of it. */
export interface Section {
  readonly node: Heading
  /** Named destination. */
  readonly name: string
  /** Its words on one line. */
  readonly words: string
  /** What it stands in; a heading in a list or quotation is nested. */
  readonly place: 'root' | 'finding' | 'nested'
  /** Whether it stands behind the table of contents. */
  readonly behindContents: boolean
}

/**
 * Look a tree over.
 *
 * @param root Tree.
 * @returns What is in it.
 */
export function survey(root: Root): Survey {
  const faces = new Set<FaceName>(['sans', 'bold'])
  const anchors = new Set<string>()
  const definitions = new Map<string, string>()
  const look = (node: Nodes, strong: boolean, emphasis: boolean): void => {
    if (node.type === 'heading' && node.data?.anchor !== undefined) anchors.add(node.data.anchor)
    if (node.type === 'finding') anchors.add(node.anchor)
    if (node.type === 'definition') definitions.set(node.identifier, node.url)
    if (node.type === 'inlineCode' || node.type === 'code') faces.add(faceName({strong, emphasis, code: true}))
    if (node.type === 'text' || node.type === 'image') faces.add(faceName({strong, emphasis, code: false}))
    if (!('children' in node)) return
    const head = node.type === 'table' ? node.children[0] : null
    for (const child of node.children)
      look(child, strong || node.type === 'strong' || node.type === 'heading' || child === head, emphasis || node.type === 'emphasis')
  }
  look(root, false, false)
  const headings = list(root, anchors)
  return {faces, anchors, definitions, headings, sections: new Map(headings.map(section => [section.node, section]))}
}

function list(root: Root, anchors: ReadonlySet<string>): readonly Section[] {
  const sections: Section[] = []
  const named = new Set<string>()
  let behindContents = false
  const look = (node: Nodes, place: Section['place']): void => {
    if (node.type === 'contents') behindContents = true
    if (node.type === 'heading') {
      const anchor = node.data?.anchor
      // Headings without an anchor still need a destination for the table of contents; a repeated one keeps the first.
      const name = anchor !== undefined && !named.has(anchor) ? anchor : unused(`heading-${sections.length + 1}`, anchors)
      named.add(name)
      sections.push({node, name, words: wordsOf(node.children), place, behindContents})
    } else if (node.type !== 'paragraph' && node.type !== 'table' && 'children' in node) {
      const inside = node.type === 'root' ? 'root' : node.type === 'finding' && place === 'root' ? 'finding' : 'nested'
      for (const child of node.children) look(child, inside)
    }
  }
  look(root, 'root')
  return sections
}

function unused(name: string, anchors: ReadonlySet<string>): string {
  return anchors.has(name) ? unused(`${name}-`, anchors) : name
}
