import {existsSync, lstatSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {gzipSync} from 'node:zlib'
import {afterAll, describe, expect, test} from 'vitest'
import {verbs} from '../../src/cli/options.ts'
import {execute} from '../../src/cli/execute.ts'
import {sample} from '../fixtures.ts'

const folder = mkdtempSync(join(tmpdir(), 'benchscribe-cli-'))
afterAll(() => rmSync(folder, {recursive: true, force: true}))

const kube = join(folder, 'kube-bench.log')
const docker = join(folder, 'docker-bench.log')
writeFileSync(kube, sample('kube-bench.log'))
writeFileSync(docker, sample('docker-bench-security.log'))

interface Ran {
  readonly code: number
  readonly out: string
  readonly err: string
}

async function run(args: readonly string[], stdin: string | Uint8Array = ''): Promise<Ran> {
  const out: string[] = []
  const err: string[] = []
  const code = await execute(args, {
    stdin: (async function* () {
      if (typeof stdin === 'string') yield stdin
      else for (const byte of stdin) yield Uint8Array.of(byte)
    })(),
    write: content => void out.push(typeof content === 'string' ? content : Buffer.from(content).toString('latin1')),
    warn: line => void err.push(line),
    now: () => new Date('2026-01-02T03:04:05Z')
  })
  return {code, out: out.join(''), err: err.join('\n')}
}

describe('a log that gzip packed', () => {
  const packed = join(folder, 'kube-bench.log.gz')
  writeFileSync(packed, gzipSync(sample('kube-bench.log')))
  const named = (text: string): string => text.replaceAll('kube-bench.log.gz', 'kube-bench.log')

  test.each(['json', 'ndjson'])('should be read as what is in it: %s', async to => {
    const plain = await run(['parse', kube, '--to', to])
    const {code, out} = await run(['parse', packed, '--to', to])
    expect(code).toBe(0)
    expect(named(out)).toBe(plain.out)
  })

  test('should be read from standard input, byte by byte', async () => {
    const plain = await run(['parse', '-', '--to', 'json'], sample('kube-bench.log'))
    const {out} = await run(['parse', '-', '--to', 'json'], gzipSync(sample('kube-bench.log')))
    expect(out).toBe(plain.out)
  })
})

describe('what cannot be done: exit 2, one sentence, nothing written', () => {
  const file = (name: string, content: string | Uint8Array): string => {
    const path = join(folder, name)
    writeFileSync(path, content)
    return path
  }
  const png = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d, 0x49, 0x48, 0x44, 0x52, 0, 0, 0, 1])
  mkdirSync(join(folder, 'empty'), {recursive: true})
  const target = join(folder, 'target')

  test.each<readonly [string, readonly string[], RegExp]>([
    ['no verb', [], /Say what to do/],
    ['an unknown verb', ['reprot', kube], /no verb `reprot`; there are report, parse/],
    ['no log', ['report'], /Name a log/],
    ['an unknown flag', ['report', kube, '--too', 'html'], /Unknown option '--too'/],
    ['a flag without its value', ['report', kube, '--to'], /argument missing/],
    ['a missing file', ['report', join(folder, 'nope.log')], /nope\.log: there is no such file/],
    ['an empty file', ['report', file('empty.log', '')], /is empty/],
    ['a PNG', ['report', file('a.png', png)], /binary file/],
    [
      'gzip that is damaged',
      ['parse', file('damaged.log.gz', gzipSync(sample('kube-bench.log')).fill(7, 100, 200))],
      /packed by gzip, but damaged/
    ],
    [
      'gzip that is cut',
      ['parse', file('cut.log.gz', gzipSync(sample('kube-bench.log')).subarray(0, 2000))],
      /gzip, but its end is missing/
    ],
    ['random text', ['parse', file('random.txt', 'lorem ipsum\ndolor [sic]\n')], /is not a log/],
    ['an empty directory', ['report', join(folder, 'empty')], /holds no file/],
    ['an unknown format', ['report', kube, '--to', 'docx'], /cannot write `docx`; report writes markdown, html, json, .*pdf/],
    ['a format of another verb', ['parse', kube, '--to', 'html'], /parse cannot write `html`/],
    ['several formats to one stream', ['report', kube, '--to', 'html,markdown'], /name a directory with -o/],
    ['a time that is none', ['report', kube, '--now', 'yesterday'], /--now takes a time/],
    ['a page size that is none', ['report', kube, '--page', 'A0'], /--page takes A4 or Letter/],
    [
      'a font that is none',
      ['report', kube, '--to', 'pdf', '--font', file('no-font.ttf', 'lorem')],
      /no-font\.ttf as a font: expected a TrueType/
    ],
    ['a font that is missing', ['report', kube, '--to', 'pdf', '--font', join(folder, 'nope.ttf')], /nope\.ttf: there is no such file/],
    [
      'a font of a file that is missing',
      ['report', kube, '--to', 'pdf', '--font', join(folder, 'nope.ttc#Name')],
      /nope\.ttc: there is no such/
    ],
    [
      'a logo that is none',
      ['report', kube, '--to', 'pdf', '--logo', file('no-logo.png', png)],
      /no-logo\.png as a logo: expected a whole PNG/
    ],
    ['a logo that is missing', ['report', kube, '--to', 'pdf', '--logo', join(folder, 'nope.png')], /nope\.png: there is no such file/],
    ['an unknown template', ['report', kube, '--template', 'fancy'], /no template `fancy`; there is full/],
    ['a missing template file', ['report', kube, '--template', './fancy.md.hbs'], /Cannot read template/],
    [
      'a template that asks for what is not there',
      ['report', kube, '--template', file('bad.md.hbs', '# {{title}}\n\n{{nope}}\n')],
      /bad\.md\.hbs:3:\d+: /
    ],
    ['a folder that is a file', ['report', kube, '-o', join(kube, 'x.md')], /Cannot write/],
    ['an output in /proc', ['report', kube, '-o', '/proc/nowhere/x.md'], /Cannot write/],
    ['one good and one bad log', ['report', kube, join(folder, 'nope.log'), '-o', target], /nope\.log/]
  ])('%s', async (_, args, words) => {
    const before = readdirSync(folder).length
    const {code, out, err} = await run(args)
    expect({code, out}).toEqual({code: 2, out: ''})
    const lines = err.split('\n').filter(line => line.startsWith('benchscribe: '))
    expect(lines.length).toBe(1)
    expect(lines[0]).toMatch(words)
    expect(err).not.toMatch(/\n {4}at /)
    expect(readdirSync(folder).length).toBe(before)
    expect(existsSync(target)).toBe(false)
  })
})

describe('report', () => {
  test('should write several formats of one log into a directory, named after the log', async () => {
    const to = join(folder, 'out')
    expect(await run(['report', kube, '--to', 'markdown,html,pdf', '-o', to, '-q'])).toEqual({code: 0, out: '', err: ''})
    expect(readdirSync(to).toSorted()).toEqual(['kube-bench.html', 'kube-bench.md', 'kube-bench.pdf'])
  })

  test('should name the report of several logs after the template, and each after its log with --each', async () => {
    const one = join(folder, 'one')
    await run(['report', kube, docker, '--to', 'markdown,html', '-o', one, '-q'])
    expect(readdirSync(one).toSorted()).toEqual(['full.html', 'full.md'])
    const each = join(folder, 'each')
    await run(['report', kube, docker, '--each', '-o', each, '-q'])
    expect(readdirSync(each).toSorted()).toEqual(['docker-bench.md', 'kube-bench.md'])
  })

  test('should take the format from the name of the output', async () => {
    await run(['report', kube, '-o', join(folder, 'x.html'), '-q'])
    expect(readFileSync(join(folder, 'x.html'), 'utf8')).toMatch(/^<!doctype html>/)
    await run(['report', kube, '-o', join(folder, 'x.pdf'), '-q'])
    expect(readFileSync(join(folder, 'x.pdf'), 'latin1')).toMatch(/^%PDF-1/)
  })

  test('should read standard input and write standard output, messages apart', async () => {
    const {code, out, err} = await run(['report', '-', '--node', 'worker-1'], sample('docker-bench-security.log'))
    expect(code).toBe(0)
    expect(out).toMatch(/^# Docker benchmark report\n/)
    expect(out).toContain('worker-1')
    expect(err).toMatch(/^-:\d+:1: .* \[id-not-printed\]$/)
  })

  test('should give the same bytes for the same --now, in all three formats', async () => {
    const read = async (name: string): Promise<readonly string[]> => {
      const to = join(folder, name)
      await run(['report', docker, '--to', 'markdown,html,pdf', '-o', to, '-q', '--now', '2026-05-06T07:08:09Z'])
      return readdirSync(to)
        .toSorted()
        .map(file => readFileSync(join(to, file), 'latin1'))
    }
    const first = await read('first')
    expect(first.length).toBe(3)
    expect((await read('second')).map((bytes, index) => bytes === first[index])).toEqual([true, true, true])
  })

  test('should use the title and a template of the user', async () => {
    const path = join(folder, 'mine.md.hbs')
    writeFileSync(
      path,
      '# {{title}}\n\n{{#each top}}- {{this.title}}: {{code this.fix}}\n{{/each}}\n\n{{block "findings" outcome="fail"}}\n'
    )
    const {out} = await run(['report', docker, '--template', path, '--title', 'Audit of *web*', '-q'])
    expect(out).toMatch(/^# Audit of \\\*web\\\*\n/)
    expect(out).toContain('1.1.1 Ensure a separate partition')
  })

  test('should leave out what is no log in a directory, and say so', async () => {
    const mixed = join(folder, 'mixed')
    mkdirSync(mixed, {recursive: true})
    writeFileSync(join(mixed, 'a.log'), sample('kube-bench.log'))
    writeFileSync(join(mixed, 'readme.txt'), 'nothing here\n')
    const {code, err} = await run(['report', mixed])
    expect(code).toBe(0)
    expect(err).toMatch(/readme\.txt is not a log .* It was left out\./)
  })
})

describe('what stands at the output', () => {
  test('a log should never be overwritten by what is made from it', async () => {
    const log = join(folder, 'own.json')
    writeFileSync(log, sample('kube-bench.json'))
    expect(await run(['parse', log, '-o', log, '-q'])).toMatchObject({code: 2, err: expect.stringContaining('is the log itself')})
    expect(readFileSync(log, 'utf8')).toBe(sample('kube-bench.json'))
  })

  test('a link should stay a link, and a file keep who may read it', async () => {
    const real = join(folder, 'real.md')
    writeFileSync(real, 'old', {mode: 0o600})
    symlinkSync(real, join(folder, 'link.md'))
    await run(['report', kube, '-o', join(folder, 'link.md'), '-q'])
    expect(lstatSync(join(folder, 'link.md')).isSymbolicLink()).toBe(true)
    expect(readFileSync(real, 'utf8')).toMatch(/^# Kubernetes/)
    expect(lstatSync(real).mode & 0o777).toBe(0o600)
  })
})

describe('parse', () => {
  test('should print the document, enriched', async () => {
    const {code, out} = await run(['parse', kube])
    const document = JSON.parse(out)
    expect(code).toBe(0)
    expect(document).toMatchObject({format: 'benchscribe/findings', version: 1})
    expect(document.findings.length).toBe(130)
    expect(document.findings[0].control).toMatch(/^k8s\./)
    expect(document.scans[0].score.of).toBe(100)
  })

  test('should print only what the log says with --no-enrich', async () => {
    const document = JSON.parse((await run(['parse', kube, '--no-enrich'])).out)
    expect(document.findings[0]).toMatchObject({control: null, severity: null, fingerprint: null})
    expect(document.scans[0].score).toBe(null)
  })

  test('should print a scan, a finding, a message a line as ndjson', async () => {
    const {out} = await run(['parse', kube, docker, '--to', 'ndjson', '-q'])
    const lines = out
      .trimEnd()
      .split('\n')
      .map(line => JSON.parse(line))
    expect(lines.flatMap(({type, tool}, at) => (type === 'scan' ? [[at, tool]] : []))).toEqual([
      [0, 'kube-bench'],
      [lines.findIndex(({type}, at) => at > 0 && type === 'scan'), 'docker-bench-security']
    ])
    expect(lines.filter(({scan}) => scan === 1).length).toBe(117)
    expect(lines.filter(({id}) => id !== undefined).length).toBe(130 + 117)
    expect(lines.at(-1)).toMatchObject({type: 'message', rule: 'id-not-printed'})
  })

  test('should read its own ndjson back as the same findings', async () => {
    const {out} = await run(['parse', kube, docker, '--to', 'ndjson', '-q'])
    const again = await run(['parse', '-', '--to', 'ndjson', '-q'], out)
    const ids = (text: string): unknown[] =>
      text
        .trimEnd()
        .split('\n')
        .map(line => JSON.parse(line))
        .filter(({id}) => id !== undefined)
        .map(({id, scan, fingerprint, outcome}) => [id, scan, fingerprint, outcome])
    expect(ids(again.out)).toEqual(ids(out))
  })

  test('should leave no file when a log of several is none, and say which', async () => {
    const place = mkdtempSync(join(folder, 'lines-'))
    writeFileSync(join(place, 'none.txt'), 'no bench log')
    const {code, err} = await run(['parse', kube, join(place, 'none.txt'), '--to', 'ndjson', '-o', join(place, 'out.ndjson')])
    expect(code).toBe(2)
    expect(err).toContain('none.txt is not a log')
    expect(readdirSync(place)).toEqual(['none.txt'])
  })

  test('should print a tree that holds every byte', async () => {
    const values: string[] = []
    const walk = (node: {children?: []; value?: string}): void =>
      node.children ? node.children.forEach(walk) : void values.push(node.value ?? '')
    walk(JSON.parse((await run(['parse', kube, '--to', 'tree'])).out))
    expect(values.join('')).toBe(sample('kube-bench.log'))
  })
})

test('a report of one check that we do not know should say so once, in the singular', async () => {
  const log = join(mkdtempSync(join(folder, 'unknown-')), 'one.log')
  writeFileSync(log, '[WARN] 9.99 - Ensure that nobody knows this check\n')
  const {out} = await run(['report', log])
  expect(out.match(/could be tied to a (?:control|framework)/g)).toEqual(['could be tied to a control', 'could be tied to a framework'])
  expect(out).toContain('the share of the 1 tested check that passes')
  expect((await run(['report', log, '--to', 'html'])).out).toContain('>1 finding<')
})

describe('an option of one value', () => {
  test('should be refused when it is given twice and differs: nothing is dropped silently', async () => {
    const place = mkdtempSync(join(folder, 'twice-'))
    const {code, err} = await run(['report', kube, '-o', join(place, 'a.md'), '-o', join(place, 'b.html')])
    expect(code).toBe(2)
    expect(err.trim()).toBe(
      `benchscribe: --output is given twice, as \`${join(place, 'a.md')}\` and as \`${join(place, 'b.html')}\`, but takes one value.`
    )
    expect(readdirSync(place)).toEqual([])
    expect((await run(['parse', kube, '--to', 'json', '--to=json'])).code).toBe(0)
  })
})

describe('help', () => {
  test.each([[], ...verbs.map(({name}) => [name])])('should be no wider than 80 columns, commands to copy aside: %s', async (...verb) => {
    const {out} = await run([...verb, '--help'])
    expect(out.split('\n').filter(line => line.length > 80 && !line.startsWith('  benchscribe '))).toEqual([])
  })

  test('should list verbs, options and examples', async () => {
    const main = await run(['--help'])
    expect(main.code).toBe(0)
    expect(main.out).toMatch(/report LOG\.\.\.[\s\S]*parse LOG\.\.\.[\s\S]*Exit: 0 done/)
    const {out} = await run(['report', '--help'])
    for (const words of ['--to FORMAT', '--template', '--now ISO', 'Examples:', 'benchscribe report docker-bench.log'])
      expect(out).toContain(words)
    expect((await run(['--version'])).out).toMatch(/^\d+\.\d+\.\d+\n$/)
  })
})

describe('controls', () => {
  test('should list what an id is in each edition', async () => {
    const {code, out} = await run(['controls', '2.14'])
    expect(code).toBe(0)
    expect(out).toMatch(/^1\.2\.0 \(docker-bench-security\) +2\.14 +docker\.daemon\.userland-proxy /m)
    expect(out).toMatch(/^1\.6\.0 \(docker-bench-security\) +2\.14 +docker\.daemon\.no-new-privileges /m)
  })

  test('should say all about one control', async () => {
    const {out} = await run(['controls', 'docker.daemon.icc'])
    for (const words of ['Fix\n', 'Verify\n', '"icc": false', 'Its id in each edition:', '1.2.0 (docker-bench-security)'])
      expect(out).toContain(words)
  })

  test('should search by words, as data too', async () => {
    const found = JSON.parse((await run(['controls', 'userland', 'proxy', '--to', 'json'])).out)
    expect(found[0].control.key).toBe('docker.daemon.userland-proxy')
    expect(found[0].places.length).toBeGreaterThan(5)
  })

  test('should say so when nothing fits', async () => {
    expect(await run(['controls', 'flux capacitor'])).toMatchObject({
      code: 2,
      out: '',
      err: expect.stringMatching(/^benchscribe: No control is known by `flux capacitor`/)
    })
    expect((await run(['controls', '2.14', '--to', 'pdf'])).code).toBe(2)
  })
})
