import type {Position} from './position.ts'
import type {AppliedWaiver} from './waiver.ts'

/** A status as the scanners print it. */
export type Status = 'PASS' | 'FAIL' | 'WARN' | 'INFO' | 'NOTE'

/** What a status means; the table is in docs/formats.md. */
export type Outcome = 'pass' | 'fail' | 'review' | 'error' | 'skipped' | 'info'

/** Our own severity, never CIS's (CIS has levels, not severities). */
export type Severity = 'critical' | 'high' | 'medium' | 'low'

/** A letter of STRIDE. */
export type StrideLetter = 'S' | 'T' | 'R' | 'I' | 'D' | 'E'

/** STRIDE letters of a control: what breaks first and directly, and what may follow. */
export interface Stride {
  /** The property that breaks first. */
  readonly primary: StrideLetter
  /** Up to two properties that break in the next step of the same attack. */
  readonly secondary: readonly StrideLetter[]
}

/** One detail line under a check. */
export interface Item {
  /** The detail as printed, without its bullet. */
  readonly text: string
  /** The container, image, path or user it names, without ports and counts; or null. */
  readonly subject: string | null
  /** Where it stands. */
  readonly position: Position
  /** The waiver that covers this instance; not there when none does. */
  readonly waiver?: AppliedWaiver
}

/** A heading of the benchmark. */
export interface Section {
  /** Id as printed (example: `'2'`, `'1.2'`). */
  readonly id: string
  /** Title as printed. */
  readonly title: string
}

/** What the scanner saw. */
export interface Evidence {
  /** What the audit found, raw. */
  readonly actual: string | null
  /** What the audit wanted, as the scanner words it. */
  readonly expected: string | null
  /** The audit command. */
  readonly audit: string | null
  /** Why the status is what it is (kube-bench JSON `reason`, "audit test did not run: …"). */
  readonly reason: string | null
}

/** The scanner's own words on how to mend it, when the log has them. */
export interface Remediation {
  /** The steps. */
  readonly text: string | null
  /** What they may break. */
  readonly impact: string | null
}

/** One check read from a log; `enrich` fills `fingerprint`, `control`, `severity`, `stride`, `surface`. */
export interface Finding {
  /** Index into `scans`. */
  readonly scan: number
  /** Id as printed; a string, for `5.1` is not `5.10`. */
  readonly id: string
  /** Title as printed, without the type suffix ("(Automated)"). */
  readonly title: string
  /** Status as printed. */
  readonly status: Status
  /** What the status means. */
  readonly outcome: Outcome
  /** Whether the check is tested by the scanner or by a person; null when not known. */
  readonly assessment: 'automated' | 'manual' | null
  /** Whether it counts in the scanner's score; null when not known. */
  readonly scored: boolean | null
  /** kube-bench target (`master`, `etcd`, `node`, …) or null. */
  readonly target: string | null
  /** The nearest heading; null for a check printed without one. */
  readonly section: Section | null
  /** Detail lines. */
  readonly items: readonly Item[]
  /** What the scanner saw. */
  readonly evidence: Evidence
  /** The scanner's remediation. */
  readonly remediation: Remediation
  /** Where the check stands: its line in a text log, its object in JSON. */
  readonly position: Position
  /** Hash of what the check is about, stable across editions; null before `enrich`. */
  readonly fingerprint: string | null
  /** Key of the control, or null. */
  readonly control: string | null
  /** Severity of the control; ours. */
  readonly severity: Severity | null
  /** STRIDE letters of the control; ours. */
  readonly stride: Stride | null
  /** Attack-surface area of the control. */
  readonly surface: string | null
  /** The waiver that covers all of it; null or not there when none does. */
  readonly waiver?: AppliedWaiver | null
}
