import {join} from 'node:path'
import {buildSync} from 'esbuild'
import type {RootContent} from 'mdast'
import {describe, expect, test} from 'vitest'
import bundledSans from '../../../src/render/pdf/fonts/sans.json' with {type: 'json'}
import {toPdf} from '../../../src/render/pdf/index.ts'
import {hostile, long, nasty} from './hostile.ts'
import {code, heading, inlineCode, link, paragraph, report, root, table, text} from './sample.ts'
import {readPdf} from './read.ts'
import {run, script, without} from './tools.ts'

/* One test at least for each pitfall of reference/pdf.md, in its order. */

const options = {title: 'A report', date: null}

describe('1: XMP', () => {
  const title = 'A & <b> "c" \'d\' ]]> \u0000 é'

  test('should escape title and subject', async () => {
    const {xmp} = readPdf(await toPdf(root(), {...options, title, subject: '<&>'}))
    expect(xmp).toContain('<rdf:li xml:lang="x-default">A &amp; &lt;b&gt; &quot;c&quot; &apos;d&apos; ]]&gt; [U+0000] é</rdf:li>')
    expect(xmp).toContain('<rdf:li xml:lang="x-default">&lt;&amp;&gt;</rdf:li>')
    expect(xmp.replace(/&(?:amp|lt|gt|quot|apos);/g, '')).not.toContain('&')
  })

  test.skipIf(without('xmllint'))('should be well-formed for xmllint (needs xmllint)', async () => {
    const {xmp} = readPdf(await toPdf(root(), {...options, title, subject: '<&>'}))
    expect(run('xmllint', ['--noout', 'FILE'], Buffer.from(xmp))).toMatchObject({status: 0, stderr: ''})
  })
})

describe('2: the standard 14 fonts', () => {
  test('should never be used, and every font be embedded', async () => {
    for (const tree of [root(), report(2, 4), hostile()]) {
      const bodies = [...readPdf(await toPdf(tree, options)).objects.values()].map(object => object.body)
      expect(bodies.filter(body => /\/Subtype \/Type1\b|Helvetica|Courier|\/Times/.test(body))).toEqual([])
      const descriptors = bodies.filter(body => body.includes('/Type /FontDescriptor'))
      expect(descriptors.length).toBeGreaterThan(0)
      for (const body of descriptors) expect(body).toContain('/FontFile2')
    }
  })

  test('should show signs they lack', async () => {
    const words = 'ok ✔ ✗ ⚠ │ ├── ř → ≥ Ω Ж € “x” … end'
    expect(readPdf(await toPdf(root(paragraph(words)), options)).text).toContain(words)
  })

  test('should embed only faces in use', async () => {
    const fonts = async (...children: readonly RootContent[]): Promise<number> =>
      [...readPdf(await toPdf(root(...children), options)).objects.values()].filter(object => object.body.includes('/Type /FontDescriptor'))
        .length
    expect(await fonts(paragraph('plain'))).toBe(2)
    expect(await fonts(paragraph('plain', inlineCode('code')))).toBe(3)
    expect(
      await fonts(
        paragraph('plain', inlineCode('code'), {type: 'emphasis', children: [text('x')]}, {type: 'strong', children: [inlineCode('y')]})
      )
    ).toBe(5)
  })
})

describe('3: font formats', () => {
  test('should refuse what pdfkit crashes on, by name', async () => {
    const fonts = (magic: string): {readonly sans: Uint8Array} => ({sans: Buffer.from(`${magic}rest`, 'latin1')})
    await expect(toPdf(root(), {...options, fonts: fonts('wOF2')})).rejects.toThrow(
      'Expected the font "sans" as TrueType or OpenType (.ttf, .otf), got WOFF2'
    )
    await expect(toPdf(root(), {...options, fonts: fonts('wOFF')})).rejects.toThrow('got WOFF')
    await expect(toPdf(root(), {...options, fonts: fonts('ttcf')})).rejects.toThrow('got a font collection')
    await expect(toPdf(root(), {...options, fonts: fonts('<htm')})).rejects.toThrow('got something else')
    await expect(toPdf(root(), {...options, fonts: {bold: 'x' as unknown as Uint8Array}})).rejects.toThrow(TypeError)
  })

  test('should bundle TrueType', () => {
    expect([...Buffer.from(bundledSans.data, 'base64').subarray(0, 4)]).toEqual([0, 1, 0, 0])
  })

  test('should use a font of the user, and DejaVu for what it lacks', async () => {
    // No other font is at hand, so the bold face plays the part of the user's.
    const {default: bold} = await import('../../../src/render/pdf/fonts/bold.json', {with: {type: 'json'}})
    const pdf = readPdf(
      await toPdf(root(heading(1, 'T'), paragraph('words')), {...options, fonts: {sans: Buffer.from(bold.data, 'base64')}})
    )
    expect(pdf.pages[0]?.runs.find(({text}) => text === 'words')?.font).toMatch(/DejaVuSans-Bold$/)
  })
})

describe('4: tables', () => {
  const tall = (letter: string): string =>
    Array.from({length: 240}, (_, index) => `${letter}${index}xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx`).join(' ')

  test('should keep every line of a row taller than a page, and leave no page empty', async () => {
    const {pages, text} = readPdf(await toPdf(root(heading(1, 'T'), table(['first', 'second'], [[tall('a'), tall('b')]])), options))
    for (const letter of ['a', 'b']) for (let index = 0; index < 240; index++) expect(text).toContain(`${letter}${index}x`)
    expect(pages.length).toBeGreaterThan(3)
    for (const page of pages) expect(page.lines.length).toBeGreaterThan(5)
  })

  test('should repeat the head on each page as an artifact', async () => {
    const {pages} = readPdf(await toPdf(report(0, 100), options))
    const heads = pages.map(page => page.runs.filter(run => run.text === 'Outcome'))
    const shown = heads.filter(runs => runs.length > 0)
    expect(shown.length).toBeGreaterThan(3)
    expect(shown.map(([run]) => run?.tag)).toEqual(['TH', ...shown.slice(1).map(() => 'Artifact')])
  })

  test('should keep a head taller than a page, too', async () => {
    const {text} = readPdf(await toPdf(root(heading(1, 'T'), table([tall('h'), 'x'], [['a', 'b']])), options))
    for (let index = 0; index < 240; index++) expect(text).toContain(`h${index}x`)
  })

  test('should break long words within their cell', async () => {
    const {pages} = readPdf(await toPdf(root(heading(1, 'T'), table(['a', 'b', 'c'], [[long, long, long]])), options))
    const columns = [...new Set(pages[0]?.runs.filter(run => run.tag === 'TD').map(run => run.x))].toSorted((a, b) => a - b)
    expect(columns).toHaveLength(3)
    const cell = pages[0]?.runs
      .filter(run => run.tag === 'TD' && run.x === columns[0])
      .map(run => run.text)
      .join('')
    expect(cell).toBe(long)
  })
})

describe('5: memory', () => {
  test('should write 1,000 findings with a small heap', () => {
    const source = `
      import {toPdf} from '../../../src/render/pdf/index.ts'
      import {report} from './sample.ts'
      const bytes = await toPdf(report(1000, 1000), {title: 'T', date: null})
      console.log(JSON.stringify({length: bytes.length, memory: process.resourceUsage().maxRSS / 1024}))
    `
    const {length, memory} = JSON.parse(script(source, ['--max-old-space-size=160'])) as {length: number; memory: number}
    expect(length).toBeGreaterThan(1e6)
    expect(memory).toBeLessThan(320)
  })
})

describe('6: marked content', () => {
  test('should close each before the next, the first of a page as well', async () => {
    for (const page of readPdf(await toPdf(report(5, 50), options)).pages) {
      let open = 0
      for (const [token] of page.operators.matchAll(/\bBDC\b|\bBMC\b|\bEMC\b/g)) {
        open += token === 'EMC' ? -1 : 1
        expect([0, 1]).toContain(open)
      }
      expect(open).toBe(0)
      expect(page.operators).toContain('<<\n/MCID 0\n>> BDC')
    }
  })

  test('should leave no text outside', async () => {
    for (const page of readPdf(await toPdf(hostile(), options)).pages) for (const run of page.runs) expect(run.tag, run.text).not.toBeNull()
  })
})

describe('7: footers', () => {
  test('should not add pages', async () => {
    const {pages} = readPdf(await toPdf(root(heading(1, 'T')), options))
    expect(pages).toHaveLength(1)
    expect(pages[0]?.runs.at(0)?.text).toBe('page 1 / 1')
  })
})

describe('8: info', () => {
  test('should have no key without a value', async () => {
    const info = async (more: object): Promise<string> =>
      [...readPdf(await toPdf(root(), {...options, ...more})).objects.values()].find(object => object.body.includes('/Creator '))?.body ??
      ''
    expect(await info({})).not.toContain('/Subject')
    expect(await info({subject: ''})).not.toContain('/Subject')
    expect(await info({subject: 'x'})).toContain('/Subject')
    expect(await info({title: ''})).toContain('/Title')
  })
})

describe('9: text', () => {
  test('should name controls, overrides and missing glyphs', async () => {
    const shown =
      'a[U+0000]b[U+001B][31mred[U+001B][0m [U+202E]evil[U+202C] [U+200B]zero [U+D800] [U+E0041] [U+4E2D][U+6587] [U+1F600] é ) Tj ET EMC endobj << /Type /Catalog >> \\ ( % [U+0085][U+2028]end'
    const {text} = readPdf(
      await toPdf(root(heading(1, 'T'), table(['x'], [[nasty]]), paragraph(nasty), code(nasty), paragraph(inlineCode(nasty))), options)
    )
    const joined = text.replaceAll('\n', '')
    for (const part of shown.split(' ')) expect(joined.split(part).length - 1, part).toBeGreaterThanOrEqual(4)
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200b\u202a-\u202e\ufffd]/)
  })

  test('should keep them out of outline, text alternatives and metadata', async () => {
    const bytes = await toPdf(hostile(), {...options, title: nasty, subject: nasty})
    const bodies = [...readPdf(bytes).objects.values()].filter(object => object.stream === null).map(object => object.body)
    // UTF-16 of U+202E and of ESC.
    expect(bodies.filter(body => body.includes('\u0020\u002e\u0000e\u0000v') || body.includes('\u001b'))).toEqual([])
  })

  test('should show all of a word of more than 300 characters', async () => {
    const {text} = readPdf(await toPdf(root(heading(1, 'T'), paragraph(long), paragraph(inlineCode(long)), code(long)), options))
    expect(text.replaceAll('\n', '').split(long)).toHaveLength(4)
  })
})

describe('10: links', () => {
  test('should be for the web, mail and anchors that are there', async () => {
    const pdf = readPdf(await toPdf(hostile(), options))
    const uris = [...pdf.objects.values()].flatMap(object => /\/S \/URI\n\/URI \((.*)\)/.exec(object.body)?.[1] ?? [])
    expect([...new Set(uris)]).toEqual([
      `https://example.org/${long}`,
      'mailto:a@example.org',
      'https://example.org/%C3%BC?a=1&b=\\(2\\)',
      'https://example.org/ref'
    ])
    const targets = [...pdf.objects.values()].flatMap(object => /\/S \/GoTo\n\/D \((.*)\)/.exec(object.body)?.[1] ?? [])
    expect(targets).not.toContain('nowhere')
    expect(targets).toEqual(expect.arrayContaining(['two', 'f-1', 'f-2', 'in-list']))
    const everything = [...pdf.objects.values()].map(object => object.body).join('\n')
    expect(everything).not.toMatch(/javascript|file:\/\/|data:/i)
    expect(pdf.text).toContain('script override file nowhere somewhere mail unicode data')
  })

  test('should keep the words of a link that is none', async () => {
    expect(readPdf(await toPdf(root(heading(1, 'T'), paragraph(link('javascript:alert(1)', 'click me'))), options)).text).toBe(
      'T\nclick me'
    )
  })
})

test('bundles for browsers', () => {
  const entry = join(import.meta.dirname, '../../../src/render/pdf/index.ts')
  const {outputFiles, errors} = buildSync({
    entryPoints: [entry],
    bundle: true,
    platform: 'browser',
    format: 'esm',
    splitting: true,
    outdir: 'x',
    write: false,
    minify: true,
    logLevel: 'silent'
  })
  expect(errors).toEqual([])
  for (const file of outputFiles) expect(file.text).not.toMatch(/from ?["']node:|require\(["']node:/)
  // Fonts are in files of their own, loaded when needed.
  expect(outputFiles.length).toBeGreaterThanOrEqual(6)
})
