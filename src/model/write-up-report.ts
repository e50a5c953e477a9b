import type {Outcome, Severity, StrideLetter} from './finding.ts'
import type {Message} from './message.ts'
import type {ReportHead, ReportScan} from './report.ts'
import type {Coverage, ThreatStatus, ThreatTarget} from './threat.ts'

/** What a sentence rests on. */
export interface Reference {
  /** Kind of thing. */
  readonly kind: 'finding' | 'control' | 'threat'
  /** Id of a check as printed, key of a control, or id of a threat. */
  readonly id: string
}

/** A sentence, or a few, and what they rest on. */
export interface Statement {
  /** Plain text with `code` between backticks. */
  readonly text: string
  /** What it rests on; never empty. */
  readonly restsOn: readonly Reference[]
}

/** The write-up: two threat models, documented findings, one configuration, a test plan and an incident report in outline. */
export interface WriteUpReport extends ReportHead {
  /** Tells it from other reports. */
  readonly kind: 'write-up'
  /** The headline with what it rests on. */
  readonly lead: Statement
  /** What the documented findings are of. */
  readonly target: ThreatTarget
  /** Its name for people. */
  readonly targetName: string
  /** The scans: the one the findings are from, the other target's, the one after hardening. */
  readonly scans: readonly WriteUpScan[]
  /** The threat models, Docker first. */
  readonly models: readonly DocumentedModel[]
  /** The rules of selection and how they are met. */
  readonly rules: readonly RuleCheck[]
  /** The documented findings, in the order of their ids. */
  readonly findings: readonly DocumentedFinding[]
  /** What all of them need together. */
  readonly remedy: MergedRemedy
  /** How each stood before and stands after; null when there is no second scan. */
  readonly comparison: Comparison | null
  /** Outline of the test plan. */
  readonly testPlan: readonly Passage[]
  /** Outline of the incident report. */
  readonly incident: readonly Passage[]
  /** Messages about the logs. */
  readonly messages: readonly Message[]
}

/** A scan and what it is for. */
export interface WriteUpScan extends ReportScan {
  /** What it is for. */
  readonly role: 'findings' | 'other-model' | 'after'
  /** The same in words. */
  readonly roleLabel: string
  /** How many of its checks failed. */
  readonly failed: number
  /** The benchmark with its full edition (example: `'CIS Docker Benchmark v1.2.0'`). */
  readonly citation: string
}

/** A threat model of a write-up. */
export interface DocumentedModel {
  /** Target. */
  readonly target: ThreatTarget
  /** Its name for people. */
  readonly name: string
  /** What decides the statuses, and what the model covers. */
  readonly basis: Statement
  /** The threats. */
  readonly threats: readonly DocumentedThreat[]
  /** Component × STRIDE. */
  readonly coverage: Coverage
}

/** A threat of a write-up. */
export interface DocumentedThreat {
  /** 1, 2, … */
  readonly number: number
  /** Id in the library. */
  readonly id: string
  /** Anchor, unique in the document. */
  readonly anchor: string
  /** Title. */
  readonly title: string
  /** Letter. */
  readonly stride: StrideLetter
  /** Its word. */
  readonly strideName: string
  /** Component. */
  readonly component: string
  /** The same in words. */
  readonly componentName: string
  /** Attack-surface area. */
  readonly surface: string
  /** The same in words. */
  readonly surfaceName: string
  /** Status. */
  readonly status: ThreatStatus
  /** Its word. */
  readonly statusLabel: string
  /** What may happen. */
  readonly scenario: Statement
  /** What is done about it. */
  readonly mitigations: readonly Statement[]
  /** How it is noticed. */
  readonly detection: Statement
  /** Why it has its status. */
  readonly evidence: Statement
  /** What no check covers. */
  readonly gaps: Statement
}

/** A rule of selection and how it is met. */
export interface RuleCheck {
  /** Name (example: `'R3'`). */
  readonly rule: string
  /** What it asks. */
  readonly asks: string
  /** Whether it is held, or was waived. */
  readonly result: 'held' | 'waived' | 'open'
  /** How. */
  readonly how: Statement
}

/** A failed finding, documented. */
export interface DocumentedFinding {
  /** 1, 2, … */
  readonly number: number
  /** Anchor, unique in the document. */
  readonly anchor: string
  /** Id in the benchmark: sub-checks `.a` and `.b` are one. */
  readonly id: string
  /** Ids as printed. */
  readonly ids: readonly string[]
  /** Status as printed. */
  readonly status: string
  /** What it means: a failure, unless rule R2 was waived. */
  readonly outcome: Outcome
  /** The same in a word. */
  readonly outcomeLabel: string
  /** Title as printed. */
  readonly title: string
  /** Severity; ours. */
  readonly severity: Severity
  /** Key of its control. */
  readonly control: string
  /** Title of its control. */
  readonly controlTitle: string
  /** Where it is from: benchmark, full edition, scanner. */
  readonly citation: Statement
  /** What is checked. */
  readonly description: Statement
  /** Why it matters. */
  readonly rationale: Statement
  /** What the scanner printed, by line. */
  readonly evidence: readonly EvidenceLine[]
  /** The same in a sentence. */
  readonly evidenceText: Statement
  /** The threat it confirms; null when that rule was waived and none fits. */
  readonly confirms: ConfirmedThreat | null
  /** What to do, in one sentence. */
  readonly fix: Statement
  /** Steps. */
  readonly steps: readonly Statement[]
  /** What it may break. */
  readonly sideEffects: Statement
  /** Where it applies. */
  readonly scope: Statement
  /** How to see that it is mended. */
  readonly verify: Verification
  /** Official documentation. */
  readonly references: readonly string[]
}

/** The threat a finding confirms. */
export interface ConfirmedThreat {
  /** Id of the threat. */
  readonly threat: string
  /** Its anchor in the document. */
  readonly anchor: string
  /** Its attack-surface area in words. */
  readonly surface: string
  /** The same in a sentence, with the reason. */
  readonly text: Statement
}

/** How to see that a finding is mended. */
export interface Verification {
  /** Command to run. */
  readonly command: string
  /** What it prints then, and what the next scan must say. */
  readonly text: Statement
}

/** A line of the log. */
export interface EvidenceLine {
  /** Log, by its label. */
  readonly log: string
  /** Line, from 1. */
  readonly line: number
  /** Id as printed. */
  readonly id: string
  /** Status as printed. */
  readonly status: string
  /** What the scanner says about it, at most a few details. */
  readonly details: readonly string[]
}

/** What several findings need together: one file each, never two bodies for the same file. */
export interface MergedRemedy {
  /** Files with everything the findings need in them. */
  readonly files: readonly ConfigurationFile[]
  /** What it is. */
  readonly summary: Statement
  /** Steps to apply it all. */
  readonly steps: readonly Statement[]
}

/** A configuration file and what must be in it. */
export interface ConfigurationFile {
  /** Path. */
  readonly path: string
  /** Format. */
  readonly format: 'json' | 'yaml'
  /** Settings, sorted by name. */
  readonly settings: Readonly<Record<string, unknown>>
  /** The same as text of the file. */
  readonly body: string
  /** What it rests on. */
  readonly restsOn: readonly Reference[]
}

/** How findings stood before and stand after. */
export interface Comparison {
  /** What came out, in one sentence. */
  readonly summary: Statement
  /** One row a documented finding. */
  readonly rows: readonly ComparisonRow[]
}

/** One finding before and after. */
export interface ComparisonRow {
  /** Id before. */
  readonly id: string
  /** Title of the control. */
  readonly title: string
  /** What was printed before. */
  readonly before: string
  /** What is printed after; null when the check is not in that log. */
  readonly after: string | null
  /** What that means. */
  readonly result: Statement
}

/** A heading with what stands under it. */
export interface Passage {
  /** Heading. */
  readonly title: string
  /** Sentences. */
  readonly statements: readonly Statement[]
}
