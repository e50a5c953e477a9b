import type {
  Catalog,
  Control,
  DockerFacts,
  FileModesFacts,
  Findings,
  KubernetesFacts,
  LintMessage,
  LintSeverity,
  WriteUp,
  WriteUpFinding,
  WriteUpPiece
} from '../model/index.ts'

/** What rules may know besides the write-up; a rule that lacks what it needs says nothing. */
export interface Knowledge {
  /** Controls and numberings. */
  readonly catalog: Catalog | null
  /** Facts about Docker's configuration. */
  readonly docker: DockerFacts | null
  /** Facts about Kubernetes' configuration. */
  readonly kubernetes: KubernetesFacts | null
  /** Modes of files by control and edition. */
  readonly modes: FileModesFacts | null
  /** Enriched findings of the log the write-up is about; null when there is none. */
  readonly log: Findings | null
  /** Hashes a title has in the numberings, one for each component it may stand under. */
  readonly hashes: (title: string) => readonly string[]
}

/** A documented finding with the check it is about. */
export interface Resolved {
  /** As written. */
  readonly finding: WriteUpFinding
  /** Index in the write-up. */
  readonly index: number
  /** Control of its title, else of its id; null when neither tells. */
  readonly control: Control | null
  /** Control that its title names; null when it names none we know. */
  readonly byTitle: string | null
  /** Controls that its id has in the editions it may follow. */
  readonly byId: readonly string[]
  /** Editions it may follow: cited, of the log, or those in which id and title go together. */
  readonly editions: readonly string[]
}

/** What a rule looks at. */
export interface Context extends Knowledge {
  /** The write-up. */
  readonly document: WriteUp
  /** Its findings with their controls. */
  readonly resolved: readonly Resolved[]
}

/** What a rule says of one place. */
export interface Hit extends Pick<LintMessage, 'line' | 'column' | 'reason' | 'fact' | 'fix'> {
  /** When it differs from the rule's own. */
  readonly severity?: LintSeverity
}

/** A rule. */
export interface Rule {
  /** Stable kebab-case name. */
  readonly name: string
  /** Severity of its messages. */
  readonly severity: LintSeverity
  /** What is wrong in general and why it matters, one or two sentences. */
  readonly about: string
  /** Look at a write-up. */
  readonly check: (context: Context) => Iterable<Hit>
}

/** A place in a write-up. */
export interface Where {
  readonly line: number
  readonly column: number
}

/**
 * Find a pattern in a text that runs over several lines.
 *
 * @param pieces The text by line.
 * @param pattern Pattern.
 * @returns Place of the first hit; null when there is none.
 */
export function find(pieces: readonly WriteUpPiece[], pattern: RegExp): Where | null {
  const at = pieces
    .map(({text}) => text)
    .join(' ')
    .search(pattern)
  return at < 0 ? null : placeAt(pieces, at)
}

/**
 * Find where an offset of the joined text stands.
 *
 * @param pieces The text by line, joined by blanks.
 * @param at Offset.
 * @returns Place; the first when the offset is outside.
 */
export function placeAt(pieces: readonly WriteUpPiece[], at: number): Where {
  let start = 0
  for (const {line, column, text} of pieces) {
    if (at <= start + text.length) return {line, column: column + at - start}
    start += text.length + 1
  }
  return {line: pieces[0]?.line ?? 1, column: 1}
}

/**
 * Join the words of pieces.
 *
 * @param pieces Pieces.
 * @returns Text, one blank between words.
 */
export function wordsIn(pieces: readonly WriteUpPiece[]): string {
  return pieces
    .map(({text}) => text)
    .join(' ')
    .replace(/\s+/g, ' ')
    .trim()
}
