import {mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterAll, describe, expect, test} from 'vitest'
import {execute} from '../../src/cli/execute.ts'
import {sample} from '../fixtures.ts'

const folder = mkdtempSync(join(tmpdir(), 'benchscribe-harden-cli-'))
afterAll(() => rmSync(folder, {recursive: true, force: true}))
const write = (name: string, text: string): string => {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}
const log = write('docker-bench.log', sample('docker-bench-security.log'))
const kube = write('kube-bench.log', sample('kube-bench.log'))

async function run(...args: readonly string[]): Promise<{readonly code: number; readonly out: string; readonly err: string}> {
  const out: string[] = []
  const err: string[] = []
  const code = await execute(['harden', ...args], {
    stdin: (async function* () {})(),
    write: content => void out.push(typeof content === 'string' ? content : '<bytes>'),
    warn: line => void err.push(line),
    now: () => new Date('2026-01-02T03:04:05Z')
  })
  return {code, out: out.join(''), err: err.join('\n')}
}

const listed = (path: string): readonly string[] =>
  (readdirSync(path, {recursive: true}) as string[]).filter(name => /\.\w+$/.test(name)).toSorted()

test('without -o the plan should go to standard output, and a word say where the files are', async () => {
  const {code, out, err} = await run(log)
  expect(code).toBe(0)
  expect(out).toMatch(/^# Hardening plan\n\n\*\*18 of 35 failed checks are fixed by 5 steps/)
  expect(err).toMatch(/its 6 files are written with -o DIR/)
})

test('with -o everything should be in the directory', async () => {
  const to = join(folder, 'fix')
  expect((await run(log, kube, '-o', to, '--to', 'markdown,html,pdf')).code).toBe(0)
  expect(listed(to)).toEqual([
    'PLAN.html',
    'PLAN.md',
    'PLAN.pdf',
    'audit.rules',
    'containers/compose.override.yaml',
    'containers/run-flags.txt',
    'containers/update.sh',
    'daemon.json',
    'kubernetes/audit-policy.yaml',
    'kubernetes/kubeadm/cluster-configuration.yaml',
    'kubernetes/kubeadm/patches/kube-apiserver0+json.yaml',
    'kubernetes/kubeadm/patches/kube-apiserver1+strategic.yaml',
    'kubernetes/kubeadm/patches/kube-controller-manager0+json.yaml',
    'kubernetes/kubeadm/patches/kube-scheduler0+json.yaml',
    'kubernetes/kubeadm/patches/kubeletconfiguration0+strategic.yaml',
    'kubernetes/permissions.sh',
    'permissions.sh'
  ])
})

test('--only and --existing should give one joined file', async () => {
  const existing = write('daemon.json', '{\n    "debug": true\n}\n')
  const to = join(folder, 'joined')
  const {code} = await run(log, '--only', '2.2,2.14, 2.16', '--existing', existing, '--engine', '28', '-o', to)
  expect(code).toBe(0)
  expect(listed(to)).toEqual(['PLAN.md', 'daemon.json'])
  expect(readFileSync(join(to, 'daemon.json'), 'utf8')).toBe(
    '{\n    "debug": true,\n    "icc": false,\n    "no-new-privileges": true,\n    "userland-proxy": false\n}\n'
  )
})

test('--with and --skip should move controls in and out', async () => {
  const to = join(folder, 'with')
  await run(log, '--with', '5.11,docker.container.pids-limit', '--skip', '2.15', '-o', to)
  expect(readFileSync(join(to, 'containers/update.sh'), 'utf8')).toContain('docker update --memory 512m --memory-swap 512m')
  expect(Object.keys(JSON.parse(readFileSync(join(to, 'daemon.json'), 'utf8')))).toEqual(['icc', 'no-new-privileges', 'userland-proxy'])
})

test('--verify should write the plan with what became of it, and no file besides', async () => {
  const after = write('after.log', sample('docker-bench-security.log').replace('[WARN] 2.2 ', '[PASS] 2.2 '))
  const to = join(folder, 'verified')
  const {code} = await run(log, '--verify', after, '-o', to)
  expect(code).toBe(0)
  expect(listed(to)).toEqual(['PLAN.md'])
  const text = readFileSync(join(to, 'PLAN.md'), 'utf8')
  expect(text).toContain('**1 of 18 planned fixes are in force.**')
  expect(text).toMatch(/### Fixed: 1\n\n.*\n.*\n\| 2\.2 \| .* \| failed, now passed \|/)
})

describe('what cannot be done: exit 2, one sentence, nothing written', () => {
  const bad = write('bad.json', '{\n  "icc": false,\n}\n')
  const to = join(folder, 'nothing')
  mkdirSync(to)

  test.each<readonly [string, readonly string[], RegExp]>([
    ['a daemon.json that is no JSON', ['--existing', bad], /bad\.json:2:15: This file cannot be read as JSON: there is a comma before }/],
    [
      'a daemon.json that is not there',
      ['--existing', join(folder, 'none.json')],
      /Cannot read .*none\.json: --existing takes the daemon\.json/
    ],
    ['an id that no log has', ['--only', '9.9'], /No check of these logs has the id or the control "9\.9"/],
    ['a control that is misspelt', ['--with', 'docker.daemon.iccc'], /"docker\.daemon\.iccc"/],
    ['a version that is none', ['--engine', 'latest'], /--engine takes a version such as 28, not `latest`/],
    ['a Kubernetes version that is none', ['--kubernetes', 'x'], /--kubernetes takes a version such as 1\.31/],
    ['no name in a list', ['--skip', ','], /--skip takes one or more names/],
    ['an unknown format', ['--to', 'sarif'], /harden cannot write `sarif`; harden writes markdown, html, pdf/],
    ['a later log that is none', ['--verify', bad], /is not a log/]
  ])('%s', async (_, args, expected) => {
    const {code, err} = await run(log, ...args, '-o', to, '--quiet')
    expect([code, err.split('\n').length]).toEqual([2, 1])
    expect(err).toMatch(expected)
    expect(readdirSync(to)).toEqual([])
  })

  test('a file as -o', async () => {
    const {code, err} = await run(log, '-o', join(folder, 'plan.md'))
    expect([code, err]).toEqual([2, expect.stringMatching(/harden writes several files: name a directory with -o/)])
  })

  test('the file of the user itself', async () => {
    const own = join(folder, 'own')
    mkdirSync(own)
    const existing = write('own/daemon.json', '{}')
    const {code, err} = await run(log, '--existing', existing, '-o', own)
    expect([code, err]).toEqual([2, expect.stringMatching(/daemon\.json is your own file and would be overwritten/)])
    expect(readFileSync(existing, 'utf8')).toBe('{}')
    expect(readdirSync(own)).toEqual(['daemon.json'])
  })
})
