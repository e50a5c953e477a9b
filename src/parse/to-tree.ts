import type {Literal, Node, Parent, Position} from 'unist'
import type {Emit, Event} from './events.ts'
import {type Place, placeOf} from './line.ts'

/** The tree of a log: every byte of it stands in the `value` of a leaf, in order. */
export interface BenchRoot extends Parent {
  type: 'root'
  children: BenchNode[]
}

/** What a root, a scan or a section may hold. */
export type BenchNode = BenchScan | BenchSection | BenchCheck | BenchLine

/** One run of a scanner. */
export interface BenchScan extends Parent {
  type: 'scan'
  /** Dialect it was read as. */
  dialect: string
  /** Scanner. */
  tool: string
  children: BenchNode[]
}

/** A heading and what stands under it. */
export interface BenchSection extends Parent {
  type: 'section'
  /** 1 for a section, 2 for a group inside it. */
  depth: 1 | 2
  /** Id as printed. */
  id: string
  /** Title as printed. */
  title: string
  children: BenchNode[]
}

/** A check: its line and its details. */
export interface BenchCheck extends Parent {
  type: 'check'
  /** Id as printed. */
  id: string
  /** Title as printed, type suffix included. */
  title: string
  /** Status as printed. */
  status: string
  children: BenchLine[]
}

/** A stretch of the log; its `value` is exactly what stands there, line ending included. */
export interface BenchLine extends Literal {
  type: 'line' | 'summary' | 'unknown'
  /** What the line is: the event it came from. */
  kind: Event['type']
  value: string
}

/**
 * Make the consumer that turns events into a unist tree.
 *
 * @param text The log.
 * @returns Where events go in, and what to call when they have ended.
 */
export function grow(text: string): {emit: Emit; end(): BenchRoot} {
  const root: BenchRoot = {type: 'root', children: [], position: span(0, 0, 1, 1, 1, 1)}
  let at = 0
  let scan: BenchScan | null = null
  let section: BenchSection | null = null
  let group: BenchSection | null = null
  let check: BenchCheck | null = null
  let lastPlace: Place | null = null
  // Lines of others behind a check; they are inside it only if one of its details follows.
  let between: BenchLine[] = []

  return {emit, end}

  function holder(): BenchRoot | BenchScan | BenchSection {
    return group ?? section ?? scan ?? root
  }

  function emit(event: Event): void {
    if (event.type === 'message' || event.place === null) return
    if (event.type === 'scan') {
      flush()
      scan = {type: 'scan', dialect: event.dialect, tool: event.tool, children: []}
      section = null
      group = null
      check = null
      root.children.push(scan)
      return
    }
    if (event.type === 'section') {
      flush()
      check = null
      const node: BenchSection = {type: 'section', depth: event.depth, id: event.id, title: event.title, children: []}
      if (event.depth === 1) {
        group = null
        section = node
        ;(scan ?? root).children.push(node)
      } else {
        group = node
        ;(section ?? scan ?? root).children.push(node)
      }
    }
    if (event.type === 'check') {
      flush()
      check = {type: 'check', id: event.id, title: event.printed, status: event.status, children: []}
      holder().children.push(check)
    }
    leaf(event)
  }

  function leaf(event: Exclude<Event, {type: 'message' | 'scan'}>): void {
    const place = event.place
    // Events that take no room say something; the bytes are in another.
    if (place.next <= at || place.start >= place.next) return
    lastPlace = placeOf(place)
    const node: BenchLine = {
      type: event.type === 'unknown' ? 'unknown' : event.type === 'declared' ? 'summary' : 'line',
      kind: event.type,
      value: text.slice(at, place.next),
      position: span(
        place.start,
        place.next,
        place.line,
        place.column,
        place.next > place.end ? place.endLine + 1 : place.endLine,
        place.next > place.end ? 1 : place.endColumn
      )
    }
    at = place.next
    const inside = event.type === 'check' || event.type === 'item' || event.type === 'evidence'
    if (check !== null && inside) {
      for (const line of between) check.children.push(line)
      check.children.push(node)
      between = []
    } else if (check !== null && (event.type === 'unknown' || event.type === 'space')) {
      between.push(node)
    } else {
      flush()
      check = null
      holder().children.push(node)
    }
  }

  function flush(): void {
    const children = holder().children
    for (const line of between) children.push(line)
    between = []
  }

  function end(): BenchRoot {
    flush()
    if (at < text.length) root.children.push({type: 'unknown', kind: 'unknown', value: text.slice(at)})
    close(root)
    const start = {line: 1, column: 1, offset: 0}
    const last = lastPlace as Place | null
    const tail =
      root.children.length === 0 || last === null
        ? start
        : {
            line: last.next > last.end ? last.endLine + 1 : last.endLine,
            column: last.next > last.end ? 1 : last.endColumn,
            offset: text.length
          }
    root.position = {start, end: tail}
    return root
  }
}

function span(start: number, end: number, line: number, column: number, endLine: number, endColumn: number): Position {
  return {start: {line, column, offset: start}, end: {line: endLine, column: endColumn, offset: end}}
}

/** A parent spans its children; depth is at most five. */
function close(node: Node & {children?: readonly Node[]}): void {
  const children = node.children
  if (!children || children.length === 0) return
  for (const child of children) close(child)
  const first = children[0]?.position
  const last = children.at(-1)?.position
  if (first && last) node.position = {start: first.start, end: last.end}
}
