import {readFileSync} from 'node:fs'
import {describe, expect, test} from 'vitest'
import {emitters} from '../../../src/render/emit/index.ts'
import {combine} from '../../../src/combine.ts'
import {loadCatalog} from '../../../src/catalog/index.ts'
import {parse} from '../../../src/parse/index.ts'
import {sample, schemas} from '../../fixtures.ts'
import {reportOf} from '../reports.ts'
import {reportFixtures, samples} from '../samples.ts'
import {emit, formats, names} from './formats.ts'
import {hash, type ScanReport} from '../../../src/model/index.ts'
import {openFinding} from './faults.ts'
import {faults, readCsv, xmllint} from './validate.ts'

test.skipIf(schemas === null)('schemas of others should be there (skipped where they are not beside the project)', () => {
  expect(schemas).not.toBeNull()
})

test.skipIf(!xmllint)('xmllint should be there (skipped where it is not installed)', () => expect(xmllint).toBe(true))

describe('the data formats', () => {
  const ofScans = emitters.filter(({accepts}) => accepts.includes('scan'))

  test('should be these', () => {
    expect(ofScans.map(({name}) => name)).toEqual(names)
    expect(ofScans.map(({extension}) => extension)).toEqual(names.map(name => `.${formats[name]}`))
  })

  test('should each have a row in docs/ci-formats.md', () => {
    const page = readFileSync(new URL('../../../docs/ci-formats.md', import.meta.url), 'utf8')
    for (const name of names) expect(page).toContain(`\n| \`${name}\` | \`.${formats[name]}\` |`)
  })

  test('should have endings of their own, for they go to one directory', () => {
    const endings = ['.md', '.html', '.pdf', ...ofScans.map(({extension}) => extension)]
    expect(new Set(endings).size).toBe(endings.length)
  })
})

describe.each(names)('%s', name => {
  // JSON and ndjson are what parse prints: see below.
  test.skipIf(name === 'json' || name === 'ndjson').each(reportFixtures)('should give the agreed file: $name', async ({folder, log}) => {
    await expect(await emit(await reportOf(log), name)).toMatchFileSnapshot(`${folder}report.${formats[name]}`)
  })

  test.each(Object.entries(samples))('should be valid: %s', async (_, make) => {
    const report = await make()
    expect(faults[name](await emit(report, name), report)).toEqual([])
  })

  test('should be the same twice', async () => {
    const make = samples['two scans'] ?? (() => reportOf(''))
    expect(await emit(await make(), name)).toBe(await emit(await make(), name))
  })
})

describe('github', () => {
  test('should keep below what GitHub takes of a step, and say so, with names of many bytes', async () => {
    const one = await reportOf({text: sample('kube-bench.log'), file: 'kube-bench.log'})
    const base = one.findings[0] as (typeof one.findings)[number]
    const items = [1, 2, 3, 4].map(count => ({text: `${'中'.repeat(70)}${count}`, subject: null, position: base.position}))
    const title = '中'.repeat(190)
    const findings = Array.from({length: 2400}, (_, index) => {
      const outcome = index % 2 === 0 ? ('fail' as const) : ('review' as const)
      return {...base, outcome, about: null, title, heading: title, items, fingerprint: hash(String(index))}
    })
    const report = {...one, findings}
    const content = await emit(report, 'github')
    expect(faults.github(content, report)).toEqual([])
    expect(Buffer.byteLength(content)).toBeGreaterThan(400_000)
    expect(content).toMatch(/\d+ of 1200 are shown, worst first/)
  })
})

describe('json', () => {
  test.each(['docker-bench-security.log', 'docker-bench.log', 'kube-bench.json'])('should be what parse prints: %s', async name => {
    const log = {text: sample(name), file: `logs/${name}`}
    const parsed = parse(log.text, {file: log.file})
    const printed = combine([parsed], await loadCatalog(parsed))
    expect(JSON.parse(await emit(await reportOf(log), 'json'))).toEqual(JSON.parse(JSON.stringify(printed)))
    expect(await emit(await reportOf(log), 'ndjson')).toBe(printed.findings.map(finding => `${JSON.stringify(finding)}\n`).join(''))
  })
})

interface Located {
  readonly physicalLocation: {readonly region: {readonly startLine: number}}
}

describe('waivers', () => {
  const waiver = {kind: 'accepted' as const, reason: 'the lab has no audit', owner: 'ops', expires: '2026-12-31', ticket: 'SEC-1'}
  const words = 'Accepted: the lab has no audit (ops, until 2026-12-31, SEC-1)'

  /** The sample with the first failure waived, and of the second one the first thing it names. */
  async function waived(): Promise<{readonly report: ScanReport; readonly title: string; readonly line: number; readonly item: string}> {
    const report = await reportOf({text: sample('docker-bench-security.log'), file: 'dbs.log'})
    const whole = report.findings.findIndex(({outcome}) => outcome === 'fail')
    const part = report.findings.findIndex(({outcome, items}) => outcome === 'fail' && items.length > 1)
    const findings = report.findings.map((finding, index) =>
      index === whole
        ? {...finding, waiver}
        : index === part
          ? {...finding, items: finding.items.map((item, place) => (place === 0 ? {...item, waiver} : item))}
          : finding
    )
    const {title, position} = findings[whole] as (typeof findings)[number]
    return {report: {...report, findings}, title, line: position.start.line, item: findings[part]?.items[0]?.subject ?? ''}
  }

  test('should be suppressions in SARIF', async () => {
    const {report, line} = await waived()
    const results = JSON.parse(await emit(report, 'sarif')).runs[0].results as readonly {
      suppressions?: readonly object[]
      locations: readonly Located[]
    }[]
    const suppressed = results.filter(({suppressions}) => suppressions !== undefined)
    expect(suppressed.map(({suppressions}) => suppressions)).toEqual([[{kind: 'external', status: 'accepted', justification: words}]])
    expect(suppressed[0]?.locations[0]?.physicalLocation.region.startLine).toBe(line)
    expect(results.at(-1)).toBe(suppressed[0])
  })

  test('should be skipped in JUnit, accepted risks in DefectDojo and a column in CSV', async () => {
    const {report, title} = await waived()
    expect(await emit(report, 'junit')).toContain(`<skipped message="WARN, waived. ${words}"/>`)
    const accepted = JSON.parse(await emit(report, 'defectdojo')).findings.filter(
      (finding: {risk_accepted: boolean}) => finding.risk_accepted
    )
    expect(accepted).toMatchObject([{title: expect.stringContaining(title), active: false}])
    expect(readCsv(await emit(report, 'csv')).filter(row => row['waived'] !== '')).toMatchObject([{title, waived: words}])
  })

  test('should be counted in the summary, and nowhere in annotations and Code Quality', async () => {
    const {report, title, line} = await waived()
    expect(await emit(report, 'github')).toContain('1 waived check is not listed.')
    expect(await emit(report, 'github-annotations')).not.toContain(title)
    const issues = JSON.parse(await emit(report, 'gitlab-codequality')) as readonly {location: {lines: {begin: number}}}[]
    expect(issues.filter(({location}) => location.lines.begin === line)).toEqual([])
    expect(issues.length).toBe(report.findings.filter(openFinding).length - 1)
  })

  test('of one thing should take its name away and leave the rest', async () => {
    const {report, item} = await waived()
    const issue = (value: ScanReport): Promise<string> => emit(value, 'gitlab-codequality')
    const plain = await reportOf({text: sample('docker-bench-security.log'), file: 'dbs.log'})
    const count = (text: string): number => text.split(item).length
    expect(count(await issue(plain)) - count(await issue(report))).toBe(1)
  })
})
