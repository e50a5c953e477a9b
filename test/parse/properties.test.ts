import fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {parse, parseTree} from '../../src/parse/index.ts'
import {fixtures, sample} from '../fixtures.ts'
import {logs} from './arbitrary.ts'
import {leaves} from './leaves.ts'

const runs = 1000

describe('any string', () => {
  test('should be parsed without an exception, and the tree should hold every byte of it', () => {
    fc.assert(
      fc.property(logs, text => {
        const result = parse(text)
        expect(JSON.parse(JSON.stringify(result))).toEqual(result)
        for (const {position} of result.findings) expect(position.end.offset).toBeLessThanOrEqual(text.length)
        expect(leaves(parseTree(text)).join('')).toBe(text)
      }),
      {numRuns: runs}
    )
  })

  test('should count every finding once in its scan', () => {
    fc.assert(
      fc.property(logs, text => {
        const {scans, findings} = parse(text)
        for (const scan of scans) expect(findings.filter(finding => finding.scan === scan.index).length).toBe(scan.counted.checks)
      }),
      {numRuns: runs}
    )
  })
})

describe.each(fixtures())('$dialect/$name', ({input}) => {
  test('should give the same findings with CRLF, but for positions', () => {
    expect(bare(parse(input.replaceAll('\n', '\r\n')))).toEqual(bare(parse(input)))
  })

  test('should be parsed at every prefix', () => {
    // The long suite tries every one of longer logs.
    const step = Math.ceil(input.length / 1200)
    for (let end = 0; end <= input.length; end += step) {
      const text = input.slice(0, end)
      expect(leaves(parseTree(text)).join('') === text).toBe(true)
      parse(text)
    }
  })
})

test('hostile sizes should end', () => {
  const texts = [
    `[PASS] 1.1  - x\n${'foo bar\n'.repeat(200_000)}`,
    `${' '.repeat(500_000)}x`,
    'x'.repeat(1_000_000),
    '['.repeat(1_000_000),
    '{"a":'.repeat(200_000),
    '\t '.repeat(500_000),
    '"'.repeat(1_000_000),
    '\\'.repeat(1_000_000),
    '[INFO] '.repeat(150_000),
    '{"'.repeat(300_000),
    `${'[FAIL] 1.1.1 a\n'.repeat(30_000)}\n== Remediations master ==\n${'1.1.2 b\n'.repeat(30_000)}`,
    '\u001b['.repeat(300_000),
    '[pod/'.repeat(200_000),
    `{"dockerbenchsecurity":"1","x":"${'\\"'.repeat(300_000)}`,
    '[WARN]\n1 checks PASS\n'.repeat(40_000),
    `[INFO] ${'1.'.repeat(300_000)}`
  ]
  for (const text of texts) {
    parse(text)
    expect(leaves(parseTree(text)).join('') === text).toBe(true)
  }
})

test('carriers: each of them around a sample should give the findings of the plain log, but for positions', () => {
  const plain = bare(parse(sample('kube-bench.log')))
  const wraps: readonly ((line: string, index: number) => string)[] = [
    line => `[pod/kube-bench-x1/kube-bench] ${line}`,
    line => `2026-11-20T09:41:07.123456789Z ${line}`,
    line => `Nov 20 09:41:07 worker-1 kube-bench[4711]: ${line}`,
    line => `kube-bench-1  | ${line}`,
    line => `kube-bench-4j2bd kube-bench ${line}`,
    line => `\u001b[36mkube-bench_1  |\u001b[0m ${line.replace(/^\[(\w+)\]/, '\u001b[32m[$1]\u001b[0m')}`,
    line => `[2026-11-20T09:41:07.123Z] ${line}`,
    line => `> ${line}`
  ]
  for (const wrap of wraps) {
    const text = sample('kube-bench.log')
      .split('\n')
      .map((line, index, lines) => (index === lines.length - 1 ? line : wrap(line, index)))
      .join('\n')
    expect(bare(parse(text, {node: null}))).toEqual(plain)
  }
})

/** Findings without what a carrier or line ending may change. */
function bare(result: ReturnType<typeof parse>): unknown {
  return {
    scans: result.scans.map(({node: _, ...scan}) => scan),
    findings: result.findings.map(({position: _, items, ...finding}) => ({
      ...finding,
      items: items.map(({text, subject}) => ({text, subject}))
    }))
  }
}
