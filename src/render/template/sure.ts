import {type Expression, nameOf, type Node} from './walk.ts'

/*
 * What a template has asked for before it goes there: in `{{#if score}}…{{/if}}` the score is not null.
 */

/**
 * Write a path in one way, whether it is written `this.x` or `x`.
 *
 * @param path Path.
 * @param names Names given by `as |name|`.
 * @param parts So many of its parts; default: all.
 * @returns The path: `@root…` from the root, `../…` from around, `#name…` from a named entry, else from `this`.
 */
export function pathKey(path: hbs.AST.PathExpression, names: ReadonlyMap<string, unknown>, parts: number = path.parts.length): string {
  const [first] = path.parts
  const named = first !== undefined && !path.data && names.has(first) && nameOf({...path, parts: [first]} as Node) !== null
  return `${path.data ? '@' : named ? '#' : '../'.repeat(path.depth)}${path.parts.slice(0, parts).join('.')}`
}

/**
 * List what is there where a condition holds.
 *
 * @param condition Argument of `{{#if}}`.
 * @param names Names given by `as |name|`.
 * @param holds Whether the condition holds, or does not.
 * @returns Paths.
 */
export function madeSure(condition: Node | undefined, names: ReadonlyMap<string, unknown>, holds = true): readonly string[] {
  if (condition?.type === 'PathExpression') {
    const path = condition as unknown as hbs.AST.PathExpression
    return holds ? path.parts.map((_, index) => pathKey(path, names, index + 1)) : []
  }
  if (condition?.type !== 'SubExpression') return []
  const {path, params} = condition as unknown as Expression
  const name = nameOf(path)
  if (name === 'not') return madeSure(params[0] as Node | undefined, names, !holds)
  if (!holds || (name !== 'and' && name !== 'gt' && name !== 'lt' && name !== 'eq')) return []
  return params.flatMap(param => madeSure(param as Node, names))
}

/**
 * Say what is sure inside of a loop, where `this` is another value.
 *
 * @param sure Paths that are sure outside.
 * @returns The same from inside.
 */
export function fromInside(sure: ReadonlySet<string>): ReadonlySet<string> {
  return new Set([...sure].map(key => (/^[@#]/.test(key) ? key : `../${key}`)))
}
