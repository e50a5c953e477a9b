import {readFileSync} from 'node:fs'
import {fileURLToPath} from 'node:url'
import {Ajv2020, type ValidateFunction} from 'ajv/dist/2020.js'
import fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {parse as parseYaml, stringify} from 'yaml'
import {loadCatalog} from '../../src/catalog/index.ts'
import {enrich, extend} from '../../src/enrich/index.ts'
import {parse} from '../../src/parse/index.ts'
import {verbs} from '../../src/cli/options.ts'
import {readCatalog} from '../../src/cli/settings/catalog.ts'
import {readConfig} from '../../src/cli/settings/config.ts'
import {pruned, readWaivers, type WaiverFile} from '../../src/cli/settings/waivers.ts'
import type {Mistake} from '../../src/cli/settings/yaml.ts'

const catalog = await loadCatalog()
const fixture = (name: string): string => fileURLToPath(new URL(`./fixtures/${name}`, import.meta.url))
const schema = (name: string): ValidateFunction =>
  new Ajv2020({allErrors: true, strict: false}).compile(
    JSON.parse(readFileSync(new URL(`../../schema/${name}.schema.json`, import.meta.url), 'utf8'))
  )
const isWaivers = schema('waivers')
const isConfig = schema('config')
const isCatalog = schema('catalog')

const waiversOf = (text: string, editions: readonly string[] = []): Promise<WaiverFile> =>
  readWaivers(text, 'waivers.yaml', catalog, editions)
/** A few verbs with a few flags, so that a flag more somewhere changes nothing here. */
const someFlags = ['to', 'template', 'page', 'fail-on', 'only', 'max', 'min-score', 'baseline', 'waivers', 'prune', 'quiet']
const someVerbs = verbs
  .filter(({name}) => name === 'report' || name === 'gate')
  .map(verb => ({...verb, options: verb.options.filter(({name}) => someFlags.includes(name))}))
const configOf = (text: string): ReturnType<typeof readConfig> => readConfig(text, someVerbs, async () => catalog)
const told = (mistakes: readonly Mistake[]): string => mistakes.map(({line, column, reason}) => `${line}:${column} ${reason}\n`).join('')
const one = (fields: string): string =>
  `waivers:\n  - control: docker.daemon.icc\n    reason: x\n    owner: me\n    expires: 2027-01-01\n${fields}`

describe('a file with every mistake', () => {
  test('should be told with line, column and what to do: waivers', async () => {
    const {mistakes} = await waiversOf(readFileSync(fixture('waivers-mistakes.yaml'), 'utf8'))
    await expect(told(mistakes)).toMatchFileSnapshot(fixture('waivers-mistakes.txt'))
  })

  test('should be told with line, column and what to do: configuration', async () => {
    const {mistakes} = await configOf(readFileSync(fixture('config-mistakes.yaml'), 'utf8'))
    await expect(told(mistakes)).toMatchFileSnapshot(fixture('config-mistakes.txt'))
  })

  test('should be told with line, column and what to do: catalogue', async () => {
    const {mistakes} = await readCatalog(readFileSync(fixture('catalog-mistakes.yaml'), 'utf8'), 'catalog.yaml', catalog)
    await expect(told(mistakes)).toMatchFileSnapshot(fixture('catalog-mistakes.txt'))
  })

  test.each([
    ['a tab', 'waivers:\n\t- control: x\n', '2:1 a tab stands where YAML wants blanks; indent with blanks only'],
    ['a key twice', one('    owner: you\n'), '6:5 the key `owner` stands twice in one entry; remove one of them'],
    ['a colon in a text', one('    ticket: a: b\n'), '6:13 a second `: ` stands on this line; put the text in quotes'],
    [
      'a line too far right',
      'waivers:\n  - control: a\n     reason: b\n',
      '2:14 the line below this text is indented too far; give all keys of an entry the same number of blanks'
    ],
    [
      'a line too far left',
      'waivers:\n  - control: a\n  reason: b\n',
      '3:1 this line is not indented like the others of its entry; give all keys of an entry the same number of blanks'
    ],
    ['an open quote', 'waivers:\n  - reason: "x\n', '3:1 a quote or bracket that was opened is not closed before this place; close it'],
    ['an open bracket', 'waivers: [\n', '2:1 a bracket that was opened is not closed before this place; close it'],
    ['a list at the top', '- control: a\n', '1:1 the file is a list; put it under a key: `waivers:` and the entries indented below it'],
    ['a text', 'hello\n', '1:1 the file is a text, not a mapping with the keys waivers'],
    ['another key', 'waiver: []\n', '1:1 the file has no key `waiver`; did you mean `waivers`?'],
    ['a mapping for the list', 'waivers:\n  control: a\n', '2:3 `waivers` is a mapping, not a list; begin each entry with `- `'],
    ['two documents', 'waivers: []\n---\nwaivers: []\n', '2:1 a second document begins here (`---`); keep one document in the file'],
    ['an alias of nothing', one('    ticket: *x\n'), '6:13 this alias names no anchor; a text that begins with `*` needs quotes']
  ])('%s', async (_, text, words) => {
    expect(told((await waiversOf(text)).mistakes)).toBe(`${words}\n`)
  })

  test('should never make it throw, whatever the text', async () => {
    const line = fc.constantFrom(
      'waivers:',
      '  - control: docker.daemon.icc',
      '    reason: x',
      '\t',
      '- ',
      ': ',
      '"',
      '&a',
      '*a',
      '<<: *a',
      '? ',
      '!!binary x',
      '|',
      '{',
      '[',
      '---',
      '%YAML 3',
      '#',
      '\u0000',
      '\ud800'
    )
    await fc.assert(
      fc.asyncProperty(fc.array(fc.oneof(line, fc.string()), {maxLength: 8}), async lines => {
        for (const {mistakes} of [await waiversOf(lines.join('\n')), await configOf(lines.join('\n'))])
          for (const {line: at, column} of mistakes) expect(Math.min(at, column)).toBeGreaterThan(0)
      }),
      {numRuns: 300}
    )
  })
})

describe('waivers', () => {
  test('should be read with their places', async () => {
    const {waivers, mistakes} = await waiversOf(one('    ticket: 4711\n    node: web-*\n    item: "api*"\n'))
    expect(mistakes).toEqual([])
    expect(waivers).toEqual([
      {
        about: {control: 'docker.daemon.icc'},
        kind: 'accepted',
        reason: 'x',
        owner: 'me',
        expires: '2027-01-01',
        ticket: '4711',
        node: 'web-*',
        item: 'api*',
        file: 'waivers.yaml',
        line: 2,
        column: 5
      }
    ])
  })

  test.each([
    ['2.14@1.2.0', {control: 'docker.daemon.userland-proxy'}],
    ['2.14@v1.6.0', {control: 'docker.daemon.no-new-privileges'}],
    ['3.20@aqua-1.6.0', {control: 'docker.files.etc-sysconfig-docker-permissions'}],
    ['1.2.1@cis-1.10', {control: 'k8s.apiserver.anonymous-auth'}],
    ['9.9@house-1', {id: '9.9', edition: 'house-1'}]
  ])('an id with its edition should lead to its control: %s', async (id, about) => {
    for (const key of ['id', 'control']) {
      const text = `waivers:\n  - ${key}: "${id}"\n    reason: x\n    owner: me\n    kind: not-applicable\n`
      const {waivers, mistakes} = await waiversOf(text, ['house-1'])
      expect([told(mistakes), waivers.map(waiver => waiver.about)]).toEqual(['', [about]])
    }
  })

  test('none at all should be no mistake', async () => {
    for (const text of ['', '# nothing yet\n', 'waivers:\n', 'waivers: []\n'])
      expect(await waiversOf(text)).toMatchObject({waivers: [], mistakes: []})
  })
})

describe('pruned', () => {
  const text = `# ours
waivers:
  # first
  - control: docker.daemon.icc # why
    reason: |
      two
      lines
    owner: me
    expires: 2027-01-01

  # second
  - control: docker.daemon.log-level
    reason: 'quoted'   # kept as it is
    owner: me
    expires: 2027-01-01
  # third
  - id: "2.14@1.2.0"
    reason: x
    owner: me
    expires: 2027-01-01
# the end
`

  test('should take out the entries and leave everything else as it is', async () => {
    const {page} = await waiversOf(text)
    const lines = text.split('\n')
    const without = (...gone: readonly (readonly [number, number])[]): string =>
      lines.filter((_, index) => !gone.some(([from, to]) => index >= from && index <= to)).join('\n')
    expect(pruned(page, [0])).toBe(without([3, 8]))
    expect(pruned(page, [1])).toBe(without([11, 14]))
    expect(pruned(page, [2])).toBe(without([16, 19]))
    expect(pruned(page, [0, 2])).toBe(without([3, 8], [16, 19]))
    expect(pruned(page, [])).toBe(text)
  })

  test('should leave a file that reads as the rest, whatever goes, also with Windows lines, in brackets and without an end', async () => {
    const forms = [
      text,
      text.replaceAll('\n', '\r\n'),
      text.trimEnd().replace(/\n# the end$/, ''),
      stringify(parseYaml(text), {collectionStyle: 'flow'})
    ]
    for (const form of forms)
      for (let mask = 0; mask < 8; mask++) {
        const gone = [0, 1, 2].filter(index => (mask >> index) & 1)
        const before = await waiversOf(form)
        const after = await waiversOf(pruned(before.page, gone))
        const keys = (file: WaiverFile): readonly string[] => file.waivers.map(({about}) => JSON.stringify(about))
        expect(told(after.mistakes)).toBe('')
        expect(keys(after)).toEqual(keys(before).filter((_, index) => !gone.includes(index)))
      }
  })
})

describe('configuration', () => {
  test('should give flags for all verbs, for one, and ratings', async () => {
    const {config, mistakes} = await configOf(`
flags: {quiet: true, page: Letter}
verbs:
  gate:
    fail-on: high
    max: 3
    only: ["stride:E", "surface:daemon"]
controls:
  docker.daemon.icc:
    severity: high
    stride: [I, T]
    reason: All our containers share the default bridge.
  docker.daemon.log-level:
    stride: R
    reason: x
`)
    expect(mistakes).toEqual([])
    expect(config).toEqual({
      flags: {quiet: true, page: 'Letter'},
      verbs: {gate: {'fail-on': 'high', max: '3', only: 'stride:E,surface:daemon'}},
      ratings: [
        {
          control: 'docker.daemon.icc',
          severity: 'high',
          stride: {primary: 'I', secondary: ['T']},
          reason: 'All our containers share the default bridge.'
        },
        {control: 'docker.daemon.log-level', severity: null, stride: {primary: 'R', secondary: []}, reason: 'x'}
      ]
    })
  })

  test('an empty one should be no mistake', async () => {
    for (const text of ['', '# nothing\n', 'flags:\nverbs:\ncontrols:\n', 'verbs:\n  gate:\n'])
      expect(await configOf(text)).toMatchObject({config: {flags: {}, ratings: []}, mistakes: []})
  })
})

describe('catalogue', () => {
  const text = `controls:
  acme.host.selinux:
    title: SELinux is enforcing
    titles: [Ensure SELinux is enforcing, "Ensure the --anonymous-auth argument is set to false"]
    severity: high
    stride: [E, T]
    surface: host
`
  test('should recognise checks by their titles, in every scanner, before ours', async () => {
    const {controls, mistakes} = await readCatalog(text, 'catalog.yaml', catalog)
    expect([mistakes, isCatalog(parseYaml(text))]).toEqual([[], true])
    const own = extend(catalog, controls)
    const control = (log: string): (string | null)[] => enrich(parse(log), own).findings.map(finding => finding.control)
    expect(control('[WARN] 9.1 - Ensure SELinux is enforcing\n[WARN] 2.14 - Ensure Userland Proxy is Disabled\n')).toEqual([
      'acme.host.selinux',
      'docker.daemon.userland-proxy'
    ])
    expect(
      control(
        '[INFO] 1 Control Plane Security Configuration\n[INFO] 1.2 API Server\n[FAIL] 1.2.1 Ensure that the --anonymous-auth argument is set to false (Manual)\n[FAIL] 1.2.9 Ensure SELinux is enforcing (Automated)\n'
      )
    ).toEqual(['k8s.apiserver.anonymous-auth', 'acme.host.selinux'])
    expect(enrich(parse('[WARN] 9.1 - Ensure SELinux is enforcing\n'), own).findings[0]).toMatchObject({
      severity: 'high',
      stride: {primary: 'E', secondary: ['T']},
      surface: 'host'
    })
  })

  test('should refuse in its schema what we refuse', async () => {
    const {controls} = parseYaml(readFileSync(fixture('catalog-mistakes.yaml'), 'utf8')) as {controls: Record<string, unknown>}
    for (const [key, value] of Object.entries(controls)) {
      const part = {controls: {[key]: value}}
      expect([key, (await readCatalog(stringify(part), 'x', catalog)).mistakes.length > 0]).toEqual([key, key !== 'acme.twice'])
      expect([key, isCatalog(part)]).toEqual([key, ['acme.twice', 'docker.daemon.icc'].includes(key)])
    }
  })
})

describe('schemas', () => {
  const entries = (text: string): readonly unknown[] => (parseYaml(text) as {waivers: unknown[]}).waivers

  test('should refuse each entry that we refuse, but for what only the catalogue or the other entries tell', async () => {
    const text = readFileSync(fixture('waivers-mistakes.yaml'), 'utf8')
    const apart = entries(text)
    expect(apart.length).toBe(15)
    const byCatalogue = [0, 3, 4, 5, 6, 9, 10, 11]
    for (const [index, entry] of apart.entries()) {
      const {mistakes} = await waiversOf(stringify({waivers: [entry]}))
      const twice = [9, 10, 11].includes(index)
      expect([index, mistakes.length > 0]).toEqual([index, !twice])
      expect([index, isWaivers({waivers: [entry]})]).toEqual([index, byCatalogue.includes(index)])
    }
  })

  test('should take what we take', async () => {
    const text = one(
      '    ticket: 4711\n    node: web-*\n    item: "api*"\n  - id: "2.14@1.2.0"\n    kind: not-applicable\n    reason: x\n    owner: me\n'
    )
    expect((await waiversOf(text)).mistakes).toEqual([])
    expect(isWaivers(parseYaml(text))).toBe(true)
    expect([isWaivers({waivers: null}), isWaivers(null), isConfig(null), isConfig({flags: null})]).toEqual([true, true, true, true])
    expect(isConfig({verbs: {gate: {'fail-on': 'high', only: ['stride:E']}}, controls: {x: {severity: 'low', reason: 'y'}}})).toBe(true)
  })

  test('of the configuration should refuse what we refuse, but for what only the catalogue and the values tell', async () => {
    const document = parseYaml(readFileSync(fixture('config-mistakes.yaml'), 'utf8')) as Record<string, Record<string, unknown>>
    const parts: readonly unknown[] = [
      {flag: 1},
      ...Object.entries(document['flags'] ?? {}).map(([key, value]) => ({flags: {[key]: value}})),
      {verbs: {gat: {}}},
      ...Object.entries((document['verbs']?.['gate'] ?? {}) as object).map(([key, value]) => ({verbs: {gate: {[key]: value}}})),
      {verbs: {report: 'markdown'}},
      ...Object.entries(document['controls'] ?? {}).map(([key, value]) => ({controls: {[key]: value}}))
    ]
    const loose = ['max', 'only', 'min-score', 'docker.daemon.ic"']
    for (const part of parts) {
      const words = JSON.stringify(part)
      expect([words, (await configOf(stringify(part))).mistakes.length > 0]).toEqual([words, true])
      expect([words, isConfig(part)]).toEqual([words, loose.some(name => words.includes(`"${name}`))])
    }
  })
})
