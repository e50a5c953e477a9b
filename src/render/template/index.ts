import type {Report} from '../../model/index.ts'
import type {BlockOptions} from '../blocks/index.ts'
import {builtInPartials} from './built-in.ts'
import {check, noBlock} from './check.ts'
import {escapeMarkdown} from './compiler.ts'
import {kept, type Template, type TemplateHelper} from './define.ts'
import {TemplateError, type TemplateMistake} from './error.ts'
import {md} from './escape.ts'
import {helpers} from './helpers.ts'
import {headOf} from './kind.ts'
import {type Place, readSyntax} from './syntax.ts'
import {computesPartials, partialsOf} from './walk.ts'

export {builtInPartials, builtInsOf, builtInTemplate, builtInTemplates, standardTemplate} from './built-in.ts'
export {defineTemplate, type Template, type TemplateHelper} from './define.ts'
export {TemplateError, type TemplateFault, type TemplateMistake} from './error.ts'
export {headOf, type TemplateHead, templateKinds} from './kind.ts'

/** How a template is run. */
export interface FillOptions {
  /**
   * Whether only what an outside template may do is allowed: no raw output, no computed or inline partial, no `log`,
   * nothing of prototypes; default: true. It is no limit of time: nested loops can take long.
   */
  readonly safe?: boolean
  /** Whether a field that is not in the report is a mistake instead of nothing; default: true. */
  readonly strict?: boolean
}

/** Blocks in a loop could ask for more than any document holds. */
const mostBlocks = 1000

/** A template's Markdown, with a marker where each block goes. */
export interface Frame {
  /** Markdown. */
  readonly markdown: string
  /** Blocks in the order of their markers. */
  readonly blocks: readonly AskedBlock[]
}

/** A block as a template asks for it. */
export interface AskedBlock {
  readonly name: string
  readonly options: BlockOptions
  /** Says of what the block has thrown where it was asked for. */
  readonly wrong: (error: unknown) => unknown
}

/**
 * Write the marker of a block: an HTML comment on a line of its own.
 *
 * @param index Which block.
 * @returns The marker.
 */
export function marker(index: number): string {
  return `<!-- benchscribe:block:${index} -->`
}

/**
 * Fill a template.
 *
 * @param template Template.
 * @param report What it may say.
 * @param known Names of the blocks there are.
 * @param options How it is run.
 * @returns Markdown with markers.
 * @throws TemplateError when the template is wrong.
 */
export async function fill(template: Template, report: Report, known: readonly string[], options: FillOptions = {}): Promise<Frame> {
  const {default: Handlebars} = await import('handlebars')
  const sources = await sourcesOf(Handlebars, template)
  const {said, kind} = headOf(template.source)
  const own = new Set(Object.keys(template.helpers ?? {}).filter(name => !kept.includes(name)))
  const refuse = (mistake: TemplateMistake | undefined): void => {
    if (mistake) throw new TemplateError(mistake, sources.get(mistake.template)?.source ?? '')
  }
  if (said && kind !== report.kind)
    refuse({
      template: template.name,
      line: 1,
      column: 1,
      code: 'wrong-kind',
      reason: `this template is for ${kind} reports, not for ${report.kind} reports`
    })
  const allowed = {own, partials: new Set(partialNames(template)), blocks: known, safe: options.safe !== false}
  for (const [name, {program, named}] of sources) if (named) refuse(check(name, program, allowed)[0])

  const environment = Handlebars.create()
  escapeMarkdown(Handlebars, environment)
  const blocks: AskedBlock[] = []
  const SafeString = environment.SafeString
  environment.registerHelper('__md', (value: unknown, place: Place) =>
    value instanceof SafeString ? value.toString() : placed(() => (value === undefined && options.strict === false ? '' : md(value)), place)
  )
  environment.registerHelper('__at', (value: unknown, name: string, {lookupProperty}: Lookup) =>
    value === null || value === undefined ? undefined : lookupProperty(value, name)
  )
  environment.registerHelper('__strict', (value: unknown, name: string, given: Lookup) =>
    placed(() => {
      if (value === null || value === undefined)
        throw new TypeError(`there is no field \`${name}\` here, for what it would be of is null; ask with {{#if …}} first`)
      if (!(name in Object(value))) throw new TypeError(`there is no field \`${name}\` here`)
      return given.lookupProperty(value, name)
    }, given.start)
  )
  environment.registerHelper('block', (...given: unknown[]) => {
    const {hash, loc} = given.at(-1) as {hash: BlockOptions; loc: {source: string; start: Place}}
    const name = given.length === 1 ? undefined : given[0]
    return placed(() => {
      if (typeof name !== 'string' || !known.includes(name)) throw new TypeError(noBlock(String(name), known))
      if (blocks.length >= mostBlocks) throw new TypeError(`a template may ask for ${mostBlocks} blocks and no more`)
      const wrong = (error: unknown): unknown => {
        // Blocks throw this for options that they do not know; anything else is ours to mend.
        if (!(error instanceof TypeError)) return error
        const at = {template: loc.source, line: loc.start.line, column: loc.start.column + 1}
        return new TemplateError({...at, code: 'wrong-arguments', reason: error.message}, sources.get(loc.source)?.source ?? '', error)
      }
      blocks.push({name, options: {...hash}, wrong})
      return new SafeString(`\n\n${marker(blocks.length - 1)}\n\n`)
    }, loc.start)
  })
  for (const [name, {gives, run}] of Object.entries(helpers))
    environment.registerHelper(name, function (this: unknown, ...given: unknown[]) {
      const {hash, loc, fn} = given.pop() as Handlebars.HelperOptions & {loc: {start: Place}}
      // `{{anchor}}` is a field of that name, if there is one.
      if (given.length === 0 && typeof this === 'object' && this !== null && Object.hasOwn(this, name))
        return (this as Readonly<Record<string, unknown>>)[name]
      return placed(() => {
        if (given.length === 0) throw new TypeError(`there is no field \`${name}\` here, and the helper of that name needs an argument`)
        const result = run(given, {hash, ...(fn === undefined ? {} : {fn})}, this)
        return gives === 'markdown' ? new SafeString(String(result)) : result
      }, loc.start)
    })
  for (const name of own) {
    const helper = template.helpers?.[name] as TemplateHelper
    environment.registerHelper(name, function (this: unknown, ...given: unknown[]) {
      return placed(() => helper.apply(this, given), (given.at(-1) as {loc: {start: Place}}).loc.start)
    })
  }
  const compile = (name: string, program: hbs.AST.Program, source: string): HandlebarsTemplateDelegate => {
    const compiled = environment.compile(program, {strict: options.strict !== false, explicitPartialContext: false})
    return (context, given) => {
      try {
        // Said outright, for otherwise Handlebars warns on the console.
        return compiled(context, {...given, allowProtoPropertiesByDefault: false, allowProtoMethodsByDefault: false})
      } catch (error) {
        throw templateError(name, error, source, program, sources)
      }
    }
  }
  for (const [name, {partial, program, source}] of sources)
    if (partial !== null) environment.registerPartial(partial, compile(name, program, source))
  const main = sources.get(template.name) as Source
  return {markdown: compile(template.name, main.program, main.source)(report), blocks}
}

/** What Handlebars hands to a lookup: its place, and how it may be done. */
interface Lookup {
  readonly start: Place
  readonly lookupProperty: (value: unknown, name: string) => unknown
}

interface Source {
  /** Name of the partial; null for the template itself. */
  readonly partial: string | null
  /** Whether it is named, and not only there for a name that is computed. */
  readonly named: boolean
  readonly source: string
  readonly program: hbs.AST.Program
}

function partialNames(template: Template): readonly string[] {
  return [...new Set([...Object.keys(builtInPartials), ...Object.keys(template.partials ?? {})])]
}

/**
 * Read a template and the partials it names, and those they name; all partials when it computes names.
 *
 * @param Handlebars The library.
 * @param template Template.
 * @returns Sources by the name that errors give them; the template first.
 * @throws TemplateError when one cannot be read.
 */
async function sourcesOf(Handlebars: typeof import('handlebars'), template: Template): Promise<ReadonlyMap<string, Source>> {
  const program = readSyntax(Handlebars, template.name, template.source)
  const sources = new Map<string, Source>([[template.name, {partial: null, named: true, source: template.source, program}]])
  const names = partialNames(template)
  const add = (partial: string, named: boolean): void => {
    const name = `partial ${partial}`
    if (sources.has(name) || !names.includes(partial)) return
    const source =
      template.partials !== undefined && Object.hasOwn(template.partials, partial) ? template.partials[partial] : builtInPartials[partial]
    const read = readSyntax(Handlebars, name, source as string)
    sources.set(name, {partial, named, source: source as string, program: read})
    for (const called of partialsOf(read)) add(called.name, named)
  }
  for (const called of partialsOf(program)) add(called.name, true)
  if ([...sources.values()].some(read => computesPartials(read.program))) for (const name of names) add(name, false)
  return sources
}

/** Run what stands at a place of a template; its mistakes tell the place, as those that Handlebars finds. */
function placed<Value>(run: () => Value, {line, column}: Place): Value {
  try {
    return run()
  } catch (error) {
    if (error instanceof TemplateError || error instanceof RangeError) throw error
    throw Object.assign(error as Error, {lineNumber: line, column})
  }
}

function templateError(
  name: string,
  error: unknown,
  source: string,
  program: hbs.AST.Program,
  sources: ReadonlyMap<string, Source>
): TemplateError {
  // A mistake in a partial is told where it is.
  if (error instanceof TemplateError) return error
  const known = error as {message?: string; lineNumber?: number; column?: number}
  const message = known.message ?? String(error)
  if (error instanceof RangeError) return endless(name, error, source, sources)
  const missing = /^The partial (.+) could not be found$/s.exec(message)?.[1]
  const place = missing === undefined ? undefined : partialsOf(program).find(called => called.name === missing)?.node.loc.start
  const {line, column} =
    known.lineNumber === undefined ? (place ?? {line: 1, column: 0}) : {line: known.lineNumber, column: known.column ?? 0}
  const reason = missing === undefined ? (message.split('\n')[0] ?? message) : `there is no partial \`${missing}\` here`
  const code = missing === undefined ? codeOf(message) : 'unknown-partial'
  return new TemplateError({template: name, line, column: column + 1, code, reason}, source, error)
}

function codeOf(message: string): 'unknown-field' | 'no-text' | 'unknown-block' | 'failed' {
  if (message.startsWith('there is no field') || message.endsWith('is not in the report')) return 'unknown-field'
  if (message.startsWith('there is no block')) return 'unknown-block'
  return message === 'this field is not a text or a number' ? 'no-text' : 'failed'
}

/** What never ends is a partial that leads back to itself; what grows too large is a loop. */
function endless(name: string, error: RangeError, source: string, sources: ReadonlyMap<string, Source>): TemplateError {
  for (const [at, {partial, program, source: text}] of sources)
    for (const {name: called, node} of partialsOf(program))
      if (partial !== null && reaches(called, partial, sources, new Set())) {
        const {line, column} = node.loc.start
        return new TemplateError(
          {template: at, line, column: column + 1, code: 'endless', reason: `partial ${called} includes itself without end`},
          text,
          error
        )
      }
  const reason = error.message.includes('call stack') ? 'this is nested too deeply' : 'this writes more text than fits into memory'
  const {line, column} = outermostLoop(sources.get(name)?.program.body ?? [])
  return new TemplateError({template: name, line, column: column + 1, code: 'endless', reason}, source, error)
}

/** Where the first loop begins, or else the template. */
function outermostLoop(body: readonly hbs.AST.Statement[]): Place {
  return body.find(({type}) => type === 'BlockStatement')?.loc.start ?? {line: 1, column: 0}
}

function reaches(from: string, to: string, sources: ReadonlyMap<string, Source>, seen: Set<string>): boolean {
  if (from === to) return true
  if (seen.has(from)) return false
  seen.add(from)
  return partialsOf(sources.get(`partial ${from}`)?.program ?? {type: 'none'}).some(called => reaches(called.name, to, sources, seen))
}
