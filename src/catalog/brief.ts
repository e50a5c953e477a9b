import type {Catalog, Control, Numbering, Scan} from '../model/index.ts'

/**
 * Load what is needed to enrich scans and nothing that is only printed: of each control its key, severity level, STRIDE
 * letters and surface. Two files a framework instead of a dozen or more, for `gate`, which must start fast.
 *
 * @param document Findings, or anything with scans.
 * @returns A catalogue whose controls have no texts.
 */
export async function loadBriefCatalog(document: {readonly scans: readonly Pick<Scan, 'tool'>[]}): Promise<Catalog> {
  const parts = await Promise.all(
    [...new Set(document.scans.map(({tool}) => tool === 'kube-bench'))].map(isKubernetes =>
      !isKubernetes
        ? Promise.all([import('./brief/docker.json', {with: {type: 'json'}}), import('./numberings/docker.json', {with: {type: 'json'}})])
        : Promise.all([
            import('./brief/kubernetes.json', {with: {type: 'json'}}),
            import('./numberings/kubernetes.json', {with: {type: 'json'}})
          ])
    )
  )
  return {
    controls: Object.assign({}, ...parts.map(([controls]) => controls.default)) as Record<string, Control>,
    numberings: parts.flatMap(([, facts]) => facts.default.numberings as unknown as readonly Numbering[]),
    subjects: Object.assign({}, ...parts.map(([, facts]) => facts.default.subjects))
  }
}
