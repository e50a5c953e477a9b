import type {WriteUpRole} from '../model/index.ts'
import {type FindingDraft, pieceOf, type State, type ThreatDraft} from './drafts.ts'
import {type FindingHead, findingHeadOf} from './finding-head.ts'
import {labelOf} from './labels.ts'
import type {Line} from './lines.ts'
import {isInstruction, type Section, sectionOf} from './sections.ts'
import {type Head, headOf} from './stride.ts'
import {tableStep, threatStep} from './threat-step.ts'

/** What one pass over the lines finds. */
export interface Pass {
  readonly threats: readonly ThreatDraft[]
  readonly findings: readonly FindingDraft[]
  readonly roles: WriteUpRole[]
  /** Index of the finding each line stands under. */
  readonly under: readonly (number | null)[]
}

/**
 * Read threats and findings out of lines, in one pass.
 *
 * @param lines Lines.
 * @returns What was found.
 */
export function passOver(lines: readonly Line[]): Pass {
  const threats: ThreatDraft[] = []
  const findings: FindingDraft[] = []
  const roles: WriteUpRole[] = []
  const under: (number | null)[] = []
  const state: State = {
    section: {kind: 'model', target: null},
    sections: 0,
    component: null,
    group: null,
    threat: null,
    finding: null,
    table: null,
    documented: new Set(),
    instructing: false,
    blankBefore: true,
    candidate: null
  }
  for (const line of lines) {
    const role = step(line, state, threats, findings)
    roles.push(role)
    under.push(state.finding === null || role === 'heading' || role === 'instruction' ? null : findings.length - 1)
    state.blankBefore = role === 'blank'
  }
  return {threats, findings, roles, under}
}

const references = /^\s*(?:references?|sources?|links?|appendix|bibliography|further reading)\s*:?\s*$/i

function step(line: Line, state: State, threats: ThreatDraft[], findings: FindingDraft[]): WriteUpRole {
  if (line.text.trim() === '' && !line.code) {
    state.instructing = false
    state.table = null
    return 'blank'
  }
  if (line.code) return inCode(line, state, findings)
  if (state.instructing || isInstruction(line.text)) {
    const opened = isInstruction(line.text) ? sectionOf(line) : null
    if (opened) open(opened, state)
    // An instruction that was wrapped goes on until a line ends a sentence.
    state.instructing = !/[.:?!)"][ \t]*$/.test(line.text)
    return 'instruction'
  }
  if (references.test(line.text)) {
    open({kind: 'aside', target: null}, state)
    return 'heading'
  }
  const finding = findingHeadOf(line, state.section.kind === 'findings')
  if (finding) return repeats(finding, line, state) ? 'other' : startFinding(finding, line, state, findings)
  if (state.section.kind === 'model') {
    const inTable = tableStep(line, state, threats)
    if (inTable) return inTable
  }
  const head = headAt(line, state)
  const bare = head !== null && line.text.slice(head.rest).trim() === ''
  if (head === null || line.heading > 0) {
    const opened = head === null ? sectionOf(line) : null
    if (opened && opens(opened, line, state)) {
      open(opened, state)
      return 'heading'
    }
  }
  if (state.section.kind === 'aside') return 'other'
  return state.section.kind === 'model' ? threatStep(line, head, state, threats) : findingsStep(line, head, bare, state)
}

/** A wrapped line may start with the word of a category: a head that is no item starts with a capital or below a blank line. */
function headAt(line: Line, state: State): Head | null {
  const loose = line.mark !== null || line.heading > 0 || line.bold
  return loose || state.blankBefore || /^[\s"'([]*[A-Z]/.test(line.text) ? headOf(line.text, loose) : null
}

/** Inside a finding `Remediation Steps` is a label; only what names the scanner, its findings or another model opens a part. */
function opens(section: Section, line: Line, state: State): boolean {
  if (line.heading === 0 && !line.bold) {
    if (state.threat !== null && (labelOf(line.text) || !state.blankBefore)) return false
    // A whole sentence is part of what is being said, unless it leads into a list.
    if ((state.threat ?? state.finding) !== null && /[.!?][ \t]*$/.test(line.text)) return false
  }
  if (state.finding === null) return true
  if (labelOf(line.text)) return false
  if (line.heading > 0) return true
  // An item that names the log is evidence.
  if (line.mark !== null) return false
  return (
    section.kind === 'model' ||
    /\bfindings\b|\bbench\b.{0,60}\b(?:run|results?|analysis|fixes|hardening)\b|\b(?:results?|fixes|output) of\b.{0,30}\bbench\b/i.test(
      line.text
    )
  )
}

function open(section: Section, state: State): void {
  const target = section.target ?? state.section.target
  if (section.kind !== state.section.kind || target !== state.section.target) {
    state.sections++
    state.component = null
  }
  state.section = {kind: section.kind, target}
  state.threat = null
  state.finding = null
  state.group = null
  state.candidate = null
  state.table = null
}

function inCode(line: Line, state: State, findings: FindingDraft[]): WriteUpRole {
  if (state.finding) state.finding.pieces.push({...pieceOf(line, 0), kind: 'aside', bullet: false})
  else if (state.section.kind === 'findings') {
    const head = findingHeadOf({...line, mark: null}, false)
    if (head?.status) startFinding(head, line, state, findings)
  }
  return 'code'
}

/** A row about findings that were documented above: before and after, or a summary. */
function repeats({ids}: FindingHead, line: Line, state: State): boolean {
  const names = ids.flatMap(id => (id === null ? [] : [`${state.section.target} ${id}`]))
  if (line.raw.trimStart().startsWith('|')) return names.length > 0 && names.every(name => state.documented.has(name))
  for (const name of names) state.documented.add(name)
  return false
}

function startFinding(head: FindingHead, line: Line, state: State, findings: FindingDraft[]): WriteUpRole {
  state.threat = null
  state.candidate = null
  if (state.section.kind !== 'findings') open({kind: 'findings', target: null}, state)
  const repeated = state.finding?.head.ids[0] ?? null
  // The log line quoted below the heading of the same finding is its evidence.
  if (
    repeated !== null &&
    head.ids.length === 1 &&
    head.ids[0] === repeated &&
    head.status !== null &&
    state.finding?.head.status === null
  ) {
    state.finding.pieces.push({...pieceOf(line, 0), kind: 'aside', bullet: false})
    return 'finding'
  }
  state.finding = {
    head,
    line,
    group: state.group,
    target: state.section.target,
    pieces: [{...pieceOf(line, 0), kind: 'text', bullet: false}]
  }
  findings.push(state.finding)
  return 'finding'
}

function findingsStep(line: Line, head: Head | null, bare: boolean, state: State): WriteUpRole {
  // A category alone on its line groups the findings below it.
  if (
    head &&
    bare &&
    head.component === null &&
    (line.heading > 0 || state.blankBefore || state.finding === null) &&
    !/^\s*(?:=>|->|→)/.test(line.raw)
  ) {
    state.group = head.letters[0] ?? null
    state.finding = null
    return 'heading'
  }
  if (!state.finding) return line.heading > 0 ? 'heading' : 'other'
  const label = labelOf(line.text)
  state.finding.pieces.push({...pieceOf(line, 0), kind: label?.kind ?? 'text', bullet: line.mark !== null})
  return 'finding'
}
