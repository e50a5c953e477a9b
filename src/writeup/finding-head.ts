import type {Line} from './lines.ts'

/** The line that names a finding. */
export interface FindingHead {
  /** Ids as written; one null when only a title names the check. */
  readonly ids: readonly (string | null)[]
  /** Status as written. */
  readonly status: string | null
  /** Title. */
  readonly title: string
  /** What stands behind the title. */
  readonly rest: string
  /** Whether it says that something was mended, rather than naming a check. */
  readonly fixed: boolean
  /** Column of the id or title, 1-based. */
  readonly column: number
}

const status =
  /^[\s>|]{0,6}(?:\[\s{0,2}(FAIL(?:ED)?|WARN(?:ING)?|PASS(?:ED)?|INFO|NOTE|[Ff]ail(?:ed)?|[Ww]arn(?:ing)?)\s{0,2}\]|(FAIL(?:ED)?|WARN(?:ING)?|Fail(?:ed)?)(?=[\s:–—-]{1,4}(?:C\.)?\d{1,2}\.\d))[\s:–—-]{0,4}/
const prefix =
  /^(?:and|also|fix(?:ed|es|ing)?|remediat(?:ed?|ing|ion of)|harden(?:ed|ing)?|address(?:ed|ing)?|resolv(?:ed?|ing)|mitigated?|cis|docker|kubernetes|benchmark|check|control|rule|findings?|find|tests?|id|section|item|docker[- ]bench|kube[- ]bench|issue|failed|recommendation|no\.)(?=[\s:#[(.\d])[\s:#–—-]{0,4}/i
const idShape = /^[[(]?((?:C\.)?\d{1,2}(?:\.\d{1,3}){1,3}(?:\.?[a-z](?![A-Za-z]))?)[\])]?(?![.\d]*[\d%])/
const more = /^\s{0,3}(?:,\s{0,2}(?:and\s{1,2})?|and\s{1,2}|&\s{0,2}|\/\s{0,2})(?=[[(]?\d)/
const between = /^\s{0,4}[-–—:.,)\]|]{0,3}\s{0,4}/
const suffix = /\((?:not )?scored\)|\(automated\)|\(manual\)/i
const imperative =
  /^(?:ensure|restrict|do not|don't|verify|minimi[sz]e|disable|enable|avoid|confirm|apply|limit|use|set|harden|only|configure|keep|create|prefer|consider|container|docker|allow|the|make sure|bind|run|mount|add)\b/i

/**
 * Read the line that names a finding.
 *
 * @param line Line.
 * @param expected Whether findings stand in this part of the write-up.
 * @returns What it names; null when it names none.
 */
export function findingHeadOf(line: Line, expected: boolean): FindingHead | null {
  const text = line.text
  if (text.trim() === '') return null
  const cells = text.trimStart().startsWith('|') || /^\s{0,3}\|/.test(line.raw) ? cellsOf(line) : null
  if (cells) return expected ? fromCells(cells) : null
  let at = text.length - text.trimStart().length
  const stated = status.exec(text)
  if (stated) at = stated[0].length
  // A cross or another sign before the id.
  else at += /^[^\w[(\s|]{1,2}\s{1,2}(?=\d)/.exec(text.slice(at, at + 5))?.[0].length ?? 0
  let fixed = false
  let named = false
  for (let times = 0; times < 4; times++) {
    const hit = prefix.exec(text.slice(at, at + 60))
    if (!hit) break
    if (/^(?:fix|remediat|harden|address|resolv|mitigat)/i.test(hit[0])) fixed = true
    if (/^(?:finding|check|control|id|test|item)/i.test(hit[0])) named = true
    at += hit[0].length
  }
  const again = stated ? null : status.exec(text.slice(at, at + 40))
  if (again) at += again[0].length
  const behind = /[\s–—-]\[?(FAIL(?:ED)?|WARN(?:ING)?)\]?\s*$/.exec(text.slice(-20))
  const known = stated ?? again ?? behind
  const first = idShape.exec(text.slice(at, at + 40))
  if (!first) return expected ? byTitle(line, text) : null
  const column = line.column + at
  const ids = [first[1] ?? '']
  at += first[0].length
  for (let hit = more.exec(text.slice(at, at + 20)); hit && ids.length < 50; hit = more.exec(text.slice(at, at + 20))) {
    const next = idShape.exec(text.slice(at + hit[0].length, at + hit[0].length + 40))
    if (!next) break
    ids.push(next[1] ?? '')
    at += hit[0].length + next[0].length
  }
  const gap = between.exec(text.slice(at, at + 16))
  const until = behind && !stated && !again ? text.length - behind[0].length : text.length
  const {title, rest} = titleOf(text.slice(at + (gap?.[0].length ?? 0), until))
  const stands = line.mark !== null || line.heading > 0 || line.bold || /^[\s]{0,8}\S/.test(line.raw)
  if (!known) {
    // `### 4.5` alone names a check as well.
    const alone = title === '' && expected && ids.length === 1 && (line.heading > 0 || line.bold || named)
    if (alone) return {ids, status: null, title, rest, fixed, column}
    if (!/^["'`“‘(]?[A-Za-z]/.test(title) && !(fixed && title === '')) return null
    // Without a status only a title that tells what to ensure, or a place where findings are expected, makes a finding.
    if (!(expected && stands && (fixed || title.split(/\s+/).length >= 2)) && !(stands && line.mark !== null && imperative.test(title))) {
      return null
    }
    if (!expected && !/^ensure\b/i.test(title)) return null
    if (/^(?:gb|mb|kb|ghz|seconds?|minutes?|percent|is|are|was|were|and|to|of|the exercise)\b/i.test(title)) return null
  }
  if (fixed && !/^ensure\b/i.test(title))
    return {ids, status: known?.[1] ?? known?.[2] ?? null, title: '', rest: text.slice(at).replace(/^[\s:–—\-\])]{1,6}/, ''), fixed, column}
  return {ids, status: known?.[1] ?? known?.[2] ?? null, title, rest, fixed, column}
}

/** `Ensure … - why`: a check named by its title alone. */
function byTitle(line: Line, text: string): FindingHead | null {
  if (line.mark === null && line.heading === 0 && !line.bold) return null
  const words = text.trim()
  if (!/^["'“]?ensure\b/i.test(words)) return null
  const {title, rest} = titleOf(words)
  return {ids: [null], status: null, title, rest, fixed: false, column: line.column + text.length - text.trimStart().length}
}

function titleOf(text: string): {readonly title: string; readonly rest: string} {
  const typed = suffix.exec(text.slice(0, 400))
  const arrow = /\s?(?:-{1,3}>|={1,2}>|→|>>)/.exec(text.slice(0, 400))
  const end = Math.min(typed?.index ?? Number.POSITIVE_INFINITY, arrow?.index ?? Number.POSITIVE_INFINITY)
  if (end !== Number.POSITIVE_INFINITY) {
    const behind = typed && typed.index === end ? end + typed[0].length : end
    return {
      title: tidy(text.slice(0, end)),
      rest: text
        .slice(behind)
        .replace(/^[\s>=→:.–—-]{1,8}/, '')
        .trim()
    }
  }
  const stop = /(?:\.\s+(?=[A-Z"(]))|(?:\s[-–—]\s(?=[a-z]))|(?::\s+(?=\S))/.exec(text.slice(0, 400))
  if (stop && text.slice(0, stop.index).trim().split(/\s+/).length >= 3)
    return {title: tidy(text.slice(0, stop.index)), rest: text.slice(stop.index + stop[0].length).trim()}
  return {title: tidy(text), rest: ''}
}

function tidy(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/^[\s"“]+|[\s"”:.|]+$/g, '')
}

function cellsOf(line: Line): readonly {readonly text: string; readonly column: number}[] {
  let column = line.raw.length - line.raw.trimStart().length + 1
  return line.raw
    .trim()
    .split('|')
    .map(text => {
      const cell = {text: text.replace(/[*`]/g, '').trim(), column: column + text.length - text.trimStart().length}
      column += text.length + 1
      return cell
    })
}

function fromCells(cells: readonly {readonly text: string; readonly column: number}[]): FindingHead | null {
  const index = cells.findIndex(({text}) => idShape.test(status.exec(text) ? text.slice(status.exec(text)?.[0].length) : text))
  const cell = cells[index]
  if (!cell) return null
  const inside = status.exec(cell.text)
  const words = inside ? cell.text.slice(inside[0].length) : cell.text
  const id = idShape.exec(words)
  const behind = words.slice(id?.[0].length ?? 0).replace(between, '')
  const others = cells.slice(index + 1).map(({text}) => text)
  const said = cells
    .map(({text}) => /^\[?(FAIL(?:ED)?|WARN(?:ING)?|PASS(?:ED)?|INFO|NOTE)\]?$/.exec(text)?.[1])
    .find(text => text !== undefined)
  const title = behind === '' ? (others.find(text => /[a-z]{3}/i.test(text) && !/^\[?[A-Z]{4,7}\]?$/.test(text)) ?? '') : behind
  if (title === '') return null
  return {
    ids: [id?.[1] ?? null],
    status: inside?.[1] ?? said ?? null,
    title: titleOf(title).title,
    rest: others
      .filter(text => text !== title)
      .join(' ')
      .trim(),
    fixed: false,
    column: cell.column
  }
}
