import {describe, expect, test} from 'vitest'
import {toPdf} from '../../../src/render/pdf/index.ts'
import {hostile} from './hostile.ts'
import {code, heading, paragraph, report, root, table} from './sample.ts'
import {check, type Document, readQpdf, type Value} from './structure-checker.ts'
import {run, without} from './tools.ts'

const options = {title: 'Report', date: null}

async function checked(bytes: Uint8Array): Promise<readonly string[]> {
  return check(document(bytes))
}

function document(bytes: Uint8Array): Document {
  return readQpdf(run('qpdf', ['--json', '--json-stream-data=inline', '--decode-level=generalized', 'FILE'], bytes).stdout)
}

describe.skipIf(without('qpdf'))('structure (needs qpdf)', () => {
  test('a report has no fault', async () => {
    const bytes = await toPdf(report(30, 200), options)
    expect(run('qpdf', ['--check', 'FILE'], bytes)).toMatchObject({status: 0, stderr: ''})
    expect(await checked(bytes)).toEqual([])
  })

  test('a hostile tree has no fault', async () => {
    const bytes = await toPdf(hostile(), {...options, title: 'A & <b> "c" \u202e', subject: 'x]]>&'})
    expect(run('qpdf', ['--check', 'FILE'], bytes)).toMatchObject({status: 0, stderr: ''})
    expect(await checked(bytes)).toEqual([])
  })

  test('headings that skip levels, tables that break over pages and an empty tree have no fault', async () => {
    const tall = 'line of a very tall cell '.repeat(600)
    expect(
      await checked(
        await toPdf(
          root(
            heading(3, 'Deep'),
            heading(6, 'Deeper'),
            heading(2, 'Up'),
            table(
              ['a', 'b'],
              [
                [tall, 'x'],
                ['y', tall]
              ]
            ),
            code('x\n'.repeat(300)),
            paragraph('end')
          ),
          options
        )
      )
    ).toEqual([])
    expect(await checked(await toPdf(root(), options))).toEqual([])
  })

  test('the checker finds faults', async () => {
    const found = document(await toPdf(report(2, 5), options))
    const find = (test: (body: Readonly<Record<string, Value>>) => boolean): string =>
      [...found.objects].find(
        ([, body]) => body !== null && typeof body === 'object' && !Array.isArray(body) && test(body as Readonly<Record<string, Value>>)
      )?.[0] ?? ''
    const spoiled = (reference: string, change: Readonly<Record<string, Value>>): Document => ({
      ...found,
      objects: new Map([...found.objects, [reference, {...(found.objects.get(reference) as Readonly<Record<string, Value>>), ...change}]])
    })
    const catalog = find(body => body['/Type'] === '/Catalog')
    const page = find(body => body['/Type'] === '/Page')
    const contents = String((found.objects.get(page) as Readonly<Record<string, Value>>)['/Contents'])
    const painted = (operators: string): Document => ({
      ...found,
      streams: new Map([...found.streams, [contents, `${found.streams.get(contents)}\n${operators}`]])
    })
    const cases: readonly (readonly [Document, RegExp])[] = [
      [spoiled(catalog, {'/Lang': null}), /^Lang/],
      [spoiled(catalog, {'/MarkInfo': null}), /^MarkInfo/],
      [spoiled(catalog, {'/ViewerPreferences': null}), /^DisplayDocTitle/],
      [spoiled(catalog, {'/Metadata': null}), /^XMP/],
      [spoiled(catalog, {'/Outlines': null, '/StructTreeRoot': null}), /^StructTreeRoot/],
      [
        spoiled(
          find(body => body['/S'] === '/H2'),
          {'/S': '/H5'}
        ),
        /^H5: it follows H1/
      ],
      [
        spoiled(
          find(body => body['/S'] === '/TH'),
          {'/A': null}
        ),
        /^TH: it has no Scope/
      ],
      [
        spoiled(
          find(body => body['/S'] === '/TD'),
          {'/S': '/P'}
        ),
        /^TR: it holds P/
      ],
      [
        spoiled(
          find(body => body['/S'] === '/Lbl'),
          {'/S': '/P'}
        ),
        /^LI: it holds P/
      ],
      [
        spoiled(
          find(body => body['/S'] === '/L'),
          {'/A': null}
        ),
        /^L: it has labels/
      ],
      [
        spoiled(
          find(body => body['/S'] === '/Figure'),
          {'/Alt': null}
        ),
        /^Figure: it has no Alt/
      ],
      [
        spoiled(
          find(body => body['/S'] === '/Figure'),
          {'/A': null}
        ),
        /^Figure: it has no BBox/
      ],
      [
        spoiled(
          find(body => body['/S'] === '/P'),
          {'/S': '/Paragraph'}
        ),
        /^S: Paragraph is no/
      ],
      [
        spoiled(
          find(body => body['/S'] === '/Link'),
          {'/K': []}
        ),
        /^Annot: it is in no element/
      ],
      [
        spoiled(
          find(body => body['/Subtype'] === '/Link'),
          {'/Contents': null}
        ),
        /^Annot: it has no Contents/
      ],
      [
        spoiled(
          find(body => body['/Subtype'] === '/Link'),
          {'/StructParent': 0}
        ),
        /^StructParent/
      ],
      [
        spoiled(
          find(body => body['/S'] === '/URI'),
          {'/URI': 'u:javascript:alert(1)'}
        ),
        /^URI/
      ],
      [
        spoiled(
          find(body => body['/S'] === '/GoTo'),
          {'/D': 'u:nowhere'}
        ),
        /^GoTo/
      ],
      [
        spoiled(
          find(body => body['/Type'] === '/FontDescriptor'),
          {'/FontFile2': null}
        ),
        /nothing/
      ],
      [spoiled(page, {'/Tabs': null}), /^Tabs/],
      [spoiled(catalog, {'/MarkInfo': {'/Marked': true, '/Suspects': true}}), /^MarkInfo: its tags/],
      [
        spoiled(
          find(body => body['/S'] === '/H2'),
          {'/S': '/H1'}
        ),
        /^H1: there are several/
      ],
      [
        spoiled(
          find(body => body['/S'] === '/H2'),
          {'/K': []}
        ),
        /^H2: it has no text/
      ],
      [
        spoiled(
          find(body => body['/S'] === '/Figure'),
          {'/A': {'/O': '/Layout', '/BBox': [0, 0, 9999, 10]}}
        ),
        /^Figure: its BBox is not on the page/
      ],
      [
        spoiled(
          find(body => body['/S'] === '/TOCI'),
          {'/K': []}
        ),
        /^TOCI: it has no Reference/
      ],
      [spoiled(page, {'/StructParents': null}), /^StructParents/],
      [
        spoiled(
          find(body => '/Title' in body && '/Dest' in body),
          {'/Dest': null}
        ),
        /^Outlines: an entry leads nowhere/
      ],
      [
        spoiled(
          find(body => '/Title' in body && '/Dest' in body),
          {'/Title': 'u:'}
        ),
        /^Outlines: an entry has no words/
      ],
      [painted('/P <</MCID 998>> BDC /I1 Do EMC'), /picture stands outside of a Figure/],
      [painted('0 0 1 1 re f'), /f outside of marked content/],
      [painted('/P <</MCID 0>> BDC EMC'), /used twice/],
      [painted('/Artifact BMC /P <</MCID 999>> BDC EMC EMC'), /stands in \/Artifact/]
    ]
    for (const [document, expected] of cases)
      if (expected.source !== 'nothing') expect(check(document).join('\n'), expected.source).toMatch(new RegExp(expected.source, 'm'))
  })
})

describe.skipIf(without('pdfinfo') || without('pdffonts') || without('pdftotext'))('as others read it (needs poppler)', () => {
  test('pdfinfo knows it as tagged, with title and number of pages', async () => {
    const {stdout} = run(
      'pdfinfo',
      ['FILE'],
      await toPdf(report(3, 10), {title: 'Ünïcode & <Title>', date: new Date('2026-11-24T01:02:03Z'), subject: 'A subject'})
    )
    expect(stdout).toMatch(/^Title: +Ünïcode & <Title>$/m)
    expect(stdout).toMatch(/^Subject: +A subject$/m)
    expect(stdout).toMatch(/^Creator: +benchscribe$/m)
    expect(stdout).toMatch(/^Tagged: +yes$/m)
  })

  test('pdffonts finds every font embedded as a subset with Unicode', async () => {
    const {stdout} = run('pdffonts', ['FILE'], await toPdf(hostile(), options))
    const fonts = stdout.trim().split('\n').slice(2)
    expect(fonts.length).toBeGreaterThanOrEqual(4)
    for (const font of fonts) expect(font).toMatch(/CID TrueType +Identity-H +yes yes yes/)
  })

  test('pdftotext gets the words back', async () => {
    const {stdout} = run(
      'pdftotext',
      ['-layout', 'FILE', '-'],
      await toPdf(root(heading(1, 'Überschrift'), paragraph('config file: ✔ │ ř → Ω Ж “quoted” office')), options)
    )
    expect(stdout).toContain('Überschrift')
    expect(stdout).toContain('config file: ✔ │ ř → Ω Ж “quoted” office')
  })

  test('the structure reads in order', async () => {
    const {stdout} = run('pdfinfo', ['-struct-text', 'FILE'], await toPdf(report(2, 3), options))
    expect(stdout.indexOf('What to fix first')).toBeLessThan(stdout.indexOf('Failed checks'))
    expect(stdout).toMatch(/TH:\s+\/Scope \/Column\s+"What"/)
  })
})
