/*
 * JSON as text that is edited in place: what a user wrote stays as it was written, order, spelling of numbers and
 * blanks included, and only what changes is replaced.
 */

/** A value with its place in the text. */
export type JsonNode = JsonObject | JsonList | JsonScalar

/** An object. */
export interface JsonObject {
  readonly kind: 'object'
  readonly start: number
  readonly end: number
  /** Members in order; a name may come twice. */
  readonly members: readonly JsonMember[]
}

/** A member of an object. */
interface JsonMember {
  readonly key: string
  /** Offset of the quote its name starts with. */
  readonly start: number
  readonly value: JsonNode
}

/** A list. */
interface JsonList {
  readonly kind: 'list'
  readonly start: number
  readonly end: number
  readonly items: readonly JsonNode[]
}

/** Anything else. */
interface JsonScalar {
  readonly kind: 'scalar'
  readonly start: number
  readonly end: number
  readonly value: string | number | boolean | null
}

/** What is wrong with a JSON text. */
export interface JsonMistake {
  /** Line, 1-based. */
  readonly line: number
  /** Column in UTF-16 code units, 1-based. */
  readonly column: number
  /** One sentence without its place. */
  readonly reason: string
}

const deepest = 100

class Mistake extends Error {
  readonly at: number
  constructor(at: number, reason: string) {
    super(reason)
    this.at = at
  }
}

/**
 * Read a JSON text.
 *
 * @param text Text.
 * @returns Its value with places, or what is wrong with it.
 */
export function readJsonText(text: string): {readonly node: JsonNode} | {readonly mistake: JsonMistake} {
  try {
    const start = skip(text, 0)
    const node = valueAt(text, start, 0)
    const rest = skip(text, node.end)
    if (rest < text.length) throw new Mistake(rest, 'there is something behind the end of the value')
    return {node}
  } catch (error) {
    if (!(error instanceof Mistake)) throw error
    return {mistake: {...placeOf(text, error.at), reason: error.message}}
  }
}

/**
 * Find the place of an offset.
 *
 * @param text Text.
 * @param offset Offset.
 * @returns Line and column, 1-based.
 */
export function placeOf(text: string, offset: number): {readonly line: number; readonly column: number} {
  const before = text.slice(0, offset)
  const lines = before.split('\n')
  return {line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1}
}

/**
 * Turn a node into a plain value; a name that comes twice has its last value, as dockerd takes it.
 *
 * @param node Node.
 * @returns Value; objects have no prototype, so that no name is special.
 */
export function plainOf(node: JsonNode): unknown {
  if (node.kind === 'scalar') return node.value
  if (node.kind === 'list') return node.items.map(plainOf)
  const object = Object.create(null) as Record<string, unknown>
  for (const {key, value} of node.members) object[key] = plainOf(value)
  return object
}

function skip(text: string, from: number): number {
  let at = from
  while (at < text.length && ' \t\r\n'.includes(text.charAt(at))) at++
  if (text.startsWith('//', at) || text.startsWith('/*', at) || text.charAt(at) === '#')
    throw new Mistake(at, 'JSON has no comments, and dockerd does not start with one')
  return at
}

function valueAt(text: string, at: number, depth: number): JsonNode {
  if (depth > deepest) throw new Mistake(at, `it is nested deeper than ${deepest} levels`)
  const first = text.charAt(at)
  if (first === '{') return objectAt(text, at, depth)
  if (first === '[') return listAt(text, at, depth)
  if (first === '"') return stringAt(text, at)
  return wordAt(text, at)
}

function objectAt(text: string, start: number, depth: number): JsonObject {
  const members: JsonMember[] = []
  let at = skip(text, start + 1)
  while (text.charAt(at) !== '}') {
    if (text.charAt(at) !== '"')
      throw new Mistake(at, members.length > 0 && text.charAt(at) === '' ? ended : 'a name in double quotes should stand here')
    const name = stringAt(text, at)
    const colon = skip(text, name.end)
    if (text.charAt(colon) !== ':') throw new Mistake(colon, `a colon should follow the name "${name.value}"`)
    const value = valueAt(text, skip(text, colon + 1), depth + 1)
    members.push({key: name.value as string, start: at, value})
    at = next(text, value.end, '}')
  }
  return {kind: 'object', start, end: at + 1, members}
}

function listAt(text: string, start: number, depth: number): JsonList {
  const items: JsonNode[] = []
  let at = skip(text, start + 1)
  while (text.charAt(at) !== ']') {
    const item = valueAt(text, at, depth + 1)
    items.push(item)
    at = next(text, item.end, ']')
  }
  return {kind: 'list', start, end: at + 1, items}
}

const ended = 'the text ends before the value does'

/** Where the next entry, or the closing bracket, stands. */
function next(text: string, from: number, close: '}' | ']'): number {
  const at = skip(text, from)
  const character = text.charAt(at)
  if (character === close) return at
  if (character !== ',') throw new Mistake(at, character === '' ? ended : `a comma or ${close} should stand here`)
  const after = skip(text, at + 1)
  if (text.charAt(after) === close) throw new Mistake(at, `there is a comma before ${close}, and dockerd does not start with one`)
  return after
}

function stringAt(text: string, start: number): JsonScalar {
  for (let at = start + 1; at < text.length; at++) {
    const character = text.charAt(at)
    if (character === '\\') at++
    else if (character === '"') return {kind: 'scalar', start, end: at + 1, value: parsed(text, start, at + 1) as string}
    else if (character < ' ') throw new Mistake(at, 'a string may not hold a line break or another control character')
  }
  throw new Mistake(start, 'a string is not closed')
}

function wordAt(text: string, start: number): JsonScalar {
  let end = start
  while (end < text.length && /[\w.+-]/.test(text.charAt(end))) end++
  if (end === start) throw new Mistake(start, text.charAt(start) === '' ? ended : `a value should stand here, not ${text.charAt(start)}`)
  return {kind: 'scalar', start, end, value: parsed(text, start, end) as JsonScalar['value']}
}

function parsed(text: string, start: number, end: number): unknown {
  const word = text.slice(start, end)
  try {
    return JSON.parse(word)
  } catch {
    throw new Mistake(start, `${word.length > 40 ? `${word.slice(0, 40)}…` : word} is no JSON value`)
  }
}

/**
 * Find a member; of several with one name, the last.
 *
 * @param node Node.
 * @param key Name.
 * @returns Its value, if the node is an object that has it.
 */
export function member(node: JsonNode, key: string): JsonNode | undefined {
  return node.kind === 'object' ? node.members.findLast(candidate => candidate.key === key)?.value : undefined
}

/**
 * Replace a value, keeping everything around it.
 *
 * @param text Text.
 * @param node Node whose value is replaced.
 * @param value New value.
 * @returns The new text.
 */
export function replaceValue(text: string, node: JsonNode, value: unknown): string {
  const lineStart = text.lastIndexOf('\n', node.start) + 1
  const indent = /^[ \t]*/.exec(text.slice(lineStart))?.[0] ?? ''
  return text.slice(0, node.start) + written(value, indent, unitOf(text), newlineOf(text)) + text.slice(node.end)
}

/**
 * Add a member behind the last one of an object, in the way the object is written.
 *
 * @param text Text.
 * @param object Object.
 * @param key Name.
 * @param value Value.
 * @returns The new text.
 */
export function addMember(text: string, object: JsonObject, key: string, value: unknown): string {
  const newline = newlineOf(text)
  const unit = unitOf(text)
  const last = object.members.at(-1)
  if (last === undefined) {
    const lineStart = text.lastIndexOf('\n', object.start) + 1
    const outer = /^[ \t]*/.exec(text.slice(lineStart))?.[0] ?? ''
    const inner = outer + unit
    const body = `${inner}${JSON.stringify(key)}: ${written(value, inner, unit, newline)}`
    return `${text.slice(0, object.start)}{${newline}${body}${newline}${outer}}${text.slice(object.end)}`
  }
  const lineStart = text.lastIndexOf('\n', last.start) + 1
  const before = text.slice(lineStart, last.start)
  const ownLine = lineStart > object.start && /^[ \t]*$/.test(before)
  const entry = `${JSON.stringify(key)}: ${ownLine ? written(value, before, unit, newline) : JSON.stringify(value)}`
  return text.slice(0, last.value.end) + (ownLine ? `,${newline}${before}${entry}` : `, ${entry}`) + text.slice(last.value.end)
}

function written(value: unknown, indent: string, unit: string, newline: string): string {
  return JSON.stringify(value, null, unit).replaceAll('\n', `${newline}${indent}`)
}

function newlineOf(text: string): string {
  return text.includes('\r\n') ? '\r\n' : '\n'
}

/** What one level is indented by, by the first line that is. */
function unitOf(text: string): string {
  return /\n([ \t]+)\S/.exec(text)?.[1] ?? '  '
}
