import {type AnsiForms, findAnsi, stripAnsi} from './ansi.ts'
import {eachEscapedPart, isEscaped} from './escaped.ts'
import {type Frames, framesOf, type Seen, type Unframed, unframed} from './frame.ts'
import {eachPart, isHtml} from './html.ts'
import {findPrefixes, type Prefix, peel} from './prefix.ts'
import {asPrinted, findShown, type ShownForms} from './shown.ts'
import {type Wrapping, wrappingOf} from './wrap.ts'

/** One thing the scanner printed, out of a physical line. */
export interface Bared {
  /** Offset in the physical line where it starts; 0 but for parts of an HTML line. */
  readonly start: number
  /** Offset after it, what was taken off behind it included. */
  readonly end: number
  /** What the scanner printed. */
  readonly text: string
  /** Which of several interleaved outputs it belongs to; `''` when there is none. */
  readonly stream: string
  /** Machine the prefix names, or null. */
  readonly node: string | null
  /** The list it is a line of; null when it is of none. */
  readonly frame: Unframed | null
}

/** Takes carriers off lines; learns what there are from stretches of the log. */
export interface Carriers {
  /** Whether there is anything to take off, as far as was seen; if not, lines are plain. */
  readonly active: boolean
  /** How lines were cut into rows; null when they were not. */
  readonly wrapping: Wrapping | null
  /**
   * Look at the next stretch of the log.
   * @param text It, from a line's start.
   */
  sense(text: string): void
  /**
   * Take the carriers off a line.
   * @param line Physical line without its line ending.
   * @param each Called for what it holds, mostly once.
   */
  take(line: string, each: (bared: Bared) => void): void
}

/** Take the byte order mark off a line. */
function withoutMark(line: string): string {
  return line.charCodeAt(0) === 0xfeff ? line.slice(1) : line
}

/** What escapes of a JSON string may turn into. */
const coloured: AnsiForms = {marked: true, lost: false, written: false}

/**
 * Begin to take carriers off a log: colour, prefixes, HTML, byte order marks.
 *
 * @returns The carriers; none until `sense` finds some.
 */
export function openCarriers(): Carriers {
  const forms: AnsiForms = {marked: false, lost: false, written: false}
  const shown: ShownForms = {spaced: false, bold: false, slashed: false}
  const prefixes = new Set<Prefix>()
  const names = new Set<string>()
  let html = false
  let escaped = false
  let bom = false
  let cut = false
  const seen: Seen = {before: new Map(), after: new Map(), hosts: new Map(), behind: null, count: 0}
  let frames: Frames = {frames: [], behind: ''}
  let wrapping: Wrapping | null = null
  const clean = (line: string): string => stripAnsi(asPrinted(line, shown), forms).text
  const framed = (): boolean => frames.frames.length > 0 || frames.behind !== ''

  return {
    get active() {
      return (
        [...Object.values(forms), ...Object.values(shown)].includes(true) ||
        prefixes.size > 0 ||
        html ||
        escaped ||
        bom ||
        wrapping !== null ||
        framed()
      )
    },
    get wrapping() {
      return wrapping
    },
    sense(text) {
      findAnsi(text, forms)
      bom ||= text.includes('\ufeff')
      findShown(text, shown)
      html ||= text.includes('<') && isHtml(text)
      escaped ||= isEscaped(text)
      wrapping ??= wrappingOf(text)
      const more = findPrefixes(text, clean, seen)
      for (const prefix of more.prefixes) prefixes.add(prefix)
      for (const name of more.names) names.add(name)
      if (!html && (seen.before.size > 0 || seen.behind)) frames = framesOf(seen)
    },
    take(line, each) {
      const bare = stripAnsi(withoutMark(asPrinted(line, shown)), forms, cut)
      cut = bare.cut
      const frame = framed() ? unframed(bare.text, frames) : null
      if (frame) {
        each({start: 0, end: line.length, text: frame.text, stream: frame.name ?? '', node: frame.name, frame})
        return
      }
      const {text, stream, node} = peel(bare.text, {prefixes, names})
      const payload = withoutMark(text)
      if (!html && !escaped) {
        each({start: 0, end: line.length, text: payload, stream, node, frame})
        return
      }
      const off = line.length - payload.length
      const part = (start: number, end: number, said: string): void =>
        each({start: start === 0 ? 0 : start + off, end: end + off, text: said, stream, node, frame})
      if (payload === '') each({start: 0, end: line.length, text: '', stream, node, frame})
      else if (escaped) eachEscapedPart(payload, (start, end, said) => part(start, end, stripAnsi(said, coloured).text))
      else eachPart(payload, part)
    }
  }
}
