import type {Document, Node, Scalar, YAMLError} from 'yaml'

/** A mistake in a file that a person wrote. */
export interface Mistake {
  /** Line, 1-based. */
  readonly line: number
  /** Column, 1-based. */
  readonly column: number
  /** What is wrong and how to mend it, without a full stop. */
  readonly reason: string
}

/** A YAML file with what is wrong in it; readers add what they find. */
export interface Page {
  /** Text. */
  readonly text: string
  /** What it holds; null when it is empty or no YAML. */
  readonly root: Node | null
  /** Mistakes so far. */
  readonly mistakes: Mistake[]
  /** Say where a node or offset is. */
  readonly place: (at: Node | number | null) => {readonly line: number; readonly column: number}
  /** Tell mappings, lists, scalars apart. */
  readonly kinds: typeof import('yaml')
  /** The parsed document. */
  readonly document: Document.Parsed
}

/** A key of a mapping with its value. */
export interface Entry {
  /** The key's node. */
  readonly key: Node
  /** The value; null when there is none. */
  readonly value: Node | null
}

/**
 * Read YAML, keeping the place of everything.
 *
 * @param text Text of the file.
 * @returns The page; its mistakes are those of YAML itself.
 */
export async function readYaml(text: string): Promise<Page> {
  const kinds = await import('yaml')
  const lineCounter = new kinds.LineCounter()
  const document = kinds.parseDocument(text, {lineCounter, prettyErrors: false, strict: true, version: '1.2'})
  const place: Page['place'] = at => {
    const offset = typeof at === 'number' ? at : (at?.range?.[0] ?? 0)
    const {line, col} = lineCounter.linePos(offset)
    return {line: Math.max(1, line), column: Math.max(1, col)}
  }
  const errors = [...document.errors, ...document.warnings]
  // A line that is indented too far is told twice: as a key on several lines, and as a mapping inside a text.
  const tooFar = new Set(errors.filter(({code}) => code === 'MULTILINE_IMPLICIT_KEY').map(({pos}) => pos[0]))
  const mistakes = errors
    .filter(({code, pos}) => code !== 'BLOCK_AS_IMPLICIT_KEY' || !tooFar.has(pos[0]))
    .map(error => ({...place(error.pos[0]), reason: reasonOf(error, text)}))
  return {text, root: mistakes.length > 0 ? null : document.contents, mistakes, place, kinds, document: document as Document.Parsed}
}

/** YAML's own mistakes in words that say what to do. */
function reasonOf({code, message, pos}: YAMLError, text: string): string {
  const here = /^[^\s:]{1,60}/.exec(text.slice(pos[0], pos[0] + 60))?.[0] ?? ''
  const known: Readonly<Record<string, string>> = {
    TAB_AS_INDENT: 'a tab stands where YAML wants blanks; indent with blanks only',
    DUPLICATE_KEY: `the key \`${here}\` stands twice in one entry; remove one of them`,
    BAD_INDENT: /end with/.test(message)
      ? 'a bracket that was opened is not closed before this place; close it'
      : 'this line is not indented like the others of its entry; give all keys of an entry the same number of blanks',
    MULTILINE_IMPLICIT_KEY: 'the line below this text is indented too far; give all keys of an entry the same number of blanks',
    MULTIPLE_DOCS: 'a second document begins here (`---`); keep one document in the file',
    BLOCK_AS_IMPLICIT_KEY: 'a second `: ` stands on this line; put the text in quotes',
    MISSING_CHAR: /closing/.test(message)
      ? 'a quote or bracket that was opened is not closed before this place; close it'
      : `${lower(message)}; is a \`: \` missing, or a quote?`
  }
  // Plain text that begins with a character of YAML's own is the usual cause of the rest.
  return known[code] ?? `${lower(message)}; put the text in quotes if it begins with or holds characters of YAML`
}

function lower(message: string): string {
  const line = message.split('\n')[0]?.replace(/[.:]+$/, '') ?? ''
  return `${line.charAt(0).toLowerCase()}${line.slice(1)}`
}

/**
 * Note a mistake.
 *
 * @param page Page.
 * @param at Where.
 * @param reason What is wrong and how to mend it.
 * @returns Null, for the value that could not be read.
 */
export function mistake(page: Page, at: Node | number | null, reason: string): null {
  page.mistakes.push({...page.place(at), reason})
  return null
}

/** Follow an alias to what it names. */
function resolved(page: Page, node: Node | null): Node | null {
  if (!page.kinds.isAlias(node)) return node
  const named = node.resolve(page.document) as Node | undefined
  if (named === undefined) mistake(page, node, 'this alias names no anchor; a text that begins with `*` needs quotes')
  return named ?? node
}

/**
 * Read a mapping whose keys are known.
 *
 * @param page Page.
 * @param node What should be a mapping.
 * @param what What it is, for the mistake (example: `'a waiver'`).
 * @param known Its keys; null when any key will do.
 * @returns Its entries by key; null when it is no mapping.
 */
export function mappingOf(page: Page, node: Node | null, what: string, known: readonly string[] | null): ReadonlyMap<string, Entry> | null {
  const map = resolved(page, node)
  if (!page.kinds.isMap(map)) {
    const keys = known === null ? '' : ` with the keys ${known.join(', ')}`
    return mistake(page, node, `${what} is ${kindOf(page, map)}, not a mapping${keys}`)
  }
  const entries = new Map<string, Entry>()
  for (const pair of map.items) {
    const key = pair.key as Node
    const name = page.kinds.isScalar(key) ? String(key.source ?? key.value) : null
    if (name === null) mistake(page, key, `this key of ${what} is no word`)
    else if (known !== null && !known.includes(name)) mistake(page, key, `${what} has no key \`${name}\`; ${meant(name, known)}`)
    else entries.set(name, {key, value: resolved(page, pair.value as Node | null)})
  }
  return entries
}

/**
 * Read a list.
 *
 * @param page Page.
 * @param node What should be a list.
 * @param what What it is.
 * @returns Its nodes; none for an empty value, null when it is no list.
 */
export function listOf(page: Page, node: Node | null, what: string): readonly (Node | null)[] | null {
  const list = resolved(page, node)
  if (list === null || (page.kinds.isScalar(list) && list.value === null)) return []
  if (!page.kinds.isSeq(list)) return mistake(page, node, `${what} is ${kindOf(page, list)}, not a list; begin each entry with \`- \``)
  return list.items.map(item => resolved(page, item as Node | null))
}

/**
 * Read a text.
 *
 * @param page Page.
 * @param entry Key and value.
 * @param numbers Whether a number will do; it is taken as it is written.
 * @returns The text without blanks around it; null when there is none, which is noted as a mistake.
 */
export function textOf(page: Page, {key, value}: Entry, numbers = false): string | null {
  // An alias that names nothing is told already.
  if (page.kinds.isAlias(value)) return null
  const name = String((key as Scalar).value)
  if (value === null || (page.kinds.isScalar(value) && value.value === null))
    return mistake(page, key, `\`${name}\` is empty; write a text behind it`)
  if (!page.kinds.isScalar(value)) return mistake(page, value, `\`${name}\` is ${kindOf(page, value)}, not a text`)
  const source = value.source ?? String(value.value)
  if (typeof value.value !== 'string') {
    if (numbers && typeof value.value === 'number') return source
    return mistake(page, value, `\`${name}\` is ${kindOf(page, value)}, not a text; put it in quotes: ${name}: "${source}"`)
  }
  const text = value.value.trim()
  return text === '' ? mistake(page, value, `\`${name}\` is empty; write a text behind it`) : text
}

/**
 * Name what kind of value a node is.
 *
 * @param page Page.
 * @param node Node.
 * @returns For example `'a list'`.
 */
export function kindOf(page: Page, node: Node | null): string {
  if (page.kinds.isMap(node)) return 'a mapping'
  if (page.kinds.isSeq(node)) return 'a list'
  const value = page.kinds.isScalar(node) ? node.value : null
  if (value === null) return 'empty'
  return typeof value === 'number' || typeof value === 'bigint' ? 'a number' : typeof value === 'boolean' ? 'true or false' : 'a text'
}

/**
 * Say which of the known names was meant.
 *
 * @param name Name as written.
 * @param known Names there are.
 * @param otherwise What to say when none is near; default: the list.
 * @returns For example `'did you mean `reason`?'`, or the list.
 */
export function meant(name: string, known: readonly string[], otherwise: string | null = null): string {
  const near = known
    .map(candidate => ({candidate, distance: distanceOf(name.toLowerCase(), candidate.toLowerCase())}))
    .toSorted((a, b) => a.distance - b.distance)[0]
  if (near && near.distance <= Math.max(2, Math.floor(name.length / 4))) return `did you mean \`${near.candidate}\`?`
  return otherwise ?? `there ${known.length === 1 ? 'is' : 'are'} ${known.join(', ')}`
}

/** How many letters must be added, removed or replaced; names longer than any of ours are as far as can be. */
function distanceOf(left: string, right: string): number {
  if (left.length > 80) return left.length
  let row = Array.from({length: right.length + 1}, (_, index) => index)
  for (const [index, letter] of [...left].entries()) {
    const next = [index + 1]
    for (let column = 1; column <= right.length; column++) {
      const replaced = (row[column - 1] ?? 0) + (right[column - 1] === letter ? 0 : 1)
      next.push(Math.min(replaced, (row[column] ?? 0) + 1, (next[column - 1] ?? 0) + 1))
    }
    row = next
  }
  return row[right.length] ?? 0
}

/** Where a control is found when no name is near. */
export const findControl = '`benchscribe controls WORDS` finds it'
