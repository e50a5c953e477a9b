import {describe, expect, test} from 'vitest'
import {parse} from '../../src/parse/index.ts'
import {facts} from '../fixtures.ts'
import {benchmarks, printJson, printJunit, printText, type Result, type Style} from './print-kube-bench.ts'

const all = facts === null ? new Map<string, readonly Result[]>() : benchmarks(`${facts}checks-kubernetes.tsv`)

const styles: Readonly<Record<string, Style>> = {
  'text since 0.5.0': {modern: true},
  'text before 0.5.0': {modern: false},
  'text with --include-test-output': {modern: true, testOutput: true},
  'text with --noremediations': {modern: true, noRemediations: true},
  'text with --nosummary': {modern: true, noSummary: true},
  'text with --nototals': {modern: true, noTotals: true},
  'text with --noremediations --nosummary --nototals': {modern: true, noRemediations: true, noSummary: true, noTotals: true}
}

const suffix = / ?\((?:scored|not scored|automated|manual|not applicable)\)+ *$/i

describe.skipIf(all.size === 0)('every benchmark of kube-bench (skipped where the facts tables are not beside the project)', () => {
  test.each([...all])('%s: text in every style, JSON and JUnit give every check', (name, results) => {
    for (const [style, flags] of Object.entries(styles)) {
      const {scans, findings} = parse(printText(results, flags))
      expect([style, scans.length]).toEqual([style, 1])
      expect([style, findings.map(({id, title, status, section}) => [id, title, status, section?.id])]).toEqual([
        style,
        inPrintOrder(results)
      ])
      if (flags.modern && !flags.noRemediations)
        expect([style, findings.map(({remediation}) => remediation.text)]).toEqual([style, remediations(results)])
    }
    const json = parse(printJson(results, name))
    expect(json.findings.map(({id, title, status, section}) => [id, title, status, section?.id])).toEqual(inPrintOrder(results))
    expect(json.scans[0]?.counted).toMatchObject(json.scans[0]?.declared ?? {})
    for (const wrapped of [true, false]) {
      const junit = parse(printJunit(results, wrapped))
      expect(junit.findings.map(({id, title, status}) => [id, title, status])).toEqual(
        inPrintOrder(results).map(([id, title, status]) => [id, title, status])
      )
    }
  })
})

test.runIf(all.size === 0)('benchmarks were not tested: the facts tables are not beside the project', ({skip}) => skip('no facts'))

function ordered(results: readonly Result[]): readonly Result[] {
  const key = (result: Result): string => `${result.target}\n${result.section.id}`
  const order = [...new Map(results.map(result => [key(result), Number(result.section.id)]))].toSorted((a, b) => a[1] - b[1])
  return order.flatMap(([wanted]) => results.filter(result => key(result) === wanted))
}

function inPrintOrder(results: readonly Result[]): readonly (readonly (string | undefined)[])[] {
  return ordered(results).map(({id, text, status, group}) => [id, text.trim().replace(suffix, '').trim(), status, group.id])
}

function remediations(results: readonly Result[]): readonly (string | null)[] {
  return ordered(results).map(({status, remediation}) => (status === 'FAIL' || status === 'WARN' ? remediation.trim() || null : null))
}
