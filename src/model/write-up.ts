import type {StrideLetter} from './finding.ts'
import type {Message} from './message.ts'

/** What a part of a write-up is about. */
export type WriteUpTarget = 'docker' | 'kubernetes'

/** A stretch of one line of a write-up. */
export interface WriteUpPiece {
  /** Line, 1-based. */
  readonly line: number
  /** Column of its first character, 1-based. */
  readonly column: number
  /** Its text; Markdown's marks are blanks, so that columns hold. */
  readonly text: string
}

/** A threat as somebody wrote it down. */
export interface WriteUpThreat {
  /** What it threatens; null when no heading says so. */
  readonly target: WriteUpTarget | null
  /** STRIDE letter it stands under, or the first one it names; null when it names none. */
  readonly stride: StrideLetter | null
  /** Further letters it names as its category. */
  readonly also: readonly StrideLetter[]
  /** The category as written (example: `'Spooling'`); null when there is none. */
  readonly category: string | null
  /** What may happen, without category, component heading and labels. */
  readonly text: string
  /** Component: as a heading or label names it, else as its text does; null when nothing does. */
  readonly component: string | null
  /** What is to be done about it, as labelled or as its sentences say; null when nothing is. */
  readonly mitigation: string | null
  /** Line of its category or first word, 1-based. */
  readonly line: number
  /** Its text by line. */
  readonly pieces: readonly WriteUpPiece[]
}

/** A finding as somebody documented it. */
export interface WriteUpFinding {
  /** Id as written (examples: `'2.14'`, `'2.2.a'`, `'1.1.1'`); null when only a title names the check. */
  readonly id: string | null
  /** Status as written (example: `'FAIL'`); null when none is. */
  readonly status: string | null
  /** Edition it cites, without `v` (example: `'1.2.0'`); null when none is cited. */
  readonly edition: string | null
  /** What its part of the write-up is about; null when no heading says so. */
  readonly target: WriteUpTarget | null
  /** Title as written, without type suffix. */
  readonly title: string
  /** What was or is to be done; null when nothing is said. */
  readonly remediation: string | null
  /** Line of its id or title, 1-based. */
  readonly line: number
  /** STRIDE letters its heading, group or text names, in order. */
  readonly strides: readonly StrideLetter[]
  /** Its text by line, the first being its own line. */
  readonly pieces: readonly WriteUpPiece[]
}

/** A body of configuration, or one setting, in a write-up. */
export interface WriteUpConfiguration {
  /** The text. */
  readonly text: string
  /** Line it starts on. */
  readonly line: number
  /** Column it starts at. */
  readonly column: number
  /** File it is for as the words before it say (example: `'daemon.json'`); null when they do not. */
  readonly file: string | null
  /** Whether it is a setting inside a sentence rather than a body. */
  readonly inline: boolean
  /** Top-level members, as far as they could be read. */
  readonly members: readonly WriteUpMember[]
  /** Where it stops being JSON, and why; null when it is JSON. */
  readonly error: WriteUpError | null
  /** Index of the finding it stands under; null when under none. */
  readonly finding: number | null
}

/** Where a body stops being JSON. */
export interface WriteUpError {
  /** Line. */
  readonly line: number
  /** Column. */
  readonly column: number
  /** Why, the end of a sentence. */
  readonly reason: string
}

/** A member of a JSON object. */
export interface WriteUpMember {
  /** Name. */
  readonly key: string
  /** Value. */
  readonly value: unknown
  /** Line of the name. */
  readonly line: number
  /** Column of the name's quote. */
  readonly column: number
}

/** A command in a write-up. */
export interface WriteUpCommand {
  /** Its words, quotes taken off. */
  readonly words: readonly string[]
  /** As written. */
  readonly text: string
  /** Line. */
  readonly line: number
  /** Column. */
  readonly column: number
  /** Index of the finding it stands under; null when under none. */
  readonly finding: number | null
}

/** An edition that a write-up cites. */
export interface WriteUpCitation {
  /** `'docker'` or `'kubernetes'`. */
  readonly target: WriteUpTarget
  /** Version as written, without `v` (example: `'1.2'`). */
  readonly edition: string
  /** Line. */
  readonly line: number
  /** Column of the version. */
  readonly column: number
}

/** What part of a write-up a line belongs to. */
export type WriteUpRole = 'blank' | 'heading' | 'instruction' | 'threat' | 'finding' | 'code' | 'other'

/** A line of a write-up. */
export interface WriteUpLine {
  /** What part it belongs to. */
  readonly role: WriteUpRole
  /** As given, without its end. */
  readonly text: string
}

/** A hand-written threat model or analysis, read. */
export interface WriteUp {
  /** Threats in order. */
  readonly threats: readonly WriteUpThreat[]
  /** Documented findings in order. */
  readonly findings: readonly WriteUpFinding[]
  /** Bodies of configuration and settings in order. */
  readonly configurations: readonly WriteUpConfiguration[]
  /** Commands in order. */
  readonly commands: readonly WriteUpCommand[]
  /** Editions cited, in order. */
  readonly citations: readonly WriteUpCitation[]
  /** Every line with its role, from the first. */
  readonly lines: readonly WriteUpLine[]
  /** What was not understood. */
  readonly messages: readonly Message[]
}
