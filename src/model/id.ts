/**
 * Compare two dotted ids part by part, numbers as numbers: `4.9` before `4.10`, `C.1` after `9`.
 *
 * @param left Id (example: `'4.9'`).
 * @param right Other id.
 * @returns Negative when `left` comes first, positive when `right` does, 0 when they are equal.
 */
export function compareIds(left: string, right: string): number {
  const a = left.split('.')
  const b = right.split('.')
  for (let index = 0; index < a.length && index < b.length; index++) {
    const order = compareParts(a[index] ?? '', b[index] ?? '')
    if (order !== 0) return order
  }
  return a.length - b.length
}

function compareParts(left: string, right: string): number {
  const a = Number.parseInt(left, 10)
  const b = Number.parseInt(right, 10)
  if (Number.isNaN(a) !== Number.isNaN(b)) return Number.isNaN(a) ? 1 : -1
  if (!Number.isNaN(a) && a !== b) return a - b
  return left < right ? -1 : left > right ? 1 : 0
}
