import {spawnSync} from 'node:child_process'
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join, relative, sep} from 'node:path'
import {fileURLToPath, pathToFileURL} from 'node:url'
import {afterAll, describe, expect, test} from 'vitest'

const root = fileURLToPath(new URL('../../', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'benchscribe-loaded-'))
afterAll(() => rmSync(folder, {recursive: true, force: true}))

// Hooks in the thread of the program where Node has them, else (before 22.15) in one of their own.
const hook = join(folder, 'hook.mjs')
writeFileSync(
  hook,
  `import {appendFileSync} from 'node:fs'
import * as modules from 'node:module'
export function load(url, context, next) {
  appendFileSync(process.env.LOADED, url + '\\n')
  return next(url, context)
}
if (modules.registerHooks) modules.registerHooks({load})
else if (!process.env.HOOKED) {
  process.env.HOOKED = '1'
  modules.register(import.meta.url)
}
`
)

/** What a call of the command loads: files of ours as in `dist/`, packages and parts of Node by their names. */
function loaded(args: readonly string[]): readonly string[] {
  const list = join(folder, `${args[0]}.txt`)
  writeFileSync(list, '')
  const {status, stderr} = spawnSync(process.execPath, ['--import', pathToFileURL(hook).href, join(root, 'dist/cli/main.js'), ...args], {
    cwd: folder,
    encoding: 'utf8',
    env: {...process.env, LOADED: list}
  })
  expect([status, stderr]).toEqual([0, ''])
  const urls = readFileSync(list, 'utf8').split('\n').slice(0, -1)
  return [...new Set(urls.map(nameOf))].toSorted()
}

function nameOf(url: string): string {
  if (!url.startsWith('file:')) return url
  const path = relative(root, fileURLToPath(url)).split(sep).join('/')
  return path.replace(/^dist\//, '').replace(/^.*node_modules\/((?:@[^/]+\/)?[^/]+).*$/, 'package $1')
}

const log = (name: string): string => join(root, 'samples', `${name}.log`)

/** What reading, enriching and joining logs takes; `parse` and `gate` load this and little more. */
const reading =
  /^(?:node:(?:fs|fs\/promises|path|util)|version\.js|combine\.js|(?:parse|enrich|model)\/.+\.js|analyse\/(?:merge|score)\.js|catalog\/rate\.js|render\/visible\.js|cli\/(?:main|execute|option|option-groups|options|only|problem|inert|call|files|unpack|read|redacted|redact-classes)\.js)$/
const unread = /^parse\/(?:index|stream|to-tree|parse-tree)\.js$/

describe('what is loaded', () => {
  test('gate should load what it works with and nothing else', () => {
    for (const [name, framework] of [
      ['kube-bench', 'kubernetes'],
      ['docker-bench-security', 'docker']
    ] as const) {
      const names = loaded(['gate', log(name), '-q', '--max', '999'])
      expect(names).toContain('parse/parse.js')
      expect(names.filter(one => !reading.test(one) || unread.test(one))).toEqual(
        [
          'analyse/diff.js',
          'analyse/gate.js',
          'analyse/glob.js',
          `catalog/brief/${framework}.json`,
          'catalog/brief.js',
          `catalog/numberings/${framework}.json`,
          'cli/commands/gate.js',
          'cli/waived.js',
          'report/gate.js',
          'report/scan.js',
          'report/waivers.js',
          'report/words.js'
        ].toSorted()
      )
    }
  })

  test('parse should load no report, no renderer and no package', () => {
    const names = loaded(['parse', log('kube-bench'), '-q'])
    expect(names).toContain('parse/parse.js')
    const others = names.filter(one => !reading.test(one) || unread.test(one))
    expect(others.filter(one => !/^catalog\/(?:controls|numberings)\/kubernetes/.test(one))).toEqual([
      'catalog/kubernetes.js',
      'catalog/load.js',
      'cli/commands/parse.js'
    ])
  })

  test('report should load the writer of its format only', () => {
    const names = loaded(['report', log('kube-bench'), '-q', '--to', 'markdown'])
    expect(names).toContain('render/markdown.js')
    expect(names).toContain('package handlebars')
    expect(
      names.filter(one =>
        /^(?:package (?:pdfkit|yaml|hast.*|mdast-util-to-hast)|(?:threats|harden|writeup|report\/write-up|render\/pdf|catalog\/(?:brief|threats|remedies|facts)).*)$/.test(
          one
        )
      )
    ).toEqual([])
  })
})
