import {describe, expect, test} from 'vitest'
import type {Bars, Cover, RootContent, Tone} from '../../../src/render/nodes.ts'
import {shaded, table as plainTable} from '../../../src/render/build.ts'
import {contrast, groundOf} from '../../../src/render/pdf/shade.ts'
import {toPdf} from '../../../src/render/pdf/index.ts'
import {colours} from '../../../src/render/pdf/theme.ts'
import {tones} from '../../../src/render/tones.ts'
import {type Pdf, readPdf} from './read.ts'
import {heading, paragraph, root, strong} from './sample.ts'
import {check, readQpdf} from './structure-checker.ts'
import {run, without} from './tools.ts'

const options = {title: 'A report', date: null}
const cover = (title: string, ...rest: readonly RootContent[]): Cover => ({type: 'cover', children: [heading(1, title, 'title'), ...rest]})
const bars = (
  rows: readonly (readonly [string, ...(readonly number[])])[],
  scale: Bars['scale'] = 'length',
  title = 'Outcome by severity'
): Bars => ({
  type: 'bars',
  title,
  by: 'Severity',
  scale,
  told: false,
  rows: rows.map(([label, ...values]) => ({
    label,
    parts: (['failed', 'to review', 'passed'] as const).map((part, index) => ({
      label: part,
      value: values[index] ?? 0,
      tone: (['fail', 'review', 'pass'] as const)[index] as Tone
    }))
  }))
})
/** Words of artifacts in the margins of a page. */
const margins = (pdf: Pdf, index: number): readonly string[] =>
  pdf.pages[index]?.runs.filter(({tag, y}) => tag === 'Artifact' && (y < 60 || y > 790)).map(({text}) => text) ?? []
const alternatives = (pdf: Pdf): readonly string[] =>
  [...pdf.objects.values()].flatMap(({body}) => (/\/S \/Figure\b/.test(body) ? [/\/Alt \(((?:\\.|[^\\)])*)\)/.exec(body)?.[1] ?? ''] : []))

async function faults(bytes: Uint8Array): Promise<readonly string[]> {
  return check(readQpdf(run('qpdf', ['--json', '--json-stream-data=inline', '--decode-level=generalized', 'FILE'], bytes).stdout))
}

describe('cover', () => {
  const tree = root(
    cover(
      'Report of web-01',
      paragraph(strong('35 of 117 checks fail.'), ' The score is 53.'),
      plainTable(['', ''], [['Scanner', 'docker-bench']])
    ),
    heading(2, 'Contents', 'contents'),
    {type: 'contents'},
    heading(2, 'First', 'first'),
    paragraph('words')
  )

  test('should be a page of its own without head and number, and count as a page', async () => {
    const pdf = readPdf(await toPdf(tree, options))
    expect(pdf.pages.map(page => page.lines[0])).toEqual(['Report of web-01', 'Contents'])
    expect(pdf.pages[0]?.lines).toEqual(['Report of web-01', '35 of 117 checks fail. The score is 53.', 'Scannerdocker-bench'])
    expect(margins(pdf, 0)).toEqual([])
    expect(margins(pdf, 1)).toEqual(['page 2 / 2', 'A report', 'Contents'])
    expect(pdf.pages[1]?.lines).toContain('First 2')
    const sizes = pdf.pages[0]?.runs.map(({size}) => size) ?? []
    expect(sizes[0]).toBeGreaterThan(30)
    expect(sizes[1]).toBeGreaterThan(12)
  })

  test('should leave no empty page when nothing follows, nor when it does not come first', async () => {
    expect(readPdf(await toPdf(root(cover('T')), options)).pages).toHaveLength(1)
    expect(readPdf(await toPdf(root(cover('T'), {type: 'html', value: '<!-- x -->'}), options)).pages).toHaveLength(1)
    const late = readPdf(await toPdf(root(paragraph('before'), cover('T'), paragraph('after')), options))
    expect(late.pages.map(page => page.lines)).toEqual([['before'], ['T'], ['after']])
    expect([0, 1, 2].map(index => margins(late, index).length)).toEqual([1, 0, 2])
  })

  test.each([40, 300, 1_000, 20_000])('should keep a title of %i characters', async length => {
    for (const title of ['x'.repeat(length), 'ab cd '.repeat(length / 6).trim()]) {
      const pdf = readPdf(await toPdf(root(cover(title, paragraph('lede')), paragraph('after')), options))
      expect(pdf.text.replace(/\s/g, '')).toContain(title.replaceAll(' ', ''))
      for (const page of pdf.pages)
        for (const {x, y, tag} of page.runs) if (tag !== 'Artifact') expect(x >= 59 && x < 536 && y > 40 && y < 780).toBe(true)
    }
  })

  test('should show its children in place inside of something else, or when it does not begin with a title', async () => {
    const quoted = readPdf(
      await toPdf(root(heading(1, 'T'), {type: 'blockquote', children: [cover('Inner', paragraph('words'))]}, paragraph('after')), options)
    )
    expect(quoted.pages.map(page => page.lines)).toEqual([['T', 'Inner', 'words', 'after']])
    expect(readPdf(await toPdf(root({type: 'cover', children: [paragraph('words')]}), options)).pages[0]?.lines).toEqual(['words'])
  })
})

describe('bars', () => {
  test('should have one legend, labels, and every number in the text alternative', async () => {
    for (const scale of ['length', 'share'] as const) {
      const pdf = readPdf(await toPdf(root(heading(1, 'T'), bars([['critical', 2, 0, 5], ['low', 13, 6, 110], ['none']], scale)), options))
      expect(alternatives(pdf)).toEqual([
        'Outcome by severity: critical: failed 2, to review 0, passed 5; low: failed 13, to review 6, passed 110; none: failed 0, to review 0, passed 0.'
      ])
      const words = pdf.pages[0]?.runs.map(({text}) => text.trim()) ?? []
      for (const word of ['failed', 'to review', 'passed', 'critical', 'low', 'none'])
        expect(words.filter(one => one === word)).toHaveLength(1)
      for (const value of ['2', '5', '7', '13', '6', '110', '129', '0']) expect(words).toContain(value)
    }
  })

  test('should be as long as their sum, or as wide as each other', async () => {
    const widths = async (scale: Bars['scale']): Promise<readonly number[]> => {
      const {pages} = readPdf(
        await toPdf(
          root(
            heading(1, 'T'),
            bars(
              [
                ['a', 40],
                ['b', 20]
              ],
              scale
            )
          ),
          options
        )
      )
      const fill = Number.parseInt(tones.fail.fill.slice(1, 3), 16) / 255
      const boxes = [...(pages[0]?.operators.matchAll(/([\d.]+) [\d.]+ [\d.]+ rg [\d.]+ [\d.]+ ([\d.]+) 12 re f/g) ?? [])]
      return boxes.filter(([, red]) => Math.abs(Number(red) - fill) < 0.01).map(([, , width]) => Number(width))
    }
    const [long = 0, short = 0] = await widths('length')
    expect(long / short).toBeCloseTo(2, 1)
    const [one, other] = await widths('share')
    expect(one).toBe(other)
  })

  test('should break over pages, with the legend on each and no bar lost', async () => {
    const labels = Array.from({length: 175}, (_, index) => `node-${index}.example.org`)
    const pdf = readPdf(await toPdf(root(heading(1, 'T'), bars(labels.map((label, index) => [label, index, 2, 3]))), options))
    expect(pdf.pages.length).toBeGreaterThan(3)
    expect(alternatives(pdf)).toHaveLength(pdf.pages.length)
    const words = pdf.pages.flatMap(page => page.runs.map(({text}) => text.trim()))
    for (const label of labels) {
      expect(words.filter(word => word === label)).toHaveLength(1)
      expect(alternatives(pdf).filter(alternative => alternative.includes(` ${label}: `))).toHaveLength(1)
    }
    for (const page of pdf.pages) expect(page.runs.filter(({text}) => text.trim() === 'to review')).toHaveLength(1)
  })

  test('should keep labels of any length on the page, and turn to a table when there is no room', async () => {
    const long = 'y'.repeat(300)
    const pdf = readPdf(
      await toPdf(
        root(
          heading(1, 'T'),
          bars([
            [long, 1],
            ['short', 2]
          ])
        ),
        options
      )
    )
    expect(pdf.text.replace(/\s/g, '')).toContain(long)
    for (const {x} of pdf.pages[0]?.runs ?? []) expect(x).toBeGreaterThanOrEqual(59.9)
    const tall = readPdf(await toPdf(root(heading(1, 'T'), bars([['ÿ'.repeat(9_000), 1]], 'share')), options))
    expect(alternatives(tall)).toEqual([])
    expect(tall.pages[0]?.lines[1]).toBe('Outcome by severity')
    expect(tall.text.match(/ÿ/g)).toHaveLength(9_000)
    expect(readPdf(await toPdf(root(heading(1, 'T'), bars([])), options)).text).toBe('T')
  })
})

describe('tinted cells', () => {
  test('should be tinted by their weight, and all text be read on them', async () => {
    for (const tone of Object.keys(tones) as Tone[]) {
      expect(groundOf({tone, weight: 0})).toBeNull()
      for (const weight of [0.01, 0.3, 0.7, 1, 5]) {
        const ground = groundOf({tone, weight}) ?? ''
        expect(ground).toMatch(/^#[0-9a-f]{6}$/)
        for (const ink of [colours.ink, colours.link]) expect(contrast(ink, ground)).toBeGreaterThanOrEqual(4.5)
      }
    }
    expect(groundOf({tone: 'fail', weight: Number.NaN})).toBeNull()
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21)
    expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2)
  })

  test('should be artifacts behind the words', async () => {
    const {pages} = readPdf(await toPdf(root(heading(1, 'T'), plainTable(['a', 'b'], [['x', shaded('7', 'fail', 1)]])), options))
    const operators = pages[0]?.operators ?? ''
    const ground = groundOf({tone: 'fail', weight: 1}) ?? ''
    const red = String(Math.round((Number.parseInt(ground.slice(1, 3), 16) / 255) * 100) / 100)
    expect(operators).toMatch(new RegExp(`/Artifact BMC\\n${red} `))
    expect(pages[0]?.lines).toContain('x7')
  })
})

describe.skipIf(without('qpdf'))('structure of covers, bars and tinted cells (needs qpdf)', () => {
  test.each(['A4', 'Letter'] as const)('should have no fault on %s', async pageSize => {
    const long = 'z'.repeat(300)
    const bytes = await toPdf(
      root(
        cover(
          'Title',
          paragraph('lede'),
          plainTable(
            ['', ''],
            [
              ['Scanner', long],
              ['Host', 'web-01']
            ]
          ),
          bars([['a', 1, 2, 3]])
        ),
        heading(2, 'Contents'),
        {type: 'contents'},
        heading(2, 'Bars'),
        bars(Array.from({length: 90}, (_, index) => [`node-${index}`, index, 1, 1] as const)),
        plainTable(
          ['Node', 'S'],
          [
            [long, shaded('9', 'critical', 1)],
            ['b', shaded('', 'low', 0)]
          ]
        )
      ),
      {...options, pageSize}
    )
    expect(run('qpdf', ['--check', 'FILE'], bytes)).toMatchObject({status: 0, stderr: ''})
    expect(await faults(bytes)).toEqual([])
  })
})
