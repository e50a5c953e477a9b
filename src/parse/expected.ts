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
   * Find the check a remediation is for: the next of its id behind the one before.
   * @param text A text that holds the id.
   * @param from Offset of its first character.
   * @param to Offset after its last one.
   * @returns Which check of the scan it is, -1 when none of this id is left.
   */
  take(text: string, from: number, to: number): number
  /** Expect nothing again. */
  clear(): void
}

/**
 * Begin a list of expected remediations.
 *
 * @returns The empty list.
 */
export function expectNothing(): Expected {
  // Longer than `size` behind `clear`: what stands in them is written over, for a log has many sections.
  const ids: string[] = []
  const checks: number[] = []
  let size = 0
  /** Places by id, made when one does not come in its turn. */
  const places = new Map<string, {readonly at: number[]; next: number}>()
  let indexed = 0
  let next = 0

  function find(id: string): number {
    for (; indexed < size; indexed++) {
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
      return size
    },
    add(id, check) {
      ids[size] = id
      checks[size++] = check
    },
    take(text, from, to) {
      const id = text.slice(from, to)
      const found = next < size && ids[next] === id ? next : find(id)
      if (found === -1) return -1
      next = found + 1
      return checks[found] ?? -1
    },
    clear() {
      size = 0
      places.clear()
      indexed = 0
      next = 0
    }
  }
}
