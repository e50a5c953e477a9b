import {pastBlanks} from './blanks.ts'

/** A key that a document of ours may have: a word, or the id of a check; sticky. */
const keyAt: RegExp = /"([A-Za-z_][\w-]{0,40}|(?:C\.)?\d{1,3}(?:\.\d{1,3}){1,4})"\s*:/y

/** The id of a check as a key of docker-bench-security's flat JSON. */
const flatId: RegExp = /^(?:C\.)?\d{1,3}(?:\.\d{1,3}){1,4}$/

/**
 * Read a key.
 *
 * @param text Text.
 * @param at Offset of its quote.
 * @returns The key; null when no document of ours has one there.
 */
export function nameAt(text: string, at: number): string | null {
  keyAt.lastIndex = at
  return keyAt.exec(text)?.[1] ?? null
}

/**
 * Tell whether a key is one that a dialect has.
 *
 * @param name Key.
 * @param names Keys that the dialects know; ids of checks are known without.
 * @returns Whether it is.
 */
export function isKnown(name: string, names: ReadonlySet<string>): boolean {
  return names.has(name) || flatId.test(name)
}

/**
 * Read the first key of an object.
 *
 * @param text Text.
 * @param brace Offset of its `{`.
 * @returns The key; null when no document of ours has one there.
 */
export function firstKey(text: string, brace: number): string | null {
  return nameAt(text, pastBlanks(text, brace + 1))
}
