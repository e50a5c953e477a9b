import type {Benchmark} from '../../model/index.ts'
import {benchmarkLabel} from '../words.ts'

/**
 * Cite a benchmark with its full edition. Editions of CIS Docker before 1.0.0 are named by engine, as the
 * scanner names them; those of kube-bench are cited by the name of its configuration, for several share the number of one CIS document.
 *
 * @param benchmark Benchmark.
 * @returns For example `'CIS Docker Benchmark v1.2.0'`, `'CIS Kubernetes Benchmark, edition cis-1.10'`.
 */
export function cite({family, editions}: Benchmark): string {
  if (family === null || editions.length === 0) return benchmarkLabel(family, editions)
  const name = benchmarkLabel(family, []).replace(/, edition not recognised$/, '')
  if (family !== 'cis-docker') return `${name} Benchmark, edition ${editions.join(' or ')}`
  const [first] = editions
  if (editions.length === 1 && first !== undefined && !/^\d+\.\d+\.\d+$/.test(first)) return `${name} ${first} Benchmark`
  return `${name} Benchmark ${editions.map(edition => `v${edition}`).join(' or ')}`
}
