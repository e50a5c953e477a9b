import {inlineCode, md} from './escape.ts'
import {compare, groupBy, join, limit, listOf, sortBy, where} from './lists.ts'
import {anchor, badge, cell, codeBlock, date, indent, link, pct, prose} from './texts.ts'

/** What a helper is called with besides its arguments. */
interface Options {
  readonly hash: Readonly<Record<string, unknown>>
  readonly fn?: (context: unknown) => string
}

/** What a helper gives: text and values are escaped where they are written, Markdown is not. */
export type Gives = 'value' | 'markdown'

/** A helper of the templates. */
export interface Helper {
  /** Fewest and most arguments. */
  readonly arity: readonly [number, number]
  /** What it gives. */
  readonly gives: Gives
  /** Whether it stands around a part of the template: `{{#indent 2}}…{{/indent}}`. */
  readonly block?: boolean
  /** Compute it; no clock, no locale, work in proportion to what it is given. */
  readonly run: (given: readonly unknown[], options: Options, context: unknown) => unknown
}

const many = 100

const value = (least: number, most: number, run: Helper['run']): Helper => ({arity: [least, most], gives: 'value', run})
const markdown = (least: number, most: number, run: Helper['run']): Helper => ({arity: [least, most], gives: 'markdown', run})

/** Handlebars holds empty lists for false, and so does a template that joins conditions. */
const holds = (condition: unknown): boolean => (Array.isArray(condition) ? condition.length > 0 : Boolean(condition))

/** Nothing is neither more nor less than something. */
const isThere = (given: unknown): boolean => given !== null && given !== undefined

/** The helpers besides `block` and those Handlebars has; docs/templates.md lists them. */
export const helpers: Readonly<Record<string, Helper>> = Object.freeze({
  and: value(1, many, given => given.every(holds)),
  anchor: value(1, 1, ([words]) => anchor(words)),
  badge: markdown(1, 2, ([word, tone]) => badge(word, tone)),
  cell: markdown(1, 1, ([text]) => cell(text)),
  code: markdown(1, 1, ([text]) => inlineCode(text)),
  codeblock: markdown(1, 2, ([text, language]) => codeBlock(text, language)),
  count: value(1, 1, ([list]) => listOf(list, 'count').length),
  date: value(1, 2, ([time, form]) => date(time, form)),
  eq: value(2, 2, ([a, b]) => a === b),
  groupBy: value(2, 2, ([list, field]) => groupBy(list, field)),
  gt: value(2, 2, ([a, b]) => isThere(a) && isThere(b) && compare(a, b) > 0),
  indent: {arity: [1, 1], gives: 'markdown', block: true, run: ([columns], {fn}, context) => indent(fn?.(context) ?? '', columns)},
  join: value(1, 2, ([list, between]) => join(list, between)),
  limit: value(2, 2, ([list, most]) => limit(list, most)),
  link: markdown(2, 2, ([words, address]) => link(words, address)),
  lt: value(2, 2, ([a, b]) => isThere(a) && isThere(b) && compare(a, b) < 0),
  md: markdown(1, 1, ([text]) => md(text)),
  ne: value(2, 2, ([a, b]) => a !== b),
  not: value(1, 1, ([condition]) => !holds(condition)),
  or: value(1, many, given => given.find(holds) ?? given.at(-1)),
  pct: value(2, 2, ([part, whole]) => pct(part, whole)),
  plural: value(2, 3, ([count, one, more]) => `${count} ${count === 1 ? one : typeof more === 'string' ? more : `${one}s`}`),
  prose: markdown(1, 1, ([text]) => prose(text)),
  sortBy: value(2, 3, ([list, field, direction]) => sortBy(list, field, direction)),
  where: value(1, 1, ([list], {hash}) => where(list, hash))
})

/** How many arguments the helpers of Handlebars and `block` take. */
export const arities: Readonly<Record<string, readonly [number, number]>> = Object.freeze({
  block: [1, 1],
  if: [1, 1],
  unless: [1, 1],
  each: [1, 1],
  with: [1, 1],
  lookup: [2, 2],
  log: [0, many],
  ...Object.fromEntries(Object.entries(helpers).map(([name, {arity}]) => [name, arity]))
})
