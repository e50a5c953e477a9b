import type {StrideLetter} from '../model/index.ts'
import {slips} from './distance.ts'

/** How a category is written: its words run together, and how many slips they may have. */
const spellings: readonly (readonly [StrideLetter, string, number, number])[] = [
  ['S', 'spoofing', 1, 2],
  ['T', 'tampering', 1, 2],
  ['R', 'repudiation', 1, 2],
  ['R', 'nonrepudiation', 1, 2],
  ['R', 'nonrepudiation', 2, 2],
  ['I', 'informationdisclosure', 2, 4],
  ['I', 'infodisclosure', 2, 2],
  ['I', 'informationleakage', 2, 2],
  ['I', 'disclosureofinformation', 3, 3],
  ['D', 'denialofservice', 3, 3],
  ['D', 'denialservice', 2, 1],
  ['D', 'denialofservice', 1, 1],
  ['D', 'dos', 1, 0],
  ['D', 'ddos', 1, 0],
  ['E', 'elevationofprivilege', 3, 4],
  ['E', 'elevationofprivileges', 3, 4],
  ['E', 'escalationofprivilege', 3, 3],
  ['E', 'escalationofprivileges', 3, 3],
  ['E', 'privilegeescalation', 2, 3],
  ['E', 'privilegeelevation', 2, 3],
  ['E', 'eop', 1, 0]
]

/** A category found in a text. */
export interface Category {
  /** Letter. */
  readonly letter: StrideLetter
  /** As written. */
  readonly written: string
  /** First place behind it. */
  readonly end: number
}

/** Words that are a slip or two away from a category and mean something else. */
const others = new Set(['remediation', 'remediations', 'stopping', 'shopping', 'scoping', 'stamping', 'hampering', 'pampering'])
const word = /[A-Za-z]+/y

/**
 * Read a category at the start of a text, however it is spelt.
 *
 * @param text Text.
 * @param start Where it must start; blanks before it are skipped.
 * @returns The category; null when the text does not start with one.
 */
export function categoryAt(text: string, start = 0): Category | null {
  let from = start
  while (from < text.length && (text[from] === ' ' || text[from] === '\t')) from++
  const ends: number[] = []
  let joined = ''
  const words: string[] = []
  for (let at = from; ends.length < 3; ) {
    word.lastIndex = at
    const hit = word.exec(text)
    if (!hit || hit[0].length > 24) break
    joined += hit[0].toLowerCase()
    words.push(joined)
    ends.push(at + hit[0].length)
    at += hit[0].length
    // Words of one category are a blank or a hyphen apart.
    const gap = /^(?:[ \t]{1,3}|-)(?=[A-Za-z])/.exec(text.slice(at, at + 4))
    if (!gap) break
    at += gap[0].length
  }
  for (let count = ends.length; count >= 1; count--) {
    const said = words[count - 1] ?? ''
    if (others.has(said)) continue
    let best: StrideLetter | null = null
    let least = 9
    for (const [letter, spelling, parts, most] of spellings) {
      if (parts !== count) continue
      const wrong = slips(said, spelling, most)
      if (wrong <= most && wrong < least) {
        least = wrong
        best = letter
      }
    }
    if (best !== null) return {letter: best, written: text.slice(from, ends[count - 1]), end: ends[count - 1] ?? from}
  }
  return null
}

const named: readonly (readonly [StrideLetter, RegExp])[] = [
  ['S', /\bspoofing\b/i],
  ['T', /\bt[ae]mpering\b/i],
  ['R', /\brepudiation\b/i],
  ['I', /\binfo(?:rmation)?[ -](?:disclosure|leak(?:age)?)\b/i],
  ['D', /\bdenial[ -]of[ -]service\b|\bd?dos\b/i],
  ['E', /\b(?:el[ae]vation|escalation) of (?:the )?priv[a-z]{3,7}\b|\bpriv[a-z]{3,7} (?:escalation|elevation)\b/i]
]
const hinted: readonly (readonly [StrideLetter, RegExp])[] = [
  ['S', /\bspoof(?:ed|s)?\b|\bimpersonat/i],
  ['T', /\btampered\b|\btamper\b/i],
  ['R', /\brepudiat/i],
  ['I', /\bdisclos(?:e|ed|ure)\b|\bdata leak/i],
  ['D', /\bdeni(?:al|ed) service\b|\bexhaust/i],
  [
    'E',
    /\b(?:elevat|escalat)[a-z]{1,5} (?:[a-z]{1,6} )?priv[a-z]{3,7}\b|\bpriv[a-z]{3,7}(?: [a-z]{1,6}){0,3} (?:elevated|escalated)\b|\bpermissions may be elevated\b/i
  ]
]

/**
 * List the categories a text names, first by name, else by what it says.
 *
 * @param text Text.
 * @returns Letters in the order of the text, each once.
 */
export function lettersIn(text: string): readonly StrideLetter[] {
  const find = (table: typeof named): readonly StrideLetter[] =>
    table
      .flatMap(([letter, pattern]) => {
        const at = text.search(pattern)
        return at < 0 ? [] : [{letter, at}]
      })
      .toSorted((a, b) => a.at - b.at)
      .map(({letter}) => letter)
  const names = find(named)
  return names.length > 0 ? names : find(hinted)
}

/** What stands at the head of an item or line. */
export interface Head {
  /** Letters, the first being its own. */
  readonly letters: readonly StrideLetter[]
  /** Category as written. */
  readonly category: string
  /** Words before it or in its gloss that name a component; null when there are none. */
  readonly component: string | null
  /** First place of the text behind it. */
  readonly rest: number
  /** Whether a sentence behind a label (`Threat: tampering with …`) only starts with the category. */
  readonly weak?: boolean
}

const letterFirst = /^[ \t]*[([]?([STRIDE])[)\]]?[ \t]{0,3}[-–—:.=)][ \t]*/
const separator = /^[ \t]*(?::(?:[ \t]*[-–—](?=[ \t]))?|[-–—]{1,2}>?|=>|->|\||\.(?=\s|$))[ \t]*/
const gloss = /^[ \t]*[([]([^()[\]\n]{1,80})[)\]]/
const joiner = /^[ \t]*(?:\/|,|&|\+|and\b|or\b)[ \t]*/i

/**
 * Read the head of a threat: `Category - `, `Category (gloss):`, `S - Spoofing`, `[Spoofing]`, `Component: Category. `.
 *
 * @param text Text of the line behind its list mark.
 * @param loose Whether words may stand between the category and its separator: in list items and headings.
 * @returns The head; null when the text has none.
 */
export function headOf(text: string, loose: boolean): Head | null {
  return categoryFirst(text, loose) ?? componentFirst(text, loose)
}

function categoryFirst(text: string, loose: boolean): Head | null {
  const letter = letterFirst.exec(text)
  const bracket = /^[ \t]*\[/.exec(text)
  const afterLetter = letter ? categoryAt(text, letter[0].length) : null
  const plain = afterLetter !== null && afterLetter.letter === letter?.[1] ? afterLetter : categoryAt(text, bracket ? bracket[0].length : 0)
  if (!plain) return letterAlone(text)
  const letters: StrideLetter[] = [plain.letter]
  let at = plain.end
  if (bracket && text[at] === ']') at++
  // `Spoofing / Tampering`, `Tampering and Repudiation`
  for (let more = joiner.exec(text.slice(at, at + 12)); more && letters.length < 12; more = joiner.exec(text.slice(at, at + 12))) {
    const next = categoryAt(text, at + more[0].length)
    if (!next) break
    letters.push(next.letter)
    at = next.end
  }
  const category = plain.written
  const unique = [...new Set(letters)]
  const glossed = gloss.exec(text.slice(at, at + 100))
  const afterGloss = glossed ? at + glossed[0].length : at
  const component = glossed && componentWords.test(glossed[1] ?? '') ? (glossed[1] ?? '').trim() : null
  const direct = separator.exec(text.slice(afterGloss))
  if (direct) return {letters: unique, category, component, rest: afterGloss + direct[0].length}
  if (text.slice(afterGloss).trim() === '') return {letters: unique, category, component, rest: text.length}
  if (bracket && text[plain.end] === ']') return {letters: unique, category, component, rest: afterGloss}
  if (!loose) return null
  // `Spoofing the API server (Control Plane): text`, `Spoofing Identity (S) - Title`
  // `Tampering of images`: a heading or short item without separator.
  if (
    /^[ \t]+(?:of|in|on|with|via|through|by|at|to|against|from|due to)\b[^.!?:\n]{1,60}$/i.test(text.slice(at, at + 80)) &&
    text.length - at < 70
  )
    return {letters: unique, category, component: componentWords.test(text.slice(at)) ? text.slice(at).trim() : component, rest: at}
  const words = /^[^.!?;:\n]{1,70}?(?::(?=\s|$)|\s[-–—]{1,2}(?=\s))/.exec(text.slice(at, at + 90))
  if (!words) return null
  const between = words[0].replace(/[:\s–—-]+$/, '').trim()
  // A clause with a verb is a sentence that happens to start with the word.
  if (/\b(?:is|are|can|could|may|might|will|would|should|happens|occurs|means|leads)\b/i.test(between)) return null
  return {letters: unique, category, component: componentWords.test(between) ? between : component, rest: at + words[0].length}
}

/** `S - of network traffic: …`: the letter stands for its category. */
function letterAlone(text: string): Head | null {
  const hit = /^[ \t]*([STRIDE])[ \t]{0,2}(?:[-–—:=])[ \t]{1,3}(?=[A-Za-z"'(`])/.exec(text.slice(0, 20))
  const letter = hit?.[1] as StrideLetter | undefined
  return hit && letter ? {letters: [letter], category: letter, component: null, rest: hit[0].length} : null
}

const componentWords =
  /\b(?:docker|daemon|client|host|registry|image|container|network|socket|api|server|kube|kubelet|etcd|proxy|scheduler|controller|control|plane|node|worker|runtime|pod|rbac|dashboard|cluster|dockerfile|volume|secrets?)/i

function componentFirst(text: string, loose: boolean): Head | null {
  // `Docker Client: Information Disclosure. text`, `Daemon exposure (Spoofing): text`
  const limit = Math.min(text.length, 110)
  for (let at = 1; at < limit; at++) {
    const char = text[at]
    if (char === '.' || char === '!' || char === '?') return null
    const opens = char === '(' || char === '['
    if (!opens && char !== ':' && char !== '-' && char !== '–' && char !== '—' && char !== '|') continue
    if (char === '-' && text[at - 1] !== ' ' && text[at + 1] !== ' ') continue
    const shift = opens ? (/^STRIDE[ \t]*[:–—-]?[ \t]*/i.exec(text.slice(at + 1, at + 14))?.[0].length ?? 0) : 0
    const category = categoryAt(text, at + 1 + shift)
    if (!category) continue
    let end = category.end
    const letters: StrideLetter[] = [category.letter]
    for (let more = joiner.exec(text.slice(end, end + 12)); more && letters.length < 12; more = joiner.exec(text.slice(end, end + 12))) {
      const next = categoryAt(text, end + more[0].length)
      if (!next) break
      letters.push(next.letter)
      end = next.end
    }
    if (opens) {
      if (text[end] !== ')' && text[end] !== ']') continue
      end++
    }
    const before = text
      .slice(0, at)
      .replace(/[\s:–—|-]+$/, '')
      .trim()
    const plain = /^(?:(?:potential |possible )?threats?|stride|category|pillar|type|attack|risks?)(?: ?#?\d{1,3})?$/i.test(before)
    if (before === '' || (!loose && !plain && !componentWords.test(before))) return null
    const tail = separator.exec(text.slice(end))
    if (!tail && text.slice(end).trim() !== '' && !opens && !plain) continue
    // `Component - what happens - Category`: the text stands before its category.
    const last = text.slice(end + (tail ? tail[0].length : 0)).trim() === '' && before.length > 40
    return {
      letters: [...new Set(letters)],
      category: category.written,
      component: plain ? null : before,
      ...(plain && !tail && text.slice(end).trim() !== '' ? {weak: true} : {}),
      rest: last ? 0 : end + (tail ? tail[0].length : 0)
    }
  }
  return null
}
