import type {StreamWriter} from './writer.ts'

/**
 * Tell where blanks, commas and closing brackets end.
 *
 * @param text Text.
 * @param from Where they begin.
 * @param stop Character that ends them too.
 * @returns Offset behind them.
 */
export function separators(text: string, from: number, stop = -1): number {
  let at = from
  while (at < text.length) {
    const code = text.charCodeAt(at)
    if (code === stop || (code > 32 && code !== 44 && code !== 93 && code !== 125 && code !== 0xfeff)) break
    at++
  }
  return at
}

/**
 * Tell what stands between an offset and the end of its line.
 *
 * @param text Text.
 * @param from Offset.
 * @param feedFrom Tells the next line feed.
 * @returns Where the next line begins, whether there is a line feed, and whether nothing of weight stands there.
 */
export function restOfLine(text: string, from: number, feedFrom: (from: number) => number): {next: number; ended: boolean; blank: boolean} {
  const feed = feedFrom(from)
  const next = Math.min(feed + 1, text.length)
  return {next, ended: feed < text.length, blank: separators(text, from) >= next}
}

/**
 * Take the lines that hold nothing but closing brackets.
 *
 * @param text Text.
 * @param writer Accounts for their bytes.
 * @param from Where they begin.
 * @param final Whether no more text will come.
 * @param feedFrom Tells the next line feed.
 * @returns Offset behind them.
 */
export function closers(text: string, writer: StreamWriter, from: number, final: boolean, feedFrom: (from: number) => number): number {
  let at = from
  for (;;) {
    const rest = restOfLine(text, at, feedFrom)
    if (at >= text.length || !rest.blank || (!rest.ended && !final)) return at
    if (!/[\]}]/.test(text.slice(at, Math.min(rest.next, at + 200)))) return at
    writer.space(rest.next)
    at = rest.next
  }
}
