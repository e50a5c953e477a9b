import {type AppliedWaiver, type Finding, type Findings, hash, type Item, type Message, type Scan, type WaiverUse} from '../model/index.ts'
import {addressesIn} from './address.ts'
import {addressEntry, type Book, classes, coreOf, hidesFiles, logEntry, type Pseudonyms, pseudonymOf, type RedactClass} from './book.ts'
import {collectData, collectWaiver, collectWaivers} from './collect.ts'
import {type Entry, replaceNames} from './matcher.ts'

/** Replaces names, the same everywhere. */
export interface Redaction {
  /** Replace names in findings; the last message says how many. */
  findings(document: Findings): Findings
  /** Replace names in what became of waivers. */
  waivers(uses: readonly WaiverUse[]): readonly WaiverUse[]
  /** Replace names in any text, such as a title. */
  text(text: string): string
  /** Replace what is a name as a whole, such as the subject of a detail line. */
  name(name: string): string
  /** Replace the name of a log. */
  file(name: string): string
  /** Every name that was replaced so far, with its pseudonym. */
  pseudonyms(): Pseudonyms
}

/** The rule of the message that says what was replaced. */
const rule = 'redacted'

/**
 * Make the functions that replace the names of a book.
 *
 * @param book Names with their pseudonyms.
 * @returns The functions.
 */
export function redactionOf(book: Book): Redaction {
  return {
    findings(document) {
      collectWaivers(book, document.findings)
      return withMessage(document, book)
    },
    waivers(uses) {
      for (const {waiver} of uses) collectWaiver(book, waiver)
      return uses.map(use => ({...use, waiver: waiverOf(use.waiver, replacer(book, new Set()))}))
    },
    text(text) {
      collectData(book, text)
      return replacer(book, new Set()).text(text)
    },
    name: name => replacer(book, new Set()).text(name, 0),
    file: name => replacer(book, new Set()).file(name) ?? name,
    pseudonyms: () => pseudonymsOf(book)
  }
}

/** So many names that must be searched for are searched for in every text, for each takes its own time. */
const mostLong = 32

interface Replacer {
  text(text: string, values?: number): string
  maybe(text: string | null): string | null
  /** Replace one name that is too long to be looked up. */
  long(text: string, name: string): string
  file(name: string | null): string | null
}

function replacer(book: Book, used: Set<string>): Replacer {
  const put = (entry: Entry): string => {
    const pseudonym = pseudonymOf(book, entry)
    used.add(pseudonym)
    return pseudonym
  }
  const search = (text: string, entry: Entry | undefined): string =>
    entry?.name !== undefined && text.includes(entry.name) ? text.split(entry.name).join(put(entry)) : text
  const few = [...book.long.values()].slice(0, mostLong)
  const text = (given: string, values = Number.POSITIVE_INFINITY): string =>
    addresses(replaceNames(few.reduce(search, given), book.matcher, values, put), book, put)
  return {
    text,
    maybe: given => (given === null ? null : text(given)),
    long: (given, name) => (book.long.size === 0 ? given : search(given, book.long.get(coreOf(name)))),
    file(name) {
      if (name === null || name === '-') return name
      if (!hidesFiles(book)) return text(name)
      const entry = logEntry(book, name)
      return entry === null ? name : put(entry)
    }
  }
}

function addresses(text: string, book: Book, put: (entry: Entry) => string): string {
  if (!book.what.has('ips')) return text
  let out = ''
  let copied = 0
  for (const found of addressesIn(text, book.ids)) {
    out += text.slice(copied, found.start) + put(addressEntry(book, found))
    copied = found.start + found.text.length
  }
  return copied === 0 ? text : out + text.slice(copied)
}

function withMessage(document: Findings, book: Book): Findings {
  const used = new Set<string>()
  const to = replacer(book, used)
  const scans = document.scans.map(scan => scanOf(scan, to))
  const findings = document.findings.map(finding => findingOf(finding, to))
  const messages = document.messages.map(message => messageOf(message, to))
  const told = used.size === 0 && messages.some(message => message.rule === rule)
  return {...document, scans, findings, messages: told ? messages : [...messages, countsOf(used, book)]}
}

const tools: ReadonlySet<string> = new Set(['docker-bench-security', 'docker-bench', 'kube-bench'])

function scanOf(scan: Scan, to: Replacer): Scan {
  return {
    ...scan,
    file: to.file(scan.file),
    node: scan.node === null ? null : to.text(to.long(scan.node, scan.node), 0),
    // A name of ours decides how findings are read.
    tool: tools.has(scan.tool) ? scan.tool : to.text(scan.tool),
    toolVersion: to.maybe(scan.toolVersion),
    startedAt: to.maybe(scan.startedAt)
  }
}

function findingOf(finding: Finding, to: Replacer): Finding {
  const {section, evidence, remediation, waiver} = finding
  const title = to.text(finding.title)
  return {
    ...finding,
    title,
    target: to.maybe(finding.target),
    section: section === null ? null : {...section, title: to.text(section.title)},
    items: finding.items.map(item => itemOf(item, to)),
    evidence: {
      actual: evidence.actual === null ? null : to.text(evidence.actual, namesFrom(evidence.actual)),
      expected: to.maybe(evidence.expected),
      audit: to.maybe(evidence.audit),
      reason: to.maybe(evidence.reason)
    },
    remediation: {text: to.maybe(remediation.text), impact: to.maybe(remediation.impact)},
    // A name in the title went into the hash, and a short name can be found by trying.
    ...(title === finding.title || finding.control !== null || finding.fingerprint === null ? {} : {fingerprint: hash(title)}),
    ...(waiver ? {waiver: waiverOf(waiver, to)} : {})
  }
}

/** From where on a detail is a list of names: behind the colon of its sentence. */
function namesFrom(text: string): number {
  const colon =
    /^(?:Containers?|Images?|Update instructions?|Running as root|Capabilities added for|Unencrypted overlay|(?:doubtful ?)?users)(?=[\s:])[^:\n]{0,120}:/i.exec(
      text
    )
  return colon === null ? Number.POSITIVE_INFINITY : colon[0].length
}

function itemOf(item: Item, to: Replacer): Item {
  const {text, subject, waiver} = item
  const at = subject === null ? -1 : text.lastIndexOf(subject)
  const values = at < 0 ? namesFrom(text) : Math.min(at, namesFrom(text))
  return {
    ...item,
    text: to.text(subject === null ? text : to.long(text, subject), values),
    subject: subject === null ? null : to.text(to.long(subject, subject), 0),
    ...(waiver ? {waiver: waiverOf(waiver, to)} : {})
  }
}

/** A message quotes a line and cuts it off: the beginning of a name at the cut is not known to be one. */
const cutOff = /[^\s"]{1,300}…(?="|$)/g

function messageOf(message: Message, to: Replacer): Message {
  return {...message, file: to.file(message.file), reason: to.text(message.reason.replace(cutOff, '…'))}
}

function waiverOf<
  Waiver extends AppliedWaiver & {readonly node?: string | null; readonly item?: string | null; readonly file?: string | null}
>(waiver: Waiver, to: Replacer): Waiver {
  const {node, item, file} = waiver
  return {
    ...waiver,
    reason: to.text(waiver.reason),
    owner: waiver.owner === null ? null : to.text(waiver.owner, 0),
    ticket: to.maybe(waiver.ticket),
    // What stands between the stars of a pattern is the beginning of a name.
    ...(node === undefined ? {} : {node: node === null ? null : node.includes('*') ? '*' : to.text(node, 0)}),
    ...(item === undefined ? {} : {item: item === null ? null : item.includes('*') && !item.startsWith('/') ? '*' : to.text(item, 0)}),
    ...(file === undefined ? {} : {file: file === null ? null : to.text(file)})
  }
}

const words: Readonly<Record<RedactClass | 'files', readonly [string, string]>> = {
  hosts: ['host', 'hosts'],
  users: ['user', 'users'],
  images: ['image', 'images'],
  ips: ['address', 'addresses'],
  files: ['name of a log', 'names of logs']
}

function countsOf(used: ReadonlySet<string>, book: Book): Message {
  const counts = new Map<string, number>()
  for (const {pseudonym, of} of book.given) if (used.has(pseudonym)) counts.set(of, (counts.get(of) ?? 0) + 1)
  const parts = ([...classes, 'files'] as const)
    .filter(of => (of === 'files' ? counts.has(of) : book.what.has(of)))
    .map(of => `${counts.get(of) ?? 0} ${words[of][counts.get(of) === 1 ? 0 : 1]}`)
  return {file: null, line: null, column: null, rule, reason: `Replaced ${parts.join(', ')} by pseudonyms`, fatal: false}
}

function pseudonymsOf({given}: Book): Pseudonyms {
  const of = (wanted: keyof Pseudonyms): Readonly<Record<string, string>> =>
    Object.fromEntries(given.filter(entry => entry.of === wanted).map(({name, pseudonym}) => [name, pseudonym]))
  return {hosts: of('hosts'), users: of('users'), images: of('images'), ips: of('ips'), files: of('files')}
}
