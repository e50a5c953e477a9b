import {readFileSync} from 'node:fs'
import {describe, expect, test} from 'vitest'
import type {Findings, Outcome} from '../../src/model/index.ts'
import {harden, render} from '../../src/pipeline.ts'
import {corpus, corpusLogs, sample} from '../fixtures.ts'
import {catalog, findingsOf, planFor, three} from './make.ts'

const now = '2026-01-02T03:04:05.000Z'
const samples = ['docker-bench-security.log', 'docker-bench.log', 'kube-bench.log'] as const

describe.each(samples)('%s', name => {
  test('the plan should read as its golden', async () => {
    const {plan} = await planFor(sample(name), {now})
    await expect(await render(plan, {to: 'markdown'})).toMatchFileSnapshot(`golden/${name.replace('.log', '')}.PLAN.md`)
  })

  test.each([['nothing more'], ['all']])('with %s every failed check should be in exactly one place', async include => {
    const document = findingsOf(sample(name))
    const {plan} = await harden(document, {catalog, include: include === 'all' ? ['all'] : []})
    const failed = document.findings.filter(({outcome}) => outcome === 'fail')
    const {counts} = plan
    expect(counts.failed).toBe(failed.length)
    expect(counts.planned + counts.decide + counts.unfixable + counts.unknown).toBe(counts.failed)
    const places = [
      ...plan.steps.flatMap(({fixes}) => fixes.map(({control}) => control)),
      ...plan.decisions.filter(one => one.failed).map(({control}) => control)
    ]
    expect(new Set(places).size).toBe(places.length)
    for (const {control} of failed)
      expect([
        control,
        places.includes(control ?? '') || plan.unfixable.some(({title}) => title === catalog.controls[control ?? '']?.title)
      ]).toEqual([control, true])
    expect(plan.steps.map(({number}) => number)).toEqual(plan.steps.map((_, index) => index + 1))
    for (const {files: used} of plan.steps) for (const path of used) expect(plan.files.map(file => file.path)).toContain(path)
  })

  test('HTML should hold every step', async () => {
    const {plan} = await planFor(sample(name), {now})
    const html = (await render(plan, {to: 'html'})) as string
    for (const {number} of plan.steps) expect(html).toContain(`id="step-${number}"`)
  })

  test('the plan should survive JSON', async () => {
    const {plan, files} = await planFor(sample(name), {now})
    expect(JSON.parse(JSON.stringify({plan, files}))).toEqual({plan, files})
  })
})

describe('order', () => {
  test('what stops nothing should come first, what makes things anew last', async () => {
    const {plan} = await planFor(sample('docker-bench-security.log'), {include: ['all']})
    const titles = plan.steps.map(({title}) => title)
    const at = (words: string): number => titles.findIndex(title => title.includes(words))
    expect(at('modes and owners')).toBe(0)
    expect(at('audit daemon')).toBeLessThan(at('daemon.json'))
    expect(at('daemon.json')).toBeLessThan(at('containers anew'))
    expect(at('Dockerfiles')).toBeGreaterThan(at('daemon.json'))
  })

  test('threats that are handed in should be named with the steps that answer them', async () => {
    const {plan} = await planFor(three, {threats: {'docker.daemon.icc': [{id: 'DT-01', title: 'A container reads its neighbour'}]}})
    expect(plan.steps[0]?.threats).toEqual([{id: 'DT-01', title: 'A container reads its neighbour'}])
    expect(await render(plan, {to: 'markdown'})).toContain('**Answers** DT-01 A container reads its neighbour')
  })
})

describe('reveals', () => {
  test('a new daemon.json should be told to make its checks applicable', async () => {
    const {plan} = await planFor(sample('docker-bench-security.log'), {only: ['2.2']})
    expect(plan.reveals.map(({ids}) => ids.join())).toEqual(['1.1.11', '3.17', '3.18'])
    expect(plan.reveals[0]?.reason).toMatch(/without an audit rule for it the check fails/)
  })

  test('a check that fails already should not be told as new', async () => {
    const {plan} = await planFor(sample('docker-bench-security.log').replace('[INFO] 1.1.11 ', '[WARN] 1.1.11 '), {only: ['2.2']})
    expect(plan.reveals.map(({ids}) => ids.join())).toEqual(['3.17', '3.18'])
  })

  test('a file that is there already should reveal nothing', async () => {
    const log = sample('docker-bench-security.log').replaceAll(
      /\[INFO\] (1\.1\.11|3\.17|3\.18) (.*)\n\[INFO\] {6}\* File not found/g,
      '[PASS] $1 $2'
    )
    const {plan} = await planFor(log, {only: ['2.2']})
    expect(plan.reveals).toEqual([])
  })
})

describe('verification', () => {
  const log = sample('docker-bench-security.log')
  const ask = async (after: string, options = {}) => (await planFor(log, {after: findingsOf(after), ...options})).plan.verification
  const passing = (text: string, ...ids: readonly string[]): string =>
    ids.reduce(
      (all, id) => all.replace(new RegExp(`\\[WARN\\] (${id.replaceAll('.', '\\.')} [^\\n]*)(?:\\n\\[WARN\\] {6}[^\\n]*)*`), '[PASS] $1'),
      text
    )

  test('an unchanged log should show nothing fixed, each with a likely reason', async () => {
    const said = await ask(log)
    expect(said?.fixed).toEqual([])
    expect(said?.headline).toMatch(/^0 of 18 planned fixes are in force\.$/)
    const reasons = new Map(said?.notFixed.map(({id, reason}) => [id, reason]))
    expect(reasons.get('2.2')).toMatch(/not restarted since, another daemon was scanned, or a flag/)
    expect(reasons.get('5.13')).toBe('Not made anew yet with these options: shop-web, shop-api, shop-db, shop-cache.')
    expect(reasons.get('3.15')).toMatch(/--apply/)
    expect(reasons.get('1.1.3')).toMatch(/rules were not loaded/)
    expect([said?.newlyApplicable, said?.broken]).toEqual([[], []])
  })

  test('what passes should be fixed, what applies newly and what broke should be told apart', async () => {
    const after = passing(log, '2.2', '2.14', '2.15', '2.16', '5.13')
      .replace('[INFO] 1.1.11 ', '[WARN] 1.1.11 ')
      .replace('[PASS] 5.31 ', '[WARN] 5.31 ')
    const said = await ask(after)
    expect(said?.fixed.map(({id}) => id)).toEqual(['2.2', '2.14', '2.15', '2.16', '5.13'])
    expect(said?.newlyApplicable).toMatchObject([
      {id: '1.1.11', change: 'does not apply, now failed', reason: expect.stringMatching(/^The plan said so/)}
    ])
    expect(said?.broken).toMatchObject([{id: '5.31', change: 'passed, now failed'}])
    expect(said?.headline).toBe('5 of 18 planned fixes are in force; 1 check applies newly and fails, 1 that passed fails now.')
  })

  test('a container that was not in the plan should be named', async () => {
    const after = log
      .replaceAll(/( {6}\* Container running with root FS mounted R\/W: )shop-web/g, '$1shop-new')
      .replaceAll(/\n\[WARN\] {6}\* Container running with root FS mounted R\/W: shop-(?:api|db|cache)/g, '')
    const said = await ask(after)
    expect(said?.notFixed.find(({id}) => id === '5.13')?.reason).toBe(
      'The containers of before are mended; these were not in the plan: shop-new.'
    )
  })

  test('a log of another node should be told', async () => {
    const named = (document: Findings, node: string): Findings => ({...document, scans: document.scans.map(scan => ({...scan, node}))})
    const {plan} = await harden(named(findingsOf(three), 'a'), {catalog, after: named(findingsOf(three), 'b')})
    expect(plan.verification?.notFixed.map(({reason}) => reason)).toEqual(Array(3).fill('The later log is of another node.'))
  })

  test('a check that the later log does not have should not count as fixed', async () => {
    const said = await ask(three)
    expect(said?.fixed).toEqual([])
    expect(said?.notFixed.find(({id}) => id === '5.13')?.change).toBe('failed, now not in the later log')
  })

  test('both scans should be matched by control, whatever their edition', async () => {
    const aqua = [
      '[INFO] 2 Docker daemon configuration',
      '[PASS] 2.1 Ensure network traffic is restricted between containers on the default bridge (Scored)',
      ''
    ].join('\n')
    const said = await ask(aqua, {only: ['2.2']})
    expect(said?.fixed).toMatchObject([{id: '2.1', change: 'failed, now passed'}])
  })
})

test('without a failed check there should be no step and no file', async () => {
  const {plan, files} = await planFor(three.replaceAll('[WARN]', '[PASS]'))
  expect([plan.steps, files, plan.headline]).toEqual([[], {}, 'No check fails, so there is nothing to plan.'])
})

test('what is asked for and is not in the log should be told', async () => {
  const {plan} = await planFor(three, {only: ['9.9']})
  expect(plan.messages.find(({rule}) => rule === 'nothing-selected')?.reason).toMatch(/"9\.9"/)
})

test.skipIf(corpus === null)('every log of the corpus should give a plan whose counts add up', {timeout: 120_000}, async () => {
  const outcomes: Outcome[] = []
  for (const {path} of corpusLogs().filter((_, index) => index % 8 === 0)) {
    const document = findingsOf(readFileSync(path, 'utf8'))
    const {plan, files} = await harden(document, {catalog, include: ['all']})
    const {counts} = plan
    expect([path, counts.planned + counts.decide + counts.unfixable + counts.unknown]).toEqual([path, counts.failed])
    for (const [file, text] of Object.entries(files)) expect([path, file, text.length > 0]).toEqual([path, file, true])
    outcomes.push(...document.findings.map(({outcome}) => outcome))
  }
  expect(outcomes.length).toBeGreaterThan(1000)
})
