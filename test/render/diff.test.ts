import {readFileSync} from 'node:fs'
import {fileURLToPath} from 'node:url'
import {Ajv2020} from 'ajv/dist/2020.js'
import {describe, expect, test} from 'vitest'
import {waive} from '../../src/analyse/index.ts'
import {loadCatalog} from '../../src/catalog/index.ts'
import type {DiffReport, Findings} from '../../src/model/index.ts'
import {parse} from '../../src/parse/index.ts'
import {pdf} from '../../src/pdf.ts'
import {combine} from '../../src/combine.ts'
import {render, reportDiff} from '../../src/pipeline.ts'
import {oneLine} from '../../src/render/visible.ts'
import {hostile as values} from './hostile.ts'
import {nodesOf, nodesOfType, now, ownOf, readMarkdown, write} from './reports.ts'
import {textOf} from '../../src/render/mdast.ts'

const catalog = await loadCatalog()
const folder = fileURLToPath(new URL('./fixtures/diff-shop/', import.meta.url))
// What is said about a log is tested with the parser.
const read = (text: string, file: string, node: string | null = null): Findings => ({
  ...combine([parse(text, {file, node})], catalog),
  messages: []
})
const side = (name: string): string => readFileSync(`${folder}${name}.log`, 'utf8')
const shop = (): DiffReport => reportDiff(read(side('before'), 'before.log'), read(side('after'), 'after.log'), {catalog, now})

describe('the shop before and after', () => {
  test('should give the agreed Markdown, HTML and JSON', async () => {
    const report = shop()
    await expect(await write(report, 'markdown')).toMatchFileSnapshot(`${folder}diff.md`)
    await expect(ownOf(await write(report, 'html'))).toMatchFileSnapshot(`${folder}diff.html`)
    await expect(String(await render(report, {to: 'json'}))).toMatchFileSnapshot(`${folder}diff.json`)
  })

  test('should fit the published schema, with waivers too', () => {
    const schema = (name: string): object => JSON.parse(readFileSync(new URL(`../../schema/${name}.schema.json`, import.meta.url), 'utf8'))
    const ajv = new Ajv2020({allErrors: true, strict: false})
    ajv.addSchema(schema('findings'), 'findings.schema.json')
    const validate = ajv.compile(schema('diff'))
    const waiver = {
      about: {control: 'docker.image.user'},
      kind: 'accepted' as const,
      reason: 'x',
      owner: null,
      expires: '2030-01-01',
      ticket: null,
      node: null,
      item: 'web',
      file: null,
      line: null,
      column: null
    }
    const after = waive(
      read(side('after'), 'after.log'),
      [waiver, {...waiver, about: {control: 'docker.daemon.icc'}, item: null}],
      '2026-01-01'
    )
    expect(after.uses.map(({state}) => state)).toContain('used')
    for (const report of [shop(), reportDiff(read(side('before'), 'b'), after.document)]) {
      expect(validate(JSON.parse(JSON.stringify(report.data))) ? [] : validate.errors).toEqual([])
    }
    expect(validate({...shop().data, fixed: [{}]})).toBe(false)
  })

  test('should survive JSON, and be written as PDF', async () => {
    const report = shop()
    expect(JSON.parse(JSON.stringify(report))).toEqual(report)
    const bytes = (await render(report, {to: 'pdf', renderers: [pdf]})) as Uint8Array
    expect(Buffer.from(bytes.slice(0, 5)).toString('latin1')).toBe('%PDF-')
  })

  test('should count in its headline as in its lists', () => {
    const {headline, counts, regressed, grown, newlyFailing} = shop()
    expect({...counts, regressed, grown, newlyFailing}).toEqual({
      fixed: 1,
      new: 2,
      changed: 2,
      unchanged: 3,
      newlyApplicable: 2,
      notScanned: 1,
      regressed: 1,
      grown: 1,
      newlyFailing: 1
    })
    expect(headline).toBe(
      'Of 10 checks in the later scan: 1 fixed; 1 newly fails; 1 still fails with new instances; 2 newly apply, 1 of them failing; 2 changed otherwise; 1 no longer scanned; 3 unchanged.'
    )
  })
})

describe('hostile values', () => {
  const log = (title: string, item: string): string => `[INFO] 4 - Images
[WARN] 4.1 - ${title}
[WARN]      * Running as root: ${item}
[WARN]      * Running as root: steady
[PASS] 4.2 - ${title} two
`
  const report = (value: string): DiffReport =>
    reportDiff(read(log(`T ${value}`, 'old'), `${value}.log`, value), read(log(`T ${value}`, `i${value}`), 'b.log', value), {
      now,
      title: `D ${value}`
    })
  // Code that holds a bar behind a backslash is written as text in a table.
  const shape = (markdown: string): readonly string[] =>
    nodesOf(readMarkdown(markdown))
      .map(({type}) => type)
      .filter(type => type !== 'text' && type !== 'inlineCode')
  const harmless = write(report('x'), 'markdown').then(shape)

  // Line ends end a line of a log, and colour is taken off it.
  const fitting = Object.entries(values).filter(([, value]) => !/[\r\n\u001b\u009b]/.test(value) && value.length < 1000)
  test.each(fitting)('should be text and nothing else: %s', async (_, value) => {
    const hostile = report(value)
    const markdown = await write(hostile, 'markdown')
    expect(shape(markdown)).toEqual(await harmless)
    const cells = nodesOfType(readMarkdown(markdown), 'tableCell').map(cell => textOf(cell))
    const [first] = hostile.lists.new
    expect(first?.newItems.length).toBe(1)
    expect(cells.join('\n')).toContain(oneLine(first?.newItems[0] ?? ''))
    const html = await write(hostile, 'html')
    // Our own bars stand in it; there is nothing in these that a value could say.
    const ours = '<svg viewBox="0 0 1000 28" preserveAspectRatio="none" aria-hidden="true" focusable="false">'
    expect(html.replaceAll(ours, '')).not.toMatch(/<(?:script|img|svg|iframe)\b/i)
  })
})

describe('notes', () => {
  const kube = (node: string | null, more = ''): Findings =>
    read(
      `[INFO] 1 Control Plane Security Configuration\n[FAIL] 1.1.12 Ensure that the etcd data directory ownership is set to etcd:etcd (Automated)\n${more}`,
      'k.log',
      node
    )
  const notes = (before: Findings, after: Findings): readonly string[] =>
    reportDiff(before, after, {catalog}).notes.filter(note => !/not complete|benchmarks differ/.test(note))

  test('should say when nodes have nothing in common, and which are on one side only', () => {
    expect(notes(kube('a'), kube('b'))).toEqual([expect.stringMatching(/^No node is in both: before a, after b\./)])
    const two = combine([kube('a'), kube('b')], catalog)
    expect(notes(two, kube('a'))).toEqual(['Only in the scans before: b.'])
    expect(notes(kube('a'), kube('a'))).toEqual([])
    expect(notes(combine([kube(null), kube('b')], catalog), two)).toEqual([expect.stringMatching(/^Not every scan names its node/)])
    expect(notes(kube(null), two)).toEqual([expect.stringMatching(/^1 scan before and 2 scans after are compared, /)])
    expect(notes(read('[PASS] 2.2 - Ensure the logging level is set\n', 'd.log'), kube(null))).toEqual([
      'No check is in both: these logs are about different things.'
    ])
  })
})
