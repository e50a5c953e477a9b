import type {Chart} from '../nodes.ts'
import {tones} from '../tones.ts'
import {type Column, type Flow, need, pour, shapeWords, space} from './flow.ts'
import {wordsOf} from './inline.ts'
import {box, drawLines, label, roundBox} from './ink.ts'
import {drawLegend, type Legend, legendOf, plainLines, swatchesOf} from './legend.ts'
import type {Line} from './lines.ts'
import type {Shaped} from './shape.ts'
import {capital, colours, gaps, settings} from './theme.ts'

const {body, chart: setting} = settings
const barHeight = 18

/** A chart measured. */
interface Measured {
  readonly title: readonly Line[]
  readonly legend: Legend
  readonly height: number
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
  const {title, legend, height} = measure(flow, chart, column.width)
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
    const below = top + barHeight + 7
    canvas.content(
      figure,
      [...bar(chart, values, {x: column.x, y: top, width: column.width}), ...swatchesOf(legend, column.x, below)].join('\n')
    )
    drawLines(canvas, figure, {lines: title, x: () => column.x, top: flow.y, setting: body})
    drawLegend(canvas, figure, legend, column.x, below)
    canvas.close(figure)
  }
  flow.y += height
  space(flow, gaps.block + 5)
}

/** A chart taller than a page is no picture of anything. */
function drawWords(flow: Flow, chart: Chart, column: Column): void {
  const element = flow.canvas.element(column.parent, 'P')
  pour(flow, element, plainLines(flow.faces.sans, alternative(chart), body.size, column.width), {setting: body, x: column.x})
  flow.canvas.close(element)
  space(flow, gaps.paragraph)
}

function measure({faces}: Flow, chart: Chart, width: number): Measured {
  const title = plainLines(faces.bold, chart.title, body.size, width)
  const total = chart.parts.reduce((sum, part) => sum + part.value, 0)
  const legend = legendOf(
    faces.sans,
    chart.parts.map(({label, value, tone}) => ({
      tone,
      words: `${label} ${value}${total > 0 && value > 0 ? ` (${percent(value / total)})` : ''}`
    })),
    width
  )
  return {title, legend, height: title.length * body.leading + 3 + barHeight + 7 + legend.height}
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
