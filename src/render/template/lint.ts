import type {Report} from '../../model/index.ts'
import {blocksOf} from '../blocks/index.ts'
import {builtInPartials} from './built-in.ts'
import {check} from './check.ts'
import type {Template} from './define.ts'
import {TemplateError, type TemplateMistake} from './error.ts'
import {checkFields, type Source} from './fields.ts'
import {headOf, templateKinds} from './kind.ts'
import type {Schema} from './shape.ts'
import {readSyntax} from './syntax.ts'
import {partialsOf} from './walk.ts'

/** What only the caller of `lintTemplate` knows. */
export interface LintTemplateOptions {
  /** Whether only what a template from outside may do is allowed; default: true. */
  readonly safe?: boolean
  /**
   * JSON Schema of the kind of report that the template is for, `schema/report-KIND.schema.json`: fields are looked up
   * in it. Without it they are not.
   */
  readonly schema?: unknown
  /** Whether the template is a partial: its fields are not looked up, and blocks of every kind of report may stand in it. */
  readonly partial?: boolean
}

/**
 * Find all mistakes of a template without a report: syntax, helpers, blocks, partials, fields, what a template from
 * outside may not do. The partials it includes are looked through too.
 *
 * @param template Template.
 * @param options What only the caller knows.
 * @returns Mistakes; those of the template first, by place. None when it is well.
 */
export async function lintTemplate(template: Template, options: LintTemplateOptions = {}): Promise<readonly TemplateMistake[]> {
  const {default: Handlebars} = await import('handlebars')
  const {kind} = headOf(template.source)
  const known = templateKinds.find(candidate => candidate === kind)
  if (known === undefined && options.partial !== true) return [unknownKind(template, kind)]
  const given: Readonly<Record<string, string>> = {...builtInPartials, ...template.partials}
  const names = new Set(Object.keys(given))
  const allowed = {
    own: new Set(Object.keys(template.helpers ?? {})),
    partials: names,
    blocks: options.partial === true ? everyBlock() : Object.keys(blocksOf({kind: known as Report['kind']})),
    safe: options.safe !== false
  }
  const mistakes: TemplateMistake[] = []
  const order: string[] = []
  const read = (name: string, source: string): hbs.AST.Program | null => {
    order.push(name)
    try {
      const program = readSyntax(Handlebars, name, source)
      mistakes.push(...check(name, program, allowed))
      return program
    } catch (error) {
      if (!(error instanceof TemplateError)) throw error
      const {template: at, line, column, code, reason} = error
      mistakes.push({template: at, line, column, code, reason})
      return null
    }
  }
  const program = read(template.name, template.source)
  if (program === null) return mistakes
  const partials = new Map<string, Source>()
  const add = (name: string): void => {
    if (order.includes(`partial ${name}`) || !names.has(name)) return
    const partial = read(`partial ${name}`, given[name] as string)
    if (partial === null) return
    partials.set(name, {name: `partial ${name}`, program: partial})
    for (const called of partialsOf(partial)) add(called.name)
  }
  for (const called of partialsOf(program)) add(called.name)
  if (options.schema !== undefined && options.partial !== true)
    mistakes.push(...checkFields({name: template.name, program}, partials, options.schema as Schema))
  return mistakes.toSorted((a, b) => order.indexOf(a.template) - order.indexOf(b.template) || a.line - b.line || a.column - b.column)
}

function unknownKind(template: Template, kind: string): TemplateMistake {
  const reason = `there is no kind of report \`${kind}\`; there are ${templateKinds.join(', ')}`
  return {template: template.name, line: 1, column: 1, code: 'wrong-kind', reason}
}

function everyBlock(): readonly string[] {
  return [...new Set(templateKinds.flatMap(kind => Object.keys(blocksOf({kind}))))]
}
