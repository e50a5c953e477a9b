import type {Control, Finding, Findings, Remedies, Remedy, Scan, Way} from '../model/index.ts'
import {type Existing, existingValue} from './daemon-json.ts'
import {ownerOf, type Platform, platformOf} from './platform.ts'

/** What a plan is made from. */
export interface Selection {
  /** Controls that are fixed, with the way taken. */
  readonly chosen: readonly Chosen[]
  /** Controls that wait for a person. */
  readonly undecided: readonly Undecided[]
  /** Controls that no configuration of ours fixes. */
  readonly unfixable: readonly Unfixable[]
  /** Failed checks without a control. */
  readonly unknown: readonly Finding[]
  /** Checks of which another alternative passes. */
  readonly folded: readonly Finding[]
  /** What to know of what was chosen: a conflict that is only told. */
  readonly warnings: readonly {readonly control: string; readonly reason: string}[]
}

/** Findings of one control. */
interface Group {
  /** Control. */
  readonly control: Control
  /** Its findings that fail, or were asked for. */
  readonly findings: readonly Finding[]
  /** How the cluster was set up; null for Docker. */
  readonly platform: Platform | null
}

/** A control with the way that fixes it. */
export interface Chosen extends Group {
  readonly remedy: Remedy
  /** The one way taken. */
  readonly way: Way
}

/** A control that waits for a person. */
export interface Undecided extends Group {
  readonly remedy: Remedy | null
  /** Whether it failed, or only asks a person to look. */
  readonly failed: boolean
  /** What to decide. */
  readonly question: string
  /** Whether `--with` takes it. */
  readonly selectable: boolean
}

/** A control that no configuration of ours fixes. */
export interface Unfixable extends Group {
  readonly reason: string
}

/** Which findings to plan for. */
export interface SelectOptions {
  /** Only these: ids or keys of controls; default: all that fail. */
  readonly only?: readonly string[]
  /** Not these. */
  readonly skip?: readonly string[]
  /** These too, although a person has to decide; `all` for every one. */
  readonly include?: readonly string[]
  /** The user's own daemon.json, for conflicts. */
  readonly existing: Existing | null
}

/**
 * Sort findings by what can be done about them.
 *
 * @param document Findings, enriched.
 * @param controls Controls by key.
 * @param remedies Remedies by key of their control.
 * @param options Which findings to plan for.
 * @returns Every failed check is in exactly one of the lists.
 */
export function select(
  document: Findings,
  controls: Readonly<Record<string, Control>>,
  remedies: Remedies,
  {only, skip = [], include = [], existing}: SelectOptions
): Selection {
  const asked = document.findings.filter(
    finding => (only === undefined ? true : only.some(token => names(token, finding))) && !skip.some(token => names(token, finding))
  )
  const passing = new Set(document.findings.filter(({outcome, id}) => outcome === 'pass' && alternative.test(id)).map(alternativeKey))
  const wanted = asked.filter(
    ({outcome}) => outcome === 'fail' || (only !== undefined && outcome !== 'pass') || outcome === 'review' || outcome === 'error'
  )
  const isFolded = (finding: Finding): boolean =>
    finding.outcome === 'fail' && alternative.test(finding.id) && passing.has(alternativeKey(finding))
  const folded = wanted.filter(isFolded)
  const failing = (finding: Finding): boolean => finding.outcome === 'fail' || only !== undefined
  const groups = new Map<string, Finding[]>()
  const unknown: Finding[] = []
  for (const finding of wanted) {
    if (isFolded(finding)) continue
    const key = finding.control
    if (key === null || !Object.hasOwn(controls, key)) {
      if (finding.outcome === 'fail') unknown.push(finding)
      continue
    }
    const group = groups.get(key)
    if (group) group.push(finding)
    else groups.set(key, [finding])
  }
  const failingControls = new Set(document.findings.filter(({outcome}) => outcome === 'fail').map(({control}) => control ?? ''))
  const chosen: Chosen[] = []
  const undecided: Undecided[] = []
  const unfixable: Unfixable[] = []
  const warnings: {control: string; reason: string}[] = []
  for (const [key, all] of groups) {
    const control = controls[key] as Control
    const failed = all.filter(failing)
    const findings = failed.length > 0 ? failed : all
    const group: Group = {control, findings, platform: platformOfFinding(findings[0], document.scans)}
    const remedy = Object.hasOwn(remedies, key) ? remedies[key] : undefined
    if (remedy === undefined || 'none' in remedy) {
      const reason = remedy?.none ?? 'benchscribe has no remedy for this control.'
      if (failed.length > 0) unfixable.push({...group, reason})
      else undecided.push({...group, remedy: null, failed: false, question: reason, selectable: false})
      continue
    }
    const owner = ownerOfScope(group.platform, remedy)
    if (owner !== null) {
      if (failed.length > 0) unfixable.push({...group, reason: owner})
      else undecided.push({...group, remedy: null, failed: false, question: owner, selectable: false})
      continue
    }
    const conflicts = remedy.conflicts.filter(({when}) =>
      'failing' in when
        ? when.failing.some(other => failingControls.has(other))
        : sameJson(existingValue(existing, when.setting), when.value)
    )
    const out = conflicts.find(({then}) => then === 'leave-out')
    const taken = include.some(token => (token === 'all' ? failed.length > 0 : findings.some(finding => names(token, finding))))
    if (out !== undefined) undecided.push({...group, remedy, failed: failed.length > 0, question: out.reason, selectable: false})
    else if ((remedy.decide !== null && !taken) || (failed.length === 0 && !taken))
      undecided.push({
        ...group,
        remedy,
        failed: failed.length > 0,
        question: questionOf(remedy, findings, failed.length > 0),
        selectable: true
      })
    else {
      for (const {reason} of conflicts) warnings.push({control: key, reason})
      chosen.push({...group, remedy, way: remedy.ways[0] as Way})
    }
  }
  return {chosen, undecided, unfixable, unknown, folded, warnings}
}

function questionOf({decide}: Remedy, findings: readonly Finding[], failed: boolean): string {
  if (failed) return decide ?? ''
  const untested = findings.every(({outcome}) => outcome === 'error')
  const whether = untested
    ? 'Whether it is as it should be: the scanner could not test it.'
    : 'Whether it is as it should be: the scanner leaves this to a person.'
  return decide === null ? whether : untested ? `${whether} ${decide}` : decide
}

/** Ids with alternatives, as docker-bench prints them: one passing is enough. */
const alternative = /^(.{1,40})\.[a-z]$/

function alternativeKey({scan, id, control}: Finding): string {
  return `${scan} ${alternative.exec(id)?.[1] ?? id} ${control ?? ''}`
}

/**
 * Tell whether a token names a finding.
 *
 * @param token Id, id without its alternative, or key of a control.
 * @param finding Finding.
 * @returns Whether it does.
 */
export function names(token: string, {id, control}: Finding): boolean {
  return token === id || token === control || token === alternative.exec(id)?.[1]
}

function platformOfFinding(finding: Finding | undefined, scans: readonly Scan[]): Platform | null {
  const scan = finding === undefined ? undefined : scans.find(({index}) => index === finding.scan)
  return scan?.tool === 'kube-bench' ? platformOf(scan) : null
}

function ownerOfScope(platform: Platform | null, {scope}: Remedy): string | null {
  return platform !== null && (scope === 'control-plane' || scope === 'node') ? ownerOf(platform, scope) : null
}

function sameJson(left: unknown, right: unknown): boolean {
  return left !== undefined && JSON.stringify(left) === JSON.stringify(right)
}
