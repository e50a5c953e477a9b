import {isWord, addName, emptyMatcher, type Matcher, type Reach} from './matcher.ts'
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

const classOf: Readonly<Record<Kind | 'ip' | 'log', keyof Pseudonyms>> = {
  host: 'hosts',
  container: 'hosts',
  network: 'hosts',
  user: 'users',
  image: 'images',
  ip: 'ips',
  log: 'files'
}

/** Names with their pseudonyms; it grows while they are collected. */
export interface Book {
  readonly what: ReadonlySet<RedactClass>
  readonly keep: ReadonlySet<string>
  readonly matcher: Matcher
  /** Pseudonym by name as written; of an address by its one spelling. */
  readonly pseudonyms: Map<string, string>
  /** What is written into the map of the owner. */
  readonly entries: {readonly of: keyof Pseudonyms; readonly name: string; readonly pseudonym: string}[]
  /** Class by pseudonym. */
  readonly classes: Map<string, keyof Pseudonyms>
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
    pseudonyms: new Map(),
    entries: [],
    classes: new Map(),
    counts: new Map(),
    ids: new Set()
  }
  if (known === null) return book
  for (const of of [...classes, 'files'] as const)
    for (const [name, pseudonym] of Object.entries(known[of])) {
      take(book, pseudonym)
      // What is not asked for now is still the owner's to know later.
      book.entries.push({of, name, pseudonym})
      book.classes.set(pseudonym, of)
      if (of === 'files' ? hidesFiles(book) : book.what.has(of)) enter(book, name, pseudonym, of)
    }
  return book
}

function enter(book: Book, name: string, pseudonym: string, of: keyof Pseudonyms): void {
  const address = of === 'ips' ? addressesIn(name, new Set())[0] : undefined
  book.pseudonyms.set(address?.key ?? name, pseudonym)
  if (address === undefined)
    addText(book, name, pseudonym, of === 'images' && !/[/:@]/.test(name) ? 'whole' : reachOf(name), of === 'hosts')
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
  const known = book.pseudonyms.get(name)
  const reach = atMost === 'anywhere' ? reachOf(name) : widerOf(atMost, reachOf(name))
  if (known !== undefined) {
    // The repository of an image may turn out to be a container's name too.
    if (reach === 'anywhere' && book.matcher.names.get(name)?.reach === 'whole') addText(book, name, known, reach, kind === 'host')
    return
  }
  const pseudonym = next(book, kind)
  remember(book, name, name, pseudonym, classOf[kind])
  addText(book, name, pseudonym, reach, kind === 'host' || name.includes('@'))
}

/**
 * Give the pseudonym of an address.
 *
 * @param book Book.
 * @param address As written, and the one spelling of it.
 * @returns Its pseudonym; as written when addresses are not replaced.
 */
export function addressName(book: Book, {text, key}: {readonly text: string; readonly key: string}): string {
  if (!book.what.has('ips')) return text
  const known = book.pseudonyms.get(key)
  if (known !== undefined) return known
  const pseudonym = next(book, 'ip')
  remember(book, key, text, pseudonym, 'ips')
  return pseudonym
}

/** Endings that say how a log is written, and nothing else. */
const ending = /\.(?:log|txt|json|ndjson|xml|md|yaml|yml|gz|out|csv|html)$/i

/**
 * Give the pseudonym of a log's name.
 *
 * @param book Book.
 * @param file Name as the caller gave it.
 * @returns For example `'log-1.txt'`.
 */
export function logName(book: Book, file: string): string {
  const known = book.pseudonyms.get(file)
  if (known !== undefined) return known
  if (file === '-' || isPseudonym(file)) return file
  const pseudonym = `${next(book, 'log')}${(ending.exec(file)?.[0] ?? '').toLowerCase()}`
  remember(book, file, file, pseudonym, 'files')
  // Messages may quote the path, or only its end.
  for (const name of [file, file.replace(/^.*[/\\]/s, '')])
    if (name.includes('.') && !kept.has(name)) addText(book, coreOf(name), pseudonym, 'whole', false)
  return pseudonym
}

function remember(book: Book, key: string, name: string, pseudonym: string, of: keyof Pseudonyms): void {
  book.pseudonyms.set(key, pseudonym)
  book.entries.push({of, name, pseudonym})
  book.classes.set(pseudonym, of)
}

function addText({matcher}: Book, name: string, pseudonym: string, reach: Reach, folds: boolean): void {
  addName(matcher, name, {pseudonym, reach, exact: !folds || reach === 'value'})
}

function next(book: Book, prefix: string): string {
  const count = (book.counts.get(prefix) ?? 0) + 1
  book.counts.set(prefix, count)
  return `${prefix}-${count}`
}

/** Pseudonyms that stand in a text: somebody's own names may look like ours. */
const taken = /(?<![A-Za-z0-9])(?:host|container|network|user|image|ip|log)-\d{1,9}(?!\d)/gi

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

function widerOf(atMost: Reach, own: Reach): Reach {
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
