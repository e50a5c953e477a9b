import type {
  AssessedThreat,
  Control,
  Coverage,
  Finding,
  Message,
  Reference,
  Scan,
  Severity,
  Statement,
  ThreatTarget,
  WriteUpScan
} from '../../model/index.ts'

/** A setting in a configuration file. */
export interface Setting {
  /** File. */
  readonly path: string
  /** Its format. */
  readonly format: 'json' | 'yaml'
  /** Name, by level. */
  readonly key: readonly string[]
  /** Value. */
  readonly value: unknown
}

/** Everything a write-up is made from. */
export interface WriteUpInput {
  /** What the documented findings are of. */
  readonly target: ThreatTarget
  /** The scans by what they are for, and how many checks of each failed. */
  readonly scans: readonly {readonly scan: Scan; readonly role: WriteUpScan['role']; readonly failed: number}[]
  /** How many checks the scan has, and how many of them fail. */
  readonly checks: {readonly all: number; readonly failed: number}
  /** The two models, Docker first. */
  readonly models: readonly ModelInput[]
  /** The chosen controls with their findings and the threat each confirms, in the order of their ids. */
  readonly selected: readonly SelectedInput[]
  /** How they were chosen. */
  readonly rules: RulesInput
  /** What each control came to in the scan after hardening; null when there is none. */
  readonly after: ReadonlyMap<string, {readonly outcome: 'fail' | 'pass' | 'open' | null; readonly findings: readonly Finding[]}> | null
  /** Controls by key, of both targets. */
  readonly controls: Readonly<Record<string, Control>>
  /** The settings that mend a control; none when it takes other steps. */
  readonly settingsOf: (control: Control) => readonly Setting[]
  /** Messages about the logs. */
  readonly messages: readonly Message[]
  /** Title of the document. */
  readonly title?: string
  /** When it is made, ISO 8601. */
  readonly now?: string | null
  /** Version of this library. */
  readonly version?: string
}

/** A model as the threats room makes it. */
export interface ModelInput {
  /** Target. */
  readonly target: ThreatTarget
  /** The threats picked. */
  readonly threats: readonly AssessedThreat[]
  /** What they cover. */
  readonly coverage: Coverage
  /** Whether a log decided the statuses. */
  readonly scanned: boolean
  /** Severity of each threat by id. */
  readonly severities: ReadonlyMap<string, Severity>
}

/** A chosen control. */
export interface SelectedInput {
  /** The control. */
  readonly control: Control
  /** Its failed findings. */
  readonly findings: readonly Finding[]
  /** Id of the threat it confirms, or null. */
  readonly threat: string | null
}

/** How the findings were chosen. */
export interface RulesInput {
  /** R1. */
  readonly count: number
  /** R3: ids as asked for, in words; the ids they have in this scan, how many must be others. */
  readonly outside: {readonly asked: string; readonly here: readonly string[]; readonly controls: readonly string[]; readonly min: number}
  /** R6. */
  readonly threats: number
  /** Rules that were waived. */
  readonly waived: readonly string[]
}

/** A sentence and what it rests on. */
export function said(text: string, ...restsOn: readonly Reference[]): Statement {
  return {text, restsOn}
}

/** Rest on a finding. */
export function byFinding(id: string): Reference {
  return {kind: 'finding', id}
}

/** Rest on a control. */
export function byControl(id: string): Reference {
  return {kind: 'control', id}
}

/** Rest on a threat. */
export function byThreat(id: string): Reference {
  return {kind: 'threat', id}
}

/** The id of the benchmark: docker-bench prints `2.14.a` and `2.14.b` for the two ways to set one thing. */
export function plainId(id: string): string {
  return id.replace(/^(\d[\d.]*\d)\.[a-z]$/, '$1')
}
