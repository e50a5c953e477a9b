/** The little of pdfkit 0.20.2 that this room uses; the package ships no types. */
declare module 'pdfkit' {
  /** An indirect object. */
  export interface PdfReference {
    data: Record<string, unknown>
    end(data?: Uint8Array): void
  }

  /** A page being written. */
  export interface PdfPage {
    readonly width: number
    readonly height: number
    readonly fonts: Record<string, PdfReference>
    readonly xobjects: Record<string, PdfReference>
  }

  /** A font that is embedded as a subset. */
  export interface PdfFont {
    readonly id: string
    readonly name: string
    readonly font: {hasGlyphForCodePoint(codePoint: number): boolean}
    /** Widths of the glyphs in use. */
    readonly widths: readonly number[]
    encode(text: string): [readonly string[], readonly GlyphPosition[]]
    ref(): PdfReference
  }

  /** Where a glyph goes, in thousandths of the size. */
  export interface GlyphPosition {
    readonly xAdvance: number
    readonly advanceWidth: number
    readonly xOffset: number
  }

  /** Content that stands in a structure element. */
  export interface StructureContent {
    readonly refs: readonly unknown[]
  }

  /** An element of the structure tree. */
  export interface StructureElement {
    readonly dictionary: PdfReference
    add(child: StructureElement | StructureContent): this
    end(): void
  }

  /** Options of an element. */
  export interface StructureOptions {
    alt?: string
    bbox?: readonly [number, number, number, number]
    placement?: string
    scope?: string
  }

  /** An outline item. */
  export interface Outline {
    addItem(title: string, options: Readonly<Record<string, unknown>>): Outline
  }

  /** A tree of names. */
  interface NameTree {
    _compareKeys(a: string, b: string): number
  }

  export class PDFDocument {
    constructor(options: Readonly<Record<string, unknown>>)
    page: PdfPage
    readonly outline: Outline
    /** The font set last. */
    readonly _font: PdfFont
    readonly _root: {readonly data: {readonly Names: {readonly data: {readonly Dests: NameTree}}}}
    /** So many bytes are written. */
    readonly _offset: number
    _addInfo(): void
    push(chunk: Uint8Array | null): boolean
    font(source: Uint8Array, name?: string): this
    addPage(): this
    ref(data: Readonly<Record<string, unknown>>): PdfReference
    addContent(operators: string): this
    struct(type: string, options?: StructureOptions): StructureElement
    addStructure(element: StructureElement): this
    markStructureContent(tag: string): StructureContent
    endMarkedContent(): this
    addNamedDestination(name: string, kind: 'XYZ', x: number, y: number, zoom: null): void
    goTo(x: number, y: number, width: number, height: number, name: string, options: Readonly<Record<string, unknown>>): this
    link(x: number, y: number, width: number, height: number, url: string, options: Readonly<Record<string, unknown>>): this
    appendXML(xml: string): void
    end(): void
  }
}
