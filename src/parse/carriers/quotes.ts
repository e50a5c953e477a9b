import {unescaped} from '../escapes.ts'

/** What stands in quotes. */
export interface Quoted {
  /** It, without its escapes. */
  readonly text: string
  /** What stands behind the quote that closes it; `''` when none does. */
  readonly after: string
}

/**
 * Read what a quote opens in a line.
 *
 * @param rest What stands behind the quote.
 * @param quote `"` as in JSON and CSV, `'` as in YAML, or a backtick as in Markdown.
 * @returns What stands in it.
 */
export function quotedBy(rest: string, quote: string): Quoted {
  if (quote === '"') return doubleQuoted(rest)
  const end = rest.lastIndexOf(quote)
  const text = (end === -1 ? rest : rest.slice(0, end)).replaceAll(quote + quote, quote)
  return {text, after: end === -1 ? '' : rest.slice(end + 1)}
}

/** In JSON a quote is escaped, in CSV it is written twice. */
function doubleQuoted(rest: string): Quoted {
  let twice = false
  for (let at = rest.search(/["\\]/); at !== -1 && at < rest.length; at++) {
    const code = rest.charCodeAt(at)
    if (code === 92) at++
    else if (code === 34) {
      if (rest.charCodeAt(at + 1) !== 34) {
        const text = rest.slice(0, at)
        return {text: twice ? text.replaceAll('""', '"') : unescaped(text), after: rest.slice(at + 1)}
      }
      twice = true
      at++
    }
  }
  return {text: unescaped(rest), after: ''}
}

/**
 * Read a cell of a table of Markdown.
 *
 * @param rest What stands behind the line that opens it.
 * @returns What stands in it.
 */
export function cellOf(rest: string): string {
  const end = /(?<!\\)\|/.exec(rest)?.index ?? rest.length
  return rest.slice(0, end).replaceAll('\\|', '|')
}
