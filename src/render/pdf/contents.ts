import {type Column, type Flow, need, shapeWords, space} from './flow.ts'
import type {Style} from './inline.ts'
import {covers} from './inline.ts'
import {clean} from './clean.ts'
import {baseline, drawLines, label} from './ink.ts'
import {type Line, toLines} from './lines.ts'
import {shape} from './shape.ts'
import type {Section} from './survey.ts'
import {colours, gaps, settings} from './theme.ts'

const {entry: setting} = settings
/** Room for the number of the page. */
const numberWidth = 26
/** With more findings than this the table of contents ends with their sections. */
const mostFindings = 400

/**
 * Choose the headings of the table of contents.
 *
 * @param headings Headings of the document.
 * @returns Those behind it of depth 2 and 3, and those of findings unless there are too many.
 */
export function entriesOf(headings: readonly Section[]): readonly Section[] {
  const behind = headings.filter(section => section.behindContents && section.words !== '')
  const ofFindings = behind.filter(section => section.place === 'finding' && section.node.depth <= 4)
  const plain = behind.filter(section => section.place === 'root' && (section.node.depth === 2 || section.node.depth === 3))
  const chosen = new Set([...plain, ...(ofFindings.length <= mostFindings ? ofFindings : [])])
  return behind.filter(section => chosen.has(section))
}

/**
 * Draw the table of contents.
 *
 * @param flow Flow.
 * @param column Where it goes.
 */
export function drawContents(flow: Flow, column: Column): void {
  const entries = entriesOf(flow.survey.headings)
  if (entries.length === 0) return
  space(flow, gaps.paragraph)
  const parent = flow.canvas.element(column.parent, 'TOC')
  for (const section of entries) drawEntry(flow, section, {...column, parent})
  flow.canvas.close(parent)
  space(flow, gaps.block)
}

function drawEntry(flow: Flow, section: Section, column: Column): void {
  const {canvas, faces, plan} = flow
  const depth = section.node.depth
  const face = depth === 2 ? faces.bold : faces.sans
  const indent = Math.min(2, depth - 2) * 14
  const style: Style = {
    face,
    size: depth > 3 ? setting.size - 0.6 : setting.size,
    colour: depth === 2 ? colours.accent : colours.ink,
    owner: null,
    struck: false,
    pill: null
  }
  const lines = toLines([{text: clean(section.words, covers(face)), style}], column.width - indent - numberWidth - 14)
  if (depth === 2) space(flow, 6)
  need(flow, lines.length * setting.leading)
  if (canvas.draws) {
    const item = canvas.element(column.parent, 'TOCI')
    const reference = canvas.element(item, 'Reference')
    const link = canvas.element(reference, 'Link')
    const number = shapeWords(faces.sans, ` ${plan.pages.get(section.node) ?? ''}`)
    const last = lines.at(-1) as Line
    const lastTop = flow.y + (lines.length - 1) * setting.leading
    const right = column.x + column.width
    const dots = leader(flow, column.x + indent + last.width + 4, right - numberWidth + 6, baseline(lastTop, setting))
    if (dots !== '') canvas.artifact(dots)
    drawLines(canvas, link, {lines, x: () => column.x + indent, top: flow.y, setting})
    canvas.content(link, label(right - number.width * setting.size, baseline(lastTop, setting), number, setting.size, colours.muted))
    canvas.link(
      link,
      {anchor: section.name},
      {x: column.x + indent, y: flow.y, width: column.width - indent, height: lines.length * setting.leading},
      `${section.words}, page ${plan.pages.get(section.node) ?? ''}`
    )
    canvas.close(link)
    canvas.close(reference)
    canvas.close(item)
  }
  flow.y += lines.length * setting.leading
}

/** Dots that stand under each other in all entries. */
function leader({faces}: Flow, from: number, to: number, y: number): string {
  const pitch = 4.5
  const dot = shape(faces.sans, '.')
  const first = Math.ceil(from / pitch)
  const count = Math.floor(to / pitch) - first
  const part = dot.parts[0]
  if (count < 2 || part === undefined) return ''
  const size = 7
  const between = Math.round(((pitch - dot.width * size) / size) * -1000)
  const array = Array.from({length: count}, () => part.array).join(String(between))
  return label(first * pitch, y, {width: 0, parts: [{font: part.font, array}]}, size, colours.rule)
}
