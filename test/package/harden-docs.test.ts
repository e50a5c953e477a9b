import {execFileSync} from 'node:child_process'
import {cpSync, mkdtempSync, readFileSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {afterAll, expect, test} from 'vitest'

const root = fileURLToPath(new URL('../../', import.meta.url))
const page = readFileSync(join(root, 'docs/harden.md'), 'utf8')
const folder = mkdtempSync(join(tmpdir(), 'benchscribe-harden-docs-'))
afterAll(() => rmSync(folder, {recursive: true, force: true}))

test('the list of controls without a remedy should be what its script makes', () => {
  for (const part of ['scripts', 'docs', 'src/catalog']) cpSync(join(root, part), join(folder, part), {recursive: true})
  execFileSync(process.execPath, [join(folder, 'scripts/make-remedies-doc.mjs')])
  expect(readFileSync(join(folder, 'docs/harden.md'), 'utf8')).toBe(page)
})

test('every option of the verb should be in the page or explain itself, and the page name none that is not there', async () => {
  const {verbs} = (await import(join(root, 'dist/cli/options.js'))) as {
    verbs: readonly {name: string; options: readonly {name: string}[]}[]
  }
  const options = verbs.find(({name}) => name === 'harden')?.options.map(({name}) => name) ?? []
  const named = new Set(
    [...page.slice(0, page.indexOf('## What configuration cannot fix')).matchAll(/(?<![\w-])--([a-z]+)/g)].map(hit => hit[1] ?? '')
  )
  // `--apply` is of the scripts.
  expect([...named].filter(name => name !== 'apply' && !options.includes(name))).toEqual([])
  for (const name of ['only', 'skip', 'with', 'existing', 'engine', 'kubernetes', 'namespaces', 'verify', 'to'])
    expect(named).toContain(name)
})

test('the example of the page should run and print what it says', async () => {
  const {enrich, harden, loadCatalog, parse, render} = await import(join(root, 'dist/index.js'))
  const scan = parse('[WARN] 2.14 - Ensure Userland Proxy is Disabled\n')
  const catalog = await loadCatalog(scan)
  const {plan, files} = await harden(enrich(scan, catalog), {catalog, engine: '28'})
  expect(files['daemon.json']).toBe('{\n  "userland-proxy": false\n}\n')
  expect(await render(plan, {to: 'markdown'})).toMatch(/^# Hardening plan\n/)
})
