import {pastBlanks} from './blanks.ts'
import {separators} from './gaps.ts'
import {isKnown, nameAt} from './keys.ts'

/** What a look at a place says: nothing is there, something is, or the text ends too soon to tell. */
export type Look = 'no' | 'yes' | 'more'

/** Where a document begins. */
export interface Found {
  readonly look: Look
  readonly at: number
}

/** Finds where documents begin; a "no" costs about as much as the line is long. */
export interface Looker {
  /** Whether a document begins at an offset; with `pieces`, or a piece of one that was cut. */
  look(text: string, at: number, final: boolean, pieces: boolean): Look
  /** Where in the line at `from` a document begins. */
  candidate(text: string, from: number, final: boolean): Found
  /** Where in a part of a line a document begins. */
  candidateIn(text: string, from: number, end: number, final: boolean): Found
}

const nothing: Found = {look: 'no', at: -1}
/** The name of an element at its `<`; sticky. */
export const tagName: RegExp = /<\/?([A-Za-z][\w.-]{0,60})[\s/>]/y
const opening = /[{[](?=\s*(?:["{]|$))|<(?=[A-Za-z])/g

/**
 * Make the finder of documents.
 *
 * @param names Keys of JSON objects that documents have.
 * @param heads Keys that only outermost objects have.
 * @param elements Names of XML elements.
 * @returns The finder.
 */
export function createLook(names: ReadonlySet<string>, heads: ReadonlySet<string>, elements: ReadonlySet<string>): Looker {
  const headInLine = heads.size === 0 ? null : new RegExp(`"(?:${[...heads].join('|')})"\\s*:`, 'g')

  return {look, candidate, candidateIn}

  /** Where in the line at `from` a document begins. */
  function candidate(text: string, from: number, final: boolean): Found {
    let at = from
    while (at < text.length && (text.charCodeAt(at) === 32 || text.charCodeAt(at) === 9 || text.charCodeAt(at) === 0xfeff)) at++
    if (at >= text.length) return nothing
    const first = separators(text, at, 10)
    const here = look(text, first, final, true)
    if (here !== 'no') return {look: here, at: first}
    if (text.charCodeAt(first + 1) === 10) return nothing
    const feed = text.indexOf('\n', from)
    const end = feed === -1 ? text.length : feed
    if (feed === -1 && !final) return {look: 'more', at}
    const code = text.charCodeAt(at)
    if ((code === 123 || code === 91) && headInLine) {
      // A wrapper of somebody's own around a document of ours.
      headInLine.lastIndex = at
      const hit = headInLine.exec(end === text.length ? text : text.slice(0, end))
      if (hit) return {look: 'yes', at}
    }
    return candidateIn(text, at + 1, end, final)
  }

  function candidateIn(text: string, from: number, end: number, final: boolean): Found {
    if (from >= end) return nothing
    // What opens at the end of the line may go on in the next.
    for (const hit of text.slice(from, end).matchAll(opening)) {
      const here = look(text, from + hit.index, final, false)
      if (here !== 'no') return {look: here, at: from + hit.index}
    }
    return nothing
  }

  /** Whether a document, or a piece of one, begins at an offset. */
  function look(text: string, at: number, final: boolean, pieces: boolean): Look {
    const code = text.charCodeAt(at)
    if (code === 60) {
      tagName.lastIndex = at
      const name = tagName.exec(text)?.[1]
      if (name !== undefined) return elements.has(name) ? 'yes' : 'no'
      return cutOff(text, at, final)
    }
    if (code === 34) return pieces ? lookKey(text, at, final) : 'no'
    if (code !== 123 && code !== 91) return 'no'
    const next = pastBlanks(text, at + 1)
    if (next >= text.length) return final ? 'no' : 'more'
    const inner = text.charCodeAt(next)
    if (code === 91) return inner === 123 ? look(text, next, final, false) : 'no'
    return inner === 34 ? lookKey(text, next, final) : 'no'
  }

  function lookKey(text: string, at: number, final: boolean): Look {
    const name = nameAt(text, at)
    if (name !== null) return isKnown(name, names) ? 'yes' : 'no'
    return cutOff(text, at, final)
  }
}

/** What to say of a name that does not end: the end of the text may have cut it off. */
function cutOff(text: string, at: number, final: boolean): Look {
  return !final && text.length - at < 64 && !text.slice(at).includes('\n') ? 'more' : 'no'
}
