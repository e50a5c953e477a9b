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
  override readonly name = 'TemplateError'
  /** Name of the template. */
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
  readonly blocks: readonly {readonly name: string; readonly options: BlockOptions}[]
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
  if (typeof template.source !== 'string') throw new TypeError('Expected the source of a template to be a string')
  const {default: Handlebars} = await import('handlebars')
  const environment = Handlebars.create()
  escapeMarkdown(Handlebars, environment)
  const blocks: {name: string; options: BlockOptions}[] = []
  environment.registerHelper('__md', (value: unknown) => (value instanceof environment.SafeString ? value.toString() : md(value)))
  environment.registerHelper('block', (name: unknown, options: {hash: BlockOptions}) => {
    if (typeof name !== 'string' || !known.includes(name))
      throw new TypeError(`there is no block "${String(name)}"; there are ${known.join(', ')}`)
    blocks.push({name, options: {...options.hash}})
    return new environment.SafeString(`\n\n${marker(blocks.length - 1)}\n\n`)
  })
  environment.registerHelper('code', (value: unknown) => new environment.SafeString(inlineCode(value)))
  environment.registerHelper('eq', (left: unknown, right: unknown) => left === right)
  environment.registerHelper(
    'plural',
    (count: unknown, one: unknown, many: unknown) => `${count} ${count === 1 ? one : typeof many === 'string' ? many : `${one}s`}`
  )
  for (const [name, source] of Object.entries(template.partials ?? {})) environment.registerPartial(name, source)
  try {
    const compiled = environment.compile(template.source, {strict: true, explicitPartialContext: false})
    return {markdown: compiled(report), blocks}
  } catch (error) {
    throw templateError(template, error)
  }
}

interface Compiler {
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
    this.pushSource(this.appendToBuffer([this.aliasable('helpers.__md'), '(', this.popStack(), ',{})']))
  }
  ;(environment as {JavaScriptCompiler: unknown}).JavaScriptCompiler = MarkdownCompiler
}

function templateError(template: Template, error: unknown): TemplateError {
  const known = error as {message?: string; lineNumber?: number; column?: number}
  const message = known.message ?? String(error)
  const parsed = /Parse error on line (\d+)/.exec(message)
  const line = known.lineNumber ?? (parsed?.[1] === undefined ? null : Number(parsed[1]))
  const column = known.column === undefined ? null : known.column + 1
  const reason =
    error instanceof RangeError ? 'a partial includes itself without end' : (message.split('\n')[0]?.replace(/ - \d+:\d+$/, '') ?? message)
  return new TemplateError(template.name, line, column, reason, error)
}
