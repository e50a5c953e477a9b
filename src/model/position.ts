/** One place in a log. */
export interface Point {
  /** Line, 1-based. */
  readonly line: number
  /** Column in UTF-16 code units, 1-based. */
  readonly column: number
  /** Offset in UTF-16 code units of the decoded text, 0-based. */
  readonly offset: number
}

/** A stretch of a log, `end` excluded: unist's `Position`. */
export interface Position {
  /** Where it starts. */
  readonly start: Point
  /** Where it ends: the first place after it. */
  readonly end: Point
}
