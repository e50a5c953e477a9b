import {describe, expect, test} from 'vitest'
import {gate, waive} from '../../src/analyse/index.ts'
import type {Finding, Findings, GateOptions, Outcome, Severity, Waiver} from '../../src/model/index.ts'
import {gateLines} from '../../src/report/index.ts'
import {document, finding} from './build.ts'

const outcomes: readonly Outcome[] = ['pass', 'fail', 'review', 'error', 'skipped', 'info']
const severities: readonly (Severity | null)[] = ['critical', 'high', 'medium', 'low', null]
const floors: readonly (Severity | null)[] = ['critical', 'high', 'medium', 'low', null]
const today = '2026-06-15'

function waiver(changes: Partial<Waiver> = {}): Waiver {
  return {
    about: {control: 'docker.daemon.icc'},
    kind: 'accepted',
    reason: 'A reason',
    owner: 'me',
    expires: '2026-12-31',
    ticket: null,
    node: null,
    item: null,
    file: 'waivers.yaml',
    line: 2,
    column: 5,
    ...changes
  }
}

/** Before: no baseline, a baseline without the check, or one with the check at an outcome. */
type Before = 'none' | 'absent' | Outcome
/** No waiver, one that holds, one that is over, one of another control. */
type Waived = 'none' | 'valid' | 'expired' | 'other'

const befores: readonly Before[] = ['none', 'absent', ...outcomes]
const waivers: Readonly<Record<Waived, readonly Waiver[]>> = {
  none: [],
  valid: [waiver()],
  expired: [waiver({expires: '2026-06-14'})],
  other: [waiver({about: {control: 'docker.daemon.log-level'}})]
}

/** The rule in the words of the documentation, written apart from the code. */
function expected(
  outcome: Outcome,
  severity: Severity | null,
  failOn: Severity | null,
  review: boolean,
  error: boolean,
  before: Before,
  waived: Waived
): boolean {
  if (waived === 'expired' && ['fail', 'review', 'error'].includes(outcome)) return false
  const order = ['low', 'medium', 'high', 'critical']
  const countsAtAll =
    outcome === 'fail'
      ? failOn !== null && order.indexOf(severity ?? 'low') >= order.indexOf(failOn)
      : (outcome === 'review' && review) || (outcome === 'error' && error)
  if (!countsAtAll || waived === 'valid') return true
  if (before === 'none' || before === 'absent') return false
  // In the baseline it was as bad already: a failure is worse than an error, an error than a question.
  const bad = ['review', 'error', 'fail']
  return bad.indexOf(before) >= bad.indexOf(outcome)
}

describe('truth table: outcome × severity × threshold × flags × baseline × waiver and expiry', () => {
  test.each(outcomes)('%s', outcome => {
    let cases = 0
    for (const severity of severities)
      for (const failOn of floors)
        for (const failOnReview of [false, true])
          for (const failOnError of [false, true])
            for (const before of befores)
              for (const waived of Object.keys(waivers) as Waived[]) {
                const found = waive(document([finding({outcome, severity})]), waivers[waived], today)
                const baseline =
                  before === 'none' ? {} : {baseline: document(before === 'absent' ? [] : [finding({outcome: before, severity})])}
                const result = gate(found.document, {failOn, failOnReview, failOnError, waivers: found.uses, ...baseline})
                const wanted = expected(outcome, severity, failOn, failOnReview, failOnError, before, waived)
                expect([severity, failOn, failOnReview, failOnError, before, waived, result.passed]).toEqual([
                  severity,
                  failOn,
                  failOnReview,
                  failOnError,
                  before,
                  waived,
                  wanted
                ])
                cases++
              }
    expect(cases).toBe(5 * 5 * 2 * 2 * 8 * 4)
  })

  test('an expired waiver should fail the gate below every threshold and in spite of a baseline', () => {
    const findings = document([finding({severity: 'low'})])
    const {document: waived, uses} = waive(findings, waivers.expired, today)
    const result = gate(waived, {failOn: 'critical', baseline: findings, waivers: uses})
    expect([result.passed, result.failures, result.counted]).toEqual([false, ['expired'], []])
  })

  test('a waiver should hold through its last day', () => {
    const {uses} = waive(document([finding()]), [waiver({expires: today})], today)
    expect(uses[0]).toMatchObject({state: 'used', overdue: false})
  })
})

describe('instances', () => {
  const now = (items: readonly string[]): Findings => document([finding({items})])

  test('a new one under a check that failed already should count', () => {
    const result = gate(now(['web', 'api']), {baseline: now(['web'])})
    expect(result.counted.map(({since, items}) => [since, items])).toEqual([['grown', ['api']]])
    expect(gate(now(['web']), {baseline: now(['web', 'api'])}).passed).toBe(true)
  })

  test('one that is waived should not count, and the rest should', () => {
    const api = waiver({item: 'api*'})
    const both = waive(now(['web', 'api-1']), [api], today).document
    expect(gate(both).counted.map(({items}) => items)).toEqual([['web']])
    expect(gate(both, {baseline: now(['web'])})).toMatchObject({passed: true, known: 1})
    expect(gate(waive(now(['api-1', 'api-2']), [api], today).document)).toMatchObject({passed: true, waived: 1})
  })

  test('of an expired waiver should fail the gate', () => {
    const {document: waived, uses} = waive(now(['web', 'api']), [waiver({item: 'api', expires: '2020-01-01'})], today)
    expect(gate(waived, {failOn: null, failOnReview: true, waivers: uses}).failures).toEqual(['expired'])
  })
})

describe('options', () => {
  const several = document(
    [
      finding({severity: 'high', control: 'a', surface: 'daemon', stride: {primary: 'E', secondary: ['I']}, id: '2.1'}),
      finding({severity: 'low', control: 'b', surface: 'host', stride: {primary: 'R', secondary: ['E']}, id: '1.1', scan: 1}),
      finding({severity: null, control: null, surface: null, stride: null, id: '9.9', title: 'x', scan: 1}),
      finding({outcome: 'pass', severity: 'high', control: 'c', surface: 'daemon', id: '2.2'})
    ],
    ['one', 'two']
  )
  const ids = (options: GateOptions): readonly string[] => gate(several, options).counted.map(({finding: {id}}) => id)

  test('everything that fails should count by default, worst first', () => {
    expect(ids({})).toEqual(['2.1', '1.1', '9.9'])
  })

  test('--only should be alternatives of one name and conditions of several', () => {
    expect(ids({only: {stride: ['E']}})).toEqual(['2.1'])
    expect(ids({only: {surface: ['daemon', 'host']}})).toEqual(['2.1', '1.1'])
    expect(ids({only: {surface: ['daemon', 'host'], node: ['t*']}})).toEqual(['1.1'])
    expect(ids({only: {id: ['9.*']}})).toEqual(['9.9'])
    expect(gate(several, {only: {surface: ['moon']}}).checks).toBe(0)
  })

  test('--max should let so many pass', () => {
    expect([2, 3].map(max => gate(several, {max}).passed)).toEqual([false, true])
  })

  test('--min-score should judge what is looked at, and fail when there is nothing to score', () => {
    expect(gate(several, {failOn: null, minScore: 42})).toMatchObject({passed: false, failures: ['score'], score: {value: 41, of: 100}})
    expect(gate(several, {failOn: null, minScore: 41}).passed).toBe(true)
    expect(gate(document([finding({outcome: 'review'})]), {failOn: null, minScore: 0}).failures).toEqual(['score'])
  })

  test('what is waived as not applicable should not be scored, an accepted risk should', () => {
    const scored = (kind: Waiver['kind']): number | undefined =>
      gate(waive(several, [waiver({about: {control: 'b'}, kind})], today).document).score?.value
    expect([scored('accepted'), scored('not-applicable')]).toEqual([41, 45])
  })
})

describe('words', () => {
  const lines = (findings: readonly Finding[], options: GateOptions = {}): readonly string[] => {
    const all = document(findings)
    return gateLines(gate(all, options), options, all)
  }

  test('should be one line when it passes', () => {
    expect(lines([finding({outcome: 'pass'})])).toEqual(['Gate passed: none of 1 check fails.'])
    expect(lines([finding()], {max: 2, minScore: 0})).toEqual(['Gate passed: 1 of 1 check fails; at most 2 may; the score is 0 of 100.'])
  })

  test('should be ten lines at most, worst first, with the number that is left out', () => {
    for (const count of [1, 5, 8, 9, 10, 300]) {
      const said = lines(
        Array.from({length: count}, (_, index) => finding({control: `c${index}`, severity: index === count - 1 ? 'critical' : 'low'}))
      )
      expect(said.length).toBeLessThanOrEqual(10)
      expect(said.length).toBe(Math.min(10, count + 1))
      expect(said[1]).toMatch(/^ {2}critical /)
      const shown = said.filter(line => / 2\.1 A check/.test(line)).length
      const left = Number(/and (\d+) more/.exec(said.at(-1) ?? '')?.[1] ?? 0)
      expect(shown + left).toBe(count)
    }
  })

  test('should name expired waivers beside many failures, and nothing twice', () => {
    const all = document([finding(), ...Array.from({length: 40}, (_, index) => finding({control: `c${index}`}))])
    const {document: waived, uses} = waive(all, waivers.expired, today)
    const options: GateOptions = {waivers: uses, minScore: 90}
    const said = gateLines(gate(waived, options), options, waived)
    expect(said.length).toBe(10)
    expect(said[1]).toBe('  The score is 0 of 100; at least 90 is wanted.')
    expect(said[2]).toBe(
      '  waivers.yaml:2:5: the waiver of docker.daemon.icc expired on 2026-06-14 (owner: me); renew it or mend the check.'
    )
    expect(said.at(-1)).toBe('  … and 35 more.')
  })

  test('should keep a line of a reasonable length, and the place in it', () => {
    for (const line of lines([finding({title: 'x'.repeat(5000), items: ['y'.repeat(300)]})])) expect(line.length).toBeLessThan(200)
    expect(lines([finding({title: 'x'.repeat(5000)})])[1]).toMatch(/ \[a\.log:1\]$/)
  })
})
