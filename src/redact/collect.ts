import type {Finding, Findings, Item, Scan} from '../model/index.ts'
import {avoid, type Book, hidesFiles, logEntry, note} from './book.ts'
import {partsOf} from './images.ts'
import {emailsIn, type Kind, mentionsIn, ownersIn} from './mentions.ts'

/** Detail lines that end in a list of names, in the scanners' words: `Containers running without limits:  web db`. */
const list =
  /^(?:Containers?|Images?|Update instructions?|Running as root|Capabilities added|Unencrypted overlay|No Healthcheck|ADD in)(?=[\s:])[^:]{0,120}:\s*/i
/** What a detail line says that is about images. */
const ofImages = /^(?:Images?(?=[\s:])|Update instructions?|No Healthcheck found|ADD in image)/i
/** The one check of section 4 whose details name containers, 4.1. */
const ofContainers = /^Running as root/i
const ofRegistries = /^Insecure Registr/i
const ofNetworks = /^Unencrypted overlay/i

/**
 * Put the names of a document into a book: machines first, then in the order of the log.
 *
 * @param book Book.
 * @param documents Findings.
 */
export function collect(book: Book, documents: readonly Findings[]): void {
  for (const document of documents) {
    for (const scan of document.scans) surroundings(book, scan)
    for (const finding of document.findings) for (const text of textsOf(finding)) avoid(book, text)
    for (const {reason} of document.messages) avoid(book, reason)
  }
  for (const {scans, findings, messages} of documents) {
    for (const {file, node} of scans) {
      if (node !== null) note(book, 'host', node)
      if (file !== null && hidesFiles(book)) logEntry(book, file)
      if (file !== null) collectData(book, file)
    }
    const tools = new Map(scans.map(({index, tool}) => [index, tool]))
    for (const finding of findings) collectFinding(book, finding, tools.get(finding.scan) !== 'kube-bench')
    for (const {reason, file} of messages) {
      if (file !== null && hidesFiles(book)) logEntry(book, file)
      collectData(book, reason)
    }
  }
}

function surroundings(book: Book, {node, file}: Scan): void {
  avoid(book, node ?? '')
  avoid(book, file ?? '')
}

/** All text of a finding that the log gave. */
function textsOf({title, section, items, evidence, remediation, target}: Finding): readonly string[] {
  const {actual, expected, audit, reason} = evidence
  const found = [title, section?.title, target, actual, expected, audit, reason, remediation.text, remediation.impact]
  return [...found.filter(text => typeof text === 'string'), ...items.map(({text}) => text)]
}

function collectFinding(book: Book, finding: Finding, docker: boolean): void {
  const {evidence, items, id, title, section, remediation} = finding
  if (/^\d{1,3}(?:\.\d{1,3}){3}$/.test(id)) book.ids.add(id)
  if (section !== null && /^\d{1,3}(?:\.\d{1,3}){3}$/.test(section.id)) book.ids.add(section.id)
  // Section 4 of the Docker benchmark is about images, whose names look like those of containers.
  const images =
    docker && !ofContainers.test(evidence.actual ?? '') && (/^(?:C\.)?4\.(?!1$)/.test(id) || ofImages.test(evidence.actual ?? ''))
  for (const item of items) collectItem(book, item, images, evidence.actual)
  for (const text of [evidence.actual, evidence.audit, evidence.reason]) if (text !== null) collectData(book, text)
  if (docker && evidence.actual !== null) collectList(book, evidence.actual, images)
  if (evidence.actual !== null && /owner/i.test(title)) for (const {kind, name} of ownersIn(evidence.actual)) note(book, kind, name)
  // What the benchmark says names public machines only; what may stand in it besides is known by its form.
  for (const text of [title, section?.title, remediation.text, remediation.impact, evidence.expected]) collectProse(book, text ?? '')
}

function collectItem(book: Book, {text, subject}: Item, images: boolean, actual: string | null): void {
  const bracketed = /^\[([^\]]+)\]$/.exec(text.trim())?.[1]
  const names = subject ?? bracketed
  const network = ofNetworks.test(text) || ofNetworks.test(actual ?? '') || names?.endsWith(' (swarm)') === true
  const image = bracketed !== undefined || (images && !ofContainers.test(text)) || ofImages.test(text)
  collectList(book, text, images)
  const kind = ofRegistries.test(text) ? 'host' : image ? 'image' : network ? 'network' : 'container'
  if (names !== undefined) collectNames(book, names, kind)
  collectData(book, text)
}

function collectList(book: Book, text: string, images: boolean): void {
  const head = list.exec(text)?.[0]
  if (head === undefined) return
  const rest = text.slice(head.length)
  // `Capabilities added: CapAdd=[NET_ADMIN] to web`: a sentence goes on, and the item's subject says who.
  if (/\s(?:to|in)\s|=/.test(rest) || /:\s/.test(rest)) return
  collectNames(
    book,
    rest,
    ofImages.test(head) || (images && !ofContainers.test(head)) ? 'image' : ofNetworks.test(head) ? 'network' : 'container'
  )
}

/** Names with blanks between, each in brackets or not. */
function collectNames(book: Book, names: string, kind: Kind): void {
  for (const printed of names.split(/[\s,[\]]+/)) {
    // JSON cuts details at blanks, so that `Port in use: 80 in web` leaves an `in`.
    if (printed === '' || printed.startsWith('(') || printed.startsWith('/') || printed === 'in' || printed === 'to') continue
    if (kind === 'image' || printed.includes('/') || printed.includes('@')) collectImage(book, printed)
    // A container's name holds no colon: what follows is a port, an address or a path.
    else note(book, kind, /^[0-9a-f]{64}:/.test(printed) ? printed.slice(65) : (printed.split(':')[0] ?? printed))
  }
}

function collectImage(book: Book, reference: string): void {
  const {registry, repository, path, undigested} = partsOf(reference)
  note(book, 'image', reference)
  if (undigested !== null) note(book, 'image', undigested)
  note(book, 'image', repository, 'whole')
  if (path !== null) {
    note(book, 'image', path, 'whole')
    const tag = (undigested ?? reference).slice(repository.length)
    if (tag !== '') note(book, 'image', `${path}${tag}`)
  }
  if (registry !== null) note(book, 'host', registry)
}

/**
 * Put the names into a book that stand in what programs printed, and in commands.
 *
 * @param book Book.
 * @param text Text.
 */
export function collectData(book: Book, text: string): void {
  for (const {kind, name} of mentionsIn(text)) {
    if (kind === 'image') collectImage(book, name)
    else note(book, kind, name)
  }
}

function collectProse(book: Book, text: string): void {
  for (const {kind, name} of emailsIn(text)) note(book, kind, name)
}

/** A waiver as it shows on a finding, or as it was written. */
interface WaiverNames {
  readonly owner: string | null
  readonly reason: string
  readonly ticket: string | null
  readonly node?: string | null
  readonly item?: string | null
  readonly file?: string | null
}

/**
 * Put the names of a waiver into a book: who answers for it is a person.
 *
 * @param book Book.
 * @param waiver Waiver.
 */
export function collectWaiver(book: Book, {owner, reason, ticket, node, item, file}: WaiverNames): void {
  for (const text of [owner, reason, ticket, file]) if (typeof text === 'string') collectData(book, text)
  if (owner !== null) note(book, 'user', owner)
  if (typeof node === 'string' && !node.includes('*')) note(book, 'host', node)
  if (typeof item === 'string' && !item.includes('*')) collectNames(book, item, 'container')
}

/**
 * Put the waivers that show on findings into a book.
 *
 * @param book Book.
 * @param findings Findings.
 */
export function collectWaivers(book: Book, findings: readonly Finding[]): void {
  for (const {waiver, items} of findings) {
    if (waiver) collectWaiver(book, waiver)
    for (const item of items) if (item.waiver) collectWaiver(book, item.waiver)
  }
}
