/**
 * # render
 * Takes a report and a template. Gives the bytes of a document: Markdown and HTML here, PDF in `render/pdf`.
 * May not: compute what the report does not say, let text of a log be structure, read files, read a clock.
 * @module
 */
import type {Root} from 'mdast'
import type {Report} from '../model/index.ts'
import {toMdast} from './mdast.ts'
import type {Template} from './template/index.ts'
import builtIn from './templates.json' with {type: 'json'}

export type * from './nodes.ts'
export {type Template, TemplateError} from './template/index.ts'

/** What a renderer is told besides the report. */
export interface RenderOptions {
  /** Template of document formats; default: `full`. */
  readonly template?: Template
  /** Page size of paged formats; default: A4. */
  readonly pageSize?: 'A4' | 'Letter'
}

/** Writes reports in one format. */
export interface Renderer {
  /** Name, as `--to` takes it (example: `'html'`). */
  readonly name: string
  /** Title for people. */
  readonly title: string
  /** Ending of its files, with the dot. */
  readonly extension: string
  /** Media type. */
  readonly mediaType: string
  /** Kinds of report it can write. */
  readonly accepts: readonly Report['kind'][]
  /**
   * Write a report.
   * @param report Report.
   * @param options What else there is to say.
   */
  render(report: Report, options: RenderOptions): Promise<string | Uint8Array>
}

/** The template that is used when none is named. */
export const fullTemplate: Template = {name: 'full', source: builtIn.full}

/** Markdown. */
const markdown: Renderer = {
  name: 'markdown',
  title: 'Markdown',
  extension: '.md',
  mediaType: 'text/markdown',
  accepts: ['scan'],
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
  accepts: ['scan'],
  async render(report, options) {
    const {toHtml} = await import('./html/index.ts')
    return toHtml(await treeOf(report, options), {title: report.title, description: report.headline})
  }
}

/** The renderers that work anywhere; `benchscribe/pdf` has one more. */
export const renderers: readonly Renderer[] = Object.freeze([markdown, html])

const trees = new WeakMap<Report, {readonly template: Template; readonly tree: Promise<Root>}>()

/**
 * Make the tree of a report; the formats of one run share it, for making it is the larger part of the work.
 *
 * @param report Report.
 * @param options Template.
 * @returns The tree; not to be changed.
 */
export function treeOf(report: Report, options: RenderOptions): Promise<Root> {
  const template = options.template ?? fullTemplate
  const known = trees.get(report)
  if (known && known.template === template) return known.tree
  const tree = toMdast(report, template)
  trees.set(report, {template, tree})
  return tree
}
