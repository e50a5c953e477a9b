import type {Finding, Numbering, Scan} from '../model/index.ts'

/** What docker-bench-security only runs when it is asked to: Enterprise, and the community's own checks. */
const optional = new Set(['8', '99', 'C'])

/**
 * Name the parts of a benchmark that a scan has no check of.
 *
 * @param scan The scan.
 * @param findings Its findings.
 * @param numberings The numberings it may follow.
 * @returns kube-bench targets, or numbers of Docker sections; only what is missing by every one of the numberings.
 */
export function missingParts(scan: Scan, findings: readonly Finding[], numberings: readonly Numbering[]): readonly string[] {
  if (findings.length === 0) return []
  const [first, ...others] = numberings.map(numbering => missingBy(scan, findings, numbering))
  return (first ?? []).filter(part => others.every(other => other.includes(part)))
}

function missingBy(scan: Scan, findings: readonly Finding[], numbering: Numbering): readonly string[] {
  if (scan.tool === 'kube-bench') {
    const seen = new Set(findings.map(({target}) => target))
    // A log whose sections name no target does not say what is missing.
    if (seen.has(null)) return []
    return (numbering.targets ?? []).filter(target => !seen.has(target))
  }
  const seen = new Set(findings.map(({id}) => topOf(id)))
  const all = new Set(numbering.checks.map(([id]) => topOf(id)))
  return [...all].filter(part => !optional.has(part) && !seen.has(part)).toSorted((a, b) => Number(a) - Number(b))
}

function topOf(id: string): string {
  return id.split('.')[0] ?? id
}
