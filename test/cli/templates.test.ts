import {mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterAll, describe, expect, test} from 'vitest'
import {execute} from '../../src/cli/execute.ts'
import {builtInPartials, builtInTemplates} from '../../src/render/index.ts'
import {sample} from '../fixtures.ts'

const folder = mkdtempSync(join(tmpdir(), 'benchscribe-templates-'))
afterAll(() => rmSync(folder, {recursive: true, force: true}))

const docker = join(folder, 'docker-bench.log')
writeFileSync(docker, sample('docker-bench-security.log'))

async function run(...args: readonly string[]): Promise<{readonly code: number; readonly out: string; readonly err: string}> {
  const out: string[] = []
  const err: string[] = []
  const code = await execute(args, {
    stdin: (async function* () {})(),
    write: content => void out.push(String(content)),
    warn: line => void err.push(line),
    now: () => new Date('2026-01-02T03:04:05Z')
  })
  return {code, out: out.join(''), err: err.join('\n')}
}

/** Write files below a new folder. */
function place(name: string, files: Readonly<Record<string, string>>): string {
  const path = join(folder, name)
  mkdirSync(join(path, 'partials'), {recursive: true})
  for (const [file, text] of Object.entries(files)) writeFileSync(join(path, file), text)
  return path
}

describe('templates list', () => {
  test('should name each with its kind and what it is for, and the blocks of each kind', async () => {
    const {code, out} = await run('templates', 'list')
    expect(code).toBe(0)
    for (const {name} of builtInTemplates)
      expect(out).toMatch(new RegExp(`^${name} +(?:scan|diff|plan|threats|write-up|lint) +[A-Z].*\\.$`, 'm'))
    expect(out).toMatch(/^diff {6}cover about changes comparison /m)
    expect(out).toContain(`Partials: ${Object.keys(builtInPartials).join(' ')}`)
  })

  test('should name those of a directory too', async () => {
    const own = place('listed', {'audit.md.hbs': '{{!-- report: diff. For the team. --}}\n'})
    const {out} = await run('templates', 'list', '--template-dir', own)
    expect(out).toMatch(/^audit \(.*audit\.md\.hbs\) +diff +For the team\.$/m)
  })
})

describe('templates export', () => {
  test('should write the template and its partials, which make the same report', async () => {
    const to = join(folder, 'exported')
    const {code, err} = await run('templates', 'export', 'full', to)
    expect([code, err]).toEqual([0, expect.stringContaining(`--template-dir ${to} uses them`)])
    expect(readFileSync(join(to, 'full.md.hbs'), 'utf8')).toBe(builtInTemplates.find(({name}) => name === 'full')?.source)
    expect(readdirSync(join(to, 'partials')).length).toBeGreaterThan(0)
    for (const name of readdirSync(join(to, 'partials')))
      expect(readFileSync(join(to, 'partials', name), 'utf8')).toBe(builtInPartials[name.replace('.md.hbs', '')])
    expect((await run('report', docker, '-q', '--template-dir', to)).out).toBe((await run('report', docker, '-q')).out)
    expect((await run('templates', 'lint', to)).out).toMatch(/^No mistake in \d+ templates\.\n$/)
  })

  test('should write over nothing that was edited, unless told to', async () => {
    const to = join(folder, 'edited')
    await run('templates', 'export', 'lint', to, '-q')
    expect((await run('templates', 'export', 'lint', to, '-q')).code).toBe(0)
    writeFileSync(join(to, 'partials', 'about.md.hbs'), 'mine')
    const {code, err} = await run('templates', 'export', 'lint', to)
    expect([code, err]).toEqual([2, `benchscribe: ${join(to, 'partials', 'about.md.hbs')} would be overwritten; --force does that.`])
    expect(readFileSync(join(to, 'partials', 'about.md.hbs'), 'utf8')).toBe('mine')
    expect((await run('templates', 'export', 'lint', to, '-q', '--force')).code).toBe(0)
    expect(readFileSync(join(to, 'partials', 'about.md.hbs'), 'utf8')).toBe(builtInPartials['about'])
  })
})

describe('templates lint', () => {
  test('should tell every mistake with file, line and column, once, and exit 1', async () => {
    const own = place('wrong', {
      'a.md.hbs': '{{{title}}}\n{{> tail}}\n',
      'b.md.hbs': '{{!-- report: diff --}}\n{{nope}}\n{{> tail}}\n{{block "top"}}',
      'partials/tail.hbs': '\n {{tilte}} {{cod title}}',
      'partials/unused.hbs': '{{#if}}'
    })
    const {code, out} = await run('templates', 'lint', own)
    expect(code).toBe(1)
    expect(out.split('\n').map(line => line.replace(`${own}/`, '').replace(/; there are .* \[/, ' ['))).toEqual([
      'a.md.hbs:1:1: raw output is not allowed in a template from outside; {{x}} is escaped, and helpers like `code` need no third brace [raw-output]',
      'partials/tail.hbs:2:4: there is no field `tilte` here; is `title` meant? [unknown-field]',
      'partials/tail.hbs:2:14: there is no helper `cod`; is `code` meant? [unknown-helper]',
      'b.md.hbs:2:3: there is no field `nope` here [unknown-field]',
      'b.md.hbs:4:1: there is no block "top" [unknown-block]',
      'partials/unused.hbs:1:8: the template ends before every block is closed [syntax]',
      '6 mistakes in 4 templates.',
      ''
    ])
  })

  test('should take single files, with the partials of --template-dir', async () => {
    const own = place('single', {'a.md.hbs': '{{> mine}}', 'partials/mine.hbs': '{{title}}'})
    expect(await run('templates', 'lint', join(own, 'a.md.hbs'), '--template-dir', own)).toMatchObject({
      code: 0,
      out: 'No mistake in 1 template.\n'
    })
    expect((await run('templates', 'lint', join(own, 'a.md.hbs'))).out).toMatch(
      /a\.md\.hbs:1:1: there is no partial `mine` \[unknown-partial\]/
    )
    expect((await run('templates', 'lint', join(own, 'partials', 'mine.hbs'))).code).toBe(0)
    writeFileSync(join(own, 'raw.md.hbs'), '{{{title}}}')
    expect((await run('templates', 'lint', join(own, 'raw.md.hbs'), '--unsafe-templates')).code).toBe(0)
  })
})

describe('--template-dir', () => {
  test('should put one partial in the place of the built-in one, and a template found by its name', async () => {
    const own = place('mine', {
      'audit.md.hbs': '# {{title}}\n\n{{> about}}\n',
      'partials/about.hbs': '## Who\n\nAsk {{link "us" "https://example.org"}}.\n'
    })
    const full = (await run('report', docker, '-q', '--template-dir', own)).out
    expect(full).toMatch(/## Failed checks[\s\S]*\n## Who\n\nAsk \[us\]\(https:\/\/example\.org\)\.\n$/)
    expect((await run('report', docker, '-q', '--template-dir', own, '--template', 'audit')).out).toBe(
      '# Docker benchmark report\n\n## Who\n\nAsk [us](https://example.org).\n'
    )
    expect((await run('diff', docker, docker, '-q', '--template-dir', own)).out).toMatch(/\n## Who\n/)
  })

  test('should put a template in the place of the standard one of its name, and find its mistakes at its path', async () => {
    const own = place('shadow', {'full.md.hbs': '{{title}} only\n', 'partials/head.hbs': '\n{{nope}}'})
    expect((await run('report', docker, '-q', '--template-dir', own)).out).toBe('Docker benchmark report only\n')
    const {code, err} = await run('diff', docker, docker, '-q', '--template-dir', own)
    expect([code, err]).toEqual([2, `benchscribe: ${join(own, 'partials', 'head.hbs')}:2:3: there is no field \`nope\` here.`])
  })

  test('can stand in the configuration; what lets templates do more cannot', async () => {
    const own = place('configured', {'full.md.hbs': '{{title}}, configured\n'})
    const config = join(folder, 'templates.config.yaml')
    writeFileSync(config, 'flags:\n  template-dir: configured\n')
    expect((await run('report', docker, '-q', '--config', config)).out).toBe('Docker benchmark report, configured\n')
    writeFileSync(config, 'flags:\n  unsafe-templates: true\n')
    expect((await run('report', docker, '-q', '--config', config)).code).toBe(2)
    expect(own).toContain('configured')
  })
})

describe('--unsafe-templates', () => {
  test('should allow raw Markdown, and HTML no more than before', async () => {
    const own = place('raw', {'raw.md.hbs': '{{{title}}}\n\n{{#*inline "x"}}{{{or "" "<b>y</b>"}}}{{/inline}}{{> x}}\n'})
    const path = join(own, 'raw.md.hbs')
    expect((await run('report', docker, '-q', '--title', '*a*', '--template', path)).err).toMatch(
      /raw\.md\.hbs:1:1: raw output is not allowed/
    )
    expect((await run('report', docker, '-q', '--title', '*a*', '--template', path, '--unsafe-templates')).out).toBe('_a_\n\ny\n')
  })
})

describe('what cannot be done: exit 2, one sentence', () => {
  const empty = place('empty', {})
  test.each<readonly [readonly string[], RegExp]>([
    [['templates'], /Say what to do with templates: list, export NAME DIR or lint FILE\.\.\.\.$/],
    [['templates', 'show'], /, not `show`\.$/],
    [['templates', 'export', 'full'], /Name a template and a directory/],
    [['templates', 'export', 'fancy', folder], /There is no template `fancy`; there is full, /],
    [['templates', 'export', 'full', docker], /a part of the path is not a directory|Cannot write/],
    [['templates', 'lint'], /Name a template or a directory of templates/],
    [['templates', 'lint', join(folder, 'nope.md.hbs')], /nope\.md\.hbs: there is no such file/],
    [['templates', 'lint', empty], /holds no template/],
    [['report', docker, '--template-dir', join(folder, 'nope')], /there is no such directory/],
    [
      ['report', docker, '--template', 'diff'],
      /Template diff is for a diff report, and report makes a scan report here; it takes full, .*write-up, or a file of your own\.$/
    ],
    [['diff', docker, docker, '--template', 'fancy'], /There is no template `fancy`; there is diff, or name a file\.$/],
    [['harden', docker, '--template', 'full'], /harden makes a plan report here; it takes plan, or/],
    [['report', docker, '--template-seconds', '0'], /--template-seconds takes a whole number from 1 up/]
  ])('%j', async (args, words) => {
    const {code, out, err} = await run(...args)
    expect([code, out]).toEqual([2, ''])
    expect(err).toMatch(words)
    expect(err.split('\n').length).toBe(1)
  })
})
