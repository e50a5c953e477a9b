import type {Place} from './line.ts'

/** What a stream of a log printed, carriers off, and where each stretch of it stands in the log. */
export interface Source {
  /** What was printed. */
  readonly text: string
  /**
   * Tell where a stretch of the text stands; offsets never go down from call to call.
   * @param start Offset of its first code unit.
   * @param end Offset after its last code unit.
   */
  place(start: number, end: number): Place
}
