import type {Blockquote, Heading, Paragraph, Table} from 'mdast'
import type {Canvas, Element} from './canvas.ts'
import {clean} from './clean.ts'
import type {Faces} from './fonts.ts'
import {covers} from './inline.ts'
import {box, drawLines, label} from './ink.ts'
import type {Line} from './lines.ts'
import type {Logo} from './logo.ts'
import {type Face, join, type Shaped, shape} from './shape.ts'
import type {Survey} from './survey.ts'
import {colours, type Setting, settings, type Sheet} from './theme.ts'

/** What the first layout finds out for the second. */
export interface Plan {
  /** Page of each heading. */
  readonly pages: Map<Heading, number>
  /** Widths of the columns of each table. */
  readonly columns: Map<Table, readonly number[]>
  /** Lines of paragraphs, and the width they were broken to. */
  readonly lines: WeakMap<Paragraph, {readonly width: number; readonly lines: readonly Line[]}>
  /** Where quotations stand, to draw their ground before their words. */
  readonly stretches: Map<Blockquote, readonly Stretch[]>
  /** Words of the section each page begins in, or that begins on top of it. */
  readonly sections: Map<number, string>
  /** Number of pages; 0 while nobody knows. */
  count: number
}

/** The ground of a quotation with a line at its left, which may run over pages. */
interface Rail {
  readonly node: Blockquote
  readonly x: number
  readonly width: number
  from: number
}

/** The part of a rail that stands on a page. */
interface Stretch {
  readonly page: number
  readonly from: number
  readonly to: number
}

/** A document being laid out: where we are, and what everything is drawn with. */
export interface Flow {
  readonly canvas: Canvas
  readonly faces: Faces
  readonly survey: Survey
  readonly plan: Plan
  readonly sheet: Sheet
  readonly logo: Logo | null
  /** Title that stands above each page but the first. */
  readonly head: Shaped
  /** Number of the page, from 1. */
  page: number
  /** Where the next block goes. */
  y: number
  /** Room to leave before it, unless it comes to stand at the top of a page. */
  gap: number
  /** Whether the next block starts right here, whatever room it wants: it stands beside a mark. */
  tight: boolean
  /** Depth of the last heading as the structure tree counts it. */
  depth: number
  /** Words of the last heading of depth 2. */
  section: string
  readonly rails: Rail[]
}

/** Where blocks go. */
export interface Column {
  readonly x: number
  readonly width: number
  /** Element they stand in. */
  readonly parent: Element
}

/**
 * Open a document at the top of its first page.
 *
 * @param parts What it is made with.
 * @param title What stands above each page but the first.
 * @param bare Whether the first page has neither head nor number.
 * @returns Flow.
 */
export function openFlow(parts: Pick<Flow, 'canvas' | 'faces' | 'survey' | 'plan' | 'sheet' | 'logo'>, title: string, bare = false): Flow {
  const width = (parts.sheet.right - parts.sheet.left) * 0.55
  const flow: Flow = {
    ...parts,
    head: shapeOneLine(parts.faces, title, width),
    page: 0,
    y: 0,
    gap: 0,
    tight: false,
    depth: 0,
    section: '',
    rails: []
  }
  breakPage(flow, bare)
  return flow
}

/**
 * Go to the top of the next page.
 *
 * @param flow Flow.
 * @param bare Whether it has neither head nor number.
 */
export function breakPage(flow: Flow, bare = false): void {
  for (const rail of flow.rails) endStretch(flow, rail)
  flow.page++
  flow.canvas.page()
  flow.y = flow.sheet.top
  flow.gap = 0
  flow.tight = false
  if (!flow.canvas.draws) flow.plan.sections.set(flow.page, flow.section)
  if (!bare) drawMargins(flow)
  for (const rail of flow.rails) startStretch(flow, rail)
}

/**
 * Tell whether nothing stands on the page yet.
 *
 * @param flow Flow.
 * @returns Whether it is fresh.
 */
export function fresh(flow: Flow): boolean {
  return flow.y <= flow.sheet.top
}

/**
 * Measure the room below, the gap taken off.
 *
 * @param flow Flow.
 * @param gap Gap the next block will ask for, when it is known.
 * @returns Height.
 */
export function room(flow: Flow, gap = 0): number {
  return flow.sheet.bottom - flow.y - (fresh(flow) || flow.tight ? 0 : Math.max(flow.gap, gap))
}

/**
 * Ask for room before the next block; the largest wish counts.
 *
 * @param flow Flow.
 * @param gap Room.
 */
export function space(flow: Flow, gap: number): void {
  flow.gap = Math.max(flow.gap, gap)
}

/**
 * Go to the next page when there is too little room here, and leave the gap otherwise.
 *
 * @param flow Flow.
 * @param height Height that must fit.
 */
export function need(flow: Flow, height: number): void {
  if (!fresh(flow) && height > room(flow)) breakPage(flow)
  if (!fresh(flow) && !flow.tight) flow.y += flow.gap
  flow.gap = 0
  flow.tight = false
}

/**
 * Start the ground of a quotation here.
 *
 * @param flow Flow.
 * @param node Quotation.
 * @param x Where.
 * @param width How wide.
 */
export function openRail(flow: Flow, node: Blockquote, x: number, width: number): void {
  const rail = {node, x, width, from: flow.y}
  flow.rails.push(rail)
  startStretch(flow, rail)
}

/**
 * End the ground that was started last.
 *
 * @param flow Flow.
 */
export function closeRail(flow: Flow): void {
  const rail = flow.rails.pop()
  if (rail) endStretch(flow, rail)
}

/** On the blank canvas nobody knows yet how far it goes; on paper that is known from there. */
function startStretch({canvas, plan, page, y}: Flow, rail: Rail): void {
  rail.from = y
  const stretch = plan.stretches.get(rail.node)?.find(known => known.page === page)
  if (!canvas.draws || stretch === undefined) return
  const height = stretch.to - stretch.from
  canvas.artifact(
    `${box(rail.x, stretch.from, rail.width, height, colours.wash)}\n${box(rail.x, stretch.from, 2.5, height, colours.highlight)}`
  )
}

function endStretch({canvas, plan, page, y}: Flow, {node, from}: Rail): void {
  if (canvas.draws || y <= from) return
  plan.stretches.set(node, [...(plan.stretches.get(node) ?? []), {page, from, to: y}])
}

/**
 * Draw lines one under the other, over as many pages as it takes. No page keeps or gets a single line of several.
 *
 * @param flow Flow.
 * @param element Element of the lines.
 * @param lines Lines.
 * @param options How they are set and where.
 */
export function pour(flow: Flow, element: Element, lines: readonly Line[], options: {readonly setting: Setting; readonly x: number}): void {
  const {setting, x} = options
  for (let from = 0; from < lines.length; ) {
    const left = lines.length - from
    need(flow, Math.min(left, 2) * setting.leading)
    let take = Math.min(left, Math.max(1, Math.floor((room(flow) + 0.01) / setting.leading)))
    if (left - take === 1 && take > 2) take--
    drawLines(flow.canvas, element, {lines: lines.slice(from, from + take), x: () => x, top: flow.y, setting})
    flow.y += take * setting.leading
    from += take
    if (from < lines.length) breakPage(flow)
  }
}

/**
 * Shape words of ours, or of the user's on one line.
 *
 * @param face Face.
 * @param words Words.
 * @returns Shaped words.
 */
export function shapeWords(face: Face, words: string): Shaped {
  return join(
    clean(words, covers(face))
      .split(/( )/)
      .filter(word => word !== '')
      .map(word => shape(face, word))
  )
}

/** The running head, from the second page on: title and section; and the page number. */
function drawMargins({canvas, sheet, faces, page, plan, head}: Flow): void {
  const {size} = settings.running
  if (!canvas.draws) return
  const number = shapeWords(faces.sans, `page ${page} / ${plan.count}`)
  canvas.artifact(label(sheet.right - number.width * size, sheet.height - 36, number, size, colours.muted), 'Footer')
  if (page === 1) {
    canvas.artifact(box(0, 0, sheet.width, 7, colours.accent))
    return
  }
  const section = shapeOneLine(faces, plan.sections.get(page) ?? '', (sheet.right - sheet.left) * 0.4)
  canvas.artifact(
    [
      label(sheet.left, 40, head, size, colours.muted),
      ...(section.parts.length === 0 ? [] : [label(sheet.right - section.width * size, 40, section, size, colours.muted)]),
      box(sheet.left, 47, sheet.right - sheet.left, 0.5, colours.rule)
    ].join('\n'),
    'Header'
  )
}

/** Words of a running head as far as they go on one line. */
function shapeOneLine(faces: Faces, words: string, width: number): Shaped {
  const room = width / settings.running.size
  const whole = shapeWords(faces.sans, words)
  if (whole.width <= room) return whole
  const characters = Array.from(clean(words, covers(faces.sans)))
  let wide = shape(faces.sans, '…').width
  let count = 0
  for (const character of characters) {
    wide += shape(faces.sans, character).width
    if (wide > room) break
    count++
  }
  return shapeWords(faces.sans, `${characters.slice(0, count).join('').trimEnd()}…`)
}
