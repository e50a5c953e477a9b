import {endOfLine} from '../line.ts'

/**
 * A log that was copied out of a terminal is cut into rows as wide as it was: what does not fit goes on in the next row.
 */
const tagged = /^\[(?:PASS|FAIL|WARN|INFO|NOTE)\] /
/** Beginnings that no row goes on with. */
const begins = /^(?:$|[\r\n#\t{<"]|\[(?:PASS|FAIL|WARN|INFO|NOTE)\] |== |\d+(?: checks |(?:\.\d+)+ )|V-\d|Section |Initializing )/
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
 * Find out how wide the terminal was that a stretch of a log was copied from.
 *
 * @param text The stretch, from a line's start.
 * @returns Columns; 0 when it was not cut into rows.
 */
export function wrapWidth(text: string): number {
  let width = narrowest
  /** Rows behind those that are as wide as the widest. */
  let after: string[] = []
  let full = false
  let at = 0
  for (let rows = 0; rows < sample; rows++) {
    const feed = text.indexOf('\n', at)
    // What stands behind the last line feed may be cut by the end of the stretch.
    if (feed === -1) break
    const end = endOfLine(text, at, feed)
    if (end - at > widest) return 0
    if (full) after.push(text.slice(at, end))
    if (end - at > width) {
      width = end - at
      after = []
    }
    full = end - at === width && tagged.test(text.slice(at, end))
    at = feed + 1
  }
  const cut = after.filter(goesOn).length
  return cut >= 3 && (after.length - cut) * 5 <= cut ? width : 0
}

/** Whether a row may be the rest of the one before. */
function goesOn(row: string): boolean {
  return !begins.test(row)
}

/**
 * Put a line together that a terminal cut into rows.
 *
 * @param text The text at hand.
 * @param at Offset of the first row.
 * @param width Columns; 0 when nothing was cut.
 * @param final Whether no more text will come.
 * @returns The line; null when it needs more text.
 */
export function unwrap(text: string, at: number, width: number, final: boolean): Row | null {
  let joined = ''
  for (let lastStart = at, count = 1; ; count++) {
    const feed = text.indexOf('\n', lastStart)
    if (feed === -1 && !final) return null
    const end = endOfLine(text, lastStart, feed)
    const next = feed === -1 ? text.length : feed + 1
    const row = text.slice(lastStart, end)
    joined += row
    // A blank at the end of a row is lost when it is copied.
    const blank = row.length === width - 1 && tagged.test(row)
    const full = width > 0 && count < longest && (row.length === width || blank)
    if (full && next === text.length && !final) return null
    if (!full || !goesOn(text.slice(next, next + beginning))) return {at, end, next, count, lastStart, text: joined}
    if (blank) joined += ' '
    lastStart = next
  }
}
