const lineBreak = /<br ?\/?>/gi
const wrapping = /<\/?(?:pre|code|samp|tt|p|div|span|b|i|em|strong|font|ol|ul|li|table|tbody|td|th|tr)\b[^<>\n]{0,200}>/gi
/** A line of which a status is the first that is no markup. */
const wrapped = /(?:^|\n)[ \t]{0,40}(?:<[a-z][^<>\n]{0,200}>[ \t]{0,40}){1,8}\[(?:PASS|FAIL|WARN|INFO|NOTE)\]/gi
const entities = /&(?:lt|gt|amp|quot|apos|nbsp|#39|#x27);/g
const characters: Readonly<Record<string, string>> = {
  '&lt;': '<',
  '&gt;': '>',
  '&amp;': '&',
  '&quot;': '"',
  '&apos;': "'",
  '&#39;': "'",
  '&#x27;': "'",
  '&nbsp;': ' '
}

/**
 * Tell whether a stretch of a log went through HTML: its lines are parted by `<br>`, or are elements each.
 *
 * @param text The stretch.
 * @returns Whether it did.
 */
export function isHtml(text: string): boolean {
  return /<br ?\/?>(?:\r?\n|[^\n]{0,80}\[(?:PASS|FAIL|WARN|INFO|NOTE)\])/i.test(text) || (text.match(wrapped)?.length ?? 0) > 2
}

/**
 * Part a physical line at its `<br>`s and take markup and character references off.
 *
 * @param line One line.
 * @param each Called for each part with its start and end in the line and what it says.
 */
export function eachPart(line: string, each: (start: number, end: number, text: string) => void): void {
  let start = 0
  while (start < line.length) {
    lineBreak.lastIndex = start
    const hit = lineBreak.exec(line)
    const end = hit ? hit.index : line.length
    const next = hit ? end + hit[0].length : line.length
    each(
      start,
      next,
      line
        .slice(start, end)
        .replace(wrapping, '')
        .replace(entities, found => characters[found] ?? found)
    )
    start = next
  }
}
