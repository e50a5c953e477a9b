import {readFileSync} from 'node:fs'
import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import {render} from '../../src/pipeline.ts'
import type {Report} from '../../src/model/index.ts'
import {sample} from '../fixtures.ts'
import {launch, skipped, watch} from '../render/chromium.ts'
import {possible, writeUpOf} from '../report/write-ups.ts'
import {findingsOfSample, threatsOf} from '../threats/reports.ts'

const axe = readFileSync(new URL('../../node_modules/axe-core/axe.min.js', import.meta.url), 'utf8')
const log = (file: string): {readonly text: string; readonly file: string} => ({text: sample(file), file})

describe.skipIf(skipped)('HTML in a browser (needs Chromium)', () => {
  let browser: Awaited<ReturnType<typeof launch>>
  beforeAll(async () => {
    browser = await launch()
  })
  afterAll(() => browser.close())

  test.each<readonly [string, () => Report]>([
    ['a threat model', () => threatsOf(findingsOfSample('docker-bench.log', 'kube-bench.log'), {pick: 5})],
    ['a write-up', () => possible(writeUpOf([log('docker-bench.log'), log('kube-bench.log')]))]
  ])('%s should be accessible, no wider than a telephone, and ask for nothing', async (_, make) => {
    const {page, deeds} = await watch(browser, {bypassCSP: true})
    await page.setContent(String(await render(make(), {to: 'html'})))
    await page.evaluate(axe)
    for (const [width, colorScheme] of [
      [1000, 'light'],
      [390, 'dark']
    ] as const) {
      await page.setViewportSize({width, height: 900})
      await page.emulateMedia({media: 'screen', colorScheme})
      expect(await page.evaluate('axe.run().then(({violations}) => violations.map(({id, nodes}) => id + " " + nodes[0].html))')).toEqual([])
      expect(await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')).toBe(0)
    }
    expect(deeds).toEqual([])
    await page.context().close()
  })
})
