import type {Control, Finding, Findings, PlanReveal} from '../model/index.ts'
import type {Chosen, Selection} from './select.ts'
import {idsOf} from './unit.ts'

/**
 * Say what the next scan newly shows, so that nobody takes it for something the plan broke.
 *
 * @param selection What is planned.
 * @param document Findings, enriched.
 * @param controls Controls by key.
 * @param watched Whether the audit rules of the plan watch daemon.json.
 * @returns What is shown, each control once.
 */
export function revealsOf(
  {chosen}: Pick<Selection, 'chosen'>,
  document: Findings,
  controls: Readonly<Record<string, Control>>,
  watched: boolean
): readonly PlanReveal[] {
  const byControl = new Map<string, PlanReveal>()
  for (const {remedy} of chosen) {
    for (const {control, newly, reason} of remedy.reveals) {
      const findings = document.findings.filter(finding => finding.control === control)
      const outcomes = findings.map(({outcome}) => outcome)
      if (outcomes.includes('fail') || (newly === 'applies' && outcomes.some(outcome => outcome === 'pass'))) continue
      const told =
        control === 'docker.audit.daemon-json' && watched ? 'The file exists from now on; audit.rules of this plan watches it.' : reason
      byControl.set(control, {ids: idsOf(findings), title: controls[control]?.title ?? control, reason: told})
    }
  }
  return [...byControl.values(), ...otherHalves(chosen), ...manual(document)]
}

/** docker-bench tests flags and file apart: with the file mended, the check of the flags goes on failing. */
function otherHalves(chosen: readonly Chosen[]): readonly PlanReveal[] {
  return chosen.flatMap(({control, findings, way}): readonly PlanReveal[] => {
    const ids = idsOf(findings).filter(id => id.endsWith('.a'))
    return way.kind === 'setting' && way.file === 'daemon.json' && ids.length > 0
      ? [
          {
            ids,
            title: control.title,
            reason:
              'This half looks at the flags of the process and goes on failing, for the fix is in daemon.json; one half passing is enough.'
          }
        ]
      : []
  })
}

/** What kube-bench calls manual stays a warning whatever is configured. */
function manual({findings, scans}: Findings): readonly PlanReveal[] {
  const kubernetes = new Set(scans.filter(({tool}) => tool === 'kube-bench').map(({index}) => index))
  const ids = idsOf(findings.filter(({scan, outcome}: Finding) => kubernetes.has(scan) && outcome === 'review'))
  return ids.length === 0
    ? []
    : [
        {
          ids,
          title: `${ids.length} manual ${ids.length === 1 ? 'check' : 'checks'} of kube-bench`,
          reason: 'They are printed as WARN whatever is configured: no command decides them, so no plan turns them to PASS.'
        }
      ]
}
