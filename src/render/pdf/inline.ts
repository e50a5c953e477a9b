import type {PhrasingContent} from 'mdast'
import {type ToneColour, tones} from '../tones.ts'
import {clean, safeUrl} from './clean.ts'
import type {Faces} from './fonts.ts'
import type {FaceName} from './options.ts'
import {coveringFont, type Face} from './shape.ts'
import {colours} from './theme.ts'

/** The structure element a run of text belongs to, inside of its block; one value for each link or piece of code. */
export type Owner = {readonly type: 'Code'} | {readonly type: 'Link'; readonly target: Target; readonly words: string}

/** Where a link goes: to an anchor of this document or to a page of the web. */
export type Target = {readonly anchor: string} | {readonly url: string}

/** How a run of text looks and what it belongs to. */
export interface Style {
  readonly face: Face
  readonly size: number
  readonly colour: string
  readonly owner: Owner | null
  readonly struck: boolean
  /** A pill behind the text. */
  readonly pill: ToneColour | null
}

/** Clean text in one style. A piece of `'\n'` breaks the line. */
export interface Piece {
  readonly text: string
  readonly style: Style
}

/** What is known of the whole document. */
export interface Links {
  readonly anchors: ReadonlySet<string>
  /** Addresses of reference links, by identifier. */
  readonly definitions: ReadonlyMap<string, string>
}

/** How text stands that nothing is said about. */
export interface Base {
  readonly size: number
  readonly colour: string
  readonly bold: boolean
}

interface State {
  readonly strong: boolean
  readonly emphasis: boolean
  readonly struck: boolean
  readonly owner: Owner | null
}

/**
 * Choose a face.
 *
 * @param state What the text is.
 * @returns Name of the face; strong emphasis is strong.
 */
export function faceName(state: {readonly strong: boolean; readonly emphasis: boolean; readonly code: boolean}): FaceName {
  if (state.code) return state.strong ? 'monoBold' : 'mono'
  if (state.strong) return 'bold'
  return state.emphasis ? 'italic' : 'sans'
}

/**
 * Turn phrasing content into pieces of text.
 *
 * @param nodes Phrasing content.
 * @param base How plain text is set.
 * @param faces Faces.
 * @param links Anchors and definitions.
 * @returns Pieces in order.
 */
export function toPieces(nodes: readonly PhrasingContent[], base: Base, faces: Faces, links: Links): readonly Piece[] {
  const pieces: Piece[] = []
  const state = {strong: base.bold, emphasis: false, struck: false, owner: null}
  for (const node of nodes) add(node, state, {base, faces, links, pieces})
  return pieces
}

interface Work {
  readonly base: Base
  readonly faces: Faces
  readonly links: Links
  readonly pieces: Piece[]
}

function add(node: PhrasingContent, state: State, work: Work): void {
  switch (node.type) {
    case 'text':
      say(node.value, state, work)
      return
    case 'inlineCode':
      say(node.value, {...state, owner: state.owner ?? {type: 'Code'}}, work, {code: true})
      return
    case 'badge':
      say(node.value, {...state, strong: true, owner: null}, work, {pill: tones[node.tone] ?? tones.neutral})
      return
    case 'break':
      work.pieces.push({text: '\n', style: styleOf(state, work, {})})
      return
    case 'image':
    case 'imageReference':
      say(node.alt ?? '', state, work)
      return
    case 'strong':
      addAll(node.children, {...state, strong: true}, work)
      return
    case 'emphasis':
      addAll(node.children, {...state, emphasis: true}, work)
      return
    case 'delete':
      addAll(node.children, {...state, struck: true}, work)
      return
    case 'link':
      addLink(node.url, node.children, state, work)
      return
    case 'linkReference':
      addLink(work.links.definitions.get(node.identifier) ?? '', node.children, state, work)
      return
    default:
      // HTML has no place on paper; nor have footnotes, which our templates cannot make.
      return
  }
}

function addAll(nodes: readonly PhrasingContent[], state: State, work: Work): void {
  for (const node of nodes) add(node, state, work)
}

function addLink(url: string, children: readonly PhrasingContent[], state: State, work: Work): void {
  addAll(children, {...state, owner: linkTo(url, children, work) ?? state.owner}, work)
}

function say(value: string, state: State, work: Work, kind: {readonly code?: boolean; readonly pill?: ToneColour} = {}): void {
  if (value === '') return
  const style = styleOf(state, work, kind)
  work.pieces.push({text: clean(value, covers(style.face)), style})
}

function styleOf(
  state: State,
  {base, faces}: Work,
  {code = false, pill = null}: {readonly code?: boolean; readonly pill?: ToneColour | null}
): Style {
  return {
    face: faces[faceName({...state, code})],
    size: base.size * (pill ? 0.84 : code ? 0.93 : 1),
    colour: pill ? pill.text : state.owner?.type === 'Link' ? colours.link : base.colour,
    owner: state.owner,
    struck: state.struck,
    pill
  }
}

/**
 * Make the question `clean` asks of a face.
 *
 * @param face Face.
 * @returns Whether a code point has a glyph in it.
 */
export function covers(face: Face): (codePoint: number) => boolean {
  return codePoint => coveringFont(face, codePoint) >= 0
}

/** An anchor nobody has, or an address that is not for the web or mail, is no link. */
function linkTo(url: string, children: readonly PhrasingContent[], {links}: Work): Owner | null {
  const words = wordsOf(children)
  if (url.startsWith('#')) {
    const anchor = url.slice(1)
    return links.anchors.has(anchor) ? {type: 'Link', target: {anchor}, words} : null
  }
  const safe = safeUrl(url)
  return safe === null ? null : {type: 'Link', target: {url: safe}, words: words === '' ? safe : words}
}

/**
 * Read the words of phrasing content, for outlines and text alternatives.
 *
 * @param nodes Phrasing content.
 * @returns Words on one line.
 */
export function wordsOf(nodes: readonly PhrasingContent[]): string {
  return clean(nodes.map(rawWords).join(''), () => true)
    .replace(/ {2,}/g, ' ')
    .trim()
}

function rawWords(node: PhrasingContent): string {
  if (node.type === 'break') return ' '
  if (node.type === 'html') return ''
  if ('value' in node) return node.value
  if ('alt' in node) return node.alt ?? ''
  return 'children' in node ? node.children.map(rawWords).join('') : ''
}
