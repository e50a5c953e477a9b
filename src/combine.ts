import {merge} from './analyse/merge.ts'
import {score} from './analyse/score.ts'
import {enrich} from './enrich/index.ts'
import type {Catalog, Findings} from './model/index.ts'

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
