/**
 * Skip blanks and line breaks.
 *
 * @param text Text.
 * @param from Offset.
 * @returns Offset of the first character from there on that is not blank, or the length of the text.
 */
export function pastBlanks(text: string, from: number): number {
  let at = from
  while (text.charCodeAt(at) <= 32) at++
  return at
}

/**
 * Skip blanks and line breaks backwards.
 *
 * @param text Text.
 * @param at Offset behind them.
 * @param least Where to stop.
 * @returns Offset of the last character before `at` that is not blank, or `least`.
 */
export function behindBlanks(text: string, at: number, least: number): number {
  let before = at - 1
  while (before > least && text.charCodeAt(before) <= 32) before--
  return before
}
