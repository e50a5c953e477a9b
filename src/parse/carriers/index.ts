import type {Line} from '../line.ts'
import {ansiForms, stripAnsi} from './ansi.ts'
import {detectPrefixes, type Prefix} from './prefix.ts'

const lineBreakTag = /<br ?\/?>$/i

/**
 * Read the lines of a log with their carriers taken off: colour, prefixes, carriage returns, a byte order mark.
 * The places stay those of the log as given.
 *
 * @param text The log.
 * @param each Called for each line, in order, with the machine its prefix names, or null.
 */
export function eachLine(text: string, each: (line: Line, node: string | null) => void): void {
  const forms = ansiForms(text)
  const coloured = forms.marked || forms.lost
  const prefixed = detectPrefixes(text, line => stripAnsi(line, forms))
  const html = /<br ?\/?>\r?\n/i.test(text.slice(0, 20_000))
  let start = 0
  let number = 1
  while (start < text.length) {
    const feed = text.indexOf('\n', start)
    const next = feed === -1 ? text.length : feed + 1
    let end = feed === -1 ? text.length : feed
    while (end > start && text.charCodeAt(end - 1) === 13) end--
    let payload = text.slice(start === 0 && text.charCodeAt(0) === 0xfeff ? 1 : start, end)
    if (coloured) payload = stripAnsi(payload, forms)
    let stream = ''
    let node: string | null = null
    if (prefixed.length > 0) {
      const peeled = peel(payload, prefixed)
      payload = peeled.text
      stream = peeled.stream
      node = peeled.node
      if (coloured && payload.charCodeAt(0) === 27) payload = stripAnsi(payload, forms)
    }
    if (html) payload = payload.replace(lineBreakTag, '')
    each({start, end, next, line: number, column: 1, endLine: number, endColumn: end - start + 1, stream, text: payload}, node)
    start = next
    number++
  }
}

/** Take each prefix off once, in order, and again while one still fits: they may stand in any order. */
function peel(line: string, prefixed: readonly Prefix[]): {text: string; stream: string; node: string | null} {
  let text = line
  let stream = ''
  let node: string | null = null
  const used = new Set<Prefix>()
  for (let again = true; again; ) {
    again = false
    for (const prefix of prefixed) {
      if (used.has(prefix)) continue
      const hit = prefix.match.exec(text)
      if (!hit) continue
      used.add(prefix)
      again = true
      text = text.slice(hit[0].length)
      const name = hit.groups?.['stream']
      if (name !== undefined) {
        stream = name
        if (prefix.node) node = name
      }
    }
  }
  return {text, stream, node}
}
