/** Why a check that does not pass is let be: the risk is accepted, or what is checked does not matter here. */
export type WaiverKind = 'accepted' | 'not-applicable'

/** A waiver as it shows on what it covers. */
export interface AppliedWaiver {
  /** Why it is let be. */
  readonly kind: WaiverKind
  /** The reason, in the words of whoever wrote it. */
  readonly reason: string
  /** Who answers for it; null when nobody is named. */
  readonly owner: string | null
  /** Last day it holds, `YYYY-MM-DD`; null when it does not end. */
  readonly expires: string | null
  /** Where it was decided, or null. */
  readonly ticket: string | null
}

/** What a waiver is about: a control in every edition, or a check of one edition that has no control. */
export type WaiverTarget = ControlTarget | CheckTarget

/** A control, in every edition. */
export interface ControlTarget {
  /** Key of the control (example: `'docker.daemon.icc'`). */
  readonly control: string
}

/** A check of one edition. */
export interface CheckTarget {
  /** Id as printed. */
  readonly id: string
  /** Edition its scan follows (example: `'1.6.0'`). */
  readonly edition: string
}

/** A waiver as it was written. */
export interface Waiver extends AppliedWaiver {
  /** What it is about. */
  readonly about: WaiverTarget
  /** Nodes it holds for, with `*` for any run of characters; null for all. */
  readonly node: string | null
  /** Containers, images, paths or users it holds for, with `*` for any run of characters; null for all. */
  readonly item: string | null
  /** File it stands in, or null. */
  readonly file: string | null
  /** Line, 1-based; null when it is from no file. */
  readonly line: number | null
  /** Column, 1-based; null when it is from no file. */
  readonly column: number | null
}

/**
 * What became of a waiver: `used` covers something that does not pass; `expired` would, but its last day is over;
 * `unused` is about these logs and covers nothing; `elsewhere` is about other logs (another benchmark, edition or
 * node), so that nothing can be said of it.
 */
export type WaiverState = 'used' | 'expired' | 'unused' | 'elsewhere'

/** A waiver with what became of it. */
export interface WaiverUse {
  /** The waiver. */
  readonly waiver: Waiver
  /** What became of it. */
  readonly state: WaiverState
  /** Whether its last day is over, covered or not. */
  readonly overdue: boolean
  /** Indexes into `findings` of what it covers, or would cover had it not expired. */
  readonly covers: readonly number[]
}
