import type {AboutEvent, DeclaredEvent, Emit} from '../events.ts'
import type {Place} from '../line.ts'
import type {Source} from '../source.ts'
import {seeker} from './seek.ts'

/** Accounts for the bytes of a document: what a dialect does not take is space. */
export interface Writer {
  /** The text that is read. */
  readonly text: string
  /** Takes events; those that take room must have a place that `take` gave. */
  readonly emit: Emit
  /** Where reading stands, for what takes no room. */
  here(): Place
  /**
   * Take a stretch for an event that takes room; it must not start before the one taken last.
   * @returns Its place; the bytes before it were told as space.
   */
  take(start: number, end: number): Place
  /** Offset behind what was taken last. */
  at(): number
  /** Place that `take` gave last. */
  last(): Place
  /** Say something about the log, by default about where reading stands. */
  say(rule: string, reason: string, place?: Place): void
  /** Say what the document says of the scan. */
  about(field: AboutEvent['field'], value: string): void
  /** Give a number that the document gives of itself. */
  count(field: DeclaredEvent['field'], value: number, of: string): void
}

/** A writer, and what only the reader of the stream may do with it. */
export interface StreamWriter extends Writer {
  /** Tell what lies before an offset as space. */
  space(end: number): void
  /** Tell what lies before an offset, line by line, as what nobody understands. */
  unknown(end: number): void
}

const filler = /^[\s,:{}[\]\ufeff]*$/

/**
 * Make a writer.
 *
 * @param source Text.
 * @param from Offset it starts at.
 * @param emit Takes the events.
 * @returns The writer.
 */
export function createWriter(source: Source, from: number, emit: Emit): StreamWriter {
  const feedFrom = seeker(source.text, '\n')
  let at = from
  let last: Place | null = null
  function space(end: number): void {
    if (end <= at) return
    emit({type: 'space', place: source.place(at, end)})
    at = end
  }
  const here = (): Place => source.place(at, at)
  return {
    text: source.text,
    emit,
    here,
    take(start, end) {
      space(start)
      at = end
      last = source.place(start, end)
      return last
    },
    at: () => at,
    last: () => last ?? here(),
    say: (rule, reason, place = here()) => emit({type: 'message', place, rule, reason}),
    about: (field, value) => emit({type: 'about', place: here(), field, value}),
    count: (field, value, of) => emit({type: 'declared', place: here(), field, value, of}),
    space,
    unknown(end) {
      while (at < end) {
        const next = Math.min(feedFrom(at) + 1, end)
        const place = source.place(at, next)
        const text = source.text.slice(at, next).trim()
        emit(text.length < 200 && filler.test(text) ? {type: 'space', place} : {type: 'unknown', place, text})
        at = next
      }
    }
  }
}
