import {readFileSync} from 'node:fs'
import {describe, expect, test} from 'vitest'
import type {Report} from '../../src/model/index.ts'
import {pdf} from '../../src/pdf.ts'
import {render} from '../../src/pipeline.ts'
import {builtInPartials, headOf, renderers} from '../../src/render/index.ts'
import {arities} from '../../src/render/template/helpers.ts'
import {lintTemplate} from '../../src/render/template/lint.ts'
import {readMarkdown} from './reports.ts'
import {reportOfKind} from './template-reports.ts'

const page = readFileSync(new URL('../../docs/templates.md', import.meta.url), 'utf8')
const blocks = [...page.matchAll(/^```handlebars(?: partial=(\w+))?\n([\s\S]*?)^```$/gm)].map(([, partial, source = '']) => ({
  partial,
  source
}))
const schemaOf = (kind: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../schema/report-${kind}.schema.json`, import.meta.url), 'utf8'))

describe('the templates of docs/templates.md', () => {
  test('should be some', () => {
    expect(blocks.length).toBeGreaterThanOrEqual(5)
  })

  test.each(blocks.map(({partial, source}, index) => [index + 1, partial, source] as const))(
    'template %i should have no mistake and give Markdown, HTML and PDF',
    async (_, partial, source) => {
      const template =
        partial === undefined ? {name: 'docs', source} : {name: 'docs', source: `{{> ${partial}}}`, partials: {[partial]: source}}
      const {kind} = headOf(template.source)
      expect(await lintTemplate(template, {schema: schemaOf(kind)})).toEqual([])
      const report = await reportOfKind[kind as Report['kind']]()
      const [markdown, html, bytes] = await Promise.all(
        ['markdown', 'html', 'pdf'].map(to => render(report, {to, template, renderers: [...renderers, pdf]}))
      )
      expect(String(markdown).length).toBeGreaterThan(50)
      expect(readMarkdown(String(markdown)).children.length).toBeGreaterThan(1)
      expect(String(html)).toMatch(/^<!doctype html>[\s\S]*<main>[\s\S]*<\/html>\n$/)
      expect(Buffer.from(bytes as Uint8Array).toString('latin1')).toMatch(/^%PDF-1\.\d[\s\S]*%%EOF\s*$/)
      for (const text of [String(markdown), String(html).replace(/<script>.*?<\/script>/gs, '')])
        expect(text).not.toMatch(/benchscribe-badge|benchscribe:block|\{\{[#>/]|\{\{block|undefined|\[object/)
    }
  )
})

describe('docs/templates.md', () => {
  test('should have a row for every helper and partial', () => {
    for (const name of Object.keys(arities).filter(helper => helper !== 'log')) expect(page).toMatch(new RegExp(`[{(]#?${name} `))
    for (const name of Object.keys(builtInPartials)) expect(page).toContain(`| \`{{> ${name}}}\` |`)
  })

  test('should list the fields of the schemas; `node scripts/template-fields-doc.mjs` writes them anew', async () => {
    const {withFields} = (await import(new URL('../../scripts/template-fields-doc.mjs', import.meta.url).href)) as {
      withFields: (text: string) => string
    }
    expect(withFields(page)).toBe(page)
  })

  test('should lead somewhere with every link inside of it', () => {
    const ids = new Set(
      [...page.matchAll(/^#{1,6} (.+)$/gm)].map(([, words = '']) =>
        words
          .toLowerCase()
          .replace(/[^a-z0-9 -]/g, '')
          .replaceAll(' ', '-')
      )
    )
    const links = [...page.matchAll(/\]\(#([^){]+)\)/g)].map(([, id]) => id)
    expect(links.length).toBeGreaterThan(50)
    expect(links.filter(id => !ids.has(id ?? ''))).toEqual([])
  })
})
