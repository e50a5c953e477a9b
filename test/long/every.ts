import {mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {afterAll, expect} from 'vitest'
import {execute} from '../../src/cli/execute.ts'
import {builtInTemplates} from '../../src/cli/templates.ts'

/** Where documents of a test file are written. */
export const folder: string = mkdtempSync(join(tmpdir(), 'benchscribe-every-'))
afterAll(() => rmSync(folder, {recursive: true, force: true}))
const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url))
const samples = readdirSync(here('../../samples/'))
  .filter(name => /^(?:docker|kube)-bench.*\.(?:log|json)$/.test(name))
  .map(name => here(`../../samples/${name}`))
const [docker, kube] = [here('../../samples/docker-bench.log'), here('../../samples/kube-bench.log')]

/** A log whose values have no place to break a line at, and scripts and signs of many kinds. */
const wide = join(folder, 'wide.log')
const value = (letter: string): string => letter.repeat(300)
writeFileSync(
  wide,
  [
    '# Docker Bench for Security v1.6.0',
    '[INFO] 5 - Container Runtime',
    `[WARN] 5.1 - ${value('A')} ✔ │ → ř`,
    `[WARN]      * ${value('b')}: ${value('c')}`,
    `[PASS] 5.2 - ${value('D')}`,
    `[NOTE] 5.3 - ${value('/e')}`,
    `[INFO] 5.4 - ${value('F')} 中文`,
    `[WARN] 2.14 - Ensure ${value('g')}`
  ].join('\n')
)

/** What makes a document with each template that is not for scans. */
const others: Readonly<Record<string, readonly (readonly string[])[]>> = {
  'write-up': [['report', docker, kube, '--template', 'write-up']],
  diff: [
    ['diff', here('../render/fixtures/diff-shop/before.log'), here('../render/fixtures/diff-shop/after.log')],
    ['diff', docker, wide]
  ],
  plan: [
    ['harden', docker],
    ['harden', kube]
  ],
  threats: [['threats', docker, kube]],
  lint: [['lint', here('../../samples/threat-model.md'), '--log', docker]]
}
/** Every built-in template with every sample that it can show. */
export const calls: readonly (readonly string[])[] = [
  ...builtInTemplates
    .filter(name => others[name] === undefined)
    .flatMap(name => [...[...samples, wide].map(log => ['report', log, '--template', name]), ['report', ...samples, '--template', name]]),
  ...Object.values(others).flat()
]

/**
 * Make a document.
 *
 * @param args Verb, logs and flags.
 * @param ending `.pdf` or `.html`.
 * @returns Its bytes.
 */
export async function made(args: readonly string[], ending: '.pdf' | '.html'): Promise<Uint8Array> {
  const path = join(folder, 'out', `report${ending}`)
  rmSync(join(folder, 'out'), {recursive: true, force: true})
  const errors: string[] = []
  const output = args[0] === 'harden' ? join(folder, 'out/') : path
  const code = await execute(
    [...args, '--to', ending === '.pdf' ? 'pdf' : 'html', '-o', output, '--quiet', '--now', '2026-01-02T03:04:05Z'],
    {
      stdin: (async function* () {})(),
      write: () => undefined,
      warn: line => void errors.push(line),
      now: () => new Date(0)
    }
  )
  // Lint says by 1 that it found mistakes.
  expect([code, errors.filter(line => line.startsWith('benchscribe: '))]).toEqual([args[0] === 'lint' ? expect.any(Number) : 0, []])
  const file = readdirSync(join(folder, 'out')).find(name => name.endsWith(ending)) ?? ''
  return new Uint8Array(readFileSync(join(folder, 'out', file)))
}
