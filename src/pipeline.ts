import {fixFirst, merge, score, scoreOf} from './analyse/index.ts'
import {enrich, titleHashes} from './enrich/index.ts'
import {loadCatalog, loadDockerFacts, loadFileModes, loadKubernetesFacts} from './catalog/index.ts'
import type {
  Catalog,
  DockerFacts,
  FileModesFacts,
  Findings,
  KubernetesFacts,
  LintReport,
  Report,
  ScanReport,
  WriteUp
} from './model/index.ts'
import type {Renderer, RenderOptions} from './render/index.ts'
import {lintReport, type ReportOptions as ScanReportOptions, scanReport} from './report/index.ts'
import {version} from './version.ts'
import {checkWriteUp, rules} from './writeup/index.ts'

/** What only the caller of `report` knows. */
export interface ReportOptions {
  /** The catalogue the findings were enriched with; without it the report has no explanations. */
  readonly catalog?: Catalog
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
    ...(options.title === undefined ? {} : {title: options.title})
  }
  return scanReport(scored, given)
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
  const renderer = all.find(({name, accepts}) => name === options.to && accepts.includes(value.kind))
  const names = all.filter(({accepts}) => accepts.includes(value.kind)).map(({name}) => name)
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
