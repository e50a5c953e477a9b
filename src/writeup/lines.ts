/** A line of a write-up, its marks told apart from its words. */
export interface Line {
  /** Number, 1-based. */
  readonly number: number
  /** As given, without its end. */
  readonly raw: string
  /** Columns of blanks before the first character; a tab counts 4. */
  readonly indent: number
  /** List mark; null when it has none. */
  readonly mark: 'bullet' | 'number' | null
  /** Depth of a heading, 1 to 6; 0 for other lines. */
  readonly heading: number
  /** Whether all its words are bold. */
  readonly bold: boolean
  /** Whether it is inside a code fence or a fence itself. */
  readonly code: boolean
  /** Its words: Markdown's marks are blanks. */
  readonly text: string
  /** Column of the first character of `text`, 1-based. */
  readonly column: number
}

/** What the Markdown parser says of lines. */
export interface Blocks {
  /** Lines of fenced code, fences included. */
  readonly code: ReadonlySet<number>
  /** Lines that say nothing to a reader: comments, underlines of headings. */
  readonly hidden: ReadonlySet<number>
  /** Depth of headings by line. */
  readonly headings: ReadonlyMap<number, number>
}

/** Lines of a text without Markdown. */
export const noBlocks: Blocks = {code: new Set(), hidden: new Set(), headings: new Map()}

const bulletMark = /^(?:[-*+•▪◦‣·●○–—]|o(?=\t))(?:[ \t]+\[[ xX]\])?[ \t]+/
const numberMark = /^(?:\((?:\d{1,3}|[a-z])\)|\d{1,3}[.)](?!\d)|\d{1,2}:(?=[ \t])|[a-z]\)(?=[ \t])|[a-h]\.(?=[ \t]))[ \t]*/
const namedMark =
  /^(?:threats?|risks?|attack surfaces?(?: areas?)?|areas?|scenarios?|findings?|issues?|no\.?|#)[ \t]*(?:#|no\.?)?[ \t]*\d{1,3}[ \t]*[:.)–—-]{1,3}(?!\d)[ \t]*/i
const rule = /^[ \t]*(?:=[=\s]{3,}|-[-\s]{3,}|_[_\s]{3,}|\*[*\s]{3,})$/
const tags =
  /<\/?(?:a|b|br|i|u|em|p|hr|li|ul|ol|div|span|strong|code|sub|sup|small|details|summary|table|tr|td|th|h[1-6])(?:\s[^<>\n]{0,200})?\/?>/gi

/**
 * Split a text into lines and tell marks from words.
 *
 * @param text Text.
 * @param blocks What the Markdown parser says; none for plain text.
 * @returns Lines, in order.
 */
export function linesOf(text: string, blocks: Blocks): readonly Line[] {
  return text.split(/\r\n|\n|\r/).map((raw, index) => lineOf(raw, index + 1, blocks))
}

function lineOf(raw: string, number: number, blocks: Blocks): Line {
  const start = raw.search(/\S/)
  const code = blocks.code.has(number)
  const from = start < 0 ? raw.length : start
  const base = {number, raw, indent: indentOf(raw, from), code}
  if (code) return {...base, mark: null, heading: 0, bold: false, text: raw.slice(from), column: from + 1}
  if (start < 0 || blocks.hidden.has(number) || rule.test(raw))
    return {...base, mark: null, heading: 0, bold: false, text: '', column: raw.length + 1}
  let at = from
  // Quotes and headings first, then at most two list marks: `### 1. Spoofing`, `- 1) Spoofing`.
  const quote = /^(?:>[ \t]?){1,8}/.exec(raw.slice(at))
  if (quote) at += quote[0].length
  const hashes = /^(#{1,6})(?:[ \t]+|$)/.exec(raw.slice(at, at + 40))
  const heading = blocks.headings.get(number) ?? hashes?.[1]?.length ?? 0
  if (hashes) at += hashes[0].length
  let mark: Line['mark'] = null
  for (let times = 0; times < 3; times++) {
    const rest = raw.slice(at, at + 60)
    const bullet = bulletMark.exec(rest)
    // `**1. Spoofing**`: the mark stands behind the emphasis.
    const emphasis = /^(?:\*\*|__|\*|_)(?=\(?\d{1,3}[.)]|threat|finding|risk)/i.exec(rest)
    const hit = emphasis ?? bullet ?? numberMark.exec(rest) ?? namedMark.exec(rest)
    if (!hit) break
    if (hit === bullet) mark ??= 'bullet'
    else if (hit !== emphasis) mark = 'number'
    at += hit[0].length
  }
  const words = raw.slice(at)
  const bold = /^(?:\*\*|__)[^\n]{1,200}(?:\*\*|__)[:.]?[ \t]*$/.test(raw.slice(from))
  return {...base, mark, heading, bold, text: blanked(words.replace(/[ \t]#{1,6}[ \t]*$/, '')), column: at + 1}
}

function indentOf(raw: string, end: number): number {
  let width = 0
  for (let index = 0; index < end; index++) width += raw[index] === '\t' ? 4 - (width % 4) : 1
  return width
}

/** Put a blank for each mark of Markdown, so that every other character keeps its column. */
function blanked(words: string): string {
  if (!/[*_`[<\\!|]/.test(words)) return words
  const blank = (hit: string): string => ' '.repeat(hit.length)
  return (
    words
      // `\[FAIL]`
      .replace(/\\([[\]*_`<>#|-])/g, ' $1')
      // `**S**poofing`: the letter moves to its word.
      .replace(/(\*\*|__)([A-Z])\1(?=[a-z])/g, '    $2')
      .replace(/!\[[^\]\n]{0,300}\]\([^)\n]{0,600}\)/g, blank)
      .replace(/\[([^\]\n]{0,300})\](\([^)\n]{0,600}\))/g, (_, label: string, link: string) => ` ${label} ${blank(link)}`)
      .replace(tags, blank)
      .replace(/`+/g, blank)
      .replace(/(?<![A-Za-z0-9])\*{1,3}(?=\S)|(?<=\S)\*{1,3}/g, blank)
      .replace(/(?<![A-Za-z0-9_])_{1,3}(?=[A-Za-z0-9])|(?<=[A-Za-z0-9.:!?)])_{1,3}(?![A-Za-z0-9_])/g, blank)
  )
}
