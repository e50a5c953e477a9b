import {nearest} from './check.ts'
import type {TemplateFault, TemplateMistake} from './error.ts'
import {
  entries,
  fieldsOf,
  mayMiss,
  nullable,
  numberShape,
  type Schema,
  type Shape,
  shapeOf,
  something,
  step,
  textShape,
  writable
} from './shape.ts'
import {fromInside, madeSure, pathKey} from './sure.ts'
import {helpers} from './helpers.ts'
import {childrenOf, type Expression, nameOf, type Node} from './walk.ts'

/** A template or partial to look through. */
export interface Source {
  /** Name that errors give it. */
  readonly name: string
  /** Syntax tree. */
  readonly program: hbs.AST.Program
}

/** Where fields are looked up. */
interface Scope {
  /** Values of `this`, the innermost first. */
  readonly contexts: readonly Shape[]
  /** Names given by `as |name|`, and by whoever includes a partial. */
  readonly names: ReadonlyMap<string, Shape>
  /** Paths that the template has asked for, so that they are neither null nor missing. */
  readonly sure: ReadonlySet<string>
  /** Template. */
  readonly template: string
  /** Whether it is a partial: a single name may then be given by whoever includes it, or not. */
  readonly partial: boolean
}

/** Values of `@name` besides `@root`. */
const data: ReadonlySet<string> = new Set(['index', 'key', 'first', 'last', 'partial-block'])
/** So many partials inside of each other are followed. */
const deepest = 20

/**
 * Look up every field that a template and its partials name in the schema of its reports.
 *
 * @param main Template.
 * @param partials Partials by name.
 * @param schema JSON Schema of the kind of report.
 * @returns Mistakes.
 */
export function checkFields(main: Source, partials: ReadonlyMap<string, Source>, schema: Schema): readonly TemplateMistake[] {
  const mistakes = new Map<string, TemplateMistake>()
  const root = shapeOf(schema, schema)
  const fault = (scope: Scope, node: hbs.AST.Node, code: TemplateFault, reason: string): void => {
    const {line, column} = node.loc.start
    const mistake = {template: scope.template, line, column: column + 1, code, reason}
    mistakes.set(JSON.stringify(mistake), mistake)
  }
  const here = ({contexts}: Scope): Shape => contexts[0] ?? null

  /** What a path leads to. `soft`: Handlebars takes nothing there, and so may a partial that is not given a name. */
  const follow = (path: hbs.AST.PathExpression, scope: Scope, soft: boolean): Shape => {
    let keys = path.parts
    let shape: Shape
    let told = soft
    const [first] = keys
    if (path.data) {
      if (first !== 'root') {
        if (first === undefined || !data.has(first))
          fault(scope, path, 'unknown-field', `there is no \`${path.original}\`; there are @root, @index, @key, @first and @last`)
        return null
      }
      shape = root
      keys = keys.slice(1)
    } else if (path.depth > 0) {
      if (path.depth >= scope.contexts.length && !scope.partial)
        fault(scope, path, 'unknown-field', `\`${path.original}\` is of what is around, and nothing is around here`)
      shape = scope.contexts[path.depth] ?? null
    } else if (first !== undefined && nameOf({...path, parts: [first]} as Node) !== null && scope.names.has(first)) {
      shape = scope.names.get(first) ?? null
      keys = keys.slice(1)
    } else shape = here(scope)
    for (const [index, key] of keys.entries()) {
      const next = step(shape, key, schema)
      const before = path.parts.length - keys.length + index
      const unsure = (parts: number): boolean => !told && !scope.sure.has(pathKey(path, scope.names, parts))
      const where = nullable(shape) && unsure(before) ? before : mayMiss(shape, key) && unsure(before + 1) ? before + 1 : null
      if (where !== null && next !== undefined) {
        told = true
        const all = path.parts.join('.')
        const lead = path.original.endsWith(all) ? path.original.slice(0, -all.length) : ''
        const asked = `${lead}${path.parts.slice(0, where).join('.')}`
        fault(scope, path, 'may-be-missing', `\`${asked}\` is not in every report; ask for it with {{#if ${asked}}} first`)
      }
      if (next === undefined) {
        if (soft && scope.partial && keys.length === 1 && nameOf(path as Node) !== null) return null
        fault(scope, path, 'unknown-field', `there is no field \`${path.original}\` here${nearest(key, fieldsOf(shape))}`)
        return null
      }
      shape = next
    }
    return shape
  }

  const valueAt = (node: Node, scope: Scope, soft: boolean): Shape => {
    if (node.type === 'PathExpression') return follow(node as unknown as hbs.AST.PathExpression, scope, soft)
    if (node.type === 'SubExpression') return called(node as unknown as Expression, scope)
    return node.type === 'NumberLiteral' ? numberShape : node.type === 'StringLiteral' ? textShape : null
  }

  /** Fields of entries that a helper is told by their names. */
  const named = (field: string, node: hbs.AST.Node, list: Shape, scope: Scope): void => {
    let shape = entries(list, schema)
    for (const key of field.split('.')) {
      const next = step(shape, key, schema)
      if (next === undefined) {
        fault(scope, node, 'unknown-field', `there is no field \`${field}\` in this list${nearest(key, fieldsOf(shape))}`)
        return
      }
      shape = next
    }
  }

  const called = (node: Expression, scope: Scope): Shape => {
    const name = nameOf(node.path)
    const params = node.params.map(param => valueAt(param as Node, scope, true))
    const pairs = (node.hash as hbs.AST.Hash | undefined)?.pairs ?? []
    for (const {value} of pairs) valueAt(value as Node, scope, true)
    const [list = null] = params
    const second = node.params[1]
    const text = second?.type === 'StringLiteral' ? (second as hbs.AST.StringLiteral).value : null
    if ((name === 'groupBy' || name === 'sortBy') && text !== null && second !== undefined) named(text, second, list, scope)
    if (name === 'where') for (const pair of pairs) named(pair.key, pair, list, scope)
    if (name === 'sortBy' || name === 'limit' || name === 'where') return list
    if (name === 'groupBy')
      return list === null
        ? null
        : [
            {
              type: 'array',
              items: {
                type: 'object',
                required: ['key', 'items', 'count'],
                properties: {key: {}, items: {anyOf: list}, count: {type: 'number'}}
              }
            }
          ]
    if (name === 'lookup') {
      if (text === null || second === undefined) return entries(list, schema)
      const next = step(list, text, schema)
      if (next === undefined) fault(scope, second, 'unknown-field', `there is no field \`${text}\` here${nearest(text, fieldsOf(list))}`)
      return next ?? null
    }
    return null
  }

  const include = (node: hbs.AST.PartialStatement, scope: Scope, depth: number): void => {
    const [context] = node.params
    const given = context === undefined ? here(scope) : valueAt(context as Node, scope, true)
    const names = new Map<string, Shape>()
    for (const {key, value} of (node.hash as hbs.AST.Hash | undefined)?.pairs ?? []) names.set(key, valueAt(value as Node, scope, true))
    const partial = node.name.type === 'SubExpression' ? undefined : partials.get(String((node.name as hbs.AST.PathExpression).original))
    if (partial && depth < deepest) {
      const sure = context === undefined ? new Set([...scope.sure].filter(key => !/^(?:#|\.\.)/.test(key))) : new Set<string>()
      visit(partial.program, {contexts: [something(given)], names, sure, template: partial.name, partial: true}, depth + 1)
    }
  }

  const inside = (program: hbs.AST.Program | undefined, scope: Scope, values: readonly Shape[], depth: number): void => {
    if (!program) return
    const names = new Map(scope.names)
    for (const [index, name] of (program.blockParams ?? []).entries()) names.set(name, values[index] ?? null)
    visit(program, {...scope, names}, depth)
  }

  /** In a partial, `{{#if note}}…{{note}}…` is about what whoever includes it may give. */
  const given = (param: hbs.AST.Expression | undefined, scope: Scope): Scope => {
    const name = param === undefined ? null : nameOf(param as Node)
    if (name === null || !scope.partial || scope.names.has(name) || step(here(scope), name, schema) !== undefined) return scope
    return {...scope, names: new Map([...scope.names, [name, null]])}
  }

  const block = (node: hbs.AST.BlockStatement, scope: Scope, depth: number): void => {
    const name = nameOf(node.path)
    const {program, inverse} = node as {program?: hbs.AST.Program; inverse?: hbs.AST.Program}
    const [param] = node.params
    const helper = name !== null && (Object.hasOwn(helpers, name) || ['if', 'unless', 'each', 'with'].includes(name))
    const looked = param ?? (helper ? undefined : asPath(node.path as Node))
    const value = looked === undefined ? null : valueAt(looked as Node, scope, true)
    for (const {value: pair} of (node.hash as hbs.AST.Hash | undefined)?.pairs ?? []) valueAt(pair as Node, scope, true)
    const lists = value?.some(({type}) => type === 'array') ?? false
    const opened = (inner: Shape): Scope => ({...scope, contexts: [something(inner), ...scope.contexts], sure: fromInside(scope.sure)})
    const asked = (holds: boolean): Scope => ({
      ...scope,
      sure: new Set([...scope.sure, ...madeSure(param as Node | undefined, scope.names, holds)])
    })
    if (name === 'each' || (!helper && param === undefined && lists)) {
      const entry = entries(value, schema)
      inside(program, opened(entry), [something(entry), numberShape], depth)
    } else if (name === 'with' || (!helper && param === undefined)) inside(program, opened(value), [something(value)], depth)
    else inside(program, name === 'if' ? given(param, asked(true)) : name === 'unless' ? asked(false) : scope, [], depth)
    inside(inverse, name === 'if' ? asked(false) : name === 'unless' ? asked(true) : scope, [], depth)
  }

  const written = (node: hbs.AST.MustacheStatement, scope: Scope): void => {
    if (node.params.length > 0 || (node.hash as hbs.AST.Hash | undefined)) {
      called(node as Expression, scope)
      return
    }
    const name = String((node.path as hbs.AST.PathExpression).original)
    if (!writable(valueAt(asPath(node.path as Node), scope, false))) fault(scope, node, 'no-text', `\`${name}\` is not a text or a number`)
  }

  const visit = (node: Node, scope: Scope, depth: number): void => {
    switch (node.type) {
      case 'MustacheStatement':
        written(node as hbs.AST.MustacheStatement, scope)
        break
      case 'BlockStatement':
        block(node as hbs.AST.BlockStatement, scope, depth)
        break
      case 'PartialStatement':
        include(node as hbs.AST.PartialStatement, scope, depth)
        break
      case 'PartialBlockStatement':
        include(node as hbs.AST.PartialStatement, scope, depth)
        visit((node as hbs.AST.PartialBlockStatement).program, scope, depth)
        break
      default:
        for (const child of childrenOf(node)) visit(child, scope, depth)
    }
  }
  visit(main.program, {contexts: [root], names: new Map(), sure: new Set(), template: main.name, partial: false}, 0)
  return [...mistakes.values()]
}

/** `{{0}}` and `{{"x"}}` are fields of these names. */
function asPath(node: Node): Node {
  const name = nameOf(node)
  return name === null || node.type === 'PathExpression'
    ? node
    : ({...node, type: 'PathExpression', parts: [name], original: name, depth: 0, data: false} as Node)
}
