import type {WriteUpConfiguration} from '../model/index.ts'
import {looseObject} from './json.ts'
import type {Line} from './lines.ts'

const longestBody = 200
/** After so many braces that are never closed no more bodies are looked for. */
const mostUnclosed = 200
const pair = /["“”']([a-z][a-z0-9]*(?:-[a-z0-9]+)*)["“”'][ \t]{0,4}:[ \t]{0,4}(true|false|\d{1,9}|["“”'][^"“”'\n]{0,80}["“”'])/g
/** What stands before the object that is the value of one key, as in `"log-opts": {"max-size": "10m"}`. */
const keyBefore = /["“”']([a-z][a-z0-9]*(?:-[a-z0-9]+)*)["“”'][ \t]{0,4}:[ \t]{0,4}$/
const file = /\b(daemon\.js(?:on)?|deamon\.js(?:on)?|[a-z0-9_.-]{1,40}\.(?:json|ya?ml|conf))\b/gi

/**
 * Find bodies of JSON and settings inside sentences.
 *
 * @param lines Lines.
 * @param under Index of the finding each line stands under.
 * @returns Configurations in order.
 */
export function configurationsOf(lines: readonly Line[], under: readonly (number | null)[]): readonly WriteUpConfiguration[] {
  const found: WriteUpConfiguration[] = []
  let unclosed = 0
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index]
    if (!line) continue
    const open = unclosed < mostUnclosed ? bodyStart(line.raw) : null
    const end = open === null ? null : bodyEnd(lines, index, open)
    if (open !== null && end === null) unclosed++
    const owner = open === null || end === null ? null : keyBefore.exec(line.raw.slice(Math.max(0, open - 100), open))
    if (open !== null && end !== null && owner === null) {
      found.push(body(lines, index, open, end, under[index] ?? null))
      index = end.line
      continue
    }
    // The members of a value are no settings of their own; the key that has the value is one.
    const settings = open === null || owner === null ? line.raw : line.raw.slice(0, open)
    for (const hit of settings.matchAll(pair)) {
      const raw = hit[2] ?? ''
      const value = raw === 'true' ? true : raw === 'false' ? false : /^\d/.test(raw) ? Number(raw) : raw.slice(1, -1)
      found.push({
        text: hit[0],
        line: line.number,
        column: hit.index + 1,
        file: fileBefore(lines, index, hit.index + hit[0].length + 60),
        inline: true,
        members: [{key: hit[1] ?? '', value, line: line.number, column: hit.index + 1}],
        error: null,
        finding: under[index] ?? null
      })
    }
    if (open === null || end === null || owner === null) continue
    const column = open - owner[0].length + 1
    found.push({
      text: `${owner[0]}{…}`,
      line: line.number,
      column,
      file: fileBefore(lines, index, open),
      inline: true,
      members: [{key: owner[1] ?? '', value: undefined, line: line.number, column}],
      error: null,
      finding: under[index] ?? null
    })
    index = end.line
  }
  return found
}

/** A body starts with a brace that ends its line, is followed by a quote, or stands alone; a lone string in braces (`{"\\n"}`) is of a template. */
function bodyStart(raw: string): number | null {
  const at = raw.search(/(?<!\})\{\s*$|(?<!\})\{\s*["“](?![^"“”\n]{0,20}["”]\s*\})/)
  return at >= 0 && !/\{\{|\$\{/.test(raw.slice(Math.max(0, at - 1), at + 2)) ? at : null
}

function bodyEnd(lines: readonly Line[], start: number, from: number): {readonly line: number; readonly column: number} | null {
  let depth = 0
  let quoted = false
  for (let index = start; index < Math.min(lines.length, start + longestBody); index++) {
    const raw = lines[index]?.raw ?? ''
    for (let at = index === start ? from : 0; at < raw.length; at++) {
      const char = raw[at]
      if (char === '"') quoted = !quoted
      else if (quoted && char === '\\') at++
      else if (!quoted && (char === '{' || char === '[')) depth++
      else if (!quoted && (char === '}' || char === ']') && --depth === 0) return {line: index, column: at}
    }
    quoted = false
  }
  return null
}

function body(
  lines: readonly Line[],
  start: number,
  from: number,
  end: {readonly line: number; readonly column: number},
  finding: number | null
): WriteUpConfiguration {
  const starts: {readonly offset: number; readonly line: number; readonly column: number}[] = []
  let text = ''
  for (let index = start; index <= end.line; index++) {
    const raw = lines[index]?.raw ?? ''
    const left = index === start ? from : 0
    starts.push({offset: text.length, line: index + 1, column: left + 1})
    text += raw.slice(left, index === end.line ? end.column + 1 : undefined)
    if (index < end.line) text += '\n'
  }
  const place = (offset: number): {readonly line: number; readonly column: number} => {
    const at = starts.findLast(one => one.offset <= offset) ?? {offset: 0, line: start + 1, column: from + 1}
    return {line: at.line, column: at.column + offset - at.offset}
  }
  const {members, error} = looseObject(text, place)
  return {
    text,
    line: start + 1,
    column: from + 1,
    file: fileBefore(lines, start, from),
    inline: false,
    members,
    error: error === null ? null : {...place(error.offset), reason: error.reason},
    finding
  }
}

/** How much of a line is looked at for the name of a file. */
const reach = 400

/** The file named last before a body, at most four lines up. */
function fileBefore(lines: readonly Line[], index: number, until: number): string | null {
  for (let up = index; up >= Math.max(0, index - 4); up--) {
    const raw = lines[up]?.raw ?? ''
    const end = up === index ? until : raw.length
    const name = [...raw.slice(Math.max(0, end - reach), end).matchAll(file)].at(-1)?.[1]
    if (name !== undefined) return /^d[ae]+mon\.js/i.test(name) ? 'daemon.json' : name
    if (up < index && /^\s*\}/.test(raw)) return null
  }
  return null
}
