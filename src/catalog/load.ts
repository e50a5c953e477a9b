import type {Catalog, Scan} from '../model/index.ts'

/** A framework's part of the catalogue. */
export type Framework = 'docker' | 'kubernetes'

/**
 * Load the part of the catalogue that scans need.
 *
 * @param document Findings, or anything with scans; default: the whole catalogue.
 * @returns Their controls and numberings.
 */
export async function loadCatalog(document?: {readonly scans: readonly Pick<Scan, 'tool'>[]}): Promise<Catalog> {
  const wanted = document ? frameworksOf(document.scans) : (['docker', 'kubernetes'] as const)
  const parts = await Promise.all(wanted.map(framework => (framework === 'docker' ? import('./docker.ts') : import('./kubernetes.ts'))))
  return {
    controls: Object.assign({}, ...parts.map(part => part.controls)),
    numberings: parts.flatMap(part => part.numberings),
    subjects: Object.assign({}, ...parts.map(part => part.subjects))
  }
}

function frameworksOf(scans: readonly Pick<Scan, 'tool'>[]): readonly Framework[] {
  const frameworks = new Set(scans.map(({tool}) => (tool === 'kube-bench' ? 'kubernetes' : 'docker') as Framework))
  return [...frameworks].toSorted()
}
