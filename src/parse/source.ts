import type {Place} from './line.ts'

/** Payload text (carriers off) and where each stretch of it stands in the log. */
export interface Source {
  /** Text without carriers. */
  readonly text: string
  /**
   * Tell where a stretch stands in the log.
   * @param start Offset of its first code unit in `text`; never less than the greatest offset asked for before.
   * @param end Offset after its last one.
   */
  place(start: number, end: number): Place
}

/** Where a stretch of text stands in its log. */
export interface Origin {
  /** Offset of its first code unit in the log. */
  readonly base: number
  /** Line of the place to begin with, 1-based. */
  readonly line: number
  /** Offset in the text where that line starts; below 0 when it starts before the text. */
  readonly lineStart: number
}

/**
 * Make the source of a log that has no carriers.
 *
 * @param text The log, or a stretch of it.
 * @param at Offset in the text of the first place that will be asked for.
 * @param origin Where the stretch stands.
 * @returns The source; lines are counted as places are asked for.
 */
export function plainSource(text: string, at: number, {base, line: first, lineStart}: Origin): Source {
  let line = first
  let from = lineStart
  let feed = text.indexOf('\n', at)
  function advance(offset: number): void {
    while (feed !== -1 && feed < offset) {
      line++
      from = feed + 1
      feed = text.indexOf('\n', from)
    }
  }
  return {
    text,
    place(start, end) {
      advance(start)
      const startLine = line
      const column = start - from + 1
      advance(end)
      return {
        start: base + start,
        end: base + end,
        next: base + end,
        line: startLine,
        column,
        endLine: line,
        endColumn: end - from + 1,
        stream: ''
      }
    }
  }
}
