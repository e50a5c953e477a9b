import {loadDockerFacts, loadFileModes, loadKubernetesFacts} from './catalog/facts.ts'
import {loadCatalog} from './catalog/load.ts'
import {titleHashes} from './enrich/index.ts'
import type {Catalog, DockerFacts, FileModesFacts, Findings, KubernetesFacts, LintReport, WriteUp} from './model/index.ts'
import {lintReport} from './report/lint.ts'
import {version} from './version.ts'
import {checkWriteUp, rules} from './writeup/index.ts'

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
