/** What a template calls: its arguments, the last one what the template says behind them by name. Pure. */
export type TemplateHelper = (...given: readonly unknown[]) => unknown

/** A template as a value: text, not a path. */
export interface Template {
  /** Name, for errors (example: `'full'`, `'./audit.md.hbs'`). */
  readonly name: string
  /** Handlebars over Markdown. */
  readonly source: string
  /** Partials by name; they shadow the built-in ones. */
  readonly partials?: Readonly<Record<string, string>>
  /** Helpers of its own by name; they shadow the built-in ones, but not `block` and what Handlebars has. */
  readonly helpers?: Readonly<Record<string, TemplateHelper>>
}

/** Helpers that nothing may stand in for. */
export const kept: readonly string[] = Object.freeze(['block', 'if', 'unless', 'each', 'with', 'lookup', 'log'])

const name = /^[A-Za-z][\w-]{0,99}$/

/**
 * Define a template with what it needs.
 *
 * @param template Name, source, partials and helpers.
 * @returns The same, frozen.
 * @throws TypeError when a part is no text or function, or a name cannot be one.
 * @example
 * ```ts
 * const audit = defineTemplate({name: 'audit', source: '# {{shout title}}', helpers: {shout: text => String(text).toUpperCase()}})
 * await render(report(findings), {to: 'html', template: audit})
 * ```
 */
export function defineTemplate(template: Template): Template {
  if (typeof template.name !== 'string' || template.name === '') throw new TypeError('Expected a template to have a name')
  if (typeof template.source !== 'string') throw new TypeError(`Expected the source of template ${template.name} to be a string`)
  for (const [key, partial] of Object.entries(template.partials ?? {})) {
    if (!name.test(key)) throw new TypeError(`Expected the name of a partial to be a word, got \`${key}\``)
    if (typeof partial !== 'string') throw new TypeError(`Expected partial ${key} of template ${template.name} to be a string`)
  }
  for (const [key, helper] of Object.entries(template.helpers ?? {})) {
    if (!name.test(key) || kept.includes(key)) throw new TypeError(`Expected the name of a helper to be a word of your own, got \`${key}\``)
    if (typeof helper !== 'function') throw new TypeError(`Expected helper ${key} of template ${template.name} to be a function`)
  }
  return Object.freeze({
    ...template,
    ...(template.partials === undefined ? {} : {partials: Object.freeze({...template.partials})}),
    ...(template.helpers === undefined ? {} : {helpers: Object.freeze({...template.helpers})})
  })
}
