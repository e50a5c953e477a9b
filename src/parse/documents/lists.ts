import {stringAt} from './strings.ts'

/** A value that was read, and the offset behind it. */
export interface Read<Value> {
  readonly value: Value
  readonly end: number
}

const scalar = /-?\d{1,30}(?:\.\d{1,30})?(?:[eE][+-]?\d{1,3})?|true|false|null/y
/** What follows the quote that ends an entry of a list. */
export const entryEnds: RegExp = /\s*(?:,\s*(?:["\d{-]|true|false|null|\]|$)|\]|$)/y

/**
 * Read a number, or true, false, null; `02` is one of docker-bench's too.
 *
 * @param text Text.
 * @param at Offset of its first character.
 * @returns The value, or null when none stands there.
 */
export function scalarAt(text: string, at: number): Read<unknown> | null {
  scalar.lastIndex = at
  const said = scalar.exec(text)?.[0]
  if (said === undefined) return null
  const value = said === 'true' ? true : said === 'false' ? false : said === 'null' ? null : Number(said)
  return {value, end: at + said.length}
}

/**
 * Read a list of texts and numbers, maybe a damaged one.
 *
 * @param text Text.
 * @param open Offset of its `[`.
 * @param knownKey Gives the key that a quote begins, if it is one that is known.
 * @param feedFrom Gives the next line feed.
 * @param note Takes what had to be mended.
 * @returns The list; null when it holds objects or lists, or nothing.
 */
export function listAt(
  text: string,
  open: number,
  knownKey: (quote: number) => string | null,
  feedFrom: (at: number) => number,
  note: (offset: number, what: string) => void
): Read<unknown[]> | null {
  const value: unknown[] = []
  let at = open + 1
  for (;;) {
    while (at < text.length && (text.charCodeAt(at) <= 32 || text.charCodeAt(at) === 44)) at++
    const code = text.charCodeAt(at)
    if (code === 93) return {value, end: at + 1}
    if (code === 34 && knownKey(at) === null) {
      const read = stringAt(text, at, entryEnds, knownKey, feedFrom)
      if (read.mended !== null) note(at, read.mended)
      value.push(read.value)
      at = read.end
      continue
    }
    const read = scalarAt(text, at)
    if (read) {
      value.push(read.value)
      at = read.end
      continue
    }
    if (value.length === 0) return null
    note(at, 'a bracket is missing')
    return {value, end: at}
  }
}
