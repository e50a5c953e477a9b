import type {Declared, Evidence, Finding, Message, Remediation, Scan, Status} from '../model/index.ts'
import type {Line, Place, Stretch} from './line.ts'

/**
 * What a dialect says about a log, in the order of the log. The places of all events but `message` tile the log:
 * each starts where the one before it ended, so the log can be rebuilt from them. Two consumers build from the same
 * events: `toTree` (every byte) and `toFindings`.
 *
 * An event, like its place, is only valid while it is handled: a dialect may use one object for many.
 */
export type Event =
  | ScanEvent
  | AboutEvent
  | SectionEvent
  | CheckEvent
  | ItemEvent
  | EvidenceEvent
  | RemediationEvent
  | MoreEvent
  | DeclaredEvent
  | SpaceEvent
  | UnknownEvent
  | MessageEvent

/** Takes events one by one. */
export type Emit = (event: Event) => void

/** A scan begins at `place`; takes no room itself. */
export interface ScanEvent {
  readonly type: 'scan'
  readonly place: Place
  readonly dialect: string
  readonly tool: string
  readonly node: string | null
  /** The scan as one of our own documents tells it; what is told behind it is only counted. */
  readonly scan?: Scan
}

/**
 * The log says something of the scan: its scanner's version, its benchmark, its time, that it came to its end
 * (`complete`); or of the section that is open (`target`).
 */
export interface AboutEvent {
  readonly type: 'about'
  readonly place: Place
  readonly field: 'toolVersion' | 'edition' | 'family' | 'startedAt' | 'target' | 'complete'
  readonly value: string
}

/** A heading of the benchmark. */
export interface SectionEvent {
  readonly type: 'section'
  readonly place: Place
  /** 1 for a section, 2 for a group inside it. */
  readonly depth: 1 | 2
  readonly id: string
  readonly title: string
  readonly target: string | null
}

/** A check. */
export interface CheckEvent {
  readonly type: 'check'
  readonly place: Place
  readonly id: string
  /** Title as printed, type suffix included. */
  readonly printed: string
  readonly status: Status
  /** Whether the id stands in the log; if not, it follows from the title. */
  readonly idPrinted: boolean
  /** What JSON says of the check beyond its text; `noFacts` for text. */
  readonly facts: CheckFacts
  /** The finding as one of our own documents tells it. */
  readonly finding?: Finding
}

/** What JSON says of a check beyond its id, title and status. */
export interface CheckFacts {
  readonly type: string | null
  readonly scored: boolean | null
  readonly evidence: Evidence
  readonly remediation: Remediation
  readonly details: string | null
  readonly items: readonly string[]
}

/** Nothing is said of a check beyond its id, title and status. */
export const noFacts: CheckFacts = {
  type: null,
  scored: null,
  evidence: {actual: null, expected: null, audit: null, reason: null},
  remediation: {text: null, impact: null},
  details: null,
  items: []
}

/** A detail line of the check before it. */
export interface ItemEvent {
  readonly type: 'item'
  readonly place: Place
  readonly status: Status
  readonly text: string
}

/** Raw output of the audit of the check before it. */
export interface EvidenceEvent {
  readonly type: 'evidence'
  readonly place: Place
  readonly text: string
}

/** The first line of a remediation: what stands behind its id, as a stretch, for it is cut out with the lines that follow. */
export interface RemediationEvent extends Stretch {
  readonly type: 'remediation'
  readonly place: Place
  /** Which check of the scan it is for, counted from 0; -1 when that check is not in the log. */
  readonly check: number
}

/** A further line of what came before: of a remediation, a reason. */
export interface MoreEvent {
  readonly type: 'more'
  readonly place: Line
}

/** A number the log gives of itself; with a target it is of that part only. */
export interface DeclaredEvent {
  readonly type: 'declared'
  readonly place: Place
  readonly field: keyof Declared
  readonly value: number
  /** `'total'` for the whole scan, the id of the section it sums up otherwise. */
  readonly of: string
}

/** Blank lines, rules, headings without content, JSON punctuation. */
export interface SpaceEvent {
  readonly type: 'space'
  readonly place: Place
}

/** What no dialect understands; becomes a message unless it is `noise` known to stand in logs. */
export interface UnknownEvent {
  readonly type: 'unknown'
  readonly place: Place
  readonly text: string
  /** Whether it stands between lines of somebody's list, as many like it do. */
  readonly foreign?: boolean
}

/** Something to say about the log; takes no room. */
export interface MessageEvent {
  readonly type: 'message'
  readonly place: Place | null
  readonly rule: string
  readonly reason: string
  readonly fatal?: boolean
  /** The message as one of our own documents tells it. */
  readonly message?: Message
}

/** An event that a dialect fills anew for each line of its kind, for the sake of speed. */
export type Reused<E extends Event> = {-readonly [Key in keyof E]: E[Key]}
