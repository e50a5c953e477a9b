import {cleanCode} from './clean.ts'
import {type Column, type Flow, breakPage, need, room, space} from './flow.ts'
import {covers} from './inline.ts'
import {baseline, box, fill, number} from './ink.ts'
import {type Face, join, type Shaped, shape} from './shape.ts'
import {colours, gaps, settings} from './theme.ts'

const {code: setting} = settings
const padding = {x: 9, y: 6}
/** How far the rest of a line that was too long is moved in. */
const hang = 10

/** A line of code on paper. */
interface CodeLine {
  readonly shaped: Shaped
  readonly indent: number
}

/**
 * Draw a block of code: lines too long go on in the next, moved in; blocks too long go on on the next page.
 *
 * @param flow Flow.
 * @param value Code.
 * @param column Where it goes.
 */
export function drawCode(flow: Flow, value: string, column: Column): void {
  const {canvas, faces} = flow
  space(flow, gaps.block - 2)
  const lines = value.split(/\r\n|\n|\r/).flatMap(line => wrap(faces.mono, line, column.width - 2 * padding.x))
  const element = canvas.element(column.parent, 'Code', {block: true})
  for (let from = 0; from < lines.length; ) {
    const left = lines.length - from
    need(flow, Math.min(left, 2) * setting.leading + 2 * padding.y)
    let take = Math.min(left, Math.max(1, Math.floor((room(flow) - 2 * padding.y + 0.01) / setting.leading)))
    if (left - take === 1 && take > 2) take--
    const height = take * setting.leading + 2 * padding.y
    if (canvas.draws) {
      canvas.artifact(`${box(column.x, flow.y, column.width, height, colours.wash)}\n${box(column.x, flow.y, 2.2, height, colours.rule)}`)
      canvas.content(element, write(lines.slice(from, from + take), column.x + padding.x, flow.y + padding.y))
    }
    flow.y += height
    from += take
    if (from < lines.length) breakPage(flow)
  }
  canvas.close(element)
  space(flow, gaps.block)
}

/**
 * Measure what must stay together at the start of a block of code.
 *
 * @param value Code.
 * @returns Height of two lines, or of the only one.
 */
export function leadOfCode(value: string): number {
  return (value.includes('\n') ? 2 : 1) * setting.leading + 2 * padding.y
}

/** Cut a line; at a blank when there is one in its last third, else between any two characters. */
function wrap(face: Face, line: string, width: number): readonly CodeLine[] {
  const characters = Array.from(cleanCode(line, covers(face)))
  const shapes = characters.map(character => shape(face, character))
  const lines: CodeLine[] = []
  for (let start = 0; start < shapes.length || lines.length === 0; ) {
    const indent = start === 0 ? 0 : hang
    let end = start
    let x = indent
    while (end < shapes.length && (end === start || x + (shapes[end]?.width ?? 0) * setting.size <= width))
      x += (shapes[end++]?.width ?? 0) * setting.size
    if (end < shapes.length) {
      const least = start + (end - start) * (2 / 3)
      for (let cut = end; cut > least; cut--) {
        if (characters[cut - 1] !== ' ') continue
        end = cut
        break
      }
    }
    // A blank nobody sees ends the line: it keeps the words of two lines apart for those who listen or copy.
    const last = end === shapes.length && end > start ? [shape(face, ' ')] : []
    lines.push({shaped: join([...shapes.slice(start, end), ...last]), indent})
    start = end
  }
  return lines
}

function write(lines: readonly CodeLine[], x: number, top: number): string {
  let font = ''
  const operators = [fill(colours.ink)]
  lines.forEach(({shaped, indent}, index) => {
    if (shaped.parts.length === 0) return
    operators.push(`1 0 0 -1 ${number(x + indent)} ${number(baseline(top + index * setting.leading, setting))} Tm`)
    for (const part of shaped.parts) {
      const wanted = `/${part.font.id} ${number(setting.size)} Tf`
      if (wanted !== font) operators.push(wanted)
      font = wanted
      operators.push(`[${part.array}] TJ`)
    }
  })
  return `BT ${operators.join('\n')} ET`
}
