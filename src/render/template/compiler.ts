import type {Place} from './syntax.ts'

interface Compiler {
  readonly source: {readonly currentLocation: {readonly start: Place}}
  pushSource(source: unknown): void
  appendToBuffer(source: unknown): unknown
  aliasable(name: string): unknown
  nameLookup(parent: unknown, name: string, type: string): unknown
  popStack(): unknown
}

/**
 * Make `{{x}}` escape for Markdown instead of HTML, partials too: it calls the helper `__md` with the value and its
 * place. And make a field that is not there the business of the helper `__strict`, for what Handlebars does itself
 * knows no place when a text or a number is asked for a field; and make what null is asked for nothing (`__at`), so that
 * `{{#if score.value}}` may be asked when there is no score. Handlebars has no option for any of this; `appendEscaped`,
 * `container.strict` and `nameLookup` are where compiled templates do it, and a contract test holds them in place.
 *
 * @param Handlebars The library.
 * @param environment An environment of its own; it is changed.
 */
export function escapeMarkdown(Handlebars: unknown, environment: unknown): void {
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
  MarkdownCompiler.prototype['aliasable'] = function aliasable(this: Compiler, name: string): unknown {
    const {aliasable: base} = Base.prototype as Compiler
    return base.call(this, name === 'container.strict' ? 'helpers.__strict' : name)
  }
  MarkdownCompiler.prototype['nameLookup'] = function nameLookup(this: Compiler, parent: unknown, name: string, type: string): unknown {
    const {nameLookup: base} = Base.prototype as Compiler
    if (type !== 'context' && type !== 'data') return base.call(this, parent, name, type)
    return [this.aliasable('helpers.__at'), '(', parent, ',', JSON.stringify(name), ',{})']
  }
  ;(environment as {JavaScriptCompiler: unknown}).JavaScriptCompiler = MarkdownCompiler
}
