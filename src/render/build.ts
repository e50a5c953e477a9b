import type {
  BlockContent,
  Code,
  Heading,
  InlineCode,
  Link,
  List,
  ListItem,
  Paragraph,
  PhrasingContent,
  Strong,
  Table,
  TableCell,
  Text
} from 'mdast'
import type {Badge, Bars, Shade, Tone} from './nodes.ts'
import {oneLine, visible} from './visible.ts'

/*
 * Builders of the nodes that blocks are made of. Text of a log enters a tree here and only here, as the value of a
 * text or code node: no output language can take it for structure.
 */

/** Text from a log or from us, on one line. */
export function text(value: string): Text {
  return {type: 'text', value: oneLine(value)}
}

/** A value as it stands in a log: in code, so that no reader takes it for a mention, a link or an emoji. */
export function value(value: string): InlineCode {
  // Markdown has no code without text.
  return {type: 'inlineCode', value: oneLine(value) || '–'}
}

/** Strong text. */
export function strong(value: string): Strong {
  return {type: 'strong', children: [text(value)]}
}

/** A coloured word. */
export function badge(tone: Tone, word: string): Badge {
  return {type: 'badge', tone, value: word}
}

/** A paragraph. */
export function paragraph(...children: readonly (PhrasingContent | string)[]): Paragraph {
  return {type: 'paragraph', children: children.map(child => (typeof child === 'string' ? keepBlanks(child) : child))}
}

/** Our own words between other nodes keep the blanks at their ends. */
function keepBlanks(words: string): Text {
  return {type: 'text', value: visible(words)}
}

/** A heading. */
export function heading(depth: Heading['depth'], anchor: string, ...children: readonly (PhrasingContent | string)[]): Heading {
  return {type: 'heading', depth, data: {anchor}, children: paragraph(...children).children}
}

/** A code block; line breaks stay, everything hidden shows. */
export function code(value: string, lang: string | null = null): Code {
  return {type: 'code', lang, value: visible(value.replace(/\r\n?/g, '\n'))}
}

/** A list. */
export function list(ordered: boolean, items: readonly (readonly BlockContent[])[]): List {
  return {
    type: 'list',
    ordered,
    spread: false,
    children: items.map((children): ListItem => ({type: 'listItem', spread: false, children: [...children]}))
  }
}

/** A link inside the document. */
export function jump(anchor: string, ...children: readonly (PhrasingContent | string)[]): Link {
  return {type: 'link', url: `#${anchor}`, children: paragraph(...children).children as Link['children']}
}

/** A link to a page; only for addresses from our own catalogue. */
export function page(url: string): Link {
  return {type: 'link', url, children: [{type: 'text', value: url}]}
}

/** What a cell is made of. */
export type Cell = string | PhrasingContent | ShadedCell | readonly (PhrasingContent | string)[]

/** A cell with a tint. */
interface ShadedCell {
  readonly type: 'shaded'
  readonly words: string
  readonly shade: Shade
}

/** A cell that is tinted by how much stands in it. */
export function shaded(words: string, tone: Tone, weight: number): ShadedCell {
  return {type: 'shaded', words, shade: {tone, weight}}
}

/** The table that says what bars show. */
export function barsTable({by, rows}: Bars): Table {
  const heads = rows[0]?.parts.map(({label}) => label) ?? []
  return table(
    [by, ...heads, 'all'],
    rows.map(({label, parts}) => [label, ...parts.map(({value}) => String(value)), String(parts.reduce((sum, {value}) => sum + value, 0))]),
    [null, ...heads.map(() => 'right' as const), 'right']
  )
}

/** A table. */
export function table(head: readonly string[], rows: readonly (readonly Cell[])[], align: Table['align'] = null): Table {
  return {
    type: 'table',
    align: align ?? head.map(() => null),
    children: [row(head), ...rows.map(row)].map(cells => ({type: 'tableRow', children: cells}))
  }
}

function row(cells: readonly Cell[]): TableCell[] {
  return cells.map(cell => {
    if (typeof cell === 'string') return {type: 'tableCell', children: cell === '' ? [] : [text(cell)]}
    if ('type' in cell)
      return cell.type === 'shaded'
        ? {type: 'tableCell', children: cell.words === '' ? [] : [text(cell.words)], data: {shade: cell.shade}}
        : {type: 'tableCell', children: [cell]}
    return {type: 'tableCell', children: paragraph(...cell).children}
  })
}

/**
 * Read our own catalogue texts: plain sentences with `code` between backticks, and nothing else.
 *
 * @param words Catalogue text.
 * @returns Text and code nodes.
 */
export function words(words: string): PhrasingContent[] {
  return words
    .split('`')
    .flatMap((part, index): PhrasingContent[] =>
      part === '' ? [] : index % 2 === 1 ? [{type: 'inlineCode', value: part}] : [{type: 'text', value: part}]
    )
}
