/// <reference path="./pdfkit.d.ts" />
import type {PDFDocument, Outline, PdfReference, StructureElement} from 'pdfkit'
import type {Faces} from './fonts.ts'
import type {Target} from './inline.ts'

/** An element of the structure tree; on the blank canvas there is nothing behind it. */
export interface Element {
  readonly type: string
  readonly node: StructureElement | null
}

/** A rectangle, from the top left corner of the page. */
export interface Place {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** What an element may say of itself. */
export interface ElementOptions {
  readonly alt?: string
  readonly place?: Place
  readonly scope?: 'Column' | 'Row'
  readonly numbering?: 'Decimal' | 'Disc'
  readonly block?: boolean
}

/**
 * Where pages are drawn. A document is laid out twice: on the blank canvas, to learn the number of pages and where
 * headings come to stand, then on paper. So a table of contents is right without going back to finished pages, and
 * finished pages can leave memory.
 */
export interface Canvas {
  /** Whether anything is drawn. */
  readonly draws: boolean
  /** The element everything stands in. */
  readonly root: Element
  /** Start the next page. */
  readonly page: () => void
  /** Open an element. It must be closed, on the page its last link stands on. */
  readonly element: (parent: Element, type: string, options?: ElementOptions) => Element
  readonly close: (element: Element) => void
  /** Draw content of an element. */
  readonly content: (element: Element, operators: string) => void
  /** Draw what a screen reader leaves out. */
  readonly artifact: (operators: string, kind?: 'Header' | 'Footer') => void
  /** Draw a picture of an element; the operators open what the picture closes. */
  readonly picture: (element: Element, picture: PdfReference, operators: string) => void
  /** Make a place clickable. */
  readonly link: (element: Element, target: Target, place: Place, words: string) => void
  /** Name a place, so that links find it. */
  readonly destination: (name: string, y: number) => void
  /** Add a heading to the outline. */
  readonly bookmark: (words: string, depth: number, y: number) => void
}

/**
 * Make a canvas on which nothing is drawn.
 *
 * @returns Canvas.
 */
export function blankCanvas(): Canvas {
  const none = (): void => undefined
  const root = {type: 'Document', node: null}
  return {
    draws: false,
    root,
    page: none,
    element: () => root,
    close: none,
    content: none,
    artifact: none,
    picture: none,
    link: none,
    destination: none,
    bookmark: none
  }
}

/**
 * Make a canvas of paper.
 *
 * @param document pdfkit's document, without a page.
 * @param faces Faces; all words of the document have been shaped before.
 * @returns Canvas.
 */
export function paperCanvas(document: PDFDocument, faces: Faces): Canvas {
  const fonts = [...new Set(Object.values(faces).flatMap(face => face.fonts))]
  const root = document.struct('Document')
  document.addStructure(root)
  // pdfkit sorts names as people of the locale would; a viewer that searches them byte by byte then misses some.
  document._root.data.Names.data.Dests._compareKeys = compareNames
  const outline: {readonly depth: number; readonly item: Outline}[] = []
  return {
    draws: true,
    root: {type: 'Document', node: root},
    page: () => {
      document.addPage()
      // Shaping is over, so a font with no glyph but the first, the empty one, is not needed, and asking for its reference would embed it.
      for (const font of fonts) if (font.widths.length > 1) document.page.fonts[font.id] = font.ref()
    },
    element: (parent, type, options = {}) => {
      const node = document.struct(type, {
        ...(options.alt === undefined ? {} : {alt: options.alt}),
        ...(options.scope === undefined ? {} : {scope: options.scope}),
        ...(options.place === undefined ? {} : {bbox: corners(options.place)}),
        ...(options.block ? {placement: 'Block'} : {})
      })
      if (options.numbering !== undefined) node.dictionary.data['A'] = {O: 'List', ListNumbering: options.numbering}
      parent.node?.add(node)
      return {type, node}
    },
    close: element => element.node?.end(),
    content: (element, operators) => {
      if (element.node === null) return
      element.node.add(document.markStructureContent(element.type))
      document.addContent(operators)
      document.endMarkedContent()
    },
    artifact: (operators, kind) => {
      document.addContent(`${kind ? `/Artifact <</Type /Pagination /Subtype /${kind}>> BDC` : '/Artifact BMC'}\n${operators}\nEMC`)
    },
    picture: (element, picture, operators) => {
      if (element.node === null) return
      document.page.xobjects['I1'] = picture
      element.node.add(document.markStructureContent(element.type))
      document.addContent(`${operators} /I1 Do Q`)
      document.endMarkedContent()
    },
    link: (element, target, {x, y, width, height}, words) => {
      const options = {structParent: element.node, Contents: new String(words)}
      if ('anchor' in target) document.goTo(x, y, width, height, target.anchor, options)
      else document.link(x, y, width, height, target.url, options)
    },
    destination: (name, y) => document.addNamedDestination(name, 'XYZ', 0, y, null),
    bookmark: (words, depth, y) => {
      while ((outline.at(-1)?.depth ?? 0) >= depth) outline.pop()
      const parent = outline.at(-1)?.item ?? document.outline
      // `left` counts from the right edge in pdfkit.
      const item = parent.addItem(words, {fit: false, top: y, left: document.page.width, zoom: null, expanded: depth === 1})
      outline.push({depth, item})
    }
  }
}

function corners({x, y, width, height}: Place): readonly [number, number, number, number] {
  return [x, y, x + width, y + height]
}

/** Order of the bytes they are written as: ASCII, else UTF-16 with a mark in front. */
function compareNames(left: string, right: string): number {
  const [wideLeft, wideRight] = [left, right].map(name => /[^\0-\x7f]/.test(name))
  if (wideLeft !== wideRight) return wideLeft ? 1 : -1
  return left < right ? -1 : left > right ? 1 : 0
}
