import type {AssessedThreat, Finding, Severity} from '../model/index.ts'
import {pick} from './pick.ts'

/** A rule of selection; what each asks is in docs/write-up.md. */
export type Rule = 'R1' | 'R2' | 'R3' | 'R4' | 'R5' | 'R6'

/** What a selection must hold to. */
export interface SelectionRules {
  /** R1: how many findings. */
  readonly count: number
  /** Controls that must be among the findings. */
  readonly pinned: readonly string[]
  /** R3: so many findings must be about none of these controls. */
  readonly outside: {readonly controls: readonly string[]; readonly min: number}
  /** R6: how many threats the model has, each with a surface of its own. */
  readonly threats: number
  /** Rules that need not hold: R2 failed in this scan, R4 linked to a chosen threat, R5 distinct surfaces. */
  readonly waived: readonly Rule[]
}

/** A control that may be documented. */
export interface Candidate {
  /** Key. */
  readonly control: string
  /** Whether it failed in the scan. */
  readonly failed: boolean
  /** Its findings. */
  readonly findings: readonly Finding[]
}

/** A chosen control and the threat it confirms. */
export interface Selected extends Candidate {
  /** Id of the threat; null when R4 was waived and none fits. */
  readonly threat: string | null
}

/** The outcome: findings with threats, or the rule that cannot be met. */
export type Selection =
  | {readonly broken: null; readonly findings: readonly Selected[]; readonly threats: readonly AssessedThreat[]}
  | {readonly broken: Rule; readonly reason: string}

/** A place a control takes: the surface of the threat it confirms. */
type Places = Map<string, Candidate>

/**
 * Choose the findings to document and the threats of the model together, so that each finding confirms a threat of its
 * own surface. Candidates are tried in their order and moved to other surfaces as needed; controls that can be placed
 * together form a matroid, so the first that fit are the best there are.
 *
 * @param threats Threats of one target, assessed.
 * @param candidates Controls that may be documented, best first.
 * @param rules Rules.
 * @param severities Severity of each threat by id.
 * @returns The selection, or the rule that cannot be met and why.
 */
export function selectFindings(
  threats: readonly AssessedThreat[],
  candidates: readonly Candidate[],
  rules: SelectionRules,
  severities: ReadonlyMap<string, Severity> = new Map()
): Selection {
  const waived = new Set(rules.waived)
  const usable = candidates.filter(({failed}) => failed || waived.has('R2'))
  const pinned: Candidate[] = []
  for (const key of rules.pinned) {
    const wanted = candidates.find(({control}) => control === key)
    if (wanted === undefined) return broken('R2', `the pinned \`${key}\` has no check in this scan`)
    if (!usable.includes(wanted)) return broken('R2', `the pinned ${named(wanted)} did not fail in this scan`)
    pinned.push(wanted)
  }
  if (pinned.length > rules.count) return broken('R1', `${pinned.length} findings are pinned, but ${rules.count} are to be documented`)
  if (usable.length < rules.count)
    return broken('R2', `${rules.count} findings are to be documented, but the scan has only ${usable.length} failed controls`)
  const isOutside = ({control}: Candidate): boolean => !rules.outside.controls.includes(control)
  const placement = waived.has('R4') || waived.has('R5') ? loosePlacement(threats, rules, waived) : strictPlacement(threats)
  for (const candidate of pinned) {
    if (placement.linked(candidate) === false) return broken('R4', `no threat is linked to the pinned ${named(candidate)}`)
    if (!placement.add(candidate))
      return broken('R5', `the pinned ${named(candidate)} confirms no threat of another surface than the findings pinned before it`)
  }
  const rest = usable.filter(candidate => !pinned.includes(candidate))
  const outsiders = (): number => placement.placed().filter(isOutside).length
  for (const candidate of rest.filter(isOutside))
    if (outsiders() < rules.outside.min && placement.size() < rules.count) placement.add(candidate)
  if (outsiders() < Math.min(rules.outside.min, rules.count) || rules.outside.min > rules.count)
    return broken('R3', `${rules.outside.min} of the findings must be other than those named by --outside, and ${outsiders()} can be`)
  for (const candidate of rest) if (placement.size() < rules.count && !placement.placed().includes(candidate)) placement.add(candidate)
  if (placement.size() < rules.count) {
    const linked = usable.filter(candidate => placement.linked(candidate)).length
    return linked < rules.count
      ? broken('R4', `only ${linked} of ${usable.length} failed controls are linked to a threat of the library`)
      : broken(
          'R5',
          `the ${usable.length} failed controls confirm threats of only ${placement.size()} ${placement.size() === 1 ? 'surface' : 'surfaces'}`
        )
  }
  return finish(threats, placement, rules, severities)
}

function finish(
  threats: readonly AssessedThreat[],
  placement: Placement,
  rules: SelectionRules,
  severities: ReadonlyMap<string, Severity>
): Selection {
  const findings = placement.placed().map((candidate): Selected => ({...candidate, threat: placement.threatOf(candidate)?.id ?? null}))
  const chosen = threats.filter(({id}) => findings.some(({threat}) => threat === id))
  if (chosen.length > rules.threats)
    return broken('R6', `${chosen.length} findings confirm ${chosen.length} threats, but the model has ${rules.threats}`)
  const model = pick(threats, rules.threats, severities, chosen)
  if (model.length < rules.threats) return broken('R6', `the library has ${model.length} threats, and ${rules.threats} are wanted`)
  if (new Set(model.map(({surface}) => surface)).size < model.length)
    return broken('R6', `${rules.threats} threats of distinct surfaces are wanted, and the library has fewer surfaces`)
  return {broken: null, findings, threats: model}
}

/** `2.14 (docker.daemon.userland-proxy)`. */
function named({control, findings}: Candidate): string {
  return `${findings[0]?.id ?? '?'} (\`${control}\`)`
}

function broken(rule: Rule, reason: string): Selection {
  return {broken: rule, reason}
}

/** Holds controls at places; each kind has rules of its own. */
interface Placement {
  add(candidate: Candidate): boolean
  linked(candidate: Candidate): boolean
  placed(): readonly Candidate[]
  size(): number
  threatOf(candidate: Candidate): AssessedThreat | undefined
}

/** Threats a control stands against, the one it tells most about first: of its own letter, then where it is named early. */
function threatsOf(threats: readonly AssessedThreat[], {control, findings}: Candidate): readonly AssessedThreat[] {
  const stride = findings[0]?.stride ?? null
  const rank = (threat: AssessedThreat): number =>
    (threat.stride === stride?.primary ? 0 : stride?.secondary.includes(threat.stride) ? 100 : 200) + threat.controls.indexOf(control)
  return threats.filter(({controls}) => controls.includes(control)).toSorted((a, b) => rank(a) - rank(b))
}

/** Each control on a surface of its own: a matching, grown by augmenting paths. */
function strictPlacement(threats: readonly AssessedThreat[]): Placement {
  const places: Places = new Map()
  const order: Candidate[] = []
  const surfacesOf = (candidate: Candidate): readonly string[] => [...new Set(threatsOf(threats, candidate).map(({surface}) => surface))]
  const place = (candidate: Candidate, tried: Set<string>): boolean => {
    const free = surfacesOf(candidate)
    const open = free.find(surface => !places.has(surface))
    if (open !== undefined) {
      places.set(open, candidate)
      return true
    }
    for (const surface of free) {
      if (tried.has(surface)) continue
      tried.add(surface)
      const other = places.get(surface)
      if (other !== undefined && place(other, tried)) {
        places.set(surface, candidate)
        return true
      }
    }
    return false
  }
  return {
    add(candidate) {
      if (!place(candidate, new Set())) return false
      order.push(candidate)
      return true
    },
    linked: candidate => threatsOf(threats, candidate).length > 0,
    placed: () => order,
    size: () => order.length,
    threatOf: candidate => {
      const surface = [...places].find(([, other]) => other === candidate)?.[0]
      return threatsOf(threats, candidate).find(threat => threat.surface === surface)
    }
  }
}

/** R4 or R5 waived: a control may share a threat with another, or have none. */
function loosePlacement(threats: readonly AssessedThreat[], rules: SelectionRules, waived: ReadonlySet<Rule>): Placement {
  const chosen: AssessedThreat[] = []
  const byControl = new Map<Candidate, AssessedThreat | undefined>()
  return {
    add(candidate) {
      const mine = threatsOf(threats, candidate)
      const shared = waived.has('R5') ? mine.find(threat => chosen.includes(threat)) : undefined
      const fresh = mine.find(({surface}) => chosen.length < rules.threats && !chosen.some(threat => threat.surface === surface))
      const threat = fresh ?? shared
      if (threat === undefined && !waived.has('R4')) return false
      if (threat !== undefined && !chosen.includes(threat)) chosen.push(threat)
      byControl.set(candidate, threat)
      return true
    },
    linked: candidate => waived.has('R4') || threatsOf(threats, candidate).length > 0,
    placed: () => [...byControl.keys()],
    size: () => byControl.size,
    threatOf: candidate => byControl.get(candidate)
  }
}
