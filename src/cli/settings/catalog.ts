import type {Node} from 'yaml'
import type {Catalog, Control, OwnControl} from '../../model/index.ts'
import {severityOf, strideOf} from './config.ts'
import {type Entry, listOf, mappingOf, type Mistake, mistake, type Page, readYaml, textOf} from './yaml.ts'

const keys = [
  'title',
  'titles',
  'severity',
  'stride',
  'surface',
  'asset',
  'check',
  'risk',
  'fix',
  'steps',
  'verify',
  'side-effects',
  'default',
  'applies-to',
  'references'
]
const needed = ['title', 'titles', 'severity', 'stride', 'surface']

/**
 * Read a catalogue file: controls for a benchmark of one's own.
 *
 * @param text Text of the file.
 * @param file Its name, which reports tell.
 * @param catalog The whole catalogue of ours; its keys cannot be used again.
 * @returns Controls with the titles that logs print, and mistakes with their places.
 */
export async function readCatalog(
  text: string,
  file: string,
  catalog: Catalog
): Promise<{readonly controls: readonly OwnControl[]; readonly mistakes: readonly Mistake[]}> {
  const page = await readYaml(text)
  const top = page.root === null ? null : mappingOf(page, page.root, 'the file', ['controls'])
  const list = top?.get('controls')
  const entries = list === undefined ? null : mappingOf(page, list.value, '`controls`', null)
  const seen = new Map<string, string>()
  const controls = [...(entries ?? [])].flatMap(([key, entry]) => {
    const control = controlOf(page, key, entry, file, catalog, seen)
    return control === null ? [] : [control]
  })
  if (page.root !== null && list === undefined && page.mistakes.length === 0) mistake(page, page.root, 'the file has no key `controls`')
  page.mistakes.sort((a, b) => a.line - b.line || a.column - b.column)
  return {controls, mistakes: page.mistakes}
}

function controlOf(
  page: Page,
  key: string,
  {key: at, value}: Entry,
  file: string,
  catalog: Catalog,
  seen: Map<string, string>
): OwnControl | null {
  const before = page.mistakes.length
  if (!/^[a-z0-9-]+(?:\.[a-z0-9-]+)+$/.test(key))
    mistake(page, at, `\`${key}\` is no key; write small letters, digits and dashes with dots between, such as acme.host.selinux`)
  if (Object.hasOwn(catalog.controls, key))
    mistake(
      page,
      at,
      `\`${key}\` is a control of benchscribe's own; choose another key, or rate it under \`controls\` in benchscribe.config.yaml`
    )
  const fields = mappingOf(page, value, `the control \`${key}\``, keys)
  if (fields === null) return null
  for (const name of needed) if (!fields.has(name)) mistake(page, at, `the control \`${key}\` has no \`${name}\``)
  const text = (name: string): string => {
    const entry = fields.get(name)
    return entry === undefined ? '' : (textOf(page, entry) ?? '')
  }
  const titles = textsOf(page, fields.get('titles'))
  for (const title of titles) {
    const other = seen.get(title)
    if (other !== undefined)
      mistake(page, fields.get('titles')?.value ?? at, `the title "${title}" is one of \`${other}\` already; a check has one control`)
    seen.set(title, key)
  }
  const severity = severityOf(page, fields.get('severity'))
  const stride = strideOf(page, fields.get('stride'))
  const verify = fields.get('verify')
  const [command, expect] = verify === undefined ? ['', ''] : verifyOf(page, verify)
  const control: Omit<Control, 'severity' | 'stride'> = {
    key,
    title: text('title'),
    surface: text('surface'),
    asset: text('asset'),
    check: text('check'),
    risk: text('risk'),
    fix: {summary: text('fix'), steps: textsOf(page, fields.get('steps')), effort: 'setting'},
    verify: {command, expect},
    sideEffects: text('side-effects'),
    default: text('default'),
    appliesTo: text('applies-to'),
    lifecycle: {status: 'current', note: null},
    references: linksOf(page, fields.get('references')),
    frameworks: {attack: [], attackEnterprise: [], nist800190: [], nist80053: [], cisControlsV8: [], owasp: []},
    confidence: 'high',
    rating: {reason: file, ourSeverity: null, ourStride: null}
  }
  if (page.mistakes.length > before || severity === null || stride === null) return null
  return {
    control: {...control, severity: {level: severity, impact: 0, position: 0, directness: 0}, stride: {...stride, reason: file}},
    titles
  }
}

function textsOf(page: Page, entry: Entry | undefined): readonly string[] {
  if (entry === undefined) return []
  const nodes: readonly (Node | null)[] = page.kinds.isSeq(entry.value) ? (listOf(page, entry.value, 'the list') ?? []) : [entry.value]
  if (nodes.length === 0) mistake(page, entry.value, 'the list is empty; write at least one entry or remove it')
  return nodes.flatMap(node => textOf(page, {key: entry.key, value: node}) ?? [])
}

/** Reports make links of these. */
function linksOf(page: Page, entry: Entry | undefined): readonly string[] {
  const links = textsOf(page, entry)
  for (const link of links)
    if (!/^https:\/\/[^\s<>"]+$/.test(link)) mistake(page, entry?.value ?? null, `\`${link}\` is no address; write https://…`)
  return links
}

function verifyOf(page: Page, entry: Entry): readonly [string, string] {
  const fields = mappingOf(page, entry.value, '`verify`', ['command', 'expect'])
  const text = (name: string): string => {
    const field = fields?.get(name)
    if (field !== undefined) return textOf(page, field) ?? ''
    if (fields !== null) mistake(page, entry.key, `\`verify\` has no \`${name}\``)
    return ''
  }
  return [text('command'), text('expect')]
}
