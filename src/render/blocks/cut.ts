/**
 * Shorten a text.
 *
 * @param text Text of a log.
 * @param length Characters at most.
 * @returns The text, or its start and an ellipsis.
 */
export function cut(text: string, length: number): string {
  // Not between the halves of a character.
  return text.length <= length ? text : `${text.slice(0, length).replace(/[\ud800-\udbff]$/, '')}…`
}
