import {describe, expect, test} from 'vitest'
import {enrich, loadCatalog, parse} from '../../src/index.ts'
import {facts} from '../fixtures.ts'
import {benchmarks, printText, type Result} from '../parse/print-kube-bench.ts'

const all = facts === null ? new Map<string, readonly Result[]>() : benchmarks(`${facts}checks-kubernetes.tsv`)

describe.skipIf(all.size === 0)('every benchmark of kube-bench (skipped where the facts tables are not beside the project)', () => {
  test.each([...all])('%s: text should be recognised, and its outcomes judged by what the benchmark does', async (name, results) => {
    const scan = parse(printText(results, {modern: true}))
    const {scans, findings, messages} = enrich(scan, await loadCatalog(scan))
    const {editions} = scans[0]?.benchmark ?? {editions: []}
    expect(editions).toContain(name)
    // cis-1.9 is cis-1.10, cis-1.12 is cis-2.0, and some have the checks of another edition without its last ones.
    expect(editions.length).toBeLessThanOrEqual(2)
    const types = new Map(results.map(({target, id, type}) => [`${target} ${id}`, type]))
    const warned = findings.filter(({status}) => status === 'WARN')
    expect(warned.map(({id, outcome}) => [id, outcome])).toEqual(
      warned.map(({id, target}) => [id, types.get(`${target} ${id}`) === 'manual' ? 'review' : 'fail'])
    )
    expect(messages.filter(({rule}) => rule === 'sections-missing')).toEqual([])
  })

  test('a log of some targets only should name those that are missing', async () => {
    const results = (all.get('cis-1.8') ?? []).filter(({target}) => target === 'node' || target === 'policies')
    const scan = parse(printText(results, {modern: true}))
    const {messages} = enrich(scan, await loadCatalog(scan))
    expect(messages.find(({rule}) => rule === 'sections-missing')?.reason).toMatch(/^master, etcd, controlplane not in this log/)
  })

  test('a log that names cis-2.0 should be of it', async () => {
    const text = JSON.stringify({
      Controls: [
        {
          id: '2',
          version: 'cis-2.0',
          text: 'Etcd Node Configuration',
          node_type: 'etcd',
          tests: [
            {
              section: '2',
              desc: 'Etcd',
              results: (all.get('cis-1.12') ?? [])
                .filter(({target}) => target === 'etcd')
                .map(({id, text: title}) => ({test_number: id, test_desc: title, status: 'PASS', type: '', scored: true}))
            }
          ]
        }
      ]
    })
    const scan = parse(text)
    expect(enrich(scan, await loadCatalog(scan)).scans[0]?.benchmark.editions).toEqual(['cis-2.0'])
  })
})

test.runIf(all.size === 0)('benchmarks were not tested: the facts tables are not beside the project', ({skip}) => skip('no facts'))
