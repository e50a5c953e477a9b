import type {Node} from 'yaml'
import type {Catalog, RatingOverride, Severity, Stride, StrideLetter} from '../../model/index.ts'
import {type Option, type Verb, wrongWith} from '../option.ts'
import {type Entry, findControl, kindOf, listOf, mappingOf, meant, type Mistake, mistake, type Page, readYaml, textOf} from './yaml.ts'

/** Values of flags by name. */
export type FlagValues = Readonly<Record<string, string | boolean>>

/** What a configuration file says. */
export interface Config {
  /** Defaults of flags for every verb that has them. */
  readonly flags: FlagValues
  /** Defaults of flags by verb; they win over `flags`. */
  readonly verbs: Readonly<Record<string, FlagValues>>
  /** Severities and STRIDE letters in the place of ours. */
  readonly ratings: readonly RatingOverride[]
}

/** Flags that mean nothing in a file. */
export const never: readonly string[] = ['help', 'config', 'no-config', 'prune', 'unsafe-templates', 'force']
const severities: readonly Severity[] = ['critical', 'high', 'medium', 'low']
const letters: readonly StrideLetter[] = ['S', 'T', 'R', 'I', 'D', 'E']

/**
 * Read a configuration file.
 *
 * @param text Text of the file.
 * @param verbs Verbs and their options.
 * @param loadCatalog Loads the whole catalogue; called only when a control is rated.
 * @returns What it says, and mistakes with their places.
 */
export async function readConfig(
  text: string,
  verbs: readonly Verb[],
  loadCatalog: () => Promise<Catalog>
): Promise<{readonly config: Config; readonly mistakes: readonly Mistake[]}> {
  const page = await readYaml(text)
  const top = page.root === null ? null : mappingOf(page, page.root, 'the file', ['flags', 'verbs', 'controls'])
  const all = new Map(verbs.flatMap(({options}) => options.map(option => [option.name, option] as const)))
  const flags = flagsOf(page, top?.get('flags'), '`flags`', [...all.values()])
  const byVerb: Record<string, FlagValues> = {}
  for (const [name, entry] of mappingIn(
    page,
    top?.get('verbs'),
    '`verbs`',
    verbs.map(verb => verb.name)
  ))
    byVerb[name] = flagsOf(page, entry, `\`${name}\``, verbs.find(verb => verb.name === name)?.options ?? [])
  const rated = top?.get('controls')
  const ratings = rated === undefined ? [] : ratingsOf(page, rated, await loadCatalog())
  page.mistakes.sort((a, b) => a.line - b.line || a.column - b.column)
  return {config: {flags, verbs: byVerb, ratings}, mistakes: page.mistakes}
}

/** Entries of a mapping that may be empty or missing. */
function mappingIn(
  page: Page,
  entry: Entry | undefined,
  what: string,
  known: readonly string[] | null
): readonly (readonly [string, Entry])[] {
  if (entry === undefined || kindOf(page, entry.value) === 'empty') return []
  return [...(mappingOf(page, entry.value, what, known) ?? [])]
}

function flagsOf(page: Page, entry: Entry | undefined, what: string, options: readonly Option[]): FlagValues {
  const able = options.filter(({name}) => !never.includes(name))
  const names = able.map(({name}) => name)
  const values: Record<string, string | boolean> = {}
  for (const [name, one] of mappingIn(page, entry, what, names)) {
    const option = able.find(candidate => candidate.name === name)
    const value = option === undefined ? null : flagValue(page, one, option)
    if (value !== null) values[name] = value
  }
  return values
}

function flagValue(page: Page, entry: Entry, option: Option): string | boolean | null {
  const {name} = option
  const {value} = entry
  if (option.value === undefined) {
    const flag = page.kinds.isScalar(value) ? value.value : null
    return typeof flag === 'boolean'
      ? flag
      : mistake(page, value ?? entry.key, `\`${name}\` is ${kindOf(page, value)}; write true or false`)
  }
  const text = page.kinds.isSeq(value)
    ? (listOf(page, value, `\`${name}\``) ?? []).map(node => textOf(page, {key: entry.key, value: node}, true)).join(',')
    : textOf(page, entry, true)
  if (text === null) return null
  const reason = wrongWith(option, text)
  return reason === null ? text : mistake(page, value, `\`${name}\` ${reason}`)
}

function ratingsOf(page: Page, entry: Entry, catalog: Catalog): readonly RatingOverride[] {
  const keys = Object.keys(catalog.controls)
  const ratings: RatingOverride[] = []
  for (const [control, one] of mappingIn(page, entry, '`controls`', null)) {
    if (!Object.hasOwn(catalog.controls, control)) {
      mistake(page, one.key, `there is no control \`${control}\`; ${meant(control, keys, findControl)}`)
      continue
    }
    const before = page.mistakes.length
    const fields = mappingOf(page, one.value, `the rating of \`${control}\``, ['severity', 'stride', 'reason'])
    if (fields === null) continue
    const severity = severityOf(page, fields.get('severity'))
    const stride = strideOf(page, fields.get('stride'))
    const reason = fields.get('reason')
    const words =
      reason === undefined
        ? mistake(page, one.key, `the rating of \`${control}\` has no \`reason\`; reports show why it is yours: reason: …`)
        : textOf(page, reason)
    if (!fields.has('severity') && !fields.has('stride'))
      mistake(page, one.key, `the rating of \`${control}\` sets nothing; add severity: … or stride: …`)
    if (page.mistakes.length === before && words !== null) ratings.push({control, severity, stride, reason: words})
  }
  return ratings
}

/**
 * Read a severity.
 *
 * @param page Page.
 * @param entry Key and value, if it is there.
 * @returns The severity; null when there is none.
 */
export function severityOf(page: Page, entry: Entry | undefined): Severity | null {
  const text = entry === undefined ? null : textOf(page, entry)
  const severity = severities.find(candidate => candidate === text)
  if (entry === undefined || text === null) return null
  return severity ?? mistake(page, entry.value, `there is no severity \`${text}\`; ${meant(text, severities)}`)
}

/**
 * Read STRIDE letters: one letter, or a list whose first letter is the primary one.
 *
 * @param page Page.
 * @param entry Key and value, if it is there.
 * @returns The letters; null when there are none.
 */
export function strideOf(page: Page, entry: Entry | undefined): Stride | null {
  if (entry === undefined) return null
  const nodes: readonly (Node | null)[] = page.kinds.isSeq(entry.value) ? (listOf(page, entry.value, '`stride`') ?? []) : [entry.value]
  const found = nodes.map(node => {
    const text = textOf(page, {key: entry.key, value: node})
    if (text === null) return null
    return (
      letters.find(letter => letter === text) ??
      mistake(page, node, `\`${text}\` is no letter of STRIDE; there are ${letters.join(', ')}, the one that breaks first in front`)
    )
  })
  const [primary, ...secondary] = found.filter(letter => letter !== null)
  if (new Set(found).size < found.length) return mistake(page, entry.value, 'a letter stands twice in `stride`; name each once')
  if (found.length > 3)
    return mistake(page, entry.value, '`stride` has more than three letters; keep what breaks first and up to two that follow')
  if (primary === undefined)
    return found.length === 0 ? mistake(page, entry.value ?? entry.key, '`stride` is empty; write a letter: stride: E') : null
  return {primary, secondary}
}
