import {readFile} from 'node:fs/promises'
import {extname, join} from 'node:path'
import type {Catalog} from '../../model/index.ts'
import {combine, render, report} from '../../pipeline.ts'
import {renderers as core, type Renderer, type Template, TemplateError} from '../../render/index.ts'
import {type Call, printMessages, textFlag} from '../call.ts'
import {baseName, isDirectory, type Output, readInputs, writeOutputs} from '../files.ts'
import {Problem} from '../problem.ts'
import {builtInTemplates, readTemplate} from '../templates.ts'
import {catalogFor, type ParsedInput, parseInputs} from '../read.ts'
import {pdf} from '../../pdf.ts'

const renderers: readonly Renderer[] = [...core, pdf]

/**
 * `benchscribe report`: documents from logs.
 *
 * @param call Arguments and streams.
 * @returns Exit code.
 */
export async function reportCommand(call: Call): Promise<0> {
  const output = textFlag(call, 'output')
  const chosen = formatsOf(call, output)
  const now = timeOf(call)
  const page = pageOf(call)
  const template = await templateOf(textFlag(call, 'template') ?? 'full')
  const inputs = parseInputs(await readInputs(call.names, call.io.stdin), call)
  const groups = call.flags['each'] === true ? inputs.map(input => [input]) : [inputs]
  const files = chosen.length * groups.length
  if (output === undefined && files > 1) throw new Problem(`${files} files cannot all go to standard output: name a directory with -o.`)
  const catalog = await catalogFor(inputs)
  const outputs: Output[] = []
  const names = new Set<string>()
  for (const group of groups) {
    const value = reportOf(group, catalog, call, now)
    const name = unique(
      group.length === 1 ? baseName(group[0]?.name ?? '-') : template.name.replace(/^.*[/\\]/, '').replace(/\..*$/, ''),
      names
    )
    for (const renderer of chosen) {
      const content = await rendered(renderer, value, template, page)
      outputs.push({
        path:
          output === undefined
            ? '-'
            : files > 1 || (await isDirectory(output)) || output.endsWith('/')
              ? join(output, `${name}${renderer.extension}`)
              : output,
        content
      })
    }
  }
  if (output === undefined) for (const {content} of outputs) await call.io.write(content)
  else await writeOutputs(outputs, inputs)
  return 0
}

function reportOf(group: readonly ParsedInput[], catalog: Catalog, call: Call, now: string): ReturnType<typeof report> {
  const findings = combine(
    group.map(input => input.findings),
    catalog
  )
  printMessages(findings, call)
  const title = textFlag(call, 'title')
  return report(findings, {catalog, now, ...(title === undefined ? {} : {title})})
}

async function rendered(
  renderer: Renderer,
  value: ReturnType<typeof report>,
  template: Template,
  pageSize: 'A4' | 'Letter'
): Promise<string | Uint8Array> {
  try {
    return await render(value, {to: renderer.name, renderers, template, pageSize})
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error
    throw new Problem(`${error.template}${error.line === null ? '' : `:${error.line}:${error.column ?? 1}`}: ${error.message}.`)
  }
}

function formatsOf(call: Call, output: string | undefined): readonly Renderer[] {
  const asked = textFlag(call, 'to')
  const list = `report writes ${renderers.map(({name}) => name).join(', ')}`
  if (asked === undefined) {
    const ending = output === undefined ? '' : extname(output)
    const byName = renderers.find(({extension}) => extension === ending)
    return [byName ?? (core[0] as Renderer)]
  }
  const names = [...new Set(asked.split(',').map(name => name.trim()))]
  return names.map(name => {
    const renderer = renderers.find(candidate => candidate.name === name)
    if (!renderer) throw new Problem(`report cannot write \`${name}\`; ${list}.`)
    return renderer
  })
}

function timeOf(call: Call): string {
  const given = textFlag(call, 'now')
  const time = given === undefined ? call.io.now() : new Date(given)
  if (Number.isNaN(time.getTime())) throw new Problem(`--now takes a time such as 2026-11-23T12:00:00Z, not \`${given}\`.`)
  return time.toISOString()
}

function pageOf(call: Call): 'A4' | 'Letter' {
  const asked = textFlag(call, 'page') ?? 'A4'
  const size = (['A4', 'Letter'] as const).find(name => name.toLowerCase() === asked.toLowerCase())
  if (size === undefined) throw new Problem(`--page takes A4 or Letter, not \`${asked}\`.`)
  return size
}

async function templateOf(asked: string): Promise<Template> {
  if (builtInTemplates.includes(asked)) return readTemplate(asked)
  if (!/[./\\]/.test(asked))
    throw new Problem(`There is no template \`${asked}\`; there is ${builtInTemplates.join(', ')}, or name a file.`)
  try {
    return {name: asked, source: await readFile(asked, 'utf8')}
  } catch {
    throw new Problem(`Cannot read template ${asked}.`)
  }
}

function unique(name: string, used: Set<string>): string {
  let free = name
  for (let count = 2; used.has(free); count++) free = `${name}-${count}`
  used.add(free)
  return free
}
