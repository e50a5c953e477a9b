import {describe, expect, test} from 'vitest'
import type {Outcome} from '../../src/model/index.ts'
import {controlOutcomes, coverage, pick, threatModel} from '../../src/threats/index.ts'
import {assessed, finding, threat} from './arbitrary.ts'

const one = threat('DT-01', 'client', ['a', 'b'])
const statusFor = (...found: readonly (readonly [string, Outcome])[]): string =>
  threatModel(
    [one],
    found.map(([control, outcome]) => finding(control, outcome))
  )[0]?.status ?? ''

describe('status', () => {
  test.each<readonly [string, readonly (readonly [string, Outcome])[]]>([
    ['not-assessed', []],
    ['not-assessed', [['c', 'fail']]],
    [
      'not-assessed',
      [
        ['a', 'skipped'],
        ['b', 'info']
      ]
    ],
    ['unknown', [['a', 'review']]],
    [
      'unknown',
      [
        ['a', 'error'],
        ['b', 'pass']
      ]
    ],
    [
      'mitigated',
      [
        ['a', 'pass'],
        ['b', 'review']
      ]
    ],
    ['mitigated', [['a', 'pass']]],
    [
      'confirmed',
      [
        ['a', 'pass'],
        ['b', 'fail']
      ]
    ],
    [
      'confirmed',
      [
        ['a', 'fail'],
        ['b', 'error']
      ]
    ]
  ])('should be %s for %j', (status, found) => {
    expect(statusFor(...found)).toBe(status)
  })

  test('should name the findings that decide it, in the order of the log', () => {
    const found = [finding('b', 'fail', {id: '9'}), finding('a', 'pass', {id: '1'}), finding('a', 'fail', {id: '2', target: 'x'})]
    const [model] = threatModel([one], found)
    expect(model).toMatchObject({status: 'confirmed', failed: 2, passed: 0, open: 0})
    expect(model?.findings.map(({id}) => id)).toEqual(['9', '2'])
  })
})

describe('sub-checks', () => {
  const outcome = (...ids: readonly (readonly [string, Outcome, number?])[]): string | null | undefined =>
    controlOutcomes(ids.map(([id, outcome, scan]) => finding('a', outcome, {id, scan: scan ?? 0}))).get('a')?.outcome

  test('a control should pass where either of .a and .b does', () => {
    expect(outcome(['2.14.a', 'fail'], ['2.14.b', 'pass'])).toBe('pass')
    expect(outcome(['2.14.a', 'fail'], ['2.14.b', 'fail'])).toBe('fail')
    expect(outcome(['2.14.a', 'fail'], ['2.14.b', 'review'])).toBe('fail')
  })

  test('checks that are not alternatives should all have to pass', () => {
    expect(outcome(['2.14', 'fail'], ['2.14', 'pass'])).toBe('fail')
    expect(outcome(['2.14.a', 'fail'], ['2.15.b', 'pass'])).toBe('fail')
    expect(outcome(['2.14.a', 'fail', 0], ['2.14.b', 'pass', 1])).toBe('fail')
  })

  test('only the way that passes should be evidence', () => {
    const found = controlOutcomes([finding('a', 'fail', {id: '2.14.a'}), finding('a', 'pass', {id: '2.14.b'})])
    expect(found.get('a')?.findings.map(({id}) => id)).toEqual(['2.14.b'])
  })
})

describe('pick', () => {
  test('should take evidence first, one for each surface, then letters that are not covered, then severity', () => {
    const all = [
      assessed(threat('DT-01', 'client', [], 'S'), 'not-assessed'),
      assessed(threat('DT-02', 'host', [], 'T'), 'mitigated'),
      assessed(threat('DT-03', 'network', [], 'S'), 'confirmed'),
      assessed(threat('DT-04', 'network', [], 'E'), 'confirmed'),
      assessed(threat('DT-05', 'daemon', [], 'S'), 'unknown'),
      assessed(threat('DT-06', 'image', [], 'D'), 'unknown')
    ]
    const ids = (count: number): readonly string[] => pick(all, count, new Map([['DT-04', 'critical']])).map(({id}) => id)
    expect(ids(1)).toEqual(['DT-04'])
    expect(ids(2)).toEqual(['DT-04', 'DT-05'])
    expect(ids(3)).toEqual(['DT-04', 'DT-05', 'DT-06'])
    expect(ids(4)).toEqual(['DT-02', 'DT-04', 'DT-05', 'DT-06'])
    expect(ids(6).length).toBe(6)
    expect(ids(9).length).toBe(6)
    expect(pick([], 5)).toEqual([])
  })

  test('threats of a cluster should span control plane, etcd and worker', () => {
    const all = [
      assessed(threat('KT-01', 'kubelet', [])),
      assessed(threat('KT-02', 'network', [])),
      assessed(threat('KT-03', 'workloads', [])),
      assessed(threat('KT-04', 'images', [])),
      assessed(threat('KT-05', 'etcd', []), 'not-assessed'),
      assessed(threat('KT-06', 'apiserver', []), 'not-assessed')
    ]
    expect(pick(all, 3).map(({id}) => id)).toEqual(['KT-01', 'KT-05', 'KT-06'])
    expect(pick(all, 5).map(({id}) => id)).toEqual(['KT-01', 'KT-02', 'KT-03', 'KT-05', 'KT-06'])
  })
})

test('coverage should place each threat under its component and letter', () => {
  const matrix = coverage([threat('DT-01', 'b', [], 'S'), threat('DT-02', 'a', [], 'S'), threat('DT-03', 'b', [], 'S')])
  expect(matrix).toEqual({
    components: ['a', 'b'],
    letters: ['S', 'T', 'R', 'I', 'D', 'E'],
    cells: [
      {component: 'a', letter: 'S', ids: ['DT-02']},
      {component: 'b', letter: 'S', ids: ['DT-01', 'DT-03']}
    ],
    uncovered: ['T', 'R', 'I', 'D', 'E']
  })
})
