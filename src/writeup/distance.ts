/**
 * Count the slips between two words: a letter left out, put in, changed, or swapped with its neighbour.
 *
 * @param left Word.
 * @param right Other word.
 * @param most Answers above this are all the same to the caller; keeps the work small.
 * @returns The count, or `most + 1` when it is more.
 */
export function slips(left: string, right: string, most: number): number {
  if (Math.abs(left.length - right.length) > most) return most + 1
  let before: number[] = []
  let above = Array.from({length: right.length + 1}, (_, index) => index)
  for (let row = 1; row <= left.length; row++) {
    const now = [row]
    let least = row
    for (let column = 1; column <= right.length; column++) {
      const same = left[row - 1] === right[column - 1]
      let count = Math.min((above[column] ?? 0) + 1, (now[column - 1] ?? 0) + 1, (above[column - 1] ?? 0) + (same ? 0 : 1))
      if (row > 1 && column > 1 && left[row - 1] === right[column - 2] && left[row - 2] === right[column - 1])
        count = Math.min(count, (before[column - 2] ?? 0) + 1)
      now.push(count)
      if (count < least) least = count
    }
    if (least > most) return most + 1
    before = above
    above = now
  }
  return Math.min(above[right.length] ?? 0, most + 1)
}

/**
 * Find the word that is meant.
 *
 * @param word Word as written.
 * @param known Words there are.
 * @param most Slips allowed.
 * @returns The nearest word within `most` slips; null when there is none, or two are as near.
 */
export function nearest(word: string, known: Iterable<string>, most: number): string | null {
  let best: string | null = null
  let least = most + 1
  for (const candidate of known) {
    const count = slips(word, candidate, Math.min(least, most))
    if (count < least) {
      least = count
      best = candidate
    } else if (count === least && count <= most) best = null
  }
  return best
}
