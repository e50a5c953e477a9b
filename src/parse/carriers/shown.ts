/**
 * What pages and Markdown make of a line: blanks that do not break, a bold status, marks with a backslash before them.
 */
export interface ShownForms {
  /** Blanks that do not break. */
  spaced: boolean
  /** `**[PASS]**`. */
  bold: boolean
  /** `\[PASS\]`. */
  slashed: boolean
}

/** A line with a status as it is printed; where one is, lines were not changed so, and names may hold anything. */
const plainTag = /^\[(?:PASS|FAIL|WARN|INFO|NOTE)\] /m
const spacedTag = /\[(?:PASS|FAIL|WARN|INFO|NOTE)\]\u00a0/
const slashedTag = /^\\\[(?:PASS|FAIL|WARN|INFO|NOTE)\\?\]/m
const boldTag = /^([\s>*+-]{0,8})\*\*(\[(?:PASS|FAIL|WARN|INFO|NOTE)\])\*\*/
const slashes = /\\([[\]*_`#+.!|<>~\\-])/g

/**
 * Find out which of these forms a stretch of a log has, so that plain logs pay nothing.
 *
 * @param text The stretch.
 * @param forms What was found before; what is found is added.
 */
export function findShown(text: string, forms: ShownForms): void {
  // One character is found faster than two.
  forms.spaced ||= text.includes('\u00a0') && spacedTag.test(text) && !plainTag.test(text)
  forms.slashed ||= text.includes('\\[') && slashedTag.test(text) && !plainTag.test(text)
  forms.bold ||= text.includes('**[')
}

/**
 * Give a line as it was printed.
 *
 * @param line Line as it is shown.
 * @param forms The forms the log has.
 * @returns The line.
 */
export function asPrinted(line: string, {spaced, bold, slashed}: Readonly<ShownForms>): string {
  let text = spaced ? line.replaceAll('\u00a0', ' ') : line
  if (slashed) text = text.replace(slashes, '$1')
  return bold ? text.replace(boldTag, '$1$2') : text
}
