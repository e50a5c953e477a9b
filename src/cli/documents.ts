import {readFile} from 'node:fs/promises'
import {join} from 'node:path'
import type {Report} from '../model/index.ts'
import {pdf} from '../pdf.ts'
import {render} from '../pipeline.ts'
import {renderers as core, type Renderer, type Template, TemplateError} from '../render/index.ts'
import {type Call, textFlag} from './call.ts'
import {baseName, type Input, isDirectory, type Output, writeOutputs} from './files.ts'
import {type Paper, paperOf} from './paper.ts'
import {Problem} from './problem.ts'
import {builtInTemplates, kindOf, readTemplate} from './templates.ts'

const renderers: readonly Renderer[] = [...core, pdf]

/** A report and the name its files get. */
export interface Document {
  /** Report. */
  readonly report: Report
  /** Base name without ending; made unique and safe. */
  readonly name: string
}

/** What the flags of a verb that writes documents say. */
export interface Wanted {
  /** Formats, in the order asked for. */
  readonly formats: readonly Renderer[]
  /** Template, when one is named. */
  readonly template: Template | null
  /** Page size, fonts and logo of PDF. */
  readonly paper: Paper
  /** `-o`. */
  readonly output: string | undefined
}

/**
 * Read the flags `--to`, `--template`, `--page`, `--font`, `--logo` and `-o`.
 *
 * @param call Call.
 * @param kind Kind of report the verb makes; only formats that take it are allowed.
 * @returns What is wanted.
 * @throws Problem when a format, template or size is none of those there are, or a font or logo cannot be used.
 */
export async function wantedOf(call: Call, kind: Report['kind']): Promise<Wanted> {
  const output = textFlag(call, 'output')
  const template = await templateOf(textFlag(call, 'template'))
  if (template !== null && kindOf(template) !== kind)
    throw new Problem(`Template ${template.name} is for a ${kindOf(template)} report, and ${call.verb} makes a ${kind} report here.`)
  return {formats: formatsOf(call, kind, output), template, paper: await paperOf(call), output}
}

/**
 * Write reports in the formats wanted: to standard output, one file, or a directory.
 *
 * @param documents Reports; each is made when it is its turn.
 * @param count How many there are.
 * @param wanted Formats and where to.
 * @param call Call.
 * @param inputs Logs that must not be overwritten.
 * @param extra Further files, written with the reports, all or none; only with `-o`.
 */
export async function writeDocuments(
  documents: Iterable<Document> | AsyncIterable<Document>,
  count: number,
  {formats, template, paper, output}: Wanted,
  call: Call,
  inputs: readonly Input[],
  extra: readonly Output[] = []
): Promise<void> {
  const files = formats.length * count
  if (output === undefined && files > 1) throw new Problem(`${files} files cannot all go to standard output: name a directory with -o.`)
  const folder = output !== undefined && (files > 1 || output.endsWith('/') || (await isDirectory(output)))
  const outputs: Output[] = []
  const names = new Set<string>()
  for await (const {report, name} of documents) {
    const base = unique(name, names)
    for (const renderer of formats) {
      const content = await rendered(renderer, report, template, paper)
      outputs.push({path: output === undefined ? '-' : folder ? join(output, `${base}${renderer.extension}`) : output, content})
    }
  }
  if (output === undefined) for (const {content} of outputs) await call.io.write(content)
  else await writeOutputs([...outputs, ...extra], inputs)
}

/**
 * Name the document of some logs: the log's own name, or that of the template when there are several.
 *
 * @param inputs Logs.
 * @param template Template or verb.
 * @returns Base name.
 */
export function documentName(inputs: readonly Input[], template: string): string {
  return inputs.length === 1 ? baseName(inputs[0]?.name ?? '-') : template.replace(/^.*[/\\]/, '').replace(/\..*$/, '')
}

async function rendered(renderer: Renderer, value: Report, template: Template | null, paper: Paper): Promise<string | Uint8Array> {
  try {
    return await render(value, {to: renderer.name, renderers, ...paper, ...(template === null ? {} : {template})})
  } catch (error) {
    // Known by its name: the room of PDF is loaded for PDF only.
    if (error instanceof Error && error.name === 'FontError')
      throw new Problem(`A font given with --font is damaged: it cannot be put into the PDF.`)
    if (!(error instanceof TemplateError)) throw error
    throw new Problem(`${error.template}${error.line === null ? '' : `:${error.line}:${error.column ?? 1}`}: ${error.message}.`)
  }
}

function formatsOf(call: Call, kind: Report['kind'], output: string | undefined): readonly Renderer[] {
  const able = renderers.filter(({accepts}) => accepts.includes(kind))
  const asked = textFlag(call, 'to')
  if (asked === undefined) {
    const name = output?.toLowerCase() ?? ''
    // The longest ending counts: `x.github.md` is not `.md`.
    const [fitting] = able.filter(({extension}) => name.endsWith(extension)).toSorted((a, b) => b.extension.length - a.extension.length)
    return [fitting ?? (core[0] as Renderer)]
  }
  const names = [...new Set(asked.split(',').map(name => name.trim()))]
  return names.map(name => {
    const renderer = able.find(candidate => candidate.name === name)
    if (!renderer) throw new Problem(`${call.verb} cannot write \`${name}\`; ${call.verb} writes ${able.map(one => one.name).join(', ')}.`)
    return renderer
  })
}

/**
 * Read the template that `--template` names.
 *
 * @param asked A name or a file; none for the default.
 * @returns The template; null for the default.
 * @throws Problem when there is none of this name.
 */
export async function templateOf(asked: string | undefined): Promise<Template | null> {
  if (asked === undefined) return null
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
