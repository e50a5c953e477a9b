import {existsSync, readFileSync} from 'node:fs'
import {describe, expect, test} from 'vitest'
import {FontError, openFontFile} from '../../../src/render/pdf/font-file.ts'
import bundledSans from '../../../src/render/pdf/fonts/sans.json' with {type: 'json'}
import {toPdf} from '../../../src/render/pdf/index.ts'
import {readPdf} from './read.ts'
import {badge, code, heading, inlineCode, paragraph, root, strong, table} from './sample.ts'
import {check, readQpdf} from './structure-checker.ts'
import {run, without} from './tools.ts'

const options = {title: '報告書', date: null}
const words = '確保守護程序 かな 한국어 中文测试 ✔ │ → ř'
const tree = root(
  heading(1, `標題 ${words}`),
  paragraph(words, ' ', strong(words), ' ', inlineCode(words), ' ', badge('fail', '失敗')),
  table(['標', '題'], [[words, words]]),
  code(words)
)
const sans = new Uint8Array(Buffer.from(bundledSans.data, 'base64'))

/** Where Debian puts fonts for Chinese, Japanese and Korean; on CI the first must be there. */
const known: readonly string[] = [
  '/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc',
  '/usr/share/fonts/truetype/wqy/wqy-microhei.ttc',
  '/usr/share/fonts/truetype/droid/DroidSansFallbackFull.ttf'
]
const installed = known.filter(file => existsSync(file))
const found = process.env['CI'] ? (known[0] as string) : installed[0]

describe('without a font for it', () => {
  test('text should be named, not lost', async () => {
    const {text} = readPdf(await toPdf(root(heading(1, '標')), options))
    expect(text).toContain('[U+6A19]')
  })
})

describe.skipIf(found === undefined)('a font for Chinese, Japanese and Korean (needs fonts-noto-cjk or the like)', () => {
  const bytes = found === undefined ? new Uint8Array() : new Uint8Array(readFileSync(found))
  const shown = (text: string): boolean => !/\[U\+|\ufffd/.test(text)

  test('should be used for what the others lack, in each face', async () => {
    const pdf = readPdf(await toPdf(tree, {...options, furtherFonts: [{bytes}]}))
    expect(shown(pdf.text)).toBe(true)
    const parts = pdf.pages.flatMap(page => page.runs)
    expect(parts.find(({text}) => text.includes('確'))?.font).not.toContain('DejaVu')
    expect(parts.find(({text}) => text.includes('✔'))?.font).toContain('DejaVu')
    expect(pdf.text.match(/中文测试/g)?.length).toBeGreaterThanOrEqual(6)
  })

  test('should give the same bytes twice', async () => {
    const [one, other] = [
      await toPdf(tree, {...options, furtherFonts: [{bytes}]}),
      await toPdf(tree, {...options, furtherFonts: [{bytes}]})
    ]
    expect(Buffer.compare(one, other)).toBe(0)
  })

  test.skipIf(without('qpdf') || without('pdffonts') || without('pdftotext'))(
    'should be embedded and read by others (needs qpdf and poppler)',
    async () => {
      const written = await toPdf(tree, {...options, furtherFonts: [{bytes}]})
      expect(run('qpdf', ['--check', 'FILE'], written)).toMatchObject({status: 0, stderr: ''})
      expect(
        check(readQpdf(run('qpdf', ['--json', '--json-stream-data=inline', '--decode-level=generalized', 'FILE'], written).stdout))
      ).toEqual([])
      for (const font of run('pdffonts', ['FILE'], written).stdout.trim().split('\n').slice(2))
        expect(font).toMatch(/CID (?:TrueType|Type 0C) +Identity-H +yes yes yes/)
      expect(run('pdftotext', ['FILE', '-'], written).stdout).toContain('中文测试 ✔ │ → ř')
    }
  )

  test('should be picked from a collection by name', async () => {
    if (!found?.endsWith('.ttc')) return
    const {name} = openFontFile({bytes})
    expect(openFontFile({bytes, name: name ?? ''}).name).toBe(name)
    expect(() => openFontFile({bytes, name: 'Nobody'})).toThrow(`Expected a collection with the font Nobody, got one with ${name}`)
    expect(shown(readPdf(await toPdf(tree, {...options, furtherFonts: [{bytes, name: name ?? ''}]})).text)).toBe(true)
  })

  test('should be refused when it is cut off anywhere', () => {
    for (let part = 1; part < 20; part++)
      expect(() => openFontFile({bytes: bytes.subarray(0, Math.floor((bytes.length * part) / 20))})).toThrow(FontError)
  })
})

describe('font files', () => {
  test('should be refused when they are none', async () => {
    const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)
    expect(() => openFontFile({bytes: bytes('')})).toThrow('got something else')
    expect(() => openFontFile({bytes: bytes('<html>')})).toThrow(
      'Expected a TrueType or OpenType font (.ttf, .otf, .ttc), got something else'
    )
    expect(() => openFontFile({bytes: bytes('wOF2 and so on')})).toThrow('got WOFF2')
    expect(() => openFontFile({bytes: bytes('ttcf')})).toThrow('Expected a whole font collection, got a damaged one')
    expect(() => openFontFile({bytes: bytes('OTTO\0\0\0\0\0\0\0\0\0\0')})).toThrow('Expected a whole font, got a damaged one')
    await expect(toPdf(root(), {...options, furtherFonts: [{bytes: bytes('<html>')}]})).rejects.toThrow(FontError)
    await expect(toPdf(root(), {...options, furtherFonts: [{bytes: 'x' as unknown as Uint8Array}]})).rejects.toThrow(TypeError)
  })

  test('should need outlines', () => {
    const spoiled = Buffer.from(sans)
    spoiled.write('glyX', spoiled.indexOf('glyf'), 'latin1')
    expect(() => openFontFile({bytes: new Uint8Array(spoiled)})).toThrow('Expected a font with outlines (glyf or CFF), got one without')
  })

  test('should be refused in words of ours when damage shows only as glyphs are read', async () => {
    const spoiled = sans.slice()
    const view = new DataView(spoiled.buffer, spoiled.byteOffset)
    const entry = Buffer.from(sans).indexOf('loca')
    spoiled.fill(0xff, view.getUint32(entry + 8), view.getUint32(entry + 8) + view.getUint32(entry + 12))
    const text = root(heading(1, 'T'), paragraph('words'))
    await expect(toPdf(text, {...options, fonts: {sans: spoiled}})).rejects.toThrow(FontError)
  })

  test('should be used or refused in words of ours when they are damaged anywhere', async () => {
    const text = root(heading(1, 'T'), paragraph('words'))
    for (let at = 300; at < sans.length; at += 7_919) {
      const spoiled = sans.slice()
      spoiled.fill(0xff, at, at + 64)
      const error = await toPdf(text, {...options, furtherFonts: [{bytes: spoiled}], fonts: {sans: spoiled}}).catch(
        (thrown: unknown) => thrown
      )
      if (!(error instanceof Uint8Array)) expect(error).toBeInstanceOf(FontError)
    }
  })
})
