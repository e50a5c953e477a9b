/// <reference path="./pdfkit.d.ts" />
import type {PDFDocument, PdfReference} from 'pdfkit'
import type {Place} from './canvas.ts'
import type {Flow} from './flow.ts'
import {number, roundBox} from './ink.ts'
import type {PdfOptions} from './options.ts'
import {readPicture} from './picture.ts'

/** A logo in a document. */
export interface Logo {
  readonly width: number
  readonly height: number
  /** What it shows, for those who do not see it. */
  readonly alt: string
  readonly picture: PdfReference
}

/** Room of a logo on a cover, and at the top of a first page that is none. */
const onCover = {width: 190, height: 70, top: 48}
const onPage = {width: 130, height: 34, top: 20}
/** White around a logo on the ground of a cover: nobody knows its colours. */
const plate = 11

/**
 * Put the logo into a document, if there is one.
 *
 * @param document Document, open.
 * @param logo What the options say.
 * @returns Logo.
 * @throws TypeError when it is neither a PNG nor a JPEG that can be read.
 */
export async function loadLogo(document: PDFDocument, logo: PdfOptions['logo']): Promise<Logo | null> {
  if (logo === undefined) return null
  const {bytes, alt = 'Logo'} = logo
  if (!(bytes instanceof Uint8Array)) throw new TypeError('Expected the logo as a Uint8Array')
  const found = await readPicture(bytes)
  if (found === null) throw new TypeError('Expected the logo as a whole PNG or JPEG file of at most 16 million pixels')
  const {width, height} = found
  const base = {Type: 'XObject', Subtype: 'Image', Width: width, Height: height, BitsPerComponent: 8}
  if ('space' in found) {
    const {space} = found
    // Programs that write four colours write them inverted.
    const inverted = space === 'DeviceCMYK' ? {Decode: [1, 0, 1, 0, 1, 0, 1, 0]} : {}
    return {width, height, alt, picture: written(document, {...base, ColorSpace: space, Filter: 'DCTDecode', ...inverted}, bytes)}
  }
  const mask = found.opacity === null ? {} : {SMask: written(document, {...base, ColorSpace: 'DeviceGray'}, found.opacity)}
  return {width, height, alt, picture: written(document, {...base, ColorSpace: 'DeviceRGB', ...mask}, found.colours)}
}

function written(document: PDFDocument, body: Readonly<Record<string, unknown>>, data: Uint8Array): PdfReference {
  const reference = document.ref(body)
  reference.end(data)
  return reference
}

/**
 * Find where the logo goes on a cover.
 *
 * @param flow Flow.
 * @returns Its place; null when there is none.
 */
export function logoPlace({logo, sheet}: Flow): Place | null {
  if (logo === null) return null
  const size = within(logo, onCover)
  return {x: sheet.left + plate, y: onCover.top + plate, ...size}
}

/**
 * Draw the logo on a cover.
 *
 * @param flow Flow.
 */
export function drawLogo(flow: Flow): void {
  const place = logoPlace(flow)
  if (place === null) return
  flow.canvas.artifact(roundBox(place.x - plate, place.y - plate, place.width + 2 * plate, place.height + 2 * plate, 5, '#ffffff'))
  draw(flow, place)
}

/**
 * Draw the logo above a first page that is no cover.
 *
 * @param flow Flow, on its first page.
 */
export function drawLogoAbove(flow: Flow): void {
  const {logo, sheet} = flow
  if (logo === null) return
  const size = within(logo, onPage)
  draw(flow, {x: sheet.right - size.width, y: onPage.top, ...size})
}

function draw({canvas, logo}: Flow, place: Place): void {
  if (logo === null || !canvas.draws) return
  const figure = canvas.element(canvas.root, 'Figure', {alt: logo.alt, place})
  const {x, y, width, height} = place
  // Pages are drawn top down; a picture is drawn from its bottom up.
  canvas.picture(figure, logo.picture, `q ${number(width)} 0 0 ${number(-height)} ${number(x)} ${number(y + height)} cm`)
  canvas.close(figure)
}

function within(
  {width, height}: Logo,
  most: {readonly width: number; readonly height: number}
): {readonly width: number; readonly height: number} {
  const scale = Math.min(most.width / width, most.height / height)
  return {width: width * scale, height: height * scale}
}
