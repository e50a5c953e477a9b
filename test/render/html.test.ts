import {createHash} from 'node:crypto'
import type {Paragraph} from 'mdast'
import type {Browser} from 'playwright-core'
import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import type {ScanReport} from '../../src/model/index.ts'
import {toHtml} from '../../src/render/html/index.ts'
import {script, scriptHash} from '../../src/render/html/script/index.ts'
import {style, styleHash} from '../../src/render/html/style.ts'
import {oneLine, visible} from '../../src/render/visible.ts'
import {launch, skipped, type Watched, watch} from './chromium.ts'
import {axe, overflow, violations} from './html-axe.ts'
import {ownOf, reportOf, template, write} from './reports.ts'
import {reportFixtures, samples} from './samples.ts'

const known = new Map<string, Promise<{readonly report: ScanReport; readonly html: string}>>()

/** A report and its HTML, made once. */
function page(name: string): Promise<{readonly report: ScanReport; readonly html: string}> {
  const made =
    known.get(name) ?? (samples[name] as () => Promise<ScanReport>)().then(async report => ({report, html: await write(report, 'html')}))
  known.set(name, made)
  return made
}

/** Opening tags of HTML as we write it: `<` in text and `"` in attributes are always references. */
function tagsOf(html: string): readonly string[] {
  return (
    html
      .replace(/<style>[^<]*<\/style>/, '<style></style>')
      .replace(`<script>${script}</script>`, '<script></script>')
      .match(/<[a-z!][^<>]*>/gi) ?? []
  )
}

/** Elements of a report; `input`, `select` and `button` are our own controls. */
const elementNames: ReadonlySet<string> = new Set(
  (
    'doctype html head meta title style script body main header section div nav a p h1 h2 h3 h4 ul ol li pre code strong em del br hr blockquote ' +
    'table thead tbody tr th td figure figcaption svg rect span b details summary label legend fieldset input select option button'
  ).split(' ')
)
/** Attributes of a report; none of them runs or loads anything but `href`, which is checked above. */
const attributeNames: ReadonlySet<string> = new Set(
  (
    'html lang charset http-equiv content name class id href role tabindex hidden open start type value placeholder autocomplete spellcheck ' +
    'aria-label aria-hidden aria-expanded aria-controls viewBox preserveAspectRatio focusable x y width height ' +
    'data-facet data-label data-outcome data-severity data-stride data-surface data-section data-node'
  ).split(' ')
)

describe.each(reportFixtures)('$name', ({folder, log}) => {
  test('should give the agreed HTML', async () => {
    const html = await write(await reportOf(log), 'html')
    await expect(ownOf(html)).toMatchFileSnapshot(`${folder}report.html`)
  })
})

test('the hash of the style sheet should be that of its text', () => {
  expect(styleHash).toBe(createHash('sha256').update(style).digest('base64'))
  expect(style).not.toMatch(/<|url\(|@import/)
})

test('the hash of the script should be that of its text, which makes no HTML of text and asks for nothing', () => {
  expect(scriptHash).toBe(createHash('sha256').update(script).digest('base64'))
  expect(() => new Function(script)).not.toThrow()
  expect(script).not.toMatch(
    /<\/script|<!--|innerHTML|outerHTML|insertAdjacent|document\.write|createContextualFragment|\beval\b|\bFunction\(|fetch\(|XMLHttp|import\(|WebSocket|Storage|cookie/i
  )
})

describe.each(Object.keys(samples))('%s', name => {
  test('should carry its policy and nothing that the policy forbids', async () => {
    const {html, report} = await page(name)
    const scripts = report.findings.length > 0 ? 1 : 0
    expect(html).toMatch(/^<!doctype html><html lang="en"><head><meta charset="utf-8"><meta http-equiv="content-security-policy"/i)
    const scripted = scripts === 1 ? `script-src 'sha256-${scriptHash}'; ` : ''
    const policy = `default-src 'none'; style-src 'sha256-${styleHash}'; ${scripted}img-src data:; base-uri 'none'; form-action 'none'`
    expect(html).toContain(`content="${policy}"`)
    expect(html.split('<script').length - 1).toBe(scripts)
    expect(html.split(`<script>${script}</script>`).length - 1).toBe(scripts)
    expect(html.match(/<style>/g)?.length).toBe(1)
    expect(html).toContain(`<style>${style}</style>`)
    const tags = tagsOf(html)
    expect(tags.filter(tag => /\s(?:style|on[a-z]+|src|srcset|formaction|action)=/i.test(tag))).toEqual([])
    expect(tags.filter(tag => /^<(?:script[^>]|link|img|iframe|object|embed|form|base|image|use|audio|video)\b/i.test(tag))).toEqual([])
    const addresses = tags.flatMap(tag =>
      [...tag.matchAll(/(<[a-z]+)[^>]*?\shref="([^"]*)"/g)].map(([, element, url]) => `${element} ${url}`)
    )
    expect(addresses.filter(address => !/^<a (?:#[a-z0-9-]+|https:\/\/\S+)$/.test(address))).toEqual([])
  })

  test('should have elements and attributes of a known list', async () => {
    const {html} = await page(name)
    const names = tagsOf(html).map(tag => /^<!?([a-z0-9]+)/i.exec(tag)?.[1] ?? '')
    // Values may hold blanks and words: attributes are counted where no quote is open.
    const attributes = tagsOf(html).flatMap(tag => [...tag.replace(/"[^"]*"/g, '""').matchAll(/ ([a-zA-Z-]+)/g)].map(([, name]) => name))
    expect(new Set(names.filter(element => !elementNames.has(element)))).toEqual(new Set())
    expect(new Set(attributes.filter(attribute => !attributeNames.has(attribute ?? '')))).toEqual(new Set())
  })

  test('should have each id once and a place for every link in it', async () => {
    const {html} = await page(name)
    const ids = tagsOf(html).flatMap(tag => / id="([^"]*)"/.exec(tag)?.[1] ?? [])
    const links = tagsOf(html).flatMap(tag => / href="#([^"]*)"/.exec(tag)?.[1] ?? [])
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([])
    expect(links.filter(link => !ids.includes(link))).toEqual([])
    expect(ids.filter(id => !/^[cfhs]-[a-z0-9-]+$/.test(id))).toEqual([])
  })

  test('should have headings that skip no level, and one title', async () => {
    const {html} = await page(name)
    const depths = tagsOf(html)
      .flatMap(tag => /^<h([1-6])/.exec(tag)?.[1] ?? [])
      .map(Number)
    expect(depths.filter(depth => depth === 1).length).toBe(1)
    expect(depths.filter((depth, index) => depth > (depths[index - 1] ?? 0) + 1)).toEqual([])
  })

  test('should unfold what failed or was not tested, and nothing else', async () => {
    const {html, report} = await page(name)
    const details = tagsOf(html).filter(tag => tag.startsWith('<details class="finding"'))
    const told = report.findings.filter(({outcome}) => outcome === 'fail' || outcome === 'error' || outcome === 'review')
    expect(details.length).toBe(told.length)
    for (const tag of details) expect(/ open[ >]/.test(tag)).toBe(/ data-outcome="(?:fail|error)"/.test(tag))
  })

  test('should be the same each time', async () => {
    const {html} = await page(name)
    expect(await write(await (samples[name] as () => Promise<ScanReport>)(), 'html')).toBe(html)
  })
})

test('a block that comes twice should have ids of its own, and links to what is left out should be words', async () => {
  const report = await reportOf('[WARN] 1.1 - a\n[WARN] 1.1 - b\n')
  const twice = await write(report, 'html', template('{{block "findings"}}\n\n{{block "findings"}}\n\n{{block "top"}}\n'))
  const ids = tagsOf(twice)
    .flatMap(tag => / id="([^"]*)"/.exec(tag)?.[1] ?? [])
    .filter(id => !id.startsWith('c-'))
  expect(ids).toEqual(['s-fail-error-review-pass-info-skipped-1', 'f-1-1', 'f-1-1-n2'].flatMap(id => [id]).concat(ids.slice(3)))
  expect(new Set(ids).size).toBe(6)
  expect(tagsOf(await write(report, 'html', template('{{block "top"}}'))).filter(tag => tag.startsWith('<a '))).toEqual([])
})

test('links of a template that could run something should go, their words stay', async () => {
  const html = await write(
    await reportOf('[WARN] 1.1 - a\n'),
    'html',
    template(
      '[one](javascript:alert(1)) [two](data:text/html,x) [three](file:///etc/passwd) [four](https://example.org) [five](mailto:a@example.org)'
    )
  )
  expect(tagsOf(html).flatMap(tag => / href="([^"]*)"/.exec(tag)?.[1] ?? [])).toEqual(['https://example.org', 'mailto:a@example.org'])
  for (const word of ['one', 'two', 'three', 'four', 'five']) expect(html).toContain(`>${word}</a>`)
})

test('what no block makes should not come out of a tree, and the words of it be kept as words', () => {
  const made = (hName: string, hProperties: object, value = hName) =>
    ({type: 'paragraph', data: {hName, hProperties}, children: [{type: 'text', value}]}) as Paragraph
  const html = toHtml(
    {
      type: 'root',
      children: [
        made('script', {}, '</p><script>globalThis.ran=1</script>'),
        ...['iframe', 'object', 'form', 'button', 'img', 'link', 'meta', 'base'].map(name => made(name, {src: 'https://evil.example/'})),
        made('a', {href: 'javascript:x', onClick: 'x', style: 'x', id: 'location', className: ['x'], target: 'x'}),
        {
          type: 'paragraph',
          children: [
            {type: 'html', value: '<b>raw</b>'},
            {type: 'image', url: 'https://evil.example/pixel.png'}
          ]
        },
        {type: 'html', value: '<b>raw</b>'}
      ]
    },
    {title: '</title><script>x</script>', description: '">x'}
  )
  expect(new Set(tagsOf(html.replace(/^.*<main>|<\/main>.*$/gs, '')))).toEqual(new Set(['<p>']))
  expect(html).not.toMatch(/<script|<b>|pixel/)
  for (const word of ['iframe', 'object', 'form', 'button', 'globalThis.ran=1']) expect(html).toContain(word)
})

describe.skipIf(skipped)('in Chromium', () => {
  let browser: Browser
  let plain: Watched

  beforeAll(async () => {
    browser = await launch()
    plain = await watch(browser, {javaScriptEnabled: false})
  })

  afterAll(() => browser?.close())

  test.each(Object.keys(samples))('should show every finding without JavaScript, without a request or a message: %s', async name => {
    const {html, report} = await page(name)
    const {page: shown, deeds} = plain
    await shown.setContent(html)
    const text = oneLine((await shown.locator('body').textContent()) ?? '')
    const lost = report.findings.filter(({id, title}) => !text.includes(oneLine(id)) || !text.includes(oneLine(title)))
    expect(lost.map(({heading}) => heading)).toEqual([])
    const items = report.findings.filter(({outcome}) => outcome === 'fail').flatMap(finding => finding.items)
    expect(items.filter(item => !text.includes(oneLine(item.text)))).toEqual([])
    const evidence = report.findings
      .filter(({outcome}) => outcome === 'fail')
      .flatMap(finding => finding.evidence.actual ?? finding.evidence.reason ?? [])
    expect(evidence.filter(said => !text.includes(oneLine(visible(said))))).toEqual([])
    expect(deeds).toEqual([])
  })

  describe('with two scans, which have every kind of node,', () => {
    let many: Watched

    beforeAll(async () => {
      many = await watch(browser, {bypassCSP: true})
      await many.page.setContent((await page('two scans')).html)
      await many.page.evaluate(axe)
    })

    test.each([
      ['light', 1000, 'light', 'screen'],
      ['dark', 1000, 'dark', 'screen'],
      ['print', 1000, 'dark', 'print'],
      ['light', 390, 'light', 'screen']
    ] as const)('should be accessible and no wider than the window: %s, %i px', async (_, width, colorScheme, media) => {
      await many.page.setViewportSize({width, height: 900})
      await many.page.emulateMedia({media, colorScheme})
      expect(await violations(many.page)).toEqual([])
      expect(await overflow(many.page)).toBe(0)
      expect(many.deeds).toEqual([])
    })
  })

  test.each(['a log with ids that are alike', 'a log with no finding', 'a log with no failure'])('should be accessible: %s', async name => {
    const {page: shown} = await watch(browser, {bypassCSP: true})
    await shown.setContent((await page(name)).html)
    await shown.evaluate(axe)
    expect(await violations(shown)).toEqual([])
    await shown.context().close()
  })

  test.each(['a docker-bench-security log', 'a kube-bench log'])('should be no wider than a telephone: %s', async name => {
    const {page: shown} = await watch(browser, {viewport: {width: 390, height: 900}})
    await shown.setContent((await page(name)).html)
    expect(await overflow(shown)).toBe(0)
    await shown.context().close()
  })

  test('should print what is folded', async () => {
    const {page: shown} = await watch(browser)
    await shown.setContent((await page('two scans')).html)
    const heights = (): Promise<readonly number[]> =>
      shown.evaluate(
        '[...document.querySelectorAll(".finding:not([open])")].map(node => node.offsetHeight - node.querySelector("summary").offsetHeight)'
      )
    expect((await heights()).length).toBeGreaterThan(0)
    expect(Math.max(...(await heights()))).toBeLessThan(10)
    await shown.emulateMedia({media: 'print'})
    expect(Math.min(...(await heights()))).toBeGreaterThan(200)
    await shown.context().close()
  })
})
