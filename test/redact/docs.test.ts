import {mkdtempSync, readFileSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {afterAll, expect, test} from 'vitest'
import {execute} from '../../src/cli/execute.ts'
import {verbs} from '../../src/cli/options.ts'
import {redactClasses} from '../../src/redact/index.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
const page = readFileSync(join(root, 'docs/redact.md'), 'utf8')
const folder = mkdtempSync(join(tmpdir(), 'benchscribe-redact-docs-'))
afterAll(() => rmSync(folder, {recursive: true, force: true}))

test('the commands of the page should run', async () => {
  const commands = (/```sh\n([\s\S]*?)```/.exec(page)?.[1] ?? '').trim().split('\n')
  expect(commands.length).toBeGreaterThan(2)
  for (const command of commands) {
    const [, ...args] = command.split(' ')
    const placed = args.map(arg => (arg.startsWith('samples/') ? join(root, arg) : /\.(?:html|json)$/.test(arg) ? join(folder, arg) : arg))
    const code = await execute(placed, {stdin: (async function* () {})(), write: () => undefined, warn: () => undefined})
    expect(code, command).toBe(0)
  }
  expect(readFileSync(join(folder, 'report.html'), 'utf8')).not.toContain('worker-7')
  expect(JSON.parse(readFileSync(join(folder, 'who-is-who.json'), 'utf8'))).toMatchObject({format: 'benchscribe/pseudonyms'})
})

test('the page should name every class, and the verbs that take the flag', () => {
  for (const name of redactClasses) expect(page).toContain(`| \`${name}\` |`)
  const able = verbs.filter(({options}) => options.some(({name}) => name === 'redact')).map(({name}) => name)
  expect(able).toEqual(['report', 'parse', 'gate', 'diff', 'harden', 'threats'])
  for (const name of able) expect(page.slice(0, page.indexOf('```'))).toContain(`\`${name}\``)
})
