import type {Heading, RootContent} from 'mdast'
import {type Column, type Flow, fresh, need, pour, space} from './flow.ts'
import {toPieces} from './inline.ts'
import {box} from './ink.ts'
import {type Line, toLines} from './lines.ts'
import {colours, type HeadingSetting, headings} from './theme.ts'

/**
 * Break a heading into lines.
 *
 * @param flow Flow.
 * @param node Heading.
 * @param column Where it goes.
 * @returns Lines and how they are set.
 */
export function linesOfHeading(
  flow: Flow,
  node: Heading,
  column: Column
): {readonly lines: readonly Line[]; readonly setting: HeadingSetting} {
  const usual = headings[node.depth - 1] as HeadingSetting
  // A title of several lines in the size of a poster says no more than in a smaller one.
  const lines = set(flow, node, column, usual)
  if (node.depth > 1 || lines.length <= 3) return {lines, setting: usual}
  const setting = {...usual, size: 13, leading: 18}
  return {lines: set(flow, node, column, setting), setting}
}

function set(flow: Flow, node: Heading, column: Column, setting: HeadingSetting): readonly Line[] {
  return toLines(toPieces(node.children, {size: setting.size, colour: setting.colour, bold: true}, flow.faces, flow.survey), column.width)
}

/**
 * Draw a heading; name its place and add it to the outline.
 *
 * @param flow Flow.
 * @param node Heading.
 * @param column Where it goes.
 */
export function drawHeading(flow: Flow, node: Heading, column: Column): void {
  const {canvas} = flow
  const {lines, setting} = linesOfHeading(flow, node, column)
  space(flow, setting.before)
  need(flow, Math.min(lines.length, 2) * setting.leading)
  if (node.depth === 1 && fresh(flow) && flow.page === 1) {
    canvas.artifact(box(column.x, flow.y, 44, 3.5, colours.accent))
    flow.y += 14
  }
  name(flow, node)
  // A heading without words would be read out as nothing; its place stays.
  if (lines.length === 0) return
  // Readers who jump from heading to heading must not find a level left out.
  flow.depth = Math.min(node.depth, flow.depth + 1)
  const element = canvas.element(column.parent, `H${flow.depth}`)
  pour(flow, element, lines, {setting, x: column.x})
  canvas.close(element)
  if (node.depth === 2) {
    flow.y += 4
    canvas.artifact(box(column.x, flow.y, column.width, 0.7, colours.rule))
  }
  flow.gap = 0
  space(flow, setting.after)
}

/**
 * Give a heading that starts here its place: for links, for the outline and for the running heads.
 *
 * @param flow Flow.
 * @param node Heading.
 */
export function name(flow: Flow, node: Heading): void {
  const {canvas, survey, plan} = flow
  plan.pages.set(node, flow.page)
  const section = survey.sections.get(node)
  if (section === undefined) return
  if (node.depth === 2 && section.place === 'root') {
    flow.section = section.words
    if (fresh(flow) && !canvas.draws) plan.sections.set(flow.page, section.words)
  }
  if (!canvas.draws) return
  canvas.destination(section.name, Math.max(0, flow.y - 10))
  if (section.words !== '') canvas.bookmark(section.words, node.depth, Math.max(0, flow.y - 10))
}

/**
 * Tell how much room a block wants in front of it.
 *
 * @param node Block.
 * @returns Room.
 */
export function spaceBefore(node: RootContent): number {
  switch (node.type) {
    case 'heading':
      return headings[node.depth - 1]?.before ?? 0
    case 'finding':
      return 16
    case 'bars':
    case 'chart':
      return 12
    case 'table':
    case 'blockquote':
      return 9
    default:
      return 7
  }
}
