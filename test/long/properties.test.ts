import fc from 'fast-check'
import {expect, test} from 'vitest'
import {parse, parseTree} from '../../src/parse/index.ts'
import {sample} from '../fixtures.ts'
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

test.each(['docker-bench-security.log', 'docker-bench-security.json', 'docker-bench.log', 'kube-bench.log', 'kube-bench.json'])(
  '%s: every 7th prefix, and one character changed',
  name => {
    const text = sample(name)
    const check = (changed: string): void => {
      parse(changed)
      expect(leaves(parseTree(changed)).join('') === changed).toBe(true)
    }
    for (let end = 0; end < text.length; end += Math.max(7, Math.floor(text.length / 2000))) check(text.slice(0, end))
    fc.assert(
      fc.property(fc.nat(text.length - 1), fc.constantFrom('', '"', '\\', '{', ']', '\n', '\u0000', '[WARN] 1.1 - '), (at, piece) => {
        check(text.slice(0, at) + piece + text.slice(at + 1))
      }),
      {numRuns: 300}
    )
  }
)
