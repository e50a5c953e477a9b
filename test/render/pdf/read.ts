import {inflateSync} from 'node:zlib'

/** A text as it stands on a page. */
export interface Run {
  readonly text: string
  readonly font: string
  readonly size: number
  readonly x: number
  /** From the top. */
  readonly y: number
  /** The tag of its marked content; `null` outside of any. */
  readonly tag: string | null
}

/** A page. */
export interface Page {
  readonly operators: string
  readonly runs: readonly Run[]
  /** Texts of one height joined, top down, without artifacts. */
  readonly lines: readonly string[]
}

/** An object: what stands in front of its stream, and the stream. */
export interface PdfObject {
  readonly body: string
  readonly stream: Buffer | null
}

/** A PDF of ours, read back far enough to test it. It is no general reader. */
export interface Pdf {
  readonly objects: ReadonlyMap<number, PdfObject>
  readonly pages: readonly Page[]
  /** All lines of all pages. */
  readonly text: string
  readonly xmp: string
}

export function readPdf(bytes: Uint8Array): Pdf {
  const objects = readObjects(Buffer.from(bytes))
  const pagesObject = [...objects.values()].find(object => /\/Type \/Pages\b/.test(object.body))
  const kids = [...(/\/Kids \[([^\]]*)\]/.exec(pagesObject?.body ?? '')?.[1] ?? '').matchAll(/(\d+) 0 R/g)].map(match => Number(match[1]))
  const pages = kids.map(id => readPage(objects, objects.get(id)?.body ?? ''))
  const xmp = [...objects.values()].find(object => /\/Subtype \/XML/.test(object.body))?.stream?.toString('utf8') ?? ''
  return {objects, pages, text: pages.map(page => page.lines.join('\n')).join('\n'), xmp}
}

function readObjects(bytes: Buffer): Map<number, PdfObject> {
  const source = bytes.toString('latin1')
  const objects = new Map<number, PdfObject>()
  const start = /(\d+) 0 obj\n/g
  for (let match = start.exec(source); match; match = start.exec(source)) {
    const at = match.index + match[0].length
    const end = source.indexOf('\nendobj', at)
    const stream = source.indexOf('\nstream\n', at)
    if (stream < 0 || stream > end) {
      objects.set(Number(match[1]), {body: source.slice(at, end), stream: null})
      start.lastIndex = end
      continue
    }
    const body = source.slice(at, stream)
    const length = Number(/\/Length (\d+)/.exec(body)?.[1])
    const raw = bytes.subarray(stream + 8, stream + 8 + length)
    objects.set(Number(match[1]), {body, stream: body.includes('/FlateDecode') ? inflateSync(raw) : raw})
    start.lastIndex = stream + 8 + length
  }
  return objects
}

function reference(body: string, key: string): number {
  return Number(new RegExp(`/${key} (\\d+) 0 R`).exec(body)?.[1])
}

function readPage(objects: ReadonlyMap<number, PdfObject>, body: string): Page {
  const operators = objects.get(reference(body, 'Contents'))?.stream?.toString('latin1') ?? ''
  const resources = objects.get(reference(body, 'Resources'))?.body ?? ''
  const fonts = new Map(
    [...resources.matchAll(/\/(F\d+) (\d+) 0 R/g)].map(([, name, id]) => [name, readFont(objects, objects.get(Number(id))?.body ?? '')])
  )
  const runs: Run[] = []
  let [font, size, x, y, tag]: [string, number, number, number, string | null] = ['', 0, 0, 0, null]
  for (const [token] of operators.matchAll(/\/\w+ (?:<<.*?>> BDC|BMC)|EMC|\/F\d+ [\d.]+ Tf|1 0 0 -1 [-\d.]+ [-\d.]+ Tm|\[[^\]]*\] TJ/gs)) {
    if (token === 'EMC') tag = null
    else if (token.endsWith('BDC') || token.endsWith('BMC')) tag = /^\/(\w+)/.exec(token)?.[1] ?? null
    else if (token.endsWith('Tf')) [font, size] = [token.slice(1).split(' ')[0] ?? '', Number(token.split(' ')[1])]
    else if (token.endsWith('Tm')) [x, y] = token.split(' ').slice(4, 6).map(Number) as [number, number]
    else {
      const glyphs = [...token.matchAll(/<([0-9a-f]*)>/g)].flatMap(([, hex = '']) => hex.match(/.{4}/g) ?? [])
      runs.push({
        text: glyphs.map(glyph => fonts.get(font)?.characters.get(Number.parseInt(glyph, 16)) ?? '\ufffd').join(''),
        font: fonts.get(font)?.name ?? '',
        size,
        x,
        y,
        tag
      })
    }
  }
  const lines: {y: number; text: string}[] = []
  for (const run of runs) {
    if (run.tag === 'Artifact') continue
    const last = lines.at(-1)
    if (last && Math.abs(last.y - run.y) < 1.5) last.text += run.text
    else lines.push({y: run.y, text: run.text})
  }
  return {operators, runs, lines: lines.map(line => line.text.trimEnd())}
}

function readFont(
  objects: ReadonlyMap<number, PdfObject>,
  body: string
): {readonly name: string; readonly characters: ReadonlyMap<number, string>} {
  const map = objects.get(reference(body, 'ToUnicode'))?.stream?.toString('latin1') ?? ''
  const characters = new Map<number, string>()
  for (const [, first = '', list = ''] of map.matchAll(/<([0-9a-f]+)> <[0-9a-f]+> \[([^\]]*)\]/g)) {
    let glyph = Number.parseInt(first, 16)
    for (const [, units = ''] of list.matchAll(/<([0-9a-f ]*)>/g))
      characters.set(glyph++, String.fromCharCode(...units.split(' ').map(unit => Number.parseInt(unit, 16))))
  }
  return {name: /\/BaseFont \/(\S+)/.exec(body)?.[1] ?? '', characters}
}
