import {type Evidence, type Finding, type Item, judged, outcomeOf, type Position, type Section, type Status} from '../model/index.ts'
import {reasonIn} from './dialects/bench-common.ts'
import {splitImpact} from './dialects/docker-bench-security-text.ts'
import type {CheckFacts} from './events.ts'
import type {Place} from './line.ts'
import {bare, bareImage, subjectOf} from './subject.ts'

/** A check while its log is read. */
export interface Draft {
  place: Place
  id: string
  printed: string
  status: Status
  facts: CheckFacts | null
  /** The finding as one of our own documents tells it. */
  given: Finding | null
  section: Section | null
  part: Part | null
  items: Item[] | null
  output: string | null
  remediation: string | null
}

/** A top section and what the log says of it. */
export interface Part {
  id: string
  target: string | null
  counted: Record<Status, number>
}

const types = new Set(['scored', 'not scored', 'automated', 'manual', 'not applicable'])
/** The same as they nearly always stand at the end of a title. */
const endings = new Map(['Scored', 'Not Scored', 'Automated', 'Manual'].map(word => [`(${word})`, word]))
const noItems: readonly Item[] = []
const noRemediation: Finding['remediation'] = {text: null, impact: null}
const noEvidence: Evidence = {actual: null, expected: null, audit: null, reason: null}

/**
 * Make the finding of a check that was read to its end.
 *
 * @param draft What the log says of the check.
 * @param tool Scanner.
 * @param scan Index of its scan.
 * @returns The finding, not enriched.
 */
export function toFinding(draft: Draft, tool: string, scan: number): Finding {
  if (draft.given) return {...draft.given, scan}
  const {title, type} = splitType(draft.printed)
  const facts = draft.facts
  const kind = type?.toLowerCase()
  const assessment = assessmentOf(facts, kind)
  const remediation = facts ? {text: facts.remediation, impact: facts.impact} : remediationOf(draft, tool)
  const evidence = facts ? {actual: facts.actual, expected: facts.expected, audit: facts.audit, reason: facts.reason} : evidenceOf(draft)
  const items = facts ? itemsOf(facts, draft) : (draft.items ?? noItems)
  return {
    scan,
    id: draft.id,
    title,
    status: draft.status,
    outcome: outcomeOf(judged({status: draft.status, assessment, evidence, items}, tool)),
    assessment,
    scored: facts?.scored ?? (kind === 'scored' ? true : kind === 'not scored' ? false : draft.status === 'FAIL' ? true : null),
    target: draft.part?.target ?? null,
    section: draft.section,
    items,
    evidence,
    remediation,
    position: positionOf(draft.place),
    fingerprint: null,
    control: null,
    severity: null,
    stride: null,
    surface: null
  }
}

/** kube-bench's `type` in JSON is what it does; the word in the title is only what it says. */
function assessmentOf(facts: CheckFacts | null, word: string | undefined): Finding['assessment'] {
  if (facts && facts.type !== null) return facts.type === 'manual' ? 'manual' : 'automated'
  if (word === 'manual' || word === 'automated') return word
  return word === 'scored' ? 'automated' : null
}

/** `Ensure … (Automated) (Swarm mode not enabled)`: the type goes, what the scanner adds stays. */
function splitType(printed: string): {title: string; type: string | null} {
  let close = printed.length
  const last = printed.lastIndexOf(' (')
  const ending = last === -1 ? undefined : endings.get(printed.slice(last + 1))
  if (ending !== undefined) return {title: printed.slice(0, last).trim(), type: ending}
  // From the end: each bracket that closes there is the type, or a note behind it.
  for (let notes = 0; notes < 4 && printed.charCodeAt(close - 1) === 41; notes++) {
    const open = printed.lastIndexOf('(', close - 1)
    if (open === -1) break
    const word = printed.slice(open + 1, close).replace(/\)+$/, '')
    if (types.has(word.toLowerCase())) return {title: `${printed.slice(0, open).trimEnd()}${printed.slice(close)}`.trim(), type: word}
    close = open
    while (printed.charCodeAt(close - 1) === 32) close--
  }
  return {title: printed.trim(), type: null}
}

function remediationOf(draft: Draft, tool: string): Finding['remediation'] {
  if (draft.remediation === null) return noRemediation
  const text = draft.remediation.trim()
  if (tool === 'docker-bench-security') {
    const parts = splitImpact(text)
    return {text: parts.text || null, impact: parts.impact || null}
  }
  return {text: reasonIn(text) === null ? text || null : null, impact: null}
}

function evidenceOf(draft: Draft): Evidence {
  const told = draft.remediation === null ? null : reasonIn(draft.remediation.trim())
  if (draft.output === null && told === null) return noEvidence
  return {actual: draft.output?.trimEnd() || null, expected: null, audit: null, reason: told}
}

/** In JSON, the words before the colon that go before names; other details are counts, versions and sentences. */
const names =
  /^(?:Containers? |Images |Update instructions|running as root|Capabilities added|Unencrypted overlay|Wrong |Insecure|.*\bcontainers?\b)/i

/** Those that go before names of images. */
const images = /^(?:Images |Update instructions)/i

/** JSON gives the details as one sentence and its names cut at blanks. */
function itemsOf(facts: CheckFacts, draft: Draft): readonly Item[] {
  const position = positionOf(draft.place)
  const named = facts.details === null ? isFlatName(facts) : names.test(facts.details)
  if (facts.items.length > 0)
    return facts.items.map(text => ({
      text,
      subject: named ? (images.test(facts.details ?? '') ? bareImage(text) : bare(text)) : null,
      position
    }))
  return facts.details === null ? [] : [{text: facts.details, subject: subjectOf(facts.details), position}]
}

/** The flat shape has no words; what follows a state is a name, raw data is not. */
function isFlatName(facts: CheckFacts): boolean {
  return facts.items.every(item => !/^\S*:x:/.test(item)) && facts.items.every(item => !/^\d+$/.test(item))
}

/**
 * Tell the position of a place.
 *
 * @param place Place.
 * @returns Position.
 */
export function positionOf(place: Place): Position {
  return {
    start: {line: place.line, column: place.column, offset: place.start},
    end: {line: place.endLine, column: place.endColumn, offset: place.end}
  }
}
