import type {StrideLetter, WriteUpPiece, WriteUpRole, WriteUpTarget} from '../model/index.ts'
import {type FindingHead, findingHeadOf} from './finding-head.ts'
import {labelOf} from './labels.ts'
import type {Line} from './lines.ts'
import {isInstruction, type Section, sectionOf} from './sections.ts'
import {categoryAt, type Head, headOf} from './stride.ts'
import {tableRow, type TableHead, tableHeadOf} from './table.ts'

/** A threat while it is being read. */
export interface ThreatDraft {
  readonly target: WriteUpTarget | null
  /** Number of the section it stands in. */
  readonly section: number
  /** Its head; null for an item that names no category first. */
  head: Head | null
  /** Component a heading or label names. */
  component: string | null
  readonly line: Line
  readonly pieces: Piece[]
  /** Items below its head. */
  bullets: number
}

/** A piece with what its label says it is. */
export interface Piece extends WriteUpPiece {
  readonly kind: 'text' | 'component' | 'mitigation' | 'stride' | 'aside'
  /** Whether it starts an item below the head. */
  readonly bullet: boolean
}

/** A finding while it is being read. */
export interface FindingDraft {
  readonly head: FindingHead
  readonly line: Line
  readonly group: StrideLetter | null
  readonly target: WriteUpTarget | null
  readonly pieces: Piece[]
}

/** What one pass over the lines finds. */
export interface Pass {
  readonly threats: readonly ThreatDraft[]
  readonly findings: readonly FindingDraft[]
  readonly roles: WriteUpRole[]
  /** Index of the finding each line stands under. */
  readonly under: readonly (number | null)[]
}

interface State {
  section: Section
  sections: number
  component: string | null
  group: StrideLetter | null
  threat: ThreatDraft | null
  finding: FindingDraft | null
  table: TableHead | null
  instructing: boolean
  blankBefore: boolean
  /** Heading or item that may turn out to be a threat when a label names its category. */
  candidate: Line | null
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
  const finding = findingHeadOf(line, state.section.kind === 'findings')
  if (finding) return startFinding(finding, line, state, findings)
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
  return state.section.kind === 'model' ? modelStep(line, head, state, threats) : findingsStep(line, head, bare, state)
}

/** A wrapped line may start with the word of a category: a head that is no item starts with a capital or below a blank line. */
function headAt(line: Line, state: State): Head | null {
  const loose = line.mark !== null || line.heading > 0 || line.bold
  return loose || state.blankBefore || /^[\s"'([]*[A-Z]/.test(line.text) ? headOf(line.text, loose) : null
}

/** Inside a finding `Remediation Steps` is a label; only what names the scanner, its findings or another model opens a part. */
function opens(section: Section, line: Line, state: State): boolean {
  if (state.threat !== null && line.heading === 0 && labelOf(line.text)) return false
  if (state.finding === null) return true
  if (labelOf(line.text)) return false
  return section.kind === 'model' || /\bbench\b|\bfindings\b|bench[- ]run/i.test(line.text) || line.heading > 0
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
  if (/^\s*(?:references?|sources?|links?|appendix|bibliography)\s*:?\s*$/i.test(line.text)) {
    state.finding = null
    return 'heading'
  }
  if (!state.finding) return line.heading > 0 ? 'heading' : 'other'
  const label = labelOf(line.text)
  state.finding.pieces.push({...pieceOf(line, 0), kind: label?.kind ?? 'text', bullet: line.mark !== null})
  return 'finding'
}

function modelStep(line: Line, head: Head | null, state: State, threats: ThreatDraft[]): WriteUpRole {
  const label = labelOf(line.text)
  if (label?.kind === 'stride' && (state.threat || state.candidate)) {
    const category = categoryAt(line.text, label.rest) ?? letterAt(line.text, label.rest)
    if (category) return nameCategory(line, category, state, threats)
  }
  if (head && !(label && label.kind !== 'text' && state.threat)) {
    startThreat(line, head, state, threats)
    return 'threat'
  }
  const open = state.threat
  if (open && label && (line.mark === null || line.indent > open.line.indent || open.line.heading > 0 || label.kind !== 'text')) {
    add(open, line, label.rest, label.kind, false)
    return 'threat'
  }
  const words = line.text.trim()
  const short = words.length <= 70 && words.split(/\s+/).length <= 8 && !/[.!?]$/.test(words)
  // `(4) Docker registry` above categories without marks heads the next threats.
  const numbered = line.mark === 'number' && open?.line.mark === null && short && state.blankBefore
  const below = open !== null && !numbered && (line.indent > open.line.indent || open.line.mark !== line.mark || open.line.heading > 0)
  const empty = open !== null && open.pieces.length === 0
  if (
    line.heading > 0 ||
    line.bold ||
    (short &&
      line.mark !== 'bullet' &&
      !below &&
      (state.blankBefore || open === null || line.mark === 'number' || words.endsWith(':')) &&
      !empty)
  ) {
    if (open && empty && line.heading > open.line.heading) open.component = words.replace(/:$/, '')
    else {
      state.threat = null
      state.component = words.replace(/:$/, '')
      state.candidate = line
    }
    return 'heading'
  }
  if (open && line.mark !== null && below) {
    open.bullets++
    add(open, line, 0, 'text', true)
    return 'threat'
  }
  if (line.mark !== null) {
    const draft: ThreatDraft = {
      target: state.section.target,
      section: state.sections,
      head: null,
      component: state.component,
      line,
      pieces: [{...pieceOf(line, 0), kind: 'text', bullet: false}],
      bullets: 0
    }
    state.threat = draft
    state.candidate = line
    threats.push(draft)
    return 'threat'
  }
  // A paragraph of its own behind a finished item is no part of it, unless it is set in.
  if (
    open &&
    state.blankBefore &&
    line.indent === 0 &&
    open.line.mark !== null &&
    open.line.text.slice(open.head?.rest ?? 0).trim() !== ''
  ) {
    state.threat = null
    return 'other'
  }
  if (!open) return 'other'
  add(open, line, 0, 'text', false)
  return 'threat'
}

function startThreat(line: Line, head: Head, state: State, threats: ThreatDraft[]): void {
  const draft: ThreatDraft = {
    target: state.section.target,
    section: state.sections,
    head,
    component: head.component ?? state.component,
    line,
    pieces: [],
    bullets: 0
  }
  if (line.text.slice(head.rest).trim() !== '') add(draft, line, head.rest, 'text', false)
  state.threat = draft
  state.candidate = null
  threats.push(draft)
}

function nameCategory(
  line: Line,
  category: {readonly letter: StrideLetter; readonly written: string},
  state: State,
  threats: ThreatDraft[]
): WriteUpRole {
  const head: Head = {letters: [category.letter], category: category.written, component: null, rest: 0}
  if (state.threat) {
    if (state.threat.head === null) state.threat.head = head
    return 'threat'
  }
  const from = state.candidate ?? line
  startThreat({...from, text: ''}, head, state, threats)
  const draft = state.threat as ThreatDraft | null
  if (draft && state.candidate === null && from !== line) add(draft, from, 0, 'text', false)
  return 'threat'
}

function letterAt(text: string, at: number): {readonly letter: StrideLetter; readonly written: string} | null {
  const hit = /^\s*([STRIDE])\b/.exec(text.slice(at, at + 12))
  return hit ? {letter: hit[1] as StrideLetter, written: hit[1] ?? ''} : null
}

function tableStep(line: Line, state: State, threats: ThreatDraft[]): WriteUpRole | null {
  if (!line.raw.trimStart().startsWith('|')) return null
  const head = tableHeadOf(line)
  if (head) {
    state.table = head
    return 'heading'
  }
  const row = tableRow(line, state.table)
  if (!row) return 'other'
  const draft: ThreatDraft = {
    target: state.section.target,
    section: state.sections,
    head: {letters: row.letters, category: row.category, component: row.component, rest: 0},
    component: row.component ?? state.component,
    line,
    pieces: [
      ...(row.text === null ? [] : [{line: line.number, ...row.text, kind: 'text' as const, bullet: false}]),
      ...(row.mitigation === null ? [] : [{line: line.number, ...row.mitigation, kind: 'mitigation' as const, bullet: false}])
    ],
    bullets: 0
  }
  state.threat = null
  threats.push(draft)
  return 'threat'
}

function add(draft: ThreatDraft, line: Line, from: number, kind: Piece['kind'], bullet: boolean): void {
  draft.pieces.push({...pieceOf(line, from), kind, bullet})
}

function pieceOf(line: Line, from: number): WriteUpPiece {
  return {line: line.number, column: line.column + from, text: line.text.slice(from)}
}
