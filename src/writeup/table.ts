import type {StrideLetter} from '../model/index.ts'
import type {Line} from './lines.ts'
import {categoryAt} from './stride.ts'

/** What the columns of a table hold. */
export interface TableHead {
  readonly columns: readonly ('stride' | 'component' | 'mitigation' | 'text' | null)[]
}

/** A row of a table of threats. */
export interface TableRow {
  readonly letters: readonly StrideLetter[]
  readonly category: string
  readonly component: string | null
  readonly text: {readonly column: number; readonly text: string} | null
  readonly mitigation: {readonly column: number; readonly text: string} | null
}

interface Cell {
  readonly text: string
  readonly column: number
}

const names: readonly (readonly [NonNullable<TableHead['columns'][number]>, RegExp])[] = [
  ['mitigation', /mitigation|counter|remed|control|recommend|defen[cs]e|solution/i],
  ['component', /component|asset|surface|area|target|where/i],
  ['stride', /stride|category|pillar|type/i],
  ['text', /threat|description|scenario|risk|attack|what|impact/i]
]

/**
 * Read the head of a table of threats.
 *
 * @param line Line.
 * @returns What its columns hold; null when the line is no such head.
 */
export function tableHeadOf(line: Line): TableHead | null {
  const cells = cellsOf(line)
  if (cells.some(({text}) => text.length > 40)) return null
  const columns = cells.map(({text}) => names.find(([, name]) => name.test(text))?.[0] ?? null)
  if (cells.some(({text}) => isCategory(text))) return null
  return columns.filter(column => column !== null).length >= 2 ? {columns} : null
}

/**
 * Read a row of a table of threats.
 *
 * @param line Line.
 * @param head Head of its table; null when it has none.
 * @returns The row; null when no cell is a category.
 */
export function tableRow(line: Line, head: TableHead | null): TableRow | null {
  const cells = cellsOf(line)
  const at = cells.findIndex(({text}) => isCategory(text))
  const cell = cells[at]
  const category = cell ? categoryOf(cell.text) : null
  if (!cell || !category) return null
  const of = (kind: TableHead['columns'][number]): Cell | null => {
    const index = head?.columns.indexOf(kind) ?? -1
    const found = index < 0 || index === at ? undefined : cells[index]
    return found === undefined || found.text === '' ? null : found
  }
  const longest = cells.filter((_, index) => index !== at).toSorted((a, b) => b.text.length - a.text.length)[0] ?? null
  return {
    letters: [category.letter],
    category: category.written,
    component: of('component')?.text ?? null,
    text: of('text') ?? longest,
    mitigation: of('mitigation')
  }
}

function isCategory(text: string): boolean {
  return categoryOf(text) !== null
}

function categoryOf(text: string): {readonly letter: StrideLetter; readonly written: string} | null {
  const letter = /^([STRIDE])$/.exec(text)
  if (letter) return {letter: letter[1] as StrideLetter, written: text}
  const hit = categoryAt(text, /^[STRIDE]\s*[-–—:]\s*/.exec(text)?.[0].length ?? 0)
  return hit && /^\s*(?:\([^)]{0,40}\))?[\s/,&]*/.exec(text.slice(hit.end))?.[0].length === text.length - hit.end ? hit : null
}

function cellsOf(line: Line): readonly Cell[] {
  const raw = line.raw.trim()
  let column = line.raw.length - line.raw.trimStart().length + 1
  const cells = raw.split('|').map(part => {
    const text = part.replace(/[*`]/g, ' ')
    const cell = {text: text.trim(), column: column + text.length - text.trimStart().length}
    column += part.length + 1
    return cell
  })
  return cells.slice(1, raw.endsWith('|') ? -1 : undefined)
}
