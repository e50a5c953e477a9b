/**
 * JSON with places, at a small multiple of the cost of `JSON.parse`: one scan finds the innermost objects (the
 * checks, in every JSON dialect) and the native parser reads each of them; what is around them is read once, with a
 * placeholder for each. An object that is broken costs itself, not the log.
 */
export interface JsonDocument {
  /** Offset of its first character. */
  readonly start: number
  /** Offset after its last character. */
  readonly end: number
  /** Its value, with a `Leaf` in place of every innermost object; undefined when it is not JSON. */
  readonly value: unknown
  /** The innermost objects, in order. */
  readonly leaves: readonly Leaf[]
}

/** What no value that came out of JSON can have. */
const brand: unique symbol = Symbol('leaf')

/** An object that holds no further object. */
export interface Leaf {
  readonly [brand]: true
  /** Offset of `{`. */
  readonly start: number
  /** Offset after `}`. */
  readonly end: number
  /** Its value, or undefined when it is not JSON. */
  readonly value: Readonly<Record<string, unknown>> | undefined
}

const quote = 34
const backslash = 92
const openBrace = 123
const closeBrace = 125
const openBracket = 91
const closeBracket = 93

/**
 * Read the JSON documents of a text, one behind the other, whatever stands between them.
 *
 * @param text Text.
 * @returns The documents in order; a document that does not end ends with the text.
 */
export function readJson(text: string): readonly JsonDocument[] {
  const documents: JsonDocument[] = []
  let at = nextDocument(text, 0)
  while (at !== -1) {
    const {end, spans} = scan(text, at)
    documents.push(read(text, at, end, spans))
    at = nextDocument(text, end)
  }
  return documents
}

/** Where the next `{` or `[` stands that JSON may follow: `[INFO]` and `[pod/x]` are not JSON. */
function nextDocument(text: string, from: number): number {
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code !== openBrace && code !== openBracket) continue
    let after = at + 1
    while (after < text.length && text.charCodeAt(after) <= 32) after++
    const next = text.charCodeAt(after)
    if (
      next === quote ||
      next === openBrace ||
      next === closeBrace ||
      (code === openBracket && (next === openBracket || next === closeBracket))
    )
      return at
    at = after - 1
  }
  return -1
}

/** Find the end of the value at `start` and the spans of its innermost objects. */
function scan(text: string, start: number): {end: number; spans: number[]} {
  const spans: number[] = []
  const opened: number[] = []
  // Offset of the last `{`; it is innermost when its `}` comes before another `{`.
  let innermost = -1
  let at = start
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === quote) {
      at = stringEnd(text, at)
      if (at === -1) return {end: text.length, spans}
    } else if (code === openBrace) {
      opened.push(at)
      innermost = at
    } else if (code === openBracket) {
      opened.push(-1)
    } else if (code === closeBrace || code === closeBracket) {
      const opener = opened.pop() ?? -1
      if (code === closeBrace && opener !== -1 && opener === innermost) spans.push(opener, at + 1)
      if (code === closeBrace) innermost = -1
      if (opened.length === 0) return {end: at + 1, spans}
    }
  }
  return {end: text.length, spans}
}

/** Offset of the quote that ends the string that starts at `start`, or -1. */
function stringEnd(text: string, start: number): number {
  let at = start
  for (;;) {
    at = text.indexOf('"', at + 1)
    if (at === -1) return -1
    let escapes = 0
    while (text.charCodeAt(at - 1 - escapes) === backslash) escapes++
    if (escapes % 2 === 0) return at
  }
}

function read(text: string, start: number, end: number, spans: readonly number[]): JsonDocument {
  const leaves: Leaf[] = []
  const mark = placeholder(text)
  let skeleton = ''
  let from = start
  for (let index = 0; index < spans.length; index += 2) {
    const open = spans[index] ?? 0
    const close = spans[index + 1] ?? 0
    const value = parsed(text.slice(open, close))
    skeleton += `${text.slice(from, open)}"${mark}${leaves.length}"`
    leaves.push({[brand]: true, start: open, end: close, value: isRecord(value) ? value : undefined})
    from = close
  }
  skeleton += text.slice(from, end)
  return {start, end, value: revive(parsed(skeleton), mark, leaves), leaves}
}

/** A word that is nowhere in the text, so that no string of the log can pass for a leaf. */
function placeholder(text: string): string {
  let mark = 'leaf:'
  while (text.includes(mark)) mark = `${mark.slice(0, -1)}_:`
  return mark
}

/** Put the leaves back; iterative, for the nesting is the log's. */
function revive(root: unknown, mark: string, leaves: readonly Leaf[]): unknown {
  const leafOf = (value: unknown): Leaf | undefined =>
    typeof value === 'string' && value.startsWith(mark) ? leaves[Number(value.slice(mark.length))] : undefined
  const whole = leafOf(root)
  if (whole) return whole
  const pending: unknown[] = [root]
  for (let holder = pending.pop(); holder !== undefined; holder = pending.pop()) {
    if (typeof holder !== 'object' || holder === null) continue
    const record = holder as Record<string, unknown>
    for (const key of Object.keys(record)) {
      const value = record[key]
      const leaf = leafOf(value)
      if (leaf) Object.defineProperty(record, key, {value: leaf, enumerable: true, configurable: true, writable: true})
      else if (typeof value === 'object' && value !== null) pending.push(value)
    }
  }
  return root
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/**
 * Tell whether a value is a JSON object.
 *
 * @param value Anything.
 * @returns Whether it is an object and no array.
 */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/**
 * Tell whether a value of a document is a leaf.
 *
 * @param value Value inside a `JsonDocument`.
 * @returns Whether it stands for one of its innermost objects.
 */
export function isLeaf(value: unknown): value is Leaf {
  return isRecord(value) && brand in value
}

/**
 * Read a field of an object, or of the object a leaf stands for.
 *
 * @param value Anything.
 * @param names Names the field has had; the first that is there counts.
 * @returns Its value, or undefined.
 */
export function field(value: unknown, ...names: readonly string[]): unknown {
  const record = isLeaf(value) ? value.value : isRecord(value) ? value : undefined
  if (record === undefined) return undefined
  for (const name of names) if (Object.hasOwn(record, name)) return record[name]
  return undefined
}

/**
 * Read a field as text.
 *
 * @param value Anything.
 * @param names Names the field has had.
 * @returns The text, or null when there is none or it is empty.
 */
export function textField(value: unknown, ...names: readonly string[]): string | null {
  const found = field(value, ...names)
  return typeof found === 'string' && found !== '' ? found : typeof found === 'number' ? String(found) : null
}

/**
 * Read a field as a list.
 *
 * @param value Anything.
 * @param names Names the field has had.
 * @returns Its entries; none when it is no list.
 */
export function listField(value: unknown, ...names: readonly string[]): readonly unknown[] {
  const found = field(value, ...names)
  return Array.isArray(found) ? found : []
}
