/** A font of the user's, TrueType or OpenType. */
export interface FontFile {
  /** The file; a collection (`.ttc`) too. */
  readonly bytes: Uint8Array
  /** PostScript name of the font to take from a collection (example: `'NotoSansCJKsc-Regular'`); default: its first. */
  readonly name?: string
}

/** A font that cannot be used. */
export class FontError extends TypeError {
  override name = 'FontError'
}

/** A font as the document takes it. */
export interface Opened {
  readonly bytes: Uint8Array
  /** PostScript name, when the file is a collection. */
  readonly name?: string
}

/** What every font must have, and outlines in one of two formats. */
const needed = ['cmap', 'head', 'hhea', 'hmtx', 'maxp'] as const

/**
 * Look at a font before it is used: pdfkit notices damage late, or when the document ends, or in words of its own.
 *
 * @param file Font.
 * @returns The font.
 * @throws FontError when it is no whole TrueType or OpenType font with outlines; its message ends a sentence that begins
 * with "Expected".
 */
export function openFontFile({bytes, name}: FontFile): Opened {
  const kind = String.fromCharCode(...bytes.subarray(0, 4))
  if (kind === 'ttcf') return openCollection(bytes, name)
  if (!isFont(kind)) throw new FontError(`Expected a TrueType or OpenType font (.ttf, .otf, .ttc), got ${nameOfKind(kind)}`)
  refuse(bytes, 0)
  const own = attempt(bytes, () => postScriptName(bytes, 0))
  if (name !== undefined && name !== own) throw new FontError(`Expected the font ${name}, got ${own ?? 'one without a name'}`)
  return {bytes}
}

function openCollection(bytes: Uint8Array, name: string | undefined): Opened {
  const names = attempt(bytes, () => {
    const view = viewOf(bytes)
    const count = Math.min(view.getUint32(8), 256)
    return Array.from({length: count}, (_, index) => {
      const at = view.getUint32(12 + 4 * index)
      return {at, name: postScriptName(bytes, at)}
    })
  })
  const chosen = names?.find(font => (name === undefined ? font.name !== null : font.name === name))
  if (chosen === undefined && name !== undefined)
    throw new FontError(`Expected a collection with the font ${name}, got one with ${names?.map(font => font.name).join(', ') || 'none'}`)
  if (chosen === undefined) throw new FontError('Expected a whole font collection, got a damaged one')
  refuse(bytes, chosen.at)
  return {bytes, name: chosen.name as string}
}

function isFont(kind: string): boolean {
  return kind === '\0\u0001\0\0' || kind === 'true' || kind === 'OTTO'
}

function nameOfKind(kind: string): string {
  return ({wOFF: 'WOFF', wOF2: 'WOFF2'} as Readonly<Record<string, string>>)[kind] ?? 'something else'
}

/** Refuses what is cut off, and what has pictures of letters instead of outlines. */
function refuse(bytes: Uint8Array, at: number): void {
  const tables = attempt(bytes, () => tablesOf(bytes, at))
  if (tables === null || needed.some(table => !tables.has(table))) throw new FontError('Expected a whole font, got a damaged one')
  if (!tables.has('CFF ') && !(tables.has('glyf') && tables.has('loca')))
    throw new FontError('Expected a font with outlines (glyf or CFF), got one without')
}

function attempt<Value>(bytes: Uint8Array, read: () => Value): Value | null {
  try {
    return bytes.length < 12 ? null : read()
  } catch (error) {
    // Somewhere it points behind its end.
    if (error instanceof RangeError) return null
    throw error
  }
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}

/** Tables by name. */
function tablesOf(bytes: Uint8Array, at: number): ReadonlyMap<string, {readonly offset: number; readonly length: number}> {
  const view = viewOf(bytes)
  const tables = new Map<string, {readonly offset: number; readonly length: number}>()
  for (let index = 0; index < view.getUint16(at + 4); index++) {
    const entry = at + 12 + 16 * index
    const [offset, length] = [view.getUint32(entry + 8), view.getUint32(entry + 12)]
    if (offset + length > bytes.length) throw new RangeError('A table ends behind the font')
    tables.set(String.fromCharCode(...bytes.subarray(entry, entry + 4)), {offset, length})
  }
  return tables
}

/** Name 6 of the table of names, by which pdfkit picks a font out of a collection. */
function postScriptName(bytes: Uint8Array, at: number): string | null {
  const table = tablesOf(bytes, at).get('name')
  if (table === undefined) return null
  const view = viewOf(bytes)
  const strings = table.offset + view.getUint16(table.offset + 4)
  for (let index = 0; index < view.getUint16(table.offset + 2); index++) {
    const entry = table.offset + 6 + 12 * index
    if (view.getUint16(entry + 6) !== 6) continue
    const start = strings + view.getUint16(entry + 10)
    const units = bytes.subarray(start, start + view.getUint16(entry + 8))
    // PostScript names are ASCII; in UTF-16 every other byte is 0.
    const name = String.fromCharCode(...units.filter(unit => unit > 0))
    if (/^[\x21-\x7e]{1,63}$/.test(name)) return name
  }
  return null
}
