/*
 * Names are looked up, not searched for: from each beginning of a word the text is followed as long as some name goes
 * on like that, so that the time is that of the text, however many names there are.
 */

/** Where a name is replaced. */
export type Reach =
  /** Wherever it stands between what is neither letter nor digit: `web-1` in `web-1_data`. */
  | 'anywhere'
  /** Only as a whole name: `postgres` in `postgres, redis`, not in `postgres-exporter`. */
  | 'whole'
  /** Only where a name must stand, for it is a word or very short: `web` behind `Running as root: `. */
  | 'value'

/** A name that is replaced. */
export interface Entry {
  /** Name as it was found first. */
  readonly name: string
  /** Kind of pseudonym (example: `'host'`). */
  readonly kind: string
  /** Where it is replaced; it may turn out to reach further. */
  reach: Reach
  /** What it is replaced by; null until it was, so that numbers have no gaps. */
  pseudonym: string | null
}

/** Names to be replaced; it grows while they are collected. */
export interface Matcher {
  readonly names: Map<string, Entry>
  /** The same in small letters: `WEB-1` is `web-1` where nothing goes by that very name. */
  readonly folded: Map<string, Entry>
  readonly beginnings: Set<string>
}

/** No name of a machine, container, user or image is longer, or of more parts. */
const longest = 512
const mostParts = 48

/** Make a matcher without names. */
export function emptyMatcher(): Matcher {
  return {names: new Map(), folded: new Map(), beginnings: new Set()}
}

/**
 * Add a name.
 *
 * @param matcher Matcher.
 * @param name Name; it begins and ends with a letter or digit.
 * @param entry What it is replaced by.
 * @returns Whether it can be found in texts; a name longer than any real one cannot.
 */
export function addName(matcher: Matcher, name: string, entry: Entry): boolean {
  if (name.length > longest) return false
  const ends = endsOf(name)
  if (ends.length > mostParts) return false
  matcher.names.set(name, entry)
  const lower = name.toLowerCase()
  if (entry.reach === 'anywhere' && !matcher.folded.has(lower)) matcher.folded.set(lower, entry)
  for (const end of ends) matcher.beginnings.add(name.slice(0, end).toLowerCase())
  return true
}

/**
 * Replace every name in a text, the longest first.
 *
 * @param text Text.
 * @param matcher Names.
 * @param values From where on every name stands for itself: the list behind `Containers running without limits: `.
 * @param pseudonym Gives what a name is replaced by.
 * @returns The text with pseudonyms.
 */
export function replaceNames(text: string, matcher: Matcher, values: number, pseudonym: (entry: Entry) => string): string {
  if (matcher.names.size === 0) return text
  let out = ''
  let copied = 0
  let at = 0
  while (at < text.length) {
    if (!isWord(text.charCodeAt(at))) {
      at++
      continue
    }
    const hit = longestAt(text, at, matcher, values)
    if (hit === null) {
      at = endOfRun(text, at)
      continue
    }
    out += text.slice(copied, at) + pseudonym(hit.entry)
    copied = hit.end
    at = hit.end
  }
  return copied === 0 ? text : out + text.slice(copied)
}

function longestAt(
  text: string,
  start: number,
  {names, folded, beginnings}: Matcher,
  values: number
): {readonly entry: Entry; readonly end: number} | null {
  let best: {entry: Entry; end: number} | null = null
  let end = endOfRun(text, start)
  while (end - start <= longest) {
    const part = text.slice(start, end)
    const lower = part.toLowerCase()
    if (!beginnings.has(lower)) break
    const entry = names.get(part) ?? folded.get(lower)
    if (entry !== undefined && reaches(entry.reach, text, start, end, values)) best = {entry, end}
    let next = end
    while (next < text.length && next - start <= longest && !isWord(text.charCodeAt(next))) next++
    if (next >= text.length || next - start > longest) break
    end = endOfRun(text, next)
  }
  return best
}

const joins = new Set(['-', '_', '.'])
const openers = new Set([...'=/\\:@,"\'`[({|<>'])
const closers = new Set([...',:;=/\\"\'`])}|@<>'])

function reaches(reach: Reach, text: string, start: number, end: number, values: number): boolean {
  if (reach === 'anywhere') return true
  const before = text[start - 1] ?? ''
  const after = text[end] ?? ''
  // A full stop behind a name ends the sentence, one inside goes on with the name.
  const goesOn = joins.has(after) && end + 1 < text.length && isWord(text.charCodeAt(end + 1))
  if (joins.has(before) || goesOn) return false
  if (reach === 'whole' || start >= values) return true
  const opened = start === 0 || before === '\n' || openers.has(before) || (before === ' ' && text[start - 2] === ':')
  const closed = after === '' || /\s/.test(after) || closers.has(after) || joins.has(after)
  // At the beginning of a sentence stands a word; only a text that is nothing else is a name there.
  return opened && closed && (start > 0 || end === text.length || after === ':' || after === '@')
}

/** Where a name may end: behind each run of letters and digits. */
function endsOf(name: string): readonly number[] {
  const ends: number[] = []
  for (let at = 1; at <= name.length; at++)
    if (isWord(name.charCodeAt(at - 1)) && (at === name.length || !isWord(name.charCodeAt(at)))) ends.push(at)
  return ends
}

function endOfRun(text: string, start: number): number {
  let end = start
  while (end < text.length && isWord(text.charCodeAt(end))) end++
  return end
}

/**
 * Tell whether a UTF-16 code unit belongs to a word: letters and digits of any script, no blanks or punctuation.
 *
 * @param code Code unit.
 * @returns Whether it does.
 */
export function isWord(code: number): boolean {
  if (code < 128) return (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122)
  return code >= 0xc0 && !(code >= 0x2000 && code <= 0x206f) && !(code >= 0x3000 && code <= 0x303f) && code !== 0xfeff
}
