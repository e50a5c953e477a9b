/**
 * # render/pdf
 * Takes a Markdown tree with our nodes. Gives a tagged PDF as bytes.
 * May not: know what a report is, read files, look at the clock, use a font that is not embedded.
 * @module
 */
/// <reference path="./pdfkit.d.ts" />
import type {Root, RootContent} from 'mdast'
import {PDFDocument} from 'pdfkit'
import {drawBlocks, drawn} from './blocks.ts'
import {gather} from './bytes.ts'
import {blankCanvas, paperCanvas} from './canvas.ts'
import {openFlow, type Plan} from './flow.ts'
import {FontError} from './font-file.ts'
import {loadFaces} from './fonts.ts'
import {drawLogoAbove, loadLogo} from './logo.ts'
import {toInformation, toXmp} from './metadata.ts'
import type {PdfOptions} from './options.ts'
import {survey} from './survey.ts'
import {sheet} from './theme.ts'

export type {FontFile} from './font-file.ts'
export type {FaceName, FontSet, PdfOptions} from './options.ts'

/**
 * Write a tree as PDF: tagged, with outline, links, page numbers and embedded fonts.
 *
 * @param tree Markdown tree.
 * @param options Title, date and so on.
 * @returns Bytes; the same for the same tree and options.
 * @throws TypeError when the title, the date, a font or the logo is not what it should be.
 */
export async function toPdf(tree: Root, options: PdfOptions): Promise<Uint8Array> {
  if (typeof options.title !== 'string') throw new TypeError('Expected the title as a string')
  if (options.date !== null && !(options.date instanceof Date && Number.isFinite(options.date.getTime())))
    throw new TypeError('Expected the date as a valid Date or null')
  const root = titled(tree, options.title)
  const {language = 'en', pageSize = 'A4'} = options
  const information = toInformation(options)
  const known = survey(root)
  const document = new PDFDocument({
    autoFirstPage: false,
    displayTitle: true,
    font: null,
    fontLayoutCache: false,
    info: information,
    lang: language,
    margin: 0,
    pdfVersion: '1.7',
    size: pageSize.toUpperCase(),
    tagged: true
  })
  const bytes = gather(document)
  document._addInfo = () => document.appendXML(toXmp(information, language))
  const faces = await loadFaces(document, known.faces, options.fonts, options.furtherFonts)
  const parts = {faces, survey: known, sheet: sheet(pageSize), logo: await loadLogo(document, options.logo)}
  const covered = root.children.find(drawn)?.type === 'cover'
  const plan: Plan = {pages: new Map(), columns: new Map(), lines: new WeakMap(), sections: new Map(), stretches: new Map(), count: 0}
  const draw = (): Uint8Array => {
    for (const canvas of [blankCanvas(), paperCanvas(document, faces)]) {
      const flow = openFlow({...parts, canvas, plan}, information.Title, covered)
      if (!covered) drawLogoAbove(flow)
      drawBlocks(flow, root.children, {x: flow.sheet.left, width: flow.sheet.right - flow.sheet.left, parent: canvas.root})
      plan.count = flow.page
      canvas.close(canvas.root)
    }
    document.end()
    return bytes()
  }
  if (options.fonts === undefined && options.furtherFonts === undefined) return draw()
  try {
    return draw()
  } catch (cause) {
    // Glyphs are read when they are needed, and all are written at the end: some damage shows only then.
    throw new FontError('Expected whole fonts, got a damaged one', {cause})
  }
}

/** Nobody should have to guess what they are reading. */
function titled(tree: Root, title: string): Root {
  if (tree.children.some(node => node.type === 'cover' || (node.type === 'heading' && node.depth === 1))) return tree
  const heading: RootContent = {type: 'heading', depth: 1, children: [{type: 'text', value: title}]}
  return {...tree, children: [heading, ...tree.children]}
}
