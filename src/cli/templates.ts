import {readFile} from 'node:fs/promises'
import type {Report} from '../model/index.ts'
import type {Template} from '../render/index.ts'

/** Names of the built-in templates. */
export const builtInTemplates: readonly string[] = Object.freeze(['full', 'summary', 'ci', 'diff', 'lint', 'plan', 'threats', 'write-up'])

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

/**
 * Say which kind of report a template is for: its first line says so (`{{!-- report: write-up --}}`), or it is one of
 * scans.
 *
 * @param template Template.
 * @returns The kind as written there.
 */
export function kindOf(template: Template | null): Report['kind'] {
  const named = /^\s*\{\{!--\s*report:\s*([a-z-]{1,40})\s*--\}\}/.exec(template?.source ?? '')?.[1]
  return (named ?? 'scan') as Report['kind']
}
