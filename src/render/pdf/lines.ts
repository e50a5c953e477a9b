import type {Piece, Style} from './inline.ts'
import {type Shaped, shape} from './shape.ts'

/** A word, or a part of one, at its place in a line. */
export interface Atom {
  readonly style: Style
  readonly shaped: Shaped
  /** Left end, from the left end of the line. */
  readonly x: number
  readonly width: number
  /** Whether a blank stands in front of it. */
  readonly spaced: boolean
}

/** A line. */
export interface Line {
  readonly atoms: readonly Atom[]
  readonly width: number
  /** Whether the blank after its last word was dropped with the break; people who listen or copy still need it. */
  readonly open: boolean
}

/** What may not be torn apart, unless it is wider than a line. */
interface Cluster {
  readonly words: readonly Word[]
  readonly width: number
  /** Width of the blank in front of it; 0 when there is none. */
  readonly space: number
  readonly forced: boolean
}

interface Word {
  readonly text: string
  readonly style: Style
  /** Null for a long word: shaping that at once costs much, and it will be cut anyway. */
  readonly shaped: Shaped | null
  readonly width: number
}

/** Room on either side of the word in a pill, as a part of its size. */
export const pillPadding = 0.62

// Chinese and Japanese have no blanks and break between any two characters.
const ideographic = /[\u2e80-\u2fff\u3001-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uff60\u{20000}-\u{3ffff}]/u
const ideographs =
  /[\u2e80-\u2fff\u3001-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uff60\u{20000}-\u{3ffff}]|[^\u2e80-\u2fff\u3001-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uff60\u{20000}-\u{3ffff}]+/gu

/**
 * Break pieces into lines.
 *
 * @param pieces Pieces of text.
 * @param width Width of a line.
 * @returns Lines; none when there is nothing to show.
 */
export function toLines(pieces: readonly Piece[], width: number): readonly Line[] {
  const lines: Line[] = []
  let atoms: Atom[] = []
  let x = 0
  const end = (open: boolean): void => {
    lines.push({atoms, width: x, open})
    atoms = []
    x = 0
  }
  const put = ({text, style, shaped}: Word, spaced: boolean): void => {
    const drawn = shaped ?? shape(style.face, text)
    const wide = drawn.width * style.size + paddingOf(style)
    atoms.push({style, shaped: drawn, x, width: wide, spaced})
    x += wide
  }
  // Cuts a word that is wider than a line. Every fresh line takes one character at least, so nothing is ever lost.
  const pour = ({text, style}: Word, spaced: boolean): void => {
    const characters = Array.from(text)
    for (let start = 0; start < characters.length; ) {
      const count = fitting(characters, start, style, width - x)
      if (count === 0 && atoms.length > 0) {
        end(false)
        continue
      }
      put(toWord(characters.slice(start, start + (count || 1)).join(''), style), spaced && start === 0)
      start += count || 1
      if (start < characters.length) end(false)
    }
  }
  for (const cluster of clusters(pieces)) {
    if (cluster.forced) {
      end(false)
      continue
    }
    if (atoms.length > 0 && x + cluster.space + cluster.width > width) end(cluster.space > 0)
    let spaced = atoms.length > 0 && cluster.space > 0
    if (spaced) x += cluster.space
    for (const word of cluster.words) {
      if (cluster.width <= width) put(word, spaced)
      else pour(word, spaced)
      spaced = false
    }
  }
  if (atoms.length > 0) end(false)
  return lines
}

/**
 * Measure how wide pieces can get and how narrow they may be.
 *
 * @param pieces Pieces of text.
 * @returns Width on one line, and of the widest word.
 */
export function extent(pieces: readonly Piece[]): {readonly widest: number; readonly narrowest: number} {
  let widest = 0
  let narrowest = 0
  let line = 0
  for (const cluster of clusters(pieces)) {
    line = cluster.forced ? 0 : line + cluster.space + cluster.width
    widest = Math.max(widest, line)
    narrowest = Math.max(narrowest, cluster.width)
  }
  return {widest, narrowest}
}

function clusters(pieces: readonly Piece[]): readonly Cluster[] {
  const found: Cluster[] = []
  let words: Word[] = []
  let width = 0
  let space = 0
  const close = (): void => {
    if (words.length > 0) {
      found.push({words, width, space, forced: false})
      space = 0
    }
    words = []
    width = 0
  }
  const add = (text: string, style: Style): void => {
    const word = toWord(text, style)
    words.push(word)
    width += word.width
  }
  for (const {text, style} of pieces) {
    if (text === '\n') {
      close()
      found.push({words: [], width: 0, space: 0, forced: true})
      space = 0
    } else if (style.pill) add(text, style)
    else {
      const cjk = ideographic.test(text)
      for (const part of text.split(/( +)/)) {
        if (part === '') continue
        if (part.startsWith(' ')) {
          close()
          space = shape(style.face, ' ').width * style.size
        } else if (cjk && ideographic.test(part)) {
          for (const character of part.match(ideographs) ?? []) {
            close()
            add(character, style)
          }
          close()
        } else add(part, style)
      }
    }
  }
  close()
  return found
}

/** Signs a long path or address may be broken after. */
const joints = /[/\\,;:&?=_.|)\]-]/

/**
 * Count the characters that fit; up to a joint when there is one in the last half, else up to any of them.
 *
 * @returns How many; 0 when there is no room for the first.
 */
function fitting(characters: readonly string[], start: number, style: Style, room: number): number {
  let width = paddingOf(style)
  let count = 0
  for (let index = start; index < characters.length; index++) {
    width += shape(style.face, characters[index] ?? '').width * style.size
    if (width > room) break
    count++
  }
  if (start + count === characters.length) return count
  for (let take = count; take > count / 2; take--) {
    if (joints.test(characters[start + take - 1] ?? '')) return take
  }
  return count
}

function toWord(text: string, style: Style): Word {
  const shaped = text.length <= 64 ? shape(style.face, text) : null
  let width = shaped?.width ?? 0
  if (shaped === null) for (const character of text) width += shape(style.face, character).width
  return {text, style, shaped, width: width * style.size + paddingOf(style)}
}

function paddingOf(style: Style): number {
  return style.pill ? 2 * pillPadding * style.size : 0
}
