import type {WriteUpMember} from '../model/index.ts'

/** What could be read of a JSON object. */
export interface LooseObject {
  /** Top-level members up to the first error. */
  readonly members: readonly WriteUpMember[]
  /** Offset of the first error and what it is; null when the text is JSON. */
  readonly error: {readonly offset: number; readonly reason: string} | null
}

const key = /[ \t\r\n]*(["“”'‘’])([^"“”'‘’\n]{1,200})(["“”'‘’])[ \t]*:/y

/**
 * Read a JSON object that a person typed: its members with their places, and where it stops being JSON.
 *
 * @param text Text, from its `{`.
 * @param place Line and column of an offset.
 * @returns Members and the first error.
 */
export function looseObject(text: string, place: (offset: number) => {readonly line: number; readonly column: number}): LooseObject {
  const error = errorOf(text)
  const members: WriteUpMember[] = []
  let depth = 0
  let quoted = false
  for (let at = 0; at < text.length; at++) {
    const char = text[at]
    if (quoted) {
      if (char === '\\') at++
      else if (char === '"' || char === '\n') quoted = false
      continue
    }
    if (char === '{' || char === '[') depth++
    else if (char === '}' || char === ']') depth--
    if (depth === 1) {
      key.lastIndex = char === '{' || char === ',' ? at + 1 : at
      const hit = key.exec(text)
      if (hit) {
        const start = key.lastIndex - hit[0].length + hit[0].search(/\S/)
        members.push({key: hit[2] ?? '', value: valueAt(text, key.lastIndex), ...place(start)})
        at = key.lastIndex - 1
        continue
      }
    }
    if (char === '"') quoted = true
  }
  return {members, error}
}

const scalar = /[ \t\r\n]*(true|false|null|-?\d+(?:\.\d+)?|"(?:[^"\\\n]|\\.)*")/y

function valueAt(text: string, at: number): unknown {
  scalar.lastIndex = at
  const hit = scalar.exec(text)
  if (!hit) return undefined
  try {
    return JSON.parse(hit[1] ?? 'null')
  } catch {
    return undefined
  }
}

function errorOf(text: string): LooseObject['error'] {
  const tokens = /"(?:[^"\\\n]|\\.)*"|[{}[\],:]|true|false|null|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|[^\s]/gy
  const stack: string[] = []
  let want: 'value' | 'key' | 'colon' | 'more' | 'end' = 'value'
  let first = false
  const spaces = /\s*/y
  for (let at = 0; ; ) {
    spaces.lastIndex = at
    at += spaces.exec(text)?.[0].length ?? 0
    if (at >= text.length) return want === 'end' ? null : {offset: Math.max(0, text.length - 1), reason: 'it ends before it is complete'}
    tokens.lastIndex = at
    const token = tokens.exec(text)?.[0] ?? ''
    const bad = (reason: string): LooseObject['error'] => ({offset: at, reason})
    if (want === 'end') return bad('text follows the last brace')
    if (want === 'key') {
      if (token === '}' && first) {
        stack.pop()
        want = stack.length === 0 ? 'end' : 'more'
      } else if (token === '}') return bad('a comma stands before the closing brace')
      else if (!token.startsWith('"') || token.length < 2)
        return bad(
          /^[“”]/.test(token)
            ? 'typographic quotes stand where JSON wants straight ones'
            : token.startsWith('/') || token === '#'
              ? 'JSON has no comments'
              : 'a name in double quotes is missing'
        )
      else want = 'colon'
      first = false
    } else if (want === 'colon') {
      if (token !== ':') return bad('a colon is missing behind a name')
      want = 'value'
    } else if (want === 'value') {
      if (token === '{' || token === '[') {
        stack.push(token)
        want = token === '{' ? 'key' : 'value'
        first = true
        at += token.length
        continue
      }
      if (token === ']' && stack.at(-1) === '[' && first) {
        stack.pop()
        want = stack.length === 0 ? 'end' : 'more'
      } else if (/^(?:true|false|null|-?\d|")/.test(token) && token !== '"') want = stack.length === 0 ? 'end' : 'more'
      else return bad(/^[“”]/.test(token) ? 'typographic quotes stand where JSON wants straight ones' : 'a value is missing or not JSON')
      first = false
    } else if (token === ',') {
      want = stack.at(-1) === '{' ? 'key' : 'value'
      first = false
    } else if ((token === '}' && stack.at(-1) === '{') || (token === ']' && stack.at(-1) === '[')) {
      stack.pop()
      want = stack.length === 0 ? 'end' : 'more'
    } else return bad(token.startsWith('/') || token === '#' ? 'JSON has no comments' : 'a comma is missing between two members')
    at += token.length
  }
}
