/**
 * Colour and cursor sequences in every form seen in logs: raw, as pictures (`␛[`), as carets (`^[[`), as `less`
 * shows them (`ESC[`), and with the escape character lost (`[1;31m`).
 * Operating-system and application commands (`ESC ]`, `ESC _`) go with what they hold.
 */
const control =
  /(?:\u001b|\u241b|\^\[|ESC)\[[0-9;?]*[A-Za-z]|\u001b[\]_P][^\u0007\u001b\n]*(?:\u0007|\u001b\\)?|\u001b[()][A-Z0-9]|\u001b[=>78cDEHMNOZ]/g
/**
 * As C and JSON write them, and in eight bits: only around a status, for in a string of JSON they are what somebody's name
 * holds.
 */
const written =
  /(?:(?:\\u001[bB]|\\x1[bB]|\\033|\\e)\[|\u009b)[0-9;]{0,16}m(?=\[(?:PASS|FAIL|WARN|INFO|NOTE)\])|(?<=\[(?:PASS|FAIL|WARN|INFO|NOTE)\] ?)(?:(?:\\u001[bB]|\\x1[bB]|\\033|\\e)\[|\u009b)0?m/g
/** Only with a number: `[mysql:8]` and `[K8s]` are words. */
const lost = /(?<!\\u001[bB]|\\x1[bB]|\\033|\\e)\[\d{1,2}(?:;\d{1,3}){0,8}[mK]/g
/** A sequence that the end of its line cut in two, and the other half of it. */
const cutTail = /(?:(?:\u001b|\u241b|\^\[|ESC)\[?|\^)[0-9;]{0,16}$/
const cutHead = /^(?:\[[0-9;]{0,16}|[0-9;]{1,16})[mK]/

const pictures = /\^\[\[|ESC\[/
const writtenOnes = /(?:\\(?:u001[bB]|x1[bB]|033|e)\[|\u009b)[0-9;]{0,16}m\[/

/** Which forms of colour a stretch of a log has, so that plain logs pay nothing. */
export interface AnsiForms {
  /** Any form that still has its escape character, or a picture of it. */
  marked: boolean
  /** The form that lost its escape character. */
  lost: boolean
  /** The escape character written out, as C and JSON do. */
  written: boolean
}

/**
 * Find out which forms of colour a stretch of a log has.
 *
 * @param text The stretch.
 * @param forms What was found before; what is found is added.
 */
export function findAnsi(text: string, forms: AnsiForms): void {
  // What is coloured is reset: where nothing is, the dearer questions need not be asked.
  const reset = text.includes('0m') && text.includes('[0m')
  forms.lost ||= reset
  forms.marked ||= text.includes('\u001b') || text.includes('\u241b') || (reset && pictures.test(text))
  forms.written ||= (reset || text.includes('\u009b')) && writtenOnes.test(text)
}

/**
 * Take colour off a line.
 *
 * @param line One line.
 * @param forms The forms the log has.
 * @param cut Whether the line before ended inside a sequence.
 * @returns The line without colour, and whether it ends inside a sequence.
 */
export function stripAnsi(line: string, forms: Readonly<AnsiForms>, cut = false): {text: string; cut: boolean} {
  let text = cut ? line.replace(cutHead, '') : line
  if (forms.marked) text = text.replace(control, '')
  if (forms.written) text = text.replace(written, '')
  if (forms.lost) text = text.replace(lost, '')
  if (!forms.marked) return {text, cut: false}
  const tail = cutTail.exec(text.slice(-24))
  return tail ? {text: text.slice(0, text.length - tail[0].length), cut: true} : {text, cut: false}
}
