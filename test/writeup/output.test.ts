import {existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {Ajv} from 'ajv'
import {Ajv2020} from 'ajv/dist/2020.js'
import fc from 'fast-check'
import {afterAll, describe, expect, test} from 'vitest'
import {execute} from '../../src/cli/execute.ts'
import {enrich} from '../../src/enrich/index.ts'
import {parse} from '../../src/parse/index.ts'
import {lint, loadLintKnowledge} from '../../src/lint.ts'
import {render} from '../../src/pipeline.ts'
import {readWriteUp} from '../../src/writeup/index.ts'
import {fixtureLog, fixtures} from './fixtures.ts'

const knowledge = await loadLintKnowledge()
const findings = enrich(parse(fixtureLog), knowledge.catalog)
/** Everything that rules object to, in one document. */
const worst = Object.values(fixtures)
  .flatMap(({bad}) => bad)
  .join('\n\n')
const report = lint(await readWriteUp(worst), {...knowledge, findings, file: 'my models/threat model.txt', now: '2026-01-02T03:04:05.000Z'})

const validLint = new Ajv2020({allErrors: true, allowUnionTypes: true}).compile(
  JSON.parse(readFileSync(new URL('../../schema/lint.schema.json', import.meta.url), 'utf8')) as object
)
const sarifPath = fileURLToPath(new URL('../../../shared/schemas/sarif-schema-2.1.0.json', import.meta.url))

describe('formats', () => {
  test('JSON should fit the published schema', async () => {
    const document: unknown = JSON.parse(String(await render(report, {to: 'json'})))
    expect(validLint(document) ? [] : validLint.errors).toEqual([])
    expect(validLint({...(document as object), messages: [{rule: 'x'}]})).toBe(false)
  })

  test.skipIf(!existsSync(sarifPath))('SARIF should fit the schema of OASIS', async () => {
    // The schema is of draft 4; it uses nothing that draft 7 reads otherwise but the name of its id.
    const {id: _, $schema: __, ...schema} = JSON.parse(readFileSync(sarifPath, 'utf8')) as Record<string, unknown>
    const validate = new Ajv({strict: false, validateFormats: false}).compile(schema)
    const log = JSON.parse(String(await render(report, {to: 'sarif'}))) as {
      readonly runs: readonly {readonly results: readonly unknown[]}[]
    }
    expect(validate(log) ? [] : validate.errors).toEqual([])
    expect(validate({...log, runs: [{}]})).toBe(false)
    expect(log.runs[0]?.results.length).toBe(report.messages.length)
  })

  test('SARIF should name each rule once, point at it and hold a relative, escaped address', async () => {
    const {runs} = JSON.parse(String(await render(report, {to: 'sarif'})))
    const ids = runs[0].tool.driver.rules.map(({id}: {readonly id: string}) => id)
    expect(new Set(ids).size).toBe(ids.length)
    for (const result of runs[0].results) {
      expect(ids[result.ruleIndex]).toBe(result.ruleId)
      expect(result.locations[0].physicalLocation.artifactLocation.uri).toBe('my%20models/threat%20model.txt')
    }
    const windows = lint(await readWriteUp(worst), {...knowledge, file: 'C:\\docs\\a.md'})
    expect(String(await render(windows, {to: 'sarif'}))).toContain('"uri": "docs/a.md"')
  })

  test('text should have one line a message with its place, and the result', async () => {
    const text = String(await render(report, {to: 'text'}))
    expect(text.match(/^my models\/threat model\.txt:\d+:\d+: (?:error|warning|info): /gm)?.length).toBe(report.messages.length)
    expect(text).toContain(report.headline)
  })

  test.each(['markdown', 'html'])('%s should show every message and what was read', async to => {
    const text = String(await render(report, {to}))
    for (const {rule} of report.messages) expect(text).toContain(rule)
    expect(text).toContain('What was read')
  })

  test('nothing wrong should be said as such', async () => {
    const clean = lint(await readWriteUp('Hello.'), knowledge)
    expect(clean.headline).toBe('0 threats and 0 findings were read; nothing was found to be wrong.')
    expect(String(await render(clean, {to: 'markdown'}))).toContain('Nothing was found to be wrong.')
    expect(String(await render(clean, {to: 'text'}))).toBe(`${clean.headline}\n`)
  })

  test('text of a write-up should be structure in no format', async () => {
    const hostile =
      'Docker threats\n1. Spoofing - <script>alert(1)</script> | ::error:: [x](javascript:1) `a`\u001b[31m `--privilege`\n2. Spooling<b> - x\n'
    const bad = lint(await readWriteUp(hostile), {...knowledge, file: '<i>.md'})
    expect(String(await render(bad, {to: 'html'}))).not.toMatch(/<script>alert|<b> - x|<i>\.md/)
    expect(String(await render(bad, {to: 'markdown'}))).not.toMatch(/(?<!\\)<script>|\]\(javascript/)
    expect(String(await render(bad, {to: 'text'}))).not.toContain('\u001b')
  })
})

describe('messages', () => {
  test('should be whole sentences, in the order of the lines, inside the text', () => {
    const lines = worst.split('\n')
    let before = 0
    for (const {line, column, reason, fact, fix, rule} of report.messages) {
      expect([rule, line >= before, line <= lines.length, column <= (lines[line - 1]?.length ?? 0) + 1]).toEqual([rule, true, true, true])
      before = line
      for (const sentence of [reason, fact, fix]) expect([rule, sentence, /[.!?)`]$/.test(sentence)]).toEqual([rule, sentence, true])
    }
  })

  test('ids that facts give for an edition should be ids of that edition', () => {
    const places = report.messages.flatMap(({rule, fact, reason}) =>
      [...`${reason} ${fact}`.matchAll(/\b(\d\.\d{1,2}(?:\.\d{1,2})?) in (\d\.\d\.\d|cis-\d\.\d{1,2})\b/g)].map(
        hit => [rule, hit[1] ?? '', hit[2] ?? ''] as const
      )
    )
    expect(places.length).toBeGreaterThan(10)
    for (const [rule, id, edition] of places) {
      const numberings = knowledge.catalog.numberings.filter(one => one.edition === edition)
      const known = numberings.some(({checks}) => checks.some(([check]) => check === id || check.startsWith(`${id}.`)))
      expect([rule, id, edition, known]).toEqual([rule, id, edition, true])
    }
  })

  test('should need no knowledge: without it the rules that need it are silent', async () => {
    const alone = lint(await readWriteUp(worst))
    expect(alone.messages.length).toBeGreaterThan(50)
    expect(alone.messages.length).toBeLessThan(report.messages.length)
  })

  test('should come for any text without an exception', async () => {
    const pieces = Object.values(fixtures).flatMap(({bad, good}) => [...bad, ...good])
    const mixed = fc
      .array(fc.oneof(fc.constantFrom(...pieces), fc.string({unit: 'binary', maxLength: 30})), {maxLength: 8})
      .map(all => all.join(''))
    await fc.assert(
      fc.asyncProperty(mixed, async text => {
        lint(await readWriteUp(text), {...knowledge, findings})
      }),
      {numRuns: 50}
    )
  })
})

describe('the verb', () => {
  const folder = mkdtempSync(join(tmpdir(), 'benchscribe-lint-'))
  afterAll(() => rmSync(folder, {recursive: true, force: true}))
  const file = (name: string, text: string): string => {
    const path = join(folder, name)
    writeFileSync(path, text)
    return path
  }
  const log = file('bench.log', fixtureLog)
  const bad = file(
    'bad.txt',
    'Docker-bench findings\n[FAIL] 2.14 Ensure Userland Proxy is Disabled\nPut into daemon.json:\n{"userland-proxi": false}\n'
  )
  const good = file('good.txt', 'Docker threats\n1. Spoofing - A client passes for another.\n')

  async function run(...args: readonly string[]): Promise<{readonly code: number; readonly out: string; readonly err: string}> {
    const out: string[] = []
    const err: string[] = []
    const code = await execute(args, {
      stdin: (async function* () {
        yield readFileSync(bad)
      })(),
      write: content => void out.push(String(content)),
      warn: line => void err.push(line),
      now: () => new Date('2026-01-02T03:04:05Z')
    })
    return {code, out: out.join(''), err: err.join('\n')}
  }

  test('should exit 1 on errors and 0 without', async () => {
    expect(await run('lint', bad)).toMatchObject({code: 1, out: expect.stringContaining('bad.txt:4:2: error: ')})
    expect(await run('lint', '-')).toMatchObject({code: 1, out: expect.stringContaining('-:4:2: error: ')})
    expect(await run('lint', good)).toMatchObject({code: 0})
  })

  test('should judge findings by the logs it is given', async () => {
    const cited = file('cited.txt', "Docker-bench findings\n[FAIL] 2.2 Ensure the logging level is set to 'info'\n")
    expect((await run('lint', cited)).code).toBe(0)
    const {code, out} = await run('lint', cited, '--log', log)
    expect(code).toBe(1)
    expect(out).toContain('[PASS] 2.2 on line 3')
  })

  test('should write the formats asked for', async () => {
    const target = join(folder, 'out')
    expect((await run('lint', bad, '--to', 'json,sarif,markdown', '-o', target)).code).toBe(1)
    expect(validLint(JSON.parse(readFileSync(join(target, 'bad.json'), 'utf8')))).toBe(true)
    expect(existsSync(join(target, 'bad.sarif'))).toBe(true)
    expect((await run('lint', bad, '-o', join(folder, 'lint.sarif'))).code).toBe(1)
    expect(JSON.parse(readFileSync(join(folder, 'lint.sarif'), 'utf8')).version).toBe('2.1.0')
  })

  test.each<readonly [string, readonly string[], RegExp]>([
    ['no write-up', ['lint'], /Name a write-up/],
    ['two write-ups', ['lint', bad, good], /one write-up at a time/],
    ['an empty one', ['lint', file('empty.txt', ' \n')], /is empty/],
    ['a binary one', ['lint', file('a.bin', 'a\u0000b')], /binary file/],
    ['a log that is none', ['lint', bad, '--log', good], /is not a log/],
    ['an unknown format', ['lint', bad, '--to', 'csv'], /lint writes .*text, json, sarif/],
    ['the write-up as output', ['lint', bad, '-o', bad], /would be overwritten/]
  ])('%s should exit 2', async (_, args, sentence) => {
    const {code, err} = await run(...args)
    expect(code).toBe(2)
    expect(err).toMatch(sentence)
  })
})
