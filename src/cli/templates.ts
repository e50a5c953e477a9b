import {readdir, readFile} from 'node:fs/promises'
import {join} from 'node:path'
import type {Report} from '../model/index.ts'
import {builtInTemplates as builtIn, builtInTemplate} from '../render/template/built-in.ts'
import type {Template} from '../render/template/define.ts'
import {headOf} from '../render/template/kind.ts'
import {readText} from './files.ts'
import {Problem} from './problem.ts'

/** Names of the built-in templates. */
export const builtInTemplates: readonly string[] = Object.freeze(builtIn.map(({name}) => name))

/**
 * Read a built-in template.
 *
 * @param name Its name (example: `'full'`).
 * @returns The template.
 * @throws TypeError when there is none of this name.
 */
export async function readTemplate(name: string): Promise<Template> {
  return builtInTemplate(name)
}

/** A template that was chosen. */
export interface Chosen {
  /** The template; its name is its path when it is a file. */
  readonly template: Template
  /** Whether any part of it is from outside the package. */
  readonly outside: boolean
  /** Where partials that are files come from, by name. */
  readonly places: ReadonlyMap<string, string>
}

/** What lies in a directory of templates. */
export interface TemplateDirectory {
  /** Paths of templates by name. */
  readonly templates: ReadonlyMap<string, string>
  /** Paths of partials by name. */
  readonly places: ReadonlyMap<string, string>
  /** Text of partials by name. */
  readonly partials: Readonly<Record<string, string>>
}

/** The kinds of report that verbs make; the first is the one without `--template`. */
const kinds: Readonly<Record<string, readonly Report['kind'][]>> = {
  report: ['scan', 'write-up'],
  diff: ['diff'],
  harden: ['plan'],
  threats: ['threats'],
  lint: ['lint']
}

/**
 * Read a directory of templates: `NAME.md.hbs`, and `partials/NAME.hbs` or `partials/NAME.md.hbs`.
 *
 * @param directory Path.
 * @returns What lies in it.
 * @throws Problem when it is no directory.
 */
export async function readTemplateDirectory(directory: string): Promise<TemplateDirectory> {
  const names = await readdir(directory).catch(() => null)
  if (names === null) throw new Problem(`Cannot read the templates in ${directory}: there is no such directory.`)
  const inner = await readdir(join(directory, 'partials')).catch(() => [])
  const places = new Map(
    inner
      .filter(name => name.endsWith('.hbs'))
      .toSorted()
      .map(name => [name.replace(/(?:\.md)?\.hbs$/, ''), join(directory, 'partials', name)] as const)
  )
  const partials = await Promise.all([...places].map(async ([name, path]) => [name, await readText(path)] as const))
  return {
    templates: new Map(
      names
        .filter(name => name.endsWith('.md.hbs'))
        .toSorted()
        .map(name => [name.slice(0, -'.md.hbs'.length), join(directory, name)] as const)
    ),
    places,
    partials: Object.fromEntries(partials)
  }
}

/**
 * Find the template that flags name.
 *
 * @param verb Verb.
 * @param asked `--template`: a name or a file; none for the standard one.
 * @param directory `--template-dir`: its templates and partials come before the built-in ones.
 * @returns The template; null for the standard one as it is built in.
 * @throws Problem when there is none of this name, or it cannot be read.
 */
export async function chooseTemplate(verb: string, asked: string | undefined, directory: string | undefined): Promise<Chosen | null> {
  if (asked === undefined && directory === undefined) return null
  const own = directory === undefined ? null : await readTemplateDirectory(directory)
  const name = asked ?? (kinds[verb]?.[0] === 'scan' ? 'full' : (kinds[verb]?.[0] ?? 'full'))
  const file = asked !== undefined && /[./\\]/.test(asked) ? asked : own?.templates.get(name)
  const places = own?.places ?? new Map<string, string>()
  const partials = places.size === 0 || own === null ? {} : {partials: own.partials}
  if (file !== undefined) return {template: {name: file, source: await readTemplateFile(file), ...partials}, outside: true, places}
  const found = builtIn.find(template => template.name === name)
  if (found) return {template: places.size === 0 ? found : {...found, ...partials}, outside: places.size > 0, places}
  throw new Problem(`There is no template \`${name}\`; there is ${namesFor(verb, own)}, or name a file.`)
}

async function readTemplateFile(path: string): Promise<string> {
  return readFile(path, 'utf8').catch(() => {
    throw new Problem(`Cannot read template ${path}.`)
  })
}

/**
 * Name the templates that a verb can use.
 *
 * @param verb Verb.
 * @param own The user's directory, if there is one; the kinds of its templates are not looked at.
 * @returns Names with commas between.
 */
export function namesFor(verb: string, own: Pick<TemplateDirectory, 'templates'> | null = null): string {
  const able = builtIn.filter(({source}) => kinds[verb]?.some(kind => kind === headOf(source).kind) ?? true)
  return [...new Set([...able.map(({name}) => name), ...(own?.templates.keys() ?? [])])].join(', ')
}

/**
 * Read the JSON Schema of what templates may say.
 *
 * @param kind Kind of report.
 * @returns The schema.
 */
export async function readReportSchema(kind: Report['kind']): Promise<unknown> {
  return JSON.parse(await readFile(new URL(`../../schema/report-${kind}.schema.json`, import.meta.url), 'utf8'))
}
