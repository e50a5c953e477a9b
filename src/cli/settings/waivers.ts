import type {Node} from 'yaml'
import type {Catalog, Waiver, WaiverKind} from '../../model/index.ts'
import {type Entry, findControl, listOf, mappingOf, meant, type Mistake, mistake, type Page, readYaml, textOf} from './yaml.ts'

/** A waiver file. */
export interface WaiverFile {
  /** Waivers, in order. */
  readonly waivers: readonly Waiver[]
  /** What is wrong; with a mistake no waiver may be used. */
  readonly mistakes: readonly Mistake[]
  /** The page and, for each waiver, its place in the list. */
  readonly page: Page
}

const keys = ['control', 'id', 'node', 'item', 'reason', 'owner', 'expires', 'ticket', 'kind']
const kinds: readonly WaiverKind[] = ['accepted', 'not-applicable']

/**
 * Read a waiver file.
 *
 * @param text Text of the file.
 * @param file Its name.
 * @param catalog The whole catalogue.
 * @param editions Editions that the logs follow, for benchmarks the catalogue does not know.
 * @returns Waivers and mistakes, each with its place.
 */
export async function readWaivers(text: string, file: string, catalog: Catalog, editions: readonly string[]): Promise<WaiverFile> {
  const page = await readYaml(text)
  const waivers: Waiver[] = []
  if (page.root !== null) {
    const isList = page.kinds.isSeq(page.root)
    if (isList) mistake(page, page.root, 'the file is a list; put it under a key: `waivers:` and the entries indented below it')
    const top = isList ? null : mappingOf(page, page.root, 'the file', ['waivers'])
    const list = top?.get('waivers')
    const seen = new Map<string, number>()
    for (const node of list === undefined ? [] : (listOf(page, list.value, '`waivers`') ?? [])) {
      const waiver = waiverOf(page, node, file, catalog, editions)
      if (waiver === null) continue
      const key = JSON.stringify([waiver.about, waiver.node, waiver.item])
      const other = seen.get(key)
      if (other === undefined) seen.set(key, waiver.line ?? 1)
      else mistake(page, node, `this waives the same as the entry in line ${other}; remove one of them`)
      waivers.push(waiver)
    }
  }
  page.mistakes.sort((a, b) => a.line - b.line || a.column - b.column)
  return {waivers, mistakes: page.mistakes, page}
}

function waiverOf(page: Page, node: Node | null, file: string, catalog: Catalog, editions: readonly string[]): Waiver | null {
  const before = page.mistakes.length
  const entries = mappingOf(page, node, 'a waiver', keys)
  if (entries === null) return null
  const text = (name: string, numbers = false): string | null => {
    const entry = entries.get(name)
    return entry === undefined ? null : textOf(page, entry, numbers)
  }
  const kind = kindOf(page, entries.get('kind'), text('kind'))
  const about = aboutOf(page, node, entries, catalog, editions)
  const reason = text('reason')
  const owner = text('owner')
  const expires = dateOf(page, entries.get('expires'), text('expires', true))
  need(page, node, entries, 'reason', 'say why the check is let be: reason: …')
  need(page, node, entries, 'owner', 'say who answers for it: owner: …')
  if (kind === 'accepted')
    need(
      page,
      node,
      entries,
      'expires',
      'say until when: expires: YYYY-MM-DD; what can never apply here is kind: not-applicable and needs no end'
    )
  const waiver = {kind, about, reason, owner, expires, node: text('node'), item: text('item'), ticket: text('ticket', true)}
  if (page.mistakes.length > before || waiver.about === null || waiver.reason === null) return null
  return {...waiver, about: waiver.about, reason: waiver.reason, file, ...page.place(node)}
}

function need(page: Page, node: Node | null, entries: ReadonlyMap<string, Entry>, name: string, fix: string): void {
  if (!entries.has(name)) mistake(page, node, `this waiver has no \`${name}\`; ${fix}`)
}

function kindOf(page: Page, entry: Entry | undefined, text: string | null): WaiverKind {
  const kind = kinds.find(candidate => candidate === text)
  if (text !== null && kind === undefined)
    mistake(page, entry?.value ?? null, `there is no kind \`${text}\`; it is accepted or not-applicable`)
  return kind ?? (text === null ? 'accepted' : 'not-applicable')
}

function dateOf(page: Page, entry: Entry | undefined, text: string | null): string | null {
  if (text === null) return null
  const date = /^(\d{4})-(\d\d)-(\d\d)$/.test(text) ? new Date(`${text}T00:00:00Z`) : null
  // A day that is not in the calendar is moved to the next month by some engines and refused by others.
  if (date !== null && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text)) return text
  const why = date === null ? 'is no date' : 'is not in the calendar'
  return mistake(page, entry?.value ?? null, `\`${text}\` ${why}; write year-month-day, such as 2027-01-31`)
}

const idForm = /^(?:C\.)?\d+(?:\.[0-9a-z]+)*(?:@\S+)?$/i

function aboutOf(
  page: Page,
  node: Node | null,
  entries: ReadonlyMap<string, Entry>,
  catalog: Catalog,
  editions: readonly string[]
): Waiver['about'] | null {
  const [control, id] = [entries.get('control'), entries.get('id')]
  if (control && id) return mistake(page, id.key, 'this waiver has both `control` and `id`; keep one of them')
  if (control === undefined && id === undefined)
    return mistake(page, node, 'this waiver does not say what it is about; add control: KEY or id: ID@EDITION')
  const entry = (control ?? id) as Entry
  if (page.kinds.isScalar(entry.value) && typeof entry.value.value === 'number')
    return mistake(page, entry.value, `an id without quotes is a number, and 5.10 would be 5.1; write id: "${entry.value.source}@EDITION"`)
  const text = textOf(page, entry)
  if (text === null) return null
  if (id || idForm.test(text)) return byId(page, entry.value, text, catalog, editions)
  if (Object.hasOwn(catalog.controls, text)) return {control: text}
  return mistake(page, entry.value, `there is no control \`${text}\`; ${meant(text, Object.keys(catalog.controls), findControl)}`)
}

function byId(page: Page, at: Node | null, text: string, catalog: Catalog, editions: readonly string[]): Waiver['about'] | null {
  const [id = '', edition] = text.split('@') as [string, string?]
  const wanted = edition?.replace(/^v(?=\d)/, '')
  const numberings = catalog.numberings.filter(numbering => wanted === undefined || numbering.edition === wanted || numbering.id === wanted)
  if (wanted !== undefined && numberings.length === 0) {
    if (editions.includes(wanted)) return {id, edition: wanted}
    const names = [...new Set(catalog.numberings.map(numbering => numbering.edition))]
    const close = meant(wanted, names)
    return mistake(
      page,
      at,
      `there is no edition \`${wanted}\`; ${close.startsWith('did') ? close : `there are ${names.slice(0, 8).join(', ')} …`}`
    )
  }
  const places = numberings.flatMap(numbering =>
    numbering.checks.filter(([check]) => check === id).map(([, , control]) => ({numbering, control}))
  )
  const controls = [...new Set(places.flatMap(({control}) => (control === null ? [] : [control])))]
  const [only] = controls
  if (controls.length === 1 && only !== undefined) return {control: only}
  if (controls.length > 1) {
    const shown = controls.slice(0, 3).map(control => `${control} (${id}@${nameOf(places, control)})`)
    return mistake(page, at, `\`${text}\` is ${shown.join(', ')}${controls.length > 3 ? ' …' : ''}; write one of these ids or keys`)
  }
  if (places.length > 0) {
    if (wanted !== undefined) return {id, edition: places[0]?.numbering.edition ?? wanted}
    return mistake(page, at, `\`${text}\` needs its edition; write for example ${id}@${places[0]?.numbering.edition}`)
  }
  return mistake(page, at, `no check has the id \`${id}\`${wanted === undefined ? '' : ` in ${wanted}`}; ${findControl}`)
}

/** The edition in which an id is this control alone, or else the numbering of one scanner. */
function nameOf(
  places: readonly {readonly numbering: Catalog['numberings'][number]; readonly control: string | null}[],
  control: string
): string {
  const mine = places.filter(place => place.control === control)
  const sure = mine.find(({numbering}) => places.every(other => other.numbering.edition !== numbering.edition || other.control === control))
  return sure?.numbering.edition ?? mine[0]?.numbering.id ?? ''
}

/**
 * Take waivers out of a file. Everything else stays as it is: comments, order, quotes.
 *
 * @param page The page as it was read.
 * @param gone Places in the list of those that go.
 * @returns The new text.
 */
export function pruned(page: Page, gone: readonly number[]): string {
  const list = page.kinds.isMap(page.root) ? page.root.get('waivers', true) : undefined
  if (!page.kinds.isSeq(list) || gone.length === 0) return page.text
  if (list.flow === true) {
    for (const index of gone.toSorted((a, b) => b - a)) list.delete(index)
    return page.document.toString({lineWidth: 0})
  }
  let text = page.text
  for (const index of gone.toSorted((a, b) => b - a)) {
    const range = (list.items[index] as Node | undefined)?.range
    if (!range) continue
    const start = text.lastIndexOf('\n', range[0] - 1) + 1
    const feed = text.indexOf('\n', Math.max(range[0], range[1] - 1))
    text = text.slice(0, start) + (feed === -1 ? '' : text.slice(feed + 1))
  }
  return text
}
