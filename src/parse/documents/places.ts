import type {Source} from '../source.ts'

/**
 * Make the source of a log that has no carriers.
 *
 * @param text The log.
 * @returns The source.
 */
export function plainSource(text: string): Source {
  return {text, place: createPlaces(text)}
}

function createPlaces(text: string): Source['place'] {
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
