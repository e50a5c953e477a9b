import type {Table, TableCell, TableRow} from 'mdast'
import type {Shade} from '../nodes.ts'
import type {Document} from './document.ts'
import {selfLink} from './finding.ts'
import {inline, wrapped} from './inline.ts'
import {facetAttributes} from './items.ts'
import type {Sink} from './sink.ts'

/** Longer tables come in pieces of as many rows, for browsers lay a table out as a whole. */
const mostRows = 100

/** Write a table, in a box that scrolls where the window is narrower. */
export function table(sink: Sink, node: Table, document: Document): void {
  const [head, ...rows] = node.children
  const pieces = rows.length <= 3 * mostRows ? 1 : Math.ceil(rows.length / mostRows)
  for (let piece = 0; piece < pieces; piece++) {
    scrolling(
      sink,
      document,
      () => {
        wrapped(sink, 'thead', () => {
          if (head) tableRow(sink, head, node, 'th', document)
        })
        if (rows.length === 0) return
        sink.line()
        wrapped(sink, 'tbody', () => {
          for (const row of pieces === 1 ? rows : rows.slice(piece * mostRows, (piece + 1) * mostRows))
            tableRow(sink, row, node, 'td', document)
        })
      },
      pieces === 1 ? 'table' : 'table piece'
    )
  }
}

/** A table in its box. */
export function scrolling(sink: Sink, document: Pick<Document, 'tables'>, content: () => void, name = 'table'): void {
  document.tables++
  const box = {class: name, tabindex: '0', role: 'region', 'aria-label': `Table ${document.tables}`}
  wrapped(sink, 'div', () => wrapped(sink, 'table', content), box)
}

function tableRow(sink: Sink, row: TableRow, of: Table, tag: 'td' | 'th', document: Document): void {
  const item = document.items.has(row) ? row.data?.item : undefined
  const id = item !== undefined && !document.ids.has(item.anchor) ? item.anchor : undefined
  if (id !== undefined) document.ids.add(id)
  wrapped(
    sink,
    'tr',
    () => {
      for (const [index, cell] of row.children.entries()) {
        const classes = [
          ...(of.align?.[index] === 'right' ? ['right'] : tag === 'td' ? widthClass(cell, index === 0) : []),
          ...(cell.data?.shade ? shadeClasses(cell.data.shade) : [])
        ]
        wrapped(
          sink,
          tag,
          () => {
            inline(sink, cell.children, document)
            if (id !== undefined && item !== undefined && index === row.children.length - 1) selfLink(sink, id, item.label)
          },
          classes.length > 0 ? {class: classes.join(' ')} : undefined
        )
      }
    },
    item === undefined ? undefined : {class: 'item', id, ...facetAttributes(item.facets)}
  )
  sink.line()
}

/** What may be narrower than other cells: a word in colour, and what names the row. What a log says has no part in it. */
function widthClass({children}: TableCell, first: boolean): readonly string[] {
  if (children.length === 1 && children[0]?.type === 'badge') return ['word']
  return first && !children.some(({type}) => type === 'inlineCode') ? ['key'] : []
}

/** A tint is one of five steps, so that no element needs a style of its own. */
function shadeClasses({tone, weight}: Shade): readonly string[] {
  const step = Math.ceil(Math.min(1, Math.max(0, weight)) * 5)
  return step === 0 ? [] : [`shade-${step}`, tone]
}
