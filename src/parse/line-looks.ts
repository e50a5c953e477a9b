/* What a line looks like before any dialect has read it. */

/** A line that says so little that it may stand anywhere: blank, a rule, a fence. */
const filler = /^(?:[\s\u0000]*|[#=*_~`-]{2,}[\w ]{0,16}|# ?-*|>|\.\.\.|[,\]}][\s,\]}]*)\s*$/
/** What a scanner prints, behind something that stands before it: a line with a status, or what begins a part without any. */
export const tagged: RegExp = /\[(?:PASS|FAIL|WARN|INFO|NOTE)\] (?=[ \dCVE])|Section [A-C] |== [RS]/
/** A line without any of these holds no document, nor a piece of one that was cut. */
export const documentLike: RegExp = /[{"<]/

/** A line that a document begins with is tried as one first: text of a scanner may go on over anything. */
export function startsDocument(text: string, from: number, to: number): boolean {
  const first = from < to ? text.charCodeAt(from) : 0
  if (first !== 91) return first === 123 || first === 60
  const second = from + 1 < to ? text.charCodeAt(from + 1) : 32
  // `[PASS]` is no array, and neither is a timestamp in brackets.
  return second <= 32 || second === 34 || second === 91 || second === 93 || second === 123
}

/** Only a short line is worth the expression; a long one says little only when it is blank. */
export function isFiller(text: string): boolean {
  return text.length < 200 ? filler.test(text) : /^[\s\u0000]*$/.test(text)
}
