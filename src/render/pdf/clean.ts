import {visible} from '../visible.ts'

const ascii = /^[\x20-\x7e]*$/

/** Whether some font of the chain can show a code point. */
export type Covers = (codePoint: number) => boolean

/**
 * Make a text printable: white space is one blank, what is hidden or has no glyph stands as its name, `[U+4E2D]`.
 *
 * @param text Text.
 * @param covers Whether there is a glyph.
 * @returns Text of which every character has a glyph.
 */
export function clean(text: string, covers: Covers): string {
  const line = /[\t\n\r]/.test(text) ? text.replace(/[\t\n\r]+/g, ' ') : text
  return printable(line, covers)
}

/**
 * Make a line of code printable; blanks stay, tabs reach to the next multiple of four.
 *
 * @param line One line.
 * @param covers Whether there is a glyph.
 * @returns Line of which every character has a glyph.
 */
export function cleanCode(line: string, covers: Covers): string {
  let column = 0
  const wide = line.includes('\t')
    ? line.replace(/[^\t]+|\t/g, part => {
        const text = part === '\t' ? ' '.repeat(4 - (column % 4)) : part
        column += text.length
        return text
      })
    : line
  return printable(wide, covers)
}

function printable(line: string, covers: Covers): string {
  if (ascii.test(line)) return line
  let text = ''
  // Letters with accents as one character: fonts have more of those than of loose accents.
  for (const character of visible(line).normalize('NFC')) {
    const codePoint = character.codePointAt(0) ?? 0
    text += covers(codePoint) ? character : `[U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}]`
  }
  return text
}

/**
 * Read a web or mail address; anything else never becomes clickable.
 *
 * @param url Address from a document.
 * @returns The address in ASCII, as PDF wants it; null when it is not allowed.
 */
export function safeUrl(url: string): string | null {
  if (!/^(?:https?:\/\/|mailto:)[^\s]+$/i.test(url) || visible(url) !== url) return null
  return url.replace(/[^\x21-\x7e]+/g, encodeURIComponent)
}
