/* What a line looks like before any dialect has read it. */

/** A line that says so little that it may stand anywhere: blank, a rule, a fence. */
const filler = /^(?:[\s\u0000]*|[#=*_~`-]{2,}[\w ]{0,16}|# ?-*|>|\.\.\.|[,\]}][\s,\]}]*)\s*$/
/** What a scanner prints, behind something that stands before it. */
export const tagged: RegExp = /\[(?:PASS|FAIL|WARN|INFO|NOTE)\] (?=[ \dCV])/
/** A line without any of these holds no document, nor a piece of one that was cut. */
export const documentLike: RegExp = /[{"<]/

/** A line that a document begins with is tried as one first: text of a scanner may go on over anything. */
export function startsDocument(text: string, from: number, to: number): boolean {
  if (from >= to) return false
  const first = text.charCodeAt(from)
  if (first === 123 || first === 60) return true
  if (first !== 91) return false
  if (from + 1 >= to) return true
  const second = text.charCodeAt(from + 1)
  // `[PASS]` is no array, and neither is a timestamp in brackets.
  return second === 123 || second === 34 || second === 91 || second === 93 || second === 32
}

/** Only a short line is worth the expression; a long one says little only when it is blank. */
export function isFiller(text: string): boolean {
  return text.length < 200 ? filler.test(text) : /^[\s\u0000]*$/.test(text)
}
