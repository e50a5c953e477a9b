import {pastBlanks} from './blanks.ts'
import {isRecord, type JsonRecord, parsed} from './values.ts'

/**
 * JSON with places, at a small multiple of the cost of `JSON.parse`: one scan finds the innermost objects (the
 * checks, in every JSON dialect) and the native parser reads what is around them, with a placeholder for each. The
 * innermost objects are read one by one when they are asked for, so that they die young.
 */
export interface JsonDocument {
  /** Text it stands in. */
  readonly text: string
  /** Offset of its first character. */
  readonly start: number
  /** Offset after its last character. */
  readonly end: number
  /**
   * Its value, with `{"": n}` in place of each innermost object, n being where its span begins in `spans`. Nothing
   * else in it can look like that: a document with an empty key is not taken for whole.
   */
  readonly value: unknown
  /** Start, end and number of keys of each innermost object, in order. */
  readonly spans: readonly number[]
}

/** Where the structure of a value ends. */
export interface Extent {
  /** `'whole'`, `'cut'` when the text ends inside it, `'broken'` when it cannot be JSON. */
  readonly is: 'whole' | 'cut' | 'broken'
  /** Offset after it, or of what is wrong. */
  readonly end: number
  /** Start, end and number of keys of each innermost object. */
  readonly spans: readonly number[]
}

const quote = 34
const backslash = 92
const openBrace = 123
const closeBrace = 125
const openBracket = 91
const closeBracket = 93
const comma = 44
const colon = 58

/** What may stand outside of strings: blanks, punctuation, digits and the letters of numbers, true, false and null. */
const structural = new Uint8Array(128)
for (const character of ' \t\r\n,:0123456789+-.eEtrufalsn') structural[character.charCodeAt(0)] = 1

/**
 * Find the end of the value at `start` and its innermost objects. Stops at the first character that cannot stand
 * where it stands, so an unescaped quote does not turn what is behind it inside out.
 *
 * @param text Text.
 * @param start Offset of `{` or `[`.
 * @returns The extent.
 */
export function extentOf(text: string, start: number): Extent {
  const spans: number[] = []
  const opened: number[] = []
  const length = text.length
  // Offset of the last `{`; it is innermost when its `}` comes before another `{`.
  let innermost = -1
  let keys = 0
  let at = start
  while (at < length) {
    const code = text.charCodeAt(at)
    if (code === quote) {
      const begin = at
      const end = stringEnd(text, begin)
      if (end === -1) return {is: 'cut', end: length, spans}
      at = end + 1
      let next = text.charCodeAt(at)
      if (next === comma) {
        at++
        continue
      }
      while (next <= 32) next = text.charCodeAt(++at)
      if (next === colon) {
        // No scanner prints an empty key; ours are the placeholders.
        if (end === begin + 1) return {is: 'broken', end: at, spans}
        keys++
        at++
        continue
      }
      if (next === comma || next === closeBrace || next === closeBracket) continue
      return at >= length ? {is: 'cut', end: length, spans} : {is: 'broken', end: at, spans}
    }
    if (code === openBrace) {
      opened.push(at)
      innermost = at
      keys = 0
    } else if (code === openBracket) {
      opened.push(-1)
      // No scanner nests arrays; nothing is gained by going on in a heap of brackets.
      if (opened.length > 1000) return {is: 'broken', end: at, spans}
    } else if (code === closeBrace || code === closeBracket) {
      const opener = opened.pop() ?? -1
      if ((opener !== -1) !== (code === closeBrace)) return {is: 'broken', end: at, spans}
      if (code === closeBrace) {
        if (opener === innermost) spans.push(opener, at + 1, keys)
        innermost = -1
      }
      if (opened.length === 0) return {is: 'whole', end: at + 1, spans}
    } else if (code > 127 || structural[code] !== 1) {
      return {is: 'broken', end: at, spans}
    }
    at++
  }
  return {is: 'cut', end: length, spans}
}

/** Offset of the quote that ends the string that starts at `start`, or -1. */
function stringEnd(text: string, start: number): number {
  let at = start
  for (;;) {
    at = text.indexOf('"', at + 1)
    if (at === -1) return -1
    if (!isEscaped(text, at)) return at
  }
}

/**
 * Tell whether a character of a string is escaped.
 *
 * @param text Text.
 * @param at Offset of the character.
 * @returns Whether an odd number of backslashes stands before it.
 */
export function isEscaped(text: string, at: number): boolean {
  if (text.charCodeAt(at - 1) !== backslash) return false
  let escapes = 1
  while (text.charCodeAt(at - 1 - escapes) === backslash) escapes++
  return escapes % 2 === 1
}

/**
 * Read a document whose extent is whole.
 *
 * @param text Text.
 * @param start Offset of its first character.
 * @param extent Its extent.
 * @returns The document, or null when it is not JSON.
 */
export function readJson(text: string, start: number, extent: Extent): JsonDocument | null {
  const {end, spans} = extent
  let around = ''
  let from = start
  for (let index = 0; index < spans.length; index += 3) {
    around += `${text.slice(from, spans[index])}{"":${index}}`
    from = spans[index + 1] ?? from
  }
  around += text.slice(from, end)
  const value = parsed(around)
  return value === undefined ? null : {text, start, end, value, spans}
}

/**
 * Tell which innermost object a value of a document stands for.
 *
 * @param value Value inside `JsonDocument.value`.
 * @returns Index into its spans, or -1.
 */
export function spanOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return -1
  const index = (value as JsonRecord)['']
  return typeof index === 'number' ? index : -1
}

/**
 * Read an innermost object.
 *
 * @param document Document.
 * @param span Index of its span.
 * @returns The object, or null when it is not JSON.
 */
export function innermost(document: JsonDocument, span: number): JsonRecord | null {
  const value = parsed(document.text.slice(document.spans[span], document.spans[span + 1]))
  return isRecord(value) ? value : null
}

/** Keys under which scanners put objects. */
const holders: ReadonlySet<string> = new Set(
  'Controls Totals tests Groups results Checks report sections scanner summary metadata items scan_info scans findings messages'.split(' ')
)
const checkLike = /"(?:result|status|State)"\s*:\s*"(?:PASS|FAIL|WARN|INFO|NOTE)"/

/**
 * Tell whether a document says more than its value does: an innermost object that looks like a check stands under a key
 * that no scanner prints, since a key above it is damaged; or a key above stands twice, of which JSON keeps the last. Then
 * only its own bytes tell what is in it.
 *
 * @param document Document.
 * @returns Whether it does.
 */
export function isDamaged(document: JsonDocument): boolean {
  const pending: {readonly value: object; readonly known: boolean}[] = []
  let innermosts = 0
  function visit(value: unknown, known: boolean): boolean {
    if (typeof value !== 'object' || value === null) return false
    const span = spanOf(value)
    if (span === -1) pending.push({value, known})
    else innermosts++
    return span !== -1 && !known && checkLike.test(document.text.slice(document.spans[span], document.spans[span + 1]))
  }
  if (visit(document.value, true)) return true
  for (let next = pending.pop(); next; next = pending.pop()) {
    const {value, known} = next
    if (Array.isArray(value)) {
      for (const entry of value) if (visit(entry, known)) return true
    } else {
      for (const key in value) if (visit((value as JsonRecord)[key], known && holders.has(key))) return true
    }
  }
  return innermosts * 3 < document.spans.length
}

/**
 * Tell whether a key stands twice in an innermost object: then it is two objects with a brace missing between.
 *
 * @param document Document.
 * @param span Index of its span.
 * @param record What was read of it.
 * @returns Whether it has more keys than the record.
 */
export function isDouble(document: JsonDocument, span: number, record: JsonRecord): boolean {
  let keys = 0
  for (const _ in record) keys++
  return (document.spans[span + 2] ?? 0) > keys
}

/**
 * Read an object of a document, innermost or not.
 *
 * @param document Document.
 * @param value Value inside it.
 * @returns The object, or null when the value is none.
 */
export function recordOf(document: JsonDocument, value: unknown): JsonRecord | null {
  const span = spanOf(value)
  return span !== -1 ? innermost(document, span) : isRecord(value) ? value : null
}

/** A member of an object, or an entry of a list. */
export interface Child {
  /** Its key; null in a list. */
  readonly key: string | null
  /** Offset of the first character of its value. */
  readonly start: number
  /** Offset after its value. */
  readonly end: number
}

/**
 * Tell where the members of an object or the entries of a list stand.
 *
 * @param text Text.
 * @param start Offset of the `{` or `[` of a value that is JSON.
 * @returns The children in order.
 */
export function childrenOf(text: string, start: number): readonly Child[] {
  const children: Child[] = []
  let key: string | null = null
  let at = start + 1
  while (at < text.length) {
    const code = text.charCodeAt(at)
    if (code === closeBrace || code === closeBracket) break
    if (code <= 32 || code === comma || code === colon) {
      at++
      continue
    }
    const first = at
    if (code === openBrace || code === openBracket) at = extentOf(text, at).end
    else if (code === quote) {
      const close = stringEnd(text, at)
      at = close === -1 ? text.length : close + 1
      const next = pastBlanks(text, at)
      if (text.charCodeAt(next) === colon) {
        key = String(parsed(text.slice(first, at)))
        at = next + 1
        continue
      }
    } else while (at < text.length && structural[text.charCodeAt(at)] === 1 && text.charCodeAt(at) !== comma) at++
    children.push({key, start: first, end: at})
    key = null
    if (at === first) break
  }
  return children
}
