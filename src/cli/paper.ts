import {stat} from 'node:fs/promises'
import type {RenderOptions} from '../render/index.ts'
import {type Call, textFlag} from './call.ts'
import {readBytes} from './files.ts'
import {Problem} from './problem.ts'

/** What PDF is told. */
export type Paper = Pick<RenderOptions, 'pageSize' | 'fonts' | 'logo'>

/**
 * Read the flags `--page`, `--font` and `--logo`.
 *
 * @param call Call.
 * @returns What PDF is told.
 * @throws Problem when a size is none, or a file cannot be read or used.
 */
export async function paperOf(call: Call): Promise<Paper> {
  const {font} = call.flags
  const fonts = await Promise.all((Array.isArray(font) ? (font as readonly string[]) : []).map(fontOf))
  const logo = textFlag(call, 'logo')
  return {
    pageSize: pageOf(call),
    ...(fonts.length === 0 ? {} : {fonts}),
    ...(logo === undefined ? {} : {logo: await logoOf(logo)})
  }
}

function pageOf(call: Call): 'A4' | 'Letter' {
  const asked = textFlag(call, 'page') ?? 'A4'
  const size = (['A4', 'Letter'] as const).find(name => name.toLowerCase() === asked.toLowerCase())
  if (size === undefined) throw new Problem(`--page takes A4 or Letter, not \`${asked}\`.`)
  return size
}

/** A font; what stands behind `#` names one of a collection, unless the name of the file has that in it. */
async function fontOf(given: string): Promise<NonNullable<RenderOptions['fonts']>[number]> {
  const mark = given.lastIndexOf('#')
  const named = mark > 0 && (await stat(given).catch(() => null)) === null
  const path = named ? given.slice(0, mark) : given
  const bytes = await readBytes(path)
  const font = {bytes, ...(named ? {name: given.slice(mark + 1)} : {})}
  const {FontError, openFontFile} = await import('../render/pdf/font-file.ts')
  try {
    openFontFile(font)
  } catch (error) {
    if (error instanceof FontError) throw new Problem(`Cannot use ${path} as a font: ${lower(error.message)}.`)
    throw error
  }
  return font
}

async function logoOf(path: string): Promise<NonNullable<RenderOptions['logo']>> {
  const bytes = await readBytes(path)
  const {readPicture} = await import('../render/pdf/picture.ts')
  if ((await readPicture(bytes)) === null)
    throw new Problem(`Cannot use ${path} as a logo: expected a whole PNG or JPEG file of at most 16 million pixels.`)
  return {bytes}
}

function lower(words: string): string {
  return `${words.charAt(0).toLowerCase()}${words.slice(1)}`
}
