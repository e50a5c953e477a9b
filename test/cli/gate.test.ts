import {existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterAll, afterEach, describe, expect, test} from 'vitest'
import {execute} from '../../src/cli/execute.ts'
import {sample} from '../fixtures.ts'

const folder = mkdtempSync(join(tmpdir(), 'benchscribe-gate-'))
const home = process.cwd()
afterEach(() => process.chdir(home))
afterAll(() => rmSync(folder, {recursive: true, force: true}))

function file(name: string, content: string): string {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

const log = file('docker-bench.log', sample('docker-bench-security.log'))
const worse = file('worse.log', sample('docker-bench-security.log').replace(/^(.*Running as root: )shop-db$/m, '$1shop-db\n$1shop-new'))

interface Ran {
  readonly code: number
  readonly out: readonly string[]
  readonly err: string
}

async function run(args: readonly string[], now = '2026-06-15T12:00:00Z'): Promise<Ran> {
  const out: string[] = []
  const err: string[] = []
  const code = await execute(args, {
    stdin: (async function* () {
      yield sample('docker-bench-security.log')
    })(),
    write: content => void out.push(String(content)),
    warn: line => void err.push(line),
    now: () => new Date(now)
  })
  return {code, out: out.join('').split('\n').slice(0, -1), err: err.join('\n')}
}

const waivers = `# accepted in the review of May
waivers:
  - control: docker.container.privileged
    item: shop-cache
    reason: The cache tunes kernel parameters.
    owner: platform team
    expires: 2026-12-31
    ticket: SHOP-12
  - id: "5.32@1.6.0"   # the socket
    reason: The proxy reads labels.
    owner: platform team
    expires: 2026-06-30
  # nothing fails here
  - control: docker.daemon.log-level
    reason: x
    owner: me
    expires: 2026-12-31
  - control: k8s.apiserver.anonymous-auth
    reason: for the cluster
    owner: me
    expires: 2026-12-31
`

describe('gate', () => {
  test('should exit 1 with ten lines at most, and 0 with one', async () => {
    const failed = await run(['gate', log, '-q'])
    expect(failed).toMatchObject({code: 1, err: ''})
    expect(failed.out.length).toBe(10)
    expect(failed.out[0]).toMatch(/^Gate failed: \d+ of 117 checks fail; none may\.$/)
    expect(failed.out[1]).toMatch(/^ {2}critical 5\.5 .*: shop-cache \[.*docker-bench\.log:\d+\]$/)
    expect(await run(['gate', log, '-q', '--max', '117'])).toMatchObject({code: 0, out: [expect.stringMatching(/^Gate passed: /)]})
  })

  test('should count by severity, by outcome, by what is looked at', async () => {
    const counted = async (...flags: readonly string[]): Promise<string> => (await run(['gate', log, '-q', ...flags])).out[0] ?? ''
    expect(await counted('--fail-on', 'critical')).toBe('Gate failed: 2 of 117 checks fail as critical; none may.')
    expect(await counted('--fail-on', 'none', '--fail-on-review')).toBe('Gate failed: 18 of 117 checks need a person to look; none may.')
    expect(await counted('--fail-on', 'none', '--fail-on-error')).toBe('Gate passed: none of 117 checks could not be tested.')
    expect(await counted('--only', 'stride:e,surface:daemon')).toMatch(/^Gate failed: \d+ of \d+ checks fail; none may\.$/)
  })

  test('--min-score alone should judge by the score alone', async () => {
    expect(await run(['gate', log, '-q', '--min-score', '10'])).toMatchObject({code: 0})
    expect(await run(['gate', log, '-q', '--min-score', '99'])).toMatchObject({
      code: 1,
      out: ['Gate failed: the score is too low.', expect.stringMatching(/^ {2}The score is \d+ of 100; at least 99 is wanted\.$/)]
    })
    expect((await run(['gate', log, '-q', '--min-score', '10', '--fail-on', 'low'])).code).toBe(1)
  })

  test('a baseline should leave what is new, a container under an old failure too', async () => {
    expect(await run(['gate', log, '-q', '--baseline', log])).toMatchObject({
      code: 0,
      out: [expect.stringMatching(/^Gate passed: none of 117 checks newly fails; besides, 35 stand in the baseline\.$/)]
    })
    const grown = await run(['gate', worse, '-q', '--baseline', log])
    expect(grown.code).toBe(1)
    expect(grown.out[1]).toMatch(/^ {2}high {5}4\.1 .*: shop-new \(new instances\) \[/)
  })

  test('a baseline of other nodes should be told', async () => {
    const prefixed = (node: string): string => sample('kube-bench.log').replace(/^(?=.)/gm, `[pod/${node}/kube-bench] `)
    const {err} = await run(['gate', file('b.log', prefixed('node-b')), '--baseline', file('a.log', prefixed('node-a'))])
    expect(err).toContain('baseline: No node is in both: before node-a, after node-b.')
  })

  test('a log should give a runner no command', async () => {
    const hostile = file(
      'hostile.log',
      '[WARN] 4.1 - ##vso[task.setvariable variable=a]b ##[add-mask]c ::error::d\u202e\u001b]8;;x\n[WARN]      * Running as root: ##[set-env name=e]f\n::error::g ##[error]h\n'
    )
    const {out, err} = await run(['gate', hostile])
    expect(out.join('\n')).toContain('# #vso[task.setvariable variable=a]b # #[add-mask]c ::error::d[U+202E]')
    for (const line of [...out, ...err.split('\n')]) expect(line).not.toMatch(/##[a-z]*\[|^\s*::|[\u0000-\u001f\u202e]/i)
  })

  test('should read standard input', async () => {
    expect((await run(['gate', '-', '-q', '--fail-on', 'critical'])).code).toBe(1)
  })
})

describe('waivers', () => {
  test('should take what they cover out of the count until their last day, and then fail loudly', async () => {
    const path = file('waivers.yaml', waivers)
    const valid = await run(['gate', log, '--fail-on', 'critical', '--waivers', path])
    expect(valid).toMatchObject({code: 0, out: ['Gate passed: none of 117 checks fails as critical; besides, 2 are waived.']})
    expect(valid.err).toContain(`${path}:14:5: The waiver of docker.daemon.log-level covers nothing`)
    expect(valid.err).not.toContain('k8s')
    const late = await run(['gate', log, '-q', '--fail-on', 'critical', '--waivers', path], '2026-07-01T00:00:00Z')
    expect(late.code).toBe(1)
    expect(late.out[1]).toBe(
      `  ${path}:9:5: the waiver of docker.container.docker-sock expired on 2026-06-30 (owner: platform team); renew it or mend the check.`
    )
  })

  test('--prune should take out what covers nothing, and leave comments and waivers of other logs', async () => {
    const path = file('prune.yaml', waivers)
    expect((await run(['gate', log, '--fail-on', 'critical', '--waivers', path, '--prune'])).err).toContain(
      '1 of 4 waivers covered nothing and was taken out.'
    )
    expect(readFileSync(path, 'utf8')).toBe(waivers.replace(/ {2}- control: docker\.daemon\.log-level\n(?: {4}.*\n){3}/, ''))
  })

  test('should show in reports with their reason, and in data', async () => {
    const path = file('shown.yaml', waivers)
    const report = (await run(['report', log, '--waivers', path, '-q'])).out.join('\n')
    expect(report).toContain(
      '**Waived, accepted risk** The cache tunes kernel parameters. Owner: platform team. Until 2026-12-31. Ticket: `SHOP-12`.'
    )
    expect(report).toMatch(/\| `docker\.container\.docker-sock` \| accepted \| The proxy reads labels\. \|/)
    expect(report).toContain('2 of them waived')
    const late = await run(['report', log, '--waivers', path, '-q', '--now', '2027-06-01T00:00:00Z'])
    expect(late.err).toContain('expired on 2026-06-30')
    expect(late.out.join('\n')).toContain('expired on 2026-06-30, so it covers nothing: 5.32')
    const data = JSON.parse((await run(['parse', log, '--waivers', path, '-q'])).out.join('\n'))
    const waived = data.findings.filter((finding: {waiver?: unknown}) => finding.waiver !== undefined)
    expect(waived.map(({id, waiver}: {id: string; waiver: {reason: string}}) => [id, waiver.reason])).toEqual([
      ['5.5', 'The cache tunes kernel parameters.'],
      ['5.32', 'The proxy reads labels.']
    ])
    const markdown = (await run(['diff', log, log, '--waivers', path, '-q'])).out.join('\n')
    expect(markdown).toContain('waived (accepted): The proxy reads labels.')
  })
})

test('a template should be able to say what is waived, and what is not', async () => {
  const template = file(
    'mine.md.hbs',
    '# {{title}}\n\n{{#each findings}}{{#if this.waiver}}- {{this.id}}: {{this.waiver.reason}} ({{this.waiver.owner}})\n{{/if}}{{/each}}\n'
  )
  const {out} = await run(['report', log, '--template', template, '--waivers', file('t.yaml', waivers), '-q'])
  expect(out.filter(line => line.startsWith('- '))).toEqual([
    '- 5.5: The cache tunes kernel parameters. (platform team)',
    '- 5.32: The proxy reads labels. (platform team)'
  ])
})

describe('diff', () => {
  test('should write every format, each after its name', async () => {
    const to = join(folder, 'out')
    expect(await run(['diff', log, worse, '--to', 'markdown,html,pdf,json', '-o', to, '-q'])).toEqual({code: 0, out: [], err: ''})
    for (const name of ['diff.md', 'diff.html', 'diff.pdf', 'diff.json']) expect(existsSync(join(to, name))).toBe(true)
    const data = JSON.parse(readFileSync(join(to, 'diff.json'), 'utf8'))
    expect(data.new.map(({id, newItems}: {id: string; newItems: string[]}) => [id, newItems])).toEqual([['4.1', ['shop-new']]])
    expect(data.unchanged.length).toBe(116)
  })

  test('should compare directories, one log a node', async () => {
    for (const side of ['before', 'after']) {
      mkdirSync(join(folder, side), {recursive: true})
      for (const node of ['a', 'b'])
        writeFileSync(
          join(folder, side, `${node}.log`),
          sample('kube-bench.log')
            .replace(/^\[FAIL\] 1\.1\.12/m, side === 'after' && node === 'b' ? '[PASS] 1.1.12' : '[FAIL] 1.1.12')
            .replace(/^(?=.)/gm, `[pod/node-${node}/kube-bench] `)
        )
    }
    const data = JSON.parse((await run(['diff', join(folder, 'before'), join(folder, 'after'), '--to', 'json', '-q'])).out.join('\n'))
    expect(data.byNode).toBe(true)
    expect(data.fixed.map(({id, scan}: {id: string; scan: number}) => [id, data.after[scan].node])).toEqual([['1.1.12', 'node-b']])
    expect(data.unchanged.length).toBe(259)
  })
})

describe('configuration', () => {
  const config = `
flags: {quiet: true}
verbs:
  gate: {fail-on: critical, waivers: rules/waivers.yaml}
controls:
  docker.container.privileged: {severity: low, stride: [D, I], reason: A lab without neighbours.}
`
  test('should be found in the working directory, be told by --config, and be left out by --no-config', async () => {
    const lab = join(folder, 'lab')
    mkdirSync(join(lab, 'rules'), {recursive: true})
    writeFileSync(join(lab, 'benchscribe.config.yaml'), config)
    writeFileSync(join(lab, 'rules/waivers.yaml'), waivers)
    const named = await run(['gate', log, '--config', join(lab, 'benchscribe.config.yaml')])
    expect(named).toEqual({code: 0, out: ['Gate passed: none of 117 checks fails as critical; besides, 1 is waived.'], err: ''})
    process.chdir(lab)
    expect(await run(['gate', log])).toEqual(named)
    expect((await run(['gate', log, '--fail-on', 'high'])).out[0]).toMatch(/fail at high or above/)
    expect((await run(['gate', log, '--no-config', '-q'])).out[0]).toBe('Gate failed: 35 of 117 checks fail; none may.')
  })

  test('ratings should show as those of the reader, with the reason', async () => {
    const path = file('rate.yaml', config.replace(/^verbs:\n.*\n/m, ''))
    const report = (await run(['report', log, '--config', path])).out.join('\n')
    expect(report).toContain(
      '**Rated by your configuration** severity low instead of critical, STRIDE D I instead of E I T: A lab without neighbours.'
    )
    expect(report).toContain('except where it says that your configuration rates a check')
    const diffed = (await run(['diff', log, log, '--config', path])).out.join('\n')
    expect(diffed).toContain('The rating of docker.container.privileged is set by your configuration: A lab without neighbours.')
    const plain = (await run(['report', log, '-q'])).out.join('\n')
    expect(plain).not.toContain('your configuration')
  })
})

describe('what cannot be done: exit 2, one sentence', () => {
  const bad = file('bad.yaml', 'waivers:\n  - control: docker.daemon.icc\n    reason: x\n    owner: me\n    expires: soon\n')
  const worst = file('worst.yaml', 'waivers:\n  - control: docker.daemon.icc\n')
  test.each<readonly [string, readonly string[], string]>([
    ['an unknown severity', ['gate', log, '--fail-on', 'hgih'], '--fail-on takes critical, high, medium, low, none, not `hgih`.'],
    ['an unknown filter', ['gate', log, '--only', 'strid:E'], '--only takes NAME:VALUE with stride, surface, '],
    ['an unknown letter', ['gate', log, '--only', 'stride:X'], '--only knows the letters S, T, R, I, D and E, not `X`.'],
    ['a filter that fits nothing', ['gate', log, '--only', 'surface:deamon'], 'fits none of 117 checks, so there is nothing to judge'],
    ['a number that is none', ['gate', log, '--max', 'few'], '--max takes a whole number of checks such as 5, not `few`.'],
    ['a score that cannot be', ['gate', log, '--min-score', '101'], '--min-score takes a whole number from 0 to 100, not `101`.'],
    ['a gate that cannot fail', ['gate', log, '--fail-on', 'none'], 'With --fail-on none nothing can fail'],
    ['nothing to prune', ['gate', log, '--prune'], '--prune takes waivers that cover nothing out of a file: name it with --waivers.'],
    ['a missing baseline', ['gate', log, '--baseline', join(folder, 'nope.log')], 'there is no such file'],
    ['a missing waiver file', ['gate', log, '--waivers', join(folder, 'nope.yaml')], 'there is no such file'],
    [
      'a waiver with a mistake',
      ['gate', log, '--waivers', bad],
      `${bad}:5:14: \`soon\` is no date; write year-month-day, such as 2027-01-31.`
    ],
    ['a waiver with several', ['report', log, '--waivers', worst], 'has 3 mistakes, the first in line 2; nothing was done.'],
    ['waivers without controls', ['parse', log, '--no-enrich', '--waivers', bad], '--waivers needs the controls of checks'],
    ['a missing configuration', ['gate', log, '--config', join(folder, 'nope.yaml')], 'there is no such file'],
    [
      'a configuration with a mistake',
      ['report', log, '--config', file('c.yaml', 'flags:\n  quite: true\n')],
      'c.yaml:2:3: `flags` has no key `quite`; did you mean `quiet`?'
    ],
    ['one log to compare', ['diff', log], 'Name two logs or directories of logs, the earlier first'],
    ['three logs to compare', ['diff', log, log, log], 'Name two logs or directories of logs, the earlier first'],
    ['the same stream twice', ['diff', '-', '-'], 'Only one of the two logs can come from standard input.'],
    ['a format that diff cannot write', ['diff', log, log, '--to', 'ndjson'], 'diff cannot write `ndjson`; diff writes markdown, html, '],
    ['a template of scans', ['diff', log, log, '--template', 'full'], 'full is for a scan report']
  ])('%s', async (_, args, words) => {
    const {code, out, err} = await run(args)
    expect({code, out}).toEqual({code: 2, out: []})
    const told = err.split('\n').filter(line => line.startsWith('benchscribe: '))
    expect(told.length).toBe(1)
    expect(told[0]).toContain(words)
  })
})
