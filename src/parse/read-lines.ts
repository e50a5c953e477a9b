import {eachLine} from './carriers/index.ts'
import type {LineDialect, LineReader} from './dialect.ts'
import type {Emit} from './events.ts'
import type {Line, Place} from './line.ts'

/** A line that says so little that it may stand anywhere: blank, a rule, a fence. */
const filler = /^(?:[\s\u0000]*|[#=*_~`-]{2,}[\w ]{0,16}|# ?-*|>|\.\.\.)\s*$/
const tagged = /\[(?:PASS|FAIL|WARN|INFO|NOTE)\] (?=[ \dCV])/

/** Only a short line is worth the expression; a long one says little only when it is blank. */
function isFiller(text: string): boolean {
  return text.length < 200 ? filler.test(text) : /^[\s\u0000]*$/.test(text)
}

interface Stream {
  reader: LineReader | null
  dialect: LineDialect | null
}

/**
 * Read a log line by line with whichever dialects its lines are of.
 *
 * @param text The log.
 * @param dialects Dialects to choose from; earlier ones win ties.
 * @param emit Takes the events.
 */
export function readLines(text: string, dialects: readonly LineDialect[], emit: Emit): void {
  const streams = new Map<string, Stream>()
  let last: Place | null = null
  eachLine(text, (line, node) => {
    last = line
    let stream = streams.get(line.stream)
    if (!stream) {
      stream = {reader: null, dialect: null}
      streams.set(line.stream, stream)
    }
    if (!understood(line, stream, dialects, emit, node)) {
      emit(isFiller(line.text) ? {type: 'space', place: line} : {type: 'unknown', place: line, text: line.text})
    }
  })
  const ending = last as Place | null
  if (ending) for (const [name, stream] of streams) stream.reader?.end({...ending, stream: name})
}

function understood(line: Line, stream: Stream, dialects: readonly LineDialect[], emit: Emit, node: string | null): boolean {
  if (take(line, stream, dialects, emit, node)) return true
  // A shell prompt or a warning without a line break may stand before what the scanner printed.
  const hit = line.text.length < 100_000 ? tagged.exec(line.text) : null
  if (!hit || hit.index === 0) return false
  return take({...line, text: line.text.slice(hit.index)}, stream, dialects, emit, node)
}

function take(line: Line, stream: Stream, dialects: readonly LineDialect[], emit: Emit, node: string | null): boolean {
  if (stream.reader?.line(line)) return true
  const dialect = surest(line.text, dialects)
  if (!dialect || dialect === stream.dialect) return false
  stream.reader?.end(line)
  stream.dialect = dialect
  stream.reader = dialect.read(emit, node)
  return stream.reader.line(line)
}

function surest(line: string, dialects: readonly LineDialect[]): LineDialect | null {
  let best: LineDialect | null = null
  let most = 0.5
  for (const dialect of dialects) {
    const sure = dialect.claims(line)
    if (sure > most) {
      most = sure
      best = dialect
    }
  }
  return best
}
