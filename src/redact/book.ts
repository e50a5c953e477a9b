import {addName, emptyMatcher, type Entry, isWord, type Matcher, type Reach} from './matcher.ts'
import {addressesIn, isAddress} from './address.ts'
import {isPseudonym, isPublic, kept} from './known.ts'
import type {Kind} from './mentions.ts'
import {words} from './words.ts'

/** What can be replaced. */
export const classes = ['hosts', 'users', 'images', 'ips'] as const

/** A kind of name that can be replaced; `hosts` are machines, containers, networks and domains. */
export type RedactClass = (typeof classes)[number]

/** Each name with its pseudonym, by class; `files` are the names of the logs, which often are those of machines. */
export type Pseudonyms = Readonly<Record<RedactClass | 'files', Readonly<Record<string, string>>>>

const classOf: Readonly<Record<string, keyof Pseudonyms>> = {
  host: 'hosts',
  container: 'hosts',
  network: 'hosts',
  user: 'users',
  image: 'images',
  ip: 'ips',
  log: 'files'
}

/** Names that are replaced; it grows while they are collected. */
export interface Book {
  readonly what: ReadonlySet<RedactClass>
  readonly keep: ReadonlySet<string>
  readonly matcher: Matcher
  /** Addresses by their one spelling. */
  readonly addresses: Map<string, Entry>
  /** Names longer than any real one, or of more parts: they are searched for, so only a few everywhere. */
  readonly long: Map<string, Entry>
  /** Logs by their names. */
  readonly logs: Map<string, Entry>
  /** Names that have a pseudonym, in the order they got it. */
  readonly given: {readonly name: string; readonly pseudonym: string; readonly of: keyof Pseudonyms}[]
  readonly counts: Map<string, number>
  /** Ids of checks that look like addresses. */
  readonly ids: Set<string>
}

/**
 * Begin a book.
 *
 * @param what Classes to replace.
 * @param keep Further names that stay.
 * @param known Pseudonyms of an earlier call, which are used again.
 * @returns A book with those pseudonyms in it.
 */
export function openBook(what: readonly RedactClass[], keep: readonly string[], known: Pseudonyms | null): Book {
  const book: Book = {
    what: new Set(what),
    keep: new Set(keep.map(name => name.toLowerCase())),
    matcher: emptyMatcher(),
    addresses: new Map(),
    long: new Map(),
    logs: new Map(),
    given: [],
    counts: new Map(),
    ids: new Set()
  }
  if (known === null) return book
  for (const of of [...classes, 'files'] as const)
    for (const [name, pseudonym] of Object.entries(known[of])) {
      take(book, pseudonym)
      // What is not asked for now is still the owner's to know later.
      book.given.push({of, name, pseudonym})
      if (of === 'files' ? hidesFiles(book) : book.what.has(of)) enterKnown(book, name, pseudonym, of)
    }
  return book
}

function enterKnown(book: Book, name: string, pseudonym: string, of: keyof Pseudonyms): void {
  const kind = /^[a-z]+/.exec(pseudonym)?.[0] ?? ''
  const address = of === 'ips' ? addressesIn(name, new Set())[0] : undefined
  const reach = of === 'images' && !/[:@]/.test(name) ? narrower('whole', reachOf(name)) : reachOf(name)
  const entry: Entry = {name, kind, reach: of === 'files' ? 'whole' : reach, pseudonym}
  if (address !== undefined) book.addresses.set(address.key, entry)
  else if (of === 'files') enterLog(book, entry)
  else if (!addName(book.matcher, name, entry)) book.long.set(name, entry)
}

/**
 * Whether names of logs are replaced as a whole: they are paths, which hold names of machines and users.
 *
 * @param book Book.
 * @returns Whether they are.
 */
export function hidesFiles({what}: Book): boolean {
  return what.has('hosts') || what.has('users')
}

/**
 * Put a name into a book.
 *
 * @param book Book.
 * @param kind What it is the name of.
 * @param printed Name as printed.
 * @param atMost How far it may reach; default: as far as its form allows.
 */
export function note(book: Book, kind: Kind, printed: string, atMost: Reach = 'anywhere'): void {
  const name = coreOf(printed)
  if (!book.what.has(classOf[kind] as RedactClass) || !isName(book, kind, name)) return
  const {names, folded} = book.matcher
  const reach = narrower(atMost, reachOf(name))
  const known = names.get(name)
  if (known === undefined) {
    // Capitals make two containers of one name, but not two machines or two people.
    const same = kind === 'host' || kind === 'user' ? folded.get(name.toLowerCase()) : undefined
    const entry: Entry = same ?? {name, kind, reach, pseudonym: null}
    if (!addName(book.matcher, name, entry) && !book.long.has(name)) book.long.set(name, entry)
  } else if (reach === 'anywhere' && known.reach !== 'anywhere') {
    // The repository of an image may turn out to be a container's name too.
    known.reach = reach
    addName(book.matcher, name, known)
  }
}

/**
 * Give what a name is replaced by; the first time it is needed it gets the next number.
 *
 * @param book Book.
 * @param entry Name.
 * @returns Its pseudonym.
 */
export function pseudonymOf(book: Book, entry: Entry): string {
  if (entry.pseudonym !== null) return entry.pseudonym
  const {kind, name} = entry
  const count = (book.counts.get(kind) ?? 0) + 1
  book.counts.set(kind, count)
  const pseudonym = `${kind}-${count}${kind === 'log' ? (ending.exec(name)?.[0] ?? '').toLowerCase() : ''}`
  entry.pseudonym = pseudonym
  book.given.push({name, pseudonym, of: classOf[kind] ?? 'hosts'})
  return pseudonym
}

/**
 * Find an address in a book, or put it there.
 *
 * @param book Book.
 * @param address As written, and the one spelling of it.
 * @returns Its entry.
 */
export function addressEntry({addresses}: Book, {text, key}: {readonly text: string; readonly key: string}): Entry {
  const entry = addresses.get(key) ?? {name: text, kind: 'ip', reach: 'whole' as const, pseudonym: null}
  addresses.set(key, entry)
  return entry
}

/** Endings that say how a log is written, and nothing else. */
const ending = /\.(?:log|txt|json|ndjson|xml|md|yaml|yml|gz|out|csv|html)$/i

/**
 * Find the name of a log in a book, or put it there.
 *
 * @param book Book.
 * @param file Name as the caller gave it.
 * @returns Its entry; null when it stays as it is.
 */
export function logEntry(book: Book, file: string): Entry | null {
  if (file === '-' || isPseudonym(file)) return null
  return book.logs.get(file) ?? enterLog(book, {name: file, kind: 'log', reach: 'whole', pseudonym: null})
}

function enterLog({logs, matcher}: Book, entry: Entry): Entry {
  logs.set(entry.name, entry)
  // Messages may quote the path, or only its end.
  for (const name of [entry.name, entry.name.replace(/^.*[/\\]/s, '')])
    if (name.includes('.') && !kept.has(name)) addName(matcher, coreOf(name), entry)
  return entry
}

/** Pseudonyms that stand in a text: somebody's own names may look like ours. */
const taken = /(?<![A-Za-z0-9])(?:host|container|network|user|image|ip|log)-\d{1,9}(?!\d|-\d)/gi

/**
 * Keep numbers that a text uses already from being given.
 *
 * @param book Book.
 * @param text Text.
 */
export function avoid(book: Book, text: string): void {
  if (/-\d/.test(text)) for (const [pseudonym] of text.matchAll(taken)) take(book, pseudonym.toLowerCase())
}

/** A number that is in use already is not given again. */
function take({counts}: Book, pseudonym: string): void {
  const [, prefix = '', digits = '0'] = /^([a-z]+)-(\d{1,9})/.exec(pseudonym) ?? []
  if (prefix !== '') counts.set(prefix, Math.max(counts.get(prefix) ?? 0, Number(digits)))
}

function isName(book: Book, kind: Kind, name: string): boolean {
  const lower = name.toLowerCase()
  if (name === '' || kept.has(lower) || book.keep.has(lower)) return false
  if (isPseudonym(lower)) return false
  if (kind === 'user') return !/^\d+$/.test(name)
  if (kind === 'image') return !/^sha256:/.test(name) && !/^docker(?:\.io)?\/docker-bench-security|^aquasec\/kube-bench/.test(name)
  // An address in the place of a name is an address when those are replaced; this machine stays this machine.
  if (isAddress(name)) return !book.what.has('ips') && addressesIn(name, new Set()).length > 0
  return !isPublic(lower)
}

function reachOf(name: string): Reach {
  return name.length < 3 || /^\d+$/.test(name) || words.has(name.toLowerCase()) ? 'value' : 'anywhere'
}

function narrower(atMost: Reach, own: Reach): Reach {
  return own === 'value' ? own : atMost
}

/**
 * Take blanks, brackets and punctuation off both ends of a name.
 *
 * @param name Name as printed.
 * @returns From the first letter or digit to the last.
 */
export function coreOf(name: string): string {
  let start = 0
  let end = name.length
  while (start < end && !isWord(name.charCodeAt(start))) start++
  while (end > start && !isWord(name.charCodeAt(end - 1))) end--
  return name.slice(start, end)
}
