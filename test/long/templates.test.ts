import {execFileSync, spawnSync} from 'node:child_process'
import {cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {fileURLToPath, pathToFileURL} from 'node:url'
import {afterAll, describe, expect, test} from 'vitest'

const root = fileURLToPath(new URL('../../', import.meta.url))
const main = join(root, 'dist/cli/main.js')
const log = join(root, 'samples/docker-bench-security.log')
const page = readFileSync(join(root, 'docs/templates.md'), 'utf8')
const folder = mkdtempSync(join(tmpdir(), 'benchscribe-templates-'))
afterAll(() => rmSync(folder, {recursive: true, force: true}))

function file(name: string, text: string): string {
  writeFileSync(join(folder, name), text)
  return join(folder, name)
}

function run(...args: readonly string[]): {
  readonly status: number | null
  readonly out: string
  readonly err: string
  readonly seconds: number
} {
  const start = performance.now()
  const {status, stdout, stderr} = spawnSync(process.execPath, [main, ...args], {cwd: folder, encoding: 'utf8', maxBuffer: 1 << 28})
  return {status, out: stdout, err: stderr, seconds: (performance.now() - start) / 1000}
}

describe('a template from outside, in its worker', () => {
  test('should give what the same template gives without one, in three formats', async () => {
    const {catalogOf, report} = await libraryOf()
    const source = readFileSync(join(root, 'templates/full.md.hbs'), 'utf8')
    const value = report(catalogOf, '2026-01-02T03:04:05.000Z')
    const path = file('full.md.hbs', source)
    const {status, err} = run(
      'report',
      log,
      '-q',
      '--now',
      '2026-01-02T03:04:05Z',
      '--template',
      path,
      '--to',
      'markdown,html,pdf',
      '-o',
      'out/'
    )
    expect([status, err]).toEqual([0, ''])
    const {render} = await import(pathToFileURL(join(root, 'dist/index.js')).href)
    const {pdf} = await import(pathToFileURL(join(root, 'dist/pdf.js')).href)
    for (const [to, ending] of [
      ['markdown', 'md'],
      ['html', 'html']
    ])
      expect(readFileSync(join(folder, `out/docker-bench-security.${ending}`), 'utf8')).toBe(await render(value, {to}))
    expect(readFileSync(join(folder, 'out/docker-bench-security.pdf')).equals(await render(value, {to: 'pdf', renderers: [pdf]}))).toBe(
      true
    )
  })

  test('should be stopped when it takes too long, with one sentence', () => {
    const loop = '{{#each @root.findings}}'
    const path = file('loop.md.hbs', `${loop.repeat(5)}{{title}}${'{{/each}}'.repeat(5)}`)
    const {status, out, err, seconds} = run('report', log, '-q', '--template', path, '--template-seconds', '2', '-o', 'loop.md')
    expect([status, out]).toEqual([2, ''])
    expect(err).toBe(
      `benchscribe: Template ${path} was stopped after 2 seconds; loops in loops may be why, and --template-seconds gives it more.\n`
    )
    expect(seconds).toBeLessThan(30)
    expect(existsSync(join(folder, 'loop.md'))).toBe(false)
  })

  test('should tell its mistakes with file, line and column', () => {
    const path = file('bad.md.hbs', 'a\n\n {{nope}}\n')
    expect(run('report', log, '-q', '--template', path)).toMatchObject({
      status: 2,
      err: `benchscribe: ${path}:3:4: there is no field \`nope\` here.\n`
    })
    const raw = file('raw.md.hbs', '\n{{{title}}}\n')
    expect(run('report', log, '-q', '--template', raw).err).toMatch(
      /raw\.md\.hbs:2:1: raw output is not allowed in a template from outside/
    )
    expect(run('report', log, '-q', '--title', '*a*', '--template', raw, '--unsafe-templates').out).toBe('_a_\n')
    const endless = file('endless.md.hbs', '{{> a}}')
    mkdirSync(join(folder, 'dir/partials'), {recursive: true})
    file('dir/partials/a.hbs', '\n {{> a}}')
    expect(run('report', log, '-q', '--template', endless, '--template-dir', 'dir').err).toBe(
      'benchscribe: dir/partials/a.hbs:2:2: partial a includes itself without end.\n'
    )
  })

  test('should be stopped before it fills the memory', async () => {
    const {catalogOf, report} = await libraryOf()
    const {boundedTree} = await import(pathToFileURL(join(root, 'dist/cli/bounded-tree.js')).href)
    const loop = '{{#each @root.findings}}'
    const large = (inner: string): unknown => ({name: 'large', source: `${loop.repeat(4)}${inner}${'{{/each}}'.repeat(4)}`})
    const tree = boundedTree(100, 64)
    await expect(tree(report(catalogOf, ''), large('{{code this.heading}}'), {})).rejects.toThrow(
      'Template large was stopped because it needed more than 64 MB of memory.'
    )
    await expect(tree(report(catalogOf, ''), large('{{block "top"}}'), {})).rejects.toThrow(
      'a template may ask for 1000 blocks and no more'
    )
  })
})

interface Library {
  readonly catalogOf: unknown
  readonly report: (catalog: unknown, now: string) => unknown
}

async function libraryOf(): Promise<Library> {
  const {enrich, loadCatalog, parse, report} = await import(pathToFileURL(join(root, 'dist/index.js')).href)
  const scan = parse(readFileSync(log, 'utf8'), {file: log})
  const catalogOf = await loadCatalog(scan)
  return {catalogOf, report: (catalog, now) => report(enrich(scan, catalog), {catalog, now})}
}

describe('docs/templates.md', () => {
  const [first = ''] = [...page.matchAll(/^```handlebars\n([\s\S]*?)^```$/gm)].map(hit => hit[1] ?? '')

  test('its commands should run, with the template written from it', () => {
    const here = join(folder, 'docs')
    mkdirSync(here)
    writeFileSync(join(here, 'audit.md.hbs'), first)
    cpSync(log, join(here, 'docker-bench.log'))
    const commands = [...page.matchAll(/^```sh\n([\s\S]*?)^```$/gm)].flatMap(([, text = '']) => text.trim().split('\n'))
    expect(commands.length).toBe(4)
    for (const command of commands)
      execFileSync('sh', ['-c', command.replace('benchscribe ', `"${process.execPath}" "${main}" `)], {cwd: here, stdio: 'pipe'})
    expect(readdirSync(join(here, 'out')).toSorted()).toEqual(['docker-bench.html', 'docker-bench.md', 'docker-bench.pdf'])
    expect(readdirSync(here)).toEqual(expect.arrayContaining(['my-templates', 'report.html']))
    expect(readFileSync(join(here, 'out/docker-bench.md'), 'utf8')).toMatch(
      /^# Docker benchmark report\n[\s\S]*## This week\n\n1\. \*\*critical\*\* \*\*/
    )
  })

  test('its program should run', () => {
    const program = /^```ts\n([\s\S]*?)^```$/m.exec(page)?.[1] ?? ''
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
    const path = file(
      'example.mjs',
      `${program.replace("'benchscribe'", JSON.stringify(pathToFileURL(join(root, 'dist/index.js')).href))}\nprocess.stdout.write(markdown)`
    )
    expect(execFileSync(process.execPath, [path], {encoding: 'utf8'})).toBe('# DOCKER BENCHMARK REPORT\n\n**1 of 1 check fails.**\n')
  })
})
