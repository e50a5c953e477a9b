import type {ReportFinding, ScanReport} from '../../model/index.ts'
import {identitiesOf, idOf} from './identity.ts'
import {relativePathOf} from './place.ts'
import {namesOf, severityOf, toDo, waivedOf} from './select.ts'
import {line} from './text.ts'

const severities = {critical: 'blocker', high: 'critical', medium: 'major', low: 'minor'} as const
const labels = {fail: 'Failed', error: 'Not tested', review: 'To review'} as const

/**
 * Write what has to be done as a GitLab Code Quality report: an array of issues, worst first.
 *
 * @param report Report.
 * @returns JSON. What is waived is left out; fingerprints are unique, for GitLab merges equal ones.
 */
export function toCodeQuality(report: ScanReport): string {
  const identities = identitiesOf(report)
  const issues = toDo(report)
    .filter(finding => waivedOf(finding) === null)
    .map(finding => ({
      description: descriptionOf(finding, report),
      check_name: finding.about?.key ?? `check ${line(finding.id, 100)}`,
      fingerprint: idOf(identities.get(finding)),
      severity: finding.outcome === 'fail' ? severities[severityOf(finding)] : 'info',
      location: {path: relativePathOf(report.scans[finding.scan]?.file ?? null), lines: {begin: finding.position.start.line}}
    }))
  return `${JSON.stringify(issues, null, 2)}\n`
}

/** GitLab shows nothing but this sentence. */
function descriptionOf(finding: ReportFinding, {scans}: ScanReport): string {
  const node = line(scans[finding.scan]?.node ?? '', 100)
  const label = labels[finding.outcome as keyof typeof labels]
  const names = namesOf(finding)
  const shown = names.slice(0, 5).map(name => line(name, 80))
  const at =
    names.length === 0 ? '' : ` (${shown.join(', ')}${names.length > shown.length ? ` and ${names.length - shown.length} more` : ''})`
  return `${label}${node === '' ? '' : ` on ${node}`}: ${line(finding.heading, 300) || '–'}${at}`
}
