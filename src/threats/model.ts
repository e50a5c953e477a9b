import type {AssessedThreat, Finding, Threat, ThreatStatus} from '../model/index.ts'
import {type ControlOutcome, controlOutcomes} from './control-outcomes.ts'

/**
 * Say what findings tell of threats. A threat is confirmed when a linked control fails, mitigated when all that were
 * tested pass, unknown when a test did not run or only a person can tell, not assessed when none was scanned.
 *
 * @param threats Threats of the library.
 * @param findings Findings, enriched; none for a model from the library alone.
 * @returns The threats in the same order, each with its status and the findings that decide it.
 */
export function threatModel(threats: readonly Threat[], findings: readonly Finding[]): readonly AssessedThreat[] {
  const outcomes = controlOutcomes(findings)
  const order = new Map(findings.map((finding, index) => [finding, index]))
  return threats.map(threat => {
    const linked = threat.controls.map(key => outcomes.get(key)).filter(outcome => outcome !== undefined)
    const count = (wanted: ControlOutcome['outcome']): number => linked.filter(({outcome}) => outcome === wanted).length
    const status = statusOf(linked)
    const deciding = {confirmed: 'fail', mitigated: 'pass', unknown: 'open', 'not-assessed': null}[status]
    return {
      ...threat,
      status,
      findings: linked
        .filter(({outcome}) => deciding !== null && outcome === deciding)
        .flatMap(({findings: found}) => found)
        .toSorted((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0)),
      failed: count('fail'),
      passed: count('pass'),
      open: count('open')
    }
  })
}

function statusOf(linked: readonly ControlOutcome[]): ThreatStatus {
  const has = (wanted: ControlOutcome['outcome']): boolean => linked.some(({outcome}) => outcome === wanted)
  if (has('fail')) return 'confirmed'
  if (linked.some(({untested}) => untested)) return 'unknown'
  if (has('pass')) return 'mitigated'
  return has('open') ? 'unknown' : 'not-assessed'
}
