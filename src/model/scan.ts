import type {Finding} from './finding.ts'
import type {Message} from './message.ts'

/** Name of a scanner. */
export type Tool = 'docker-bench-security' | 'docker-bench' | 'kube-bench'

/** A benchmark and the editions a scan may follow. */
export interface Benchmark {
  /** Family (example: `'cis-docker'`, `'cis-kubernetes'`); null when not known. */
  readonly family: string | null
  /** Editions that fit: several when they cannot be told apart, none when unknown. */
  readonly editions: readonly string[]
}

/** What a log says of itself; only what it says is present. */
export interface Declared {
  /** Number of checks. */
  readonly checks?: number
  /** The scanner's own score (docker-bench-security: passes minus warnings, may be negative). */
  readonly score?: number
  /** Checks that passed. */
  readonly pass?: number
  /** Checks that failed. */
  readonly fail?: number
  /** Checks with a warning. */
  readonly warn?: number
  /** Checks with an information only. */
  readonly info?: number
}

/** What was found in the log. */
export interface Counted {
  /** Number of checks. */
  readonly checks: number
  /** PASS. */
  readonly pass: number
  /** FAIL. */
  readonly fail: number
  /** WARN. */
  readonly warn: number
  /** INFO. */
  readonly info: number
  /** NOTE. */
  readonly note: number
}

/** Our score: bounded, defined in docs/score.md. */
export interface Score {
  /** Value, whole number. */
  readonly value: number
  /** The best value. */
  readonly of: 100
}

/** One run of a scanner on one node. */
export interface Scan {
  /** Index in `scans`. */
  readonly index: number
  /** Name of the log as the caller gave it, or null. */
  readonly file: string | null
  /** Node, when the caller, a prefix or the log names it. */
  readonly node: string | null
  /** Dialect it was read as (example: `'kube-bench-text'`). */
  readonly dialect: string
  /** Scanner. */
  readonly tool: string
  /** Version the scanner printed, or null. */
  readonly toolVersion: string | null
  /** When it ran, as printed; or null. */
  readonly startedAt: string | null
  /** Benchmark. */
  readonly benchmark: Benchmark
  /** What the log says of itself. */
  readonly declared: Declared
  /** What was found in it. */
  readonly counted: Counted
  /** Our score; null before analysis, or when nothing could be scored. */
  readonly score: Score | null
  /** Whether the log holds the scan to its end. */
  readonly complete: boolean
}

/** The JSON document of `parse --to json`, version 1. */
export interface Findings {
  /** Name of the format. */
  readonly format: 'benchscribe/findings'
  /** Version of the format. */
  readonly version: 1
  /** Scans in the order they start. */
  readonly scans: readonly Scan[]
  /** Findings in the order of the log. */
  readonly findings: readonly Finding[]
  /** Messages in the order of the log. */
  readonly messages: readonly Message[]
}
