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
import type {Template} from './template/index.ts'
import builtIn from './templates.json' with {type: 'json'}

export type * from './nodes.ts'
export type * from './renderer.ts'
export {type Template, TemplateError} from './template/index.ts'

/** The template of scans that is used when none is named. */
export const fullTemplate: Template = {name: 'full', source: builtIn.full}

/** The template of comparisons that is used when none is named. */
export const diffTemplate: Template = {name: 'diff', source: builtIn.diff}

/** The template of plans that is used when none is named. */
export const planTemplate: Template = {name: 'plan', source: builtIn.plan}

/** The template of each kind of report that is used when none is named. */
const standard: Readonly<Record<Report['kind'], Template>> = Object.freeze({
  scan: fullTemplate,
  diff: diffTemplate,
  plan: planTemplate,
  threats: {name: 'threats', source: builtIn.threats},
  'write-up': {name: 'write-up', source: builtIn['write-up']},
  lint: {name: 'lint', source: builtIn.lint}
})

/** The kinds of report that documents are made of. */
export const documentKinds: readonly Report['kind'][] = Object.freeze(Object.keys(standard) as Report['kind'][])

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
    return toHtml(await treeOf(report, options), {title: report.title, description: report.headline})
  }
}

/** The renderers that work anywhere; `benchscribe/pdf` has one more. */
export const renderers: readonly Renderer[] = Object.freeze([markdown, html, ...emitters])

const trees = new WeakMap<Report, {readonly template: Template; readonly tree: Promise<Root>}>()

/**
 * Make the tree of a report; the formats of one run share it, for making it is the larger part of the work.
 *
 * @param report Report.
 * @param options Template.
 * @returns The tree; not to be changed.
 */
export function treeOf(report: Report, options: RenderOptions): Promise<Root> {
  const template = options.template ?? standard[report.kind]
  const known = trees.get(report)
  if (known && known.template === template) return known.tree
  const tree = toMdast(report, template)
  trees.set(report, {template, tree})
  return tree
}
