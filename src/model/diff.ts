import type {Finding, Outcome, Status} from './finding.ts'
import type {Message} from './message.ts'
import type {ReportHead, ReportScan} from './report.ts'
import type {Scan, Score} from './scan.ts'
import type {AppliedWaiver} from './waiver.ts'

/** What a check was in the scans before. */
export interface Was {
  /** Index into the scans before. */
  readonly scan: number
  /** Id there. */
  readonly id: string
  /** Status as printed. */
  readonly status: Status
  /** What the status meant. */
  readonly outcome: Outcome
}

/** A finding compared: that of the scans after, or that of the scans before when it is no longer scanned. */
export interface DiffFinding extends Finding {
  /** What it was before; null when it was not scanned. */
  readonly was: Was | null
  /** Containers, images, paths or users that do not pass now and were not named before. */
  readonly newItems: readonly string[]
  /** Those named before and not now. */
  readonly goneItems: readonly string[]
}

/** The lists of a comparison; each finding of the scans after stands in one of the first five. */
export interface DiffLists {
  /** Failed before, passes now. */
  readonly fixed: readonly DiffFinding[]
  /** Passed before and fails now; or failed before and now names an instance that it did not name. */
  readonly new: readonly DiffFinding[]
  /** Any other change of outcome, and checks that no longer name an instance they named. */
  readonly changed: readonly DiffFinding[]
  /** The same outcome and instances. */
  readonly unchanged: readonly DiffFinding[]
  /** Judged now, and before not scanned, skipped or only informative: nobody can say that it got worse or better. */
  readonly newlyApplicable: readonly DiffFinding[]
  /** Scanned before and not now. */
  readonly notScanned: readonly DiffFinding[]
}

/** The JSON document of `diff --to json`, version 1. */
export interface Diff extends DiffLists {
  /** Name of the format. */
  readonly format: 'benchscribe/diff'
  /** Version of the format. */
  readonly version: 1
  /** Whether findings were matched within a node of the same name: both sides name all their nodes. */
  readonly byNode: boolean
  /** Scans before; `notScanned[].scan` and `was.scan` are indexes into it. */
  readonly before: readonly Scan[]
  /** Scans after; `scan` of the other findings is an index into it. */
  readonly after: readonly Scan[]
  /** Messages about the logs of both sides. */
  readonly messages: readonly Message[]
}

/** A report of what changed between scans. */
export interface DiffReport extends ReportHead {
  /** Tells it from other reports. */
  readonly kind: 'diff'
  /** What JSON prints. */
  readonly data: Diff
  /** The scans before. */
  readonly before: DiffSide
  /** The scans after. */
  readonly after: DiffSide
  /** How many findings stand in each list. */
  readonly counts: Readonly<Record<keyof DiffLists, number>>
  /** How many checks passed before and fail now. */
  readonly regressed: number
  /** How many checks failed before and name a new instance. */
  readonly grown: number
  /** How many of `newlyApplicable` fail. */
  readonly newlyFailing: number
  /** What a reader must know before trusting the lists, in sentences. */
  readonly notes: readonly string[]
  /** The lists with words. */
  readonly lists: Readonly<Record<keyof DiffLists, readonly DiffEntry[]>>
  /** Messages about the logs of both sides. */
  readonly messages: readonly Message[]
}

/** One side of a comparison. */
export interface DiffSide {
  /** Scans with their words. */
  readonly scans: readonly ReportScan[]
  /** How many checks. */
  readonly checks: number
  /** How many checks came to each outcome. */
  readonly counts: Readonly<Record<Outcome, number>>
  /** Score over all its scans, or null. */
  readonly score: Score | null
}

/** A compared finding with its words. */
export interface DiffEntry extends DiffFinding {
  /** Title: the control's, or as printed. */
  readonly name: string
  /** Label of its scan; null when there is only one on either side. */
  readonly scanLabel: string | null
  /** Word for the outcome before (example: `'failed'`); `'not scanned'` when it was not. */
  readonly wasLabel: string
  /** Word for the outcome now; `'not scanned'` when it is not. */
  readonly nowLabel: string
  /** What to do, one sentence; null when it does not fail or we have none. */
  readonly fix: string | null
  /** The waiver that covers all of it, or null. */
  readonly waiver: AppliedWaiver | null
}
