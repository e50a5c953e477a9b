import {diff} from './analyse/diff.ts'
import {fixFirst} from './analyse/first.ts'
import {score, scoreOf} from './analyse/score.ts'
import type {HardenFacts, Hardening, HardenOptions} from './harden/index.ts'
import type {Catalog, DiffReport, Findings, Remedies, Report, ScanReport, Threat, WaiverUse} from './model/index.ts'
import type {Renderer, RenderOptions} from './render/index.ts'
import {diffReport} from './report/diff.ts'
import {type ReportOptions as ScanReportOptions, scanReport} from './report/scan-report.ts'
import {version} from './version.ts'

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
