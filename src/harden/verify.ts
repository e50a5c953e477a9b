import type {Control, Finding, Findings, Outcome, PlanChecked, PlanVerification} from '../model/index.ts'
import type {Chosen, Selection} from './select.ts'
import {subjectsOf} from './unit.ts'

const words: Readonly<Record<Outcome, string>> = {
  pass: 'passed',
  fail: 'failed',
  review: 'to review',
  error: 'not tested',
  skipped: 'does not apply',
  info: 'information'
}

/**
 * Compare a later scan with the plan made from an earlier one.
 *
 * @param selection What was planned.
 * @param before Findings the plan is made from.
 * @param after Findings of the later scan, enriched with the same catalogue.
 * @param controls Controls by key.
 * @returns What became of the plan.
 */
export function verificationOf(
  {chosen}: Pick<Selection, 'chosen'>,
  before: Findings,
  after: Findings,
  controls: Readonly<Record<string, Control>>
): PlanVerification {
  const then = worst(before.findings)
  const now = worst(after.findings)
  const sameNode =
    nodesOf(before).some(node => nodesOf(after).includes(node)) || nodesOf(before).length === 0 || nodesOf(after).length === 0
  const fixed: PlanChecked[] = []
  const notFixed: PlanChecked[] = []
  for (const one of chosen) {
    const later = now.get(one.control.key)
    const checked = {id: later?.id ?? one.findings[0]?.id ?? '', title: one.control.title, change: changeOf(one.findings[0], later)}
    if (later?.outcome === 'pass') fixed.push({...checked, reason: null})
    else notFixed.push({...checked, reason: sameNode ? whyNot(one, later) : 'The later log is of another node.'})
  }
  const planned = new Set(chosen.map(({control}) => control.key))
  const others = [...now].flatMap(([key, finding]): readonly (readonly [Finding, Finding | undefined])[] =>
    finding.outcome === 'fail' && !planned.has(key) ? [[finding, then.get(key)]] : []
  )
  const told = ([finding, earlier]: readonly [Finding, Finding | undefined]): PlanChecked => ({
    id: finding.id,
    title: (finding.control === null ? undefined : controls[finding.control]?.title) ?? finding.title,
    change: changeOf(earlier, finding),
    reason: revealed(chosen, finding.control)
  })
  const newlyApplicable = others
    .filter(([, earlier]) => earlier !== undefined && (earlier.outcome === 'skipped' || earlier.outcome === 'info'))
    .map(told)
  const broken = others.filter(([, earlier]) => earlier?.outcome === 'pass').map(told)
  return {headline: headline(chosen.length, fixed.length, newlyApplicable.length, broken.length), fixed, notFixed, newlyApplicable, broken}
}

const order: readonly Outcome[] = ['fail', 'error', 'review', 'info', 'skipped', 'pass']

/**
 * The worst finding of each control, but for alternatives of one check, of which the best counts. Checks without a
 * control are told apart by their id.
 */
function worst(findings: readonly Finding[]): ReadonlyMap<string, Finding> {
  const checks = new Map<string, Finding>()
  for (const finding of findings) {
    const base = /^(.{1,40})\.[a-z]$/.exec(finding.id)?.[1] ?? finding.id
    const key = `${finding.scan} ${finding.control ?? ''} ${base}`
    const known = checks.get(key)
    const alternative = base !== finding.id
    if (
      known === undefined ||
      (alternative
        ? order.indexOf(finding.outcome) > order.indexOf(known.outcome)
        : order.indexOf(finding.outcome) < order.indexOf(known.outcome))
    )
      checks.set(key, finding)
  }
  const controls = new Map<string, Finding>()
  for (const finding of checks.values()) {
    const key = finding.control ?? `id ${finding.id}`
    const known = controls.get(key)
    if (known === undefined || order.indexOf(finding.outcome) < order.indexOf(known.outcome)) controls.set(key, finding)
  }
  return controls
}

function nodesOf({scans}: Findings): readonly string[] {
  return scans.flatMap(({node}) => (node === null ? [] : [node]))
}

function changeOf(before: Finding | undefined, after: Finding | undefined): string {
  const was = before === undefined ? 'not in the earlier log' : words[before.outcome]
  return `${was}, now ${after === undefined ? 'not in the later log' : words[after.outcome]}`
}

/** The likely reason, from what was to be done. */
function whyNot({way, findings}: Chosen, later: Finding | undefined): string {
  if (later === undefined) return 'The later log does not have this check: it may be of another benchmark, or not complete.'
  if (later.outcome === 'review') return 'The scanner leaves it to a person, so no configuration turns it to PASS.'
  if (later.outcome === 'skipped') return 'What is checked is not there any more.'
  if (way.kind === 'container' || way.kind === 'network') {
    const left = subjectsOf([later]).filter(name => subjectsOf(findings).includes(name))
    const come = subjectsOf([later]).filter(name => !subjectsOf(findings).includes(name))
    if (left.length > 0) return `Not made anew yet with these options: ${listed(left)}.`
    if (come.length > 0) return `The containers of before are mended; these were not in the plan: ${listed(come)}.`
    return 'A container was not made anew, or was made without these options.'
  }
  if (way.kind === 'image') return 'A container still runs from an image of before: build it anew and make the container anew.'
  if (way.kind === 'setting' && way.file === 'daemon.json') {
    if (later.id.endsWith('.a'))
      return 'This half of the check looks at the flags of the process; the half of the file tells whether the setting is in force.'
    return 'The daemon was not restarted since, another daemon was scanned, or a flag on its command line overrides the file.'
  }
  if (way.kind === 'setting')
    return 'The kubelet was not restarted since, another node was scanned, or a flag on its command line overrides the file.'
  if (way.kind === 'flag') return 'The component was not restarted since, or has the flag twice and the scanner reads the first one.'
  if (way.kind === 'audit')
    return 'The rules were not loaded: the audit daemon is missing, a path is not there, or rules are locked until the next boot.'
  if (way.kind === 'mode' || way.kind === 'owner')
    return 'The script was not run with --apply, or whatever makes the file set its mode or owner again.'
  return 'It was not done yet, or not for everything the scanner looks at.'
}

function listed(names: readonly string[]): string {
  const shown = names.slice(0, 5).join(', ')
  return names.length > 5 ? `${shown} and ${names.length - 5} more` : shown
}

function revealed(chosen: readonly Chosen[], control: string | null): string | null {
  const known = chosen.flatMap(({remedy}) => remedy.reveals).find(reveal => reveal.control === control)
  return known === undefined ? null : `The plan said so: ${known.reason}`
}

function headline(planned: number, fixed: number, applicable: number, broken: number): string {
  if (planned === 0) return 'Nothing was planned, so nothing can be verified.'
  const more = [
    applicable > 0
      ? `${applicable} ${applicable === 1 ? 'check applies' : 'checks apply'} newly and ${applicable === 1 ? 'fails' : 'fail'}`
      : '',
    broken > 0 ? `${broken} that passed ${broken === 1 ? 'fails' : 'fail'} now` : ''
  ].filter(part => part !== '')
  return `${fixed} of ${planned} planned ${planned === 1 ? 'fix is' : 'fixes are'} in force${more.length > 0 ? `; ${more.join(', ')}` : ''}.`
}
