import {visible} from '../visible.ts'

/**
 * Shorten a text; what is cut shows as an ellipsis.
 *
 * @param text Text.
 * @param most Longest result, UTF-16 code units, at least 1.
 * @returns The text, or its start with `…`; never half a character.
 */
export function clip(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1).replace(/[\ud800-\udbff]$/, '')}…`
}

/**
 * Put a value of a log on one line, everything hidden visible.
 *
 * @param value Text of a log; may be megabytes long.
 * @param most Longest result.
 * @returns One line without control characters and lone surrogates.
 */
export function line(value: string, most: number): string {
  // Cut before the work and again behind it, for a visible name is longer than what it stands for.
  return clip(
    visible(value.slice(0, most + 1).replace(/\r\n?|\n|\t/g, ' '))
      .replace(/ {2,}/g, ' ')
      .trim(),
    most
  )
}

/** The longest name of a hidden character: `[U+10FFFF]`. */
const longestName = 10

/**
 * Keep the lines of a value of a log, everything hidden visible.
 *
 * @param value Text of a log; may be megabytes long.
 * @param most Longest result but for the words that say how much was cut.
 * @returns Lines that end with line feeds.
 */
export function lines(value: string, most: number): string {
  const all = start(value, most)
  // Names are longer than what they stand for: a text full of them is cut to what fits for sure.
  return all.shown.length <= most ? told(all, value) : told(start(value, Math.floor(most / longestName)), value)
}

interface Start {
  readonly shown: string
  /** How much of the value it shows. */
  readonly length: number
}

function start(value: string, most: number): Start {
  const kept = value.length <= most ? value : value.slice(0, most).replace(/[\ud800-\udbff\r]$/, '')
  return {shown: visible(kept.replace(/\r\n?/g, '\n')), length: kept.length}
}

function told({shown, length}: Start, value: string): string {
  return length === value.length ? shown : `${shown}\n… (${value.length - length} more characters in the log)`
}

/**
 * Put a value in a code span of Markdown, so that no reader takes it for a link, a mention or HTML.
 *
 * @param value Text on one line.
 * @returns Markdown.
 */
export function codeSpan(value: string): string {
  if (value === '') return ''
  const ticks = '`'.repeat(longestRun(value) + 1)
  // A blank beside the fence is taken off by readers, and needed where the value has a backtick or a blank there.
  const space = /^[` ]|[` ]$/.test(value) ? ' ' : ''
  return `${ticks}${space}${value}${space}${ticks}`
}

/**
 * Put a value in a code block of Markdown.
 *
 * @param value Text; its lines stay.
 * @returns Markdown.
 */
export function codeBlock(value: string): string {
  const fence = '`'.repeat(Math.max(3, longestRun(value) + 1))
  return `${fence}\n${value}\n${fence}`
}

function longestRun(value: string): number {
  let longest = 0
  for (const run of value.match(/`+/g) ?? []) longest = Math.max(longest, run.length)
  return longest
}

/**
 * Count the bytes of a text in UTF-8 without making them.
 *
 * @param text Text; a lone surrogate counts as the three bytes of U+FFFD.
 * @returns Bytes.
 */
export function bytesOf(text: string): number {
  let bytes = 0
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index)
    if (code < 0x80) bytes += 1
    else if (code < 0x800) bytes += 2
    else if (code >= 0xd800 && code <= 0xdbff && (text.charCodeAt(index + 1) & 0xfc00) === 0xdc00) {
      bytes += 4
      index++
    } else bytes += 3
  }
  return bytes
}
