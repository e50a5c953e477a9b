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
