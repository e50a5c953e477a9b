import {existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterAll, describe, expect, test} from 'vitest'
import {execute} from '../../src/cli/execute.ts'
import {sample} from '../fixtures.ts'

const folder = mkdtempSync(join(tmpdir(), 'benchscribe-redact-'))
afterAll(() => rmSync(folder, {recursive: true, force: true}))

const items = `[WARN] 5.31 - Ensure that the Docker socket is not mounted inside any containers
[WARN]      * Docker socket shared: shop-db-7
[INFO] 1.1.3 - Ensure only trusted users are allowed to control Docker daemon
[INFO]      * docker:x:998:alicia
`
const file = (name: string, content: string): string => {
  const path = join(folder, name)
  mkdirSync(join(path, '..'), {recursive: true})
  writeFileSync(path, content)
  return path
}
const log = sample('docker-bench-security.log')
const at = log.indexOf('[INFO] 5 - ')
const before = file('logs/prod-web-17.log', `${log.slice(0, at)}${items}${log.slice(at)}`)
const after = file('logs/prod-web-18.log', `${log.slice(0, at)}${items.replaceAll('shop-db-7', 'shop-db-8')}${log.slice(at)}`)
const originals = ['prod-web-17', 'prod-web-18', 'shop-db-7', 'shop-db-8', 'alicia', 'depot-3', folder]

interface Ran {
  readonly code: number
  readonly out: string
  readonly err: string
}

async function run(...args: readonly string[]): Promise<Ran> {
  const out: string[] = []
  const err: string[] = []
  const code = await execute(args, {
    stdin: (async function* () {})(),
    write: content => void out.push(typeof content === 'string' ? content : Buffer.from(content).toString('latin1')),
    warn: line => void err.push(line),
    now: () => new Date('2026-01-02T03:04:05Z')
  })
  return {code, out: out.join(''), err: err.join('\n')}
}

const left = ({out, err}: Ran): readonly string[] => originals.filter(name => out.includes(name) || err.includes(name))
const node = ['--node', 'depot-3', '--redact', 'hosts,users,images,ips'] as const

describe('--redact', () => {
  test.each<readonly [string, readonly string[]]>([
    ['report', [before]],
    ['report', [before, after, '--to', 'github-annotations']],
    ['report', [before, '--to', 'sarif', '--title', 'Scan of depot-3 by alicia']],
    ['parse', [before, after]],
    ['parse', [before, '--to', 'ndjson', '--no-enrich']],
    ['diff', [before, after]],
    ['diff', [before, after, '--to', 'json']],
    ['gate', [before, '--fail-on', 'low']],
    ['gate', [after, '--baseline', before]],
    ['threats', [before, '--to', 'csv']],
    ['harden', [before]],
    ['harden', [before, '--verify', after]],
    ['report', ['--template', 'write-up', after, '--before', before]]
  ])('%s %j should print no name, on neither stream', async (verb, args) => {
    const ran = await run(verb, ...args, ...node)
    expect([ran.code === 2 ? ran.err : '', left(ran)]).toEqual(['', []])
    expect(ran.out.length).toBeGreaterThan(50)
    // The same call without the flag prints them, or this test would see nothing.
    if (verb !== 'threats' && verb !== 'harden') expect(left(await run(verb, ...args, '--node', 'depot-3'))).not.toEqual([])
  })

  test('names of files that are written should hold none', async () => {
    const out = join(folder, 'out')
    const ran = await run('report', before, after, '--each', '--to', 'html,csv', '-o', out, ...node)
    expect(ran.code).toBe(0)
    expect(readdirSync(out).toSorted()).toEqual(['log-1.csv', 'log-1.html', 'log-2.csv', 'log-2.html'])
    const texts = readdirSync(out)
      .map(name => readFileSync(join(out, name), 'utf8'))
      .join('\n')
    expect(originals.filter(name => texts.includes(name))).toEqual([])
    mkdirSync(join(folder, 'parsed'))
    await run('parse', before, '-o', join(folder, 'parsed'), ...node)
    expect(readdirSync(join(folder, 'parsed'))).toEqual(['log-1.json'])
  })

  test('what is compared and decided should be as without', async () => {
    const plain = JSON.parse((await run('diff', before, after, '--to', 'json', '-q')).out)
    const hidden = JSON.parse((await run('diff', before, after, '--to', 'json', '-q', '--redact', 'all')).out)
    for (const list of ['fixed', 'new', 'changed', 'unchanged', 'newlyApplicable', 'notScanned'])
      expect(hidden[list].map(({id}: {id: string}) => id)).toEqual(plain[list].map(({id}: {id: string}) => id))
    const grown = hidden.new.find(({newItems}: {newItems: string[]}) => newItems.length > 0)
    expect(grown.newItems[0]).toMatch(/^container-\d+$/)
    const judged = await run('gate', before, '--only', 'node:depot-*', ...node)
    expect(judged).toMatchObject({code: 1})
    expect((await run('gate', before, '--only', 'node:depot-*', '--node', 'depot-3')).out.split('\n').length).toBe(
      judged.out.split('\n').length
    )
  })

  test('waivers should be applied to the names as they are', async () => {
    const waivers = file(
      'home/alicia/waivers.yaml',
      'waivers:\n  - control: docker.container.docker-sock\n    item: shop-db-*\n    reason: Agreed with alicia\n    owner: alicia\n    expires: 2026-03-31\n    node: depot-3\n'
    )
    const ran = await run('report', before, '--waivers', waivers, ...node)
    expect([ran.code, left(ran)]).toEqual([0, []])
    expect(ran.out).toContain('Agreed with user-')
  })

  test('without it nothing should change', async () => {
    expect((await run('parse', before, '-q')).out).toContain('prod-web-17')
  })
})

describe('--redact-map', () => {
  test('should keep who is who, and give the same pseudonyms in the next call', async () => {
    const map = join(folder, 'who.json')
    await run('parse', before, '--redact-map', map, ...node)
    const first = JSON.parse(readFileSync(map, 'utf8'))
    expect(first).toMatchObject({format: 'benchscribe/pseudonyms', version: 1})
    expect(first.hosts).toMatchObject({'depot-3': 'host-1', 'shop-db-7': 'container-4'})
    expect(first.files[before]).toBe('log-1.log')
    const second = await run('parse', after, '--redact-map', map, ...node)
    expect(JSON.parse(readFileSync(map, 'utf8')).hosts).toMatchObject({
      'depot-3': 'host-1',
      'shop-db-7': 'container-4',
      'shop-db-8': 'container-6'
    })
    expect(JSON.parse(second.out).scans[0]).toMatchObject({node: 'host-1', file: 'log-2.log'})
  })

  test('should refuse a file that is something else, and leave it as it is', async () => {
    const other = file('other.json', '{"mine": true}')
    const ran = await run('parse', before, '--redact-map', other, ...node)
    expect([ran.code, ran.out]).toEqual([2, ''])
    expect(ran.err).toMatch(/other\.json is no map that --redact-map wrote/)
    expect(readFileSync(other, 'utf8')).toBe('{"mine": true}')
  })

  test('should not be written when the call fails', async () => {
    const map = join(folder, 'never.json')
    expect((await run('report', before, '--to', 'html,csv', '--redact-map', map, ...node)).code).toBe(2)
    expect(existsSync(map)).toBe(false)
  })
})

describe('what cannot be redacted: exit 2, one sentence', () => {
  test.each<readonly [string, readonly string[], RegExp]>([
    [
      'an unknown class',
      ['report', before, '--redact', 'hosts,names'],
      /--redact takes hosts, users, images, ips with commas between, or all, not `names`/
    ],
    ['a tree', ['parse', before, '--to', 'tree', '--redact', 'all'], /--to tree, which holds every byte/],
    ['a map of nothing', ['parse', before, '--redact-map', join(folder, 'x.json')], /--redact-map goes with --redact/],
    ['a model of your own', ['threats', before, '--redact', 'all', '--existing', before], /leave one of the two out/],
    ['a daemon.json of your own', ['harden', before, '--redact', 'all', '--existing', before], /leave one of the two out/]
  ])('%s', async (_, args, sentence) => {
    const ran = await run(...args)
    expect([ran.code, ran.out]).toEqual([2, ''])
    expect(ran.err).toMatch(sentence)
    expect(ran.err.split('\n')).toHaveLength(1)
  })

  test('harden should write the plan only: configuration with pseudonyms fits no machine', async () => {
    const out = join(folder, 'fix')
    expect((await run('harden', before, '-o', out, ...node)).code).toBe(0)
    expect(readdirSync(out)).toEqual(['PLAN.md'])
  })
})
