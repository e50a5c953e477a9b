import type {Table} from 'mdast'
import type {Element} from './canvas.ts'
import {cellPadding, cellSize, cellsOf, columnWidths, isFacts} from './columns.ts'
import {breakPage, type Column, type Flow, fresh, need, room, space} from './flow.ts'
import {groundOf} from './shade.ts'
import {box, drawLines} from './ink.ts'
import {type Line, toLines} from './lines.ts'
import {colours, gaps, type Setting} from './theme.ts'

/** Room above and below the text of a row. */
const padding = 3.5
/** A row of more lines is cut at the end of a page, a shorter one goes to the next. */
const mostKept = 12

/** A table with all that is the same for its rows. */
interface Grid {
  readonly x: number
  readonly width: number
  readonly widths: readonly number[]
  readonly align: NonNullable<Table['align']>
  readonly setting: Setting
  /** Lines of the head, drawn anew on each page; empty when it has no words or is too tall for that. */
  readonly head: Cells
  /** Whether the first cell of each row says what the others are about, and there is no head. */
  readonly facts: boolean
}

/** Lines of each cell of a row. */
type Cells = readonly (readonly Line[])[]

/** Ground of each cell; null for white. */
type Grounds = readonly (string | null)[]

/** A row measured. */
interface Row {
  readonly cells: Cells
  readonly grounds: Grounds
  readonly head: boolean
}

/**
 * Draw a table. Rows too tall for the page go on on the next, line by line, under the head again.
 *
 * @param flow Flow.
 * @param table Table.
 * @param column Where it goes.
 */
export function drawTable(flow: Flow, table: Table, column: Column): void {
  const [first, ...rest] = table.children
  if (first === undefined || table.children.every(row => row.children.length === 0)) return
  const {canvas} = flow
  const grid = gridOf(flow, table, column)
  const head = linesOf(flow, table, 0, grid)
  space(flow, gaps.block)
  need(flow, leadOfTable(flow, table, column))
  const element = canvas.element(column.parent, 'Table')
  if (!grid.facts) {
    const top = canvas.element(element, 'THead')
    drawRow(flow, {...grid, head: []}, {cells: head, grounds: [], head: true}, top)
    canvas.close(top)
  }
  if (rest.length > 0) {
    const body = canvas.element(element, 'TBody')
    rest.forEach((row, index) => {
      const grounds = row.children.map(({data}) => (data?.shade ? groundOf(data.shade) : null))
      drawRow(flow, grid, {cells: linesOf(flow, table, index + 1, grid), grounds, head: false}, body)
    })
    canvas.close(body)
  }
  canvas.close(element)
  space(flow, gaps.block + 3)
}

/**
 * Measure what must stay together at the start of a table.
 *
 * @param flow Flow.
 * @param table Table.
 * @param column Where it goes.
 * @returns Height of its head and of the start of its first row.
 */
export function leadOfTable(flow: Flow, table: Table, column: Column): number {
  const grid = gridOf(flow, table, column)
  const height = (index: number): number =>
    table.children[index] ? Math.min(mostKept, tallest(linesOf(flow, table, index, grid))) * grid.setting.leading + 2 * padding : 0
  return (grid.facts ? 0 : height(0)) + height(1) + 1
}

function gridOf(flow: Flow, table: Table, column: Column): Grid {
  const widths = columnWidths(flow, table, column.width)
  const size = cellSize(widths.length)
  const grid = {
    x: column.x,
    width: column.width,
    widths,
    align: table.align ?? [],
    setting: {size, leading: Math.round(size * 14.5) / 10},
    head: [],
    facts: isFacts(table)
  }
  const head = linesOf(flow, table, 0, grid)
  return {...grid, head: tallest(head) <= 6 && tallest(head) > 0 ? head : []}
}

function linesOf(flow: Flow, table: Table, index: number, {widths, setting, facts}: Grid): Cells {
  const row = table.children[index]
  if (row === undefined) return []
  const cells = cellsOf(flow, row, setting.size, index === 0 ? 'head' : facts ? 'facts' : 'body')
  return widths.map((width, cell) => toLines(cells[cell] ?? [], Math.max(1, width - 2 * cellPadding)))
}

function tallest(cells: Cells): number {
  return cells.reduce((most, lines) => Math.max(most, lines.length), 0)
}

function drawRow(flow: Flow, grid: Grid, {cells, grounds, head}: Row, parent: Element): void {
  const {canvas} = flow
  const {leading} = grid.setting
  const row = canvas.element(parent, 'TR')
  const elements = cells.map((_, index) =>
    head
      ? canvas.element(row, 'TH', {scope: 'Column'})
      : grid.facts && index === 0
        ? canvas.element(row, 'TH', {scope: 'Row'})
        : canvas.element(row, 'TD')
  )
  const count = Math.max(1, tallest(cells))
  for (let from = 0; from < count; ) {
    const left = count - from
    const fits = Math.floor((room(flow) - 2 * padding + 0.01) / leading)
    const least = from === 0 && count <= mostKept ? count : Math.min(left, 2)
    if (fits < least && !atTop(flow, grid)) {
      breakPage(flow)
      drawHeadAgain(flow, grid)
      continue
    }
    need(flow, 0)
    let take = Math.min(left, Math.max(1, fits))
    if (left - take === 1 && take > 2) take--
    drawSlice(flow, grid, {cells: cells.map(lines => lines.slice(from, from + take)), elements, lines: take, grounds, head})
    from += take
  }
  for (const element of elements) canvas.close(element)
  canvas.close(row)
}

/** Whether nothing but the head stands on the page: going to the next one would win nothing. */
function atTop(flow: Flow, grid: Grid): boolean {
  return fresh(flow) || (grid.head.length > 0 && flow.y <= flow.sheet.top + tallest(grid.head) * grid.setting.leading + 2 * padding + 1)
}

/** A part of a row that stands on one page. */
interface Slice {
  readonly cells: Cells
  readonly elements: readonly Element[]
  readonly lines: number
  readonly grounds: Grounds
  readonly head: boolean
}

function drawSlice(flow: Flow, grid: Grid, slice: Slice): void {
  const {canvas} = flow
  const {setting} = grid
  const height = slice.lines * setting.leading + 2 * padding
  if (canvas.draws) {
    const grounds = slice.head ? [box(grid.x, flow.y, grid.width, height, colours.wash)] : tints(grid, slice, flow.y, height)
    if (grounds.length > 0) canvas.artifact(grounds.join('\n'))
    let left = grid.x
    slice.cells.forEach((lines, index) => {
      const width = grid.widths[index] ?? 0
      const start = left + cellPadding
      const room = width - 2 * cellPadding
      const align = grid.align[index]
      const x = (line: Line): number =>
        start + (align === 'right' ? Math.max(0, room - line.width) : align === 'center' ? Math.max(0, (room - line.width) / 2) : 0)
      const element = slice.elements[index]
      if (element) drawLines(canvas, element, {lines, x, top: flow.y + padding, setting})
      left += width
    })
    canvas.artifact(
      slice.head
        ? box(grid.x, flow.y + height - 0.9, grid.width, 0.9, colours.accent)
        : box(grid.x, flow.y + height - 0.45, grid.width, 0.45, colours.rule)
    )
  }
  flow.y += height
}

/** The grounds of tinted cells, a little white between them. */
function tints({x, widths}: Grid, {grounds}: Slice, y: number, height: number): readonly string[] {
  const boxes: string[] = []
  let left = x
  widths.forEach((width, index) => {
    const ground = grounds[index]
    if (ground) boxes.push(box(left + 0.5, y + 0.5, width - 1, height - 1, ground))
    left += width
  })
  return boxes
}

/** The head on a further page is for the eye; who listens knows it from the first. */
function drawHeadAgain(flow: Flow, grid: Grid): void {
  if (grid.head.length === 0) return
  const {canvas} = flow
  const artifact = {type: 'Artifact', node: null}
  const silent = {
    ...canvas,
    element: () => artifact,
    close: () => undefined,
    link: () => undefined,
    content: (_: Element, operators: string) => canvas.artifact(operators)
  }
  drawSlice({...flow, canvas: silent}, grid, {
    cells: grid.head,
    elements: grid.head.map(() => artifact),
    lines: tallest(grid.head),
    grounds: [],
    head: true
  })
  flow.y += tallest(grid.head) * grid.setting.leading + 2 * padding
}
