import {join} from 'node:path'
import type {Report} from '../model/index.ts'
import {pdf} from '../pdf.ts'
import {render} from '../pipeline.ts'
import {renderers as core, headOf, type Renderer, type RenderOptions, type Template, TemplateError} from '../render/index.ts'
import {boundedTree} from './bounded-tree.ts'
import {type Call, numberFlag, textFlag} from './call.ts'
import {baseName, type Input, isDirectory, type Output, writeOutputs} from './files.ts'
import {type Paper, paperOf} from './paper.ts'
import {Problem} from './problem.ts'
import {type Chosen, chooseTemplate, namesFor} from './templates.ts'

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
  /** How a template from outside is run. */
  readonly run: Pick<RenderOptions, 'safe' | 'makeTree'>
  /** Where its partials come from, by name. */
  readonly places: ReadonlyMap<string, string>
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
  const chosen = await chosenTemplate(call)
  const seconds = numberFlag(call, 'template-seconds', 1) ?? 10
  const template = chosen?.template ?? null
  const said = headOf(template?.source ?? '').kind
  if (template !== null && said !== kind)
    throw new Problem(
      `Template ${template.name} is for a ${said} report, and ${call.verb} makes a ${kind} report here; it takes ${namesFor(call.verb)}, or a file of your own.`
    )
  const run = chosen?.outside === true ? {makeTree: boundedTree(seconds), safe: call.flags['unsafe-templates'] !== true} : {}
  return {formats: formatsOf(call, kind, output), template, run, places: chosen?.places ?? new Map(), paper: await paperOf(call), output}
}

/**
 * Find the template of a call.
 *
 * @param call Call.
 * @returns The template; null for the standard one.
 */
export function chosenTemplate(call: Call): Promise<Chosen | null> {
  return chooseTemplate(call.verb, textFlag(call, 'template'), textFlag(call, 'template-dir'))
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
  wanted: Wanted,
  call: Call,
  inputs: readonly Input[],
  extra: readonly Output[] = []
): Promise<void> {
  const {formats, output} = wanted
  const files = formats.length * count
  if (output === undefined && files > 1) throw new Problem(`${files} files cannot all go to standard output: name a directory with -o.`)
  const folder = output !== undefined && (files > 1 || output.endsWith('/') || (await isDirectory(output)))
  const outputs: Output[] = []
  const names = new Set<string>()
  for await (const {report, name} of documents) {
    const base = unique(name, names)
    for (const renderer of formats) {
      const content = await rendered(renderer, report, wanted)
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

async function rendered(renderer: Renderer, value: Report, {template, paper, run, places}: Wanted): Promise<string | Uint8Array> {
  try {
    return await render(value, {to: renderer.name, renderers, ...paper, ...run, ...(template === null ? {} : {template})})
  } catch (error) {
    // Known by its name: the room of PDF is loaded for PDF only.
    if (error instanceof Error && error.name === 'FontError')
      throw new Problem(`A font given with --font is damaged: it cannot be put into the PDF.`)
    if (!(error instanceof TemplateError)) throw error
    throw new Problem(`${templateMistake(error, places)}.`)
  }
}

/**
 * Write a mistake of a template as `file:line:column: what is wrong`.
 *
 * @param mistake Mistake.
 * @param places Where partials come from, by name.
 * @returns Text without a full stop.
 */
export function templateMistake(
  {template, line, column, reason}: Pick<TemplateError, 'template' | 'line' | 'column' | 'reason'>,
  places: ReadonlyMap<string, string>
): string {
  const partial = /^partial (.+)$/s.exec(template)?.[1]
  const file = partial === undefined ? template : (places.get(partial) ?? template)
  return `${file}:${line}:${column}: ${reason}`
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

function unique(name: string, used: Set<string>): string {
  let free = name
  for (let count = 2; used.has(free); count++) free = `${name}-${count}`
  used.add(free)
  return free
}
