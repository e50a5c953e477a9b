import type {Carriers} from './carriers/index.ts'
import {endOfLine, type Place} from './line.ts'
import type {Source} from './source.ts'

/** What one output of a carried log printed from some line on, as one text. */
export interface Payload {
  /** It, with places in the log. */
  readonly source: Source
  /**
   * Tell where a line of the log begins in the payload.
   * @param start Offset of the line in the log.
   * @returns Offset in the payload, -1 when the line is not in it.
   */
  offsetOf(start: number): number
  /**
   * Tell which line of the log comes after an offset of the payload.
   * @param offset Offset in the payload.
   * @returns Offset in the log of the first line that begins at or behind it.
   */
  logOffset(offset: number): number
}

/** One line of a payload. */
interface Entry {
  /** Offset in the payload. */
  readonly at: number
  /** Offset in the log of the physical line, or of the part of it. */
  readonly start: number
  /** Offset in the log of what was printed: behind the prefix. */
  readonly said: number
  /** Offset in the log after it. */
  readonly end: number
  readonly line: number
  readonly lineStart: number
}

/**
 * Put together what one output printed, line by line, from here to the end of the text at hand.
 *
 * @param text The text at hand.
 * @param from Offset of the physical line to begin with.
 * @param base Offset of `text` in the log.
 * @param first Number of that line.
 * @param stream Name of the output.
 * @param carriers What to take off.
 * @returns The payload.
 */
export function openPayload(text: string, from: number, base: number, first: number, stream: string, carriers: Carriers): Payload {
  const entries: Entry[] = []
  const byStart = new Map<number, Entry>()
  const pieces: string[] = []
  let length = 0
  let number = first
  for (let at = from; at < text.length; number++) {
    const feed = text.indexOf('\n', at)
    const next = feed === -1 ? text.length : feed + 1
    const raw = text.slice(at, endOfLine(text, at, feed))
    const start = at
    const line = number
    carriers.take(raw, bared => {
      if (bared.stream !== stream) return
      const stop = Math.min(bared.end, raw.length)
      const said = raw.slice(bared.start, stop).endsWith(bared.text) ? stop - bared.text.length : bared.start
      const entry = {
        at: length,
        start: base + start + bared.start,
        said: base + start + said,
        end: base + start + stop,
        line,
        lineStart: base + start
      }
      entries.push(entry)
      byStart.set(entry.start, entry)
      // The last line of a log that does not end in a line feed has none in the payload either.
      const piece = feed === -1 && stop === raw.length ? bared.text : `${bared.text}\n`
      pieces.push(piece)
      length += piece.length
    })
    at = next
  }
  const payload = pieces.join('')
  let index = 0

  function entryAt(offset: number): Entry | undefined {
    if (index > 0 && offset < (entries[index]?.at ?? 0)) index = 0
    while (index + 1 < entries.length && (entries[index + 1]?.at ?? 0) <= offset) index++
    return entries[index]
  }

  function spot(offset: number): {offset: number; line: number; column: number} {
    const entry = entryAt(offset)
    if (!entry) return {offset: base + from, line: first, column: 1}
    const log = Math.min(entry.said + offset - entry.at, entry.end)
    return {offset: log, line: entry.line, column: log - entry.lineStart + 1}
  }

  function place(start: number, end: number): Place {
    const left = spot(start)
    const right = end === start ? left : spot(Math.max(start, end))
    return {
      start: left.offset,
      end: Math.max(left.offset, right.offset),
      next: Math.max(left.offset, right.offset),
      line: left.line,
      column: left.column,
      endLine: right.line,
      endColumn: right.column,
      stream
    }
  }

  return {
    source: {text: payload, place},
    offsetOf: start => byStart.get(start)?.at ?? -1,
    logOffset(offset) {
      const entry = offset < payload.length ? entryAt(offset) : undefined
      return entry === undefined ? base + text.length : entry.at < offset ? entry.end : entry.start
    }
  }
}
