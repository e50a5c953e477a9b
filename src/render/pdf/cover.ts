import type {Heading, Paragraph, RootContent} from 'mdast'
import type {Cover} from '../nodes.ts'
import {breakPage, type Column, type Flow, fresh, pour, space} from './flow.ts'
import {drawHeading, name} from './heading.ts'
import {toPieces, wordsOf} from './inline.ts'
import {box, drawLines} from './ink.ts'
import {plainLines} from './legend.ts'
import {type Line, toLines} from './lines.ts'
import {drawLogo, logoPlace} from './logo.ts'
import {colours, gaps, type Setting, settings} from './theme.ts'

/** How titles are set: the longer, the smaller. */
const titles: readonly (Setting & {readonly most: number})[] = [
  {size: 31, leading: 39, most: 3},
  {size: 23, leading: 30, most: 5},
  {size: 15, leading: 20, most: 9},
  {size: 10, leading: 14, most: 22}
]
/** The ground of the title ends here at least. */
const leastGround = 320
/** Room below the title, on its ground. */
const below = 42

/**
 * Draw a cover: the title on a coloured ground, what the document says in larger words, then what else it holds.
 *
 * @param flow Flow.
 * @param node Cover.
 * @param column Where it goes; only directly in the document is it a page of its own.
 * @param drawBlocks What draws blocks.
 */
export function drawCover(
  flow: Flow,
  node: Cover,
  column: Column,
  drawBlocks: (flow: Flow, nodes: readonly RootContent[], column: Column) => void
): void {
  const [title, ...rest] = node.children
  if (column.parent !== flow.canvas.root || title?.type !== 'heading') {
    drawBlocks(flow, node.children, column)
    return
  }
  if (!fresh(flow)) breakPage(flow, true)
  drawTitle(flow, title, column)
  const [first, ...others] = rest
  if (first?.type !== 'paragraph') {
    drawBlocks(flow, rest, column)
    return
  }
  drawLede(flow, first, column)
  drawBlocks(flow, others, column)
}

function drawTitle(flow: Flow, title: Heading, column: Column): void {
  const {canvas, faces, sheet} = flow
  const words = wordsOf(title.children)
  const tried = titles.map(setting => ({setting, lines: plainLines(faces.bold, words, setting.size, column.width, '#ffffff')}))
  const chosen = words === '' ? undefined : tried.find(({setting, lines}) => lines.length <= setting.most)
  if (chosen === undefined) {
    // A title as long as a chapter is no poster.
    drawHeading(flow, title, column)
    return
  }
  const {setting, lines} = chosen
  const logo = logoPlace(flow)
  const height = lines.length * setting.leading
  const top = Math.max(leastGround - below - height, logo === null ? 96 : logo.y + logo.height + 56)
  const ground = top + height + below
  name(flow, title)
  flow.depth = 1
  if (canvas.draws) {
    canvas.artifact(
      [
        box(0, 0, sheet.width, ground, colours.accent),
        box(0, ground, sheet.width, 5, colours.highlight),
        box(column.x, top - 22, 44, 3.5, colours.highlight)
      ].join('\n')
    )
    drawLogo(flow)
    const element = canvas.element(column.parent, 'H1')
    drawLines(canvas, element, {lines, x: () => column.x, top, setting})
    canvas.close(element)
  }
  flow.y = ground + 5
  flow.gap = 0
  space(flow, 38)
}

/** The first paragraph says what the document says; it is set so that it is read. */
function drawLede(flow: Flow, node: Paragraph, column: Column): void {
  const setting = settings.lede
  const base = {size: setting.size, colour: colours.ink, bold: false}
  const lines: readonly Line[] = toLines(toPieces(node.children, base, flow.faces, flow.survey), column.width)
  const element = flow.canvas.element(column.parent, 'P')
  pour(flow, element, lines, {setting, x: column.x})
  flow.canvas.close(element)
  space(flow, gaps.paragraph + 9)
}
