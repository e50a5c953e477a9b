import type {Heading, Parent, PhrasingContent, Root, RootContent} from 'mdast'
import type {Report} from '../model/index.ts'
import {blocksOf} from './blocks/index.ts'
import './nodes.ts'
import {fill, type Template, TemplateError} from './template/index.ts'

const commented = /^<!-- benchscribe:block:(\d{1,6}) -->$/

/**
 * Make the tree that every document format is written from.
 *
 * @param report Report.
 * @param template Template.
 * @returns Markdown tree with our nodes; every heading has an anchor of its own.
 */
export async function toMdast(report: Report, template: Template): Promise<Root> {
  const blocks = blocksOf(report)
  const frame = await fill(template, report, Object.keys(blocks))
  const root = await parseMarkdown(frame.markdown)
  root.children = root.children.flatMap((node): readonly RootContent[] => {
    if (node.type !== 'html') return [node]
    // Raw HTML has no place in a template: what it says could not be shown alike in every format.
    const index = commented.exec(node.value.trim())?.[1]
    const asked = index === undefined ? undefined : frame.blocks[Number(index)]
    return asked ? draw(asked) : []
  }) as RootContent[]
  dropHtml(root)
  anchor(root)
  return root

  function draw({name, options, line, column}: (typeof frame.blocks)[number]): readonly RootContent[] {
    try {
      return blocks[name]?.(report, options) ?? []
    } catch (error) {
      // A block says what is wrong in its options; where it stands is known here.
      if (!(error instanceof TypeError)) throw error
      throw new TemplateError(template.name, line, column + 1, `block "${name}": ${error.message}`, error)
    }
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
  parent.children = parent.children.filter(({type}) => type !== 'html' && type !== 'image' && type !== 'imageReference')
  for (const child of parent.children) if ('children' in child && child.type !== 'finding') dropHtml(child as Parent)
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
  parent.children = parent.children.flatMap((child): readonly RootContent[] => {
    if ('children' in child) unlink(child as Parent, anchors)
    return child.type === 'link' && child.url.startsWith('#') && !anchors.has(child.url.slice(1)) ? child.children : [child]
  })
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
