/**
 * Colour and cursor sequences in every form seen in logs: raw, as pictures (`␛[`), as carets (`^[[`), as `less`
 * shows them (`ESC[`), and with the escape character lost (`[1;31m`).
 */
const control =
  /(?:(?:\u001b|\u241b|\^\[|ESC)\[|\u009b)[0-9;?]*[A-Za-z]|\u001b\][^\u0007\u001b\n]*(?:\u0007|\u001b\\)?|\u001b[()][A-Z0-9]|\u001b[=>78]/g
const lost = /\[(?:\d{1,2}(?:;\d{1,3})*)?m/g

const marks = ['\u001b', '\u241b', '\u009b', '^[[', 'ESC[']

/** Which forms of colour a log has, so that plain logs pay nothing. */
export interface AnsiForms {
  /** Any form that still has its escape character, or a picture of it. */
  readonly marked: boolean
  /** The form that lost its escape character. */
  readonly lost: boolean
}

/**
 * Find out which forms of colour a log has.
 *
 * @param text The log.
 * @returns The forms.
 */
export function ansiForms(text: string): AnsiForms {
  const marked = marks.some(mark => text.includes(mark))
  return {marked, lost: !marked && text.includes('[0m')}
}

/**
 * Take colour off a line.
 *
 * @param line One line.
 * @param forms The forms the log has.
 * @returns The line without colour.
 */
export function stripAnsi(line: string, forms: AnsiForms): string {
  const marked = forms.marked ? line.replace(control, '') : line
  return forms.lost ? marked.replace(lost, '') : marked
}
