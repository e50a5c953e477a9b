import {behindBlanks, pastBlanks} from './blanks.ts'
import {unescaped} from '../escapes.ts'
import {isEscaped} from './json.ts'
import {parsed} from './values.ts'

/** A line of a text log: no string of JSON goes on behind it. */
export const textLine: RegExp =
  /[ \t]*(?:\[(?:PASS|FAIL|WARN|INFO|NOTE)\] |== (?:Remediations|Summary)|\d{1,9} checks (?:PASS|FAIL|WARN|INFO)|# Docker Bench|Initializing \S|[IWEF]\d{4} \d\d:\d\d:)/y

/**
 * Read a string whose quotes cannot be trusted: it ends at the quote behind which an object or a list goes on.
 *
 * @param text Text.
 * @param open Offset of its first quote.
 * @param ends What follows its last quote; sticky.
 * @param knownKey Names the key that begins at a quote, or gives null.
 * @param feedFrom Tells the next line break.
 * @returns Its value, the offset behind it, and what had to be mended.
 */
export function stringAt(
  text: string,
  open: number,
  ends: RegExp,
  knownKey: (quote: number) => string | null,
  feedFrom: (from: number) => number
): {value: string; end: number; mended: string | null} {
  let mended: string | null = null
  let at = open
  let feed = feedFrom(open)
  for (;;) {
    const quote = text.indexOf('"', at + 1)
    const until = quote === -1 ? text.length : quote
    while (feed < until) {
      textLine.lastIndex = feed + 1
      if (textLine.test(text)) return {value: textIn(text.slice(open + 1, feed)), end: feed, mended: 'a string does not end'}
      mended ??= 'a line break is not escaped'
      feed = feedFrom(feed + 1)
    }
    if (quote === -1) return {value: textIn(text.slice(open + 1)), end: text.length, mended: 'a string does not end'}
    at = quote
    if (isEscaped(text, quote)) continue
    const before = behindBlanks(text, quote, open)
    if (knownKey(quote) !== null) {
      const opener = text.charCodeAt(before)
      const end = before > open && (opener === 44 || opener === 123 || opener === 125) ? before : before + 1
      return {value: textIn(text.slice(open + 1, end)).trimEnd(), end, mended: 'the quote that ends a string is missing'}
    }
    ends.lastIndex = quote + 1
    if (ends.test(text) || knownKey(pastBlanks(text, quote + 1)) !== null)
      return {value: textIn(text.slice(open + 1, quote)), end: quote + 1, mended}
    mended = 'a quote inside a string is not escaped'
  }
}

function textIn(inside: string): string {
  // A line break that is not escaped is the log's own.
  const raw = inside.includes('\r') ? inside.replace(/\r+\n/g, '\n') : inside
  if (!raw.includes('\\')) return raw
  const value = parsed(`"${raw}"`)
  return typeof value === 'string' ? value : unescaped(raw)
}
