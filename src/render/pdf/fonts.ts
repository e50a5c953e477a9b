/// <reference path="./pdfkit.d.ts" />
import type {PDFDocument, PdfFont} from 'pdfkit'
import {type FontFile, FontError, openFontFile} from './font-file.ts'
import type {FaceName, FontSet} from './options.ts'
import type {Face} from './shape.ts'

interface FontModule {
  readonly default: {readonly data: string}
}

// One import each, so that a bundler sees them and only faces in use are loaded.
const bundled: Readonly<Record<FaceName, () => Promise<FontModule>>> = {
  sans: () => import('./fonts/sans.json', {with: {type: 'json'}}),
  bold: () => import('./fonts/bold.json', {with: {type: 'json'}}),
  italic: () => import('./fonts/italic.json', {with: {type: 'json'}}),
  mono: () => import('./fonts/mono.json', {with: {type: 'json'}}),
  monoBold: () => import('./fonts/mono-bold.json', {with: {type: 'json'}})
}

declare function atob(base64: string): string

/** Faces of a document; a face that was not asked for is the plain one of its kind. */
export type Faces = Readonly<Record<FaceName, Face>>

/**
 * Load the fonts of a document.
 *
 * @param document Document to embed them in.
 * @param used Faces in use.
 * @param own The user's fonts.
 * @param further Fonts for what those have no glyph for, the first one first.
 * @returns Faces.
 * @throws TypeError when a font of the user's is neither TrueType nor OpenType.
 */
export async function loadFaces(
  document: PDFDocument,
  used: ReadonlySet<FaceName>,
  own: Partial<FontSet> = {},
  further: readonly FontFile[] = []
): Promise<Faces> {
  const names = (['sans', 'bold', 'italic', 'mono', 'monoBold'] as const).filter(name => name === 'sans' || used.has(name))
  const theirs = new Map<FaceName, PdfFont>()
  for (const name of Object.keys(bundled) as FaceName[]) {
    const bytes = own[name]
    if (bytes !== undefined && (names.includes(name) || name === 'sans')) theirs.set(name, openTheirs(document, checked(bytes, name)))
  }
  const loaded = await Promise.all(names.map(async name => [name, fromBase64((await bundled[name]()).default.data)] as const))
  const others = further.map(file => openFurther(document, file))
  const faces = new Map(
    loaded.map(([name, bytes]) => [name, face(name, [theirs.get(name), open(document, bytes), theirs.get('sans'), ...others])])
  )
  const sans = faces.get('sans') as Face
  const get = (name: FaceName, instead: Face): Face => faces.get(name) ?? instead
  const mono = get('mono', sans)
  return {sans, bold: get('bold', sans), italic: get('italic', sans), mono, monoBold: get('monoBold', mono)}
}

/** A font for CJK text given as `sans` alone helps the other faces out, too. */
function face(name: FaceName, chain: readonly (PdfFont | undefined)[]): Face {
  const fonts = [...new Set(chain.filter(font => font !== undefined))]
  return {fonts, fixed: name === 'mono' || name === 'monoBold', words: new Map(), covering: new Map()}
}

function open(document: PDFDocument, bytes: Uint8Array, name?: string): PdfFont {
  // pdfkit keeps the font it made in `_font` and gives no other way to it.
  return document.font(bytes, name)._font
}

function openFurther(document: PDFDocument, file: FontFile): PdfFont {
  if (!(file.bytes instanceof Uint8Array)) throw new TypeError('Expected further fonts as Uint8Arrays')
  const {bytes, name} = openFontFile(file)
  return openTheirs(document, bytes, name)
}

function openTheirs(document: PDFDocument, bytes: Uint8Array, name?: string): PdfFont {
  try {
    return open(document, bytes, name)
  } catch (cause) {
    throw new FontError('Expected a whole font, got a damaged one', {cause})
  }
}

/** WOFF2 crashes in pdfkit when the document ends, collections earlier: say so at once, and which font it is. */
function checked(bytes: Uint8Array, name: FaceName): Uint8Array {
  if (!(bytes instanceof Uint8Array)) throw new TypeError(`Expected the font "${name}" as a Uint8Array`)
  const magic = String.fromCharCode(...bytes.subarray(0, 4))
  if (magic === '\0\u0001\0\0' || magic === 'true' || magic === 'OTTO') return bytes
  const kind = ({wOFF: 'WOFF', wOF2: 'WOFF2', ttcf: 'a font collection'} as Readonly<Record<string, string>>)[magic] ?? 'something else'
  throw new TypeError(`Expected the font "${name}" as TrueType or OpenType (.ttf, .otf), got ${kind}`)
}

function fromBase64(base64: string): Uint8Array {
  const binary = atob(base64)
  const bytes = new Uint8Array(binary.length)
  for (let index = 0; index < binary.length; index++) bytes[index] = binary.charCodeAt(index)
  return bytes
}
