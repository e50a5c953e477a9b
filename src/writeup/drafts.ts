import type {StrideLetter, WriteUpPiece, WriteUpTarget} from '../model/index.ts'
import type {FindingHead} from './finding-head.ts'
import type {Line} from './lines.ts'
import type {Section} from './sections.ts'
import type {Head} from './stride.ts'
import type {TableHead} from './table.ts'

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
  /** Depth of the heading its category stands in; 0 when it stands in none. */
  readonly depth: number
  /** What a label alone on its line says of the lines behind it. */
  kind: Piece['kind']
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

/** Where the reading stands. */
export interface State {
  section: Section
  sections: number
  component: string | null
  group: StrideLetter | null
  threat: ThreatDraft | null
  finding: FindingDraft | null
  table: TableHead | null
  /** Targets and ids of findings that have lines of their own, outside of tables. */
  readonly documented: Set<string>
  instructing: boolean
  blankBefore: boolean
  /** Heading or item that may turn out to be a threat when a label names its category. */
  candidate: Line | null
}

/** Add a line to a threat. */
export function add(draft: ThreatDraft, line: Line, from: number, kind: Piece['kind'], bullet: boolean): void {
  draft.pieces.push({...pieceOf(line, from), kind: kind === 'text' ? draft.kind : kind, bullet})
}

/** A line from some place on. */
export function pieceOf(line: Line, from: number): WriteUpPiece {
  return {line: line.number, column: line.column + from, text: line.text.slice(from)}
}
