/** Names that lead to what an object is made of instead of what it holds. */
export const forbidden: ReadonlySet<string> = new Set([
  'constructor',
  '__proto__',
  'prototype',
  '__defineGetter__',
  '__defineSetter__',
  '__lookupGetter__',
  '__lookupSetter__'
])

/** A part of a list whose entries have one value in common. */
export interface Group {
  /** The value; null for entries that have none. */
  readonly key: string | number | boolean | null
  /** The entries, in the order of the list. */
  readonly items: readonly unknown[]
  /** How many they are. */
  readonly count: number
}

/**
 * Group a list by a field of its entries.
 *
 * @param list List.
 * @param field Name of the field, with dots for a field of a field.
 * @returns Groups, in the order in which their keys come first.
 */
export function groupBy(list: unknown, field: unknown): readonly Group[] {
  const path = pathOf(field, 'groupBy')
  const groups = new Map<Group['key'], unknown[]>()
  for (const entry of listOf(list, 'groupBy')) {
    const value = valueAt(entry, path)
    const key = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null
    const group = groups.get(key)
    if (group) group.push(entry)
    else groups.set(key, [entry])
  }
  return [...groups].map(([key, items]) => ({key, items, count: items.length}))
}

/** Words that have an order of their own, the gravest first. */
const orders: readonly (readonly string[])[] = [
  ['critical', 'high', 'medium', 'low'],
  ['fail', 'error', 'review', 'pass', 'info', 'skipped']
]

/**
 * Sort a list by a field of its entries: numbers by value, severities and outcomes from the gravest, other text by its
 * characters, whatever the language of the machine. Entries without the field come last; equal ones stay in order.
 *
 * @param list List.
 * @param field Name of the field, with dots for a field of a field.
 * @param direction `'desc'` for the other way round.
 * @returns A new list.
 */
export function sortBy(list: unknown, field: unknown, direction?: unknown): readonly unknown[] {
  const path = pathOf(field, 'sortBy')
  const entries = listOf(list, 'sortBy').map(entry => ({entry, value: valueAt(entry, path) ?? null}))
  const texts = entries.flatMap(({value}) => (value === null ? [] : [String(value)]))
  const order = orders.find(words => texts.every(text => words.includes(text)))
  const rank = (value: unknown): unknown => (order ? order.indexOf(String(value)) : value)
  const sign = direction === 'desc' ? -1 : 1
  return entries
    .toSorted((a, b) =>
      a.value === null || b.value === null
        ? Number(a.value === null) - Number(b.value === null)
        : sign * compare(rank(a.value), rank(b.value))
    )
    .map(({entry}) => entry)
}

/**
 * Keep the entries of a list whose fields have these values.
 *
 * @param list List.
 * @param wanted Value by name of the field; text may name several with blanks between.
 * @returns A new list.
 */
export function where(list: unknown, wanted: Readonly<Record<string, unknown>>): readonly unknown[] {
  const tests = Object.entries(wanted).map(([field, value]) => ({
    path: pathOf(field, 'where'),
    values: typeof value === 'string' ? new Set<unknown>([value, ...value.split(' ')]) : new Set([value])
  }))
  return listOf(list, 'where').filter(entry => tests.every(({path, values}) => values.has(valueAt(entry, path))))
}

/**
 * Take the first entries of a list.
 *
 * @param list List.
 * @param most How many at most.
 * @returns A new list.
 */
export function limit(list: unknown, most: unknown): readonly unknown[] {
  if (typeof most !== 'number' || !(most >= 0)) throw new TypeError('limit takes a list and a number')
  return listOf(list, 'limit').slice(0, most)
}

/**
 * Write the entries of a list behind each other.
 *
 * @param list Texts and numbers.
 * @param between What stands between them.
 * @returns Plain text.
 */
export function join(list: unknown, between: unknown = ', '): string {
  const texts = listOf(list, 'join').map(entry => {
    if (typeof entry !== 'string' && typeof entry !== 'number') throw new TypeError('join takes a list of texts or numbers')
    return String(entry)
  })
  return texts.join(String(between))
}

/**
 * Compare two values: numbers by value, all else as text by its characters.
 *
 * @param a Value.
 * @param b Value.
 * @returns Less than 0, 0 or more.
 */
export function compare(a: unknown, b: unknown): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b
  const [left, right] = [String(a), String(b)]
  return left < right ? -1 : left > right ? 1 : 0
}

/** A list as it is; nothing is an empty one. */
export function listOf(list: unknown, helper: string): readonly unknown[] {
  if (list === null) return []
  if (!Array.isArray(list)) throw new TypeError(list === undefined ? 'this list is not in the report' : `${helper} takes a list`)
  return list
}

function pathOf(field: unknown, helper: string): readonly string[] {
  if (typeof field !== 'string' || field === '') throw new TypeError(`${helper} takes the name of a field in quotation marks`)
  const path = field.split('.')
  if (path.some(part => forbidden.has(part))) throw new TypeError(`a template may not ask for \`${field}\``)
  return path
}

function valueAt(entry: unknown, path: readonly string[]): unknown {
  let value = entry
  for (const part of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, part)) return undefined
    value = (value as Readonly<Record<string, unknown>>)[part]
  }
  return value
}
