import type {Status} from '../../model/index.ts'

/** A JSON object. */
export type JsonRecord = Readonly<Record<string, unknown>>

/**
 * Parse JSON.
 *
 * @param text Text.
 * @returns The value, or undefined when it is not JSON.
 */
export function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/**
 * Tell whether a value is a JSON object.
 *
 * @param value Anything.
 * @returns Whether it is an object and no array.
 */
export function isRecord(value: unknown): value is JsonRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

const statuses: ReadonlySet<unknown> = new Set(['PASS', 'FAIL', 'WARN', 'INFO', 'NOTE'])

/**
 * Tell whether a value is a status.
 *
 * @param value Anything.
 * @returns Whether a scanner prints it.
 */
export function isStatus(value: unknown): value is Status {
  return statuses.has(value)
}

/**
 * Give a value as text.
 *
 * @param value Anything.
 * @returns The text, or null when there is none or it is empty.
 */
export function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value || null : typeof value === 'number' ? String(value) : null
}

/**
 * Give a value as a string.
 *
 * @param value Anything.
 * @returns The string, maybe empty, or null when it is none.
 */
export function stringOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null
}

/**
 * Give a value as an object.
 *
 * @param value Anything.
 * @returns The object; an empty one when it is none.
 */
export function objectOf(value: unknown): JsonRecord {
  return isRecord(value) ? value : {}
}

/**
 * Give a value as a list.
 *
 * @param value Anything.
 * @returns Its entries; none when it is no list.
 */
export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

/**
 * Give the texts of a list.
 *
 * @param value Anything.
 * @returns Those of its entries that are text.
 */
export function textsOf(value: unknown): readonly string[] {
  return listOf(value).filter(entry => typeof entry === 'string')
}
