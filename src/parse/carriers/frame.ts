import {cellOf, quotedBy} from './quotes.ts'

/**
 * What a tool puts around each line where it prints lines as a list: `        "[PASS] …",` (Ansible's stdout_lines),
 * `{"textPayload":"[PASS] …"}`, `| [PASS] … |`, `msg="[PASS] …"`. No list of such tools would be long enough, so frames are
 * learnt: what stands before several checks, and differs in nothing but numbers, is one.
 */
export interface Frame {
  /** Anchored; its group is the quote that opens behind it, if one does. */
  readonly before: RegExp
  /** Whether the line is a row of a table. */
  readonly row: boolean
  /** Hosts, where its group is the name of one instead (`node-a: [PASS] …` of pdsh); a line of another has no frame. */
  readonly hosts: ReadonlySet<string> | null
  /** What may stand behind the quote that closes: a line with something else is a member of a document. */
  readonly after: string
}

/** What was seen around checks. */
export interface Seen {
  /** How often each text stood before one, numbers left out. */
  readonly before: Map<string, number>
  /** What stood behind the quotes that closed, by what stood before: the first character of each. */
  readonly after: Map<string, string>
  /** How often each name with a colon stood before one. */
  readonly hosts: Map<string, number>
  /** What stands behind every one; null before any was seen. */
  behind: string | null
  /** How many had it behind them. */
  count: number
}

/** What was learnt of it. */
export interface Frames {
  readonly frames: readonly Frame[]
  /** Punctuation that stands behind every line that no quote closes; `''` when there is none. */
  readonly behind: string
}

/** So many are told apart; a log has one, or one for each status. */
const most = 64
const mostHosts = 10_000
/** So often must it be seen. */
const enough = 3
/** So many are tried on each line. */
const tried = 16
const word = /[\w.:+-]+(?=([\s\S])?)/g
/** What stands in a line of the scanner, or in a member of a document that we read, where a check printed it. */
const inner = /"(?:actual(?:_value)?|audit|reason|remediation|test_desc|details)"\s*:|\[(?:PASS|FAIL|WARN|INFO|NOTE)\]/
/** What loggers write so. */
const level = /^(?:trace|debug|info|notice|warn|warning|err|error|critical|fatal|stdout|stderr|out|output)$/i
const hostName = /^[A-Za-z0-9][\w.-]{0,252}(?=: ?$)/
const special = /[\\^$.*+?()[\]{}|]/g
const name = /"(?:pod|host)(?:_?name)?"\s{0,4}:\s{0,4}"([^"\\]{1,253})"/i
/** No title ends with these; the last is how editors show a carriage return. */
const trailing = /(?:[|\\,;$]|\^M)$/
/** Stand in for a word with digits in it, and for digits, where texts are compared. */
const [anyWord, digits] = ['\u0000', '\u0001']

/**
 * Note what stands around a check.
 *
 * @param seen Where it is noted.
 * @param head What stands before it, without prefixes and colour; `''` when nothing does.
 * @param line Its line to the end.
 */
export function note(seen: Seen, head: string, line: string): void {
  // A quote that nothing closes ends a warning that was printed without a line break.
  const quote = isQuoted(head) ? head.slice(-1) : ''
  if ((quote !== '' && !line.includes(quote)) || inner.test(head) || head.includes(anyWord) || head.includes(digits)) return
  if (head !== '') {
    // Behind the last word no blank may stand: what follows it could be taken for the rest of it.
    const key = head.replace(word, (one, next) => (next === undefined ? one.replace(/\d+/g, digits) : /\d/.test(one) ? anyWord : one))
    count(seen.before, key, most)
    if (quote !== '') seen.after.set(key, (seen.after.get(key) ?? '').slice(-tried) + firstOf(quotedBy(line, quote).after))
    const host = hostName.exec(head)
    if (host && !level.test(host[0])) count(seen.hosts, host[0], mostHosts)
  }
  // Most lines have nothing behind them, which one of them tells.
  if (seen.behind === '') return
  const behind = punctuationOf(line.trimEnd())
  seen.count++
  seen.behind = seen.behind === null || seen.behind === behind ? behind : ''
}

function firstOf(text: string): string {
  return text.trimStart().charAt(0)
}

function count(seen: Map<string, number>, key: string, limit: number): void {
  const times = seen.get(key) ?? 0
  if (times > 0 || seen.size < limit) seen.set(key, times + 1)
}

function punctuationOf(line: string): string {
  let at = line.length
  for (let hit = trailing.exec(line); hit; hit = trailing.exec(line.slice(at - 2, at))) at -= hit[0].length
  return line.slice(at)
}

/**
 * Learn from what was seen.
 *
 * @param seen What was noted.
 * @returns The frames of the log.
 */
export function framesOf({before, after, hosts: seen, behind, count: checks}: Seen): Frames {
  const frames: Frame[] = []
  // One name may be anything; several tell outputs apart.
  if ([...seen.values()].filter(times => times >= enough).length > 1)
    frames.push({before: /^([A-Za-z0-9][\w.-]{0,252}): ?/, row: false, hosts: new Set(seen.keys()), after: ''})
  // The longest says most: blanks may stand before any line.
  for (const [key, times] of [...before].sort(([a], [b]) => b.length - a.length)) {
    if (times < enough || frames.length === tried) continue
    const quoted = isQuoted(key)
    const head = (quoted ? key.slice(0, -1) : key)
      .replace(special, '\\$&')
      // As long as may be: what comes behind it is no part of one.
      .replaceAll(anyWord, '(?=[A-Za-z_.:+-]*\\d)[\\w.:+-]{1,400}')
      .replaceAll(digits, '\\d{1,20}')
    // In a list of YAML only those are quoted that must be.
    const quote = quoted ? `(["'\`])${head.endsWith('- ') ? '?' : ''}` : '()'
    frames.push({before: new RegExp(`^${head}${quote}`), row: /\|\s*$/.test(key), hosts: null, after: after.get(key) ?? ''})
  }
  return {frames, behind: checks < enough || [...before.keys()].some(isQuoted) ? '' : (behind ?? '')}
}

function isQuoted(head: string): boolean {
  return /["'`]$/.test(head)
}

/** A line without its frame. */
export interface Unframed {
  readonly text: string
  /** What stood before it. */
  readonly before: string
  /** Whether it was quoted. */
  readonly quoted: boolean
  /** Pod or host that stands beside it, as logs of many tell it; null when none does. */
  readonly name: string | null
}

/**
 * Take its frame off a line.
 *
 * @param line Line without colour.
 * @param frames Frames of the log.
 * @returns The line; null when it has none of these frames.
 */
export function unframed(line: string, {frames, behind}: Frames): Unframed | null {
  for (const {before, row, hosts, after} of frames) {
    const hit = before.exec(line)
    if (!hit) continue
    const [head, group = ''] = hit
    const rest = line.slice(head.length)
    if (hosts) {
      if (!hosts.has(group)) continue
      return {text: without(rest, behind).trimEnd(), before: '', quoted: false, name: group}
    }
    if (group === '') return {text: (row ? cellOf(rest) : without(rest, behind)).trimEnd(), before: head, quoted: false, name: null}
    const inside = quotedBy(rest, group)
    if (!after.includes(firstOf(inside.after))) continue
    const named = line.length < 10_000 ? (name.exec(head) ?? name.exec(inside.after)) : null
    return {text: inside.text.trimEnd(), before: head, quoted: true, name: named?.[1] ?? null}
  }
  return behind !== '' && line.trimEnd().endsWith(behind)
    ? {text: without(line, behind).trimEnd(), before: '', quoted: false, name: null}
    : null
}

function without(line: string, behind: string): string {
  const text = line.trimEnd()
  return behind !== '' && text.endsWith(behind) ? text.slice(0, -behind.length) : text
}
