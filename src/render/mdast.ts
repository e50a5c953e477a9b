import type {Heading, Link, Parent, PhrasingContent, Root, RootContent} from 'mdast'
import type {Report} from '../model/index.ts'
import {blocksOf} from './blocks/index.ts'
import './nodes.ts'
import {drawBadges} from './template/badges.ts'
import {type AskedBlock, type FillOptions, fill, type Template} from './template/index.ts'

const commented = /^<!-- benchscribe:block:(\d{1,6}) -->$/

/**
 * Make the tree that every document format is written from.
 *
 * @param report Report.
 * @param template Template.
 * @param options How the template is run.
 * @returns Markdown tree with our nodes; every heading has an anchor of its own.
 */
export async function toMdast(report: Report, template: Template, options: FillOptions = {}): Promise<Root> {
  const blocks = blocksOf(report)
  const frame = await fill(template, report, Object.keys(blocks), options)
  const root = await parseMarkdown(frame.markdown)
  drawBadges(root)
  root.children = root.children.flatMap((node): readonly RootContent[] => {
    if (node.type !== 'html') return [node]
    // Raw HTML has no place in a template: what it says could not be shown alike in every format.
    const index = commented.exec(node.value.trim())?.[1]
    const asked = index === undefined ? undefined : frame.blocks[Number(index)]
    return asked ? drawn(asked, () => blocks[asked.name]?.(report, asked.options) ?? []) : []
  }) as RootContent[]
  dropHtml(root)
  anchor(root)
  return root
}

function drawn(asked: AskedBlock, draw: () => readonly RootContent[]): readonly RootContent[] {
  try {
    return draw()
  } catch (error) {
    throw asked.wrong(error)
  }
}

async function parseMarkdown(markdown: string): Promise<Root> {
  const [{unified}, {default: remarkParse}, {gfmTable}, {gfmTableFromMarkdown}] = await Promise.all([
    import('unified'),
    import('remark-parse'),
    import('micromark-extension-gfm-table'),
    import('mdast-util-gfm-table')
  ])
  const processor = unified().use(remarkParse)
  processor.data('micromarkExtensions', [gfmTable()])
  processor.data('fromMarkdownExtensions', [gfmTableFromMarkdown()])
  return processor.parse(markdown) as Root
}

/** HTML inside paragraphs goes too, and images; markers stand on lines of their own. */
function dropHtml(parent: Parent): void {
  if (parent.children.some(isForeign)) parent.children = parent.children.filter(child => !isForeign(child))
  for (const child of parent.children) if ('children' in child && child.type !== 'finding') dropHtml(child as Parent)
}

function isForeign({type}: RootContent): boolean {
  return type === 'html' || type === 'image' || type === 'imageReference'
}

/** Give headings of the template an anchor from their words; those of blocks have theirs, unless a block comes twice. */
function anchor(root: Root): void {
  const used = new Set<string>()
  for (const heading of headingsOf(root)) {
    const own = heading.data?.anchor
    const base = own ?? `h-${slug(textOf(heading)) || 'section'}`
    let name = base
    for (let count = 2; used.has(name); count++) name = `${base}${own === undefined ? '-' : '-x'}${count}`
    used.add(name)
    heading.data = {...heading.data, anchor: name}
  }
  for (const node of root.children) {
    const [heading] = node.type === 'finding' ? node.children : []
    if (node.type === 'finding' && heading?.type === 'heading') node.anchor = heading.data?.anchor ?? node.anchor
  }
  unlink(root, used)
}

function slug(words: string): string {
  return words
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
}

/** A template may leave out what a block links to: the words stay, the link goes. */
function unlink(parent: Parent, anchors: ReadonlySet<string>): void {
  let broken = false
  for (const child of parent.children) {
    if ('children' in child) unlink(child as Parent, anchors)
    broken ||= leadsNowhere(child, anchors)
  }
  // Most parents keep their children: a new list for each would be a tenth of the work of a report.
  if (broken) parent.children = parent.children.flatMap(child => (leadsNowhere(child, anchors) ? (child as Link).children : [child]))
}

function leadsNowhere(node: RootContent, anchors: ReadonlySet<string>): boolean {
  return node.type === 'link' && node.url.startsWith('#') && !anchors.has(node.url.slice(1))
}

/**
 * List the headings of a tree in order, those of findings and covers included.
 *
 * @param root Tree.
 * @returns Headings.
 */
export function headingsOf(root: Root): readonly Heading[] {
  return root.children.flatMap((node): readonly Heading[] =>
    node.type === 'heading'
      ? [node]
      : node.type === 'finding' || node.type === 'cover'
        ? (node.children.filter(child => child.type === 'heading') as Heading[])
        : []
  )
}

/**
 * List the headings a table of contents names: those of depth 2 but its own.
 *
 * @param root Tree.
 * @returns Headings.
 */
export function contentsOf(root: Root): readonly Heading[] {
  return root.children.filter(
    (node, index): node is Heading => node.type === 'heading' && node.depth === 2 && root.children[index + 1]?.type !== 'contents'
  )
}

/**
 * Read the words of a node.
 *
 * @param node Node.
 * @returns Its text.
 */
export function textOf(node: {readonly children?: readonly unknown[]; readonly value?: unknown}): string {
  if (typeof node.value === 'string') return node.value
  return (node.children ?? []).map(child => textOf(child as PhrasingContent & {children?: readonly unknown[]})).join('')
}
