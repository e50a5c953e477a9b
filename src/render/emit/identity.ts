import {hash, type ReportFinding, type ScanReport} from '../../model/index.ts'

/** What a finding is called from run to run. */
export interface Identity {
  /** Hash of the node and of what the check is about: the same on the next run of the same node. */
  readonly hash: string
  /** 1, or 2, 3 … where several findings of one report have the same hash. */
  readonly occurrence: number
}

/**
 * Name every finding of a report: by node and fingerprint, never by edition, id, line, count or wording of an item.
 *
 * @param report Report.
 * @returns Identities; no two are the same.
 */
export function identitiesOf(report: ScanReport): ReadonlyMap<ReportFinding, Identity> {
  const counts = new Map<string, number>()
  const identities = new Map<ReportFinding, Identity>()
  for (const finding of report.findings) {
    const node = report.scans[finding.scan]?.node ?? ''
    // Without a catalogue there is no fingerprint: what is printed must do.
    const about = finding.fingerprint ?? `${finding.id}\n${finding.title}\n${finding.target ?? ''}`
    const name = hash(`${node}\n${about}`)
    const occurrence = (counts.get(name) ?? 0) + 1
    counts.set(name, occurrence)
    identities.set(finding, {hash: name, occurrence})
  }
  return identities
}

/**
 * Write an identity as one word.
 *
 * @param identity Identity.
 * @returns For example `'1f0c…'`, `'1f0c…-2'`.
 */
export function idOf(identity: Identity | undefined): string {
  return identity === undefined ? '' : identity.occurrence === 1 ? identity.hash : `${identity.hash}-${identity.occurrence}`
}
