import fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {mergeDaemonJson, type WantedSetting} from '../../src/harden/daemon-json.ts'
import {readJsonText} from '../../src/harden/json-text.ts'
import type {JsonValue} from '../../src/model/index.ts'
import {dockerLog, facts, planFor, three} from './make.ts'
import {sample} from '../fixtures.ts'

const exactly = {icc: false, 'no-new-privileges': true, 'userland-proxy': false}
const {daemonJson} = facts.docker

describe('the three findings of the reference write-up', () => {
  test('should give exactly three settings', async () => {
    const {files} = await planFor(three)
    expect(Object.keys(files)).toEqual(['daemon.json'])
    expect(files['daemon.json']).toBe('{\n  "icc": false,\n  "no-new-privileges": true,\n  "userland-proxy": false\n}\n')
  })

  test('should give the same when they are chosen from a whole log', async () => {
    const {files} = await planFor(sample('docker-bench-security.log'), {only: ['2.2', '2.14', '2.16']})
    expect(JSON.parse(files['daemon.json'] ?? '')).toEqual(exactly)
    expect(Object.keys(files)).toEqual(['daemon.json'])
  })

  test('should give the same from docker-bench, whose checks of flags and of the file are two', async () => {
    const log = [
      '[INFO] 2 Docker daemon configuration',
      '[FAIL] 2.1 Ensure network traffic is restricted between containers on the default bridge (Scored)',
      '[FAIL] 2.14.a Ensure Userland Proxy is Disabled (Scored)',
      '[FAIL] 2.14.b Ensure Userland Proxy is Disabled (Scored)',
      '[FAIL] 2.17.a Ensure containers are restricted from acquiring new privileges (Scored)',
      '[FAIL] 2.17.b Ensure containers are restricted from acquiring new privileges (Scored)',
      ''
    ].join('\n')
    const {files, plan} = await planFor(log)
    expect(JSON.parse(files['daemon.json'] ?? '')).toEqual(exactly)
    const halves = plan.reveals.filter(({reason}) => reason.includes('flags of the process'))
    expect(halves.flatMap(({ids}) => ids)).toEqual(['2.14.a', '2.17.a'])
  })

  test('should plan nothing for a half whose other half passes', async () => {
    const {files, plan} = await planFor(
      [
        '[INFO] 2 Docker daemon configuration',
        '[PASS] 2.14.a Ensure Userland Proxy is Disabled (Scored)',
        '[FAIL] 2.14.b Ensure Userland Proxy is Disabled (Scored)',
        ''
      ].join('\n')
    )
    expect(files).toEqual({})
    expect(plan.steps).toEqual([])
  })
})

describe('what an engine does not take', () => {
  const lines = daemonJson.engines
  const seccomp = dockerLog('[WARN] 2.17 - Ensure that a daemon-wide custom seccomp profile is applied if appropriate (Manual)')

  test.each([
    ['20.10', undefined],
    ['23', 'builtin'],
    ['28', 'builtin']
  ] as const)('the word builtin for the seccomp profile, engine %s', async (engine, value) => {
    const {files, plan} = await planFor(seccomp, {engine})
    expect(files['daemon.json'] === undefined ? undefined : JSON.parse(files['daemon.json'])['seccomp-profile']).toBe(value)
    if (value === undefined)
      expect(plan.unfixable.map(({reason}) => reason).join()).toMatch(/20\.10 does not take "builtin" there; 23\.0 does/)
  })

  test('an engine that nothing is known of should be told', async () => {
    const {plan} = await planFor(three, {engine: '17.03'})
    expect(plan.messages.find(({rule}) => rule === 'engine-not-known')?.reason).toMatch(/engine 17\.03; keys are checked for 20\.10/)
  })

  test('the engine the log names should count', async () => {
    const {plan} = await planFor(sample('docker-bench-security.log'))
    expect(plan.targets).toContain('Keys and flags of Docker were checked for engine 24.0.')
  })

  test.each(lines)('what the catalogue writes should be taken by engine %s, or be left out with a reason', async engine => {
    const {files, plan} = await planFor(sample('docker-bench-security.log'), {engine, include: ['all', '2.8', '2.17']})
    const written = JSON.parse(files['daemon.json'] ?? '') as Record<string, unknown>
    for (const [key, value] of Object.entries(written)) {
      expect([key, daemonJson.keys[key]?.acceptedIn.includes(engine)]).toEqual([key, true])
      expect(typeof value).toBe({bool: 'boolean', string: 'string'}[daemonJson.keys[key]?.type ?? ''] ?? 'object')
    }
    expect(plan.unfixable.filter(({reason}) => reason.startsWith('dockerd')).map(({reason}) => reason)).toEqual([])
  })

  test('a flag that dockerd runs with should be told to clash', async () => {
    const result = {
      test_number: '2.16',
      test_desc: 'Ensure Userland Proxy is Disabled (Manual)',
      SubChecks: null,
      audit: 'ps -ef | grep dockerd',
      test_info: ['Turn it off.'],
      status: 'FAIL',
      actual_value: '/usr/bin/dockerd --userland-proxy=true -H fd://',
      scored: true
    }
    const section = {section: '2', desc: 'Docker daemon configuration', results: [result], pass: 0, fail: 1, warn: 0, info: 0}
    const json = JSON.stringify({id: '20.10', text: 'CIS Docker Community Edition Benchmark', tests: [section], total_fail: 1})
    const {plan} = await planFor(json)
    expect(plan.messages.find(({rule}) => rule === 'flag-and-file')?.reason).toMatch(/already runs with --userland-proxy/)
  })
})

describe('conflicts', () => {
  test('icc stays out when the user switches iptables off', async () => {
    const {files, plan} = await planFor(three, {existing: {name: 'daemon.json', text: '{"iptables": false}'}})
    expect(JSON.parse(files['daemon.json'] ?? '')).toEqual({iptables: false, 'no-new-privileges': true, 'userland-proxy': false})
    expect(plan.decisions.find(({control}) => control === 'docker.daemon.icc')).toMatchObject({selectable: false, failed: true})
  })

  test('icc goes in when the plan switches iptables on again', async () => {
    const log = three.replace('[WARN] 2.14', '[WARN] 2.4 - Ensure Docker is allowed to make changes to iptables (Scored)\n[WARN] 2.14')
    const {files} = await planFor(log, {existing: {name: 'daemon.json', text: '{"iptables": false}'}})
    expect(JSON.parse(files['daemon.json'] ?? '')).toEqual({iptables: true, ...exactly})
  })

  test('live-restore stays out on a node of a swarm', async () => {
    const log = dockerLog(
      '[WARN] 2.15 - Ensure live restore is enabled (Scored)',
      '[WARN] 5.1 - Ensure swarm mode is not Enabled, if not needed (Automated)'
    )
    const {files, plan} = await planFor(log)
    expect(files['daemon.json']).toBeUndefined()
    expect(plan.decisions.map(({question}) => question).join()).toMatch(/live-restore and swarm mode exclude each other/)
  })

  test('userns-remap is told to stop containers on namespaces of the host', async () => {
    const {plan, files} = await planFor(sample('docker-bench-security.log'), {include: ['2.9']})
    expect(files['daemon.json']).toContain('"userns-remap": "default"')
    expect(plan.messages.find(({rule}) => rule === 'conflict')?.reason).toMatch(/refuses privileged containers/)
    expect(plan.reveals.map(({ids}) => ids.join())).toContain('5.31')
  })
})

const wanted = (settings: readonly (readonly [string, JsonValue])[]): readonly WantedSetting[] =>
  settings.map(([path, value]) => ({control: `docker.daemon.${path}`, path: path.split('.'), value, keep: {only: [value]}, since: null}))
const ours = wanted([
  ['icc', false],
  ['no-new-privileges', true],
  ['default-ulimits.nofile', {Name: 'nofile', Soft: 1, Hard: 2}],
  ['log-opts.max-size', '10m']
])

function merge(text: string, settings = ours): ReturnType<typeof mergeDaemonJson> {
  return mergeDaemonJson({name: 'daemon.json', text}, settings, daemonJson, '28.5')
}

describe('a file of the user', () => {
  test('should keep its order, its blanks and how it spells numbers', () => {
    const text = '{\n\t"zeta-unknown": 1.50,\n\t"mtu": 1e3,   "labels": [ "a=b",\n\t"c=d" ]\n}\n'
    const {text: out} = merge(text, wanted([['icc', false]]))
    expect(out).toBe('{\n\t"zeta-unknown": 1.50,\n\t"mtu": 1e3,   "labels": [ "a=b",\n\t"c=d" ], "icc": false\n}\n')
  })

  test('should get new settings where its last one stands, indented alike', () => {
    const {text} = merge('{\r\n    "debug": true\r\n}\r\n', wanted([['default-ulimits.nofile', {Name: 'nofile', Soft: 1, Hard: 2}]]))
    expect(text).toBe(
      '{\r\n    "debug": true,\r\n    "default-ulimits": {\r\n        "nofile": {\r\n            "Name": "nofile",\r\n            "Soft": 1,\r\n            "Hard": 2\r\n        }\r\n    }\r\n}\r\n'
    )
    expect(JSON.parse(text ?? '')).toEqual({debug: true, 'default-ulimits': {nofile: {Name: 'nofile', Soft: 1, Hard: 2}}})
  })

  test('should keep a value that does as well, and tell a value that must be another', () => {
    const {text, settings, messages} = mergeDaemonJson(
      {name: 'daemon.json', text: '{"userns-remap": "dockremap", "icc": true}'},
      [
        {control: 'docker.daemon.userns-remap', path: ['userns-remap'], value: 'default', keep: {not: ['']}, since: null},
        {control: 'docker.daemon.icc', path: ['icc'], value: false, keep: {only: [false]}, since: null}
      ],
      daemonJson,
      '28.5'
    )
    expect(text).toBe('{"userns-remap": "dockremap", "icc": false}')
    expect(settings.map(({path, state}) => `${path.join('.')} ${state}`)).toEqual(['icc changed', 'userns-remap kept'])
    expect(messages).toMatchObject([
      {rule: 'existing-changed', line: 1, column: 38, reason: '"icc" was true and is false now: docker.daemon.icc needs it.'}
    ])
  })

  test('should keep its mode, and a new file be readable', async () => {
    const commands = async (existing: {name: string; text: string} | null) =>
      (await planFor(three, {existing})).plan.steps[0]?.commands.join('\n')
    expect(await commands({name: 'daemon.json', text: '{}'})).toContain('sudo cp daemon.json /etc/docker/daemon.json')
    expect(await commands(null)).toContain('-m 644 daemon.json')
  })

  test('should keep any value where any does', async () => {
    const text = '{"default-ulimits": {"nofile": {"Name": "nofile", "Soft": 9, "Hard": 9}, "core": {"Name": "core", "Soft": 0, "Hard": 0}}}'
    const {files, plan} = await planFor(sample('docker-bench-security.log'), {
      existing: {name: 'daemon.json', text},
      only: ['2.8'],
      include: ['2.8']
    })
    expect(files['daemon.json']).toBe(text)
    expect(plan.steps[0]?.notes.join()).toMatch(/`default-ulimits\.nofile` stays .*as in your file\. It did not pass/)
  })

  test('should not lose what ought to go: a person takes it out', async () => {
    const log = dockerLog('[WARN] 2.5 - Ensure insecure registries are not used (Scored)')
    const text = '{"insecure-registries": ["10.0.0.0/8"]}'
    const {files, plan} = await planFor(log, {existing: {name: 'daemon.json', text}, include: ['2.5']})
    expect(files['daemon.json']).toBeUndefined()
    expect(plan.steps[0]?.notes.join()).toContain('Take `insecure-registries` out of your file by hand, where it is ["10.0.0.0/8"] now')
  })

  test('should not be torn apart by a value where an object belongs', () => {
    const {text, settings} = merge('{"log-opts": "max-size=5m"}', wanted([['log-opts.max-size', '10m']]))
    expect(text).toBe('{"log-opts": "max-size=5m"}')
    expect(settings[0]).toMatchObject({state: 'refused', reason: expect.stringContaining('nothing can be put below it')})
  })

  test('should be reviewed: unknown keys, wrong types, doubles, hosts', () => {
    const {messages, text} = merge('{\n"no-new-priveleges": true,\n"debug": "yes",\n"mtu": 1,\n"mtu": 2,\n"hosts": ["fd://"]\n}', [])
    expect(messages.map(({line, rule}) => `${line} ${rule}`)).toEqual([
      '2 existing-setting',
      '3 existing-setting',
      '5 existing-duplicate',
      '6 existing-hosts'
    ])
    expect(text).toContain('no-new-priveleges')
  })

  test.each<readonly [string, string, RegExp]>([
    ['a comma too many', '{\n  "icc": false,\n}', /^2:15 .*comma before }/],
    ['a comment', '{\n  // mine\n  "icc": false\n}', /^2:3 .*no comments/],
    ['a missing comma', '{"a": 1 "b": 2}', /^1:9 .*a comma or } should stand here/],
    ['a word', '{"icc": flase}', /^1:9 .*flase is no JSON value/],
    ['an end too early', '{"icc": false', /^1:14 .*ends before/],
    ['an open string', '{"icc: false}', /^1:2 .*not closed/],
    ['a line break in a string', '{"a": "b\nc"}', /^1:9 .*control character/],
    ['two values', '{} {}', /^1:4 .*behind the end/],
    ['a list', '[]', /^1:1 .*a JSON object/],
    ['much nesting', '['.repeat(5000), /nested deeper/]
  ])('should be refused with its place: %s', (_, text, expected) => {
    const {text: out, messages} = merge(text)
    expect(out).toBeNull()
    expect(messages).toHaveLength(1)
    expect(messages[0]?.fatal).toBe(true)
    expect(`${messages[0]?.line}:${messages[0]?.column} ${messages[0]?.reason}`).toMatch(expected)
  })

  test('that is refused should leave no daemon.json, and the rest of the plan as it is', async () => {
    const {files, plan} = await planFor(sample('docker-bench-security.log'), {existing: {name: 'etc/daemon.json', text: '{,}'}})
    expect(files['daemon.json']).toBeUndefined()
    expect(files['audit.rules']).toBeDefined()
    expect(plan.messages.find(({fatal}) => fatal)).toMatchObject({file: 'daemon.json', line: 1, column: 2})
  })

  test.each(['', ' \n', '\ufeff{"icc": true}'])('%j should be taken as dockerd takes it', text => {
    expect(JSON.parse(merge(text, wanted([['icc', false]])).text ?? '')).toEqual({icc: false})
  })
})

/** Any daemon.json: known and unknown keys, names that JavaScript takes for something else, any nesting. */
const keys = fc.oneof(
  fc.constantFrom('icc', 'mtu', 'log-opts', 'default-ulimits', 'max-size', 'nofile', '__proto__', 'constructor', '10', '2', ''),
  fc.string({maxLength: 6})
)
const {file} = fc.letrec<{value: JsonValue; file: {[key: string]: JsonValue}}>(tie => ({
  value: fc.oneof(
    {maxDepth: 3},
    fc.constantFrom<JsonValue>(null, true, false, 0, -1.5, 1e21, '', 'x'),
    fc.string({maxLength: 8}),
    fc.array(tie('value'), {maxLength: 3}),
    fc.dictionary(keys, tie('value'), {maxKeys: 4})
  ),
  file: fc.dictionary(keys, tie('value'), {maxKeys: 6})
}))

describe('any file of a user', () => {
  test('should lose no setting: each is there as before, but for the values that must be others', () => {
    fc.assert(
      fc.property(file, fc.constantFrom(0, 1, 2, 4, '\t'), (value, indent) => {
        const text = JSON.stringify(value, null, indent)
        const {text: out, settings} = merge(text)
        const result = JSON.parse(out ?? '') as Record<string, JsonValue>
        const expected = JSON.parse(text) as Record<string, JsonValue>
        for (const {path, state, value: ours} of settings) if (state !== 'refused' && state !== 'kept') put(expected, path, ours)
        expect(result).toEqual(expected)
        const names = memberNames(out ?? '')
        expect(names.slice(0, memberNames(text).length)).toEqual(memberNames(text))
      }),
      {numRuns: 150}
    )
  })

  test('should come out the same when it is merged again', () => {
    fc.assert(
      fc.property(file, value => {
        const once = merge(JSON.stringify(value, null, 2)).text ?? ''
        expect(merge(once).text).toBe(once)
      }),
      {numRuns: 150}
    )
  })

  test('any text should give a file or a message with a place, never an exception', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.string().map(text => `{"a": ${text}}`),
          fc.json().map(text => text.slice(1))
        ),
        text => {
          const {text: out, messages} = merge(text)
          if (out === null) expect(messages[0]).toMatchObject({fatal: true, line: expect.any(Number), column: expect.any(Number)})
          else expect(() => JSON.parse(out)).not.toThrow()
          const valid = ((): boolean => {
            try {
              return typeof JSON.parse(text) === 'object' && JSON.parse(text) !== null && !Array.isArray(JSON.parse(text))
            } catch {
              return text.replace(/^\ufeff/, '').trim() === ''
            }
          })()
          if (valid) expect(out).not.toBeNull()
        }
      ),
      {numRuns: 150}
    )
  })
})

function memberNames(text: string): readonly string[] {
  const read = readJsonText(text)
  return 'node' in read && read.node.kind === 'object' ? read.node.members.map(({key}) => key) : []
}

function put(into: Record<string, JsonValue>, path: readonly string[], value: JsonValue): void {
  const [key = '', ...rest] = path
  if (rest.length === 0) into[key] = value
  else {
    const below = {...(Object.hasOwn(into, key) && typeof into[key] === 'object' ? (into[key] as Record<string, JsonValue>) : {})}
    put(below, rest, value)
    into[key] = below
  }
}
