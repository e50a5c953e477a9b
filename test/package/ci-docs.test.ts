import {execFileSync, spawnSync} from 'node:child_process'
import {cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {afterAll, describe, expect, test} from 'vitest'

const root = fileURLToPath(new URL('../../', import.meta.url))
const main = join(root, 'dist/cli/main.js')
const folder = mkdtempSync(join(tmpdir(), 'benchscribe-docs-'))
cpSync(join(root, 'samples'), join(folder, 'samples'), {recursive: true})
mkdirSync(join(folder, 'out'))
afterAll(() => rmSync(folder, {recursive: true, force: true}))

const page = (name: string): string => readFileSync(join(root, 'docs', name), 'utf8')
const blocks = (name: string, language: string): readonly string[] =>
  [...page(name).matchAll(/```(\w+)\n([\s\S]*?)```/g)].filter(([, kind]) => kind === language).map(([, , text]) => text ?? '')

describe('commands of the pages should run', () => {
  const commands = ['diff.md', 'gate.md'].flatMap(name =>
    blocks(name, 'sh').flatMap(text =>
      text
        .trim()
        .split('\n')
        .map(line => [name, line] as const)
    )
  )
  test.each(commands)('%s: %s', (_, line) => {
    execFileSync('sh', ['-c', line.replace(/^benchscribe /, `"${process.execPath}" "${main}" `)], {cwd: folder, stdio: 'pipe'})
  })

  test('there should be some', () => expect(commands.length).toBeGreaterThan(5))
})

describe('files of the pages should be without a mistake', () => {
  const run = (...args: readonly string[]): {readonly code: number | null; readonly out: string; readonly err: string} => {
    const {status, stdout, stderr} = spawnSync(process.execPath, [main, ...args], {cwd: folder, encoding: 'utf8'})
    return {code: status, out: stdout, err: stderr}
  }

  test('waivers', () => {
    writeFileSync(join(folder, 'waivers.yaml'), blocks('waivers.md', 'yaml')[0] ?? '')
    const {code, out} = run('gate', 'samples/docker-bench-security.log', '--waivers', 'waivers.yaml', '-q', '--now', '2026-12-01T00:00:00Z')
    expect([code, out.split('\n')[0]]).toEqual([1, 'Gate failed: 33 of 117 checks fail; none may; besides, 2 are waived.'])
  })

  test('configuration', () => {
    writeFileSync(join(folder, 'benchscribe.config.yaml'), blocks('config.md', 'yaml')[0] ?? '')
    const {code, out, err} = run('gate', 'samples/docker-bench-security.log', '-q', '--now', '2026-12-01T00:00:00Z')
    expect([code, err]).toEqual([1, ''])
    expect(out).toMatch(/^Gate failed: \d+ of \d+ checks fail at high or above; none may; besides, 1 is waived\.\n/)
    expect(run('report', 'samples/docker-bench-security.log', '-q').code).toBe(0)
    expect(readFileSync(join(folder, 'out/docker-bench-security.html'), 'utf8')).toContain('All our containers share the default bridge.')
  })

  test('catalogue', () => {
    writeFileSync(join(folder, 'catalog.yaml'), blocks('config.md', 'yaml')[1] ?? '')
    writeFileSync(join(folder, 'own.log'), '[INFO] 1 - Host\n[WARN] 1.1 - Ensure SELinux is enforcing (Automated)\n')
    const {code, out} = run('report', 'own.log', '--catalog', 'catalog.yaml', '-q', '--no-config')
    expect(code).toBe(0)
    expect(out).toContain('**From your catalogue** `catalog.yaml`')
    expect(out).toContain('Who breaks out of a container meets no second wall.')
  })
})

test('every flag of gate should have a row in its page', () => {
  const {stdout} = spawnSync(process.execPath, [main, 'gate', '--help'], {encoding: 'utf8'})
  const flags = [...stdout.matchAll(/^ {2}(?:-\w, | {4})--([\w-]+)/gm)].map(([, flag]) => flag ?? '')
  expect(flags.length).toBeGreaterThan(10)
  const elsewhere = ['catalog', 'node', 'now', 'config', 'no-config', 'help', 'quiet', 'prune']
  for (const flag of flags.filter(name => !elsewhere.includes(name))) expect(page('gate.md')).toContain(`| \`--${flag}`)
})
