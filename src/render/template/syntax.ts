import {TemplateError, type TemplateFault} from './error.ts'

/** A place as Handlebars counts it: lines from 1, columns from 0. */
export interface Place {
  readonly line: number
  readonly column: number
}

/**
 * Read a template.
 *
 * @param Handlebars The library.
 * @param name Name of the template, for errors.
 * @param source Its text.
 * @returns The syntax tree.
 * @throws TemplateError with line and column when it cannot be read; TypeError when the source is no string.
 */
export function readSyntax(Handlebars: Pick<typeof import('handlebars'), 'parse'>, name: string, source: string): hbs.AST.Program {
  // Handlebars also takes syntax trees, and code can be hidden in those.
  if (typeof source !== 'string') throw new TypeError('Expected the source of a template to be a string')
  try {
    // The name comes back with the place of every helper that is called.
    return Handlebars.parse(source, {srcName: name})
  } catch (error) {
    const fail = (place: Place, reason: string, code: TemplateFault = 'syntax'): TemplateError =>
      new TemplateError({template: name, line: place.line, column: place.column + 1, code, reason}, source, error)
    if (error instanceof RangeError) throw fail({line: 1, column: 0}, 'blocks are nested too deeply')
    const {message, lineNumber, column} = error as {message: string; lineNumber?: number; column?: number}
    if (lineNumber !== undefined) throw fail({line: lineNumber, column: column ?? 0}, worded(message))
    throw fail(placeOf(source, message), worded(message))
  }
}

/** What is wrong, by the kind of token that the parser met. */
const met: Readonly<Record<string, string>> = {
  EOF: 'the template ends before every block is closed',
  INVALID: 'a tag is not closed with }}, or holds a character that cannot stand there',
  INVERSE: '{{else}} stands outside of a block, or twice in one',
  OPEN_ENDBLOCK: 'a block is closed that was not opened',
  CLOSE: 'something is missing before }}',
  EQUALS: 'a name is missing before ='
}

function worded(message: string): string {
  const pair = /^(\S{1,200}) doesn't match (\S{1,200})/.exec(message)
  if (pair) return `{{#${pair[1]}}} is closed by {{/${pair[2]}}}`
  const token = /, got '(\w{1,40})'$/.exec(message)?.[1]
  if (token !== undefined) return met[token] ?? 'a tag holds something that cannot stand there'
  return message.startsWith('Lexical error') ? 'a tag holds a character that cannot stand there' : (message.split('\n')[0] ?? message)
}

/**
 * The parser tells the line, and the column only as a drawing: the text around the token without its line ends, at
 * most twenty characters each way, and an arrow below the token. The place where that text stands is the place.
 */
function placeOf(source: string, message: string): Place {
  const [head = '', excerpt = '', arrow = ''] = message.split('\n')
  const line = Number(/ on line (\d{1,9})/.exec(head)?.[1] ?? 1)
  const past = excerpt.slice(0, Math.max(0, arrow.length - 1))
  const cut = past.startsWith('...')
  const before = cut ? past.slice(3) : past
  const next = excerpt.slice(past.length).replace(/\.\.\.$/, '')
  const flat = source.replaceAll('\n', '')
  const starts = lineStarts(source)
  if (!cut) return placeAt(starts, before.length)
  let best: Place | null = null
  for (let at = flat.indexOf(before + next), from = 0; at >= 0; at = flat.indexOf(before + next, at + 1)) {
    const place = placeAt(starts, at + before.length, from)
    if (best !== null && place.line > line) break
    from = place.line - 1
    best = place
  }
  return best ?? {line, column: 0}
}

/** Where each line begins, counted without line feeds. */
function lineStarts(source: string): readonly number[] {
  const starts = [0]
  for (let at = source.indexOf('\n'), count = 0; at >= 0; at = source.indexOf('\n', at + 1)) starts.push(at - count++)
  return starts
}

/** Line and column of a character that is counted without line feeds; the search begins at a line, from 0. */
function placeAt(starts: readonly number[], flat: number, from = 0): Place {
  let line = from
  while ((starts[line + 1] ?? Infinity) <= flat) line++
  return {line: line + 1, column: flat - (starts[line] ?? 0)}
}
