import type {Place} from './line.ts'

/**
 * Make a function that tells places by offsets; offsets must not go down from call to call.
 *
 * @param text The log.
 * @returns The function.
 */
export function createPlaces(text: string): (start: number, end: number) => Place {
  let line = 1
  let lineStart = 0
  let feed = text.indexOf('\n')
  function advance(offset: number): void {
    while (feed !== -1 && feed < offset) {
      line++
      lineStart = feed + 1
      feed = text.indexOf('\n', lineStart)
    }
  }
  return (start, end) => {
    advance(start)
    const startLine = line
    const column = start - lineStart + 1
    advance(end)
    return {start, end, next: end, line: startLine, column, endLine: line, endColumn: end - lineStart + 1, stream: ''}
  }
}
