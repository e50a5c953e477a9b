import {oneLine} from '../visible.ts'

/**
 * Escape a value for Markdown text: one line, and every ASCII punctuation as a character reference, so that nothing
 * in it is structure. The Markdown people get is written anew from the tree, without the references.
 *
 * @param value Text, number or boolean; null is empty on purpose.
 * @returns Markdown.
 * @throws TypeError when there is no value: a template names a field that is not there.
 */
export function md(value: unknown): string {
  if (value === null) return ''
  if (typeof value === 'string') return oneLine(value).replace(/[!-/:-@[-`{-~]/g, character => `&#${character.charCodeAt(0)};`)
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  throw new TypeError(value === undefined ? 'this field is not in the report' : 'this field is not a text or a number')
}

/**
 * Write a value as Markdown inline code.
 *
 * @param value Text or number.
 * @returns Inline code that ends where it should.
 */
export function inlineCode(value: unknown): string {
  const text = oneLine(String(value ?? ''))
  const longest = Math.max(0, ...(text.match(/`+/g) ?? []).map(run => run.length))
  const fence = '`'.repeat(longest + 1)
  const pad = text.startsWith('`') || text.endsWith('`') || text === '' ? ' ' : ''
  return `${fence}${pad}${text}${pad}${fence}`
}
