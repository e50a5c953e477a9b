import fc from 'fast-check'
import type {Browser} from 'playwright-core'
import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import type {ScanReport} from '../../src/model/index.ts'
import {visible} from '../../src/render/visible.ts'
import {launch, skipped, type Watched, watch} from './chromium.ts'
import {type Case, cases, hostile, made} from './hostile.ts'
import {readMarkdown, reportOf, template, write} from './reports.ts'
import {plainCode, same, type Shape, shapeOf, shown, unseen} from './shapes.ts'

const runs = Number(process.env['BENCHSCRIBE_RUNS'] ?? 40)
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
