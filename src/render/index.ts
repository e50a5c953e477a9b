/**
 * # render
 * Takes a report and a template. Gives the bytes of a document: Markdown and HTML here, PDF in `render/pdf`.
 * May not: compute what the report does not say, let text of a log be structure, read files, read a clock.
 * @module
 */
import type {Root} from 'mdast'
import type {Report} from '../model/index.ts'
import {emitters} from './emit/index.ts'
import {toMdast} from './mdast.ts'
import type {Renderer, RenderOptions} from './renderer.ts'
import {builtInTemplate, standardTemplate, type Template, templateKinds} from './template/index.ts'

export type * from './nodes.ts'
export type * from './renderer.ts'
export {
  builtInPartials,
  builtInsOf,
  builtInTemplate,
  builtInTemplates,
  defineTemplate,
  headOf,
  type Template,
  TemplateError,
  type TemplateFault,
  type TemplateHelper,
  type TemplateMistake
} from './template/index.ts'
export {lintTemplate, type LintTemplateOptions} from './template/lint.ts'

/** The template of scans that is used when none is named. */
export const fullTemplate: Template = standardTemplate('scan')

/** The template of comparisons that is used when none is named. */
export const diffTemplate: Template = standardTemplate('diff')

/** The template of plans that is used when none is named. */
export const planTemplate: Template = standardTemplate('plan')

/** The kinds of report that documents are made of. */
export const documentKinds: readonly Report['kind'][] = templateKinds

/** Markdown. */
const markdown: Renderer = {
  name: 'markdown',
  title: 'Markdown',
  extension: '.md',
  mediaType: 'text/markdown',
  accepts: documentKinds,
  async render(report, options) {
    const {toMarkdown} = await import('./markdown.ts')
    return toMarkdown(await treeOf(report, options))
  }
}

/** HTML, one file. */
const html: Renderer = {
  name: 'html',
  title: 'HTML',
  extension: '.html',
  mediaType: 'text/html',
  accepts: documentKinds,
  async render(report, options) {
    const {toHtml} = await import('./html/index.ts')
    const {logo} = options
    return toHtml(await treeOf(report, options), {title: report.title, description: report.headline, ...(logo === undefined ? {} : {logo})})
  }
}

/** The renderers that work anywhere; `benchscribe/pdf` has one more. */
export const renderers: readonly Renderer[] = Object.freeze([markdown, html, ...emitters])

/** What a tree depends on besides the report. */
const parts = ['template', 'partials', 'helpers', 'safe', 'strict', 'makeTree'] as const

const trees = new WeakMap<Report, {readonly options: RenderOptions; readonly tree: Promise<Root>}>()

/**
 * Make the tree of a report; the formats of one run share it, for making it is the larger part of the work.
 *
 * @param report Report.
 * @param options Template.
 * @returns The tree; not to be changed.
 */
export function treeOf(report: Report, options: RenderOptions): Promise<Root> {
  const known = trees.get(report)
  if (known && parts.every(part => known.options[part] === options[part])) return known.tree
  const tree = (options.makeTree ?? toMdast)(report, templateOf(report, options), options)
  trees.set(report, {options, tree})
  return tree
}

function templateOf(report: Report, {template, partials, helpers}: RenderOptions): Template {
  const named = template === undefined ? standardTemplate(report.kind) : typeof template === 'string' ? builtInTemplate(template) : template
  if (partials === undefined && helpers === undefined) return named
  return {...named, partials: {...named.partials, ...partials}, helpers: {...named.helpers, ...helpers}}
}
