import type {StrideLetter, WriteUpRole} from '../model/index.ts'
import {add, pieceOf, type State, type ThreatDraft} from './drafts.ts'
import {labelOf} from './labels.ts'
import type {Line} from './lines.ts'
import {categoryAt, type Head} from './stride.ts'
import {tableHeadOf, tableRow} from './table.ts'

/**
 * Read a line of a threat model.
 *
 * @param line Line.
 * @param head Head it starts with; null when it has none.
 * @param state Where the reading stands; changed.
 * @param threats Threats so far; a new one is added.
 * @returns What the line is.
 */
export function threatStep(line: Line, head: Head | null, state: State, threats: ThreatDraft[]): WriteUpRole {
  const label = labelOf(line.text)
  if (label?.kind === 'stride' && (state.threat || state.candidate)) {
    const category = categoryAt(line.text, label.rest) ?? letterAt(line.text, label.rest)
    if (category) return nameCategory(line, category, state, threats)
  }
  // `Potential threat: Tampering of …` below an item or title names its category.
  if (head && state.threat?.head === null && line.mark === null && label?.kind === 'text') {
    state.threat.head = {...head, rest: 0}
    add(state.threat, line, head.rest, 'text', false)
    return 'threat'
  }
  if (head && !(head.weak && state.threat) && !(label && label.kind !== 'text' && state.threat)) {
    startThreat(line, head, state, threats)
    return 'threat'
  }
  const open = state.threat
  if (open && label && line.text.slice(label.rest).trim() === '' && label.kind !== 'stride') {
    open.kind = label.kind
    return 'threat'
  }
  if (open && label && (line.mark === null || line.indent > open.line.indent || open.line.heading > 0 || label.kind !== 'text')) {
    open.kind = 'text'
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
    // `2. Daemon misconfiguration`: a threat of its own, unless categories without numbers follow below it.
    if (line.mark === 'number') {
      state.component = words.replace(/:$/, '')
      return startItem(line, state, threats)
    }
    if (open && empty && line.heading > open.depth) open.component = words.replace(/:$/, '')
    else if (open?.head && open.depth > 0 && line.heading > open.depth) {
      // Another component below the same category is another threat.
      startThreat({...line, text: ''}, open.head, state, threats, open.depth)
      if (state.threat) state.threat.component = words.replace(/:$/, '')
      return 'threat'
    } else {
      state.threat = null
      state.component = words.replace(/:$/, '')
      state.candidate = line
    }
    return 'heading'
  }
  if (open && line.mark !== null && below) {
    add(open, line, 0, 'text', true)
    return 'threat'
  }
  if (line.mark !== null) return startItem(line, state, threats)
  // A paragraph of its own behind a finished item is no part of it, unless it is set in.
  if (
    open &&
    state.blankBefore &&
    line.indent === 0 &&
    open.line.mark !== null &&
    // A category in brackets at the end of a title leaves the text to the lines below.
    !(open.head !== null && open.head.rest === 0 && open.pieces.length === 1) &&
    open.line.text.slice(open.head?.rest ?? 0).trim() !== ''
  ) {
    state.threat = null
    return 'other'
  }
  if (!open) return 'other'
  add(open, line, 0, 'text', false)
  return 'threat'
}

/** An item or numbered heading that names no category first. */
function startItem(line: Line, state: State, threats: ThreatDraft[]): WriteUpRole {
  state.threat = {
    target: state.section.target,
    section: state.sections,
    head: null,
    component: state.component,
    line,
    pieces: [{...pieceOf(line, 0), kind: 'text', bullet: false}],
    depth: line.heading,
    kind: 'text'
  }
  state.candidate = line
  threats.push(state.threat)
  return 'threat'
}

function startThreat(line: Line, head: Head, state: State, threats: ThreatDraft[], depth = line.heading): void {
  const draft: ThreatDraft = {
    target: state.section.target,
    section: state.sections,
    head,
    component: head.component ?? state.component,
    line,
    pieces: [],
    depth,
    kind: 'text'
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

/**
 * Read a line of a table of threats.
 *
 * @param line Line.
 * @param state Where the reading stands; changed.
 * @param threats Threats so far; a new one is added.
 * @returns What the line is; null when it is of no table.
 */
export function tableStep(line: Line, state: State, threats: ThreatDraft[]): WriteUpRole | null {
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
    depth: 0,
    kind: 'text'
  }
  state.threat = null
  threats.push(draft)
  return 'threat'
}
