import {spawnSync} from 'node:child_process'
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {describe, expect, test} from 'vitest'
import {loadCatalog} from '../../src/catalog/index.ts'
import {type Finding, type Findings, hash, type ScanReport} from '../../src/model/index.ts'
import {decode, parse} from '../../src/parse/index.ts'
import {combine} from '../../src/combine.ts'
import {report} from '../../src/pipeline.ts'
import {corpusLogs, sample} from '../fixtures.ts'
import {emit, type Format, names} from '../render/emit/formats.ts'
import {openFinding} from '../render/emit/faults.ts'
import {readSarif} from '../render/emit/sarif.ts'
import {faults, readAnnotations, readCsv, readJUnit} from '../render/emit/validate.ts'
import {now} from '../render/reports.ts'

const catalog = await loadCatalog()

/** The program of @microsoft/sarif-multitool; `.ci/run` installs it, for it is too large for a dependency. */
const multitool = process.env['BENCHSCRIBE_SARIF_MULTITOOL']

/** What the Multitool says of SARIF logs by its own rules and GitHub's; by the names of the logs. */
function validated(logs: Readonly<Record<string, string>>): readonly string[] {
  const folder = mkdtempSync(join(tmpdir(), 'benchscribe-sarif-'))
  try {
    for (const [name, content] of Object.entries(logs)) writeFileSync(join(folder, `${name.replace(/\W+/g, '-')}.sarif`), content)
    const told = join(folder, 'told.json')
    const args = ['validate', join(folder, '*.sarif'), '--rule-kind', 'Sarif;Ghas', '--output', told]
    const env = {...process.env, DOTNET_SYSTEM_GLOBALIZATION_INVARIANT: '1'}
    const {stdout, stderr} = spawnSync(multitool ?? '', args, {encoding: 'utf8', env, maxBuffer: 1 << 28})
    const [run] = JSON.parse(readFileSync(told, 'utf8').replace(/^\ufeff/, '')).runs ?? []
    if (!stdout.includes(`${Object.keys(logs).length} files scanned`))
      throw new Error(`The Multitool did not read them all: ${stdout} ${stderr}`)
    return (run.results as readonly {readonly ruleId: string; readonly message: object; readonly locations: readonly object[]}[]).map(
      ({ruleId, message, locations}) => `${ruleId} ${JSON.stringify(message)} ${JSON.stringify(locations[0])}`.slice(0, 500)
    )
  } finally {
    rmSync(folder, {recursive: true, force: true})
  }
}

function reportOf(name: string, text: string): ScanReport {
  return report(combine([parse(text, {file: name})], catalog), {catalog, now})
}

const logs = corpusLogs()

describe.skipIf(logs.length === 0)('real logs (skipped where the corpus is not beside the project)', () => {
  test.each(logs)('$name should be valid in every format', async ({name, path}) => {
    const value = reportOf(name, decode(readFileSync(path)))
    for (const format of names) expect([format, ...faults[format](await emit(value, format), value)]).toEqual([format])
  })
})

describe.skipIf(multitool === undefined)('the SARIF Multitool (skipped where BENCHSCRIBE_SARIF_MULTITOOL names none)', () => {
  test('should find what GitHub refuses, or it would say nothing about the others', () => {
    const run = {tool: {driver: {name: 'x'}}, results: [{message: {text: 'x'}}]}
    expect(
      validated({bad: JSON.stringify({version: '2.1.0', runs: [run]})}).filter(words => words.startsWith('GH')).length
    ).toBeGreaterThan(0)
  })

  test('should find nothing in SARIF of the samples and of real logs', async () => {
    const samples = ['docker-bench-security.log', 'docker-bench-security.json', 'docker-bench.log', 'kube-bench.log', 'kube-bench.json']
    const texts = [
      ...samples.map(name => ({name, text: sample(name)})),
      ...logs.map(({name, path}) => ({name, text: decode(readFileSync(path))}))
    ]
    const written: Record<string, string> = {}
    for (const {name, text} of texts) written[name] = await emit(reportOf(name, text), 'sarif')
    expect(validated(written)).toEqual([])
  })
})

/** A fleet: so many findings over nodes of a hundred each, in every outcome, one of ten without a control, all with items. */
function fleet(count: number): ScanReport {
  const [log] = [combine([parse(sample('kube-bench.json')), parse(sample('docker-bench-security.log'))], catalog)]
  const [first] = log?.scans ?? []
  if (log === undefined || first === undefined) throw new Error('Expected a sample with a scan')
  const scans = Array.from({length: count / 100}, (_, index) => ({
    ...first,
    index,
    node: `worker-${index}`,
    file: `logs/worker-${index}.log`
  }))
  const findings = Array.from({length: count}, (_, index): Finding => {
    const base = log.findings[index % log.findings.length]
    if (base === undefined) throw new Error('Expected a finding')
    const item = {text: `pod-${(index * 2_654_435_761) % 1_000_003}`, subject: null, position: base.position}
    const own =
      index % 10 === 0
        ? {control: null, severity: null, stride: null, surface: null, title: `${base.title} ${index}`, fingerprint: hash(`${index}`)}
        : {}
    return {...base, ...own, scan: Math.floor(index / 100), outcome: index % 3 === 0 ? base.outcome : 'fail', items: [item]}
  })
  const document: Findings = {format: 'benchscribe/findings', version: 1, scans, findings, messages: []}
  return report(document, {catalog, now})
}

describe('100,000 findings', () => {
  const value = fleet(100_000)
  const tenth = fleet(10_000)
  const open = value.findings.filter(openFinding).length
  const time = async (of: ScanReport, format: Format): Promise<number> => {
    // The best of three, for others use the machine too.
    let best = Number.POSITIVE_INFINITY
    for (let run = 0; run < 3; run++) {
      const start = performance.now()
      await emit(of, format)
      best = Math.min(best, performance.now() - start)
    }
    return best
  }

  test.each(names)('%s should be valid, within the limits of its reader, in seconds and linear time', async format => {
    const content = await emit(value, format)
    expect(faults[format](content, value)).toEqual([])
    const [all, part] = [await time(value, format), await time(tenth, format)]
    console.log(`${format}: ${Math.round(part)} ms for 10,000, ${Math.round(all)} ms for 100,000, ${(content.length / 1e6).toFixed(1)} MB`)
    // Seconds on a quiet machine; the ratio is what counts: ten when time is linear, a hundred when it is quadratic.
    expect(all).toBeLessThan(30_000)
    expect(all / Math.max(part, 50)).toBeLessThan(40)
  })

  test('SARIF should hold the 25,000 worst and say so', async () => {
    const {results, notifications} = readSarif(await emit(value, 'sarif'))
    expect(results.length).toBe(25_000)
    expect(notifications[0]?.message.text).toMatch(`25000 of ${open} results are in this file, worst first`)
    const ranks = results.map(({level}) => ['error', 'warning', 'note'].indexOf(level))
    expect(ranks).toEqual(ranks.toSorted((a, b) => a - b))
  })

  test('JUnit should hold what failed first and say so', async () => {
    const content = await emit(value, 'junit')
    const cases = readJUnit(content)
    expect(content).toContain(`${cases.length} of 100000 checks are in this file`)
    expect(cases.length).toBeGreaterThan(25_000)
    expect(cases.filter(({state}) => state !== 'failure').length).toBe(0)
  })

  test('the summary and the annotations should say how many there are', async () => {
    expect(await emit(value, 'github')).toMatch(/\d+ of \d+ are shown, worst first/)
    expect(readAnnotations(await emit(value, 'github-annotations')).length).toBeLessThanOrEqual(30)
  })

  test('CSV should have one row a finding', async () => {
    expect(readCsv(await emit(value, 'csv')).length).toBe(100_000)
  })
})
