import type {Canvas, Element} from './canvas.ts'
import type {Owner, Style} from './inline.ts'
import {type Atom, type Line, pillPadding} from './lines.ts'
import {type Shaped, shape} from './shape.ts'
import {capital, colours, type Setting} from './theme.ts'

/**
 * Write a number as PDF wants it.
 *
 * @param value Number.
 * @returns At most two decimals.
 */
export function number(value: number): string {
  // Quicker than writing the number itself, which takes a good part of the time for large tables.
  const hundredths = Math.round(value * 100)
  const rest = Math.abs(hundredths % 100)
  if (rest === 0) return String(hundredths / 100)
  return `${hundredths < 0 ? '-' : ''}${Math.floor(Math.abs(hundredths) / 100)}.${rest < 10 ? '0' : ''}${rest}`
}

/** There are about twenty colours. */
const fills = new Map<string, string>()

/**
 * Write the operator that sets the fill colour.
 *
 * @param colour `#rrggbb`.
 * @returns Operator.
 */
export function fill(colour: string): string {
  let operator = fills.get(colour)
  if (operator === undefined) {
    const [red, green, blue] = [1, 3, 5].map(at => number(Number.parseInt(colour.slice(at, at + 2), 16) / 255))
    operator = `${red} ${green} ${blue} rg`
    fills.set(colour, operator)
  }
  return operator
}

/**
 * Draw a filled rectangle.
 *
 * @param x Left.
 * @param y Top.
 * @param width Width.
 * @param height Height.
 * @param colour `#rrggbb`.
 * @returns Operators.
 */
export function box(x: number, y: number, width: number, height: number, colour: string): string {
  return `${fill(colour)} ${number(x)} ${number(y)} ${number(width)} ${number(height)} re f`
}

/**
 * Draw a filled rectangle with round corners.
 *
 * @param x Left.
 * @param y Top.
 * @param width Width.
 * @param height Height.
 * @param radius Radius of the corners.
 * @param colour `#rrggbb`.
 * @returns Operators.
 */
export function roundBox(x: number, y: number, width: number, height: number, radius: number, colour: string): string {
  const r = Math.min(radius, width / 2, height / 2)
  const pen = `${fill(colour)} ${fill(colour).replace('rg', 'RG')} ${number(2 * r)} w`
  // A fat pen with a round tip draws the corners: a line is a pill, a smaller rectangle has the corners it should.
  if (2 * r >= height) return `${pen} 1 J ${number(x + r)} ${number(y + r)} m ${number(x + width - r)} ${number(y + r)} l S`
  return `${pen} 1 j ${number(x + r)} ${number(y + r)} ${number(width - 2 * r)} ${number(height - 2 * r)} re B`
}

/**
 * Find where the base line goes, so that capitals stand in the middle of their line.
 *
 * @param top Top of the line.
 * @param setting Size and leading.
 * @returns Base line.
 */
export function baseline(top: number, setting: Setting): number {
  return top + setting.leading / 2 + (capital / 2) * setting.size
}

/**
 * Set words that are shaped already.
 *
 * @param x Left.
 * @param y Base line.
 * @param words Words.
 * @param size Size.
 * @param colour `#rrggbb`.
 * @returns Operators, a text object of its own.
 */
export function label(x: number, y: number, words: Shaped, size: number, colour: string): string {
  return `BT ${fill(colour)} ${run(x, y, words.parts, size, '')[0]} ET`
}

// Content is drawn top down, which pdfkit does with a mirror; the text matrix mirrors letters back.
function run(x: number, y: number, parts: Shaped['parts'], size: number, last: string): readonly [string, string] {
  let font = last
  let operators = `1 0 0 -1 ${number(x)} ${number(y)} Tm`
  for (const part of parts) {
    const wanted = `/${part.font.id} ${number(size)} Tf`
    if (wanted !== font) operators += ` ${wanted}`
    font = wanted
    operators += ` [${part.array}] TJ`
  }
  return [operators, font]
}

/** Lines at their place; the places may differ from line to line. */
export interface Placed {
  readonly lines: readonly Line[]
  readonly x: (line: Line) => number
  readonly top: number
  readonly setting: Setting
}

/**
 * Draw lines: first, as an artifact, what lies behind the text; then the text, in its element and the elements of
 * links and code inside it.
 *
 * @param canvas Canvas.
 * @param element Element the text belongs to.
 * @param placed Lines.
 */
export function drawLines(canvas: Canvas, element: Element, placed: Placed): void {
  if (!canvas.draws || placed.lines.length === 0) return
  const behind: string[] = []
  placed.lines.forEach((line, index) => {
    decorate(line, placed.x(line), baseline(placed.top + index * placed.setting.leading, placed.setting), behind)
  })
  if (behind.length > 0) canvas.artifact(behind.join('\n'))
  drawText(canvas, element, placed)
}

/** What lies behind a line: pills, the grey of code, strokes. */
function decorate(line: Line, x: number, base: number, behind: string[]): void {
  for (const {style, from, to} of spans(line.atoms)) {
    if (style.pill) {
      const height = style.size * 1.62
      behind.push(
        roundBox(x + from, base - (capital / 2) * (style.size / 0.84) - height / 2, to - from, height, height / 2, style.pill.fill)
      )
    } else if (style.owner?.type === 'Code')
      behind.push(roundBox(x + from - 1.5, base - style.size * 1.02, to - from + 3, style.size * 1.36, 2, colours.wash))
    if (style.owner?.type === 'Link') behind.push(box(x + from, base + style.size * 0.16, to - from, 0.4, colours.link))
    if (style.struck) behind.push(box(x + from, base - style.size * 0.28, to - from, 0.6, style.colour))
  }
}

interface Span {
  readonly style: Style
  readonly from: number
  to: number
}

/** Where decorated text stands: atoms next to each other that look the same. */
function spans(atoms: readonly Atom[]): readonly Span[] {
  const found: Span[] = []
  let last: Span | null = null
  for (const {style, x, width} of atoms) {
    if (last !== null && last.style === style && !style.pill) last.to = x + width
    else if (style.pill || style.owner || style.struck) {
      last = {style, from: x, to: x + width}
      found.push(last)
    } else last = null
  }
  return found
}

/** A stretch of lines with one owner: one marked content. */
interface Stretch {
  readonly owner: Owner | null
  readonly operators: string[]
  /** Where it stands, line by line, for links. */
  readonly places: {readonly x: number; readonly y: number; width: number; readonly height: number}[]
}

function drawText(canvas: Canvas, element: Element, placed: Placed): void {
  let stretch: Stretch | null = null
  let font = ''
  let colour = ''
  const flush = (): void => {
    if (stretch !== null) write(canvas, element, stretch)
    stretch = null
    font = ''
    colour = ''
  }
  placed.lines.forEach((line, index) => {
    const left = placed.x(line)
    const top = placed.top + index * placed.setting.leading
    const base = baseline(top, placed.setting)
    for (let at = 0; at < line.atoms.length; ) {
      const first = line.atoms[at] as Atom
      const {style} = first
      if (stretch === null || stretch.owner !== style.owner) {
        flush()
        stretch = {owner: style.owner, operators: [], places: []}
      }
      const blank = shape(style.face, ' ')
      const parts: Shaped['parts'][number][] = []
      let last = first
      for (; at < line.atoms.length; at++) {
        const atom = line.atoms[at] as Atom
        if (atom.style !== style || (style.pill && atom !== first)) break
        if (atom !== first && atom.spaced) parts.push(...blank.parts)
        parts.push(...atom.shaped.parts)
        last = atom
      }
      // The blank before a change of style, or at the end of a line, goes with what stands in front of it.
      const next = line.atoms[at]
      if (next === undefined ? line.open : next.spaced) parts.push(...blank.parts)
      if (colour !== style.colour) stretch.operators.push(fill(style.colour))
      colour = style.colour
      const inset = style.pill ? pillPadding * style.size : 0
      const lift = style.pill ? (capital / 2) * (style.size / 0.84 - style.size) : 0
      const [operators, set] = run(left + first.x + inset, base - lift, merge(parts), style.size, font)
      stretch.operators.push(operators)
      font = set
      const before = stretch.places.at(-1)
      const width = last.x + last.width - first.x
      if (before !== undefined && before.y === top) before.width = left + last.x + last.width - before.x
      else stretch.places.push({x: left + first.x, y: top, width, height: placed.setting.leading})
    }
  })
  flush()
}

/** Glyphs of one font in one array. */
function merge(parts: Shaped['parts']): Shaped['parts'] {
  const merged: {font: Shaped['parts'][number]['font']; array: string}[] = []
  for (const part of parts) {
    const last = merged.at(-1)
    if (last !== undefined && last.font === part.font) last.array += part.array
    else merged.push({...part})
  }
  return merged.map(({font, array}) => ({font, array: array.replaceAll('><', '')}))
}

function write(canvas: Canvas, element: Element, {owner, operators, places}: Stretch): void {
  const text = `BT ${operators.join('\n')} ET`
  if (owner === null) {
    canvas.content(element, text)
    return
  }
  const inner = canvas.element(element, owner.type)
  canvas.content(inner, text)
  if (owner.type === 'Link') for (const place of places) canvas.link(inner, owner.target, place, owner.words)
  canvas.close(inner)
}
