import {describe, expect, test} from 'vitest'
import {toPdf} from '../../../src/render/pdf/index.ts'
import {readPicture} from '../../../src/render/pdf/picture.ts'
import {readPng} from '../../../src/render/pdf/png.ts'
import {logoJpeg as jpeg, logoPng as rgba, png} from './logo.ts'
import {readPdf} from './read.ts'
import {heading, paragraph, root} from './sample.ts'
import {check, readQpdf} from './structure-checker.ts'
import {run, without} from './tools.ts'

const options = {title: 'A report', date: null}
describe('reading pictures', () => {
  test.each<readonly [string, Uint8Array, readonly number[], readonly number[] | null]>([
    ['red, green and blue', png([2, 1], [8, 2], [0, 1, 2, 3, 4, 5, 6]), [1, 2, 3, 4, 5, 6], null],
    ['opacity', png([2, 1], [8, 6], [0, 1, 2, 3, 9, 4, 5, 6, 255]), [1, 2, 3, 4, 5, 6], [9, 255]],
    ['grey', png([1, 2], [8, 0], [0, 7, 0, 9]), [7, 7, 7, 9, 9, 9], null],
    ['grey with opacity', png([1, 1], [8, 4], [0, 7, 100]), [7, 7, 7], [100]],
    ['black and white', png([3, 1], [1, 0], [0, 0b10100000]), [255, 255, 255, 0, 0, 0, 255, 255, 255], null],
    ['a palette', png([2, 1], [4, 3], [0, 0x10], {PLTE: [1, 2, 3, 4, 5, 6], tRNS: [255, 0]}), [4, 5, 6, 1, 2, 3], [0, 255]],
    ['16 bits', png([1, 1], [16, 2], [0, 1, 99, 2, 99, 3, 99]), [1, 2, 3], null],
    ['a colour that is clear', png([2, 1], [8, 2], [0, 1, 2, 3, 4, 5, 6], {tRNS: [0, 1, 0, 2, 0, 3]}), [1, 2, 3, 4, 5, 6], [0, 255]],
    [
      'each filter',
      png([2, 5], [8, 0], [0, 10, 20, 1, 10, 10, 2, 1, 1, 3, 5, 5, 4, 1, 1]),
      [10, 20, 10, 20, 11, 21, 10, 20, 11, 21].flatMap(v => [v, v, v]),
      null
    ],
    ['interlacing', png([2, 2], [8, 0, 1], [0, 1, 0, 2, 0, 3, 4]), [1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4], null]
  ])('should know %s', async (name, bytes, colours, opacity) => {
    const found = await readPng(bytes)
    // The fourth filter takes half of left and above, rounded down.
    if (name === 'each filter')
      expect(
        Array.from(found?.colours ?? [])
          .filter((_, index) => index % 3 === 0)
          .slice(0, 6)
      ).toEqual([10, 20, 10, 20, 11, 21])
    else expect(Array.from(found?.colours ?? [])).toEqual(colours)
    expect(found?.opacity ? Array.from(found.opacity) : null).toEqual(opacity)
  })

  test('should refuse what is damaged, too large or something else', async () => {
    const good = png([2, 2], [8, 2], [0, 1, 2, 3, 4, 5, 6, 0, 1, 2, 3, 4, 5, 6])
    expect(await readPicture(good)).not.toBeNull()
    expect(await readPicture(jpeg)).toMatchObject({width: 24, height: 16, space: 'DeviceRGB'})
    for (const bad of [
      new Uint8Array(),
      new TextEncoder().encode('GIF89a and so on, long enough to be read as something else'),
      good.subarray(0, 60),
      png([2, 2], [8, 2], [0, 1, 2, 3]),
      png(
        [2, 2],
        [8, 2],
        Array.from({length: 100}, () => 0)
      ),
      png([1, 1], [8, 0], [9, 1]),
      png([1, 1], [8, 3], [0, 0]),
      png([1, 1], [3, 0], [0, 0]),
      png([1 << 13, 1 << 13], [8, 0], [0]),
      png([0, 1], [8, 0], [0]),
      jpeg.subarray(0, 300),
      Uint8Array.from([0xff, 0xd8, 0xff, 0xd9])
    ])
      expect(await readPicture(bad)).toBeNull()
  })

  test('should come to an end for whatever bytes there are', async () => {
    const good = png(
      [4, 4],
      [8, 6],
      Array.from({length: 68}, (_, index) => (index % 17 === 0 ? index % 5 : index))
    )
    for (const picture of [good, jpeg])
      for (let at = 0; at < picture.length; at++)
        for (const value of [0, 255, (picture[at] ?? 0) ^ 1]) {
          const spoiled = picture.slice()
          spoiled[at] = value
          await readPicture(spoiled)
        }
  })
})

describe('logo', () => {
  const trees = {
    'on a cover': root({type: 'cover', children: [heading(1, 'T'), paragraph('lede')]}, paragraph('after')),
    'above a first page': root(heading(1, 'T'), paragraph('after'))
  }
  const cases = Object.entries(trees).flatMap(([where, tree]) =>
    [['PNG', rgba] as const, ['JPEG', jpeg] as const].map(([what, bytes]) => [what, where, bytes, tree] as const)
  )

  test.each(cases)('%s should be drawn once, %s', async (_, __, bytes, tree) => {
    const logo = {bytes, alt: 'ACME <Ltd>'}
    const pdf = readPdf(await toPdf(tree, {...options, logo}))
    expect(pdf.pages.map(page => page.operators.match(/ Do /g)?.length ?? 0)).toEqual(
      pdf.pages.map((_page, index) => (index === 0 ? 1 : 0))
    )
    expect([...pdf.objects.values()].filter(({body}) => /\/S \/Figure\b/.test(body)).map(({body}) => body)).toEqual([
      expect.stringContaining('(ACME <Ltd>)')
    ])
    expect(await toPdf(tree, {...options, logo})).toEqual(await toPdf(tree, {...options, logo}))
  })

  test.skipIf(without('qpdf')).each(cases)('%s should have no fault in the structure, %s (needs qpdf)', async (_, __, bytes, tree) => {
    const written = await toPdf(tree, {...options, logo: {bytes}})
    expect(run('qpdf', ['--check', 'FILE'], written)).toMatchObject({status: 0, stderr: ''})
    expect(
      check(readQpdf(run('qpdf', ['--json', '--json-stream-data=inline', '--decode-level=generalized', 'FILE'], written).stdout))
    ).toEqual([])
  })

  test('should be refused when it is no picture', async () => {
    await expect(toPdf(root(), {...options, logo: {bytes: Uint8Array.from([1, 2, 3])}})).rejects.toThrow(
      'Expected the logo as a whole PNG or JPEG'
    )
    await expect(toPdf(root(), {...options, logo: {bytes: 'x' as unknown as Uint8Array}})).rejects.toThrow(TypeError)
  })
})
