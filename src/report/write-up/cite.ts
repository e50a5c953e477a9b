import type {Benchmark} from '../../model/index.ts'
import {benchmarkLabel} from '../words.ts'

/** The CIS documents behind configurations whose names do not say the whole version (aquasecurity/kube-bench, docs/platforms.md). */
const versions: Readonly<Record<string, string>> = {
  'cis-1.5': '1.5.1',
  'cis-1.6': '1.6.0',
  'gke-1.0': '1.0.0',
  'ack-1.0': '1.0.0',
  'aks-1.0': '1.0.0',
  'aks-1.7': '1.7.0'
}

/**
 * Cite a benchmark with its full edition. Editions of CIS Docker before 1.0.0 are named by engine, as the scanner names
 * them; those of kube-bench by its configuration, with the version of the CIS document where that is known.
 *
 * @param benchmark Benchmark.
 * @returns For example `'CIS Docker Benchmark v1.2.0'`, `'CIS Kubernetes Benchmark v1.6.0 (cis-1.6)'`, `'CIS Kubernetes Benchmark edition cis-1.10'`.
 */
export function cite({family, editions}: Benchmark): string {
  if (family === null || editions.length === 0) return benchmarkLabel(family, editions)
  const name = benchmarkLabel(family, []).replace(/, edition not recognised$/, '')
  const [first] = editions
  // `CIS Docker 1.13 Benchmark`: the number of the engine stands in its name.
  if (family === 'cis-docker' && editions.length === 1 && first !== undefined && !/^\d+\.\d+\.\d+$/.test(first))
    return `${name} ${first} Benchmark`
  return `${name} Benchmark ${editions.map(edition => (family === 'cis-docker' ? `v${edition}` : ofKubeBench(edition))).join(' or ')}`
}

function ofKubeBench(edition: string): string {
  const version = Object.hasOwn(versions, edition) ? versions[edition] : /^[a-z]+-(\d+\.\d+\.\d+)$/.exec(edition)?.[1]
  return version === undefined ? `edition ${edition}` : `v${version} (${edition})`
}
