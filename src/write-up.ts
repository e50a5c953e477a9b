import {fixFirst} from './analyse/index.ts'
import {findControls} from './catalog/index.ts'
import {
  type Catalog,
  type Control,
  compareIds,
  type Finding,
  type Findings,
  type Threat,
  type ThreatTarget,
  type WriteUpReport
} from './model/index.ts'
import {type Setting, settingsOf, writeUpReport} from './report/write-up/index.ts'
import {
  type Candidate,
  type ControlOutcome,
  controlOutcomes,
  coverage,
  pick,
  type Rule,
  selectFindings,
  type Selection,
  threatModel
} from './threats/index.ts'
import {severitiesOf} from './threat-models.ts'
import {version} from './version.ts'

/** The scans of a write-up, each enriched. */
export interface WriteUpScans {
  /** Docker: the scan the findings are from, when there is one. */
  readonly docker: Findings | null
  /** Kubernetes; the findings are from it when there is no Docker scan. */
  readonly kubernetes: Findings | null
  /** The scan after hardening, of the target the findings are of. */
  readonly after?: Findings | null
}

/** What only the caller of `writeUp` knows. */
export interface WriteUpOptions {
  /** The whole catalogue, with numberings: `loadCatalog()`. */
  readonly catalog: Catalog
  /** The whole threat library: `loadThreats()`. */
  readonly library: readonly Threat[]
  /** How many findings to document; default 3. */
  readonly count?: number
  /** How many threats each model has; default 5. */
  readonly threats?: number
  /** Findings that must be among them: ids as printed, `id@edition`, or keys of controls. */
  readonly pin?: readonly string[]
  /** Checks that most people choose: ids, `id@edition`, or keys; default: 5.10, 5.14 and 5.22 of 1.2.0. */
  readonly outside?: readonly string[]
  /** How many findings must be about something else; default 1. */
  readonly minOutside?: number
  /** Rules that need not hold: R2, R4, R5. */
  readonly waive?: readonly Rule[]
  /** The settings that mend a control; default: read from its fix. */
  readonly settings?: (control: Control) => readonly Setting[]
  /** Title of the document. */
  readonly title?: string
  /** When the report is made, ISO 8601 in UTC; default: not said. */
  readonly now?: string | null
}

/** Why there is no write-up: a rule of selection that cannot be met, or an id that nothing is known by. */
export interface Impossible {
  /** Tells it from a report. */
  readonly kind: 'impossible'
  /** The rule (example: `'R3'`). */
  readonly rule: Rule
  /** Why, one sentence without a full stop. */
  readonly reason: string
}

/** The checks that the exercise of the course names. */
const exercise = ['5.10@1.2.0', '5.14@1.2.0', '5.22@1.2.0'] as const

/**
 * Write a threat model of each target and document failed findings that confirm its threats.
 *
 * @param scans Scans, enriched; at least one.
 * @param options Library, rules and what only the caller knows.
 * @returns The report, or the rule that cannot be met.
 */
export function writeUp(scans: WriteUpScans, options: WriteUpOptions): WriteUpReport | Impossible {
  const document = scans.docker ?? scans.kubernetes
  if (document === null) return impossible('R2', 'there is no scan to take findings from')
  const {catalog, library} = options
  const outside = keysOf(options.outside ?? exercise, document, catalog)
  if (outside.unknown !== null) return impossible('R3', `\`${outside.unknown}\` is no check of this scan or of the edition named`)
  const pinned = keysOf(options.pin ?? [], document, catalog)
  if (pinned.unknown !== null) return impossible('R2', `the pinned \`${pinned.unknown}\` is no check of this scan or of the edition named`)
  const rules = {
    count: options.count ?? 3,
    pinned: pinned.keys,
    outside: {controls: outside.keys, min: outside.keys.length === 0 ? 0 : (options.minOutside ?? 1)},
    threats: options.threats ?? 5,
    waived: options.waive ?? []
  }
  const target: ThreatTarget = scans.docker === null ? 'kubernetes' : 'docker'
  const severities = severitiesOf(library, catalog.controls)
  const after = scans.after ? controlOutcomes(scans.after.findings) : null
  const assessed = (name: ThreatTarget, findings: readonly Finding[]): ReturnType<typeof threatModel> =>
    threatModel(
      library.filter(threat => threat.target === name),
      findings
    )
  const candidates = candidatesOf(document, catalog, after)
  const failing = document.findings.filter(({outcome}) => outcome === 'fail')
  const known = candidates.filter(candidate => candidate.failed).length
  const unknown = failing.filter(({control}) => control === null).length
  if (known < rules.count && known + unknown >= rules.count && !rules.waived.includes('R2'))
    return impossible(
      'R4',
      `${unknown} of ${failing.length} failed checks are about no control of the catalogue, so no threat is linked to them`
    )
  const selection = selectFindings(assessed(target, document.findings), candidates, rules, severities)
  if (selection.broken !== null) return impossible(selection.broken, selection.reason)
  const models = (['docker', 'kubernetes'] as const).map(name => {
    const scan = scans[name]
    const mine = name === target ? selection.threats : pick(assessed(name, scan?.findings ?? []), rules.threats, severities)
    return {target: name, threats: mine, coverage: coverage(mine), scanned: scan !== null, severities}
  })
  const other = target === 'docker' ? scans.kubernetes : null
  return writeUpReport({
    target,
    scans: [...scansOf(document, 'findings'), ...scansOf(other, 'other-model'), ...scansOf(scans.after ?? null, 'after')],
    checks: {all: document.findings.length, failed: failing.length},
    models,
    selected: selectedOf(selection, catalog),
    rules: {
      ...rules,
      outside: {
        ...rules.outside,
        asked: inWords(options.outside ?? exercise),
        here: [...new Set(outside.keys.flatMap(key => document.findings.filter(({control}) => control === key).map(({id}) => id)))]
      }
    },
    after,
    controls: catalog.controls,
    settingsOf: options.settings ?? settingsOf,
    messages: [...document.messages, ...(other?.messages ?? []), ...(scans.after?.messages ?? [])],
    now: options.now ?? null,
    version,
    ...(options.title === undefined ? {} : {title: options.title})
  })
}

function scansOf<Role extends 'findings' | 'other-model' | 'after'>(
  document: Findings | null,
  role: Role
): readonly {readonly scan: Findings['scans'][number]; readonly role: Role; readonly failed: number}[] {
  const failed = new Map<number, number>()
  for (const {scan, outcome} of document?.findings ?? []) if (outcome === 'fail') failed.set(scan, (failed.get(scan) ?? 0) + 1)
  return (document?.scans ?? []).map(scan => ({scan, role, failed: failed.get(scan.index) ?? 0}))
}

/** `5.10 and 5.14 of edition 1.2.0`. */
function inWords(names: readonly string[]): string {
  const editions = [...new Set(names.map(name => name.split('@')[1] ?? ''))]
  const join = (some: readonly string[]): string => (some.length < 2 ? some.join('') : `${some.slice(0, -1).join(', ')} and ${some.at(-1)}`)
  return join(
    editions.map(edition => {
      const mine = names.filter(name => (name.split('@')[1] ?? '') === edition).map(name => name.split('@')[0] ?? name)
      return edition === '' ? join(mine) : `${join(mine)} of edition ${edition}`
    })
  )
}

function impossible(rule: Rule, reason: string): Impossible {
  return {kind: 'impossible', rule, reason}
}

/** Chosen controls with their entries, in the order of their ids. */
function selectedOf(
  selection: Extract<Selection, {broken: null}>,
  {controls}: Catalog
): readonly {readonly control: Control; readonly findings: readonly Finding[]; readonly threat: string | null}[] {
  return selection.findings
    .flatMap(({control, findings, threat}) => {
      const entry = controls[control]
      return entry === undefined ? [] : [{control: entry, findings, threat}]
    })
    .toSorted((a, b) => compareIds(a.findings[0]?.id ?? '', b.findings[0]?.id ?? ''))
}

/**
 * Controls that may be documented, best first: those that failed in the order to fix them, what is mended by now,
 * still current and printed as a failure before the rest; behind them those that a person has to look at.
 */
function candidatesOf(
  {findings, scans}: Findings,
  {controls}: Catalog,
  after: ReadonlyMap<string, ControlOutcome> | null
): readonly Candidate[] {
  const outcomes = controlOutcomes(findings)
  // kube-bench and docker-bench print FAIL for a failure; a warning that counts as one is weaker evidence.
  const warned = (key: string): boolean =>
    outcomes.get(key)?.findings.every(({scan, status}) => status === 'WARN' && scans[scan]?.tool !== 'docker-bench-security') === true
  const rank = (key: string): number =>
    (after !== null && after.get(key)?.outcome !== 'pass' ? 4 : 0) +
    (controls[key]?.lifecycle.status === 'current' ? 0 : 2) +
    (warned(key) ? 1 : 0)
  const failed = fixFirst(findings, controls)
    .flatMap(({control}) => (control !== null && outcomes.get(control.key)?.outcome === 'fail' ? [control.key] : []))
    .toSorted((a, b) => rank(a) - rank(b))
  const others = [...outcomes.values()].filter(({outcome}) => outcome !== 'fail' && outcome !== null).map(({control}) => control)
  return [...failed, ...others].map(control => ({
    control,
    failed: outcomes.get(control)?.outcome === 'fail',
    findings: outcomes.get(control)?.findings ?? []
  }))
}

/** Controls by what people call them: a key, an id with its edition, an id as this scan prints it. */
function keysOf(
  names: readonly string[],
  {findings}: Findings,
  catalog: Catalog
): {readonly keys: readonly string[]; readonly unknown: string | null} {
  const keys: string[] = []
  for (const name of names) {
    const found = Object.hasOwn(catalog.controls, name)
      ? [name]
      : name.includes('@')
        ? findControls(catalog, name).map(({control}) => control.key)
        : findings.flatMap(({id, control}) => (control !== null && (id === name || id.replace(/\.[a-z]$/, '') === name) ? [control] : []))
    if (found.length === 0) return {keys, unknown: name}
    keys.push(...found)
  }
  return {keys: [...new Set(keys)], unknown: null}
}
