import type {Chart, ChartPart} from '../nodes.ts'
import {tones} from '../tones.ts'
import {clean} from './clean.ts'
import {type Column, type Flow, need, pour, shapeWords, space} from './flow.ts'
import {covers, type Style, wordsOf} from './inline.ts'
import {box, drawLines, label, roundBox} from './ink.ts'
import {type Line, toLines} from './lines.ts'
import type {Face, Shaped} from './shape.ts'
import {capital, colours, gaps, settings} from './theme.ts'

const {body, chart: setting} = settings
const barHeight = 20
const swatch = 8
const indent = swatch + 5

/** A chart measured. */
interface Measured {
  readonly title: readonly Line[]
  readonly entries: readonly LegendEntry[]
  readonly height: number
}

/** A part of the legend at its place. */
interface LegendEntry {
  readonly part: ChartPart
  readonly lines: readonly Line[]
  readonly x: number
  readonly row: number
}

/**
 * Measure a chart.
 *
 * @param flow Flow.
 * @param chart Chart.
 * @param column Where it goes.
 * @returns Height.
 */
export function heightOfChart(flow: Flow, chart: Chart, column: Column): number {
  return measure(flow, chart, column.width).height
}

/**
 * Draw a chart: a bar of parts side by side and a legend, as one figure whose text alternative has every number.
 *
 * @param flow Flow.
 * @param chart Chart.
 * @param column Where it goes.
 */
export function drawChart(flow: Flow, chart: Chart, column: Column): void {
  const {canvas, faces, sheet} = flow
  const {title, entries, height} = measure(flow, chart, column.width)
  const values = chart.parts.map(part => shapeWords(faces.bold, String(part.value)))
  space(flow, gaps.block + 3)
  if (height > sheet.bottom - sheet.top) {
    drawWords(flow, chart, column)
    return
  }
  need(flow, height)
  if (canvas.draws) {
    const place = {x: column.x, y: flow.y, width: column.width, height}
    const figure = canvas.element(column.parent, 'Figure', {alt: alternative(chart), place})
    const top = flow.y + title.length * body.leading + 3
    const legend = top + barHeight + 7
    const swatches = entries.map(({part, x, row}) =>
      roundBox(column.x + x, legend + row * setting.leading + (setting.leading - swatch) / 2, swatch, swatch, 2, tones[part.tone].fill)
    )
    canvas.content(figure, [...bar(chart, values, {x: column.x, y: top, width: column.width}), ...swatches].join('\n'))
    drawLines(canvas, figure, {lines: title, x: () => column.x, top: flow.y, setting: body})
    for (const {lines, x, row} of entries)
      drawLines(canvas, figure, {lines, x: () => column.x + x + indent, top: legend + row * setting.leading, setting})
    canvas.close(figure)
  }
  flow.y += height
  space(flow, gaps.block + 5)
}

/** A chart taller than a page is no picture of anything. */
function drawWords(flow: Flow, chart: Chart, column: Column): void {
  const element = flow.canvas.element(column.parent, 'P')
  pour(flow, element, linesOf(flow.faces.sans, alternative(chart), body.size, column.width), {setting: body, x: column.x})
  flow.canvas.close(element)
  space(flow, gaps.paragraph)
}

function measure({faces}: Flow, chart: Chart, width: number): Measured {
  const title = linesOf(faces.bold, chart.title, body.size, width)
  const total = chart.parts.reduce((sum, part) => sum + part.value, 0)
  let x = 0
  let row = 0
  const entries = chart.parts.map(part => {
    const share = total > 0 && part.value > 0 ? ` (${percent(part.value / total)})` : ''
    const lines = linesOf(faces.sans, `${part.label} ${part.value}${share}`, setting.size, width - indent)
    const wide = indent + Math.max(...lines.map(line => line.width))
    if (x > 0 && (x + wide > width || lines.length > 1)) {
      x = 0
      row++
    }
    const entry = {part, lines, x, row}
    x += wide + 16
    if (lines.length > 1) {
      x = 0
      row += lines.length
    }
    return entry
  })
  const rows = x > 0 ? row + 1 : row
  return {title, entries, height: title.length * body.leading + 3 + barHeight + 7 + rows * setting.leading}
}

function linesOf(face: Face, words: string, size: number, width: number): readonly Line[] {
  const style: Style = {face, size, colour: colours.ink, owner: null, struck: false, pill: null}
  return toLines([{text: clean(words, covers(face)), style}], width)
}

/**
 * Say a chart in words.
 *
 * @param chart Chart.
 * @returns Title and every part with its number.
 */
export function alternative(chart: Chart): string {
  return wordsOf([{type: 'text', value: `${chart.title}: ${chart.parts.map(part => `${part.label} ${part.value}`).join(', ')}.`}])
}

function bar(
  chart: Chart,
  values: readonly Shaped[],
  {x, y, width}: {readonly x: number; readonly y: number; readonly width: number}
): readonly string[] {
  const total = chart.parts.reduce((sum, part) => sum + part.value, 0)
  if (total <= 0) return [roundBox(x, y, width, barHeight, 3, colours.wash)]
  const shown = chart.parts.filter(part => part.value > 0).length
  // Every part is seen, however small; the others give way.
  const least = Math.min(3, width / shown / 2)
  const free = width - least * shown
  const operators: string[] = []
  let left = x
  chart.parts.forEach((part, index) => {
    if (part.value <= 0) return
    const wide = least + (free * part.value) / total
    operators.push(box(left, y, Math.max(0.5, wide - 1), barHeight, tones[part.tone].fill))
    const words = values[index]
    if (words && words.width * setting.size + 6 < wide)
      operators.push(
        label(
          left + (wide - 1 - words.width * setting.size) / 2,
          y + barHeight / 2 + (capital / 2) * setting.size,
          words,
          setting.size,
          tones[part.tone].text
        )
      )
    left += wide
  })
  return operators
}

/** A part that is there is never 0 %, nor all when there are others. */
function percent(share: number): string {
  const whole = Math.round(share * 100)
  if (whole === 0) return '< 1 %'
  return share < 1 && whole === 100 ? '> 99 %' : `${whole} %`
}
