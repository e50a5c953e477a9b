import type {Report} from '../../model/index.ts'
import partials from '../partials.json' with {type: 'json'}
import sources from '../templates.json' with {type: 'json'}
import type {Template} from './define.ts'
import {headOf} from './kind.ts'

/** The partials of the built-in templates by name; those of a template shadow them one by one. */
export const builtInPartials: Readonly<Record<string, string>> = Object.freeze(partials)

/** The built-in templates, `full` first, the others by name. */
export const builtInTemplates: readonly Template[] = Object.freeze(
  Object.entries(sources as Readonly<Record<string, string>>)
    .map(([name, source]) => Object.freeze({name, source}))
    .sort((a, b) => Number(b.name === 'full') - Number(a.name === 'full'))
)

/**
 * Find a built-in template.
 *
 * @param name Its name (example: `'full'`).
 * @returns The template.
 * @throws TypeError when there is none of this name.
 */
export function builtInTemplate(name: string): Template {
  const found = builtInTemplates.find(template => template.name === name)
  if (found) return found
  throw new TypeError(`Expected a built-in template (${builtInTemplates.map(template => template.name).join(', ')}), got \`${name}\``)
}

/**
 * Find the template that a kind of report is written with when none is named.
 *
 * @param kind Kind of report.
 * @returns `full` for scans; else the one named like its kind.
 */
export function standardTemplate(kind: Report['kind']): Template {
  return builtInTemplate(kind === 'scan' ? 'full' : kind)
}

/**
 * List the built-in templates of a kind of report.
 *
 * @param kind Kind of report.
 * @returns Templates.
 */
export function builtInsOf(kind: Report['kind']): readonly Template[] {
  return builtInTemplates.filter(({source}) => headOf(source).kind === kind)
}
