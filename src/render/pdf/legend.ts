import type {ChartPart} from '../nodes.ts'
import {tones} from '../tones.ts'
import type {Canvas, Element} from './canvas.ts'
import {clean} from './clean.ts'
import {covers, type Style} from './inline.ts'
import {drawLines, roundBox} from './ink.ts'
import {type Line, toLines} from './lines.ts'
import type {Face} from './shape.ts'
import {colours, settings} from './theme.ts'

const {chart: setting} = settings
const swatch = 8
const indent = swatch + 5

/** A part of a legend at its place. */
interface Entry {
  readonly tone: ChartPart['tone']
  readonly lines: readonly Line[]
  readonly x: number
  readonly row: number
}

/** A legend measured. */
export interface Legend {
  readonly entries: readonly Entry[]
  readonly height: number
}

/**
 * Lay a legend out: entries side by side, as many on a line as fit.
 *
 * @param face Face of the words.
 * @param parts Tone and words of each entry.
 * @param width Width of the whole.
 * @returns Legend.
 */
export function legendOf(face: Face, parts: readonly {readonly tone: ChartPart['tone']; readonly words: string}[], width: number): Legend {
  let x = 0
  let row = 0
  const entries = parts.map(({tone, words}) => {
    const lines = plainLines(face, words, setting.size, width - indent)
    const wide = indent + lines.reduce((most, line) => Math.max(most, line.width), 0)
    if (x > 0 && (x + wide > width || lines.length > 1)) {
      x = 0
      row++
    }
    const entry = {tone, lines, x, row}
    x += wide + 16
    if (lines.length > 1) {
      x = 0
      row += lines.length
    }
    return entry
  })
  return {entries, height: (x > 0 ? row + 1 : row) * setting.leading}
}

/**
 * Draw the swatches of a legend.
 *
 * @param legend Legend.
 * @param x Left.
 * @param y Top.
 * @returns Operators.
 */
export function swatchesOf({entries}: Legend, x: number, y: number): readonly string[] {
  return entries.map(entry =>
    roundBox(x + entry.x, y + entry.row * setting.leading + (setting.leading - swatch) / 2, swatch, swatch, 2, tones[entry.tone].fill)
  )
}

/**
 * Draw the words of a legend.
 *
 * @param canvas Canvas.
 * @param figure Element they belong to.
 * @param legend Legend.
 * @param x Left.
 * @param y Top.
 */
export function drawLegend(canvas: Canvas, figure: Element, {entries}: Legend, x: number, y: number): void {
  for (const {lines, x: left, row} of entries)
    drawLines(canvas, figure, {lines, x: () => x + left + indent, top: y + row * setting.leading, setting})
}

/**
 * Break plain words into lines.
 *
 * @param face Face.
 * @param words Words.
 * @param size Size.
 * @param width Width of a line.
 * @param colour `#rrggbb`.
 * @returns Lines.
 */
export function plainLines(face: Face, words: string, size: number, width: number, colour: string = colours.ink): readonly Line[] {
  const style: Style = {face, size, colour, owner: null, struck: false, pill: null}
  return toLines([{text: clean(words, covers(face)), style}], width)
}
