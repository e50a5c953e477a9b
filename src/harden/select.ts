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
  const wanted = document.findings.filter(
    finding =>
      (only === undefined ? isOpen(finding) : finding.outcome !== 'pass' && only.some(token => names(token, finding))) &&
      !skip.some(token => names(token, finding))
  )
  const known = ({control}: Finding): boolean => control !== null && Object.hasOwn(controls, control)
  const groups = byControl(wanted.filter(known))
  // What is asked for by name is planned for as if it failed.
  const fails = (finding: Finding): boolean => finding.outcome === 'fail' || only !== undefined
  const sorted = [...groups].map(([key, all]) => {
    const failed = all.filter(fails)
    const findings = failed.length > 0 ? failed : all
    const platform = platformOfFinding(findings[0], document.scans)
    const taken = include.some(token => (token === 'all' ? failed.length > 0 : findings.some(finding => names(token, finding))))
    const group: Group = {control: controls[key] as Control, findings, platform}
    return sort(group, Object.hasOwn(remedies, key) ? remedies[key] : undefined, failed.length > 0, taken)
  })
  const candidates = sorted.filter(one => 'way' in one)
  const holds = conflictsOf(document, existing, candidates)
  const left = new Map(candidates.map(one => [one, holds(one).find(({then}) => then === 'leave-out')?.reason]))
  const chosen = candidates.filter(one => left.get(one) === undefined)
  return {
    chosen,
    undecided: [
      ...sorted.filter(one => 'question' in one),
      ...candidates.flatMap((one): readonly Undecided[] => {
        const reason = left.get(one)
        return reason === undefined ? [] : [{...one, failed: true, question: reason, selectable: false}]
      })
    ],
    unfixable: sorted.filter(one => 'reason' in one),
    unknown: wanted.filter(finding => finding.outcome === 'fail' && !known(finding)),
    warnings: chosen.flatMap(one => holds(one).map(({reason}) => ({control: one.control.key, reason})))
  }
}

function byControl(findings: readonly Finding[]): ReadonlyMap<string, readonly Finding[]> {
  const groups = new Map<string, Finding[]>()
  for (const finding of findings) {
    const group = groups.get(finding.control ?? '')
    if (group) group.push(finding)
    else groups.set(finding.control ?? '', [finding])
  }
  return groups
}

/** Whether a finding asks for something: it fails, or a person has to look. */
function isOpen({outcome}: Finding): boolean {
  return outcome === 'fail' || outcome === 'review' || outcome === 'error'
}

/** What can be done about one control, conflicts aside. */
function sort(group: Group, remedy: Remedies[string] | undefined, failed: boolean, taken: boolean): Chosen | Undecided | Unfixable {
  const reason =
    remedy === undefined
      ? 'benchscribe has no remedy for this control.'
      : 'none' in remedy
        ? remedy.none
        : ownerOfScope(group.platform, remedy)
  if (remedy === undefined || 'none' in remedy || reason !== null)
    return failed ? {...group, reason: reason ?? ''} : {...group, remedy: null, failed, question: reason ?? '', selectable: false}
  if (!taken && (remedy.decide !== null || !failed))
    return {...group, remedy, failed, question: questionOf(remedy, group.findings, failed), selectable: true}
  return {...group, remedy, way: remedy.ways[0] as Way}
}

/** Find the conflicts that hold: with what fails in the log, or with what will be set in daemon.json. */
function conflictsOf(document: Findings, existing: Existing | null, candidates: readonly Chosen[]): (one: Chosen) => Remedy['conflicts'] {
  const failing = new Set(document.findings.filter(({outcome}) => outcome === 'fail').map(({control}) => control ?? ''))
  const set = new Map(
    candidates.flatMap(({way}) =>
      way.kind === 'setting' && way.file === 'daemon.json' ? way.set.map(({path, value}) => [path.join('.'), value] as const) : []
    )
  )
  // What the plan itself sets counts before what the file has now.
  const inForce = (path: readonly string[]): unknown => (set.has(path.join('.')) ? set.get(path.join('.')) : existingValue(existing, path))
  return ({remedy}) =>
    remedy.conflicts.filter(({when}) =>
      'failing' in when ? when.failing.some(other => failing.has(other)) : sameJson(inForce(when.setting), when.value)
    )
}

function questionOf({decide}: Remedy, findings: readonly Finding[], failed: boolean): string {
  if (failed) return decide ?? ''
  const untested = findings.every(({outcome}) => outcome === 'error')
  const whether = untested
    ? 'Whether it is as it should be: the scanner could not test it.'
    : 'Whether it is as it should be: the scanner leaves this to a person.'
  return decide === null ? whether : untested ? `${whether} ${decide}` : decide
}

/** Ids with alternatives, as docker-bench prints them. */
const alternative = /^(.{1,40})\.[a-z]$/

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
