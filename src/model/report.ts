import type {Control, Frameworks} from './control.ts'
import type {DiffReport} from './diff.ts'
import type {Finding, Outcome, Severity, StrideLetter} from './finding.ts'
import type {LintReport} from './lint.ts'
import type {Message} from './message.ts'
import type {PlanReport} from './plan.ts'
import type {Scan, Score} from './scan.ts'
import type {ThreatsReport} from './threat.ts'
import type {AppliedWaiver, Waiver, WaiverState} from './waiver.ts'
import type {WriteUpReport} from './write-up-report.ts'

/** Everything a template may say, and nothing it must compute. A union on `kind`. */
export type Report = ScanReport | DiffReport | PlanReport | ThreatsReport | WriteUpReport | LintReport

/** What every report says of itself. */
export interface ReportHead {
  /** Tells it from other reports. */
  readonly kind: string
  /** Title of the document. */
  readonly title: string
  /** When it was made, ISO 8601 in UTC; null when the caller gave no time. */
  readonly generatedAt: string | null
  /** What made it. */
  readonly generator: {
    /** Name of this library. */
    readonly name: 'benchscribe'
    /** Its version. */
    readonly version: string
  }
  /** The result in one sentence, with its base. */
  readonly headline: string
}

/** A report of scans. */
export interface ScanReport extends ReportHead {
  /** Tells it from other reports. */
  readonly kind: 'scan'
  /** Our score, over all scans; null when nothing could be scored. */
  readonly score: Score | null
  /** What the score is, in one sentence. */
  readonly scoreText: string
  /** How many checks came to each outcome, in the order of severity of the outcome. */
  readonly outcomes: readonly OutcomeCount[]
  /** How many failed checks there are of each severity. */
  readonly severities: readonly SeverityCount[]
  /** Failed and passed checks by STRIDE letter. */
  readonly stride: readonly StrideCount[]
  /** Checks by attack-surface area, the area with most failures first. */
  readonly surfaces: readonly SurfaceCount[]
  /** How many checks of each scan came to each outcome, in the order of `scans`. */
  readonly nodes: readonly NodeCount[]
  /**
   * What the scans say of the same check, one cell a scan in the order of `scans`: checks that fail somewhere or do not
   * come out alike, most severe first. Empty when there is one scan.
   */
  readonly matrix: readonly MatrixRow[]
  /** What the checks say of frameworks people report against: those that a control of a check names. */
  readonly frameworks: readonly FrameworkCoverage[]
  /** The scans. */
  readonly scans: readonly ReportScan[]
  /** What to fix first: at most ten, by severity and effort. */
  readonly top: readonly TopEntry[]
  /** Findings, in the order of the log. */
  readonly findings: readonly ReportFinding[]
  /** Waivers that are about these logs, in the order of their file. */
  readonly waivers: readonly ReportWaiver[]
  /** How many checks of each outcome are waived. */
  readonly waived: Readonly<Record<Outcome, number>>
  /** Messages about the logs. */
  readonly messages: readonly Message[]
  /** How many checks there are over all scans. */
  readonly checks: number
  /** How many checks came to each outcome. */
  readonly counts: Readonly<Record<Outcome, number>>
}

/** An outcome with its count. */
export interface OutcomeCount {
  /** Outcome. */
  readonly outcome: Outcome
  /** The word people read (example: `'failed'`). */
  readonly label: string
  /** What it means, one sentence. */
  readonly meaning: string
  /** How many checks. */
  readonly count: number
}

/** A severity with the failed checks of it. */
export interface SeverityCount {
  /** Severity. */
  readonly severity: Severity
  /** How many failed. */
  readonly failed: number
  /** How many checks of this severity came to each outcome; those without a control count as low. */
  readonly counts: Readonly<Record<Outcome, number>>
}

/** A STRIDE letter with the checks whose control has it as primary letter. */
export interface StrideCount {
  /** Letter. */
  readonly letter: StrideLetter
  /** Word (example: `'Spoofing'`). */
  readonly name: string
  /** Failed checks. */
  readonly failed: number
  /** Checks to review. */
  readonly review: number
  /** Passed checks. */
  readonly passed: number
}

/** An attack-surface area with its checks. */
export interface SurfaceCount {
  /** Area as controls name it (example: `'apiserver'`). */
  readonly surface: string
  /** Area as people read it (example: `'API server'`). */
  readonly name: string
  /** How many checks of it came to each outcome. */
  readonly counts: Readonly<Record<Outcome, number>>
  /** Its checks by primary STRIDE letter: those that failed, and all. */
  readonly stride: Readonly<Record<StrideLetter, FailedOf>>
}

/** How many of how many checks failed. */
export interface FailedOf {
  /** Failed checks. */
  readonly failed: number
  /** All checks. */
  readonly all: number
}

/** A scan with its checks by outcome. */
export interface NodeCount {
  /** Label of the scan. */
  readonly label: string
  /** How many checks of it came to each outcome. */
  readonly counts: Readonly<Record<Outcome, number>>
}

/** A check as several scans see it. */
export interface MatrixRow {
  /** Title: the control's, or the check's. */
  readonly title: string
  /** Its ids, each once. */
  readonly ids: readonly string[]
  /** Severity; low when there is no control. */
  readonly severity: Severity
  /** Anchor of its first finding that fails, else of its first. */
  readonly anchor: string
  /** Outcome in each scan, the worst when it stands there twice; null where it was not scanned. */
  readonly outcomes: readonly (Outcome | null)[]
  /** In how many scans it fails. */
  readonly failed: number
}

/** What the checks say of one framework. */
export interface FrameworkCoverage {
  /** Key as in `Control.frameworks` (example: `'nist80053'`). */
  readonly framework: keyof Frameworks
  /** Name for people (example: `'NIST SP 800-53 r5'`). */
  readonly name: string
  /** Its entries that a control of a check names, in their order. */
  readonly entries: readonly FrameworkEntry[]
  /** How many entries have a failed check. */
  readonly failed: number
}

/** One entry of a framework with its checks. */
export interface FrameworkEntry {
  /** Id (example: `'AC-6'`). */
  readonly id: string
  /** How many of its checks came to each outcome. */
  readonly counts: Readonly<Record<Outcome, number>>
  /** Ids of its failed checks, each once, in their order. */
  readonly failing: readonly string[]
}

/** A scan with what people read of it. */
export interface ReportScan extends Scan {
  /** The scanner, with version. */
  readonly toolLabel: string
  /** The benchmark, with edition. */
  readonly benchmarkLabel: string
  /** The node, or the log's name, or "scan n". */
  readonly label: string
}

/** A finding with its control and what people read of it. */
export interface ReportFinding extends Finding {
  /** Anchor, unique in the report. */
  readonly anchor: string
  /** Label of its scan; null when there is only one scan. */
  readonly scanLabel: string | null
  /** Its heading: id and title. */
  readonly heading: string
  /** The control, or null. */
  readonly about: Control | null
  /** Word for the outcome. */
  readonly outcomeLabel: string
  /** The waiver that covers all of it, or null. */
  readonly waiver: AppliedWaiver | null
}

/** A waiver with what people read of it. */
export interface ReportWaiver extends Waiver {
  /** What became of it. */
  readonly state: WaiverState
  /** What it is about, with item and node (example: `'docker.daemon.icc'`). */
  readonly name: string
  /** Word for its kind. */
  readonly kindLabel: string
  /** What became of it, in words. */
  readonly stateLabel: string
  /** Ids of the checks it covers, or would cover had it not expired. */
  readonly ids: readonly string[]
}

/** One thing to fix. */
export interface TopEntry {
  /** 1 to 10. */
  readonly rank: number
  /** What it is: the control's title, or the check's. */
  readonly title: string
  /** Ids of the failed checks it stands for. */
  readonly ids: readonly string[]
  /** Severity. */
  readonly severity: Severity
  /** What to do, one sentence; null when we have none. */
  readonly fix: string | null
  /** How much work it is, in words; null when we do not know. */
  readonly effort: string | null
  /** Anchor of the first finding. */
  readonly anchor: string
}
