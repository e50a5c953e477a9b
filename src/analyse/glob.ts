/**
 * Tell whether a text fits a pattern. Each piece between stars is looked for once, from left to right, so that no
 * pattern makes it go back.
 *
 * @param pattern Pattern; `*` stands for any run of characters, everything else for itself.
 * @param text Text.
 * @returns Whether all of the text fits.
 */
export function fits(pattern: string, text: string): boolean {
  const pieces = pattern.split('*')
  const [first = '', ...rest] = pieces
  const last = rest.pop()
  if (last === undefined) return text === pattern
  if (!text.startsWith(first)) return false
  let from = first.length
  for (const piece of rest) {
    const found = text.indexOf(piece, from)
    if (found === -1) return false
    from = found + piece.length
  }
  return text.length - last.length >= from && text.endsWith(last)
}
