import {oneLine, visible} from '../visible.ts'
import {inlineCode, md} from './escape.ts'

/*
 * Helpers that write Markdown. Each escapes what it is given, so that text of a log cannot become structure.
 */

/** What stands where there is nothing to say. */
const nothing = '–'

/** A text of the catalogue, in which `code` stands between backticks. */
export function prose(value: unknown): string {
  if (typeof value !== 'string') return md(value)
  const parts = value.split('`')
  // A backtick without a partner is one.
  if (parts.length % 2 === 0) return md(value)
  return parts.map((part, index) => (index % 2 === 0 ? spaced(part) : inlineCode(part))).join('')
}

/** Escaping takes blanks off the ends; between words and code they are meant. */
function spaced(part: string): string {
  const escaped = md(part)
  if (escaped === '') return part === '' ? '' : ' '
  return `${/^\s/.test(part) ? ' ' : ''}${escaped}${/\s$/.test(part) ? ' ' : ''}`
}

/** A code block of its own; line breaks stay. */
export function codeBlock(value: unknown, language: unknown): string {
  if (value === null || value === '') return ''
  if (typeof value !== 'string' && typeof value !== 'number') throw new TypeError('codeblock takes a text')
  const text = visible(String(value).replace(/\r\n?/g, '\n')).replace(/\n+$/, '')
  const longest = Math.max(2, ...(text.match(/`+/g) ?? []).map(run => run.length))
  const fence = '`'.repeat(longest + 1)
  const words = typeof language === 'string' ? language.replace(/[^A-Za-z0-9+-]/g, '') : ''
  return `\n\n${fence}${words}\n${text}\n${fence}\n\n`
}

/** A value in a cell of a table: one line, without a bar, never empty. */
export function cell(value: unknown): string {
  return md(value) || nothing
}

/** Addresses a template may link to: pages, mail and headings of the document. */
const allowed = /^(?:https?:\/\/|mailto:|#)/i

/** A link; the words alone when the address is none that a report links to. */
export function link(words: unknown, address: unknown): string {
  const shown = md(words) || nothing
  if (typeof address !== 'string' || !allowed.test(address)) return shown
  const safe = visible(address)
    .replace(/[^\w.~:/?#@!$&'*+,;=%-]/gu, character => encodeURIComponent(character))
    // Markdown reads character references in addresses too.
    .replaceAll('&', '&#38;')
  return `[${shown}](<${safe}>)`
}

/** A coloured word, as the blocks have them; `toMdast` makes a node of it. */
export function badge(word: unknown, tone: unknown): string {
  if (word === null || word === '') return ''
  return `[${md(word)}](<${badgeScheme}${encodeURIComponent(oneLine(String(tone ?? word)))}>)`
}

/** Beginning of the address that stands for a badge until the tree is made. */
export const badgeScheme = 'benchscribe-badge:'

/** A part of a whole in whole percent; a dash when the whole is nothing. */
export function pct(part: unknown, whole: unknown): string {
  if (typeof part !== 'number' || typeof whole !== 'number') throw new TypeError('pct takes two numbers: the part and the whole')
  return whole === 0 ? nothing : `${Math.round((100 * part) / whole)}%`
}

/** A day, or a day and a time, in UTC; text that is no time of ISO 8601 as it is. */
export function date(value: unknown, form: unknown): string {
  if (value === null) return nothing
  if (typeof value !== 'string') throw new TypeError(value === undefined ? 'this field is not in the report' : 'date takes a time as text')
  const time = /^\d{4}-\d\d-\d\d(?:T[\d:.]{4,20}(?:Z|[+-]\d\d:?\d\d)?)?$/.test(value) ? new Date(value) : null
  if (time === null || Number.isNaN(time.getTime())) return value
  const iso = time.toISOString()
  return form === 'time' ? `${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC` : iso.slice(0, 10)
}

/** The address of a heading of the template, from its words. */
export function anchor(words: unknown): string {
  return `#h-${
    String(words ?? '')
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-|-$/g, '') || 'section'
  }`
}

/** Lines moved to the right, to stand inside of an entry of a list. */
export function indent(markdown: string, columns: unknown): string {
  if (typeof columns !== 'number' || !(columns >= 0 && columns <= 12)) throw new TypeError('indent takes a number from 0 to 12')
  return markdown.replace(/^(?=[^\r\n])/gm, ' '.repeat(columns))
}
