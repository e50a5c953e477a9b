import fc from 'fast-check'
import {expect, test} from 'vitest'
import {parse, parseTree} from '../../src/parse/index.ts'
import {fixtures, sample} from '../fixtures.ts'
import {logs} from '../parse/arbitrary.ts'
import {leaves} from '../parse/leaves.ts'

test('any string: no exception, every byte in the tree (100,000 runs)', () => {
  fc.assert(
    fc.property(logs, text => {
      const {scans, findings} = parse(text)
      for (const scan of scans) if (findings.filter(finding => finding.scan === scan.index).length !== scan.counted.checks) return false
      return leaves(parseTree(text)).join('') === text
    }),
    {numRuns: 100_000}
  )
})

const samples = ['docker-bench-security.log', 'docker-bench-security.json', 'docker-bench.log', 'kube-bench.log', 'kube-bench.json']

/** Parse, and hold the tree to every byte. */
function check(text: string): boolean {
  parse(text)
  return leaves(parseTree(text)).join('') === text
}

test('any characters, and pieces of logs that were damaged (100,000 runs)', () => {
  const texts = samples.map(sample)
  const raw = fc.string({unit: 'binary', maxLength: 300})
  const damaged = fc
    .tuple(
      fc.constantFrom(...texts),
      fc.nat(),
      fc.integer({min: 1, max: 700}),
      fc.array(fc.tuple(fc.nat(), fc.nat({max: 5}), fc.string({unit: 'binary', maxLength: 4})), {maxLength: 4})
    )
    .map(([text, from, length, changes]) => {
      let piece = text.slice(from % text.length, (from % text.length) + length)
      for (const [at, cut, add] of changes) {
        const place = piece.length === 0 ? 0 : at % piece.length
        piece = piece.slice(0, place) + add + piece.slice(place + cut)
      }
      return piece
    })
  fc.assert(fc.property(fc.oneof(raw, damaged), check), {numRuns: 100_000})
})

test.each([
  ...samples.map(name => [name, sample(name)] as const),
  ...fixtures().map(({dialect, name, input}) => [`${dialect}/${name}`, input] as const)
])('%s: every prefix', (_, text) => {
  for (let end = 0; end <= text.length; end++) if (!check(text.slice(0, end))) expect(end).toBe(-1)
})

test.each(samples)('%s: one character changed', name => {
  const text = sample(name)
  fc.assert(
    fc.property(fc.nat(text.length - 1), fc.constantFrom('', '"', '\\', '{', ']', '\n', '\u0000', '[WARN] 1.1 - '), (at, piece) =>
      check(text.slice(0, at) + piece + text.slice(at + 1))
    ),
    {numRuns: 300}
  )
})
