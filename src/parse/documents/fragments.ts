/**
 * JSON that is none: quotes and line breaks that nobody escaped, commas and brackets that are missing, a head or an
 * end that was cut off. Nothing here depends on what came long before: a quote is what the characters beside it say,
 * so damage stays where it is.
 */
import {behindBlanks, pastBlanks} from './blanks.ts'
import {firstKey, isKnown, nameAt} from './keys.ts'
import {entryEnds, listAt, scalarAt} from './lists.ts'
import {stringAt, textLine} from './strings.ts'
import {seeker} from './seek.ts'

/** A member of an object, or an entry of a list without a key. */
export interface Member {
  readonly name: string
  /** Text, number, boolean, null, or a list of those. */
  readonly value: unknown
  readonly start: number
  readonly end: number
}

/** What is left of an object: the members between its `{`, or the object it held last, and the next one or its `}`. */
export interface Fragment {
  readonly start: number
  readonly end: number
  /** Members in order; a name may stand more than once. */
  readonly members: readonly Member[]
  /** Key of what the object holds behind these members; null when it ended. */
  readonly holds: string | null
  /** Key the object stands under. */
  readonly key: string | null
  /** Whether its `{` and its `}` are there. */
  readonly whole: boolean
  /** What had to be mended inside of it, or null. */
  readonly mended: string | null
}

/** What was found of a document. */
export interface Fragments {
  /** Offset after it. */
  readonly end: number
  /** Whether its brackets close; if not, the text ended or something else began. */
  readonly closed: boolean
  /** The first thing wrong outside of the objects: where, and what. */
  readonly wrong: {readonly at: number; readonly what: string} | null
  readonly fragments: readonly Fragment[]
}

/** One that is open. */
interface Bracket {
  readonly brace: boolean
  readonly start: number
  readonly key: string | null
}

const anyKeyAt = /"((?:[^"\\\n]|\\[^\n]){0,80})"\s*:/y
/** What follows the quote that ends a value of an object. */
const valueEnds =
  /\s*(?:,\s*(?:"[^"\\\n]{1,80}"\s*:|"[^"\\\n]{0,80}$|[{\]}]|$)|\}\s*(?:[,\]}{]|"[\w.-]{1,40}"\s*:|$)|\}[^\S\n]*\n|\][^\S\n]*(?:[,\]}]|\n|$)|$)/y

/**
 * Read what is left of a JSON document.
 *
 * @param text Text.
 * @param from Offset of its first character: `{`, `[`, or the quote of a key.
 * @param names Keys that the dialects know: only they can tell a quote that begins a key from one inside a string.
 * @param heads Keys that stand in the outermost object of a document only; one of them inside begins the next (default: none).
 * @returns The objects, in order.
 */
export function readFragments(text: string, from: number, names: ReadonlySet<string>, heads: ReadonlySet<string> = new Set()): Fragments {
  const fragments: Fragment[] = []
  const brackets: Bracket[] = []
  /** How many of the brackets are lists. */
  let lists = 0
  const length = text.length
  const feedFrom = seeker(text, '\n')
  let members: Member[] = []
  let started = -1
  let mended: string | null = null
  let wrong: Fragments['wrong'] = null
  let pending: string | null = null
  /** Whether a value ended and a comma must come before the next. */
  let after = false
  let at = from

  function flush(end: number, holds: string | null, whole: boolean): void {
    const bracket = brackets.findLast(({brace}) => brace)
    if (members.length > 0 || (whole && mended !== null))
      fragments.push({start: started, end, members, holds, key: bracket?.key ?? null, whole: whole && started === bracket?.start, mended})
    members = []
    started = -1
    mended = null
  }

  function note(offset: number, what: string): void {
    if (started !== -1) mended ??= what
    else wrong ??= {at: offset, what}
  }

  /** What stands at a quote: a key that is known, or not. */
  function knownKey(quote: number): string | null {
    const name = nameAt(text, quote)
    return name !== null && isKnown(name, names) ? name : null
  }

  function finish(end: number, closed: boolean): Fragments {
    if (members.length > 0) flush(Math.min(end, lastEnd(members, end)), null, false)
    return {end, closed, wrong, fragments}
  }

  while (at < length) {
    const code = text.charCodeAt(at)
    if (code === 10) {
      textLine.lastIndex = at + 1
      if (textLine.test(text)) return finish(at + 1, false)
      at++
    } else if (code <= 32) {
      at++
    } else if (code === 44) {
      after = false
      at++
    } else if (code === 123) {
      if (brackets.length > 0) {
        const head = firstKey(text, at)
        if (head !== null && heads.has(head)) return finish(at, false)
      }
      if (after) note(at, 'a comma is missing')
      if (members.length > 0) flush(at, pending ?? '', false)
      brackets.push({brace: true, start: at, key: pending})
      started = at
      mended = null
      pending = null
      after = false
      at++
    } else if (code === 91) {
      if (lists > 2000) return finish(at, false)
      if (members.length > 0) flush(at, pending ?? '', false)
      brackets.push({brace: false, start: at, key: pending})
      lists++
      after = false
      at++
    } else if (code === 125) {
      at++
      after = true
      const inside = brackets.at(-1)?.brace === true
      if (members.length > 0 || inside) flush(at, null, inside)
      if (inside) brackets.pop()
      else if (started === -1 && brackets.length > 0) note(at - 1, 'a bracket is missing or too many')
      pending = null
      if (brackets.length === 0) return finish(at, true)
    } else if (code === 93) {
      if (brackets.at(-1)?.brace === true) {
        // The object is not closed; what holds it is.
        if (lists > 0) {
          note(at, 'a brace is missing')
          if (members.length > 0) flush(at, null, false)
          while (brackets.at(-1)?.brace === true) brackets.pop()
        }
      }
      if (brackets.at(-1)?.brace === false) {
        pending = null
        lists--
        brackets.pop()
      }
      at++
      after = true
      if (brackets.length === 0) return finish(at, true)
    } else if (code === 34) {
      key()
    } else {
      const line = garbage()
      if (line !== -1) return finish(line, false)
    }
  }
  return finish(length, brackets.length === 0)

  /** A quote where a key may stand. */
  function key(): void {
    anyKeyAt.lastIndex = at
    const hit = anyKeyAt.exec(text)
    if (!hit) {
      // A string without a colon: the rest of a value, or a value whose key is gone.
      const {end} = stringAt(text, at, entryEnds, knownKey, feedFrom)
      note(at, 'a string stands where a key is expected')
      at = Math.max(end, at + 1)
      after = true
      return
    }
    const name = hit[1] ?? ''
    if ((name === 'id' || name === 'test_number') && started !== -1 && members.some(member => member.name === name)) {
      // The next object begins without a brace.
      note(at, 'a brace is missing')
      flush(lastEnd(members, at), null, false)
    }
    if (started === -1) {
      started = at
      if (brackets.at(-1)?.brace !== true && brackets.length > 0) mended = 'its brace is missing'
    }
    if (after) note(at, 'a comma is missing')
    after = false
    const start = at
    at = pastBlanks(text, anyKeyAt.lastIndex)
    const code = text.charCodeAt(at)
    if (code === 34) {
      const known = knownKey(at)
      if (known !== null) {
        note(at, 'a value is missing')
        return
      }
      const read = stringAt(text, at, valueEnds, knownKey, feedFrom)
      if (read.mended !== null) note(at, read.mended)
      at = read.end
      members.push({name, value: read.value, start, end: at})
      after = true
    } else if (code === 91) {
      const list = listAt(text, at, knownKey, feedFrom, note)
      if (list === null) {
        pending = name
        return
      }
      at = list.end
      members.push({name, value: list.value, start, end: at})
      after = true
    } else if (code === 123) {
      pending = name
    } else {
      const scalar = scalarAt(text, at)
      if (scalar === null) {
        note(at, 'a value is missing')
        return
      }
      at = scalar.end
      members.push({name, value: scalar.value, start, end: at})
      after = true
    }
  }

  /** Whether a key that is known stands first in the rest of the line. */
  function hasKey(): boolean {
    const quote = text.indexOf('"', at)
    return quote !== -1 && quote < feedFrom(at) && knownKey(quote) !== null
  }

  /** Skip characters that no JSON has there; gives where their line starts when all of it is something else, or -1. */
  function garbage(): number {
    const before = behindBlanks(text, at, from - 1)
    // The line begins here when a line break stands among the blanks before.
    const blanks = text.slice(before + 1, at)
    const feed = blanks.lastIndexOf('\n')
    if (feed !== -1) {
      const line = before + 1 + feed
      if (scalarAt(text, at) === null && !hasKey()) return line + 1
    }
    note(at, 'there is something else than JSON')
    at++
    while (at < length) {
      const code = text.charCodeAt(at)
      if (code === 34 || code === 123 || code === 125 || code === 91 || code === 93 || code === 10) break
      at++
    }
    return -1
  }
}

function lastEnd(members: readonly Member[], otherwise: number): number {
  return members.at(-1)?.end ?? otherwise
}
