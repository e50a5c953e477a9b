import {spawnSync} from 'node:child_process'
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterAll, describe, expect, test} from 'vitest'
import {loadCatalog} from '../../src/catalog/index.ts'
import {decode, parse} from '../../src/parse/index.ts'
import {pdf} from '../../src/pdf.ts'
import {combine} from '../../src/combine.ts'
import {render, report} from '../../src/pipeline.ts'
import {corpusLogs} from '../fixtures.ts'

const folder = mkdtempSync(join(tmpdir(), 'benchscribe-corpus-'))
afterAll(() => rmSync(folder, {recursive: true, force: true}))

const has = (name: string): boolean => spawnSync(name, ['--version']).error === undefined
const tools = has('qpdf') && has('pdftotext')
const logs = corpusLogs().filter(({name}) => !name.includes('generated'))
const catalog = await loadCatalog()

if (process.env['CI']) test('qpdf and poppler should be there in CI', () => expect(tools).toBe(true))

describe.skipIf(logs.length === 0)('reports of real logs (skipped where the corpus is not beside the project)', () => {
  test.each(logs)('$name: every finding is in every format', async ({path}) => {
    const findings = combine([parse(decode(readFileSync(path)), {file: 'log'})], catalog)
    const value = report(findings, {catalog, now: '2026-01-02T03:04:05.000Z'})
    const ids = new Set(findings.findings.map(({id}) => id))
    const markdown = String(await render(value, {to: 'markdown'}))
    const html = String(await render(value, {to: 'html'}))
    const words = html.replace(/<style>[\s\S]*?<\/style>/, '').replace(/<[^>]*>/g, ' ')
    for (const id of ids) {
      expect(markdown).toContain(id)
      expect(words).toContain(id)
    }
    if (!tools) return
    const file = join(folder, 'report.pdf')
    writeFileSync(file, await render(value, {to: 'pdf', renderers: [pdf]}))
    expect(spawnSync('qpdf', ['--check', file], {encoding: 'utf8'})).toMatchObject({status: 0, stderr: ''})
    expect(spawnSync('pdfinfo', [file], {encoding: 'utf8'}).stdout).toMatch(/Tagged: +yes/)
    const text = spawnSync('pdftotext', [file, '-'], {encoding: 'utf8', maxBuffer: 1 << 28}).stdout
    expect([...ids].filter(id => !text.includes(id))).toEqual([])
  })
})
