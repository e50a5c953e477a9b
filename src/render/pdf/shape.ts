/// <reference path="./pdfkit.d.ts" />
import type {PdfFont} from 'pdfkit'

/** Glyphs of one font, as the inside of a `TJ` array. */
export interface Glyphs {
  readonly font: PdfFont
  readonly array: string
}

/** A word made ready to be drawn. */
export interface Shaped {
  /** Width at size 1. */
  readonly width: number
  readonly parts: readonly Glyphs[]
}

/** A face: fonts to look glyphs up in, the first one first, and what was looked up. */
export interface Face {
  readonly fonts: readonly PdfFont[]
  /** Code: no kerning, each character by itself. */
  readonly fixed: boolean
  /** Words seen; measuring is slow, and reports say the same words again and again. */
  readonly words: Map<string, Shaped>
  /** Index of the font that has a code point, -1 when none has. */
  readonly covering: Map<number, number>
}

/** Longer words are seldom seen twice. */
const longestKept = 100
/** Numbers, ids and hashes are seldom seen twice either, and have nothing to kern. */
const numeric = /^[\x21-\x7e]*\d[\x21-\x7e]*$/

/**
 * Look up which font shows a code point.
 *
 * @param face Face.
 * @param codePoint Code point.
 * @returns Index in the face's fonts; -1 when none has it.
 */
export function coveringFont(face: Face, codePoint: number): number {
  let index = face.covering.get(codePoint)
  if (index === undefined) {
    index = face.fonts.findIndex(font => font.font.hasGlyphForCodePoint(codePoint))
    face.covering.set(codePoint, index)
  }
  return index
}

/**
 * Shape a word.
 *
 * @param face Face.
 * @param word Clean text.
 * @returns Its width and its glyphs.
 */
export function shape(face: Face, word: string): Shaped {
  const known = face.words.get(word)
  if (known !== undefined) return known
  const single = word.length > 1 && (face.fixed || numeric.test(word))
  const shaped = join(
    single ? Array.from(word, character => shape(face, character)) : runs(face, word).map(([font, text]) => encode(font, text))
  )
  if (word.length <= (single ? 8 : longestKept)) face.words.set(word, shaped)
  return shaped
}

/**
 * Join words to one.
 *
 * @param words Shaped words, left to right.
 * @returns One of the width of all.
 */
export function join(words: readonly Shaped[]): Shaped {
  if (words.length === 1) return words[0] as Shaped
  let width = 0
  const parts: Glyphs[] = []
  let font: PdfFont | null = null
  let array = ''
  for (const word of words) {
    width += word.width
    for (const part of word.parts) {
      if (font !== null && part.font !== font) {
        parts.push({font, array})
        array = ''
      }
      font = part.font
      // One string instead of two next to each other.
      array = array.endsWith('>') && part.array.startsWith('<') ? array.slice(0, -1) + part.array.slice(1) : array + part.array
    }
  }
  if (font !== null) parts.push({font, array})
  return {width, parts}
}

/** Cut a word where the font changes. */
function runs(face: Face, word: string): readonly (readonly [PdfFont, string])[] {
  const cut: [PdfFont, string][] = []
  let last = -1
  for (const character of word) {
    const index = Math.max(0, coveringFont(face, character.codePointAt(0) ?? 0))
    const run = cut.at(-1)
    if (run !== undefined && index === last) run[1] += character
    else cut.push([face.fonts[index] as PdfFont, character])
    last = index
  }
  return cut
}

function encode(font: PdfFont, text: string): Shaped {
  const [glyphs, positions] = font.encode(text)
  let array = ''
  let run = ''
  let width = 0
  const flush = (shift: number): void => {
    if (run !== '') array += `<${run}>`
    if (shift !== 0) array += String(Math.round(shift * 10) / 10)
    run = ''
  }
  glyphs.forEach((glyph, index) => {
    const position = positions[index]
    if (position === undefined) return
    if (position.xOffset) flush(-position.xOffset)
    run += glyph
    const shift = position.advanceWidth - position.xAdvance + (position.xOffset || 0)
    if (Math.abs(shift) >= 0.05) flush(shift)
    width += position.xAdvance
  })
  flush(0)
  return {width: width / 1000, parts: [{font, array}]}
}
