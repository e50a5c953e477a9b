/**
 * The ids that remediations will be given for, in the order of their checks: which check a remediation is for follows
 * from its id and from what came before it, since an id may stand twice.
 */
export interface Expected {
  /** How many there are. */
  readonly size: number
  /**
   * Note a check that may get a remediation.
   * @param id Id.
   * @param check Which check of the scan it is, counted from 0.
   */
  add(id: string, check: number): void
  /**
   * Find the check a remediation is for: the next of this id behind the one before.
   * @param id Id.
   * @returns Which check of the scan it is, -1 when none of this id is left.
   */
  take(id: string): number
}

/**
 * Begin a list of expected remediations.
 *
 * @returns The empty list.
 */
export function expectNothing(): Expected {
  const ids: string[] = []
  const checks: number[] = []
  /** Places by id, made when one does not come in its turn. */
  let places: Map<string, {readonly at: number[]; next: number}> | null = null
  let indexed = 0
  let next = 0

  function find(id: string): number {
    if (ids[next] === id) return next
    places ??= new Map()
    for (; indexed < ids.length; indexed++) {
      const key = ids[indexed] ?? ''
      const known = places.get(key)
      if (known) known.at.push(indexed)
      else places.set(key, {at: [indexed], next: 0})
    }
    const known = places.get(id)
    if (!known) return -1
    while (known.next < known.at.length && (known.at[known.next] ?? 0) < next) known.next++
    return known.at[known.next] ?? -1
  }

  return {
    get size() {
      return ids.length
    },
    add(id, check) {
      ids.push(id)
      checks.push(check)
    },
    take(id) {
      const found = find(id)
      if (found === -1) return -1
      next = found + 1
      return checks[found] ?? -1
    }
  }
}
