import {mkdtempSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {pathToFileURL} from 'node:url'
import type {Root} from 'mdast'
import type {Browser, Page} from 'playwright-core'
import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import {badge, code, heading, paragraph, strong, table, text, value} from '../../src/render/build.ts'
import {toHtml} from '../../src/render/html/index.ts'
import {scriptJson} from '../../src/render/html/escape.ts'
import type {FindingBlock, RootContent} from '../../src/render/nodes.ts'
import {launch, skipped} from '../render/chromium.ts'
import {hostile} from '../render/hostile.ts'
import {axe, overflow, violations} from '../render/html-axe.ts'

const nodes = 120
const checks = 100
const tones = ['fail', 'review', 'error'] as const
const severities = ['critical', 'high', 'medium', 'low'] as const
const traps = Object.values(hostile).filter(text => text.length < 400)

/** A finding of a check on a node; what it says holds all that wants to be something else than text. */
function finding(node: number, check: number): FindingBlock {
  const tone = tones[check % 3] ?? 'fail'
  const severity = severities[check % 4] ?? 'low'
  const trap = traps[check % traps.length] ?? ''
  return {
    type: 'finding',
    open: tone === 'fail',
    anchor: `f-${node}-${check}`,
    facets: {outcome: tone, severity, section: `S${check % 9}`, node: `node-${node}`},
    children: [
      heading(4, `f-${node}-${check}`, text(`${check} Check ${trap}`)),
      paragraph(badge(tone, `is ${tone}`), ' ', badge(severity, severity), ` on node ${node}`),
      paragraph(strong('Risk'), ' ', text(`Risk of ${check} ${trap}`)),
      code(`${trap}\nunique-${node}-${check}`)
    ]
  }
}

function tree(): Root {
  const blocks: RootContent[] = [heading(1, 'h-1', 'Many'), paragraph('Before.'), heading(2, 'h-2', 'Failed'), paragraph('What failed.')]
  for (let node = 0; node < nodes; node++) {
    blocks.push(heading(3, `s-${node}`, `node ${node}`))
    for (let check = 0; check < checks; check++) blocks.push(finding(node, check))
  }
  const rows = table(
    ['Id', 'Check', 'Outcome'],
    Array.from({length: 20}, (_, index) => [`9.${index}`, 'Passed', badge('pass', 'passed')])
  )
  for (const [index, row] of rows.children.slice(1).entries())
    row.data = {
      item: {
        anchor: `f-9-${index}-p`,
        label: `9.${index} Passed`,
        facets: {outcome: 'pass', severity: 'none', section: 'S9', node: 'node-0'}
      }
    }
  blocks.push(heading(2, 'h-3', 'Passed'), rows, heading(2, 'h-4', 'End'), paragraph(value('the end')))
  return {type: 'root', children: blocks}
}

test('JSON in a script element should hold nothing that ends it', () => {
  const all = {texts: Object.values(hostile), '</script>': '<!--\u2028\u2029'}
  const json = scriptJson(all)
  expect(json).not.toMatch(/[<\u2028\u2029]/)
  expect(JSON.parse(json)).toEqual(JSON.parse(JSON.stringify(all)))
})

test('up to ten thousand findings should be on the page, all folded when there are many', () => {
  const blocks = Array.from({length: 10_000}, (_, index) => finding(0, index)).map((block, index) => ({...block, anchor: `f-${index}`}))
  const html = toHtml({type: 'root', children: [heading(1, 'h-1', 'x'), ...blocks]}, {title: 'x'})
  expect(html.split('<details class="finding"').length - 1).toBe(10_000)
  expect(html).not.toContain('c-data')
  expect(html).not.toMatch(/<details class="finding"[^>]* open/)
})

describe.skipIf(skipped)('more than ten thousand findings in Chromium', () => {
  let browser: Browser
  let folder: string
  let address: string
  let page: Page
  const deeds: string[] = []
  const size = nodes * checks + 20

  beforeAll(async () => {
    browser = await launch()
    folder = mkdtempSync(join(tmpdir(), 'benchscribe-html-'))
    writeFileSync(join(folder, 'many.html'), toHtml(tree(), {title: 'Many'}))
    address = pathToFileURL(join(folder, 'many.html')).href
    page = await (await browser.newContext({viewport: {width: 1000, height: 900}})).newPage()
    page.on('console', message => deeds.push(`console ${message.text()}`))
    page.on('pageerror', error => deeds.push(`exception ${error.message}`))
    page.on('dialog', dialog => {
      deeds.push(`dialog ${dialog.message()}`)
      return dialog.dismiss()
    })
    page.on('request', request => request.url().startsWith(address) || deeds.push(`request ${request.url()}`))
    await page.goto(address)
  })

  afterAll(async () => {
    await browser?.close()
    rmSync(folder, {recursive: true, force: true})
  })

  const count = (): Promise<string | null> => page.locator('#c-count').textContent()

  test('should show a page of them at a time', async () => {
    expect(await count()).toBe(`${size} findings`)
    expect(await page.locator('#c-results .finding').count()).toBe(200)
    expect(await page.evaluate('document.querySelectorAll("*").length')).toBeLessThan(6000)
    expect(await page.locator('.pager span').textContent()).toBe(`1–200 of ${size}`)
    await page.getByRole('button', {name: 'Last', exact: true}).click()
    expect(await page.locator('#c-results .finding').count()).toBe(size % 200)
    expect(await page.getByRole('button', {name: 'Next', exact: true}).isDisabled()).toBe(true)
    expect(await page.evaluate('document.activeElement.textContent')).toBe('First')
    await page.keyboard.press('Enter')
    expect(await page.locator('.pager span').textContent()).toBe(`1–200 of ${size}`)
  })

  test('should say exactly what they say, and run nothing of it', async () => {
    for (let check = 0; check < checks; check++) {
      const said = finding(0, check).children[3] as {value: string}
      const shown = page.locator(`#f-0-${check}`)
      if ((await shown.getAttribute('open')) === null) await shown.locator('summary').click()
      expect(await shown.locator('pre').textContent()).toBe(said.value)
      expect(await shown.locator('h4').textContent()).toBe(
        (finding(0, check).children[0] as {children: {value: string}[]}).children[0]?.value
      )
    }
    expect(await page.evaluate('globalThis.ran')).toBe(undefined)
    expect(
      await page.evaluate(
        'document.querySelectorAll("main img, main iframe, main script, main style, main [onerror], main [style]").length'
      )
    ).toBe(0)
    expect(deeds).toEqual([])
  })

  test('should filter, search, group and sort all of them', async () => {
    await page.locator('[data-facet="outcome"] input[value="review"]').check({force: true})
    expect(await count()).toBe(
      `${Array.from({length: checks}, (_, check) => check).filter(check => check % 3 === 1).length * nodes} of ${size} findings`
    )
    await page.locator('#c-clear').click()
    await page.locator('#c-search').fill('unique-77-13')
    await expect.poll(count).toBe(`1 of ${size} findings`)
    expect(await page.locator('#c-results .finding').getAttribute('id')).toBe('f-77-13')
    await page.locator('#c-search').fill('node-5 "risk of 7 '.replace('"', ''))
    await expect.poll(count).toMatch(/^[1-9]\d* of/)
    await page.keyboard.press('Escape')
    await page.locator('#c-group').selectOption('node')
    expect(await page.locator('#c-results h3').allTextContents()).toEqual(['node-0 (120)', 'node-1 (100)'])
    await page.getByRole('button', {name: 'Next', exact: true}).click()
    expect(await page.locator('#c-results h3').first().textContent()).toBe('node-1 (100)')
    await page.locator('#c-group').selectOption('')
    await page.locator('#c-sort').selectOption('urgent')
    expect(await page.locator('#c-results .finding').first().getAttribute('data-severity')).toBe('critical')
    await page.locator('#c-sort').selectOption('')
    expect(deeds).toEqual([])
  })

  test('should open what an address names, and fit it into view', async () => {
    await page.evaluate('location.hash = "f-100-50"')
    const target = page.locator('#f-100-50')
    await expect.poll(() => target.isVisible()).toBe(true)
    expect(await target.locator('pre').textContent()).toContain('unique-100-50')
    expect(deeds).toEqual([])
  })

  test.each(['light', 'dark'] as const)('should be accessible: %s', async colorScheme => {
    const context = await browser.newContext({bypassCSP: true, colorScheme, viewport: {width: 390, height: 900}})
    const shown = await context.newPage()
    await shown.goto(address)
    await shown.evaluate(axe)
    expect(await violations(shown)).toEqual([])
    expect(await overflow(shown)).toBe(0)
    await context.close()
  })

  test('should be a table of checks and where they came to that without JavaScript', async () => {
    const context = await browser.newContext({javaScriptEnabled: false})
    const plain = await context.newPage()
    await plain.goto(address)
    expect(await plain.locator('.checks').count()).toBe(2)
    const rows = plain.locator('.checks tbody tr')
    expect(await rows.count()).toBe(checks + 20)
    expect(await rows.first().isVisible()).toBe(true)
    expect(await rows.first().locator('td').last().textContent()).toBe(`all ${nodes} nodes`)
    expect(await rows.last().locator('td').last().textContent()).toBe('node-0')
    expect(await plain.locator('#f-0-5').isVisible()).toBe(true)
    await context.close()
  })
})

describe.skipIf(skipped)('a finding on several nodes in Chromium', () => {
  let browser: Browser

  beforeAll(async () => {
    browser = await launch()
  })

  afterAll(() => browser?.close())

  test.each([2, 101])('should count for each of them, on the page and as data: %i × 100 findings', async rounds => {
    const blocks = Array.from({length: rounds * 100}, (_, index): FindingBlock => {
      const block = finding(index % 3, index % 100)
      const facets = {...block.facets, node: index % 4 === 0 ? 'node-0\nnode-2' : `node-${index % 3}`}
      return {...block, anchor: `f-${index}`, facets}
    })
    const on = (name: string): number => blocks.filter(({facets}) => facets['node']?.split('\n').includes(name)).length
    const shown = await browser.newPage()
    await shown.setContent(toHtml({type: 'root', children: [heading(1, 'h-1', 'x'), heading(2, 'h-2', 'y'), ...blocks]}, {title: 'x'}))
    const chips = shown.locator('[data-facet="node"] b')
    expect(await chips.allTextContents()).toEqual(['node-0', 'node-1', 'node-2'].map(name => String(on(name))))
    await shown.locator('#c-more').click()
    await shown.locator('[data-facet="node"] input[value="node-2"]').check({force: true})
    expect(await shown.locator('#c-count').textContent()).toBe(`${on('node-2')} of ${blocks.length} findings`)
    expect(await chips.allTextContents()).toEqual(['node-0', 'node-1', 'node-2'].map(name => String(on(name))))
    await shown.locator('#c-group').selectOption('node')
    const several = blocks.filter(({facets}) => facets['node']?.includes('\n')).length
    const last = rounds === 2 ? shown.locator('#c-results h3').last() : null
    if (last) expect(await last.textContent()).toBe(`several (${several})`)
    await shown.context().close()
  })
})
