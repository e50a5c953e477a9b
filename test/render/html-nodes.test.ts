import type {Root} from 'mdast'
import type {Browser} from 'playwright-core'
import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import {badge, heading, paragraph, shaded, strong, table, value} from '../../src/render/build.ts'
import {toHtml} from '../../src/render/html/index.ts'
import type {ChartPart, Tone} from '../../src/render/nodes.ts'
import {tones} from '../../src/render/tones.ts'
import {launch, skipped, watch} from './chromium.ts'
import {axe, overflow, violations} from './html-axe.ts'

const names = Object.keys(tones) as Tone[]
const long = 'x'.repeat(300)
const parts = (failed: number, passed: number): readonly ChartPart[] => [
  {label: 'failed', value: failed, tone: 'fail'},
  {label: 'passed', value: passed, tone: 'pass'}
]

const tree: Root = {
  type: 'root',
  children: [
    {type: 'cover', children: [heading(1, 'h-title', 'Report'), paragraph(strong('1 of 2 checks fails.')), paragraph(value(long))]},
    {
      type: 'bars',
      title: 'Outcome by severity',
      by: 'Severity',
      scale: 'length',
      told: false,
      rows: [
        {label: 'critical', parts: parts(5, 15)},
        {label: long, parts: parts(10, 0)},
        {label: 'none', parts: parts(0, 0)}
      ]
    },
    {type: 'bars', title: 'Outcome by node', by: 'Node', scale: 'share', told: true, rows: [{label: 'a', parts: parts(1, 3)}]},
    {type: 'chart', title: 'Nothing', told: true, parts: parts(0, 0)},
    heading(2, 'h-matrix', 'Matrix'),
    // Narrow enough to be seen whole: axe measures nothing that is scrolled away.
    ...[names.slice(0, 4), names.slice(4, 8), names.slice(8)].map(some =>
      table(
        ['Tone', ...some],
        [0, 0.1, 0.3, 0.5, 0.7, 1, 7].map(weight => [String(weight), ...some.map(tone => shaded(`${weight} ${tone}`, tone, weight))])
      )
    ),
    table(
      ['Key', 'Value'],
      [
        [long, value(long)],
        ['badge', names.flatMap(tone => [badge(tone, tone), ' '])]
      ]
    )
  ]
}
const html = toHtml(tree, {title: 'x'})

test('bars should be drawn to scale, and told in words and in a table', () => {
  const figures = html.match(/<figure.*?<\/figure>/gs) ?? []
  const widths = (figure: string): readonly number[] =>
    [...figure.matchAll(/<rect [^>]*width="([\d.]+)"/g)].map(([, width]) => Number(width))
  expect(figures.map(widths)).toEqual([[250, 750, 500], [250, 750], []])
  expect(figures[0]).toContain('20: 5 failed, 15 passed')
  expect(figures[0]).toContain('10 failed')
  expect(figures[0]).toMatch(/<details class="numbers"><summary>[^<]+<\/summary><div[^>]*><table>/)
  expect(figures[1]).not.toContain('<table>')
  for (const figure of figures) expect(figure).toMatch(/<figcaption>[^<]+<\/figcaption>/)
  expect(html).not.toMatch(/NaN|Infinity|undefined/)
})

test.each([0, 1, 2, 3, 4, 5, 256])('a logo with %i bytes behind its head should be in the document itself', length => {
  const bytes = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, ...Array.from({length}, (_, index) => (index * 7 + 250) % 256)])
  const shown = toHtml(tree, {title: 'x', logo: {bytes, alt: 'Logo of "x"'}})
  const source = Buffer.from(bytes).toString('base64')
  expect(shown).toContain(`<main><img class="logo" src="data:image/png;base64,${source}" alt="Logo of &quot;x&quot;">`)
})

test('a logo of another kind should be refused: it could hold scripts', () => {
  expect(() => toHtml(tree, {title: 'x', logo: {bytes: new TextEncoder().encode('<svg onload="alert(1)"/>')}})).toThrow(TypeError)
})

test('a document without findings should have no script and no control', () => {
  expect(html).not.toMatch(/<script|script-src|c-tools/)
  expect(html).toContain('<header class="cover"><h1 id="h-title">')
})

describe.skipIf(skipped)('in Chromium', () => {
  let browser: Browser

  beforeAll(async () => {
    browser = await launch()
  })

  afterAll(() => browser?.close())

  test.each([
    ['light', 'screen', 1000],
    ['dark', 'screen', 1000],
    ['dark', 'print', 700],
    ['light', 'screen', 390]
  ] as const)('every tone and tint should have contrast, and nothing be clipped: %s, %s, %i px', async (colorScheme, media, width) => {
    const {page, deeds} = await watch(browser, {bypassCSP: true, colorScheme, viewport: {width, height: 900}})
    await page.setContent(html)
    await page.emulateMedia({media, colorScheme})
    await page.evaluate(axe)
    expect(await violations(page)).toEqual([])
    if (media === 'screen') expect(await overflow(page)).toBe(0)
    // What axe cannot tell counts as wrong here: that no contrast was measured.
    // What is scrolled out of sight cannot be measured.
    await page.setViewportSize({width: 1600, height: 900})
    const unknown = await page.evaluate(
      'axe.run({runOnly: ["color-contrast"]}).then(({incomplete}) => incomplete.flatMap(({nodes}) => nodes.map(({html}) => html.slice(0, 100))))'
    )
    expect(unknown).toEqual([])
    const clipped = await page.evaluate(
      '[...document.querySelectorAll("main *")].filter(node => getComputedStyle(node).overflowX === "hidden" && node.scrollWidth > node.clientWidth + 1).map(node => node.outerHTML.slice(0, 100))'
    )
    expect(clipped).toEqual([])
    expect(deeds).toEqual([])
    await page.context().close()
  })
})
