import {unescaped} from '../escapes.ts'

const tagAt = /(?:(?:\\u001[bB]|\\x1[bB]|\\033)\[[0-9;]{0,16}m)?\[(?:PASS|FAIL|WARN|INFO|NOTE)\]/y
/** What follows a line in the files of Docker's json-file log driver. */
const driver = /^(?:\\n)?","stream":"std(?:out|err)"(?:,"attrs":\{[^{}]{0,500}\})?,"time":"[^"]{1,40}"\}$/
/** The line ending of each line is written as `\r\n` where it is one of Windows'. */
const noReturn = {r: ''}

/**
 * Tell whether a stretch of a log is the inside of JSON strings: its lines are parted by `\n`, written out.
 *
 * @param text The stretch.
 * @returns Whether it is: one such line may stand in any string, several are a log.
 */
export function isEscaped(text: string): boolean {
  let count = 0
  for (let at = text.indexOf('\\n'); at !== -1 && count < 2; at = text.indexOf('\\n', at + 2)) {
    tagAt.lastIndex = at + 2
    if (tagAt.test(text)) count++
    else if (text.startsWith('","stream":"std', at + 2)) return true
  }
  return count === 2
}

/**
 * Part a physical line at its written-out line feeds and read the other escapes.
 *
 * @param line One line.
 * @param each Called for each part with its start and end in the line and what it says.
 */
export function eachEscapedPart(line: string, each: (start: number, end: number, text: string) => void): void {
  let start = line.startsWith('{"log":"') ? 8 : 0
  const from = start
  if (start === line.length) each(0, start, '')
  while (start < line.length) {
    const end = nextFeed(line, start)
    const next = end === line.length ? end : end + 2
    const part = line.slice(start, end)
    // What Docker's driver writes behind a line says nothing of the scanner.
    if (driver.test(part)) each(start, next, '')
    else if (driver.test(line.slice(end))) {
      each(start === from ? 0 : start, line.length, plain(part))
      return
    } else each(start === from ? 0 : start, next, plain(part))
    start = next
  }
}

function plain(text: string): string {
  return unescaped(text, noReturn)
}

/** Offset of the next `\n` whose backslash is not itself escaped, or the end. */
function nextFeed(line: string, from: number): number {
  for (let at = line.indexOf('\\', from); at !== -1; at = line.indexOf('\\', at + 2)) {
    if (line.charCodeAt(at + 1) === 110) return at
  }
  return line.length
}
