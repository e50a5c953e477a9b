import type {Element, ElementContent, Root as HastRoot} from 'hast'
import type {Root} from 'mdast'
import {barsTable} from '../build.ts'
import {contentsOf, headingsOf, textOf} from '../mdast.ts'
import type {Badge, Bars, Chart, Cover, FindingBlock} from '../nodes.ts'
import {schema} from './schema.ts'
import {style, styleHash} from './style.ts'

/** What an HTML document says of itself. */
export interface HtmlOptions {
  /** Title of the window. */
  readonly title: string
  /** One sentence for search engines and link previews. */
  readonly description?: string
}

type Properties = Element['properties']

/**
 * Write a tree as one HTML file: no request, no script, a content security policy that allows its own style sheet
 * only. Everything that came through the tree is sanitised before it is written.
 *
 * @param root Tree.
 * @param options What the document says of itself.
 * @returns HTML.
 */
export async function toHtml(root: Root, options: HtmlOptions): Promise<string> {
  const [{toHast}, {sanitize}, {toHtml: serialise}] = await Promise.all([
    import('mdast-util-to-hast'),
    import('hast-util-sanitize'),
    import('hast-util-to-html')
  ])
  const body = toHast(root, {
    handlers: {
      badge: (_state: unknown, node: Badge) => badge(node),
      bars: (state: {one(node: unknown, parent: undefined): Element}, node: Bars) => state.one(barsTable(node), undefined),
      chart: (_state: unknown, node: Chart) => chart(node),
      contents: () => contents(root),
      cover: (state: {all(node: Cover): ElementContent[]}, node: Cover) => element('header', {className: ['cover']}, state.all(node)),
      finding: (state: {all(node: FindingBlock): ElementContent[]}, node: FindingBlock) => finding(state.all(node), node)
    } as never
  }) as HastRoot
  decorate(body, root)
  const safe = sanitize(body, schema) as HastRoot
  const policy = `default-src 'none'; style-src 'sha256-${styleHash}'; img-src data:; base-uri 'none'; form-action 'none'`
  const document: HastRoot = {
    type: 'root',
    children: [
      {type: 'doctype'},
      element('html', {lang: 'en'}, [
        element('head', {}, [
          element('meta', {charSet: 'utf-8'}),
          element('meta', {httpEquiv: ['Content-Security-Policy'], content: policy}),
          element('meta', {name: 'viewport', content: 'width=device-width, initial-scale=1'}),
          element('meta', {name: 'generator', content: 'benchscribe'}),
          ...(options.description === undefined ? [] : [element('meta', {name: 'description', content: options.description})]),
          element('title', {}, [{type: 'text', value: options.title}]),
          element('style', {}, [{type: 'text', value: style}])
        ]),
        element('body', {}, [element('main', {}, safe.children as ElementContent[])])
      ])
    ]
  }
  return `${serialise(document)}\n`
}

function element(tagName: string, properties: Properties, children: ElementContent[] = []): Element {
  return {type: 'element', tagName, properties, children}
}

function badge(node: Badge): Element {
  return element('span', {className: ['badge', node.tone]}, [{type: 'text', value: node.value}])
}

/** A stacked bar; the legend behind it says the same in words and numbers. */
function chart(node: Chart): Element {
  const all = node.parts.reduce((sum, part) => sum + part.value, 0)
  let at = 0
  const bars = node.parts
    .filter(part => part.value > 0)
    .map(part => {
      const width = (1000 * part.value) / all
      const bar = element('rect', {className: [part.tone], x: round(at), y: '0', width: round(width), height: '28'})
      at += width
      return bar
    })
  return element('figure', {}, [
    element('figcaption', {}, [{type: 'text', value: node.title}]),
    element('svg', {viewBox: '0 0 1000 28', preserveAspectRatio: 'none', ariaHidden: 'true', focusable: 'false'}, bars),
    element(
      'ul',
      {className: ['legend']},
      node.parts.map(part =>
        element('li', {}, [
          element('span', {className: ['swatch', part.tone], ariaHidden: 'true'}),
          {type: 'text', value: `${part.label}: ${part.value} of ${all}`}
        ])
      )
    )
  ])
}

function round(value: number): string {
  return String(Math.round(value * 100) / 100)
}

/** Links to the headings of depth 2. */
function contents(root: Root): Element {
  const items = contentsOf(root).map(heading =>
    element('li', {}, [element('a', {href: `#${heading.data?.anchor ?? ''}`}, [{type: 'text', value: textOf(heading)}])])
  )
  return element('nav', {ariaLabel: 'Contents'}, [element('ul', {}, items)])
}

/** The heading folds what is under it. */
function finding(children: ElementContent[], node: FindingBlock): Element {
  const elements = children.filter(child => child.type === 'element')
  const [heading, ...rest] = elements
  const severity = node.facets['severity']
  const outcome = node.facets['outcome']
  const mark =
    severity !== undefined && severity !== 'none' && outcome === 'fail'
      ? [element('span', {className: ['badge', severity]}, [{type: 'text', value: severity}])]
      : []
  const facets = Object.fromEntries(
    Object.entries(node.facets).map(([name, value]) => [`data${name.charAt(0).toUpperCase()}${name.slice(1)}`, value])
  )
  return element('details', {className: ['finding'], ...facets, ...(node.open ? {open: true} : {})}, [
    element('summary', {}, [...(heading ? [heading] : []), ...mark]),
    ...rest
  ])
}

/** What mdast-util-to-hast does not know: ids of headings, tables that may be wider than the window. */
function decorate(body: HastRoot, root: Root): void {
  const anchors = headingsOf(root).map(heading => heading.data?.anchor)
  let next = 0
  let tables = 0
  const visit = (parent: HastRoot | Element): void => {
    parent.children = (parent.children as ElementContent[]).map(child => {
      if (child.type !== 'element') return child
      visit(child)
      if (child.tagName !== 'table') return child
      tables++
      return element('div', {className: ['table'], tabIndex: 0, role: 'region', ariaLabel: `Table ${tables}`}, [child])
    })
  }
  // Headings come in document order in both trees.
  const number = (parent: HastRoot | Element): void => {
    for (const child of parent.children) {
      if (child.type !== 'element') continue
      if (/^h[1-6]$/.test(child.tagName)) {
        const anchor = anchors[next++]
        if (anchor !== undefined) child.properties['id'] = anchor
      }
      for (const name of ['align']) {
        if (child.properties[name] === 'right') child.properties['className'] = ['right']
        delete child.properties[name]
      }
      number(child)
    }
  }
  number(body)
  visit(body)
}
