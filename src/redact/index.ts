/**
 * # redact
 * Takes findings and what is to be replaced. Gives the same findings with pseudonyms in the place of names of machines,
 * containers, users, images and addresses; the same name has the same pseudonym everywhere.
 * May not: change ids, statuses, outcomes, positions or what `enrich` said; invent a name from chance or a clock.
 * @module
 */
import type {Findings} from '../model/index.ts'
import {type Pseudonyms, type RedactClass, openBook} from './book.ts'
import {collect} from './collect.ts'
import {type Redaction, redactionOf} from './replace.ts'

export {classes as redactClasses, type Pseudonyms, type RedactClass} from './book.ts'
export type {Redaction} from './replace.ts'

/** What is replaced, and how. */
export interface RedactOptions {
  /** What to replace: `hosts` are machines, containers, networks and domains. */
  readonly what: readonly RedactClass[]
  /** Names that stay readable besides those every installation has. */
  readonly keep?: readonly string[]
  /** Pseudonyms of an earlier call: they are used again, so that two calls agree. */
  readonly pseudonyms?: Pseudonyms
}

/**
 * Give every name in findings a pseudonym.
 *
 * @param document Findings, enriched or not.
 * @param options What to replace.
 * @returns New findings; positions, ids, outcomes and counts are those of the log, and the last message says how many
 * names were replaced.
 * @example
 * ```ts
 * const scan = parse('[WARN] 5.4 - Privileged\n[WARN]      * Container running in Privileged mode: web-1\n')
 * redact(scan, {what: ['hosts']}).findings[0]?.items[0]?.subject // 'container-1'
 * ```
 */
export function redact(document: Findings, options: RedactOptions): Findings {
  return openRedaction([document], options).findings(document)
}

/**
 * Give the names of several documents pseudonyms, so that a name has the same in all of them.
 *
 * @param documents All findings of a call.
 * @param options What to replace.
 * @returns Functions that replace names in each of them and in what goes with them.
 */
export function openRedaction(documents: readonly Findings[], options: RedactOptions): Redaction {
  const book = openBook(options.what, options.keep ?? [], options.pseudonyms ?? null)
  collect(book, documents)
  return redactionOf(book)
}
