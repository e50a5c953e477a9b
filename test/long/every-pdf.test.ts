import {mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {afterAll, describe, expect, test} from 'vitest'
import {execute} from '../../src/cli/execute.ts'
import {builtInTemplates} from '../../src/cli/templates.ts'
import {parse} from '../../src/parse/index.ts'
import {oneLine} from '../../src/render/visible.ts'
import {logoPng} from '../render/pdf/logo.ts'
import {check, readQpdf} from '../render/pdf/structure-checker.ts'
import {run, without} from '../render/pdf/tools.ts'

const folder = mkdtempSync(join(tmpdir(), 'benchscribe-every-pdf-'))
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
    ['harden', docker, '--to', 'pdf'],
    ['harden', kube, '--to', 'pdf']
  ],
  threats: [['threats', docker, kube]],
  lint: [['lint', here('../../samples/threat-model.md'), '--log', docker]]
}
const calls: readonly (readonly string[])[] = [
  ...builtInTemplates
    .filter(name => others[name] === undefined)
    .flatMap(name => [...[...samples, wide].map(log => ['report', log, '--template', name]), ['report', ...samples, '--template', name]]),
  ...Object.values(others).flat()
]

async function made(args: readonly string[]): Promise<Uint8Array> {
  const path = join(folder, 'out', 'report.pdf')
  rmSync(join(folder, 'out'), {recursive: true, force: true})
  const errors: string[] = []
  const output = args[0] === 'harden' ? join(folder, 'out/') : path
  const code = await execute([...args, '-o', output, '--quiet', '--now', '2026-01-02T03:04:05Z'], {
    stdin: (async function* () {})(),
    write: () => undefined,
    warn: line => void errors.push(line),
    now: () => new Date(0)
  })
  // Lint says by 1 that it found mistakes.
  expect([code, errors.filter(line => line.startsWith('benchscribe: '))]).toEqual([args[0] === 'lint' ? expect.any(Number) : 0, []])
  const file = readdirSync(join(folder, 'out')).find(name => name.endsWith('.pdf')) ?? ''
  return new Uint8Array(readFileSync(join(folder, 'out', file)))
}

describe.skipIf(without('qpdf') || without('pdftotext') || without('pdffonts') || without('pdfinfo'))(
  'every document (needs qpdf and poppler)',
  () => {
    test.each(calls.map(args => [args.map(arg => arg.replace(/^.*\//, '')).join(' '), args] as const))('%s', async (_, args) => {
      for (const page of ['A4', 'Letter']) {
        const logo = page === 'A4' ? [] : ['--logo', join(folder, 'logo.png')]
        writeFileSync(join(folder, 'logo.png'), logoPng)
        const bytes = await made([...args, '--page', page, ...logo])
        expect(run('qpdf', ['--check', 'FILE'], bytes)).toMatchObject({status: 0, stderr: ''})
        expect(
          check(readQpdf(run('qpdf', ['--json', '--json-stream-data=inline', '--decode-level=generalized', 'FILE'], bytes).stdout))
        ).toEqual([])
        const {stdout: information} = run('pdfinfo', ['FILE'], bytes)
        expect(information).toMatch(/^Tagged: +yes$/m)
        expect(information).toMatch(/^Title: +\S/m)
        for (const font of run('pdffonts', ['FILE'], bytes).stdout.trim().split('\n').slice(2))
          expect(font).toMatch(/ Identity-H +yes yes yes/)
        expect(outside(bytes)).toEqual([])
        if (args[0] === 'report' && args.at(-1) === 'full') expect(missing(bytes, args.slice(1, -2))).toEqual([])
      }
    })
  }
)

/** Words that stand in the margins, where only running heads and numbers may. */
function outside(bytes: Uint8Array): readonly string[] {
  const words: string[] = []
  let [width, height] = [0, 0]
  for (const line of run('pdftotext', ['-bbox', 'FILE', '-'], bytes).stdout.split('\n')) {
    const page = /<page width="([\d.]+)" height="([\d.]+)"/.exec(line)
    if (page) [width, height] = [Number(page[1]), Number(page[2])]
    const [, left, top, right, bottom, word] =
      /<word xMin="(-?[\d.]+)" yMin="(-?[\d.]+)" xMax="(-?[\d.]+)" yMax="(-?[\d.]+)">(.*)<\/word>/.exec(line) ?? []
    if (word === undefined) continue
    if (Number(left) < 58 || Number(right) > width - 58 || Number(top) < 25 || Number(bottom) > height - 25) words.push(word)
  }
  return words
}

/**
 * Findings of logs that a document does not show, by id and title; by id where several logs are told of together, for
 * what they share stands under the title of one of them.
 */
function missing(bytes: Uint8Array, logs: readonly string[]): readonly string[] {
  const text = run('pdftotext', ['-raw', 'FILE', '-'], bytes).stdout
  // Running heads come between the halves of what is cut at the end of a page; the order of reading has them not.
  const read = run('pdfinfo', ['-struct-text', 'FILE'], bytes).stdout
  const found = [text, [...read.matchAll(/"((?:\\.|[^"\\])*)"/g)].map(([, words = '']) => words).join('')].map(words =>
    words.replace(/[\s\\]+/g, '')
  )
  return logs
    .flatMap(log => parse(readFileSync(log, 'utf8')).findings)
    .map(({id, title}) =>
      oneLine(logs.length === 1 ? `${id} ${title}` : id)
        .replace('中', '[U+4E2D]')
        .replace('文', '[U+6587]')
    )
    .filter(words => !found.some(text => text.includes(words.replace(/[\s\\]+/g, ''))))
}
