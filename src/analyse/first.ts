import {compareIds, type Control, type Finding, type Severity} from '../model/index.ts'

const severityRank: Readonly<Record<Severity, number>> = {critical: 0, high: 1, medium: 2, low: 3}
const effortRank: Readonly<Record<Control['fix']['effort'], number>> = {setting: 0, recreate: 1, rebuild: 2, process: 3}

/** Failed findings about one thing. */
export interface ToFix {
  /** The control, or null for checks we have none for. */
  readonly control: Control | null
  /** Severity; low when there is no control. */
  readonly severity: Severity
  /** The findings, in the order of the log. */
  readonly findings: readonly Finding[]
}

/**
 * Put what failed in the order to fix it: severity first, then the smaller effort, then the larger score behind the
 * severity, then the id. Findings of one control stand together; those that are waived are left out.
 *
 * @param findings Findings, enriched.
 * @param controls Controls by key.
 * @returns Everything that failed, most urgent first.
 */
export function fixFirst(findings: readonly Finding[], controls: Readonly<Record<string, Control>>): readonly ToFix[] {
  const groups = new Map<string, Finding[]>()
  for (const finding of findings) {
    if (finding.outcome !== 'fail' || finding.waiver) continue
    const key = finding.control ?? `${finding.fingerprint ?? ''} ${finding.id} ${finding.title}`
    const group = groups.get(key)
    if (group) group.push(finding)
    else groups.set(key, [finding])
  }
  const entries = [...groups.values()].map(group => {
    const control = group[0]?.control ? (controls[group[0].control] ?? null) : null
    return {control, severity: group[0]?.severity ?? ('low' as const), findings: group}
  })
  return entries.toSorted(compare)
}

function compare(a: ToFix, b: ToFix): number {
  return (
    severityRank[a.severity] - severityRank[b.severity] ||
    effort(a) - effort(b) ||
    weight(b) - weight(a) ||
    compareIds(a.findings[0]?.id ?? '', b.findings[0]?.id ?? '')
  )
}

function effort({control}: ToFix): number {
  return control ? effortRank[control.fix.effort] : 4
}

function weight({control}: ToFix): number {
  return control ? control.severity.impact + control.severity.position + control.severity.directness : 0
}
