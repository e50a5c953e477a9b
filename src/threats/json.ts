/** A JSON object from outside. */
export type Json = Readonly<Record<string, unknown>>

/** Tell whether a value is an object with fields. */
export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** A list, or an empty one where something else stands. */
export function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

/** A text, or an empty one where something else stands; numbers are ids in some files. */
export function text(value: unknown): string {
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : ''
}
