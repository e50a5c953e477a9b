import type {Position} from '../model/index.ts'
import {type Filled, maker} from './maker.ts'

/**
 * A stretch of the log that an event accounts for: a physical line, or a token of JSON. It is only valid while the event
 * is handled: the same object tells the place of the next line, so whoever keeps a place copies it.
 */
export interface Place {
  /** Offset of its first code unit. */
  readonly start: number
  /** Offset after its last code unit, line ending excluded. */
  readonly end: number
  /** Offset where the next place starts: `end` plus the line ending. */
  readonly next: number
  /** Line of `start`, 1-based. */
  readonly line: number
  /** Column of `start`, 1-based. */
  readonly column: number
  /** Line of `end`, 1-based. */
  readonly endLine: number
  /** Column of `end`, 1-based. */
  readonly endColumn: number
  /** Which of several interleaved outputs it belongs to: the pod or host of its prefix, `''` when there is none. */
  readonly stream: string
}

/** A stretch of a text that need not be cut out of it to be read. */
export interface Stretch {
  /** The text that holds it. */
  readonly source: string
  /** Offset of its first code unit in `source`. */
  readonly from: number
  /** Offset after its last code unit in `source`. */
  readonly to: number
}

/** A physical line of a text log with its carrier taken off; reading it as a stretch spares making `text`. */
export interface Line extends Place, Stretch {
  /** What the scanner printed: no colour, prefix, timestamp or carriage return. */
  readonly text: string
}

/**
 * How many checks of a scan are remembered until the same of the next scan is read: in a log of many nodes it mostly says
 * the same, and a text that is known need not be read, cut out and kept again.
 */
export const remembered = 512

/** A place before any line was read. */
export const nowhere: Line = {
  start: 0,
  end: 0,
  next: 0,
  line: 1,
  column: 1,
  endLine: 1,
  endColumn: 1,
  stream: '',
  text: '',
  source: '',
  from: 0,
  to: 0
}

/**
 * Tell where a line ends that a line feed stands behind.
 *
 * @param text Text.
 * @param from Where the line starts.
 * @param feed Offset of its line feed; -1 when the text ends before it.
 * @returns Offset behind its last character; carriage returns are part of the line ending.
 */
export function endOfLine(text: string, from: number, feed: number): number {
  let end = feed === -1 ? text.length : feed
  while (end > from && text.charCodeAt(end - 1) === 13) end--
  return end
}

/**
 * Copy a place, to keep it.
 *
 * @param place Place, maybe of a line that will be the next one soon.
 * @returns A place of its own.
 */
export function placeOf({start, end, next, line, column, endLine, endColumn, stream}: Place): Place {
  return {start, end, next, line, column, endLine, endColumn, stream}
}

/**
 * Make the place in front of another one, for what takes no room.
 *
 * @param place Place.
 * @returns Where it starts.
 */
export function before({start, line, column, stream}: Place): Place {
  return {start, end: start, next: start, line, column, endLine: line, endColumn: column, stream}
}

/**
 * Make the place behind another one, for what takes no room.
 *
 * @param place Place.
 * @returns Where the next one starts.
 */
export function behind({next, line, column, endLine, endColumn, stream}: Place): Place {
  return {start: next, end: next, next, line, column, endLine, endColumn, stream}
}

const Point = maker(function (this: Filled<Position['start']>, line: number, column: number, offset: number) {
  this.line = line
  this.column = column
  this.offset = offset
})

const Span = maker(function (this: Filled<Position>, {line, column, start, endLine, endColumn, end}: Place) {
  this.start = new Point(line, column, start)
  this.end = new Point(endLine, endColumn, end)
})

/**
 * Tell the position of a place.
 *
 * @param place Place.
 * @returns Position.
 */
export function positionOf(place: Place): Position {
  return new Span(place)
}

/**
 * Show a text of the log in a message.
 *
 * @param text Text.
 * @returns Its beginning, in quotes.
 */
export function quoted(text: string): string {
  return JSON.stringify(text.length > 80 ? `${text.slice(0, 80)}…` : text)
}
