import {readFileSync} from 'node:fs'
import {Ajv2020} from 'ajv/dist/2020.js'
import fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import type {Statement, WriteUpReport} from '../../src/model/index.ts'
import {render} from '../../src/pipeline.ts'
import {settingsOf} from '../../src/report/index.ts'
import {sample} from '../fixtures.ts'
import {nodesOf, readMarkdown} from '../render/reports.ts'
import {catalog, findingsOf, library} from '../threats/reports.ts'
import {brokenRules, possible, writeUpOf} from './write-ups.ts'

const log = (name: string): {readonly text: string; readonly file: string} => ({text: sample(name), file: name})
const names = ['docker-bench-security.log', 'docker-bench-security.json', 'docker-bench.log', 'kube-bench.log', 'kube-bench.json'] as const

/** A log as docker-bench writes it for CIS Docker 1.2.0; the ids are those of that edition. */
const aqua = (b: 'FAIL' | 'PASS'): string => `[INFO] 2 Docker daemon configuration
[FAIL] 2.1 Ensure network traffic is restricted between containers on the default bridge (Scored)
[PASS] 2.2 Ensure the logging level is set to 'info' (Scored)
[PASS] 2.3 Ensure Docker is allowed to make changes to iptables (Scored)
[FAIL] 2.14.a Ensure Userland Proxy is Disabled (Scored)
[${b}] 2.14.b Ensure Userland Proxy is Disabled (Scored)
[FAIL] 2.17.a Ensure containers are restricted from acquiring new privileges (Scored)
[${b}] 2.17.b Ensure containers are restricted from acquiring new privileges (Scored)
[INFO] 5 Container Runtime
[FAIL] 5.10 Ensure that the memory usage for containers is limited (Scored)
`
const reference = {text: aqua('FAIL'), file: 'docker-bench.log'}

/** Every statement of a report, wherever it stands. */
function statements(value: unknown): readonly Statement[] {
  if (typeof value !== 'object' || value === null) return []
  if ('restsOn' in value && 'text' in value) return [value as Statement]
  return Object.values(value).flatMap(statements)
}

describe.each(names)('%s', name => {
  const findings = findingsOf(log(name))
  const report = possible(writeUpOf([log(name)]))

  test('should have ten threats and three failed findings, and keep the rules', () => {
    expect(report.models.map(({target, threats}) => [target, threats.length])).toEqual([
      ['docker', 5],
      ['kubernetes', 5]
    ])
    expect(report.findings.length).toBe(3)
    expect(brokenRules(report, findings)).toEqual([])
    expect(report.rules.map(({rule, result}) => `${rule} ${result}`)).toEqual([
      'R1 held',
      'R2 held',
      'R3 held',
      'R4 held',
      'R5 held',
      'R6 held',
      'R7 open'
    ])
  })

  test('every sentence should rest on findings, controls or threats that are there', () => {
    const all = statements(report)
    expect(all.length).toBeGreaterThan(120)
    const ids = new Set(findings.findings.flatMap(({id}) => [id, id.replace(/\.[a-z]$/, '')]))
    const threats = new Set(library.map(({id}) => id))
    for (const {text, restsOn} of all) {
      expect([text, restsOn.length > 0]).toEqual([text, true])
      for (const {kind, id} of restsOn)
        expect([
          kind,
          id,
          kind === 'finding' ? ids.has(id) : kind === 'threat' ? threats.has(id) : Object.hasOwn(catalog.controls, id)
        ]).toEqual([kind, id, true])
    }
  })

  test('sentences should be sentences', () => {
    for (const {text} of statements(report)) {
      expect(text.replace(/`[^`]*`/g, 'x')).not.toMatch(/undefined|null|NaN|\[object| {2}|\.\.(?!\.)| ,/)
      expect(text.split('`').length % 2).toBe(1)
    }
  })

  test('should fit the schema of its template, and survive JSON', async () => {
    const schema = JSON.parse(readFileSync(new URL('../../schema/write-up.schema.json', import.meta.url), 'utf8')) as object
    const validate = new Ajv2020({allErrors: true, strict: false}).compile(schema)
    const document = JSON.parse(String(await render(report, {to: 'json'}))) as Record<string, unknown>
    expect(validate(document) ? [] : validate.errors).toEqual([])
    expect(document).toEqual({format: 'benchscribe/write-up', version: 1, ...report})
  })

  test('should be the same bytes twice in each format', async () => {
    const again = possible(writeUpOf([log(name)]))
    for (const to of name === 'docker-bench.log' ? ['markdown', 'html', 'json'] : ['markdown'])
      expect(await render(again, {to})).toBe(await render(report, {to}))
  })
})

describe('the three findings of a write-up people hand in', () => {
  const report = possible(writeUpOf([reference], {pin: ['2.14', '2.1', '2.17']}))

  test('should need one daemon.json', () => {
    expect(report.remedy.files).toMatchObject([{path: '/etc/docker/daemon.json', format: 'json'}])
    expect(JSON.parse(report.remedy.files[0]?.body ?? '')).toEqual({icc: false, 'no-new-privileges': true, 'userland-proxy': false})
    expect(report.remedy.files[0]?.body).toBe('{\n  "icc": false,\n  "no-new-privileges": true,\n  "userland-proxy": false\n}\n')
    expect(report.remedy.steps.map(({text}) => text).join('\n')).toMatch(/--validate[\s\S]*restart docker[\s\S]*Recreate the containers/)
  })

  test('should be in the order of their ids, sub-checks folded, with lines and full edition', () => {
    expect(report.findings.map(({id, ids}) => [id, ids])).toEqual([
      ['2.1', ['2.1']],
      ['2.14', ['2.14.a', '2.14.b']],
      ['2.17', ['2.17.a', '2.17.b']]
    ])
    for (const {citation} of report.findings) expect(citation.text).toContain('CIS Docker Benchmark v1.2.0, printed FAIL by docker-bench')
    expect(report.findings[1]?.evidence.map(({line}) => line)).toEqual([5, 6])
  })

  test('should each confirm a threat of another surface', () => {
    expect(report.findings.map(({id, confirms}) => [id, confirms?.threat, confirms?.surface])).toEqual([
      ['2.1', 'DT-11', 'network'],
      ['2.14', 'DT-23', 'host'],
      ['2.17', 'DT-20', 'container']
    ])
  })

  test('a setting that passes one way should not be a failed finding', () => {
    const after = findingsOf({text: aqua('PASS')})
    expect(writeUpOf([{text: aqua('PASS')}], {pin: ['2.14']})).toMatchObject({kind: 'impossible', rule: 'R2'})
    const compared = possible(writeUpOf([reference], {pin: ['2.14', '2.17']}, after))
    expect(compared.comparison?.rows.map(({id, before, after, result}) => [id, before, after, result.text])).toEqual([
      ['2.1', '2.1 FAIL', '2.1 FAIL', 'It still fails.'],
      ['2.14', '2.14.a FAIL, 2.14.b FAIL', '2.14.a FAIL, 2.14.b PASS', 'Fixed.'],
      ['2.17', '2.17.a FAIL, 2.17.b FAIL', '2.17.a FAIL, 2.17.b PASS', 'Fixed.']
    ])
    expect(compared.rules.at(-1)).toMatchObject({rule: 'R7', result: 'open'})
    expect(compared.comparison?.summary.text).toBe('2 of 3 documented findings pass in the scan after hardening.')
  })

  test('what was fixed should be documented before the rest', () => {
    const after = findingsOf({text: aqua('PASS').replace('[FAIL] 2.1 ', '[PASS] 2.1 ')})
    const compared = possible(writeUpOf([reference], {}, after))
    expect(compared.findings.map(({id}) => id)).toEqual(['2.1', '2.14', '2.17'])
    expect(compared.rules.at(-1)).toMatchObject({rule: 'R7', result: 'held'})
  })
})

describe('ids across editions', () => {
  test('an id with its edition should find the check of this scan', () => {
    const report = possible(writeUpOf([log('docker-bench.log')], {pin: ['2.1@1.2.0', 'docker.daemon.no-new-privileges']}))
    expect(report.findings.map(({id}) => id)).toEqual(expect.arrayContaining(['2.2', '2.14']))
    expect(report.rules.find(({rule}) => rule === 'R3')?.how.text).toContain('5.11, 5.15 and 5.23')
  })

  test('excluded ids should be those of their edition, not of this scan', () => {
    const usual = {outside: ['5.10@1.2.0'], minOutside: 3}
    expect(possible(writeUpOf([reference], usual)).findings.map(({id}) => id)).toEqual(['2.1', '2.14', '2.17'])
    expect(writeUpOf([reference], {...usual, outside: ['5.10@1.2.0', '2.17@1.2.0']})).toMatchObject({kind: 'impossible', rule: 'R3'})
    expect(writeUpOf([reference], {...usual, outside: ['5.11@1.6.0', '2.14@1.6.0']})).toMatchObject({kind: 'impossible', rule: 'R3'})
  })

  test('what is no check should be said', () => {
    expect(writeUpOf([reference], {pin: ['9.9']})).toEqual({kind: 'impossible', rule: 'R2', reason: expect.stringContaining('`9.9`')})
    expect(writeUpOf([reference], {outside: ['2.1@7.0.0']})).toEqual({
      kind: 'impossible',
      rule: 'R3',
      reason: expect.stringContaining('`2.1@7.0.0`')
    })
    expect(writeUpOf([])).toMatchObject({kind: 'impossible', rule: 'R2'})
  })
})

test('settings should be read from fixes that set one, and from no other', () => {
  const settings = Object.values(catalog.controls).flatMap(control =>
    settingsOf(control).map(({path, key, value}) => [control.key, path, key.join('.'), value])
  )
  expect(settings.filter(([, path]) => path === '/etc/docker/daemon.json').map(row => row.slice(2))).toEqual([
    ['no-new-privileges', true],
    ['selinux-enabled', true],
    ['icc', false],
    ['live-restore', true],
    ['log-level', 'info'],
    ['no-new-privileges', true],
    ['userland-proxy', false],
    ['userns-remap', 'default']
  ])
  expect(settings.filter(([, path]) => path !== '/etc/docker/daemon.json').map(row => row.slice(2))).toEqual([
    ['authentication.anonymous.enabled', false],
    ['authorization.mode', 'Webhook'],
    ['readOnlyPort', 0],
    ['rotateCertificates', true],
    ['seccompDefault', true]
  ])
})

test('a check that did not fail should not be said to confirm a threat', () => {
  const text = `[INFO] 4 - Container Images and Build File
[WARN] 4.5 - Ensure Content trust for Docker is Enabled
[NOTE] 4.2 - Ensure that containers use only trusted base images
`
  expect(writeUpOf([{text}], {count: 1, pin: ['4.2']})).toMatchObject({kind: 'impossible', rule: 'R2'})
  const [finding] = possible(writeUpOf([{text}], {count: 1, pin: ['4.2'], waive: ['R2']})).findings
  expect(finding).toMatchObject({
    outcome: 'review',
    outcomeLabel: 'to review',
    confirms: {text: {text: expect.stringMatching(/^It bears on DT-/)}}
  })
})

test('a caller should be able to bring better settings', () => {
  const settings = (): readonly [{path: string; format: 'json'; key: readonly string[]; value: number}] => [
    {path: '/x.json', format: 'json', key: ['a', 'b'], value: 1}
  ]
  const report = possible(writeUpOf([reference], {settings}))
  expect(report.remedy.files).toMatchObject([{path: '/x.json', settings: {a: {b: 1}}}])
})

describe('settings of the kubelet', () => {
  test('should be one body too', () => {
    const text = `[INFO] 4 Worker Node Security Configuration
[INFO] 4.2 Kubelet
[FAIL] 4.2.1 Ensure that the --anonymous-auth argument is set to false (Automated)
[FAIL] 4.2.2 Ensure that the --authorization-mode argument is not set to AlwaysAllow (Automated)
[FAIL] 4.2.4 Verify that the --read-only-port argument is set to 0 (Manual)

== Summary node ==
0 checks PASS
3 checks FAIL
0 checks WARN
0 checks INFO
`
    expect(writeUpOf([{text}])).toMatchObject({kind: 'impossible', rule: 'R5'})
    const report = possible(writeUpOf([{text}], {waive: ['R5']}))
    expect(report.remedy.files[0]?.body).toBe(
      'authentication:\n  anonymous:\n    enabled: false\nauthorization:\n  mode: Webhook\nreadOnlyPort: 0\n'
    )
    expect(report.rules.find(({rule}) => rule === 'R5')?.result).toBe('waived')
  })
})

test('whatever fails, a write-up should keep the rules or say which cannot be met', () => {
  const lines = sample('docker-bench.log').split('\n')
  const checks = lines.flatMap((line, index) => (/^\[(?:PASS|FAIL)\] \d/.test(line) ? [index] : []))
  let made = 0
  fc.assert(
    fc.property(fc.subarray(checks), failing => {
      const text = lines
        .map((line, index) => (checks.includes(index) ? line.replace(/^\[\w+\]/, failing.includes(index) ? '[FAIL]' : '[PASS]') : line))
        .join('\n')
      const report = writeUpOf([{text}])
      if (report.kind === 'impossible') {
        expect(report.rule).toMatch(/^R[2-5]$/)
        return
      }
      made++
      expect(brokenRules(report, findingsOf({text}))).toEqual([])
    }),
    {numRuns: 40}
  )
  expect(made).toBeGreaterThan(5)
})

describe('what a log says', () => {
  const words = '<img src=x> `a` **b** [c](https://evil.example) | d \u202e {{title}}'
  const text = aqua('FAIL').replace('[FAIL] 2.14.a', `         ${words}\n[FAIL] 2.14.a`)
  const make = async (to: string): Promise<{report: WriteUpReport; out: string}> => {
    const report = possible(writeUpOf([{text, file: `${words}.log`}], {pin: ['2.14', '2.1']}))
    return {report, out: String(await render(report, {to}))}
  }

  test('should be text and no structure', async () => {
    const tree = nodesOf(readMarkdown((await make('markdown')).out))
    expect(tree.filter(node => node.type === 'html' && !/^<(?:a id="[a-z0-9-]+"|\/a)>$/.test(node.value))).toEqual([])
    expect(tree.filter(node => node.type === 'link' && node.url.includes('evil'))).toEqual([])
    expect((await make('html')).out).not.toMatch(/<img|evil\.example"/)
    expect((await make('html')).out).toContain('[U+202E]')
  })
})

test('should give the agreed Markdown', async () => {
  const report = possible(writeUpOf([reference], {pin: ['2.14', '2.1', '2.17']}, findingsOf({text: aqua('PASS'), file: 'after.log'})))
  await expect(String(await render(report, {to: 'markdown'}))).toMatchFileSnapshot('golden/write-up.md')
})
