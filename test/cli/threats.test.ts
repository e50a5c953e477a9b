import {existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterAll, describe, expect, test} from 'vitest'
import {execute} from '../../src/cli/execute.ts'
import {sample} from '../fixtures.ts'

const folder = mkdtempSync(join(tmpdir(), 'benchscribe-threats-'))
afterAll(() => rmSync(folder, {recursive: true, force: true}))

const file = (name: string, content: string): string => {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}
const docker = file('docker-bench.log', sample('docker-bench.log'))
const kube = file('kube-bench.log', sample('kube-bench.log'))
const after = file('after.log', sample('docker-bench.log').replaceAll('[FAIL]', '[PASS]'))

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

describe('threats', () => {
  test('without a log should write both models from the library', async () => {
    const {code, out, err} = await run('threats')
    expect([code, err]).toEqual([0, ''])
    expect(out).toMatch(/^# Docker and Kubernetes threat models\n/)
    expect(out.match(/^#### [DK]T-\d+ /gm)?.length).toBe(62)
  })

  test('with a log should model what was scanned', async () => {
    const {out} = await run('threats', docker, '--pick', '5', '-q')
    expect(out).toMatch(/^# Docker threat model\n/)
    expect(out.match(/^#### DT-\d+ /gm)?.length).toBe(5)
    expect(out).toContain('4 of 5 threats are confirmed by failed checks.')
    expect((await run('threats', docker, '--target', 'kubernetes', '--pick', '2', '-q')).out).toContain(
      '2 of 32 threats of the library: 2 not assessed.'
    )
  })

  test('should write every format, the same bytes twice', async () => {
    const formats = 'markdown,html,json,csv,threat-dragon,otm,navigator'
    for (const name of ['a', 'b'])
      expect((await run('threats', docker, kube, '--pick', '3', '--to', formats, '-o', join(folder, name), '-q')).code).toBe(0)
    const files = readdirSync(join(folder, 'a')).toSorted()
    expect(files).toEqual([
      'threats.csv',
      'threats.html',
      'threats.json',
      'threats.md',
      'threats.navigator.json',
      'threats.otm',
      'threats.threat-dragon.json'
    ])
    for (const name of files) expect(readFileSync(join(folder, 'b', name))).toEqual(readFileSync(join(folder, 'a', name)))
  })

  test('should keep what stands in an existing model', async () => {
    const model = join(folder, 'model.json')
    await run('threats', '--target', 'docker', '--pick', '1', '--to', 'threat-dragon', '-o', model)
    writeFileSync(model, readFileSync(model, 'utf8').replace('"Open"', '"Transferred"'))
    const {out} = await run('threats', '--target', 'docker', '--pick', '2', '--existing', model)
    expect(out).toContain('| In your model |')
    expect(out).toContain('| Transferred |')
    expect((await run('threats', docker, '--existing', model, '--to', 'threat-dragon', '-o', model, '-q')).code).toBe(0)
    expect(readFileSync(model, 'utf8').match(/"modelType": "STRIDE"/g)?.length).toBe(30)
    expect(readFileSync(model, 'utf8')).toContain('"Transferred"')
  })
})

describe('report --template write-up', () => {
  test('should take the log before hardening with --before', async () => {
    const {code, out} = await run('report', '--template', 'write-up', after, '--before', docker, kube, '-q')
    expect(code).toBe(0)
    expect(out).toContain('3 of 3 documented findings pass in the scan after hardening.')
    expect(out).toMatch(/`docker-bench\.log`[^\n]*the findings/)
    expect(out).toMatch(/`after\.log`[^\n]*the result after hardening/)
    expect(out).toMatch(/`kube-bench\.log`[^\n]*the other threat model/)
  })

  test('with a kube-bench log alone should document its findings', async () => {
    const {out} = await run('report', '--template', 'write-up', kube, '-q', '--title', 'Mine')
    expect(out).toMatch(/^# Mine\n/)
    expect(out.match(/^### \\\[FAIL\] /gm)?.length).toBe(3)
    expect(out).toContain('no Docker scan was given')
  })

  test('a template of ones own should say what it is for', async () => {
    const own = file('own.md.hbs', '{{!-- report: write-up --}}\n# {{title}}\n\n{{#each findings}}{{this.id}} {{/each}}\n')
    expect((await run('report', '--template', own, docker, '-q')).out).toBe(
      '# Threat models and hardening of failed findings\n\n2.2 2.14 3.15\n'
    )
    expect((await run('report', '--template', file('typo.md.hbs', '{{!-- report: write-up --}}\n{{nope}}'), docker)).err).toMatch(
      /typo\.md\.hbs:2/
    )
  })
})

test.each<readonly [readonly string[], RegExp]>([
  [['threats', '--target', 'podman'], /--target takes docker or kubernetes/],
  [['threats', '--pick', '0'], /--pick takes a whole number from 1 up/],
  [['threats', '--to', 'sarif'], /threats cannot write `sarif`; threats writes .*threat-dragon/],
  [['threats', '--existing', docker], /docker-bench\.log is no threat model to add to: it is not JSON/],
  [['threats', '--existing', join(folder, 'nope')], /there is no such file/],
  [['threats', '--template', 'write-up'], /Template write-up is for a write-up report/],
  [['report', '--template', 'threats', docker], /Template threats is for a threats report/],
  [['report', '--count', '2', docker], /--count belongs to `report --template write-up`/],
  [['report', '--template', 'write-up', '--to', 'csv', docker], /report cannot write `csv`/],
  [['report', '--template', 'write-up', '--each', docker], /one document/],
  [['report', '--template', 'write-up', '--count', 'x', docker], /--count takes a whole number/],
  [['report', '--template', 'write-up', '--waive-rule', 'R1', docker], /--waive-rule takes R2, R4 and R5/],
  [['report', '--template', 'write-up', '--pin', '5.10', docker], /pinned 5\.10.* did not fail.*\(rule R2/],
  [['report', '--template', 'write-up', '--pin', '2.14,5.26', docker], /5\.26 .*no threat of another surface.*\(rule R5/],
  [['report', '--template', 'write-up', '--min-outside', '4', docker], /rule R3/],
  [['report', '--template', 'write-up', '--count', '40', docker], /only 11 failed controls.*\(rule R2/],
  [['report', '--template', 'write-up', '--before', kube, docker], /no scan of the same scanners/]
])('%j should end with one sentence', async (args, words) => {
  const {code, out, err} = await run(...args, '-q')
  expect({code, out}).toEqual({code: 2, out: ''})
  expect(err).toMatch(words)
  expect(err.split('\n').length).toBe(1)
  expect(existsSync(join(folder, 'x'))).toBe(false)
})
