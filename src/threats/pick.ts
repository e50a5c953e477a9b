import type {AssessedThreat, Severity, ThreatStatus} from '../model/index.ts'

/** The part of a cluster a surface belongs to. */
export type Zone = 'control plane' | 'etcd' | 'worker'

const zones: Readonly<Record<string, Zone>> = {
  apiserver: 'control plane',
  'controller-manager': 'control plane',
  scheduler: 'control plane',
  audit: 'control plane',
  rbac: 'control plane',
  etcd: 'etcd',
  'secrets-pki': 'etcd',
  kubelet: 'worker',
  network: 'worker',
  workloads: 'worker',
  images: 'worker'
}

const statusRank: Readonly<Record<ThreatStatus, number>> = {confirmed: 0, unknown: 1, mitigated: 2, 'not-assessed': 3}
const severityRank: Readonly<Record<Severity, number>> = {critical: 0, high: 1, medium: 2, low: 3}

/**
 * Say which part of a cluster a threat comes through.
 *
 * @param threat Threat.
 * @returns Its zone; null for Docker, which has no such parts.
 */
export function zoneOf(threat: Pick<AssessedThreat, 'target' | 'surface'>): Zone | null {
  return threat.target === 'kubernetes' && Object.hasOwn(zones, threat.surface) ? (zones[threat.surface] ?? null) : null
}

/**
 * Pick the threats to write about: one for each surface, evidence first, then STRIDE letters not yet covered, then
 * severity, then the order of the library. Those of a cluster span control plane, etcd and worker.
 *
 * @param threats Threats of one target, assessed.
 * @param count How many.
 * @param severities Severity of each threat by id: that of its gravest control.
 * @param chosen Threats that are chosen already.
 * @returns At most `count` threats, in the order of the library.
 */
export function pick(
  threats: readonly AssessedThreat[],
  count: number,
  severities: ReadonlyMap<string, Severity> = new Map(),
  chosen: readonly AssessedThreat[] = []
): readonly AssessedThreat[] {
  const picked = [...chosen]
  const allZones = new Set(threats.map(zoneOf).filter(zone => zone !== null))
  while (picked.length < count) {
    const free = threats.filter(threat => !picked.includes(threat))
    const surfaces = new Set(picked.map(({surface}) => surface))
    const missing = [...allZones].filter(zone => !picked.some(threat => zoneOf(threat) === zone))
    // The last places are kept for the parts of a cluster that are still missing.
    const pressing = missing.length >= count - picked.length ? free.filter(threat => missing.includes(zoneOf(threat) as Zone)) : []
    const letters = new Set(picked.map(({stride}) => stride))
    const rank = (threat: AssessedThreat): readonly number[] => [
      surfaces.has(threat.surface) ? 1 : 0,
      statusRank[threat.status],
      letters.has(threat.stride) ? 1 : 0,
      severityRank[severities.get(threat.id) ?? 'low'],
      threats.indexOf(threat)
    ]
    const best = leastOf(pressing.length > 0 ? pressing : free, rank)
    if (best === undefined) break
    picked.push(best)
  }
  return threats.filter(threat => picked.includes(threat))
}

function leastOf(threats: readonly AssessedThreat[], rank: (threat: AssessedThreat) => readonly number[]): AssessedThreat | undefined {
  let least: {readonly threat: AssessedThreat; readonly rank: readonly number[]} | undefined
  for (const threat of threats) {
    const mine = rank(threat)
    if (least === undefined || isLess(mine, least.rank)) least = {threat, rank: mine}
  }
  return least?.threat
}

function isLess(left: readonly number[], right: readonly number[]): boolean {
  for (const [index, value] of left.entries()) {
    const other = right[index] ?? 0
    if (value !== other) return value < other
  }
  return false
}
