import {readFile} from 'node:fs/promises'
import type {Template} from '../render/index.ts'

/** Names of the built-in templates. */
export const builtInTemplates: readonly string[] = Object.freeze(['full', 'diff', 'plan'])

/**
 * Read a built-in template.
 *
 * @param name Its name (example: `'full'`).
 * @returns The template.
 * @throws TypeError when there is none of this name.
 */
export async function readTemplate(name: string): Promise<Template> {
  if (!builtInTemplates.includes(name))
    throw new TypeError(`Expected a built-in template (${builtInTemplates.join(', ')}), got \`${name}\``)
  return {name, source: await readFile(new URL(`../../templates/${name}.md.hbs`, import.meta.url), 'utf8')}
}
