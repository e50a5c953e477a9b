import fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import type {AssessedThreat} from '../../src/model/index.ts'
import {type Candidate, type SelectionRules, selectFindings} from '../../src/threats/index.ts'
import {assessed, finding, threat} from './arbitrary.ts'

const candidate = (control: string, failed = true): Candidate => ({
  control,
  failed,
  findings: [finding(control, failed ? 'fail' : 'review', {id: control})]
})
const standard: SelectionRules = {count: 3, pinned: [], outside: {controls: [], min: 0}, threats: 5, waived: []}

const threats = [
  assessed(threat('DT-01', 'client', ['a', 'b', 'c'])),
  assessed(threat('DT-02', 'host', ['a'])),
  assessed(threat('DT-03', 'network', ['c', 'd'])),
  assessed(threat('DT-04', 'daemon', [])),
  assessed(threat('DT-05', 'image', [])),
  assessed(threat('DT-06', 'swarm', []))
]
const run = (controls: string, rules: Partial<SelectionRules> = {}): ReturnType<typeof selectFindings> =>
  selectFindings(
    threats,
    controls.split('').map(control => candidate(control)),
    {...standard, ...rules}
  )
const chosen = (result: ReturnType<typeof selectFindings>): readonly string[] =>
  result.broken === null ? result.findings.map(({control, threat}) => `${control} ${threat}`) : [result.broken]

describe('selection', () => {
  test('should move a control to another surface to make room for the next', () => {
    expect(chosen(run('abc'))).toEqual(['a DT-02', 'b DT-01', 'c DT-03'])
    expect(chosen(run('acb'))).toEqual(['a DT-02', 'c DT-03', 'b DT-01'])
  })

  test('should leave out what has no place, and take the next', () => {
    expect(chosen(run('bacd', {count: 3}))).toEqual(['b DT-01', 'a DT-02', 'c DT-03'])
    expect(chosen(run('xabc'))).toEqual(['a DT-02', 'b DT-01', 'c DT-03'])
  })

  test('should take pinned controls first', () => {
    expect(chosen(run('abcd', {pinned: ['d'], count: 2}))).toEqual(['d DT-03', 'a DT-01'])
  })

  test('should keep places for what differs from the usual', () => {
    expect(chosen(run('abd', {count: 2, outside: {controls: ['a', 'b'], min: 1}}))).toEqual(['d DT-03', 'a DT-01'])
    // No more places than asked for: behind them the best comes next.
    expect(chosen(run('abd', {count: 2, outside: {controls: ['a'], min: 1}}))).toEqual(['b DT-01', 'a DT-02'])
  })

  test.each<readonly [string, string, Partial<SelectionRules>]>([
    ['R1', 'abcd', {pinned: ['a', 'b', 'c', 'd']}],
    ['R2', 'ab', {}],
    ['R2', 'abc', {pinned: ['x']}],
    ['R3', 'abc', {outside: {controls: ['a', 'b', 'c'], min: 1}}],
    ['R3', 'abcd', {outside: {controls: [], min: 4}}],
    ['R3', 'abcd', {pinned: ['a', 'b', 'c'], outside: {controls: ['a', 'b', 'c'], min: 1}}],
    ['R4', 'axyz', {}],
    ['R4', 'abcx', {pinned: ['x']}],
    ['R5', 'cdb', {count: 3}],
    ['R5', 'abcd', {pinned: ['c', 'd', 'b']}],
    ['R6', 'abc', {threats: 2}],
    ['R6', 'abc', {threats: 7}]
  ])('should say %s cannot be met by %s with %j', (rule, controls, rules) => {
    const result = run(controls, rules)
    expect(result.broken).toBe(rule)
    expect(result.broken !== null && result.reason).toMatch(/^\S.*[^.]$/)
  })

  test('a waived rule should not stand in the way', () => {
    expect(chosen(run('axyz', {waived: ['R4']}))).toEqual(['a DT-01', 'x null', 'y null'])
    expect(chosen(run('cdb', {waived: ['R5']}))).toEqual(['c DT-03', 'd DT-03', 'b DT-01'])
    const open = [candidate('a', false), candidate('b'), candidate('c')]
    expect(selectFindings(threats, open, standard).broken).toBe('R2')
    expect(selectFindings(threats, open, {...standard, waived: ['R2']}).broken).toBe(null)
  })

  test('should fail exactly when there is no such choice, and keep every rule when there is', () => {
    const surfaces = ['client', 'host', 'network', 'daemon', 'image']
    const controls = ['a', 'b', 'c', 'd', 'e', 'f']
    const links = fc.array(fc.tuple(fc.constantFrom(...surfaces), fc.uniqueArray(fc.constantFrom(...controls), {maxLength: 4})), {
      minLength: 5,
      maxLength: 9
    })
    const inside = fc.uniqueArray(fc.constantFrom(...controls), {maxLength: 6})
    fc.assert(
      fc.property(links, inside, fc.integer({min: 1, max: 3}), fc.integer({min: 0, max: 2}), (rows, named, count, min) => {
        const library = rows.map(([surface, keys], index) => assessed(threat(`DT-${index}`, surface, keys)))
        // Five surfaces for five threats, whatever the links are.
        const all = [...library, ...surfaces.map((surface, index) => assessed(threat(`DX-${index}`, surface, [])))]
        const outside = {controls: named, min}
        const result = selectFindings(
          all,
          controls.map(control => candidate(control)),
          {...standard, count, outside}
        )
        expect(result.broken === null).toBe(possible(all, controls, count, named, min))
        if (result.broken !== null) return
        const bySurface = result.findings.map(({threat: id}) => all.find(one => one.id === id)?.surface)
        expect(new Set(bySurface).size).toBe(count)
        for (const {control, threat: id} of result.findings) expect(all.find(one => one.id === id)?.controls).toContain(control)
        expect(result.findings.filter(({control}) => !named.includes(control)).length).toBeGreaterThanOrEqual(min)
        expect(result.threats.length).toBe(5)
        expect(new Set(result.threats.map(({surface}) => surface)).size).toBe(5)
        for (const {threat: id} of result.findings) expect(result.threats.map(one => one.id)).toContain(id)
      }),
      {numRuns: 400}
    )
  })
})

/** Try every choice. */
function possible(
  all: readonly AssessedThreat[],
  controls: readonly string[],
  count: number,
  named: readonly string[],
  min: number
): boolean {
  const surfacesOf = (control: string): readonly string[] => all.filter(one => one.controls.includes(control)).map(({surface}) => surface)
  const choose = (from: number, taken: readonly string[], used: readonly string[]): boolean => {
    if (taken.length === count) return taken.filter(control => !named.includes(control)).length >= min
    return controls
      .slice(from)
      .some((control, index) =>
        surfacesOf(control).some(surface => !used.includes(surface) && choose(from + index + 1, [...taken, control], [...used, surface]))
      )
  }
  return choose(0, [], [])
}
