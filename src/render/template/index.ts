import type {Report} from '../../model/index.ts'
import type {BlockOptions} from '../blocks/index.ts'
import {inlineCode, md} from './escape.ts'

/** A template as a value: text, not a path. */
export interface Template {
  /** Name, for errors (example: `'full'`, `'./audit.md.hbs'`). */
  readonly name: string
  /** Handlebars over Markdown. */
  readonly source: string
  /** Partials by name. */
  readonly partials?: Readonly<Record<string, string>>
}

/** A mistake in a template. */
export class TemplateError extends Error {
  /** Name of the error. */
  override readonly name = 'TemplateError'
  /** Name of the template, or of the partial after the word "partial". */
  readonly template: string
  /** Line, 1-based; null when Handlebars does not say. */
  readonly line: number | null
  /** Column, 1-based; null when Handlebars does not say. */
  readonly column: number | null

  constructor(template: string, line: number | null, column: number | null, reason: string, cause: unknown) {
    super(reason, {cause})
    this.template = template
    this.line = line
    this.column = column
  }
}

/** A template's Markdown, with a marker where each block goes. */
export interface Frame {
  /** Markdown. */
  readonly markdown: string
  /** Blocks in the order of their markers. */
  readonly blocks: readonly {readonly name: string; readonly options: BlockOptions; readonly line: number; readonly column: number}[]
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
 * @returns Markdown with markers.
 * @throws TemplateError when the template is wrong.
 */
export async function fill(template: Template, report: Report, known: readonly string[]): Promise<Frame> {
  const {default: Handlebars} = await import('handlebars')
  const environment = Handlebars.create()
  escapeMarkdown(Handlebars, environment)
  const blocks: {name: string; options: BlockOptions; line: number; column: number}[] = []
  environment.registerHelper('__md', (value: unknown, place: Place) =>
    value instanceof environment.SafeString ? value.toString() : placed(() => md(value), place)
  )
  environment.registerHelper('block', (...given: unknown[]) => {
    const {hash, loc} = given.at(-1) as {hash: BlockOptions; loc: {start: Place}}
    const name = given.length === 1 ? undefined : given[0]
    return placed(() => {
      if (typeof name !== 'string' || !known.includes(name))
        throw new TypeError(`there is no block "${String(name)}"; there are ${known.join(', ')}`)
      blocks.push({name, options: {...hash}, ...loc.start})
      return new environment.SafeString(`\n\n${marker(blocks.length - 1)}\n\n`)
    }, loc.start)
  })
  environment.registerHelper('code', (value: unknown) => new environment.SafeString(inlineCode(value)))
  environment.registerHelper('eq', (left: unknown, right: unknown) => left === right)
  environment.registerHelper('gt', (left: unknown, right: unknown) => Number(left) > Number(right))
  environment.registerHelper(
    'plural',
    (count: unknown, one: unknown, many: unknown) => `${count} ${count === 1 ? one : typeof many === 'string' ? many : `${one}s`}`
  )
  const compile = (name: string, source: string): HandlebarsTemplateDelegate => {
    // Handlebars also takes syntax trees, and code can be hidden in those.
    if (typeof source !== 'string') throw new TypeError('Expected the source of a template to be a string')
    const compiled = environment.compile(source, {strict: true, explicitPartialContext: false})
    return (context, options) => {
      try {
        // Said outright, for otherwise Handlebars warns on the console.
        return compiled(context, {...options, allowProtoPropertiesByDefault: false, allowProtoMethodsByDefault: false})
      } catch (error) {
        throw templateError(name, error, partial => placeOfPartial(Handlebars, source, partial))
      }
    }
  }
  for (const [name, source] of Object.entries(template.partials ?? {}))
    environment.registerPartial(name, compile(`partial ${name}`, source))
  return {markdown: compile(template.name, template.source)(report), blocks}
}

/** A place in a template as Handlebars counts it: columns from 0. */
interface Place {
  readonly line: number
  readonly column: number
}

/** Run what stands at a place of a template; its mistakes tell the place, as those that Handlebars finds. */
function placed<Value>(run: () => Value, {line, column}: Place): Value {
  try {
    return run()
  } catch (error) {
    throw Object.assign(error as Error, {lineNumber: line, column})
  }
}

/** Handlebars does not say where a partial that is not there is asked for. */
function placeOfPartial(Handlebars: typeof import('handlebars'), source: string, name: string): Place | null {
  let place: Place | null = null
  const visitor = new Handlebars.Visitor()
  visitor.PartialStatement = partial => {
    if ('original' in partial.name && partial.name.original === name) place ??= partial.loc.start
  }
  visitor.accept(Handlebars.parse(source))
  return place
}

interface Compiler {
  readonly source: {readonly currentLocation: {readonly start: Place}}
  pushSource(source: unknown): void
  appendToBuffer(source: unknown): unknown
  aliasable(name: string): unknown
  popStack(): unknown
}

/**
 * Make `{{x}}` escape for Markdown instead of HTML, partials too. Handlebars has no option for it; `appendEscaped`
 * is the one place where compiled templates escape, and a contract test holds it in place.
 */
function escapeMarkdown(Handlebars: unknown, environment: unknown): void {
  const Base = (Handlebars as {JavaScriptCompiler: new () => object}).JavaScriptCompiler
  const MarkdownCompiler = function MarkdownCompiler(this: object): void {
    Base.call(this)
  } as unknown as {new (): object; prototype: Record<string, unknown>}
  MarkdownCompiler.prototype = Object.create(Base.prototype) as Record<string, unknown>
  MarkdownCompiler.prototype['constructor'] = MarkdownCompiler
  MarkdownCompiler.prototype['compiler'] = MarkdownCompiler
  MarkdownCompiler.prototype['appendEscaped'] = function appendEscaped(this: Compiler): void {
    const {line, column} = this.source.currentLocation.start
    this.pushSource(this.appendToBuffer([this.aliasable('helpers.__md'), '(', this.popStack(), `,{line:${line},column:${column}})`]))
  }
  ;(environment as {JavaScriptCompiler: unknown}).JavaScriptCompiler = MarkdownCompiler
}

function templateError(name: string, error: unknown, placeOf: (partial: string) => Place | null): TemplateError {
  // A mistake in a partial is told where it is.
  if (error instanceof TemplateError) return error
  const known = error as {message?: string; lineNumber?: number; column?: number}
  const message = known.message ?? String(error)
  const parsed = /Parse error on line (\d+)/.exec(message)?.[1]
  const missing = /^The partial (.+) could not be found$/s.exec(message)?.[1]
  const place = missing === undefined ? null : placeOf(missing)
  const line = known.lineNumber ?? place?.line ?? (parsed === undefined ? null : Number(parsed))
  const column = known.column ?? place?.column ?? null
  const reason =
    error instanceof RangeError ? 'a partial includes itself without end' : (message.split('\n')[0]?.replace(/ - \d+:\d+$/, '') ?? message)
  return new TemplateError(name, line, column === null ? null : column + 1, reason, error)
}
