import {note, type Seen} from './frame.ts'

/**
 * Something that stands before every line of a log: who collected it, when, from where.
 * `match` is anchored and has no nested repetition, so a try costs no more than the prefix is long.
 */
export interface Prefix {
  /** Anchored; group `stream`, if any, tells interleaved outputs apart. */
  readonly match: RegExp
  /** Whether `stream` names the machine the log is from. */
  readonly node: boolean
  /** Whether it may be recognised by what stands before JSON or XML, where no status tag helps. */
  readonly document: boolean
}

const zone = String.raw`(?:Z|[+-]\d\d:?\d\d)`
const iso = String.raw`\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d{1,9})?`
const unit = String.raw`[^\s:[]{1,128}(?:\[\d{1,10}\])?: ?`
const host = String.raw`(?<stream>[^\s:[\]]{1,253})`
const month = String.raw`[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d(?:\.\d{1,9})?`

/** What a document pasted into a list or a code block of Markdown has. */
const indentation = prefix(/^(?: {4}|\t)(?! \S)/)

/** Prefixes we take off, most specific first; several may stand one behind the other. */
const prefixes: readonly Prefix[] = [
  // kubectl logs --prefix
  prefix(/^\[pod\/(?<stream>[^\]/\s]{1,253})\/[^\]\s]{1,253}\] ?/, true),
  // GitLab job log
  prefix(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z \d\d[OE][ +]/),
  // CRI log
  prefix(new RegExp(`^${iso}${zone} std(?:out|err) [FP](?: |$)`)),
  // journald, ISO time
  prefix(new RegExp(`^${iso}${zone} ${host} ${unit}`), true),
  // journald, full time
  prefix(new RegExp(`^[A-Z][a-z]{2} ${iso} [A-Z]{2,5} ${host} ${unit}`), true),
  // timestamps
  prefix(new RegExp(String.raw`^\[?${iso}(?: ?${zone}| UTC)?\]?(?: |$)`)),
  // clock
  prefix(/^\[?\d\d:\d\d:\d\d(?:[.,]\d{1,6})?\]? {1,2}/),
  // journald
  prefix(new RegExp(`^(?:<\\d{1,3}>)?${month} ${host} ${unit}`), true),
  // journald, seconds
  prefix(new RegExp(String.raw`^(?:\[ {0,8}\d{1,10}\.\d{6}\]|\d{10}\.\d{6}) ${host} ${unit}`), true),
  // gh run view --log
  prefix(/^[^\t\n]{1,200}\t[^\t\n]{1,200}\t(?=\ufeff?\d{4}-)\ufeff?/),
  // docker compose
  prefix(/^(?<stream>[A-Za-z0-9][\w.-]{0,127}) {0,64}\|(?: |$)/),
  // stern
  prefix(/^(?<stream>[a-z0-9]{1,63}-[a-z0-9.-]{1,189}) [a-z0-9][a-z0-9.-]{0,62}(?: |$)/, true),
  // stern, all namespaces
  prefix(/^[a-z0-9-]{1,63} (?<stream>[a-z0-9]{1,63}-[a-z0-9.-]{1,189}) [a-z0-9][a-z0-9.-]{0,62}(?: |$)/, true),
  // kail
  prefix(/^[a-z0-9-]{1,63}\/(?<stream>[a-z0-9.-]{1,253})\[[a-z0-9.-]{1,63}\]: ?/, true),
  // CloudWatch
  prefix(/^(?<stream>[\w.#/-]{1,256}\/[\w.#/-]{1,256}) (?=\[|\{|<)/),
  // Markdown quote
  prefix(/^(?:>(?: |$)){1,3}/),
  // list or table
  prefix(/^(?:[-+*] |\d{1,6}\. )(?=\[)/, false, false),
  // grep -n
  prefix(/^\d{1,9}[:-](?=\[)/, false, false),
  // grep with file name
  prefix(/^(?<stream>[^\s:[\]]{1,255})[:-](?:\d{1,9}[:-])?(?=\[)/, false, false),
  // line numbers
  prefix(/^ {0,8}\d{1,9}(?:\t| {1,2}(?=\[))/),
  indentation,
  // leading blanks
  prefix(/^ {1,16}(?=\[)/, false, false)
]

function prefix(match: RegExp, node = false, document = true): Prefix {
  return {match, node, document}
}

/** Prefixes of a stretch of a log, with the names that stand in them. */
export interface Found {
  readonly prefixes: ReadonlySet<Prefix>
  /** Names of the outputs that were told apart; a line of another name keeps its prefix, for it may be no prefix. */
  readonly names: ReadonlySet<string>
}

/** What stands behind the tag of a check. */
const check = /^ [\dC]/
const tag = /\[(?:PASS|FAIL|WARN|INFO|NOTE)\]/g
/** What kube-bench prints without a tag: all there is with --noresults, or in the last lines of a log. */
const heading = /== (?:Remediations|Summary)(?= |$)|\b\d{1,9} checks (?:PASS|FAIL|WARN|INFO)\b/gm
const samples = 64
/** What is longer is no prefix, but one long line, or a sentence of somebody's. */
const longest = 1024

/** What is noted while a stretch is looked at. */
interface Noted {
  readonly found: Set<Prefix>
  readonly names: Set<string>
  readonly seen: Seen
}

/**
 * Find out which prefixes a stretch of a log has: by what stands before status tags, or, where there is none, by what
 * nearly all lines of a document begin with.
 *
 * @param text The stretch, from a line's start.
 * @param clean Takes colour off a line.
 * @param seen What no prefix explains is noted here.
 * @returns What was found; nothing for a plain log.
 */
export function findPrefixes(text: string, clean: (line: string) => string, seen: Seen): Found {
  const found = new Set<Prefix>()
  const names = new Set<string>()
  const noted: Noted = {found, names, seen}
  const tags = beforeEach(tag, text, clean, noted)
  const plain = tags + (tags === 0 ? beforeEach(heading, text, clean, noted) : 0)
  // Tags may also stand in strings of a document, where nothing before them is a prefix.
  if (plain === 0 && found.size === 0) beforeDocument(text, clean, noted)
  return {prefixes: found, names}
}

/** Note what stands before each hit of an expression; returns how many hits nothing stood before. */
function beforeEach(mark: RegExp, text: string, clean: (line: string) => string, noted: Noted): number {
  const {seen} = noted
  const stride = Math.ceil(text.length / samples)
  let hits = 0
  let plain = 0
  for (let from = 0, all = false; from < text.length; ) {
    mark.lastIndex = from
    const hit = mark.exec(text)
    if (!hit) break
    hits++
    const start = text.lastIndexOf('\n', hit.index) + 1
    const head = start === hit.index ? '' : clean(text.slice(start, hit.index).slice(0, longest + 1))
    const is = start === hit.index ? 'nothing' : before(head, noted)
    const clear = is !== 'prefix'
    if (head === '') plain++
    // One prefixed line is enough to look at all of them, for the names; a plain log is sampled.
    if (!clear && !all) {
      all = true
      from = 0
      continue
    }
    const feed = text.indexOf('\n', hit.index)
    const end = feed === -1 ? text.length : feed
    if (
      // Blanks stand before untagged lines too, if they stand before all.
      (is === 'strange' || (is === 'nothing' ? seen.behind !== '' : head.trim() === '')) &&
      (mark === heading || check.test(text.slice(mark.lastIndex, mark.lastIndex + 3)))
    )
      note(seen, head, text.slice(hit.index, end))
    from = end + 1
    if (!all && hits > samples) from = Math.max(from, hit.index + stride)
  }
  return plain
}

/** Note the prefixes before a tag. What is left behind a name is no frame, for its lines have streams. */
function before(head: string, {found, names}: Noted): 'prefix' | 'strange' | 'other' {
  if (head.length > longest) return 'other'
  const {all, rest} = layers(head, prefixes, true)
  const named = all.some(({name}) => name !== undefined)
  if (rest !== '' || all.length === 0) return named ? 'other' : 'strange'
  for (const {layer, name} of all) {
    found.add(layer)
    if (name !== undefined) names.add(name)
  }
  // A mark of a list or a line number stands before untagged lines too, but is only known by its place before all.
  return named || all.some(({layer}) => layer.document) ? 'prefix' : 'strange'
}

/** Lines looked at to tell what stands before a document. */
const documentLines = 200
const documentPrefixes = prefixes.filter(({document}) => document)
const documentStart = /^(?:[[{]|<\/?[a-z?!]|"[\w.-]{1,40}" ?:)/

function beforeDocument(text: string, clean: (line: string) => string, {found, names}: Noted): void {
  const seen: {layer: Prefix; name: string | undefined}[][] = []
  let lines = 0
  let starts = 0
  let from = 0
  while (from < text.length && lines < documentLines) {
    const feed = text.indexOf('\n', from)
    const end = feed === -1 ? text.length : feed
    const line = clean(text.slice(from, Math.min(end, from + 2048))).replace(/[\r\ufeff]/g, '')
    from = end + 1
    if (line.trim() === '') continue
    lines++
    const {all, rest} = layers(line, documentPrefixes, false)
    if (all.length === 0) continue
    seen.push(all)
    if (documentStart.test(rest.trimStart())) starts++
  }
  if (starts === 0 || seen.length < lines * 0.7) return
  // Most lines of pretty JSON are indented by themselves: only where all are, something indented them.
  const indented = seen.length === lines && seen.every(all => all.some(({layer}) => layer === indentation))
  for (const all of seen)
    for (const {layer, name} of all) {
      if (layer === indentation && !indented) continue
      found.add(layer)
      if (name !== undefined) names.add(name)
    }
}

/** Prefixes of a line, outermost first, and what is left; with `whole`, they must account for all of it to count. */
function layers(line: string, choice: readonly Prefix[], whole: boolean): {all: {layer: Prefix; name: string | undefined}[]; rest: string} {
  const all: {layer: Prefix; name: string | undefined}[] = []
  // What looks ahead for a tag must see one.
  let rest = whole ? `${line}[` : line
  for (let depth = 0; depth < 4 && rest !== '['; depth++) {
    let hit: RegExpExecArray | null = null
    const layer = choice.find(candidate => {
      if (all.some(one => one.layer === candidate)) return false
      hit = candidate.match.exec(rest)
      return hit !== null
    })
    if (!layer || hit === null) break
    const match = hit as RegExpExecArray
    all.push({layer, name: match.groups?.['stream']})
    rest = rest.slice(match[0].length)
  }
  return {all, rest: whole ? rest.slice(0, -1) : rest}
}

/** A line with its prefixes off. */
export interface Peeled {
  readonly text: string
  readonly stream: string
  readonly node: string | null
}

/**
 * Take the prefixes of a log off a line: each once, in any order.
 *
 * @param line Line without colour.
 * @param found What the log has.
 * @returns The line without prefixes, and the output it is of.
 */
export function peel(line: string, {prefixes: active, names}: Found): Peeled {
  let text = line
  let stream = ''
  let node: string | null = null
  let used = 0
  for (let again = true; again; ) {
    again = false
    let bit = 1
    for (const candidate of active) {
      const mine = bit
      bit <<= 1
      if ((used & mine) !== 0) continue
      const hit = candidate.match.exec(text)
      if (!hit) continue
      const name = hit.groups?.['stream']
      if (name !== undefined && !names.has(name)) continue
      used |= mine
      again = true
      text = text.slice(hit[0].length)
      if (name !== undefined) {
        stream = name
        if (candidate.node) node = name
      }
    }
  }
  return {text, stream, node}
}
