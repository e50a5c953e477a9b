import type {Nodes} from 'mdast'
import type {Page} from 'playwright-core'
import {expect} from 'vitest'

/** A node without its place in a file: type, own text, what else it has, children. */
export interface Shape {
  readonly type: string
  readonly text?: string
  readonly facts?: Readonly<Record<string, unknown>>
  readonly children?: readonly Shape[]
}

/** Anchors are made from ids: what they are called is no matter here. */
const anchors = /(<a id="|#)f-[a-z0-9-]+/g

export function shapeOf(node: Nodes): Shape {
  const {
    type,
    position: _,
    children,
    value,
    ...facts
  } = node as {
    type: string
    position?: unknown
    children?: readonly Nodes[]
    value?: string
  }
  return {
    type,
    ...(value === undefined ? {} : {text: value.replace(anchors, '$1f')}),
    facts: JSON.parse(JSON.stringify(facts).replace(anchors, '$1f')) as Record<string, unknown>,
    ...(children === undefined ? {} : {children: children.map(shapeOf)})
  }
}

/** In a table of Markdown, code with `\|` in it is text: see src/render/markdown.ts. */
export function plainCode(parent: Shape, child: Shape): Shape {
  return parent.type === 'tableCell' && child.type === 'inlineCode' && child.text?.includes('\\|') ? {...child, type: 'text'} : child
}

/** `toEqual` is slow on large trees, and most are equal. */
export function same(found: Shape, expected: Shape): void {
  if (JSON.stringify(found) !== JSON.stringify(expected)) expect(leaves(found)).toEqual(leaves(expected))
}

/** One line for each node that holds none, with the way to it: short to read where two trees differ. */
export function leaves({type, text, facts, children}: Shape): readonly string[] {
  const own = `${type}${JSON.stringify(facts ?? {})}`
  return children
    ? [own, ...children.flatMap(child => leaves(child).map(line => `${type} ${line}`))]
    : [`${own} ${JSON.stringify(text ?? '')}`]
}

/** What does not show, whatever src/render/visible.ts says: controls, formats, surrogates, separators, nothing at all. */
export const unseen = /[^\P{Cc}\t\n]|[\p{Cf}\p{Cs}\p{Cn}\p{Zl}\p{Zp}]/u

/** The shape of the document on a page, or of HTML that is parsed there without being shown. */
export async function shown(page: Page, html: string | null = null): Promise<Shape> {
  const json = await page.evaluate((source: string | null) => {
    interface Found {
      nodeName: string
      nodeType: number
      data?: string
      attributes?: Iterable<{name: string; value: string}>
      childNodes: Iterable<Found>
    }
    const scope = globalThis as unknown as {
      document: Found
      DOMParser: new () => {parseFromString(html: string, type: string): Found}
    }
    const visit = (node: Found): object =>
      node.nodeType === 1 || node.nodeType === 9
        ? {
            type: node.nodeName,
            facts: Object.fromEntries([...(node.attributes ?? [])].map(({name, value}) => [name, value])),
            children: [...node.childNodes].map(visit)
          }
        : {type: node.nodeName, text: node.data ?? ''}
    return JSON.stringify(visit(source === null ? scope.document : new scope.DOMParser().parseFromString(source, 'text/html')))
  }, html)
  return JSON.parse(json.replace(/(#|":")f-[a-z0-9-]+/g, '$1f')) as Shape
}
