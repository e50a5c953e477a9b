import type {Frameworks, ReportFinding, ScanReport} from '../model/index.ts'
import {countOutcomes} from './counts.ts'

/** Frameworks in the order people ask for them, with their names. */
const names: readonly (readonly [keyof Frameworks, string])[] = [
  ['cisControlsV8', 'CIS Controls v8'],
  ['nist80053', 'NIST SP 800-53 r5'],
  ['nist800190', 'NIST SP 800-190'],
  ['owasp', 'OWASP Docker and Kubernetes Top 10'],
  ['attack', 'MITRE ATT&CK for Containers'],
  ['attackEnterprise', 'MITRE ATT&CK Enterprise']
]

/** `AC-6` before `AC-10`. */
const natural = new Intl.Collator('en', {numeric: true})

/**
 * Say what the checks say of each framework.
 *
 * @param findings Findings with their controls.
 * @returns Frameworks that a control names.
 */
export function frameworkCoverage(findings: readonly ReportFinding[]): ScanReport['frameworks'] {
  return names
    .map(([framework, name]) => {
      const checks = new Map<string, ReportFinding[]>()
      for (const finding of findings)
        for (const id of finding.about?.frameworks[framework] ?? []) {
          const mine = checks.get(id)
          if (mine) mine.push(finding)
          else checks.set(id, [finding])
        }
      const entries = [...checks]
        .map(([id, mine]) => ({
          id,
          counts: countOutcomes(mine),
          failing: [...new Set(mine.filter(({outcome}) => outcome === 'fail').map(({id}) => id))]
        }))
        .toSorted((a, b) => natural.compare(a.id, b.id))
      return {framework, name, entries, failed: entries.filter(({counts}) => counts.fail > 0).length}
    })
    .filter(({entries}) => entries.length > 0)
}
