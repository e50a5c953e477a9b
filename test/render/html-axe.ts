import {readFileSync} from 'node:fs'
import type {Page} from 'playwright-core'

/** The source of axe, to be evaluated on a page that may bypass its policy. */
export const axe: string = readFileSync(new URL('../../node_modules/axe-core/axe.min.js', import.meta.url), 'utf8')

/** How much wider a page is than its window. */
export function overflow(shown: Page): Promise<unknown> {
  return shown.evaluate('Math.max(0, document.documentElement.scrollWidth - innerWidth)')
}

/** What axe, which is on the page, finds wrong there, in a line each. */
export async function violations(shown: Page): Promise<readonly string[]> {
  const found = (await shown.evaluate('axe.run().then(({violations}) => violations)')) as readonly {
    readonly id: string
    readonly nodes: readonly {readonly html: string; readonly failureSummary: string}[]
  }[]
  return found.flatMap(({id, nodes}) => nodes.slice(0, 3).map(({html, failureSummary}) => `${id}: ${html.slice(0, 200)} ${failureSummary}`))
}
