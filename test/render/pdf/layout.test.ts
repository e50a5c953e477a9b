import {describe, expect, test} from 'vitest'
import {share} from '../../../src/render/pdf/columns.ts'
import {clean, cleanCode, safeUrl} from '../../../src/render/pdf/clean.ts'
import {toPdf} from '../../../src/render/pdf/index.ts'
import {readPdf} from './read.ts'
import {code, finding, heading, list, paragraph, root, strong, table} from './sample.ts'

const options = {title: 'T', date: null}
const words = (count: number): string => Array.from({length: count}, (_, index) => `word${index}`).join(' ')

describe('keeping together', () => {
  test('should never leave a heading at the end of a page', async () => {
    for (let lines = 30; lines < 60; lines++) {
      const filler = Array.from({length: lines}, () => paragraph('filler'))
      for (const next of [
        paragraph(words(60)),
        code('one\ntwo\nthree'),
        table(['a'], [['b'], ['c']]),
        list(false, [paragraph('item')]),
        finding(1)
      ]) {
        const {pages} = readPdf(
          await toPdf(root(heading(1, 'T'), ...filler, heading(2, 'Big heading'), heading(3, 'Small heading'), next), options)
        )
        for (const page of pages) expect(['Big heading', 'Small heading'], `${lines} ${next.type}`).not.toContain(page.lines.at(-1))
      }
    }
  }, 60_000)

  test('should not leave the badges of a finding at the end of a page', async () => {
    for (let lines = 25; lines < 55; lines += 1) {
      const filler = Array.from({length: lines}, () => paragraph('filler'))
      const {pages} = readPdf(await toPdf(root(heading(1, 'T'), ...filler, finding(1)), options))
      for (const page of pages) expect(page.lines.at(-1)).not.toMatch(/of the log$|^Fail/)
    }
  })

  test('should draw the ground of a quotation on every page it stands on, behind its words', async () => {
    const quote = {type: 'blockquote' as const, children: Array.from({length: 120}, (_, index) => paragraph(`words ${index}`))}
    const {pages} = readPdf(await toPdf(root(heading(1, 'T'), paragraph('before'), quote, paragraph('after')), options))
    expect(pages.length).toBeGreaterThan(2)
    for (const {operators} of pages) {
      const ground = operators.indexOf('0.95 0.96 0.97 rg')
      expect(ground).toBeGreaterThan(-1)
      expect(ground).toBeLessThan(operators.lastIndexOf('/P <<'))
    }
  })

  test('should keep a label with what it announces', async () => {
    for (let lines = 25; lines < 60; lines += 1) {
      const {pages} = readPdf(
        await toPdf(
          root(
            heading(1, 'T'),
            ...Array.from({length: lines}, () => paragraph('filler')),
            paragraph(strong('Verify')),
            code('docker ps\ndocker info')
          ),
          options
        )
      )
      for (const page of pages) expect(page.lines.at(-1)).not.toBe('Verify')
    }
  })

  test('should keep a sentence that ends in a colon with what it announces, and the heading above it', async () => {
    for (let lines = 25; lines < 60; lines += 1) {
      const filler = Array.from({length: lines}, () => paragraph('filler'))
      const {pages} = readPdf(
        await toPdf(root(heading(1, 'T'), ...filler, heading(2, 'Threats'), paragraph('By letter:'), table(['a'], [['b']])), options)
      )
      for (const page of pages) expect(['Threats', 'By letter:']).not.toContain(page.lines.at(-1))
    }
  })

  test('should not leave a line of a paragraph alone', async () => {
    for (let lines = 30; lines < 40; lines++) {
      const {pages} = readPdf(
        await toPdf(root(heading(1, 'T'), ...Array.from({length: lines}, () => paragraph('filler')), paragraph(words(150))), options)
      )
      for (const page of pages) {
        const count = page.lines.filter(line => line.startsWith('word')).length
        expect(count).not.toBe(1)
      }
    }
  })

  test('should end for headings without end', async () => {
    const {pages} = readPdf(await toPdf(root(...Array.from({length: 300}, (_, index) => heading(2, `H ${index}`))), options))
    expect(pages.length).toBeLessThan(40)
  })
})

describe('losing nothing', () => {
  test('should keep all lines of code over pages', async () => {
    const lines = Array.from({length: 300}, (_, index) => `line ${index}`)
    const {pages} = readPdf(await toPdf(root(heading(1, 'T'), code(lines.join('\n'))), options))
    expect(pages.flatMap(page => page.lines).slice(1)).toEqual(lines)
  })

  test('should keep all words of a paragraph over pages', async () => {
    const {pages} = readPdf(await toPdf(root(heading(1, 'T'), paragraph(words(3000))), options))
    expect(
      pages
        .flatMap(page => page.lines)
        .slice(1)
        .join(' ')
    ).toBe(words(3000))
  })

  test('should not choke on a word of a million characters', async () => {
    const start = performance.now()
    const {text} = readPdf(
      await toPdf(
        root(heading(1, 'T'), paragraph('x'.repeat(200_000)), code('y'.repeat(200_000)), table(['a', 'b'], [['z'.repeat(100_000), 'b']])),
        options
      )
    )
    expect(text.match(/x/g)).toHaveLength(200_000)
    expect(text.match(/y/g)).toHaveLength(200_000)
    expect(text.match(/z/g)).toHaveLength(100_000)
    expect(performance.now() - start).toBeLessThan(20_000)
  })
})

describe('share', () => {
  test('should give all of the width, and no less than needed when there is room', () => {
    expect(share(100, [10, 30], [5, 5]).map(Math.round)).toEqual([16, 84])
    expect(share(100, [50, 170], [20, 30]).map(Math.round)).toEqual([29, 71])
    for (const [wanted, needed] of [
      [
        [10, 20, 30],
        [5, 5, 5]
      ],
      [
        [500, 20, 30],
        [50, 5, 5]
      ],
      [
        [500, 500, 500],
        [90, 90, 90]
      ]
    ] as const) {
      const widths = share(200, wanted, needed)
      expect(widths.reduce((sum, width) => sum + width, 0)).toBeCloseTo(200)
      if (needed.reduce((sum: number, width) => sum + width, 0) <= 200)
        for (const [index, width] of widths.entries()) expect(width).toBeGreaterThanOrEqual((needed[index] ?? 0) - 0.001)
    }
  })
})

test('share should take from the widest column only where not even the longest words have room', () => {
  expect(share(100, [200, 30, 30], [150, 20, 20])).toEqual([60, 20, 20])
  expect(share(100, [200, 300, 30], [150, 250, 20])).toEqual([40, 40, 20])
})

describe('clean', () => {
  const latin = (codePoint: number): boolean => codePoint < 0x250

  test('should name what has no glyph', () => {
    expect(clean('plain', latin)).toBe('plain')
    expect(clean('tab\tline\r\nend', latin)).toBe('tab line end')
    expect(clean('中', latin)).toBe('[U+4E2D]')
    expect(clean('中', () => true)).toBe('中')
    expect(clean('\u202e', () => true)).toBe('[U+202E]')
    expect(clean('e\u0301', latin)).toBe('é')
  })

  test('should reach to tab stops in code', () => {
    expect(cleanCode('\ta\tbc\td', latin)).toBe('    a   bc  d')
    expect(cleanCode('  two', latin)).toBe('  two')
  })
})

describe('safeUrl', () => {
  test('should allow web and mail only', () => {
    for (const url of ['http://a.b', 'https://a.b/c?d=e#f', 'HTTPS://A.B', 'mailto:a@b.c']) expect(safeUrl(url)).toBe(url)
    for (const url of [
      'javascript:alert(1)',
      ' javascript:alert(1)',
      'java\nscript:x',
      'data:text/html,x',
      'file:///etc/passwd',
      'vbscript:x',
      '//a.b',
      'a.b',
      '',
      'https://a.b/ c',
      'https://a.b/\u202e',
      'https://a.b/\ud800',
      'https:a.b'
    ])
      expect(safeUrl(url)).toBeNull()
    expect(safeUrl('https://a.b/ü')).toBe('https://a.b/%C3%BC')
    expect(safeUrl('https://a.b/%41')).toBe('https://a.b/%41')
  })
})
