import type {Catalog, ExistingModel, Findings, Severity, Threat, ThreatsReport, ThreatTarget} from './model/index.ts'
import {severityOf, threatsReport} from './report/threats.ts'
import {controlOutcomes, coverage, matchExisting, pick, threatModel} from './threats/index.ts'
import {version} from './version.ts'

/** What only the caller of `threats` knows. */
export interface ThreatsOptions {
  /** Catalogue with the controls of the targets. */
  readonly catalog: Pick<Catalog, 'controls'>
  /** The threat library: `loadThreats()`. */
  readonly library: readonly Threat[]
  /** Targets to model; default: those of the scans, or both without any. */
  readonly targets?: readonly ThreatTarget[]
  /** How many threats of each target to pick; default: all. */
  readonly pick?: number
  /** A model that was there before: `readThreatModel`. */
  readonly existing?: ExistingModel | null
  /** Names of ATT&CK techniques: `loadTechniques()`; default: their ids. */
  readonly techniques?: Readonly<Record<string, string>>
  /** Title of the document; default: by target. */
  readonly title?: string
  /** When the report is made, ISO 8601 in UTC; default: not said. */
  readonly now?: string | null
}

/**
 * Make the STRIDE threat models of what was scanned.
 *
 * @param document Findings, enriched; null for models from the library alone.
 * @param options Library and what only the caller knows.
 * @returns The report; plain JSON.
 * @example
 * ```ts
 * const catalog = await loadCatalog()
 * const full = enrich(parse('[WARN] 2.1 - Restrict network traffic between containers\n'), catalog)
 * threats(full, {catalog, library: await loadThreats(), pick: 5}).models[0]?.threats.length // 5
 * ```
 */
export function threats(document: Findings | null, options: ThreatsOptions): ThreatsReport {
  const {controls} = options.catalog
  const findings = document?.findings ?? []
  const severities = severitiesOf(options.library, controls)
  const models = (options.targets ?? targetsOf(document)).map(target => {
    const all = threatModel(
      options.library.filter(threat => threat.target === target),
      findings
    )
    const picked = options.pick === undefined ? all : pick(all, options.pick, severities)
    return {target, threats: picked, of: all.length, coverage: coverage(picked)}
  })
  const shown = models.flatMap(model => model.threats)
  return threatsReport(models, document, {
    controls,
    outcomes: controlOutcomes(findings),
    techniques: options.techniques ?? {},
    existing: options.existing ?? null,
    matched: matchExisting(shown, options.existing ?? null),
    now: options.now ?? null,
    version,
    ...(options.title === undefined ? {} : {title: options.title})
  })
}

/**
 * Say which targets scans are of.
 *
 * @param document Findings; null for none.
 * @returns Targets, Docker first; both when there is no scan.
 */
export function targetsOf(document: Findings | null): readonly ThreatTarget[] {
  const tools = (document?.scans ?? []).map(({tool}) => tool)
  const targets = (['docker', 'kubernetes'] as const).filter(target =>
    tools.some(tool => (tool === 'kube-bench') === (target === 'kubernetes'))
  )
  return targets.length === 0 ? ['docker', 'kubernetes'] : targets
}

/** Severity of each threat by id. */
export function severitiesOf(library: readonly Threat[], controls: Catalog['controls']): ReadonlyMap<string, Severity> {
  return new Map(
    library.flatMap(threat => {
      const severity = severityOf(threat, controls)
      return severity === null ? [] : [[threat.id, severity] as const]
    })
  )
}
