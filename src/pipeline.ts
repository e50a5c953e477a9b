import {loadCatalog, loadDockerFacts, loadFileModes, loadKubernetesFacts} from './catalog/index.ts'
import {diff, fixFirst, merge, score, scoreOf} from './analyse/index.ts'
import {enrich, titleHashes} from './enrich/index.ts'
import type {HardenFacts, Hardening, HardenOptions} from './harden/index.ts'
import type {
  Catalog,
  DiffReport,
  DockerFacts,
  ExistingModel,
  FileModesFacts,
  Findings,
  KubernetesFacts,
  LintReport,
  Remedies,
  Report,
  ScanReport,
  Severity,
  Threat,
  ThreatsReport,
  ThreatTarget,
  WaiverUse,
  WriteUp
} from './model/index.ts'
import type {Renderer, RenderOptions} from './render/index.ts'
import {diffReport, lintReport, type ReportOptions as ScanReportOptions, scanReport, severityOf, threatsReport} from './report/index.ts'
import {controlOutcomes, coverage, matchExisting, pick, threatModel} from './threats/index.ts'
import {version} from './version.ts'
import {checkWriteUp, rules} from './writeup/index.ts'

/** What only the caller of `report` knows. */
export interface ReportOptions {
  /** The catalogue the findings were enriched with; without it the report has no explanations. */
  readonly catalog?: Catalog
  /** What became of the waivers: `uses` of `waive`; without it the report does not list those that cover nothing. */
  readonly waivers?: readonly WaiverUse[]
  /** Title of the document; default: by scanner. */
  readonly title?: string
  /** When the report is made, ISO 8601 in UTC; default: not said. */
  readonly now?: string | null
}

/** What only the caller of `render` knows. */
export interface RenderCall extends RenderOptions {
  /** Name of the format (example: `'html'`). */
  readonly to: string
  /** Renderers to choose from, in order; default: all that need no file. */
  readonly renderers?: readonly Renderer[]
}

/**
 * Make the report of enriched findings.
 *
 * @param document Findings, enriched.
 * @param options What only the caller knows.
 * @returns The report; plain JSON.
 * @example
 * ```ts
 * const scan = parse('[WARN] 2.14 - Ensure Userland Proxy is Disabled\n')
 * const catalog = await loadCatalog(scan)
 * report(enrich(scan, catalog), {catalog}).headline // '1 of 1 check fails.'
 * ```
 */
export function report(document: Findings, options: ReportOptions = {}): ScanReport {
  const scored = score(document)
  const controls = options.catalog?.controls ?? {}
  const given: ScanReportOptions = {
    catalog: {controls},
    first: fixFirst(scored.findings, controls),
    score: scoreOf(scored.findings),
    now: options.now ?? null,
    version,
    ...(options.waivers === undefined ? {} : {waivers: options.waivers}),
    ...(options.title === undefined ? {} : {title: options.title})
  }
  return scanReport(scored, given)
}

/**
 * Make the report of what changed between scans: `diff`, with words.
 *
 * @param before Findings, enriched.
 * @param after Findings, enriched with the same catalogue.
 * @param options What only the caller knows.
 * @returns The report; its `data` is what `diff` gives.
 */
export function reportDiff(before: Findings, after: Findings, options: ReportOptions = {}): DiffReport {
  return diffReport(diff(before, after), {
    catalog: {controls: options.catalog?.controls ?? {}},
    scores: {before: scoreOf(before.findings), after: scoreOf(after.findings)},
    now: options.now ?? null,
    version,
    ...(options.title === undefined ? {} : {title: options.title})
  })
}

/**
 * Write a report in a format.
 *
 * @param value Report.
 * @param options Format, template and renderers.
 * @returns Text, or bytes for binary formats.
 * @throws TypeError when no renderer has this name or takes this kind of report.
 */
export async function render(value: Report, options: RenderCall): Promise<string | Uint8Array> {
  // Loaded here so that who only wants findings does not pay for it.
  const all = options.renderers ?? (await import('./render/index.ts')).renderers
  // Several kinds of report have a format of one name, such as `json`.
  const able = all.filter(({accepts}) => accepts.includes(value.kind))
  const renderer = able.find(({name}) => name === options.to)
  const names = able.map(({name}) => name)
  if (!renderer) throw new TypeError(`Cannot write a ${value.kind} report as \`${options.to}\`; there are: ${names.join(', ')}`)
  return renderer.render(value, options)
}

/**
 * Join, enrich and score the findings of several logs: what every verb that reads logs starts from.
 *
 * @param documents Findings as parsed, one a log.
 * @param catalog Catalogue with the families of their scans; null to leave them as parsed.
 * @returns One document.
 */
export function combine(documents: readonly Findings[], catalog: Catalog | null): Findings {
  const one = merge(documents)
  return catalog === null ? one : score(enrich(one, catalog))
}

/** What only the caller of `harden` knows, and the data it works with. */
export interface HardenCall extends HardenOptions {
  /** The catalogue the findings were enriched with. */
  readonly catalog: Catalog
  /** Remedies; default: all that the catalogue has for these logs. */
  readonly remedies?: Remedies
  /** Facts that keys and flags are checked against; default: all that the catalogue has for these logs. */
  readonly facts?: HardenFacts
}

/**
 * Plan how findings are fixed, and write the configuration that does it.
 *
 * @param document Findings, enriched.
 * @param options The catalogue, and what only the caller knows.
 * @returns The plan, which is a report, and its files.
 * @example
 * ```ts
 * const scan = parse('[WARN] 2.14 - Ensure Userland Proxy is Disabled\n')
 * const catalog = await loadCatalog(scan)
 * const {files} = await harden(enrich(scan, catalog), {catalog})
 * files['daemon.json'] // '{\n  "userland-proxy": false\n}\n'
 * ```
 */
export async function harden(document: Findings, options: HardenCall): Promise<Hardening> {
  // Loaded here so that who only wants findings does not pay for it.
  const [{hardenWith}, {loadDockerFacts, loadKubernetesFacts, loadRemedies, loadThreats}] = await Promise.all([
    import('./harden/index.ts'),
    import('./catalog/index.ts')
  ])
  const kubernetes = document.scans.some(({tool}) => tool === 'kube-bench')
  const docker = document.scans.some(({tool}) => tool !== 'kube-bench')
  const [remedies, facts] = await Promise.all([
    options.remedies ?? loadRemedies([...(docker ? (['docker'] as const) : []), ...(kubernetes ? (['kubernetes'] as const) : [])]),
    options.facts ?? {docker: docker ? await loadDockerFacts() : null, kubernetes: kubernetes ? await loadKubernetesFacts() : null}
  ])
  const answered = options.threats ?? threatsByControl(await loadThreats())
  return hardenWith(document, {controls: options.catalog.controls, remedies, facts}, {version, ...options, threats: answered})
}

/** Threats that each control answers. */
function threatsByControl(library: readonly Threat[]): Readonly<Record<string, readonly {readonly id: string; readonly title: string}[]>> {
  const byControl = new Map<string, {id: string; title: string}[]>()
  for (const {id, title, controls} of library)
    for (const control of controls) {
      const list = byControl.get(control)
      if (list) list.push({id, title})
      else byControl.set(control, [{id, title}])
    }
  return Object.fromEntries(byControl)
}

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

/** What the rules of `lint` may know; what is left out keeps the rules that need it silent. */
export interface LintKnowledge {
  /** Controls and numberings of the catalogue. */
  readonly catalog?: Catalog
  /** Facts about Docker's configuration. */
  readonly docker?: DockerFacts
  /** Facts about Kubernetes' configuration. */
  readonly kubernetes?: KubernetesFacts
  /** Modes of files by edition. */
  readonly modes?: FileModesFacts
}

/** What only the caller of `lint` knows. */
export interface LintOptions extends LintKnowledge {
  /** Enriched findings of the log that the write-up is about. */
  readonly findings?: Findings
  /** Name of the write-up's file. */
  readonly file?: string | null
  /** Title of the report. */
  readonly title?: string
  /** When the report is made, ISO 8601 in UTC; default: not said. */
  readonly now?: string | null
}

/**
 * Load everything that the rules of `lint` may know.
 *
 * @returns Catalogue and facts.
 */
export async function loadLintKnowledge(): Promise<Required<LintKnowledge>> {
  const [catalog, docker, kubernetes, modes] = await Promise.all([loadCatalog(), loadDockerFacts(), loadKubernetesFacts(), loadFileModes()])
  return {catalog, docker, kubernetes, modes}
}

/**
 * Say what is wrong in a hand-written threat model or analysis: where, why, the right fact, what to write instead.
 *
 * @param document Write-up, read by `readWriteUp`.
 * @param options Knowledge, and what only the caller knows.
 * @returns The messages as a report; plain JSON.
 * @example
 * ```ts
 * const document = await readWriteUp('Write to /etc/docker/daemon.json:\n{"no-new-priveleges": true}\n')
 * lint(document, await loadLintKnowledge()).messages[0]?.rule // 'daemon-json-unknown-key'
 * ```
 */
export function lint(document: WriteUp, options: LintOptions = {}): LintReport {
  const messages = checkWriteUp(document, {
    catalog: options.catalog ?? null,
    docker: options.docker ?? null,
    kubernetes: options.kubernetes ?? null,
    modes: options.modes ?? null,
    log: options.findings ?? null,
    hashes: titleHashes
  })
  return lintReport(document, messages, {
    file: options.file ?? null,
    now: options.now ?? null,
    rules: rules.map(({name, severity, about}) => ({name, severity, about})),
    version,
    ...(options.title === undefined ? {} : {title: options.title})
  })
}
