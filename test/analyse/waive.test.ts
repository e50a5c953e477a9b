import fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {fixFirst, waive} from '../../src/analyse/index.ts'
import {fits} from '../../src/analyse/glob.ts'
import type {Waiver, WaiverUse} from '../../src/model/index.ts'
import {document, finding} from './build.ts'

const today = '2026-06-15'
const base: Waiver = {
  about: {control: 'docker.daemon.icc'},
  kind: 'accepted',
  reason: 'A reason',
  owner: 'me',
  expires: '2026-12-31',
  ticket: 'T-1',
  node: null,
  item: null,
  file: null,
  line: null,
  column: null
}
const states = (uses: readonly WaiverUse[]): readonly string[] => uses.map(({state}) => state)

describe('fits', () => {
  test.each([
    ['web', 'web', true],
    ['web', 'web-1', false],
    ['web*', 'web-1', true],
    ['*web', 'my-web', true],
    ['*', '', true],
    ['a*a', 'a', false],
    ['a*b*c', 'a-b-b-c', true],
    ['a*b*c', 'a-c-b', false],
    ['registry/*:latest', 'registry/app:1', false],
    ['w.b', 'web', false],
    ['**', 'x', true]
  ])('%s on %s', (pattern, text, fit) => expect(fits(pattern, text)).toBe(fit))

  test('should agree with the expression of the same meaning', () => {
    const letters = fc.array(fc.constantFrom('a', 'b', '*'), {maxLength: 8}).map(parts => parts.join(''))
    fc.assert(
      fc.property(letters, letters, (pattern, text) => {
        expect(fits(pattern, text)).toBe(new RegExp(`^${pattern.replaceAll('*', '[^]*')}$`).test(text))
      })
    )
  })

  test('should not go back', () => {
    const start = performance.now()
    expect(fits(`${'*a'.repeat(2000)}*b`, 'a'.repeat(100_000))).toBe(false)
    expect(performance.now() - start).toBeLessThan(500)
  })
})

describe('waive', () => {
  test('should cover what does not pass, and say with what', () => {
    const {document: waived, uses} = waive(document([finding(), finding({outcome: 'pass'})]), [base], today)
    expect(waived.findings.map(({waiver}) => waiver)).toEqual([
      {kind: 'accepted', reason: 'A reason', owner: 'me', expires: '2026-12-31', ticket: 'T-1'},
      undefined
    ])
    expect(uses).toEqual([{waiver: base, state: 'used', overdue: false, covers: [0]}])
    expect(JSON.parse(JSON.stringify(waived))).toEqual(waived)
  })

  test('should hold only on nodes that fit', () => {
    const findings = document([finding(), finding({scan: 1}), finding({scan: 2})], ['web-1', 'db-1', null])
    const {document: waived} = waive(findings, [{...base, node: 'web-*'}], today)
    expect(waived.findings.map(({waiver}) => waiver !== undefined)).toEqual([true, false, false])
  })

  test('should cover instances, and the check when all of them are covered', () => {
    const findings = document([finding({items: ['web-1', 'db']})])
    const some = waive(findings, [{...base, item: 'web-*'}], today).document.findings[0]
    expect([some?.waiver, some?.items.map(({waiver}) => waiver?.reason)]).toEqual([undefined, ['A reason', undefined]])
    const all = waive(
      findings,
      [
        {...base, item: 'web-*'},
        {...base, item: 'db', reason: 'Another'}
      ],
      today
    )
    expect(all.document.findings[0]?.waiver?.reason).toBe('A reason')
    expect(states(all.uses)).toEqual(['used', 'used'])
  })

  test('one for instances should not cover a check that names none', () => {
    const {document: waived, uses} = waive(document([finding()]), [{...base, item: '*'}], today)
    expect([waived.findings[0]?.waiver, states(uses)]).toEqual([undefined, ['unused']])
  })

  test('should reach a check without a control by id and edition', () => {
    const alone = document([finding({control: null, id: '9.9'})])
    expect(waive(alone, [{...base, about: {id: '9.9', edition: '1.6.0'}}], today).document.findings[0]?.waiver).toBeDefined()
    expect(states(waive(alone, [{...base, about: {id: '9.9', edition: '1.5.0'}}], today).uses)).toEqual(['elsewhere'])
  })

  test('should tell what is unused from what is about other logs', () => {
    const uses = waive(
      document([finding({outcome: 'pass'})], ['web-1']),
      [
        base,
        {...base, about: {control: 'k8s.apiserver.anonymous-auth'}},
        {...base, node: 'db-*'},
        {...base, about: {control: 'docker.host.hardening'}}
      ],
      today
    ).uses
    expect(states(uses)).toEqual(['unused', 'elsewhere', 'elsewhere', 'unused'])
  })

  test('one that has expired should be needed only where no other holds', () => {
    const late = {...base, expires: '2026-01-01'}
    expect(states(waive(document([finding()]), [late, base], today).uses)).toEqual(['unused', 'used'])
    expect(states(waive(document([finding()]), [late], today).uses)).toEqual(['expired'])
    expect(waive(document([finding()]), [late], today).document.findings[0]?.waiver).toBe(undefined)
    expect(waive(document([]), [late], today).uses[0]).toMatchObject({state: 'unused', overdue: true})
  })

  test('names of objects should be no waivers', () => {
    const odd = document([finding({control: '__proto__'}), finding({control: 'constructor'})])
    expect(waive(odd, [base], today).document.findings.map(({waiver}) => waiver)).toEqual([undefined, undefined])
  })

  test('what is waived should not stand among what to fix first', () => {
    expect(fixFirst(waive(document([finding()]), [base], today).document.findings, {})).toEqual([])
    expect(fixFirst(document([finding()]).findings, {}).length).toBe(1)
  })
})
