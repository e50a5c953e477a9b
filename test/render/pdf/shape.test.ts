import type {PdfFont} from 'pdfkit'
import {expect, test} from 'vitest'
import {coveringFont, type Face, join, shape} from '../../../src/render/pdf/shape.ts'

/** A font of letters one half wide that knows some characters; glyphs have the number of their character. */
function fake(id: string, known: string): PdfFont {
  return {
    id,
    name: id,
    widths: [],
    font: {hasGlyphForCodePoint: codePoint => known.includes(String.fromCodePoint(codePoint))},
    encode: text => [
      Array.from(text, character => (character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')),
      Array.from(text, character => ({xAdvance: character === 'V' ? 450 : 500, advanceWidth: 500, xOffset: 0}))
    ],
    ref: () => ({data: {}, end: () => undefined})
  }
}

function face(...fonts: readonly PdfFont[]): Face {
  return {fonts, fixed: false, words: new Map(), covering: new Map()}
}

test('should take each character from the first font that has it', () => {
  const [own, bundled] = [fake('F1', 'a中'), fake('F2', 'ab✔')]
  const both = face(own, bundled)
  expect(['a', '中', 'b', '✔', 'x'].map(character => coveringFont(both, character.codePointAt(0) ?? 0))).toEqual([0, 0, 1, 1, -1])
  expect(shape(both, 'a中b✔a')).toEqual({
    width: 2.5,
    parts: [
      {font: own, array: '<00614e2d>'},
      {font: bundled, array: '<00622714>'},
      {font: own, array: '<0061>'}
    ]
  })
})

test('should write kerning between strings and count it in the width', () => {
  expect(shape(face(fake('F1', 'AVa')), 'AVa')).toMatchObject({width: 1.45, parts: [{array: '<00410056>50<0061>'}]})
})

test('should join words of one font to one string', () => {
  const one = face(fake('F1', 'ab '))
  expect(join([shape(one, 'a'), shape(one, ' '), shape(one, 'b')])).toMatchObject({width: 1.5, parts: [{array: '<006100200062>'}]})
  expect(join([])).toEqual({width: 0, parts: []})
})

test('should measure a word once', () => {
  let count = 0
  const encode: PdfFont['encode'] = text => {
    count++
    return fake('F1', '').encode(text)
  }
  const font = {...fake('F1', 'word'), encode}
  const one = face(font)
  expect(shape(one, 'word')).toBe(shape(one, 'word'))
  expect(count).toBe(1)
})
