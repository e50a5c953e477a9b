import fc from 'fast-check'
import type {Nodes} from 'mdast'
import type {Browser, Page} from 'playwright-core'
import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import type {ScanReport} from '../../src/model/index.ts'
import {visible} from '../../src/render/visible.ts'
import {launch, skipped, type Watched, watch} from './chromium.ts'
import {type Case, cases, hostile} from './hostile.ts'
import {readMarkdown, reportOf, template, write} from './reports.ts'

const runs = Number(process.env['BENCHSCRIBE_RUNS'] ?? 100)
const seed = Number(process.env['BENCHSCRIBE_SEED'] ?? 20_260_102)

/** Every block that shows something of a log, and every way a template can say it. */
const everything = template(`# {{title}} {{headline}}

{{block "top"}}

{{block "scans"}}

{{block "findings" merge="no"}}

{{block "rows" merge="no"}}

{{block "messages"}}

{{#with findings.[0]}}
- {{title}} **{{heading}}** [{{title}}](https://example.org) {{code title}}

| {{id}} | Title |
| - | - |
| {{title}} | {{#if section}}{{section.title}}{{/if}} |
{{/with}}
`)

/** Cases that stand in one report. Ids give the order of things, so hostile ones have a report of their own. */
const groups: readonly (readonly Case[])[] = [cases.filter(({orders}) => !orders), cases.filter(({orders}) => orders)]

/** Cases by name, so that a counterexample can be read. */
const names = fc.constantFrom(...cases.map(({name}) => name))

function named(name: string): readonly Case[] {
  return cases.filter(one => one.name === name)
}

/** The cases of a group that a value can stand in. */
function fitting(group: readonly Case[], value: string): readonly Case[] {
  return group.filter(({takes}) => takes?.(value) ?? true)
}

/** A node without its place in a file: type, own text, what else it has, children. */
interface Shape {
  readonly type: string
  readonly text?: string
  readonly facts?: Readonly<Record<string, unknown>>
  readonly children?: readonly Shape[]
}

/** Anchors are made from ids: what they are called is no matter here. */
const anchors = /(<a id="|#)f-[a-z0-9-]+/g

function shapeOf(node: Nodes): Shape {
  const {
    type,
    position: _,
    children,
    value,
    ...facts
  } = node as {
    type: string
    position?: unknown
    children?: readonly Nodes[]
    value?: string
  }
  return {
    type,
    ...(value === undefined ? {} : {text: value.replace(anchors, '$1f')}),
    facts: JSON.parse(JSON.stringify(facts).replace(anchors, '$1f')) as Record<string, unknown>,
    ...(children === undefined ? {} : {children: children.map(shapeOf)})
  }
}

/** The harmless shape with what is to be seen of a value in place of each word. */
function withValue(shape: Shape, used: readonly Case[], value: string): Shape {
  const places = used.flatMap(({places}) => places)
  const put = (said: string): string => {
    let text = said
    for (const {word, shown} of places) if (text.includes(word)) text = text.split(word).join(shown(value))
    return text
  }
  return {
    ...shape,
    ...(shape.text === undefined ? {} : {text: put(shape.text)}),
    ...(shape.facts === undefined
      ? {}
      : {
          facts: Object.fromEntries(Object.entries(shape.facts).map(([name, fact]) => [name, typeof fact === 'string' ? put(fact) : fact]))
        }),
    ...(shape.children ? {children: shape.children.map(child => plainCode(shape, withValue(child, used, value)))} : {})
  }
}

/** In a table of Markdown, code with `\|` in it is text: see src/render/markdown.ts. */
function plainCode(parent: Shape, child: Shape): Shape {
  return parent.type === 'tableCell' && child.type === 'inlineCode' && child.text?.includes('\\|') ? {...child, type: 'text'} : child
}

/** `toEqual` is slow on large trees, and most are equal. */
function same(found: Shape, expected: Shape): void {
  if (JSON.stringify(found) !== JSON.stringify(expected)) expect(leaves(found)).toEqual(leaves(expected))
}

/** One line for each node that holds none, with the way to it: short to read where two trees differ. */
function leaves({type, text, facts, children}: Shape): readonly string[] {
  const own = `${type}${JSON.stringify(facts ?? {})}`
  return children
    ? [own, ...children.flatMap(child => leaves(child).map(line => `${type} ${line}`))]
    : [`${own} ${JSON.stringify(text ?? '')}`]
}

const reports = new Map<string, Promise<ScanReport>>()

/** A report with one value everywhere, made once: the formats of a report share its tree. */
function reportWith(used: readonly Case[], value: string): Promise<ScanReport> {
  const key = JSON.stringify([value, ...used.map(({name}) => name)])
  const made = reports.get(key) ?? reportOf(...used.map(({log}) => log(() => value)))
  reports.set(key, made)
  return made
}

async function written(used: readonly Case[], value: string, to: 'markdown' | 'html'): Promise<string> {
  return write(await reportWith(used, value), to, everything)
}

/** The report in which a word of its own stands at each place. */
async function writtenWithWords(used: readonly Case[], to: 'markdown' | 'html'): Promise<string> {
  return write(await reportOf(...used.map(({log}) => log(word => word))), to, everything)
}

/** The shape of a report with harmless words, for each set of cases once. */
function harmlessShapes(read: (used: readonly Case[]) => Promise<Shape>): (used: readonly Case[]) => Promise<Shape> {
  const known = new Map<string, Promise<Shape>>()
  return used => {
    const key = used.map(({name}) => name).join()
    const shape = known.get(key) ?? read(used)
    known.set(key, shape)
    return shape
  }
}

const values = Object.entries(hostile)

/** Pieces that hostile values are made of. */
const pieces = fc.constantFrom(
  ...'< > </ <!-- --> & &amp; &#42; " \' = ` `` ``` ~~~ * ** _ ~~ [ ] ]( ) ![ # | \\ \\| {{ }} {{{ : :// http www. @ $ ^ +'.split(' '),
  ...'a b 1 é 中 👩‍💻 script javascript: ::error:: __proto__ --- === [^1]'.split(' '),
  ...['- ', '1. ', '> ', '[x]: ', 'img onerror=', '<!-- benchscribe:block:0 -->', '\n', '\n\n', '\n    ', '\r\n', '\t', '  ', ' '],
  ...['\u0000', '\u001b[', '\u202e', '\u200b', '\u2028', '\ufeff', '\ud800', '\udc00', '\u0085', '\u00a0', '\u000b']
)

/** Values; what is at their edges must not be white space, for a log's lines and fields are trimmed. */
const made = fc
  .array(pieces, {minLength: 1, maxLength: 24})
  .map(parts => parts.join('').trim())
  .filter(value => value !== '')

/** What does not show, whatever src/render/visible.ts says: controls, formats, surrogates, separators, nothing at all. */
const unseen = /[^\P{Cc}\t\n]|[\p{Cf}\p{Cs}\p{Cn}\p{Zl}\p{Zp}]/u

test.each([
  ['a\u0000b\u001b\u007f\u0085', 'a[U+0000]b[U+001B][U+007F][U+0085]'],
  ['\u202egpj\u2066\u200e\u061c', '[U+202E]gpj[U+2066][U+200E][U+061C]'],
  ['a\u200b\u2060\ufeff\u00ad\u2028b', 'a[U+200B][U+2060][U+FEFF][U+00AD][U+2028]b'],
  ['\ud800 \udc00 \u{1f600} \u{e0041}', '[U+D800] [U+DC00] \u{1f600} [U+E0041]'],
  ['a\tb\nc', 'a\tb\nc'],
  ['[U+202E]', '[U+202E]']
])('what is hidden should have a name: %j', (value, expected) => {
  expect(visible(value)).toBe(expected)
})

describe('Markdown', () => {
  const harmless = harmlessShapes(async used => shapeOf(readMarkdown(await writtenWithWords(used, 'markdown'))))

  async function check(used: readonly Case[], value: string): Promise<void> {
    if (used.length === 0) return
    const markdown = await written(used, value, 'markdown')
    expect(unseen.exec(markdown)?.[0]).toBeUndefined()
    same(shapeOf(readMarkdown(markdown)), withValue(await harmless(used), used, value))
  }

  test('should have every place', async () => {
    for (const group of groups) {
      const text = JSON.stringify(await harmless(group))
      expect(group.flatMap(({places}) => places).filter(({word}) => !text.includes(word))).toEqual([])
    }
  })

  test.each(values)('should have its structure and the exact text: %s', async (_, value) => {
    for (const group of groups) await check(fitting(group, value), value)
  })

  test('should have its structure and the exact text of any value', async () => {
    await fc.assert(
      fc.asyncProperty(names, made, (name, value) => check(fitting(named(name), value), value)),
      {numRuns: runs, seed}
    )
  })
})

describe.skipIf(skipped)('HTML', () => {
  let browser: Browser
  let watched: Watched

  beforeAll(async () => {
    browser = await launch()
    watched = await watch(browser, {viewport: {width: 390, height: 800}})
  })

  afterAll(() => browser?.close())

  const harmless = harmlessShapes(async used => shown(watched.page, await writtenWithWords(used, 'html')))
  const elements = new Map<string, unknown>()

  /** How many elements there are when the script has run; what it makes of harmless words it makes of all. */
  const counted = async (): Promise<unknown> => watched.page.evaluate('document.querySelectorAll("*").length')
  const harmlessElements = async (used: readonly Case[]): Promise<unknown> => {
    const key = used.map(({name}) => name).join()
    if (!elements.has(key)) {
      await watched.page.setContent(await writtenWithWords(used, 'html'))
      elements.set(key, await counted())
    }
    return elements.get(key)
  }

  test('should have every place', async () => {
    for (const group of groups) {
      const text = JSON.stringify(await harmless(group))
      expect(group.flatMap(({places}) => places).filter(({word}) => !text.includes(word))).toEqual([])
    }
  })

  test.each(values)('should have its elements and the exact text, and do nothing: %s', async (_, value) => {
    const {page, deeds} = watched
    for (const group of groups) {
      const used = fitting(group, value)
      if (used.length === 0) continue
      const expected = await harmlessElements(used)
      deeds.length = 0
      const html = await written(used, value, 'html')
      expect(unseen.exec(html)?.[0]).toBeUndefined()
      await page.setContent(html)
      same(await shown(page, html), withValue(await harmless(used), used, value))
      expect(await counted()).toBe(expected)
      expect(await page.evaluate('[globalThis.ran, document.documentElement.scrollWidth <= innerWidth]')).toEqual([undefined, true])
      expect(deeds).toEqual([])
    }
  })

  test('should have its elements and the exact text of any value', async () => {
    await fc.assert(
      fc.asyncProperty(names, made, async (name, value) => {
        const used = fitting(named(name), value)
        if (used.length === 0) return
        const html = await written(used, value, 'html')
        same(await shown(watched.page, html), withValue(await harmless(used), used, value))
      }),
      {numRuns: runs, seed}
    )
  })
})

/** The shape of the document on a page, or of HTML that is parsed there without being shown. */
async function shown(page: Page, html: string | null = null): Promise<Shape> {
  const json = await page.evaluate((source: string | null) => {
    interface Found {
      nodeName: string
      nodeType: number
      data?: string
      attributes?: Iterable<{name: string; value: string}>
      childNodes: Iterable<Found>
    }
    const scope = globalThis as unknown as {
      document: Found
      DOMParser: new () => {parseFromString(html: string, type: string): Found}
    }
    const visit = (node: Found): object =>
      node.nodeType === 1 || node.nodeType === 9
        ? {
            type: node.nodeName,
            facts: Object.fromEntries([...(node.attributes ?? [])].map(({name, value}) => [name, value])),
            children: [...node.childNodes].map(visit)
          }
        : {type: node.nodeName, text: node.data ?? ''}
    return JSON.stringify(visit(source === null ? scope.document : new scope.DOMParser().parseFromString(source, 'text/html')))
  }, html)
  return JSON.parse(json.replace(/(#|":")f-[a-z0-9-]+/g, '$1f')) as Shape
}
