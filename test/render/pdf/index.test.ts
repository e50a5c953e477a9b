import {describe, expect, test} from 'vitest'
import * as room from '../../../src/render/pdf/index.ts'
import {readPdf} from './read.ts'
import {badge, code, finding, heading, inlineCode, list, paragraph, report, root, strong, table, text} from './sample.ts'
import {script} from './tools.ts'

const {toPdf} = room
const options = {title: 'A report', date: null}

test('exports', () => {
  expect(Object.keys(room)).toEqual(['toPdf'])
})

describe('nodes', () => {
  test('should show text, strong, emphasis, code, strokes, breaks and the words of pictures', async () => {
    const pdf = readPdf(
      await toPdf(
        root(
          heading(1, 'Title'),
          paragraph(
            'plain ',
            strong('bold'),
            ' ',
            {type: 'emphasis', children: [text('slanted')]},
            ' ',
            inlineCode('code'),
            ' ',
            {type: 'delete', children: [text('gone')]},
            {type: 'break'},
            {type: 'image', url: 'x.png', alt: 'a picture'}
          )
        ),
        options
      )
    )
    expect(pdf.pages[0]?.lines).toEqual(['Title', 'plain bold slanted code gone', 'a picture'])
    const fonts = new Map(pdf.pages[0]?.runs.map(run => [run.text.trim(), run.font.split('+')[1]]))
    expect(fonts.get('bold')).toBe('DejaVuSans-Bold')
    expect(fonts.get('slanted')).toBe('DejaVuSans-Oblique')
    expect(fonts.get('code')).toBe('DejaVuSansMono')
  })

  test('should leave HTML out', async () => {
    const pdf = readPdf(
      await toPdf(root(heading(1, 'T'), {type: 'html', value: '<b>raw</b>'}, paragraph({type: 'html', value: '<i>'}, 'kept')), options)
    )
    expect(pdf.text).toBe('T\nkept')
  })

  test('should number lists from their start, tick tasks and nest', async () => {
    const pdf = readPdf(
      await toPdf(
        root(
          heading(1, 'T'),
          {
            type: 'list',
            ordered: true,
            start: 9,
            children: [
              {type: 'listItem', children: [paragraph('nine')]},
              {type: 'listItem', children: [paragraph('ten'), list(false, [paragraph('inner')])]}
            ]
          },
          {
            type: 'list',
            children: [
              {type: 'listItem', checked: true, children: [paragraph('done')]},
              {type: 'listItem', checked: false, children: [paragraph('open')]}
            ]
          }
        ),
        options
      )
    )
    expect(pdf.pages[0]?.lines).toEqual(['T', '9.nine', '10.ten', '•inner', '☑done', '☐open'])
  })

  test('should keep lines and blanks of code', async () => {
    const pdf = readPdf(await toPdf(root(heading(1, 'T'), code('a\n  b\n\n\tc')), options))
    expect(pdf.pages[0]?.lines).toEqual(['T', 'a', '  b', '    c'])
  })

  test('should put a pill behind badges and say the word', async () => {
    const {pages} = readPdf(await toPdf(root(heading(1, 'T'), paragraph(badge('high', 'High'))), options))
    expect(pages[0]?.lines).toEqual(['T', 'High'])
    expect(pages[0]?.operators).toMatch(/0\.70? 0\.15 0\.12 RG .* l S/)
  })

  test('should align the cells of a table', async () => {
    const {pages} = readPdf(
      await toPdf(
        root(
          heading(1, 'T'),
          table(
            ['left', 'right'],
            [
              ['a', '1'],
              ['bbb', '1000']
            ],
            [null, 'right']
          )
        ),
        options
      )
    )
    const at = (word: string): number => pages[0]?.runs.find(run => run.text === word)?.x ?? 0
    expect(at('a')).toBe(at('bbb'))
    expect(at('1')).toBeGreaterThan(at('1000') + 10)
  })

  test('should list every value of a chart in its text alternative', async () => {
    const pdf = readPdf(
      await toPdf(
        root(heading(1, 'T'), {
          type: 'chart',
          told: true,
          title: 'Outcomes',
          parts: [
            {label: 'Pass', value: 997, tone: 'pass'},
            {label: 'Fail', value: 1, tone: 'fail'},
            {label: 'Error', value: 0, tone: 'error'}
          ]
        }),
        options
      )
    )
    expect([...pdf.objects.values()].some(object => object.body.includes('/Alt (Outcomes: Pass 997, Fail 1, Error 0.)'))).toBe(true)
    expect(pdf.text).toContain('Pass 997 (> 99 %)')
    expect(pdf.text).toContain('Fail 1 (< 1 %)')
    expect(pdf.text).toContain('Error 0')
  })

  test('should show the title itself when there is no heading of depth 1', async () => {
    expect(readPdf(await toPdf(root(heading(2, 'Section')), options)).pages[0]?.lines).toEqual(['A report', 'Section'])
    expect(readPdf(await toPdf(root(), options)).pages[0]?.lines).toEqual(['A report'])
  })
})

describe('pages', () => {
  test('should have a footer on each and a head from the second', async () => {
    const {pages} = readPdf(await toPdf(report(4, 40), options))
    expect(pages.length).toBeGreaterThan(3)
    pages.forEach((page, index) => {
      const margins = page.runs.filter(run => run.tag === 'Artifact' && (run.y < 60 || run.y > 790)).map(run => run.text)
      expect(margins[0]).toBe(`page ${index + 1} / ${pages.length}`)
      expect(margins.slice(1)).toEqual(index > 0 ? ['A report', expect.any(String)] : [])
    })
  })

  test('should say above each page which section it begins in', async () => {
    const filler = Array.from({length: 30}, () => paragraph('filler'))
    const {pages} = readPdf(
      await toPdf(
        root(heading(1, 'T'), ...filler, heading(2, 'One'), ...filler, ...filler, heading(2, 'Two'), ...filler, ...filler),
        options
      )
    )
    const heads = pages.map(page => page.runs.filter(run => run.tag === 'Artifact' && run.y < 60).map(run => run.text))
    expect(heads).toEqual([[], ...pages.slice(1).map(() => ['A report', expect.any(String)])])
    pages.forEach((page, index) => {
      if (index === 0) return
      const top = page.lines[0] ?? ''
      const before = pages.slice(0, index).flatMap(({lines}) => lines)
      const expected = ['One', 'Two'].includes(top) ? top : before.findLast(line => line === 'One' || line === 'Two')
      expect(heads[index]?.[1]).toBe(expected)
    })
  })

  test('should cut a long running head to one line', async () => {
    const {pages} = readPdf(await toPdf(report(1, 40), {...options, title: 'A very long title '.repeat(20)}))
    const head = pages[1]?.runs.find(run => run.y < 60)?.text ?? ''
    expect(head).toMatch(/^A very long title .*[A-Za-z]…$/)
    expect(head.length).toBeLessThan(140)
  })

  test('should have the size asked for', async () => {
    const sizes = await Promise.all(
      ([undefined, 'A4', 'Letter'] as const).map(
        async pageSize =>
          Buffer.from(await toPdf(root(), {...options, ...(pageSize ? {pageSize} : {})}))
            .toString('latin1')
            .match(/\/MediaBox \[.*?\]/)?.[0]
      )
    )
    expect(sizes).toEqual(['/MediaBox [0 0 595.28 841.89]', '/MediaBox [0 0 595.28 841.89]', '/MediaBox [0 0 612 792]'])
  })

  test('should never draw outside of the margins', async () => {
    for (const page of readPdf(await toPdf(report(10, 60), options)).pages) {
      for (const run of page.runs.filter(({tag}) => tag !== 'Artifact')) {
        expect(run.x).toBeGreaterThanOrEqual(59)
        expect(run.y).toBeGreaterThan(60)
        expect(run.y).toBeLessThan(841.89 - 60)
      }
    }
  })
})

describe('contents', () => {
  test('should list headings behind it with their pages', async () => {
    const {pages} = readPdf(await toPdf(report(6, 60), options))
    const entries = pages
      .flatMap(page => page.lines)
      .filter(line => / \d+$/.test(line) && /^(?:Threats|Failed|Section|Passed|About|1\.\d Ensure)/.test(line))
    expect(entries).toHaveLength(11)
    for (const entry of entries) {
      const [, words = '', number = ''] = /^(.*?) (\d+)$/.exec(entry) ?? []
      expect(
        pages[Number(number) - 1]?.lines.some(line => line === words),
        entry
      ).toBe(true)
    }
    expect(entries.some(entry => entry.startsWith('What to fix'))).toBe(false)
  })

  test('should end with the sections when there are more than 400 findings', async () => {
    const small = (count: number): ReturnType<typeof finding>[] =>
      Array.from({length: count}, (_, index) => ({...finding(index), children: [heading(4, `Finding ${index}`, `f-${index}`)]}))
    const lines = async (count: number): Promise<string> =>
      readPdf(await toPdf(root(heading(1, 'T'), {type: 'contents'}, heading(2, 'S'), ...small(count)), options)).pages[0]?.lines.join(
        '\n'
      ) ?? ''
    expect(await lines(400)).toMatch(/^Finding 1 \d+$/m)
    expect(await lines(401)).not.toMatch(/^Finding 1 \d+$/m)
  })
})

describe('outline', () => {
  test('should nest headings by depth and write any script', async () => {
    const pdf = readPdf(await toPdf(root(heading(1, 'T'), heading(2, 'Ä'), heading(3, 'B'), heading(2, 'C (d)')), options))
    const items = [...pdf.objects.values()].map(object => object.body).filter(body => body.includes('/Title') && body.includes('/Parent'))
    expect(items).toHaveLength(4)
    expect(items.filter(body => body.includes('/Count'))).toHaveLength(1)
    expect(items.some(body => body.includes('/Title (C \\(d\\))'))).toBe(true)
    // Left end of the page, whatever the zoom.
    for (const body of items) expect(body).toMatch(/\/XYZ 0 [\d.]+ 0\]/)
  })
})

describe('misuse', () => {
  test('should say what it expected', async () => {
    await expect(toPdf(root(), {title: 1 as unknown as string, date: null})).rejects.toThrow('Expected the title as a string')
    await expect(toPdf(root(), {title: '', date: new Date('nonsense')})).rejects.toThrow('Expected the date as a valid Date or null')
  })
})

describe('determinism', () => {
  test('should give the same bytes for the same tree, and not change the tree', async () => {
    const tree = report(5, 30)
    const before = JSON.stringify(tree)
    const [first, second] = [await toPdf(tree, options), await toPdf(report(5, 30), options)]
    expect(Buffer.compare(first, second)).toBe(0)
    expect(JSON.stringify(tree)).toBe(before)
    expect(Buffer.compare(first, await toPdf(tree, {...options, date: new Date(0)}))).toBe(0)
    expect(Buffer.compare(first, await toPdf(tree, {...options, date: new Date(1e12)}))).not.toBe(0)
  })

  test('should not depend on time zone and language of the machine', () => {
    // Danish sorts "aa" last and Czech "ch" behind "h": names of destinations must not care.
    const source = `
      import {createHash} from 'node:crypto'
      import {toPdf} from '../../../src/render/pdf/index.ts'
      import {heading, root} from './sample.ts'
      const names = ['aa', 'ab', 'z', 'ch', 'ci', 'h', 'f-2-10', 'f-2-9', 'f2', 'f-2']
      const bytes = await toPdf(root(heading(1, 'T'), ...names.map(name => heading(2, name, name))), {title: 'T', date: new Date(Date.UTC(2026, 10, 24, 23, 30))})
      const order = [...Buffer.from(bytes).toString('latin1').matchAll(/^ +\\((\\S+)\\) \\[\\d+ 0 R \\/XYZ/gm)].map(match => match[1])
      console.log(createHash('sha256').update(bytes).digest('hex'), order.join(' '))
    `
    const outputs = [
      {LC_ALL: 'C', TZ: 'UTC'},
      {LC_ALL: 'da_DK.UTF-8', TZ: 'Asia/Tokyo'},
      {LC_ALL: 'cs_CZ.UTF-8', TZ: 'America/New_York'}
    ].map(env => script(source, [], env))
    expect(new Set(outputs).size).toBe(1)
    expect(outputs[0]).toMatch(/ aa ab ch ci f-2 f-2-10 f-2-9 f2 h heading-1 z\n$/)
  })
})
