import type {Table, TableRow} from 'mdast'
import type {Flow} from './flow.ts'
import {type Piece, toPieces, wordsOf} from './inline.ts'
import {extent} from './lines.ts'
import {colours, settings} from './theme.ts'

/** Room left and right of the text in a cell. */
export const cellPadding = 5
/** So many rows say enough of how wide columns have to be. */
const sample = 300

/**
 * Turn the cells of a row into pieces.
 *
 * @param flow Flow.
 * @param row Row.
 * @param size Size of the text.
 * @param kind What it is: the head, or a row of a table without one, whose first cell stands for it.
 * @returns Pieces of each cell.
 */
export function cellsOf(flow: Flow, row: TableRow, size: number, kind: 'head' | 'facts' | 'body'): readonly (readonly Piece[])[] {
  const head = kind === 'head'
  const base = {size, colour: head ? colours.accent : colours.ink, bold: head}
  return row.children.map((cell, index) =>
    toPieces(cell.children, kind === 'facts' && index === 0 ? {...base, colour: colours.muted} : base, flow.faces, flow.survey)
  )
}

/**
 * Tell whether a table lists facts: its head has no words, so the first cell of each row heads it.
 *
 * @param table Table.
 * @returns Whether it does.
 */
export function isFacts({children: [head, ...rows]}: Table): boolean {
  return rows.length > 0 && (head?.children.every(cell => wordsOf(cell.children) === '') ?? false)
}

/**
 * Choose the size of the text of a table: tables of many columns are set smaller.
 *
 * @param columns Number of columns.
 * @returns Size.
 */
export function cellSize(columns: number): number {
  const {size} = settings.cell
  return columns <= 7 ? size : Math.max(5.5, size * (7 / columns) ** 0.5)
}

/**
 * Find the widths of the columns of a table: as wide as the text wants where there is room, else what is too much is
 * taken from the widest.
 *
 * @param flow Flow.
 * @param table Table.
 * @param width Width of the whole.
 * @returns Widths.
 */
export function columnWidths(flow: Flow, table: Table, width: number): readonly number[] {
  const known = flow.plan.columns.get(table)
  if (known) return known
  const widths = find(flow, table, width)
  flow.plan.columns.set(table, widths)
  return widths
}

function find(flow: Flow, table: Table, width: number): readonly number[] {
  const count = table.children.reduce((most, row) => Math.max(most, row.children.length), 0)
  const size = cellSize(count)
  const widest = Array.from({length: count}, () => 0)
  const narrowest = Array.from({length: count}, () => 0)
  const step = Math.max(1, Math.ceil(table.children.length / sample))
  table.children.forEach((row, index) => {
    if (index % step !== 0) return
    cellsOf(flow, row, size, index === 0 ? 'head' : 'body').forEach((pieces, column) => {
      const found = extent(pieces)
      widest[column] = Math.max(widest[column] ?? 0, found.widest)
      narrowest[column] = Math.max(narrowest[column] ?? 0, found.narrowest)
    })
  })
  // A little more than measured: the sample may have missed a cell, and sums of widths have rounding in them.
  const wanted = widest.map(wide => Math.min(wide, width * 0.7) + 2 * cellPadding + 1)
  const needed = narrowest.map((narrow, column) => Math.min(narrow + 2 * cellPadding + 1, width * 0.34, wanted[column] ?? narrow))
  return share(width, wanted, needed)
}

/**
 * Share a width out.
 *
 * @param width Width of the whole.
 * @param wanted Width each column wants.
 * @param needed Width each column needs, at most what it wants.
 * @returns Widths; they add up to the whole.
 */
export function share(width: number, wanted: readonly number[], needed: readonly number[]): readonly number[] {
  const wish = sum(wanted)
  const must = sum(needed)
  if (wish <= width) {
    // Room to spare goes to the wide columns: figures stay next to what they belong to.
    const weights = wanted.map(wide => wide ** 2)
    return wanted.map((wide, column) => wide + ((width - wish) * (weights[column] ?? 0)) / sum(weights))
  }
  if (must >= width) return levelled(width, needed)
  return needed.map((need, column) => need + ((width - must) * ((wanted[column] ?? need) - need)) / (wish - must))
}

/** Where not even the longest words have room, only the widest columns give: a short word is never cut for a long one. */
function levelled(width: number, needed: readonly number[]): readonly number[] {
  let left = width
  let level = 0
  const narrow = needed.toSorted((a, b) => a - b)
  for (const [index, need] of narrow.entries()) {
    level = left / (narrow.length - index)
    if (need > level) break
    left -= need
  }
  return needed.map(need => Math.min(need, level))
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, value) => total + value, 0)
}
