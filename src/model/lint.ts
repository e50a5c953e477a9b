import type {ReportHead} from './report.ts'
import type {WriteUp} from './write-up.ts'

/** How bad it is: an error breaks something or is untrue, a warning weakens the document, information helps. */
export type LintSeverity = 'error' | 'warning' | 'info'

/** One thing that is wrong in a write-up. */
export interface LintMessage {
  /** Stable kebab-case name of the rule. */
  readonly rule: string
  /** How bad it is. */
  readonly severity: LintSeverity
  /** Line, 1-based. */
  readonly line: number
  /** Column in UTF-16 code units, 1-based. */
  readonly column: number
  /** What is wrong, one sentence. */
  readonly reason: string
  /** The right fact, one sentence. */
  readonly fact: string
  /** What to write or do instead, one sentence. */
  readonly fix: string
}

/** What is wrong in a write-up, as a report. */
export interface LintReport extends ReportHead {
  /** Tells it from other reports. */
  readonly kind: 'lint'
  /** Name of the write-up's file; null when it has none. */
  readonly file: string | null
  /** What was read. */
  readonly document: Pick<WriteUp, 'threats' | 'findings'>
  /** What is wrong, in the order of the lines. */
  readonly messages: readonly LintMessage[]
  /** How many messages of each severity. */
  readonly counts: Readonly<Record<LintSeverity, number>>
  /** The rules that were looked at, by name. */
  readonly rules: readonly LintRule[]
}

/** What people read of a rule. */
export interface LintRule {
  /** Stable kebab-case name. */
  readonly name: string
  /** Severity of its messages, unless one says otherwise. */
  readonly severity: LintSeverity
  /** What is wrong in general and why it matters. */
  readonly about: string
}
