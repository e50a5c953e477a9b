import {barsTable} from '../build.ts'
import type {Bar, Bars} from '../nodes.ts'
import {tones} from '../tones.ts'
import {breakPage, type Column, type Flow, need, pour, room, shapeWords, space} from './flow.ts'
import {wordsOf} from './inline.ts'
import {baseline, box, drawLines, label} from './ink.ts'
import {drawLegend, type Legend, legendOf, plainLines, swatchesOf} from './legend.ts'
import type {Line} from './lines.ts'
import type {Shaped} from './shape.ts'
import {drawTable, leadOfTable} from './table.ts'
import {colours, gaps, settings} from './theme.ts'

const {body, chart: setting} = settings
const barHeight = 12
/** Room between a row and the next. */
const between = 4
/** Room between the labels and the bars, and between a bar and the numbers beside it. */
const gutter = 8
/** So many rows stand under a legend at least, unless there are fewer. */
const fewest = 4

/** Bars measured. */
interface Measured {
  readonly title: readonly Line[]
  readonly legend: Legend
  readonly rows: readonly Row[]
  /** Where the bars begin, from the left of the column, and how wide the longest is. */
  readonly start: number
  readonly width: number
  /** Height of what stands above the first row. */
  readonly above: number
}

/** A bar at its place. */
interface Row {
  readonly bar: Bar
  readonly total: number
  readonly label: readonly Line[]
  readonly height: number
}

/**
 * Measure what must stay together at the start of bars: all of them when they fit on a page.
 *
 * @param flow Flow.
 * @param bars Bars.
 * @param column Where they go.
 * @returns Height.
 */
export function leadOfBars(flow: Flow, bars: Bars, column: Column): number {
  const measured = measure(flow, bars, column.width)
  if (!drawable(flow, measured)) return leadOfTable(flow, barsTable(bars), column)
  const whole = measured.above + heightOf(measured.rows)
  return whole <= flow.sheet.bottom - flow.sheet.top ? whole : measured.above + heightOf(measured.rows.slice(0, fewest))
}

/**
 * Draw bars under each other, as one figure whose text alternative has every number; as one on each page when they take
 * more than one.
 *
 * @param flow Flow.
 * @param bars Bars.
 * @param column Where they go.
 */
export function drawBars(flow: Flow, bars: Bars, column: Column): void {
  if (bars.rows.length === 0) return
  const measured = measure(flow, bars, column.width)
  if (!drawable(flow, measured)) {
    space(flow, gaps.block + 3)
    const element = flow.canvas.element(column.parent, 'P')
    pour(flow, element, measured.title, {setting: body, x: column.x})
    flow.canvas.close(element)
    drawTable(flow, barsTable(bars), column)
    return
  }
  space(flow, gaps.block + 3)
  need(flow, leadOfBars(flow, bars, column))
  for (let from = 0; from < measured.rows.length; ) {
    const rows = fitting(measured.rows, from, room(flow) - measured.above)
    drawFigure(flow, bars, {...measured, rows}, column)
    from += rows.length
    if (from < measured.rows.length) breakPage(flow)
  }
  space(flow, gaps.block + 5)
}

/** Whether title, legend and the tallest row leave the page some room; if not, a table breaks where it must. */
function drawable({sheet}: Flow, {above, rows}: Measured): boolean {
  const tallest = rows.reduce((most, row) => Math.max(most, row.height), 0)
  return above + tallest <= (sheet.bottom - sheet.top) / 2
}

function heightOf(rows: readonly Row[]): number {
  return rows.reduce((sum, row) => sum + row.height + between, -between)
}

/** The rows that fit, one at least; not so many that the last stands on a page by itself. */
function fitting(rows: readonly Row[], from: number, space: number): readonly Row[] {
  let count = 0
  for (let height = 0; from + count < rows.length; count++) {
    height += (rows[from + count]?.height ?? 0) + (count > 0 ? between : 0)
    if (height > space + 0.01) break
  }
  const left = rows.length - from - count
  return rows.slice(from, from + Math.max(1, left === 1 && count > 2 ? count - 1 : count))
}

function measure({faces}: Flow, bars: Bars, width: number): Measured {
  const title = plainLines(faces.bold, bars.title, body.size, width)
  const parts = bars.rows[0]?.parts ?? []
  const legend = legendOf(
    faces.sans,
    parts.map(part => ({tone: part.tone, words: part.label})),
    width
  )
  const rows = bars.rows.map(bar => {
    const lines = plainLines(faces.sans, bar.label, setting.size, width * 0.32)
    const total = bar.parts.reduce((sum, part) => sum + part.value, 0)
    return {bar, total, label: lines, height: Math.max(barHeight, lines.length * setting.leading)}
  })
  const labels = rows.reduce((most, row) => Math.max(most, ...row.label.map(line => line.width)), 0)
  const beside = bars.rows.reduce((most, bar) => Math.max(most, besideAtMost(faces, bar)), 0)
  const start = labels + gutter
  return {
    title,
    legend,
    rows,
    start,
    width: Math.max(width * 0.2, width - start - gutter - beside),
    above: title.length * body.leading + 2 + legend.height + 6
  }
}

/** Room for the numbers that may come to stand beside a bar: those of its small parts, and the sum. */
function besideAtMost(faces: Flow['faces'], {parts}: Bar): number {
  const total = parts.reduce((sum, part) => sum + part.value, 0)
  const small = parts.filter(part => part.value > 0 && part.value < total * 0.12)
  return [...small.map(part => part.value), total].reduce(
    (sum, value) => sum + shapeWords(faces.bold, String(value)).width * setting.size + gutter * 0.75,
    0
  )
}

function drawFigure(flow: Flow, bars: Bars, {title, legend, rows, start, width, above}: Measured, column: Column): void {
  const {canvas} = flow
  const height = above + heightOf(rows)
  if (canvas.draws) {
    const words = alternativeOf(
      bars,
      rows.map(row => row.bar)
    )
    const figure = canvas.element(column.parent, 'Figure', {
      alt: words,
      place: {x: column.x, y: flow.y, width: column.width, height}
    })
    const top = flow.y + title.length * body.leading + 2
    const longest = bars.rows.reduce((most, bar) => Math.max(most, sumOf(bar)), 0)
    drawLines(canvas, figure, {lines: title, x: () => column.x, top: flow.y, setting: body})
    canvas.content(figure, swatchesOf(legend, column.x, top).join('\n'))
    drawLegend(canvas, figure, legend, column.x, top)
    let y = flow.y + above
    for (const row of rows) {
      const {total} = row
      const middle = y + (row.height - row.label.length * setting.leading) / 2
      // Labels end where the bars begin: the eye goes from one to the other without a jump.
      drawLines(canvas, figure, {lines: row.label, x: line => column.x + start - gutter - line.width, top: middle, setting})
      const length = total === 0 ? 0 : bars.scale === 'share' ? width : (width * total) / longest
      const track = {x: column.x + start, y: y + (row.height - barHeight) / 2, length, whole: width, right: column.x + column.width}
      canvas.content(figure, barOf(flow, row.bar, track))
      y += row.height + between
    }
    canvas.close(figure)
  }
  flow.y += height
}

function sumOf({parts}: Bar): number {
  return parts.reduce((sum, part) => sum + part.value, 0)
}

/** Where a bar goes, how long it is, and how long it could be. */
interface Track {
  readonly x: number
  readonly y: number
  readonly length: number
  readonly whole: number
  /** Where the sums end. */
  readonly right: number
}

/** Parts side by side, each with its number; numbers too wide for their part stand behind the bar in its colour. */
function barOf({faces}: Flow, bar: Bar, {x, y, length, whole, right}: Track): string {
  const operators = [box(x, y, whole, barHeight, colours.wash)]
  const base = baseline(y, {size: setting.size, leading: barHeight})
  const set = (words: Shaped, left: number, colour: string): void =>
    void operators.push(label(left, base, words, setting.size - 0.5, colour))
  const total = sumOf(bar)
  const shown = bar.parts.filter(part => part.value > 0)
  // Every part is seen, however small; the others give way.
  const least = shown.length === 0 ? 0 : Math.min(2.5, length / shown.length / 2)
  const free = length - least * shown.length
  const outside: {readonly words: Shaped; readonly colour: string}[] = []
  let left = x
  shown.forEach(({value, tone}, index) => {
    const wide = least + (free * value) / total
    const last = index === shown.length - 1
    operators.push(box(left, y, Math.max(0.5, wide - (last ? 0 : 0.75)), barHeight, tones[tone].fill))
    const words = shapeWords(faces.bold, String(value))
    const needed = words.width * (setting.size - 0.5)
    if (needed + 4 <= wide) set(words, left + (wide - needed) / 2, tones[tone].text)
    else outside.push({words, colour: tones[tone].fill})
    left += wide
  })
  let behind = x + whole + gutter
  for (const {words, colour} of outside) {
    set(words, behind, colour)
    behind += words.width * setting.size + gutter * 0.75
  }
  const sum = shapeWords(faces.sans, String(total))
  // Sums stand under each other, to compare; one part that says it needs none.
  if (shown.length !== 1 || outside.length > 0) set(sum, right - sum.width * (setting.size - 0.5), colours.muted)
  return operators.join('\n')
}

/**
 * Say bars in words.
 *
 * @param bars Bars.
 * @param rows Those that are shown.
 * @returns Title, and every bar with each of its numbers.
 */
function alternativeOf(bars: Bars, rows: readonly Bar[]): string {
  const say = ({label, parts}: Bar): string => `${label}: ${parts.map(part => `${part.label} ${part.value}`).join(', ')}`
  return wordsOf([{type: 'text', value: `${bars.title}: ${rows.map(say).join('; ')}.`}])
}
