import type {Finding, Severity, StrideLetter} from './finding.ts'
import type {Findings, Score} from './scan.ts'
import type {WaiverUse} from './waiver.ts'

/** What a gate looks at. A finding must fit every field that has values, and one value of it. */
export interface GateFilter {
  /** Primary STRIDE letters of the control. */
  readonly stride?: readonly StrideLetter[]
  /** Attack-surface areas. */
  readonly surface?: readonly string[]
  /** Control keys, with `*` for any run of characters. */
  readonly control?: readonly string[]
  /** Ids as printed, with `*`. */
  readonly id?: readonly string[]
  /** kube-bench targets. */
  readonly target?: readonly string[]
  /** Names of nodes, with `*`. */
  readonly node?: readonly string[]
}

/** When a gate fails. */
export interface GateOptions {
  /** Least severity of failures that count; null when none does. Default: low, so every failure counts. */
  readonly failOn?: Severity | null
  /** Whether checks that a person must look at count. Default: no. */
  readonly failOnReview?: boolean
  /** Whether checks that could not be tested count. Default: no. */
  readonly failOnError?: boolean
  /** What is looked at; default: everything. */
  readonly only?: GateFilter
  /** So many may count and the gate still passes. Default: 0. */
  readonly max?: number
  /** Findings of an earlier scan, enriched: then only what is new since counts, new instances included. */
  readonly baseline?: Findings
  /** Least score; default: none. */
  readonly minScore?: number
  /** What became of the waivers; one that has expired and is still needed fails the gate. */
  readonly waivers?: readonly WaiverUse[]
}

/** A finding that counts. */
export interface GateEntry {
  /** The finding. */
  readonly finding: Finding
  /** `new`: not so in the baseline; `grown`: so in the baseline, with new instances; null: there is no baseline. */
  readonly since: 'new' | 'grown' | null
  /** The instances that count: those not waived, and with a baseline only the new ones of a check that has grown. */
  readonly items: readonly string[]
}

/** What a gate found. */
export interface GateResult {
  /** Whether it passes. */
  readonly passed: boolean
  /** What made it fail: too many findings, a low score, an expired waiver. */
  readonly failures: readonly ('count' | 'score' | 'expired')[]
  /** Findings that count, worst first. */
  readonly counted: readonly GateEntry[]
  /** How many would count were they not waived. */
  readonly waived: number
  /** How many would count were they not in the baseline. */
  readonly known: number
  /** How many findings were looked at. */
  readonly checks: number
  /** Score of what was looked at; null when nothing passed or failed. */
  readonly score: Score | null
  /** Waivers that have expired and are still needed. */
  readonly expired: readonly WaiverUse[]
}
