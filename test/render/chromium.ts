import {existsSync} from 'node:fs'
import {type Browser, type BrowserContextOptions, chromium, type Page} from 'playwright-core'

const executablePath = process.env['BENCHSCRIBE_CHROMIUM'] ?? '/usr/bin/chromium'

/** Whether there is a Chromium; on CI there must be one. */
export const hasChromium: boolean = existsSync(executablePath)

/** Whether tests that need Chromium are skipped: never on CI, where they fail without it. */
export const skipped: boolean = !hasChromium && process.env['CI'] === undefined
if (skipped) console.warn(`No Chromium at ${executablePath}: what needs one is skipped`)

/** Start a Chromium with a new user data folder; one is enough for a test file. */
export function launch(): Promise<Browser> {
  return chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync'
    ]
  })
}

/** A page and everything it did that a report may not do. */
export interface Watched {
  readonly page: Page
  /** Requests, console messages, dialogs, exceptions, new windows. */
  readonly deeds: string[]
}

/** Open a page that notes every request, console message, dialog, exception and new window. */
export async function watch(browser: Browser, options: BrowserContextOptions = {}): Promise<Watched> {
  const context = await browser.newContext(options)
  const page = await context.newPage()
  const deeds: string[] = []
  await context.route('**/*', route => {
    deeds.push(`request ${route.request().url()}`)
    return route.abort()
  })
  page.on('console', message => deeds.push(`console ${message.text()}`))
  page.on('pageerror', error => deeds.push(`exception ${error.message}`))
  page.on('popup', popup => deeds.push(`window ${popup.url()}`))
  page.on('dialog', dialog => {
    deeds.push(`dialog ${dialog.message()}`)
    return dialog.dismiss()
  })
  return {page, deeds}
}
