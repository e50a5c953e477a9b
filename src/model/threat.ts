import type {Finding, Severity, StrideLetter} from './finding.ts'
import type {ReportHead} from './report.ts'
import type {Message} from './message.ts'
import type {ReportScan} from './report.ts'

/** What a threat model is of. */
export type ThreatTarget = 'docker' | 'kubernetes'

/** A threat of the library: what may happen, to what, and what is done against it. All words are ours. */
export interface Threat {
  /** Stable id (example: `'DT-01'`, `'KT-22'`); never reused for another threat. */
  readonly id: string
  /** What it threatens. */
  readonly target: ThreatTarget
  /** What may happen, in a few words. */
  readonly title: string
  /** The STRIDE letter of the property that breaks first. */
  readonly stride: StrideLetter
  /** Component it acts on (example: `'client'`, `'kubelet'`). */
  readonly component: string
  /** Attack-surface area it comes through (example: `'daemon'`, `'apiserver'`). */
  readonly surface: string
  /** Who does what to which component, and what follows; plain sentences with `code` between backticks. */
  readonly scenario: string
  /** Keys of the controls that stand against it, the most telling first; none when no benchmark has any. */
  readonly controls: readonly string[]
  /** What to do about it, one imperative sentence each. */
  readonly mitigations: readonly string[]
  /** MITRE ATT&CK for Containers techniques, v18. */
  readonly attack: readonly string[]
  /** How it is noticed. */
  readonly detection: string
  /** What no benchmark check covers. */
  readonly gaps: string
}

/**
 * What the findings say of a threat. `confirmed`: a linked control fails. `mitigated`: all linked controls that a
 * scanner tested pass. `unknown`: only reviews, or tests that did not run. `not-assessed`: no linked control was
 * scanned.
 */
export type ThreatStatus = 'confirmed' | 'mitigated' | 'unknown' | 'not-assessed'

/** A threat with what the findings say of it. */
export interface AssessedThreat extends Threat {
  /** Status. */
  readonly status: ThreatStatus
  /** The findings that decide the status, in the order of the log; none when it is not assessed. */
  readonly findings: readonly Finding[]
  /** How many linked controls failed. */
  readonly failed: number
  /** How many linked controls passed. */
  readonly passed: number
  /** How many linked controls need a person, or could not be tested. */
  readonly open: number
}

/** Which threats there are for each component and STRIDE letter. */
export interface Coverage {
  /** Components, in the order of their names. */
  readonly components: readonly string[]
  /** The six letters. */
  readonly letters: readonly StrideLetter[]
  /** Threats for each component and letter that has some. */
  readonly cells: readonly CoverageCell[]
  /** Letters that no threat has. */
  readonly uncovered: readonly StrideLetter[]
}

/** The threats of one component under one letter. */
export interface CoverageCell {
  /** Component. */
  readonly component: string
  /** Letter. */
  readonly letter: StrideLetter
  /** Ids of the threats. */
  readonly ids: readonly string[]
}

/** A threat in a model that somebody made before, with another tool or with this one. */
export interface ExistingThreat {
  /** Our id when it has one, else null. */
  readonly id: string | null
  /** Its id in that file. */
  readonly foreignId: string
  /** Title. */
  readonly title: string
  /** STRIDE letter, or null when its category is none of the six. */
  readonly stride: StrideLetter | null
  /** Component it hangs on, or null. */
  readonly component: string | null
  /** Status as the file has it (example: `'Mitigated'`, `'Accepted'`). */
  readonly status: string
  /** Severity as the file has it, or null. */
  readonly severity: string | null
  /** Description. */
  readonly description: string
  /** What somebody wrote about its mitigation. */
  readonly notes: string
}

/** A threat model read from a file of another tool. */
export interface ExistingModel {
  /** Format it was read from. */
  readonly format: 'threat-dragon' | 'otm'
  /** Title of the model. */
  readonly title: string
  /** Its threats, in the order of the file. */
  readonly threats: readonly ExistingThreat[]
  /** What could not be read. */
  readonly messages: readonly Message[]
  /** The file itself, so that an export in the same format keeps everything in it. */
  readonly source: Readonly<Record<string, unknown>>
}

/** A threat model, or two: one for each target. */
export interface ThreatsReport extends ReportHead {
  /** Tells it from other reports. */
  readonly kind: 'threats'
  /** The models. */
  readonly models: readonly ThreatModel[]
  /** The scans whose findings decide. */
  readonly scans: readonly ReportScan[]
  /** The model that was there before, or null. */
  readonly existing: ExistingModel | null
  /** Threats of it that are none of ours. */
  readonly foreign: readonly ExistingThreat[]
  /** Messages about the logs and the existing model. */
  readonly messages: readonly Message[]
}

/** The threat model of one target. */
export interface ThreatModel {
  /** Target. */
  readonly target: ThreatTarget
  /** Its name for people. */
  readonly name: string
  /** What it holds, in one sentence with its base. */
  readonly summary: string
  /** The threats, those that were picked or all. */
  readonly threats: readonly ReportThreat[]
  /** How many threats the library has for the target. */
  readonly of: number
  /** How many threats have each status. */
  readonly statuses: readonly StatusCount[]
  /** Component × STRIDE. */
  readonly coverage: Coverage
}

/** A status with its count. */
export interface StatusCount {
  /** Status. */
  readonly status: ThreatStatus
  /** The word people read. */
  readonly label: string
  /** What it means, one sentence. */
  readonly meaning: string
  /** How many threats. */
  readonly count: number
}

/** A threat with what people read of it. */
export interface ReportThreat extends AssessedThreat {
  /** Anchor, unique in the report. */
  readonly anchor: string
  /** Word of the letter. */
  readonly strideName: string
  /** The component in words. */
  readonly componentName: string
  /** The attack-surface area in words. */
  readonly surfaceName: string
  /** Word for the status. */
  readonly statusLabel: string
  /** Why it has this status, one sentence. */
  readonly statusText: string
  /** The highest severity of a linked control; null when there is no control. */
  readonly severity: Severity | null
  /** The linked controls. */
  readonly about: readonly LinkedControl[]
  /** ATT&CK techniques with their names. */
  readonly techniques: readonly Technique[]
  /** What an existing model says of it, or null. */
  readonly existing: ExistingThreat | null
}

/** A control that stands against a threat. */
export interface LinkedControl {
  /** Key. */
  readonly key: string
  /** Title. */
  readonly title: string
  /** Severity; ours. */
  readonly severity: Severity
  /** What to do, one sentence. */
  readonly fix: string
  /** Ids of the checks of this scan that are about it. */
  readonly ids: readonly string[]
  /** What they came to together, or null when none was in the scan. */
  readonly outcome: 'fail' | 'pass' | 'open' | null
}

/** An ATT&CK technique. */
export interface Technique {
  /** Id (example: `'T1611'`). */
  readonly id: string
  /** Name. */
  readonly name: string
}
