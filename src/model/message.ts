/**
 * Something a reader of the result must know about the input: what was not understood,
 * what does not add up, what was repaired. Never an exception.
 */
export interface Message {
  /** Name of the log as the caller gave it, or null. */
  readonly file: string | null
  /** Line in the log, 1-based; null when it is about the whole log. */
  readonly line: number | null
  /** Column in UTF-16 code units, 1-based; null when it is about the whole log. */
  readonly column: number | null
  /** Stable kebab-case name (example: `count-mismatch`). */
  readonly rule: string
  /** One plain sentence. */
  readonly reason: string
  /** Whether the log could not be used at all. */
  readonly fatal: boolean
}
