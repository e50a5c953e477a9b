import {mkdtempSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {pathToFileURL} from 'node:url'
import type {Browser, Page} from 'playwright-core'
import {afterAll, beforeAll, beforeEach, describe, expect, test} from 'vitest'
import type {ScanReport} from '../../src/model/index.ts'
import {sample} from '../fixtures.ts'
import {launch, skipped} from '../render/chromium.ts'
import {axe, overflow, violations} from '../render/html-axe.ts'
import {reportOf, write} from '../render/reports.ts'

/** How many findings of the page are in sight, and in which order their headings come. */
const inSight = '[...document.querySelectorAll("main .finding, main tr.item")].filter(node => node.checkVisibility()).map(node => node.id)'

describe.skipIf(skipped)('the controls in Chromium, from a file', () => {
  let browser: Browser
  let report: ScanReport
  let folder: string
  let address: string
  let page: Page
  let deeds: string[]

  beforeAll(async () => {
    browser = await launch()
    report = await reportOf({text: sample('docker-bench-security.log'), node: 'shop-1'}, {text: sample('kube-bench.log'), node: 'worker-1'})
    folder = mkdtempSync(join(tmpdir(), 'benchscribe-html-'))
    writeFileSync(join(folder, 'report.html'), await write(report, 'html'))
    address = pathToFileURL(join(folder, 'report.html')).href
  })

  afterAll(async () => {
    await browser?.close()
    rmSync(folder, {recursive: true, force: true})
  })

  beforeEach(async () => {
    await page?.context().close()
    const context = await browser.newContext({viewport: {width: 1100, height: 900}, bypassCSP: false})
    page = await context.newPage()
    deeds = []
    page.on('console', message => deeds.push(`console ${message.text()}`))
    page.on('pageerror', error => deeds.push(`exception ${error.message}`))
    page.on('request', request => request.url().startsWith(address) || deeds.push(`request ${request.url()}`))
    await page.goto(address)
  })

  const ids = (): Promise<readonly string[]> => page.evaluate(inSight)
  const count = (): Promise<string | null> => page.locator('#c-count').textContent()
  const hash = (): Promise<string> => page.evaluate('decodeURIComponent(location.hash)')
  const check = (facet: string, value: string): Promise<void> =>
    page.locator(`[data-facet="${facet}"] input[value="${value}"]`).check({force: true})
  const anchors = (fits: (finding: ScanReport['findings'][number]) => boolean): readonly string[] =>
    report.findings.filter(fits).map(({anchor}) => anchor)

  test('should show what fits the chips, and how many there are of each', async () => {
    expect(await count()).toBe(`${report.findings.length} findings`)
    expect((await ids()).length).toBe(report.findings.length)
    await check('outcome', 'fail')
    const failed = anchors(({outcome}) => outcome === 'fail')
    expect([...(await ids())].sort()).toEqual([...failed].sort())
    expect(await count()).toBe(`${failed.length} of ${report.findings.length} findings`)
    await check('severity', 'high')
    const high = anchors(({outcome, severity}) => outcome === 'fail' && severity === 'high')
    expect([...(await ids())].sort()).toEqual([...high].sort())
    const shown = await page.locator('[data-facet="severity"] input[value="high"] + span b').textContent()
    expect(shown).toBe(String(high.length))
    // Another outcome adds to the one that is chosen.
    await check('outcome', 'pass')
    const both = anchors(({outcome, severity}) => (outcome === 'fail' || outcome === 'pass') && severity === 'high')
    expect([...(await ids())].sort()).toEqual([...both].sort())
    expect(await hash()).toBe('#?outcome=fail&outcome=pass&severity=high')
    expect(await page.locator('h2:visible').allTextContents()).not.toContain('Checks to review')
    await page.locator('#c-clear').click()
    expect((await ids()).length).toBe(report.findings.length)
    expect(await hash()).toBe('')
    expect(deeds).toEqual([])
  })

  test('should find words in all that a finding says', async () => {
    await page.locator('#c-search').fill('DOCKER socket')
    await expect.poll(count).toMatch(/^\d+ of/)
    const shown = await ids()
    expect(shown.length).toBeGreaterThan(0)
    expect(shown.length).toBeLessThan(report.findings.length)
    const texts = await page.evaluate(
      '[...document.querySelectorAll("main .finding, main tr.item")].filter(node => !node.hidden).map(node => node.textContent.toLowerCase())'
    )
    expect((texts as string[]).every(text => text.includes('docker') && text.includes('socket'))).toBe(true)
    await page.locator('#c-search').fill('qqzzqq')
    await expect.poll(count).toBe(`0 of ${report.findings.length} findings`)
    expect(deeds).toEqual([])
  })

  test.each(['severity', 'stride', 'surface', 'section', 'node', 'outcome'])('should group by %s and put everything back', async facet => {
    const before = await ids()
    await page.locator('#c-group').selectOption(facet)
    expect([...(await ids())].sort()).toEqual([...before].sort())
    const heads = await page.locator('#c-results h3').allTextContents()
    const sums = heads.map(head => Number(/\((\d+)\)$/.exec(head)?.[1]))
    expect(heads.length).toBeGreaterThan(1)
    expect(sums.reduce((sum, value) => sum + value, 0)).toBe(report.findings.length)
    await page.locator('#c-group').selectOption('')
    expect(await ids()).toEqual(before)
    expect(await page.locator('#c-results').isHidden()).toBe(true)
    expect(deeds).toEqual([])
  })

  test('should sort by urgency and by id', async () => {
    const order = ['critical', 'high', 'medium', 'low', 'none']
    await page.locator('#c-sort').selectOption('urgent')
    const facets = (await page.evaluate(
      '[...document.querySelectorAll("#c-results .finding")].map(({dataset}) => [dataset.outcome, dataset.severity])'
    )) as [string, string][]
    const failed = facets.filter(([outcome]) => outcome === 'fail').map(([, severity]) => order.indexOf(severity))
    expect(facets.findIndex(([outcome]) => outcome !== 'fail')).toBe(failed.length)
    expect(failed).toEqual([...failed].sort((a, b) => a - b))
    await page.locator('#c-sort').selectOption('title')
    const names = await page.locator('#c-results .finding h4').allTextContents()
    expect(names).toEqual([...names].sort(new Intl.Collator('en', {numeric: true}).compare))
    expect(deeds).toEqual([])
  })

  test('should open what its address names, and name in it what was opened', async () => {
    const folded = report.findings.find(({outcome}) => outcome === 'review')?.anchor ?? ''
    await page.goto(`${address}#${folded}`)
    await page.reload()
    const target = page.locator(`#${folded}`)
    expect(await target.getAttribute('open')).toBe('')
    await expect
      .poll(() => target.evaluate(node => (node as {getBoundingClientRect(): {top: number}}).getBoundingClientRect().top))
      .toBeLessThan(300)
    const other = report.findings.filter(({outcome}) => outcome === 'review')[3]?.anchor ?? ''
    await page.locator(`#${other} > summary`).click()
    expect(await hash()).toBe(`#${other}`)
    await page.locator(`#${other} > summary`).click()
    expect(await hash()).toBe('')
    // Filters give way to an address.
    await check('outcome', 'fail')
    expect(await target.isVisible()).toBe(false)
    await page.evaluate(`location.hash = '${folded}'`)
    await expect.poll(() => target.isVisible()).toBe(true)
    expect(deeds).toEqual([])
  })

  test('should come back to the view that an address tells', async () => {
    await page.goto(`${address}#?q=file&outcome=fail&group=node&sort=severity`)
    await page.reload()
    expect(await page.locator('#c-search').inputValue()).toBe('file')
    expect(await page.locator('#c-group').inputValue()).toBe('node')
    expect(await page.locator('[data-facet="outcome"] input[value="fail"]').isChecked()).toBe(true)
    expect(await count()).toMatch(/^\d+ of/)
    for (const broken of [
      '#?group=nothing&sort=x&outcome=y&severity=__proto__&at=f-nothing',
      '#?%',
      '#%',
      '#constructor',
      '#?node=%3Cb%3E'
    ]) {
      await page.goto(address + broken)
      await page.reload()
      expect((await ids()).length).toBe(report.findings.length)
    }
    expect(deeds).toEqual([])
  })

  test('should be usable with the keyboard alone', async () => {
    const focused = (): Promise<string> =>
      page.evaluate('document.activeElement.id || document.activeElement.value || document.activeElement.textContent.trim()')
    const outlined = (): Promise<boolean> =>
      page.evaluate(
        '(node => [node, node.nextElementSibling].some(one => one && getComputedStyle(one).outlineStyle === "solid"))(document.activeElement)'
      )
    await page.keyboard.press('Tab')
    expect(await focused()).toBe('Skip to the findings')
    expect(await page.evaluate('document.activeElement.getBoundingClientRect().top')).toBe(0)
    await page.keyboard.press('Enter')
    expect(await page.evaluate('Math.abs(document.getElementById("c-tools").getBoundingClientRect().top) < 200')).toBe(true)
    const walked: string[] = []
    for (let press = 0; press < 9; press++) {
      await page.keyboard.press('Tab')
      walked.push(await focused())
      expect([walked.at(-1), await outlined()]).toEqual([walked.at(-1), true])
    }
    expect(walked).toEqual(['c-search', 'c-more', 'c-group', 'c-sort', 'c-unfold', 'c-fold', 'fail', 'error', 'review'])
    await page.keyboard.press('Space')
    expect(await count()).toBe(`${anchors(({outcome}) => outcome === 'review').length} of ${report.findings.length} findings`)
    await page.keyboard.press('/')
    expect(await focused()).toBe('c-search')
    await page.keyboard.type('a/b')
    expect(await page.locator('#c-search').inputValue()).toBe('a/b')
    await page.keyboard.press('Escape')
    expect(await page.locator('#c-search').inputValue()).toBe('')
    expect(await count()).toBe(`${report.findings.length} findings`)
    // Buttons press with keys, and folded things are not on the way.
    await page.locator('#c-fold').focus()
    await page.keyboard.press('Enter')
    expect(await page.locator('.finding[open]').count()).toBe(0)
    await page.locator('#c-more').focus()
    await page.keyboard.press('Enter')
    expect(await page.locator('#c-more').getAttribute('aria-expanded')).toBe('true')
    expect(await page.locator('[data-facet="stride"]').isVisible()).toBe(true)
    await page.keyboard.press('Escape')
    expect(await page.locator('#c-more').getAttribute('aria-expanded')).toBe('false')
    const first = page.locator('.finding > summary').first()
    await first.focus()
    await page.keyboard.press('Enter')
    expect(await page.locator('.finding').first().getAttribute('open')).toBe('')
    await page.keyboard.press('Tab')
    expect(await page.evaluate('document.activeElement.className')).toBe('self')
    expect(deeds).toEqual([])
  })

  test('should copy commands', async () => {
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
    const block = page.locator('.finding[open] .block').first()
    await block.locator('button').click()
    expect(await page.evaluate('navigator.clipboard.readText()')).toBe(await block.locator('pre').textContent())
    await expect.poll(() => block.locator('button').textContent()).toMatch(/^Copied/)
    const folded = page.locator('.finding:not([open])').first()
    await folded.locator('summary').click()
    expect(await folded.page().locator('.finding[open] pre').count()).toBe(await page.locator('.finding[open] .block > button').count())
    expect(deeds).toEqual([])
  })

  test('should print everything that fits, and no control', async () => {
    await page.locator('#c-fold').click()
    await page.emulateMedia({media: 'print'})
    const hidden = 'button, input, select, .tools, .self, .skip'
    expect(
      await page.evaluate(`[...document.querySelectorAll(${JSON.stringify(hidden)})].filter(node => node.checkVisibility()).length`)
    ).toBe(0)
    const heights = (await page.evaluate('[...document.querySelectorAll(".finding .body")].map(node => node.offsetHeight)')) as number[]
    expect(Math.min(...heights)).toBeGreaterThan(20)
  })

  test('should not show the controls without JavaScript', async () => {
    const context = await browser.newContext({javaScriptEnabled: false})
    const plain = await context.newPage()
    await plain.goto(address)
    expect(await plain.locator('#c-tools').isHidden()).toBe(true)
    for (const {anchor} of report.findings) expect(await plain.locator(`#${anchor}`).isVisible(), anchor).toBe(true)
    await context.close()
  })

  test.each([
    ['light', 1000],
    ['dark', 1000],
    ['light', 390],
    ['dark', 390]
  ] as const)('should be accessible while they are used: %s, %i px', async (colorScheme, width) => {
    const context = await browser.newContext({bypassCSP: true, colorScheme, viewport: {width, height: 900}})
    const shown = await context.newPage()
    await shown.goto(`${address}#?outcome=fail&outcome=pass&group=severity`)
    await shown.locator('#c-more').click()
    await shown.evaluate(axe)
    expect(await violations(shown)).toEqual([])
    expect(await overflow(shown)).toBe(0)
    await context.close()
  })
})
