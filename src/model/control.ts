import type {Severity, Stride} from './finding.ts'

/**
 * What a check is about: one entry for every edition that has it. All words are ours; severity and STRIDE are our
 * judgement, each with its reason.
 */
export interface Control {
  /** Stable key by component and subject (example: `'docker.daemon.userland-proxy'`); never a number. */
  readonly key: string
  /** Our own title, at most 60 characters. */
  readonly title: string
  /** Attack-surface area (example: `'daemon'`, `'apiserver'`). */
  readonly surface: string
  /** The concrete file, port, flag owner or object at stake. */
  readonly asset: string
  /** What is checked. */
  readonly check: string
  /** Who can do what to whom if it fails. */
  readonly risk: string
  /** How to mend it. */
  readonly fix: Fix
  /** How to see that it is mended. */
  readonly verify: Verify
  /** What mending it may break. */
  readonly sideEffects: string
  /** What happens when nobody sets it. */
  readonly default: string
  /** Where it applies, and from which version where that matters. */
  readonly appliesTo: string
  /** Whether it is still current. */
  readonly lifecycle: Lifecycle
  /** Official documentation. */
  readonly references: readonly string[]
  /** STRIDE letters with a one-sentence reason. */
  readonly stride: Stride & {
    /** Why the primary letter, one sentence. */
    readonly reason: string
  }
  /** Severity with its three numbers. */
  readonly severity: SeverityJudgement
  /** Ids in the frameworks people report against. */
  readonly frameworks: Frameworks
  /** How sure we are of the mapping. */
  readonly confidence: 'high' | 'medium' | 'low'
  /** The rating of whoever configured it, which stands in `severity.level` and `stride` for ours; not there when ours holds. */
  readonly rating?: Rating
}

/** A severity or STRIDE letters that somebody set for their own surroundings. */
export interface Rating {
  /** Why, in their words. */
  readonly reason: string
  /** Our severity, when theirs stands in its place. */
  readonly ourSeverity: Severity | null
  /** Our letters, when theirs stand in their place. */
  readonly ourStride: Stride | null
}

/** A control of a user's own benchmark. */
export interface OwnControl {
  /** The control; its `rating.reason` names the file it is from. */
  readonly control: Control
  /** Titles as logs print them, without "(Automated)" and the like. */
  readonly titles: readonly string[]
}

/** What somebody sets for a control. */
export interface RatingOverride {
  /** Key of the control. */
  readonly control: string
  /** Severity; null to keep ours. */
  readonly severity: Severity | null
  /** STRIDE letters; null to keep ours. */
  readonly stride: Stride | null
  /** Why. */
  readonly reason: string
}

/** How to mend it. */
export interface Fix {
  /** One imperative sentence (example: `'Set "userland-proxy": false in /etc/docker/daemon.json.'`). */
  readonly summary: string
  /** Steps in order; Markdown inline code is allowed. */
  readonly steps: readonly string[]
  /** How much work it is: a setting, a container to recreate, an image to rebuild, a way of working to change. */
  readonly effort: 'setting' | 'recreate' | 'rebuild' | 'process'
}

/** How to see that it is mended. */
export interface Verify {
  /** Command to run, one line. */
  readonly command: string
  /** What it prints then. */
  readonly expect: string
}

/** Whether a control is still current. */
export interface Lifecycle {
  /** `current`, or what became of it. */
  readonly status: 'current' | 'deprecated' | 'removed' | 'superseded'
  /** Since when and by what; null for a current control. */
  readonly note: string | null
}

/** Severity = impact + position + directness: 10 critical, 8–9 high, 6–7 medium, at most 5 low. */
export interface SeverityJudgement {
  /** The level. */
  readonly level: Severity
  /** 1 evidence or hygiene … 4 host root, cluster-admin or all secrets. */
  readonly impact: number
  /** 3 unauthenticated network or any container … 1 local shell, or another failure first. */
  readonly position: number
  /** 3 it alone opens the hole … 1 defence in depth. */
  readonly directness: number
}

/** Ids in the frameworks people report against. */
export interface Frameworks {
  /** MITRE ATT&CK for Containers, v18. */
  readonly attack: readonly string[]
  /** MITRE ATT&CK Enterprise techniques without the Containers platform. */
  readonly attackEnterprise: readonly string[]
  /** NIST SP 800-190 risk sections. */
  readonly nist800190: readonly string[]
  /** NIST SP 800-53 r5 base controls. */
  readonly nist80053: readonly string[]
  /** CIS Controls v8 safeguards. */
  readonly cisControlsV8: readonly string[]
  /** OWASP Docker Top 10 (`'D07'`) and Kubernetes Top 10 ids with the year (`'K09:2022'`). */
  readonly owasp: readonly string[]
}
