import {writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {pathToFileURL} from 'node:url'
import type {Browser} from 'playwright-core'
import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import {launch, skipped, watch} from '../render/chromium.ts'
import {axe, overflow, violations} from '../render/html-axe.ts'
import {calls, folder, made} from './every.ts'

/** How a page is looked at. */
const views = [
  {name: 'light', width: 1100, colorScheme: 'light', media: 'screen'},
  {name: 'dark', width: 1100, colorScheme: 'dark', media: 'screen'},
  {name: 'telephone', width: 390, colorScheme: 'light', media: 'screen'},
  {name: 'telephone, dark', width: 390, colorScheme: 'dark', media: 'screen'},
  {name: 'print', width: 720, colorScheme: 'light', media: 'print'}
] as const

describe.skipIf(skipped)('every document in Chromium', () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await launch()
  })
  afterAll(() => browser?.close())

  test.each(calls.map(args => [args.map(arg => arg.replace(/^.*\//, '')).join(' '), args] as const))('%s', async (_, args) => {
    const html = Buffer.from(await made(args, '.html')).toString('utf8')
    const path = join(folder, 'page.html')
    writeFileSync(path, html)
    const {page, deeds} = await watch(browser, {bypassCSP: true})
    await page.setContent(html)
    await page.evaluate(axe)
    for (const {name, width, colorScheme, media} of views) {
      await page.setViewportSize({width, height: 900})
      await page.emulateMedia({media, colorScheme})
      expect([name, await violations(page), await overflow(page)]).toEqual([name, [], 0])
    }
    expect(deeds).toEqual([])
    await page.context().close()

    // As people open it: its policy holds, and what it does not forbid is nothing that shows on the console.
    const opened = await browser.newContext({javaScriptEnabled: false, viewport: {width: 390, height: 900}})
    const plain = await opened.newPage()
    const said: string[] = []
    plain.on('console', message => said.push(message.text()))
    await plain.goto(pathToFileURL(path).href)
    const hidden = plain.locator('.finding:not([hidden]) > summary')
    expect(await hidden.count()).toBe((html.match(/<details class="finding/g) ?? []).length)
    for (const summary of await hidden.all()) expect(await summary.isVisible()).toBe(true)
    expect(said).toEqual([])
    await opened.close()
  })
})
