import type {TemplateFault, TemplateMistake} from './error.ts'
import {arities, helpers} from './helpers.ts'
import {forbidden} from './lists.ts'
import {childrenOf, type Expression, nameOf, type Node} from './walk.ts'

/** What a template may use. */
export interface Allowed {
  /** Names of helpers of the caller. */
  readonly own: ReadonlySet<string>
  /** Names of the partials there are. */
  readonly partials: ReadonlySet<string>
  /** Names of the blocks there are; null when it is not known. */
  readonly blocks: readonly string[] | null
  /** Whether the template is from outside: nothing raw, dynamic or hidden. */
  readonly safe: boolean
}

/** Helpers that Handlebars has for itself. */
const internal: ReadonlySet<string> = new Set(['helperMissing', 'blockHelperMissing', '__md', '__at', '__strict'])
const control: ReadonlySet<string> = new Set(['if', 'unless', 'each', 'with'])

/**
 * Look at the syntax tree of a template before it is compiled: an allow-list of what may stand in it.
 *
 * @param template Name of the template.
 * @param program Syntax tree.
 * @param allowed What it may use.
 * @returns Mistakes, in the order in which they stand there.
 */
export function check(template: string, program: hbs.AST.Program, allowed: Allowed): readonly TemplateMistake[] {
  const mistakes: TemplateMistake[] = []
  const inline = new Set<string>()
  const fault = (node: hbs.AST.Node, code: TemplateFault, reason: string): void => {
    const {line, column} = node.loc.start
    mistakes.push({template, line, column: column + 1, code, reason})
  }
  const known = (name: string): boolean => allowed.own.has(name) || Object.hasOwn(helpers, name) || Object.hasOwn(arities, name)

  /** A helper with arguments, or around a part of the template. */
  const call = (node: Expression, at: hbs.AST.Node, folds: boolean): void => {
    const name = nameOf(node.path)
    if (name === null || !known(name)) {
      fault(
        node.path as hbs.AST.Node,
        'unknown-helper',
        `there is no helper \`${written(node.path)}\`${nearest(written(node.path), [...allowed.own, ...Object.keys(arities)])}`
      )
      return
    }
    const wrong = wrongUse(name, folds)
    if (name === 'log' && allowed.safe) fault(at, 'log', '`log` is not allowed in a template from outside')
    if (allowed.own.has(name)) return
    if (wrong !== null) {
      fault(at, 'wrong-arguments', wrong)
      return
    }
    const [least, most] = arities[name] ?? [0, Number.POSITIVE_INFINITY]
    if (node.params.length < least || node.params.length > most)
      fault(at, 'wrong-arguments', `\`${name}\` takes ${numbers(least, most)}, not ${node.params.length}`)
    const [first, second] = node.params
    if (name === 'block' && first?.type === 'StringLiteral' && allowed.blocks !== null) {
      const asked = (first as hbs.AST.StringLiteral).value
      if (!allowed.blocks.includes(asked)) fault(at, 'unknown-block', noBlock(asked, allowed.blocks))
    }
    if (name === 'lookup' && allowed.safe && second?.type === 'StringLiteral' && forbidden.has((second as hbs.AST.StringLiteral).value))
      fault(second, 'prototype', `a template may not ask for \`${(second as hbs.AST.StringLiteral).value}\``)
  }

  const partial = (node: hbs.AST.PartialStatement | hbs.AST.PartialBlockStatement): void => {
    if (node.name.type === 'SubExpression') {
      if (allowed.safe) fault(node, 'dynamic-partial', 'the name of a partial may not be computed in a template from outside')
      return
    }
    const name = String((node.name as hbs.AST.PathExpression).original)
    if (name === '@partial-block' || allowed.partials.has(name) || inline.has(name)) return
    fault(node, 'unknown-partial', `there is no partial \`${name}\`${nearest(name, [...allowed.partials])}`)
  }

  /** `{{"constructor"}}` is `{{constructor}}`. */
  const literal = (node: Node): void => {
    const name = node.type === 'PathExpression' ? null : nameOf(node)
    if (name !== null && allowed.safe && (forbidden.has(name) || internal.has(name)))
      fault(node as hbs.AST.Node, 'prototype', `a template may not ask for \`${name}\``)
  }

  const visit = (node: Node): void => {
    switch (node.type) {
      case 'MustacheStatement': {
        const mustache = node as hbs.AST.MustacheStatement
        // `{{&x}}` and `{{{x}}}`; a helper that gives Markdown needs neither.
        if (!mustache.escaped && allowed.safe)
          fault(
            mustache,
            'raw-output',
            'raw output is not allowed in a template from outside; {{x}} is escaped, and helpers like `code` need no third brace'
          )
        const name = nameOf(mustache.path)
        // Without arguments the name of a helper may be that of a field; these never are.
        if (isCall(mustache) || name === 'log' || (name !== null && control.has(name))) call(mustache as Expression, mustache, false)
        literal(mustache.path)
        break
      }
      case 'BlockStatement': {
        const block = node as hbs.AST.BlockStatement
        const name = nameOf(block.path)
        // `{{#top}}…{{/top}}` without arguments is a field.
        if (isCall(block) || (name !== null && known(name))) call(block as Expression, block, true)
        literal(block.path)
        break
      }
      case 'SubExpression':
        call(node as unknown as Expression, node as hbs.AST.Node, false)
        break
      case 'PartialStatement':
      case 'PartialBlockStatement':
        partial(node as hbs.AST.PartialStatement)
        break
      case 'Decorator':
      case 'DecoratorBlock': {
        const decorator = node as hbs.AST.DecoratorBlock
        const [first] = decorator.params
        if (allowed.safe) fault(decorator, 'inline-partial', 'inline partials and decorators are not allowed in a template from outside')
        else if (nameOf(decorator.path) !== 'inline' || first === undefined)
          fault(decorator, 'inline-partial', 'there is no decorator but {{#*inline "name"}}')
        break
      }
      case 'PathExpression': {
        const path = node as unknown as hbs.AST.PathExpression
        const bad = allowed.safe ? path.parts.find(part => forbidden.has(part) || internal.has(part)) : undefined
        if (bad !== undefined) fault(path, 'prototype', `a template may not ask for \`${bad}\``)
        break
      }
    }
    for (const child of childrenOf(node)) visit(child)
  }
  collectInline(program, inline, allowed.safe)
  visit(program)
  return mistakes.toSorted((a, b) => a.line - b.line || a.column - b.column)
}

/** Whether a helper stands around a part of the template where it should not, or the other way round. */
function wrongUse(name: string, folds: boolean): string | null {
  const around = control.has(name) || helpers[name]?.block === true
  if (around === folds) return null
  return around ? `\`${name}\` is written {{#${name} …}}…{{/${name}}}` : `\`${name}\` is written {{${name} …}}, without # and an end`
}

/** Inline partials may stand behind what uses them. */
function collectInline(node: Node, names: Set<string>, safe: boolean): void {
  if (safe) return
  if (node.type === 'DecoratorBlock') {
    const [first] = (node as hbs.AST.DecoratorBlock).params
    if (first?.type === 'StringLiteral') names.add((first as hbs.AST.StringLiteral).value)
  }
  for (const child of childrenOf(node)) collectInline(child, names, safe)
}

/** Whether arguments make it the call of a helper. */
function isCall(node: hbs.AST.MustacheStatement | hbs.AST.BlockStatement): boolean {
  return node.params.length > 0 || (node.hash as hbs.AST.Hash | undefined) !== undefined || node.path.type === 'SubExpression'
}

function written(path: Node): string {
  return path.type === 'PathExpression'
    ? (path as unknown as hbs.AST.PathExpression).original
    : String((path as {original?: unknown}).original ?? '(…)')
}

function numbers(least: number, most: number): string {
  if (least === most) return `${least} ${least === 1 ? 'argument' : 'arguments'}`
  return most >= 100 ? `at least ${least} ${least === 1 ? 'argument' : 'arguments'}` : `${least} to ${most} arguments`
}

/**
 * Say that there is no such block.
 *
 * @param asked Name.
 * @param blocks Names of the blocks there are.
 * @returns The reason.
 */
export function noBlock(asked: string, blocks: readonly string[]): string {
  return `there is no block "${asked}"; there are ${blocks.join(', ')}`
}

/**
 * Find what was probably meant.
 *
 * @param asked Name that is not there.
 * @param names Names that are.
 * @returns A clause to put behind the sentence; empty when nothing is like it.
 */
export function nearest(asked: string, names: readonly string[]): string {
  const found = asked.length > 60 ? undefined : names.filter(name => close(asked.toLowerCase(), name.toLowerCase())).toSorted()[0]
  return found === undefined ? '' : `; is \`${found}\` meant?`
}

/** One character is missing, too many or another, two have changed places, or one word begins the other. */
function close(a: string, b: string): boolean {
  if (a === b) return true
  let start = 0
  while (start < a.length && start < b.length && a[start] === b[start]) start++
  let end = 0
  while (end < a.length - start && end < b.length - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end++
  const [left, right] = [a.slice(start, a.length - end), b.slice(start, b.length - end)]
  const swapped = left.length === 2 && left === [...right].toReversed().join('')
  return (
    (Math.max(left.length, right.length) <= 1 && Math.max(a.length, b.length) > 2) ||
    swapped ||
    (start >= 4 && start === Math.min(a.length, b.length))
  )
}
