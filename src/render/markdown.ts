import type {List, Parent, PhrasingContent, Root, RootContent} from 'mdast'
import type {Unsafe} from 'mdast-util-to-markdown'
import {barsTable, list, paragraph, table} from './build.ts'
import {contentsOf} from './mdast.ts'
import type {Chart} from './nodes.ts'

/**
 * Write a tree as Markdown that GitHub and GitLab read: our nodes become tables, lists and strong text.
 *
 * @param root Tree.
 * @returns Markdown.
 */
export async function toMarkdown(root: Root): Promise<string> {
  const [{toMarkdown: serialise}, {gfmTableToMarkdown}] = await Promise.all([
    import('mdast-util-to-markdown'),
    import('mdast-util-gfm-table')
  ])
  const targets = linked(root)
  const plain: Root = {type: 'root', children: root.children.flatMap(node => plainBlock(node, root, targets))}
  return serialise(plain, {
    bullet: '-',
    emphasis: '_',
    rule: '-',
    fences: true,
    listItemIndent: 'one',
    extensions: [gfmTableToMarkdown({tablePipeAlign: false}), {unsafe: [...platforms]}]
  })
}

/** Constructs whose text is no phrasing, so that nothing in it is escaped. */
const outside: Unsafe['notInConstruct'] = ['autolink', 'destinationLiteral', 'destinationRaw', 'reference', 'titleQuote', 'titleApostrophe']

/** What GitHub and GitLab read beyond CommonMark, and would make of log text: strikethrough, literal links and addresses. */
const platforms: readonly Unsafe[] = [
  {character: '~', inConstruct: 'phrasing', notInConstruct: outside},
  {character: ':', before: '[ps]', after: '\\/', inConstruct: 'phrasing', notInConstruct: outside},
  {character: '.', before: '[Ww]', after: '[\\-.\\w]', inConstruct: 'phrasing', notInConstruct: outside},
  {character: '@', before: '[+\\-.\\w]', after: '[\\-.\\w]', inConstruct: 'phrasing', notInConstruct: outside}
]

/** Anchors that something in the tree links to; others would only be noise in the source. */
function linked(root: Root): ReadonlySet<string> {
  const targets = new Set<string>()
  const pending: unknown[] = [root]
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    const {type, url, children} = node as {type: string; url?: string; children?: readonly unknown[]}
    if (type === 'link' && url?.startsWith('#')) targets.add(url.slice(1))
    if (type === 'contents') for (const heading of contentsOf(root)) targets.add(heading.data?.anchor ?? '')
    if (children) for (const child of children) pending.push(child)
  }
  return targets
}

function plainBlock(node: RootContent, root: Root, targets: ReadonlySet<string>): RootContent[] {
  if (node.type === 'finding' || node.type === 'cover') return node.children.flatMap(child => plainBlock(child, root, targets))
  if (node.type === 'chart') return node.told ? [] : [chartTable(node)]
  if (node.type === 'bars')
    return node.told
      ? []
      : [{type: 'paragraph', children: [{type: 'strong', children: [{type: 'text', value: node.title}]}]}, barsTable(node)]
  if (node.type === 'contents') return [contentsList(root)]
  if (node.type === 'heading') {
    const name = node.data?.anchor
    const {data: _, ...heading} = node
    const shown = plainInline(heading) as RootContent
    return name !== undefined && targets.has(name) ? [{type: 'html', value: `<a id="${name}"></a>`}, shown] : [shown]
  }
  return [plainInline(node) as RootContent]
}

/** Badges are inline and may stand at any depth. */
function plainInline<Node extends {readonly type: string}>(node: Node): Node | PhrasingContent {
  if (node.type === 'badge') return {type: 'strong', children: [{type: 'text', value: (node as unknown as {value: string}).value}]}
  if (!('children' in node)) return node
  const {children} = node as unknown as Parent
  return {...node, children: (node.type === 'tableCell' ? children.map(plainCode) : children).map(child => plainInline(child))}
}

/** In the code of a cell, a bar needs a backslash before it, so that a backslash before a bar cannot be written. */
function plainCode(node: RootContent): RootContent {
  return node.type === 'inlineCode' && node.value.includes('\\|') ? {type: 'text', value: node.value} : node
}

function chartTable(chart: Chart): RootContent {
  const all = chart.parts.reduce((sum, part) => sum + part.value, 0)
  return table(
    [chart.title, 'Checks', ''],
    chart.parts
      .filter(part => part.value > 0)
      .map(part => [part.label, `${part.value} of ${all}`, '█'.repeat(Math.max(1, Math.round((20 * part.value) / all)))]),
    [null, 'right', null]
  )
}

function contentsList(root: Root): List {
  return list(
    false,
    contentsOf(root).map(heading => [
      paragraph({type: 'link', url: `#${heading.data?.anchor ?? ''}`, children: heading.children.map(child => plainInline(child)) as never})
    ])
  )
}
