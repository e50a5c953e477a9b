import {existsSync, readFileSync} from 'node:fs'
import {join} from 'node:path'
import type {Report} from '../../model/index.ts'
import {blocksOf} from '../../render/blocks/index.ts'
import {builtInPartials, builtInTemplates, headOf, type Template, type TemplateMistake, templateKinds} from '../../render/template/index.ts'
import {lintTemplate} from '../../render/template/lint.ts'
import {type Call, textFlag} from '../call.ts'
import {templateMistake} from '../documents.ts'
import {isDirectory, readText, writeOutputs} from '../files.ts'
import {Problem} from '../problem.ts'
import {builtInTemplates as names, readReportSchema, readTemplateDirectory, type TemplateDirectory} from '../templates.ts'

/**
 * `benchscribe templates`: list the built-in templates, copy one, find mistakes in one's own.
 *
 * @param call Arguments and streams.
 * @returns Exit code: 1 when `lint` found a mistake.
 */
export async function templatesCommand(call: Call): Promise<0 | 1> {
  const [what, ...rest] = call.names
  if (what === 'list') return listTemplates(call)
  if (what === 'export') return exportTemplate(call, rest)
  if (what === 'lint') return lintTemplates(call, rest)
  const said = what === undefined ? '' : `, not \`${what}\``
  throw new Problem(`Say what to do with templates: list, export NAME DIR or lint FILE...${said}.`)
}

async function listTemplates(call: Call): Promise<0> {
  const directory = textFlag(call, 'template-dir')
  const own = directory === undefined ? [] : [...(await readTemplateDirectory(directory)).templates]
  const mine = await Promise.all(own.map(async ([name, path]) => ({name: `${name} (${path})`, source: await readText(path)})))
  const width = Math.max(...[...builtInTemplates, ...mine].map(({name}) => name.length))
  const rows = [...mine, ...builtInTemplates].map(({name, source}) => {
    const {kind, purpose} = headOf(source)
    return `${name.padEnd(width)}  ${kind.padEnd(8)}  ${purpose}`.trimEnd()
  })
  const blocks = templateKinds.map(kind => `${kind.padEnd(8)}  ${Object.keys(blocksOf({kind})).join(' ')}`)
  await call.io.write(
    [...rows, '', 'Blocks by kind of report:', ...blocks, '', `Partials: ${Object.keys(builtInPartials).join(' ')}`, ''].join('\n')
  )
  return 0
}

async function exportTemplate(call: Call, rest: readonly string[]): Promise<0> {
  const [name, directory, ...more] = rest
  if (name === undefined || directory === undefined || more.length > 0)
    throw new Problem('Name a template and a directory: `benchscribe templates export NAME DIR`.')
  const template = builtInTemplates.find(candidate => candidate.name === name)
  if (!template) throw new Problem(`There is no template \`${name}\`; there is ${names.join(', ')}.`)
  const outputs = [
    {path: join(directory, `${name}.md.hbs`), content: template.source},
    ...partialsIn(template.source).map(partial => ({
      path: join(directory, 'partials', `${partial}.md.hbs`),
      content: builtInPartials[partial] ?? ''
    }))
  ]
  const inTheWay = outputs.filter(({path, content}) => existsSync(path) && readFileSync(path, 'utf8') !== content)
  if (inTheWay.length > 0 && call.flags['force'] !== true)
    throw new Problem(`${inTheWay.map(({path}) => path).join(', ')} would be overwritten; --force does that.`)
  await writeOutputs(outputs)
  if (call.flags['quiet'] !== true)
    call.io.warn(`Wrote ${outputs.map(({path}) => path).join(', ')}; --template-dir ${directory} uses them.`)
  return 0
}

/** Partials that a built-in template names, and those they name. */
function partialsIn(source: string, found: readonly string[] = []): readonly string[] {
  let all = found
  for (const [, name = ''] of source.matchAll(/\{\{>\s*([\w-]+)/g))
    if (!all.includes(name)) all = partialsIn(builtInPartials[name] ?? '', [...all, name])
  return all
}

/** A template to look through. */
interface Job {
  readonly template: Template
  readonly partial: boolean
  readonly places: TemplateDirectory['places']
}

async function lintTemplates(call: Call, files: readonly string[]): Promise<0 | 1> {
  if (files.length === 0) throw new Problem('Name a template or a directory of templates: `benchscribe templates lint FILE...`.')
  const directory = textFlag(call, 'template-dir')
  const shared = directory === undefined ? null : await readTemplateDirectory(directory)
  const jobs: Job[] = []
  for (const file of files) jobs.push(...((await isDirectory(file)) ? await jobsIn(file) : [await jobOf(file, shared)]))
  const schemas = new Map<string, Promise<unknown>>()
  const lines = new Set<string>()
  for (const {template, partial, places} of jobs) {
    const kind = templateKinds.find(candidate => candidate === headOf(template.source).kind)
    if (kind !== undefined && !schemas.has(kind)) schemas.set(kind, readReportSchema(kind as Report['kind']))
    const schema = await schemas.get(kind ?? '')
    const safe = call.flags['unsafe-templates'] !== true
    for (const mistake of await lintTemplate(template, {safe, partial, ...(schema === undefined ? {} : {schema})}))
      lines.add(lineOf(mistake, places))
  }
  const templates = `${jobs.length} ${jobs.length === 1 ? 'template' : 'templates'}`
  const result =
    lines.size === 0 ? `No mistake in ${templates}.` : `${lines.size} ${lines.size === 1 ? 'mistake' : 'mistakes'} in ${templates}.`
  await call.io.write([...lines, result, ''].join('\n'))
  return lines.size === 0 ? 0 : 1
}

function lineOf(mistake: TemplateMistake, places: TemplateDirectory['places']): string {
  return `${templateMistake(mistake, places)} [${mistake.code}]`
}

async function jobOf(file: string, shared: TemplateDirectory | null): Promise<Job> {
  const partials = shared === null ? {} : {partials: shared.partials}
  const partial = /(?:^|[/\\])partials[/\\][^/\\]+$/.test(file)
  return {template: {name: file, source: await readText(file), ...partials}, partial, places: shared?.places ?? new Map()}
}

async function jobsIn(directory: string): Promise<readonly Job[]> {
  const own = await readTemplateDirectory(directory)
  const jobs = await Promise.all([...own.templates.values(), ...own.places.values()].map(path => jobOf(path, own)))
  if (jobs.length === 0) throw new Problem(`Directory ${directory} holds no template (NAME.md.hbs).`)
  return jobs
}
