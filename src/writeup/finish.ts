import type {StrideLetter, WriteUpFinding, WriteUpPiece, WriteUpThreat} from '../model/index.ts'
import {componentIn} from './components.ts'
import {adviceIn, labelOf} from './labels.ts'
import type {FindingDraft, Piece, ThreatDraft} from './drafts.ts'
import type {Pass} from './pass.ts'
import {lettersIn} from './stride.ts'

/** A shorter item without a category is a heading or a remark. */
const shortest = 25
const advising =
  /^\s*(?:use|enable|disable|implement|restrict|limit|apply|enforce|set|add|encrypt|run|do not|avoid|require|rotate|sign|verify|mitigation|ensure|regularly|configure|employ|make sure)\b/i

/**
 * Make threats of drafts: leave out items that are none, take apart what stands under one category.
 *
 * @param pass What the pass over the lines found.
 * @returns Threats in order.
 */
export function threatsOf(pass: Pass): readonly WriteUpThreat[] {
  const styles = stylesOf(pass.threats)
  const kept: ThreatDraft[] = []
  for (const draft of pass.threats) {
    if (isThreat(draft, styles.get(draft.target))) kept.push(draft)
    else for (const {line} of draft.pieces) if (pass.roles[line - 1] === 'threat') pass.roles[line - 1] = 'other'
  }
  return kept.flatMap(draft => apart(draft).map(threatOf))
}

/** How the threats of one target are written. */
interface Style {
  /** Whether any names its category first. */
  readonly heads: boolean
  /** Indents of numbered ones that do. */
  readonly numbered: ReadonlySet<number>
  /** Least indent. */
  readonly outer: number
}

function isThreat(draft: ThreatDraft, style: Style | undefined): boolean {
  // A bare list of the six words above the models is no answer.
  if (draft.head !== null) return draft.target !== null || draft.pieces.length > 0
  if (!style) return false
  // Among items that name their category, a numbered one without is one too; a bullet is a remark.
  if (style.heads) return draft.line.mark === 'number' && style.numbered.has(draft.line.indent)
  const length = draft.pieces.reduce((sum, {text}) => sum + text.trim().length, 0)
  return draft.target !== null && draft.line.indent === style.outer && length >= shortest
}

function stylesOf(all: readonly ThreatDraft[]): ReadonlyMap<ThreatDraft['target'], Style> {
  const styles = new Map<ThreatDraft['target'], Style>()
  for (const {target, head, line} of all) {
    const known = styles.get(target) ?? {heads: false, numbered: new Set<number>(), outer: line.indent}
    const numbered = head !== null && line.mark === 'number' ? new Set([...known.numbered, line.indent]) : known.numbered
    styles.set(target, {heads: known.heads || head !== null, numbered, outer: Math.min(known.outer, line.indent)})
  }
  return styles
}

/** Several items under one category are several threats, unless they are labelled parts or advice. */
function apart(draft: ThreatDraft): readonly ThreatDraft[] {
  const {pieces} = draft
  const items = pieces.filter(({bullet, kind}) => bullet && kind === 'text')
  const first = pieces[0]
  if (draft.head === null || items.length < 2 || first === undefined || !first.bullet) return [draft]
  if (pieces.some(({kind}) => kind !== 'text') || items.some(({text}) => text.trim().length < 30 || advising.test(text))) return [draft]
  const groups: Piece[][] = []
  for (const piece of pieces) {
    if (piece.bullet) groups.push([piece])
    else groups.at(-1)?.push(piece)
  }
  return groups.map(group => ({...draft, line: {...draft.line, number: group[0]?.line ?? draft.line.number}, pieces: group}))
}

function threatOf(draft: ThreatDraft): WriteUpThreat {
  const texts = draft.pieces.filter(({kind}) => kind === 'text')
  const named = draft.pieces.filter(({kind}) => kind === 'component')
  const text = wordsOf(texts.length > 0 ? texts : named)
  const said = wordsOf(draft.pieces.filter(({kind}) => kind === 'mitigation'))
  const letters = draft.head?.letters ?? lettersIn(text)
  const component = componentOf(draft, named, text)
  return {
    target: draft.target,
    stride: letters[0] ?? null,
    also: letters.slice(1),
    category: draft.head?.category ?? null,
    text: wordsOf(draft.pieces.filter(({kind}) => kind === 'text' || kind === 'component')),
    component,
    mitigation: said === '' ? adviceIn(text) : said,
    line: draft.line.number,
    pieces: draft.pieces.map(bare)
  }
}

function componentOf(draft: ThreatDraft, named: readonly Piece[], text: string): string | null {
  // `Attack Surface: Kubernetes API Server Authentication: An attacker …`
  const labelled = named[0]?.text.split(/:\s/)[0]?.trim() ?? ''
  const names = [labelled, draft.head?.component ?? '', draft.component ?? '', text].map(words =>
    words === '' ? null : componentIn(words, draft.target)
  )
  // A heading such as "control plane" holds several components; what the text names is nearer.
  const surface = names.find(name => name !== null && name !== 'control plane' && name !== 'node') ?? names.find(name => name !== null)
  if (surface) return surface
  return labelled !== '' && labelled.length <= 60 ? labelled : null
}

/**
 * Make findings of drafts.
 *
 * @param pass What the pass over the lines found.
 * @param editionOf Edition cited on some lines.
 * @returns Findings in order; a line that names several ids makes several.
 */
export function findingsOf(pass: Pass, editionOf: (lines: readonly number[]) => string | null): readonly WriteUpFinding[] {
  return pass.findings.flatMap(draft => {
    const edition = editionOf(draft.pieces.map(({line}) => line))
    const remediation = remediationOf(draft)
    const strides = stridesOf(draft)
    const pieces = draft.pieces.map(bare)
    return draft.head.ids.map(id => ({
      id,
      status: draft.head.status,
      edition,
      target: draft.target,
      title: draft.head.title,
      remediation,
      line: draft.line.number,
      strides,
      pieces
    }))
  })
}

/** Words by which people tell what they did. */
const done =
  /\b(?:i|we) (?:have )?(?:set|added|changed|enabled|disabled|created|ran|used|configured|removed|updated)\b|\bcontrol[a-z]{2,4} by (?:the )?daemon\.json\b/i

function remediationOf({head, pieces}: FindingDraft): string | null {
  const parts: string[] = []
  if (head.fixed && head.rest !== '') parts.push(head.rest)
  let labelled = false
  for (const {text, kind} of pieces.slice(1)) {
    if (kind === 'mitigation') labelled = true
    else if (kind === 'aside' && labelOf(text)) labelled = false
    if (labelled) {
      const label = labelOf(text)
      parts.push(label?.kind === 'mitigation' ? text.slice(label.rest) : text)
    }
  }
  if (parts.length === 0 && /^(?:add|set|run|use|export|docker|chmod|chown|enable|disable|by)\b/i.test(head.rest)) parts.push(head.rest)
  if (parts.length === 0 && done.test(head.rest)) parts.push(head.rest)
  const words = parts
    .map(part => part.trim())
    .filter(part => part !== '')
    .join(' ')
  return words === '' ? adviceIn(`${head.rest} ${wordsOf(pieces.slice(1))}`) : words.replace(/\s+/g, ' ')
}

function stridesOf({head, group, pieces}: FindingDraft): readonly StrideLetter[] {
  const letters = [...(group === null ? [] : [group]), ...lettersIn(head.rest), ...lettersIn(wordsOf(pieces.slice(1)))]
  return [...new Set(letters)]
}

function bare({line, column, text}: Piece): WriteUpPiece {
  return {line, column, text}
}

function wordsOf(pieces: readonly WriteUpPiece[]): string {
  return pieces
    .map(({text}) => text.trim())
    .join(' ')
    .replace(/\s+/g, ' ')
    .trim()
}
