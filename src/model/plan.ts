import type {Verify} from './control.ts'
import type {Severity} from './finding.ts'
import type {Message} from './message.ts'
import type {RemedyNeed, RemedyScope} from './remedy.ts'
import type {ReportHead} from './report.ts'

/** A plan: the steps that fix what failed, in order. */
export interface PlanReport extends ReportHead {
  /** Tells it from other reports. */
  readonly kind: 'plan'
  /** What was scanned, one sentence a scan. */
  readonly scans: readonly string[]
  /** Versions the files are for, one sentence each. */
  readonly targets: readonly string[]
  /** How many checks there are of each kind; they add up to the failed ones. */
  readonly counts: PlanCounts
  /** Steps in the order they are to be done: what stops nothing first, what makes things anew last. */
  readonly steps: readonly PlanStep[]
  /** What a person must decide. */
  readonly decisions: readonly PlanDecision[]
  /** What no configuration fixes. */
  readonly unfixable: readonly PlanUnfixable[]
  /** What the next scan newly shows. */
  readonly reveals: readonly PlanReveal[]
  /** Files that come with the plan. */
  readonly files: readonly PlanFile[]
  /** What a later scan says of the plan; null when none was given. */
  readonly verification: PlanVerification | null
  /** What to know about the log and about the files. */
  readonly messages: readonly Message[]
}

/** How many checks of the plan there are of each kind. */
export interface PlanCounts {
  /** Checks that fail. */
  readonly failed: number
  /** Failed ones that a step fixes. */
  readonly planned: number
  /** Failed ones that wait for a decision. */
  readonly decide: number
  /** Failed ones that no configuration fixes, or that another owns. */
  readonly unfixable: number
  /** Failed ones that we know no control for. */
  readonly unknown: number
}

/** A check that a step fixes. */
export interface PlanFinding {
  /** Id as printed. */
  readonly id: string
  /** Title of the control. */
  readonly title: string
  /** Key of the control. */
  readonly control: string
  /** Severity; ours. */
  readonly severity: Severity
  /** What the log names: containers, images, files. */
  readonly subjects: readonly string[]
}

/** One step. */
export interface PlanStep {
  /** 1, 2, 3 … */
  readonly number: number
  /** Anchor, unique in the plan. */
  readonly anchor: string
  /** What is done, an imperative. */
  readonly title: string
  /** What it reaches. */
  readonly scope: RemedyScope
  /** What must happen before it is in force. */
  readonly needs: readonly RemedyNeed[]
  /** What stands still meanwhile, one sentence. */
  readonly downtime: string
  /** Files it uses. */
  readonly files: readonly string[]
  /** Commands in order. */
  readonly commands: readonly string[]
  /** What else to do by hand, one sentence each. */
  readonly notes: readonly string[]
  /** What it fixes. */
  readonly fixes: readonly PlanFinding[]
  /** Threats it answers: id and title; empty when no threats were given. */
  readonly threats: readonly PlanThreat[]
  /** What it may break, by control. */
  readonly sideEffects: readonly PlanEffect[]
  /** How to see that it is in force. */
  readonly verify: readonly PlanCheck[]
  /** How to go back. */
  readonly rollback: readonly string[]
}

/** What a step may break. */
export interface PlanEffect {
  /** Title of the control. */
  readonly title: string
  /** What it may break. */
  readonly text: string
}

/** How to see that a control is in force. */
export interface PlanCheck extends Verify {
  /** Title of the control. */
  readonly title: string
}

/** A threat that a control answers. */
export interface PlanThreat {
  /** Id (example: `'DT-03'`). */
  readonly id: string
  /** Title. */
  readonly title: string
}

/** Something a person must decide. */
export interface PlanDecision {
  /** Ids of the checks, each once. */
  readonly ids: readonly string[]
  /** Title of the control. */
  readonly title: string
  /** Key of the control. */
  readonly control: string
  /** Severity; ours. */
  readonly severity: Severity
  /** Whether the check failed, or only asks a person to look. */
  readonly failed: boolean
  /** What to decide. */
  readonly question: string
  /** What benchscribe would write, in a few words. */
  readonly proposal: string
  /** Whether naming the control with `--with` puts it into the plan. */
  readonly selectable: boolean
}

/** Something no configuration fixes. */
export interface PlanUnfixable {
  /** Ids of the checks, each once. */
  readonly ids: readonly string[]
  /** Title of the control, or of the check. */
  readonly title: string
  /** Why. */
  readonly reason: string
  /** What to do instead, one sentence; null when nothing is known. */
  readonly instead: string | null
}

/** Something the next scan newly shows. */
export interface PlanReveal {
  /** Ids of the checks in this log; empty when it does not have them. */
  readonly ids: readonly string[]
  /** Title of the control, or what is shown. */
  readonly title: string
  /** Why. */
  readonly reason: string
}

/** A file that comes with the plan. */
export interface PlanFile {
  /** Path below the output directory, with `/`. */
  readonly path: string
  /** What it is, one sentence. */
  readonly about: string
}

/** What a later scan says of a plan. */
export interface PlanVerification {
  /** The result in one sentence. */
  readonly headline: string
  /** Planned and passing now. */
  readonly fixed: readonly PlanChecked[]
  /** Planned and not passing, with the likely reason. */
  readonly notFixed: readonly PlanChecked[]
  /** Did not apply before and fails now. */
  readonly newlyApplicable: readonly PlanChecked[]
  /** Passed before and fails now. */
  readonly broken: readonly PlanChecked[]
}

/** A check as a later scan has it. */
export interface PlanChecked {
  /** Id as printed in the later scan, or in the earlier when it is not in the later. */
  readonly id: string
  /** Title of the control, or of the check. */
  readonly title: string
  /** What it was and is, as words. */
  readonly change: string
  /** The likely reason, or what to know; null when there is nothing to say. */
  readonly reason: string | null
}
