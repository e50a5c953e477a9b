import type {Blockquote, Heading, List, ListItem, Paragraph, RootContent} from 'mdast'
import type {FindingBlock} from '../nodes.ts'
import {drawBars, leadOfBars} from './bars.ts'
import {drawChart, heightOfChart} from './chart.ts'
import {drawCode, leadOfCode} from './code.ts'
import {drawContents} from './contents.ts'
import {drawCover} from './cover.ts'
import {breakPage, closeRail, type Column, type Flow, fresh, need, openRail, pour, room, shapeWords, space} from './flow.ts'
import {drawHeading, linesOfHeading, spaceBefore} from './heading.ts'
import {toPieces} from './inline.ts'
import {baseline, box, label} from './ink.ts'
import {type Line, toLines} from './lines.ts'
import {drawTable, leadOfTable} from './table.ts'
import {colours, gaps, settings} from './theme.ts'

const {body} = settings

/**
 * Draw blocks one under the other.
 *
 * @param flow Flow.
 * @param nodes Blocks.
 * @param column Where they go.
 */
export function drawBlocks(flow: Flow, nodes: readonly RootContent[], column: Column): void {
  nodes.forEach((node, index) => {
    // A cover is a page of its own.
    if (column.parent === flow.canvas.root && !fresh(flow) && drawn(node) && nodes.slice(0, index).findLast(drawn)?.type === 'cover')
      breakPage(flow)
    // What announces the next block stays on its page.
    if (announces(node) && !fresh(flow) && !flow.tight && lead(flow, nodes, index, column) > room(flow, spaceBefore(node))) breakPage(flow)
    if (node.type === 'finding') drawFinding(flow, node, column, {ruled: nodes[index - 1]?.type !== 'heading'})
    else drawBlock(flow, node, column)
  })
}

function drawBlock(flow: Flow, node: Exclude<RootContent, FindingBlock>, column: Column): void {
  switch (node.type) {
    case 'heading':
      drawHeading(flow, node, column)
      return
    case 'paragraph':
      drawParagraph(flow, node, column)
      return
    case 'code':
      drawCode(flow, node.value, column)
      return
    case 'list':
      drawList(flow, node, column)
      return
    case 'table':
      drawTable(flow, node, column)
      return
    case 'blockquote':
      drawQuote(flow, node, column)
      return
    case 'chart':
      drawChart(flow, node, column)
      return
    case 'cover':
      drawCover(flow, node, column, drawBlocks)
      return
    case 'bars':
      drawBars(flow, node, column)
      return
    case 'contents':
      drawContents(flow, column)
      return
    case 'thematicBreak':
      drawRule(flow, column)
      return
    case 'listItem':
      drawBlocks(flow, node.children, column)
      return
    case 'text':
    case 'inlineCode':
    case 'strong':
    case 'emphasis':
    case 'delete':
    case 'link':
    case 'badge':
      drawParagraph(flow, {type: 'paragraph', children: [node]}, column)
      return
    default:
      // HTML, definitions and the like are not for paper.
      return
  }
}

/**
 * Tell whether a block leaves anything on paper.
 *
 * @param node Block.
 * @returns Whether it does.
 */
export function drawn(node: RootContent): boolean {
  return node.type !== 'html' && node.type !== 'definition'
}

/** A heading, a finding, or a paragraph that is a label or a line of badges: what comes next belongs to it. */
function announces(node: RootContent): boolean {
  if (node.type !== 'paragraph') return node.type === 'heading' || node.type === 'finding'
  const [first] = node.children
  const last = node.children.at(-1)
  if (last?.type === 'text' && last.value.endsWith(':')) return true
  return first?.type === 'badge' || (first?.type === 'strong' && node.children.length === 1)
}

/** So many headings in a row are kept together at most; labels and findings count half. */
const longestLead = 5

/** Height of what has to stand together, from a block on. */
function lead(flow: Flow, nodes: readonly RootContent[], index: number, column: Column, steps = 0): number {
  const node = nodes[index]
  if (node === undefined || steps > longestLead) return 0
  switch (node.type) {
    case 'heading': {
      const {lines, setting} = linesOfHeading(flow, node, column)
      const next = nodes[index + 1]
      return (
        lines.length * setting.leading +
        (node.depth === 2 ? 5 : 0) +
        (next ? Math.max(setting.after, spaceBefore(next)) : 0) +
        lead(flow, nodes, index + 1, column, steps + 1)
      )
    }
    case 'finding':
      return 14 + lead(flow, node.children, 0, column, steps + 0.5)
    case 'paragraph':
      return announces(node)
        ? linesOf(flow, node, column).length * body.leading + gaps.paragraph + lead(flow, nodes, index + 1, column, steps + 0.5)
        : Math.min(2, linesOf(flow, node, column).length) * body.leading
    case 'code':
      return leadOfCode(node.value)
    case 'table':
      return leadOfTable(flow, node, column)
    case 'list':
      return node.children[0] ? lead(flow, node.children[0].children, 0, inner(column, 16)) : 0
    case 'blockquote':
      return lead(flow, node.children, 0, quoted(column)) + 2 * quotePadding
    case 'chart':
      return heightOfChart(flow, node, column)
    case 'cover':
      return lead(flow, node.children, 0, column)
    case 'bars':
      return leadOfBars(flow, node, column)
    default:
      return body.leading
  }
}

function linesOf(flow: Flow, node: Paragraph, column: Column): readonly Line[] {
  const known = flow.plan.lines.get(node)
  if (known?.width === column.width) return known.lines
  const lines = toLines(toPieces(node.children, {size: body.size, colour: colours.ink, bold: false}, flow.faces, flow.survey), column.width)
  flow.plan.lines.set(node, {width: column.width, lines})
  return lines
}

function drawParagraph(flow: Flow, node: Paragraph, column: Column): void {
  const lines = linesOf(flow, node, column)
  if (lines.length === 0) return
  space(flow, gaps.paragraph)
  const element = flow.canvas.element(column.parent, 'P')
  pour(flow, element, lines, {setting: body, x: column.x})
  flow.canvas.close(element)
  space(flow, gaps.paragraph)
}

function drawRule(flow: Flow, column: Column): void {
  space(flow, 12)
  need(flow, 1)
  flow.canvas.artifact(box(column.x, flow.y, column.width, 0.6, colours.rule))
  flow.y += 0.6
  space(flow, 12)
}

/** A narrower column; what is nested deep keeps enough room for words. */
function inner(column: Column, indent: number): Column {
  const step = column.width - indent < 140 ? 0 : indent
  return {...column, x: column.x + step, width: column.width - step}
}

/** Room above and below the words of a quotation, on its ground. */
const quotePadding = 6

/** Where the words of a quotation go. */
function quoted(column: Column): Column {
  const place = inner(column, 14)
  return place.x === column.x ? place : {...place, width: place.width - 10}
}

function drawQuote(flow: Flow, node: Blockquote, column: Column): void {
  space(flow, gaps.block)
  const place = quoted(column)
  need(flow, lead(flow, node.children, 0, place) + 2 * quotePadding)
  const parent = flow.canvas.element(column.parent, 'BlockQuote')
  openRail(flow, node, column.x, column.width)
  flow.y += quotePadding
  flow.tight = true
  drawBlocks(flow, node.children, {...place, parent})
  flow.tight = false
  flow.y += Math.min(quotePadding, Math.max(0, flow.sheet.bottom - flow.y))
  closeRail(flow)
  flow.canvas.close(parent)
  space(flow, gaps.block)
}

function drawList(flow: Flow, node: List, column: Column): void {
  if (node.children.length === 0) return
  space(flow, gaps.paragraph)
  const list = flow.canvas.element(column.parent, 'L', {numbering: node.ordered ? 'Decimal' : 'Disc'})
  const start = node.start ?? 1
  const labels = node.children.map((item, index) =>
    typeof item.checked === 'boolean' ? (item.checked ? '☑' : '☐') : node.ordered ? `${start + index}.` : '•'
  )
  const widest = Math.max(...labels.map(text => shapeWords(flow.faces.sans, text).width * body.size))
  node.children.forEach((item, index) => {
    drawItem(flow, item, {column: {...column, parent: list}, text: labels[index] ?? '•', indent: Math.max(14, widest + 6)})
    space(flow, node.spread ? gaps.paragraph : gaps.item)
  })
  flow.canvas.close(list)
  space(flow, gaps.paragraph)
}

interface Marker {
  readonly column: Column
  readonly text: string
  readonly indent: number
}

function drawItem(flow: Flow, item: ListItem, {column, text, indent}: Marker): void {
  const {canvas} = flow
  const words = shapeWords(flow.faces.sans, text)
  const width = words.width * body.size
  need(flow, Math.max(body.leading, lead(flow, item.children, 0, inner(column, indent))))
  const element = canvas.element(column.parent, 'LI')
  const mark = canvas.element(element, 'Lbl')
  const place = inner(column, indent)
  const x = place.x === column.x ? column.x - width - 3 : /^\d/.test(text) ? place.x - 6 - width : column.x + 2
  if (canvas.draws) canvas.content(mark, label(x, baseline(flow.y, body), words, body.size, colours.muted))
  canvas.close(mark)
  const parent = canvas.element(element, 'LBody')
  const before = {page: flow.page, y: flow.y}
  flow.tight = true
  drawBlocks(flow, item.children, {...place, parent})
  flow.tight = false
  if (flow.page === before.page && flow.y === before.y) flow.y += body.leading
  flow.gap = 0
  canvas.close(parent)
  canvas.close(element)
}

function drawFinding(flow: Flow, node: FindingBlock, column: Column, {ruled}: {readonly ruled: boolean}): void {
  if (ruled) {
    space(flow, 16)
    if (!fresh(flow)) {
      need(flow, 6)
      flow.canvas.artifact(box(column.x, flow.y, column.width, 0.5, colours.rule))
      flow.y += 0.5
      flow.gap = 9
    }
  }
  const parent = flow.canvas.element(column.parent, 'Sect')
  if (!named(flow, node)) flow.canvas.destination(node.anchor, Math.max(0, flow.y - 12))
  drawBlocks(flow, node.children, {...column, parent})
  flow.canvas.close(parent)
  space(flow, 16)
}

/** Whether the heading of a finding has its anchor. */
function named(flow: Flow, node: FindingBlock): boolean {
  return node.children.some(child => child.type === 'heading' && flow.survey.sections.get(child as Heading)?.name === node.anchor)
}
