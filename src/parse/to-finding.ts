import {type Counted, type Finding, type Item, judged, outcomeOf, type Position, type Section} from '../model/index.ts'
import {reasonIn} from './dialects/bench-common-lines.ts'
import {splitImpact} from './dialects/docker-bench-security-text.ts'
import {type CheckEvent, type CheckFacts, noFacts} from './events.ts'
import {type Place, positionOf} from './line.ts'
import {type Filled, maker} from './maker.ts'
import {bare, bareImage, subjectOf} from './subject.ts'

/** A finding while its log is read; it is finished by `finishFinding`. */
export type Draft = Filled<Finding>

/** A top section and what the log says of it. */
export interface Part {
  id: string
  target: string | null
  /** Which check of the scan is its first. */
  readonly first: number
  readonly counted: Count
}

/** Where a check stands. */
interface Where {
  /** Index of its scan. */
  readonly index: number
  /** Heading it stands under. */
  readonly section: Section | null
  /** Top section that is in. */
  readonly part: Part | null
}

/** Numbers of checks, counted as they come. */
export type Count = {-readonly [Key in keyof Counted]: Counted[Key]}

const types = new Set(['scored', 'not scored', 'automated', 'manual', 'not applicable'])
const noItems: readonly Item[] = []

/**
 * Begin the finding of a check. What the log says behind the check is added to it as it comes.
 *
 * @param event The check.
 * @param title Its title, parted.
 * @param scan Its scan, and where in it the check stands.
 * @returns The draft.
 */
export function beginFinding(event: CheckEvent, title: Title, where: Where): Draft {
  return new Begun(event, title, where)
}

const Begun = maker(function (this: Draft, {id, status, facts, place}: CheckEvent, {title, type}: Title, {index, section, part}: Where) {
  const position = positionOf(place)
  this.scan = index
  this.id = id
  this.title = title
  this.status = status
  this.outcome = 'pass'
  this.assessment = assessmentOf(facts, type)
  this.scored = facts.scored ?? (type === 'not scored' ? false : type === 'scored' || status === 'FAIL' || null)
  this.target = part === null ? null : part.target
  this.section = section
  this.items = itemsOf(facts, position)
  this.evidence = facts.evidence
  this.remediation = facts.remediation
  this.position = position
  this.fingerprint = null
  this.control = null
  this.severity = null
  this.stride = null
  this.surface = null
})

/**
 * Add a detail line.
 *
 * @param draft Draft.
 * @param text Detail as printed.
 * @param place Where it stands.
 */
export function addItem(draft: Draft, text: string, place: Place): void {
  const item = {text, subject: subjectOf(text), position: positionOf(place)}
  if (draft.items === noItems) draft.items = [item]
  else (draft.items as Item[]).push(item)
}

/**
 * Add a row of what the audit printed.
 *
 * @param draft Draft.
 * @param text Row.
 */
export function addOutput(draft: Draft, text: string): void {
  const {actual} = draft.evidence
  draft.evidence = {...draft.evidence, actual: actual === null ? text : `${actual}\n${text}`}
}

/**
 * Finish what the audit printed: the scanner prints an empty row behind it.
 *
 * @param draft Draft with rows.
 */
export function endOutput(draft: Draft): void {
  draft.evidence = {...draft.evidence, actual: draft.evidence.actual?.trimEnd() || null}
}

/**
 * Set a remediation that was read line by line: part the impact or the reason from it.
 *
 * @param draft Draft.
 * @param text All of its lines, trimmed.
 * @param tool Scanner.
 */
export function setRemediation(draft: Draft, text: string, tool: string): void {
  if (tool === 'docker-bench-security') {
    const parts = splitImpact(text)
    draft.remediation = {text: parts.text || null, impact: parts.impact || null}
    return
  }
  const reason = reasonIn(text)
  draft.remediation = reason === null && text !== '' ? {text, impact: null} : noFacts.remediation
  if (reason !== null) draft.evidence = {...draft.evidence, reason}
}

/**
 * Finish a finding when all of its log was read: judge the outcome.
 *
 * @param draft Draft.
 * @param tool Scanner.
 */
export function finishFinding(draft: Draft, tool: string): void {
  // A check that passed has no remediation and one outcome: most findings end here.
  if (draft.status === 'PASS') return
  draft.outcome = outcomeOf(judged(draft, tool))
}

/** kube-bench's `type` in JSON is what it does; the word in the title is only what it says. */
function assessmentOf({type}: CheckFacts, word: string | null): Finding['assessment'] {
  if (type !== null) return type === 'manual' ? 'manual' : 'automated'
  if (word === 'manual' || word === 'automated') return word
  return word === 'scored' ? 'automated' : null
}

/** A title with its type taken off. */
export interface Title {
  /** As printed, with the type. */
  readonly printed: string
  readonly title: string
  /** The type in small letters, or null. */
  readonly type: string | null
}

/**
 * Part the type from a title. `Ensure … (Automated) (Swarm mode not enabled)`: the type goes, what the scanner adds stays.
 *
 * @param printed As printed.
 * @returns The title and its type.
 */
export function titleOf(printed: string): Title {
  let close = printed.length
  // From the end: each bracket that closes there is the type, or a note behind it.
  for (let notes = 0; notes < 4 && printed.charCodeAt(close - 1) === 41; notes++) {
    const open = printed.lastIndexOf('(', close - 1)
    if (open === -1) break
    let end = close - 1
    while (printed.charCodeAt(end - 1) === 41) end--
    const type = printed.slice(open + 1, end).toLowerCase()
    if (types.has(type)) return {printed, title: (printed.slice(0, open).trimEnd() + printed.slice(close)).trim(), type}
    close = open
    while (printed.charCodeAt(close - 1) === 32) close--
  }
  return {printed, title: printed.trim(), type: null}
}

/** In JSON, the words before the colon that go before names; other details are counts, versions and sentences. */
const names =
  /^(?:Containers? |Images |Update instructions|running as root|Capabilities added|Unencrypted overlay|Wrong |Insecure|.*\bcontainers?\b)/i

/** Those that go before names of images. */
const images = /^(?:Images |Update instructions)/i

/** JSON gives the details as one sentence and its names cut at blanks. */
function itemsOf(facts: CheckFacts, position: Position): readonly Item[] {
  if (facts.items.length === 0 && facts.details === null) return noItems
  const named = facts.details === null ? isFlatName(facts) : names.test(facts.details)
  if (facts.items.length > 0)
    return facts.items.map(text => ({
      text,
      subject: named ? (images.test(facts.details ?? '') ? bareImage(text) : bare(text)) : null,
      position
    }))
  return facts.details === null ? noItems : [{text: facts.details, subject: subjectOf(facts.details), position}]
}

/** The flat shape has no words; what follows a state is a name, raw data is not. */
function isFlatName(facts: CheckFacts): boolean {
  return facts.items.every(item => !/^(?:\S*:x:|\d+$)/.test(item))
}
