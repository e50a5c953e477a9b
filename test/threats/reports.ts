import {loadCatalog, loadTechniques, loadThreats} from '../../src/catalog/index.ts'
import type {Findings, ThreatsReport} from '../../src/model/index.ts'
import {parse} from '../../src/parse/index.ts'
import {combine} from '../../src/combine.ts'
import {type ThreatsOptions, threats} from '../../src/threat-models.ts'
import {sample} from '../fixtures.ts'

export const catalog = await loadCatalog()
export const library = await loadThreats()
const techniques = await loadTechniques()

/** The time every report of these tests is made at. */
export const now = '2026-01-02T03:04:05.000Z'

/** Findings of logs, enriched. */
export function findingsOf(...logs: readonly {readonly text: string; readonly file?: string}[]): Findings {
  return combine(
    logs.map(({text, file}) => parse(text, {file: file ?? null})),
    catalog
  )
}

/** Findings of a bundled sample. */
export function findingsOfSample(...names: readonly string[]): Findings {
  return findingsOf(...names.map(name => ({text: sample(name), file: name})))
}

/** A threat model. */
export function threatsOf(document: Findings | null, options: Partial<ThreatsOptions> = {}): ThreatsReport {
  return threats(document, {catalog, library, techniques, now, ...options})
}
