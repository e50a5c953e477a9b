import type {Control} from './control.ts'

/**
 * A numbering: the ids one scanner gives to the checks of one edition. Titles are kept as hashes only, for no CIS
 * text is shipped.
 */
export interface Numbering {
  /** Stable id (example: `'dbs-1.6.1'`, `'cis-1.10'`). */
  readonly id: string
  /** Family of the benchmark (example: `'cis-docker'`). */
  readonly family: string
  /** Edition as people name it (example: `'1.6.0'`, `'cis-1.10'`). */
  readonly edition: string
  /** Scanner that prints it; null when more than one does. */
  readonly tool: string | null
  /** kube-bench targets that have checks, in the order of their sections; absent for Docker. */
  readonly targets?: readonly string[]
  /** Checks: `[id, hash of the title's subject, control key or null, facts]`; facts are letters, see `CheckFlag`. */
  readonly checks: readonly (readonly [string, string, string | null, string])[]
}

/** What a letter in the facts of a check says: `a` automated, `m` manual, `s` skipped by the benchmark, `1` scored, `0` not scored. */
export type CheckFlag = 'a' | 'm' | 's' | '0' | '1'

/** Controls and numberings of the families that were loaded. */
export interface Catalog {
  /** Controls by key. */
  readonly controls: Readonly<Record<string, Control>>
  /** Numberings, newest first within a family. */
  readonly numberings: readonly Numbering[]
  /** Controls by component and subject that stand in no title we know (example: `'kubelet --anonymous-auth'`). */
  readonly subjects: Readonly<Record<string, string>>
  /** Controls of the user by hash of component and title; they win. */
  readonly titles?: Readonly<Record<string, string>>
}
