import type {Finding} from '../model/index.ts'

/** What the checks of one control came to together. */
export interface ControlOutcome {
  /** Key of the control. */
  readonly control: string
  /** `fail` when one fails, `open` when a person must look or a test did not run and none fails, `pass` when all that were tested pass, null when it was not scanned. */
  readonly outcome: 'fail' | 'pass' | 'open' | null
  /** Whether a test of it did not run. */
  readonly untested: boolean
  /** The findings that decide, in the order of the log. */
  readonly findings: readonly Finding[]
}

/**
 * Say what each control came to. Sub-checks `.a` and `.b` of docker-bench are two ways to one setting (the flag and the
 * file): the control passes there when either does.
 *
 * @param findings Findings, enriched.
 * @returns Outcomes by key of the control; a control without a finding is not there.
 */
export function controlOutcomes(findings: readonly Finding[]): ReadonlyMap<string, ControlOutcome> {
  const groups = new Map<string, Map<string, Finding[]>>()
  for (const finding of findings) {
    if (finding.control === null) continue
    const ways = groups.get(finding.control) ?? new Map<string, Finding[]>()
    groups.set(finding.control, ways)
    const key = `${finding.scan}\n${finding.target ?? ''}\n${finding.id.replace(/\.[a-z]$/, '')}`
    const same = ways.get(key)
    if (same) same.push(finding)
    else ways.set(key, [finding])
  }
  return new Map([...groups].map(([control, ways]) => [control, outcomeOf(control, [...ways.values()].map(fold))]))
}

interface Folded {
  readonly outcome: Finding['outcome']
  readonly findings: readonly Finding[]
}

const worstFirst = ['fail', 'error', 'review', 'pass', 'info', 'skipped'] as const

function fold(same: readonly Finding[]): Folded {
  const alternatives = same.length > 1 && same.every(({id}) => /\.[a-z]$/.test(id))
  const has = (outcome: Finding['outcome']): boolean => same.some(finding => finding.outcome === outcome)
  const outcome = alternatives && has('pass') ? 'pass' : (worstFirst.find(has) ?? 'skipped')
  return {outcome, findings: same.filter(finding => finding.outcome === outcome)}
}

function outcomeOf(control: string, folded: readonly Folded[]): ControlOutcome {
  const of = (...outcomes: readonly Finding['outcome'][]): readonly Finding[] =>
    folded.filter(({outcome}) => outcomes.includes(outcome)).flatMap(({findings}) => findings)
  const untested = of('error').length > 0
  const outcome =
    of('fail').length > 0 ? 'fail' : untested ? 'open' : of('pass').length > 0 ? 'pass' : of('review').length > 0 ? 'open' : null
  const deciding = outcome === 'fail' ? of('fail') : outcome === 'pass' ? of('pass') : outcome === 'open' ? of('error', 'review') : []
  return {control, outcome, untested, findings: deciding}
}
