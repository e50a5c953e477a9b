import {execFileSync} from 'node:child_process'
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import fc from 'fast-check'
import type {Nodes} from 'mdast'
import type {Browser} from 'playwright-core'
import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import {combine} from '../../src/combine.ts'
import type {Report} from '../../src/model/index.ts'
import {lint, loadLintKnowledge} from '../../src/lint.ts'
import {parse} from '../../src/parse/index.ts'
import {pdf} from '../../src/pdf.ts'
import {harden, render, report, reportDiff} from '../../src/pipeline.ts'
import type {Template} from '../../src/render/index.ts'
import builtIn from '../../src/render/templates.json' with {type: 'json'}
import {readWriteUp} from '../../src/writeup/index.ts'
import {oneLine, visible} from '../../src/render/visible.ts'
import {sample} from '../fixtures.ts'
import {launch, skipped, type Watched, watch} from '../render/chromium.ts'
import {made} from '../render/hostile.ts'
import {without} from '../render/pdf/tools.ts'
import {readMarkdown} from '../render/reports.ts'
import {plainCode, same, type Shape, shapeOf, shown, unseen} from '../render/shapes.ts'
import {possible, writeUpOf} from '../report/write-ups.ts'
import {catalog, now, threatsOf} from '../threats/reports.ts'

const seed = Number(process.env['BENCHSCRIBE_SEED'] ?? 20_261_127)
const values = fc.sample(made, {seed, numRuns: 5000})
console.info(`5,000 hostile strings, BENCHSCRIBE_SEED=${seed}`)

/** Puts a text into a log, and remembers that it did. */
type Put = () => string

/** kube-bench's JSON with 100 checks, each with five texts. */
function checks(put: Put): string {
  const results = Array.from({length: 100}, (_, index) => ({
    test_number: `1.1.${index + 1}`,
    test_desc: put(),
    status: index % 4 === 3 ? 'PASS' : 'FAIL',
    scored: true,
    type: '',
    actual_value: put(),
    expected_result: put(),
    audit: put(),
    remediation: put()
  }))
  return JSON.stringify({
    Controls: [{id: '1', version: 'x', text: 'y', node_type: 'z', tests: [{section: '1.1', desc: put(), results}]}]
  })
}

/** The bundled sample with eight texts for each container, image, path and user it names. */
function items(put: Put): string {
  const log = JSON.parse(sample('docker-bench-security.json')) as {tests: {results: {items?: string[]}[]}[]}
  for (const {results} of log.tests)
    for (const result of results) if (result.items) result.items = result.items.flatMap(() => Array.from({length: 8}, () => `c${put()}c`))
  return JSON.stringify(log)
}

const one = (text: string): ReturnType<typeof combine> => combine([parse(text, {file: 'a.json'})], catalog)
const scans = (put: Put): Report => report(one(checks(put)), {catalog, now})
const named = (put: Put): Report => {
  const log = checks(put)
  // Two nodes with the same log and names that are texts too.
  return report(combine([parse(log, {node: `a ${put()}`}), parse(log, {node: `b ${put()}`})], catalog), {catalog, now})
}
/** A log against itself with every third outcome turned. */
function changed(log: string): Report {
  let count = 0
  const before = log.replace(/"status":"(?:PASS|FAIL)"/g, status =>
    count++ % 3 > 0 ? status : status.includes('PASS') ? '"status":"FAIL"' : '"status":"PASS"'
  )
  return reportDiff(one(before), one(log), {catalog, now})
}
const builtInTemplate = (name: keyof typeof builtIn): Template => ({name, source: builtIn[name]})

/** Every kind of report that text of a log comes into, with every template it has. */
const kinds: readonly (readonly [string, (put: Put) => Report, Template])[] = [
  ['full', scans, builtInTemplate('full')],
  ['summary', scans, builtInTemplate('summary')],
  ['ci', scans, builtInTemplate('ci')],
  ['full, of two nodes', named, builtInTemplate('full')],
  ['full, of items', put => report(one(items(put)), {catalog, now}), builtInTemplate('full')],
  ['diff', put => changed(checks(put)), builtInTemplate('diff')],
  ['threats', put => threatsOf(one(items(put))), builtInTemplate('threats')],
  [
    'write-up',
    put =>
      possible(
        writeUpOf([
          {text: items(put), file: 'a.json'},
          {text: sample('kube-bench.json'), file: 'b.json'}
        ])
      ),
    builtInTemplate('write-up')
  ]
]

/** A word for each place, and the text that comes there. */
interface Filled {
  readonly harmless: Report
  readonly hostile: Report
  /** The text of each word. */
  readonly words: ReadonlyMap<string, string>
}

/** The report with words and the one with texts in their places, beginning with some text of the 5,000. */
function filled(make: (put: Put) => Report, from: number): Filled {
  const words = new Map<string, string>()
  let count = 0
  const harmless = make(() => {
    const word = `W${count}w`
    words.set(word, values[(from + count++) % values.length] ?? '')
    return word
  })
  let at = from
  return {harmless, hostile: make(() => values[at++ % values.length] ?? ''), words}
}

/** How many texts a kind of report takes, and where each of its runs begins. */
function runsOf(make: (put: Put) => Report): readonly number[] {
  let count = 0
  make(() => `W${count++}w`)
  return Array.from({length: Math.ceil(values.length / count)}, (_, run) => run * count)
}

/** Where a text stands decides how it is seen: in a block of code its lines stay. */
function replaced(text: string, words: ReadonlyMap<string, string>, code: boolean): string {
  return text.replace(/W\d+w/g, word => {
    const value = words.get(word) ?? word
    return code ? visible(value.replace(/\r\n?/g, '\n')) : oneLine(value)
  })
}

function expected(shape: Shape, words: ReadonlyMap<string, string>, code = false): Shape {
  const inCode = code || shape.type === 'code' || shape.type === 'PRE'
  const facts = Object.entries(shape.facts ?? {}).map(([name, fact]) => [
    name,
    typeof fact === 'string' ? replaced(fact, words, false) : fact
  ])
  return {
    ...shape,
    ...(shape.text === undefined ? {} : {text: replaced(shape.text, words, inCode)}),
    ...(shape.facts === undefined ? {} : {facts: Object.fromEntries(facts)}),
    ...(shape.children ? {children: shape.children.map(child => plainCode(shape, expected(child, words, inCode)))} : {})
  }
}

const folder = mkdtempSync(join(tmpdir(), 'benchscribe-hostile-'))
afterAll(() => rmSync(folder, {recursive: true}))

/** Texts beside each other are one: code of a cell may become text, see src/render/markdown.ts. */
function joined(shape: Shape): Shape {
  if (shape.children === undefined) return shape
  const children: Shape[] = []
  for (const child of shape.children) {
    const last = children.at(-1)
    if (child.type === 'text' && last?.type === 'text') children.splice(-1, 1, {...last, text: `${last.text ?? ''}${child.text ?? ''}`})
    else children.push(joined(child))
  }
  return {...shape, children}
}

/** A write-up that is made of hostile texts, which `lint` reads as far as it can and quotes. */
function document(from: number): string {
  const text = (index: number): string => values[(from + index) % values.length] ?? ''
  const threats = Array.from({length: 10}, (_, index) => `- **Spoofing** in the daemon: ${text(index)}`)
  const findings = Array.from(
    {length: 20},
    (_, index) =>
      `### 2.${index + 1} ${text(20 + index)}\n\nRemediation: set \`${text(60 + index)}\` in daemon.json. ${text(100 + index)}\n`
  )
  return `# Docker threat model\n\n${threats.join('\n')}\n\n# Findings\n\n${findings.join('\n')}\n`
}

/** Reports whose structure depends on what the texts say: how a name is quoted in a command, what a sentence is read as. */
const loose: readonly (readonly [string, (from: number) => Promise<Report>, () => Promise<Report>, Template])[] = [
  [
    'lint',
    async from => lint(await readWriteUp(document(from)), await loadLintKnowledge()),
    async () => lint(await readWriteUp(sample('threat-model.md')), await loadLintKnowledge()),
    builtInTemplate('lint')
  ],
  [
    'plan',
    async from => {
      let at = from
      return (await harden(one(items(() => values[at++ % values.length] ?? '')), {catalog, now})).plan
    },
    async () => (await harden(one(sample('docker-bench-security.json')), {catalog, now})).plan,
    builtInTemplate('plan')
  ]
]

describe.skipIf(skipped).each(loose)('%s', (_, make, usual, template) => {
  test('of hostile texts should hold nothing but the elements of reports, and run nothing', async () => {
    const browser = await launch()
    const {page, deeds} = await watch(browser)
    const known = namesOf(await shown(page, String(await render(await usual(), {to: 'html', template}))))
    for (let from = 0; from < values.length; from += 240) {
      const html = String(await render(await make(from), {to: 'html', template}))
      expect(unseen.exec(html)?.[0]).toBeUndefined()
      expect([...namesOf(await shown(page, html))].filter(name => !known.has(name))).toEqual([])
      await page.setContent(html)
      expect(await page.evaluate('globalThis.ran')).toBeUndefined()
    }
    expect(deeds).toEqual([])
    await browser.close()
  })
})

describe.each(loose)('%s', (_, make, usual, template) => {
  test('of hostile texts should be Markdown of the usual kinds of nodes, with links of ours only', async () => {
    const known = partsOf(readMarkdown(String(await render(await usual(), {to: 'markdown', template}))))
    for (let from = 0; from < values.length; from += 240) {
      const markdown = String(await render(await make(from), {to: 'markdown', template}))
      expect(unseen.exec(markdown)?.[0]).toBeUndefined()
      const odd = [...partsOf(readMarkdown(markdown))].filter(part => !known.has(part) && !ours.test(part))
      expect(odd).toEqual([])
    }
  })

  test.skipIf(without('pdfinfo'))('of hostile texts should be PDF of the usual elements', async () => {
    const known = new Set((await structured(await usual(), template)).map(line => line.split(' ')[0]))
    for (let from = 0; from < values.length; from += 960) {
      const found = new Set((await structured(await make(from), template)).map(line => line.split(' ')[0]))
      expect([...found].filter(name => !known.has(name))).toEqual([])
    }
  })
})

/** Nodes that reports have whether the sample has them or not. The pieces of hostile texts spell `http`, never `https`. */
const ours = /^(?:html <a id="[a-z0-9-]+">|html <\/a>|link #[a-z0-9-]+|link https:\/\/\S+|listItem|list|emphasis|thematicBreak)$/

/** Kinds of nodes; raw HTML and links with what they say. */
function partsOf(root: Nodes): ReadonlySet<string> {
  const parts = new Set<string>()
  const pending: Nodes[] = [root]
  for (let node = pending.pop(); node; node = pending.pop()) {
    parts.add(node.type === 'html' ? `html ${node.value}` : node.type === 'link' ? `link ${node.url}` : node.type)
    if ('children' in node) pending.push(...node.children)
  }
  return parts
}

async function structured(value: Report, template: Template): Promise<readonly string[]> {
  const file = join(folder, 'loose.pdf')
  writeFileSync(file, (await render(value, {to: 'pdf', template, renderers: [pdf]})) as Uint8Array)
  return structureOf(execFileSync('pdfinfo', ['-struct-text', file], {encoding: 'utf8', maxBuffer: 1e9}))
}

/** Names of the elements and attributes of a document. */
function namesOf(shape: Shape): ReadonlySet<string> {
  const names = new Set<string>()
  const pending: Shape[] = [shape]
  for (let node = pending.pop(); node; node = pending.pop()) {
    names.add(node.type)
    for (const name of Object.keys(node.facts ?? {})) names.add(`${node.type} ${name}`)
    pending.push(...(node.children ?? []))
  }
  return names
}

describe.each(kinds)('%s', (_, make, template) => {
  const runs = runsOf(make)

  test('Markdown should have its structure and the exact texts', async () => {
    for (const from of runs) {
      const {harmless, hostile, words} = filled(make, from)
      const markdown = String(await render(hostile, {to: 'markdown', template}))
      expect(unseen.exec(markdown)?.[0]).toBeUndefined()
      const plain = shapeOf(readMarkdown(String(await render(harmless, {to: 'markdown', template}))))
      same(joined(shapeOf(readMarkdown(markdown))), joined(expected(plain, words)))
    }
  })

  describe.skipIf(skipped)('HTML', () => {
    let browser: Browser
    let watched: Watched
    beforeAll(async () => {
      browser = await launch()
      watched = await watch(browser, {viewport: {width: 390, height: 800}})
    })
    afterAll(() => browser?.close())

    test('should have its elements and the exact texts, and run nothing', async () => {
      for (const from of runs) {
        const {harmless, hostile, words} = filled(make, from)
        const [html, plain] = await Promise.all([render(hostile, {to: 'html', template}), render(harmless, {to: 'html', template})])
        expect(unseen.exec(String(html))?.[0]).toBeUndefined()
        same(await shown(watched.page, String(html)), expected(await shown(watched.page, String(plain)), words))
        await watched.page.setContent(String(html))
        expect(await watched.page.evaluate('globalThis.ran')).toBeUndefined()
        expect(watched.deeds).toEqual([])
      }
    })
  })

  describe.skipIf(without('pdfinfo'))('PDF (needs pdfinfo)', () => {
    const structure = async (value: Report): Promise<string> => {
      const file = join(folder, 'report.pdf')
      writeFileSync(file, (await render(value, {to: 'pdf', template, renderers: [pdf]})) as Uint8Array)
      return execFileSync('pdfinfo', ['-struct-text', file], {encoding: 'utf8', maxBuffer: 1e9})
    }

    test('should have its elements and the exact texts', async () => {
      for (const from of runs) {
        const {harmless, hostile, words} = filled(make, from)
        const [found, plain] = [structureOf(await structure(hostile)), structureOf(await structure(harmless))]
        const wanted = plain.map(line => squeezed(replaced(line, words, false)))
        const seen = found.map(squeezed)
        // One string compared first: two long lists are slow to compare.
        if (seen.join('\n') !== wanted.join('\n')) expect(seen).toEqual(wanted)
      }
    })
  })
})

/**
 * The elements of a tagged PDF in order, each with its text on the same line. How many lines and spans a text takes is no
 * matter here.
 */
function structureOf(dump: string): readonly string[] {
  const lines: string[] = []
  for (const line of dump.split('\n')) {
    const text = /^\s*"(.*)"$/.exec(line)?.[1]
    if (text !== undefined) lines.push(`${lines.pop() ?? ''}${text}`)
    else if (/^\s*[A-Z]/.test(line) && !/^\s*(?:Span|Lbl|LBody|Code)\b/.test(line)) lines.push(`${line.trim().replace(/\W.*$/, '')} `)
  }
  return lines
}

/** Without blanks, and with the names of characters that show nothing or that the font does not have taken back. */
function squeezed(line: string): string {
  return (
    line
      .trimEnd()
      // The page of an entry of the table of contents.
      .replace(/^(Link.*?) *\d+$/s, '$1')
      .replace(/\[U\+([0-9A-F]{4,6})\]/g, (_, code: string) => String.fromCodePoint(Number.parseInt(code, 16)))
      .replace(/[\s\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Mn}"]/gu, '')
  )
}
