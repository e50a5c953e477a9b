import {endOfLine} from '../line.ts'

/**
 * A log that was copied out of a terminal is cut into rows as wide as it was: what does not fit goes on in the next row.
 * Mail programs and `fold -s` cut between words. There, only lines with a status are put together: of other texts nobody can
 * tell which breaks were there before.
 */
export interface Wrapping {
  /** Columns. */
  readonly width: number
  /** Whether lines were cut between words. */
  readonly words: boolean
}

const tagged = /^\[(?:PASS|FAIL|WARN|INFO|NOTE)\] /
/** Beginnings that no row goes on with. */
const begins = /^(?:$|[\r\n#\t{<"]|\[(?:PASS|FAIL|WARN|INFO|NOTE)\] |== |Section |Initializing )/
/** Those of remediations and counts, which do not stand right behind a line with a status: there it is an address. */
const numbered = /^(?:\d+(?: checks |(?:\.\d+)+ )|V-\d)/
/** Longer than the longest of `begins`. */
const beginning = 24
/** Terminals are not narrower; and what is wider is no terminal, but a log with long lines. */
const narrowest = 40
const widest = 240
/** Rows looked at in a stretch. */
const sample = 600
/** Rows of one line; what goes on for longer is no line of a scanner. */
const longest = 100

/** A line of a log where it stands in the text at hand: the rows a terminal cut it into, or one. */
export interface Row {
  /** Where its first row starts. */
  readonly at: number
  /** Offset after its last row, line ending excluded. */
  readonly end: number
  /** Offset where the next line starts. */
  readonly next: number
  /** How many rows it is. */
  readonly count: number
  /** Where its last row starts. */
  readonly lastStart: number
  /** What stood there before it was cut. */
  readonly text: string
}

/**
 * Find out how the lines of a stretch of a log were cut.
 *
 * @param text The stretch, from a line's start.
 * @returns How; null when they were not.
 */
export function wrappingOf(text: string): Wrapping | null {
  let width = narrowest
  /** Rows that have a status and go on in the next. */
  const cuts: {readonly length: number; readonly next: string}[] = []
  /** Rows behind those that are as wide as the widest. */
  let after: string[] = []
  let full = false
  /** Where the row before starts if it may have a status. */
  let before = -1
  let at = 0
  for (let rows = 0; rows < sample; rows++) {
    const feed = text.indexOf('\n', at)
    // What stands behind the last line feed may be cut by the end of the stretch.
    if (feed === -1) break
    const end = endOfLine(text, at, feed)
    if (end - at > widest) return null
    if (full) after.push(text.slice(at, end))
    const code = text.charCodeAt(at)
    if (before !== -1 && code !== 91 && code > 32) {
      const row = text.slice(before, at).trimEnd()
      const next = text.slice(at, end)
      if (tagged.test(row) && goesOn(next)) cuts.push({length: row.length, next})
    }
    before = code === 91 ? at : -1
    if (end - at > width) {
      width = end - at
      after = []
    }
    full = end - at === width && tagged.test(text.slice(at, end))
    at = feed + 1
  }
  const between = cuts.filter(({length, next}) => length < width - 1 && isFull(length, next, width)).length
  if (between >= 3 && cuts.filter(({length, next}) => !isFull(length, next, width)).length * 5 <= between) return {width, words: true}
  const cut = after.filter(goesOn).length
  return cut >= 3 && (after.length - cut) * 5 <= cut ? {width, words: false} : null
}

/** Whether the first word of the next row would not have fitted. */
function isFull(length: number, next: string, width: number): boolean {
  // `fold -s` counts the blank behind the word.
  return length + 2 + (/^\S*/.exec(next)?.[0].length ?? 0) > width
}

/** Whether a row may be the rest of the one before. */
function goesOn(row: string): boolean {
  return !begins.test(row) && !numbered.test(row)
}

/**
 * Put a line together that a terminal cut into rows.
 *
 * @param text The text at hand.
 * @param at Offset of the first row.
 * @param wrapping How lines were cut; null when they were not.
 * @param final Whether no more text will come.
 * @returns The line; null when it needs more text.
 */
export function unwrap(text: string, at: number, wrapping: Wrapping | null, final: boolean): Row | null {
  const {width, words} = wrapping ?? {width: 0, words: false}
  let joined = ''
  for (let lastStart = at, count = 1; ; count++) {
    const feed = text.indexOf('\n', lastStart)
    if (feed === -1 && !final) return null
    const end = endOfLine(text, lastStart, feed)
    const next = feed === -1 ? text.length : feed + 1
    const row = text.slice(lastStart, end)
    joined += row
    // A blank at the end of a row is lost when it is copied.
    const blank = words ? !row.endsWith(' ') : row.length === width - 1 && tagged.test(row)
    const more = width > 0 && count < longest
    const ahead = more && words && tagged.test(joined)
    if (ahead && text.length - next <= width && !final) return null
    const full = words
      ? ahead && isFull(row.trimEnd().length, text.slice(next, next + width + 1), width)
      : more && (row.length === width || blank)
    if (full && next === text.length && !final) return null
    const following = text.slice(next, next + beginning)
    if (!full || begins.test(following) || (!words && numbered.test(following))) return {at, end, next, count, lastStart, text: joined}
    if (blank) joined += ' '
    lastStart = next
  }
}
