import {type Blocks, noBlocks} from './lines.ts'

const signs = /^[ \t]{0,3}(?:#{1,6}[ \t]|```|~~~|[=-]{3,}[ \t]*$|<!--)|\*\*\S/m
/** Deeper quotes and lists than this are no document that people write; the parser's work grows with depth. */
const deepest = 12
const nested = /^(?:[ \t]*(?:>|[-*+]|\d{1,9}[.)])){13,}|^[ \t]{48,}\S.*$/gm

/**
 * Find the blocks of a Markdown document: fenced code, headings, comments.
 *
 * @param text Text.
 * @returns Blocks by line; none when the text shows no sign of Markdown.
 */
export async function blocksOf(text: string): Promise<Blocks> {
  if (!signs.test(text)) return noBlocks
  // Loaded here so that who only reads logs does not pay for it.
  const [{unified}, {default: remarkParse}] = await Promise.all([import('unified'), import('remark-parse')])
  // Words inside a block are read line by line; without the inline constructs the parser's work stays linear.
  const inline = {
    disable: {null: ['attention', 'autolink', 'codeText', 'htmlText', 'labelStartLink', 'labelStartImage', 'labelEnd', 'definition']}
  }
  const tree = unified()
    .data('micromarkExtensions' as never, [inline] as never)
    .use(remarkParse)
    .parse(text.replace(nested, hit => ' '.repeat(hit.length)))
  return collect(tree, text)
}

/** What is read of a node of the parser's tree. */
interface Node {
  readonly type: string
  readonly depth?: number | undefined
  readonly value?: string | undefined
  readonly children?: readonly Node[] | undefined
  readonly position?:
    | {readonly start: {readonly line: number; readonly offset?: number | undefined}; readonly end: {readonly line: number}}
    | undefined
}

function collect(tree: Node, text: string): Blocks {
  const code = new Set<number>()
  const hidden = new Set<number>()
  const headings = new Map<number, number>()
  const pending: {readonly node: Node; readonly depth: number}[] = [{node: tree, depth: 0}]
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const {node, depth} = next
    const first = node.position?.start.line ?? 1
    const last = node.position?.end.line ?? first
    if (node.type === 'code' && /^(?:```|~~~)/.test(text.slice(node.position?.start.offset ?? 0, (node.position?.start.offset ?? 0) + 3)))
      for (let line = first; line <= last; line++) code.add(line)
    else if (node.type === 'heading' && last - first <= 1) {
      headings.set(first, node.depth ?? 1)
      // The underline of a heading; a whole paragraph above a line of dashes is none.
      if (last > first) hidden.add(last)
    } else if (node.type === 'html' && node.value?.startsWith('<!--')) for (let line = first; line <= last; line++) hidden.add(line)
    if (depth < deepest) for (const child of node.children ?? []) pending.push({node: child, depth: depth + 1})
  }
  return {code, hidden, headings}
}
