/**
 * Make a search that is not made again while its answer holds, so that asking often costs no more than one pass.
 *
 * @param text Text.
 * @param string What is sought.
 * @returns Tells where `string` stands next from an offset on, or the length of the text. Offsets should not go down.
 */
export function seeker(text: string, string: string): (from: number) => number {
  let asked = 0
  let found = -1
  return from => {
    if (found >= from && asked <= from) return found
    const at = text.indexOf(string, from)
    asked = from
    found = at === -1 ? text.length : at
    return found
  }
}
