import {barsTable} from '../build.ts'
import {textOf} from '../mdast.ts'
import type {Bars, Chart, ChartPart} from '../nodes.ts'
import {wrapped} from './inline.ts'
import type {Sink} from './sink.ts'

/** Width of a whole bar in its own units; it is drawn as wide as there is room. */
const whole = 1000

/** A stacked bar; the legend behind it says the same in words and numbers. */
export function chart(sink: Sink, {title, parts}: Chart): void {
  const all = sumOf(parts)
  wrapped(
    sink,
    'figure',
    () => {
      wrapped(sink, 'figcaption', () => sink.text(title))
      bar(sink, parts, all)
      legend(sink, parts, part => `: ${part.value} of ${all}`)
    },
    {class: 'chart'}
  )
}

/** Bars under each other: what each is about, its length in parts, its sum; and all numbers in a table that folds. */
export function bars(sink: Sink, node: Bars): void {
  const sums = node.rows.map(({parts}) => sumOf(parts))
  const most = Math.max(0, ...sums)
  wrapped(
    sink,
    'figure',
    () => {
      wrapped(sink, 'figcaption', () => sink.text(node.title))
      wrapped(
        sink,
        'ul',
        () => {
          for (const [index, {label, parts}] of node.rows.entries())
            wrapped(sink, 'li', () => {
              wrapped(sink, 'span', () => sink.text(label), {class: 'label'})
              bar(sink, parts, node.scale === 'length' ? most : (sums[index] ?? 0))
              wrapped(sink, 'span', () => sink.text(said(parts, sums[index] ?? 0)), {class: 'sum'})
            })
        },
        {class: 'rows'}
      )
      legend(sink, node.rows[0]?.parts ?? [], () => '')
      if (!node.told) numbers(sink, node)
    },
    {class: 'bars'}
  )
}

/** What is read of a bar without seeing it. */
function said(parts: readonly ChartPart[], sum: number): string {
  const shown = parts.filter(({value}) => value > 0)
  if (shown.length === 0) return 'none'
  const words = shown.map(({label, value}) => `${value} ${label}`).join(', ')
  return shown.length === 1 ? words : `${sum}: ${words}`
}

function bar(sink: Sink, parts: readonly ChartPart[], all: number): void {
  const drawn = parts.filter(({value}) => value > 0)
  let at = 0
  wrapped(
    sink,
    'svg',
    () => {
      for (const {tone, value} of drawn) {
        const width = (whole * value) / all
        sink.open('rect', {class: tone, x: round(at), y: '0', width: round(width), height: '28'})
        sink.close('rect')
        at += width
      }
    },
    {viewBox: `0 0 ${whole} 28`, preserveAspectRatio: 'none', 'aria-hidden': 'true', focusable: 'false'}
  )
}

function legend(sink: Sink, parts: readonly ChartPart[], figure: (part: ChartPart) => string): void {
  wrapped(
    sink,
    'ul',
    () => {
      for (const part of parts)
        wrapped(sink, 'li', () => {
          wrapped(sink, 'span', () => {}, {class: `swatch ${part.tone}`, 'aria-hidden': 'true'})
          sink.text(`${part.label}${figure(part)}`)
        })
    },
    {class: 'legend'}
  )
}

function numbers(sink: Sink, node: Bars): void {
  const {children, align} = barsTable(node)
  wrapped(
    sink,
    'details',
    () => {
      wrapped(sink, 'summary', () => sink.text('The numbers as a table'))
      const cells = (row: (typeof children)[number], tag: 'td' | 'th'): void =>
        wrapped(sink, 'tr', () => {
          for (const [index, cell] of row.children.entries())
            wrapped(sink, tag, () => sink.text(textOf(cell)), align?.[index] === 'right' ? {class: 'right'} : undefined)
        })
      const [head, ...rows] = children
      wrapped(
        sink,
        'div',
        () =>
          wrapped(sink, 'table', () => {
            wrapped(sink, 'thead', () => head && cells(head, 'th'))
            wrapped(sink, 'tbody', () => {
              for (const row of rows) cells(row, 'td')
            })
          }),
        {class: 'table', tabindex: '0', role: 'region', 'aria-label': `Numbers: ${node.title}`}
      )
    },
    {class: 'numbers'}
  )
}

function sumOf(parts: readonly ChartPart[]): number {
  return parts.reduce((sum, {value}) => sum + value, 0)
}

function round(value: number): string {
  return String(Math.round(value * 100) / 100)
}
