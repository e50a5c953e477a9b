import type {Root} from 'mdast'
import {contentsOf, headingsOf} from '../mdast.ts'
import {body} from './body.ts'
import {dataOf} from './data.ts'
import type {Document} from './document.ts'
import {wrapped} from './inline.ts'
import {type Logo, logo} from './logo.ts'
import {countFacets, type Item, itemsOf} from './items.ts'
import {script, scriptHash} from './script/index.ts'
import {type HtmlSink, htmlSink} from './sink.ts'
import {style, styleHash} from './style.ts'

/** What an HTML document says of itself. */
export interface HtmlOptions {
  /** Title of the window. */
  readonly title: string
  /** One sentence for search engines and link previews. */
  readonly description?: string
  /** Picture above the title. */
  readonly logo?: Logo
}

/** With more findings than this all of them come folded: a page as long as a street helps nobody. */
const mostUnfolded = 500
/** With more findings than this the page holds them as data: browsers take seconds to lay so many out. */
const mostOnPage = 10_000

/**
 * Write a tree as one HTML file: no request, and a content security policy that allows its own style sheet and script
 * only. Elements come from the nodes that we know; every text goes through the one function that escapes, every
 * address through the one that checks it. Only documents with findings have the script and controls, and all findings
 * can be read without them.
 *
 * @param root Tree.
 * @param options What the document says of itself.
 * @returns HTML.
 */
export function toHtml(root: Root, options: HtmlOptions): string {
  const items = itemsOf(root)
  const filtered = {items, facets: countFacets(items), paged: items.length > mostOnPage}
  const document: Document = {
    definitions: definitionsOf(root),
    contents: contentsOf(root),
    ids: headingIds(root, items),
    items: new Set(items),
    unfold: items.length <= mostUnfolded,
    tables: 0
  }
  const sink = htmlSink()
  sink.doctype()
  wrapped(
    sink,
    'html',
    () => {
      wrapped(sink, 'head', () => head(sink, options, items.length > 0))
      sink.line()
      wrapped(sink, 'body', () => {
        if (items.length > 0) wrapped(sink, 'a', () => sink.text('Skip to the findings'), {class: 'skip', href: '#c-findings'})
        wrapped(
          sink,
          'main',
          () => {
            if (options.logo !== undefined) logo(sink, options.logo)
            body(sink, root, document, filtered)
          },
          document.unfold ? undefined : {class: 'many'}
        )
        if (filtered.paged) sink.raw('script', dataOf(root, filtered.facets, document), {type: 'application/json', id: 'c-data'})
        if (items.length > 0) sink.raw('script', script)
      })
    },
    {lang: 'en'}
  )
  sink.line()
  return sink.result()
}

function head(sink: HtmlSink, {title, description}: HtmlOptions, scripted: boolean): void {
  const policy = `default-src 'none'; style-src 'sha256-${styleHash}'; ${scripted ? `script-src 'sha256-${scriptHash}'; ` : ''}img-src data:; base-uri 'none'; form-action 'none'`
  sink.empty('meta', {charset: 'utf-8'})
  sink.empty('meta', {'http-equiv': 'Content-Security-Policy', content: policy})
  sink.empty('meta', {name: 'viewport', content: 'width=device-width, initial-scale=1'})
  sink.empty('meta', {name: 'color-scheme', content: 'light dark'})
  sink.empty('meta', {name: 'generator', content: 'benchscribe'})
  if (description !== undefined) sink.empty('meta', {name: 'description', content: description})
  wrapped(sink, 'title', () => sink.text(title))
  sink.raw('style', style)
}

/** Ids of headings, but those of findings, which stand on the whole finding. */
function headingIds(root: Root, items: readonly Item[]): Set<string> {
  const anchors = new Set(headingsOf(root).flatMap(({data}) => data?.anchor ?? []))
  for (const item of items) if (item.type === 'finding') anchors.delete(item.anchor)
  return anchors
}

/** Addresses of link definitions; the first of a name counts. */
function definitionsOf(root: Root): ReadonlyMap<string, string> {
  const known = new Map<string, string>()
  for (const node of root.children) if (node.type === 'definition' && !known.has(node.identifier)) known.set(node.identifier, node.url)
  return known
}
