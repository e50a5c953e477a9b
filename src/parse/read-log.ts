import {type Bared, openCarriers} from './carriers/index.ts'
import {type Row, unwrap} from './carriers/wrap.ts'
import {surest} from './claim.ts'
import type {Dialect, DocumentDialect, LineDialect, LineReader} from './dialect.ts'
import {type DocumentReader, readDocumentsOf} from './documents/index.ts'
import type {Emit} from './events.ts'
import {before, endOfLine, type Line, type Place, placeOf, quoted} from './line.ts'
import {documentLike, isFiller, startsDocument, tagged} from './line-looks.ts'
import {PlainLine} from './plain-line.ts'
import {plainSource} from './source.ts'
import {openPayload, type Payload} from './payload.ts'

/** How far ahead carriers are looked for: a stretch of the log is looked at as a whole before its lines are read. */
const windowSize = 262_144

/** One output of possibly several that are interleaved in a log. */
interface Stream {
  readonly name: string
  reader: LineReader | null
  dialect: LineDialect | null
  documents: DocumentReader | null
  /** Offset up to which a document has taken the lines of this stream. */
  takenTo: number
}

/** Reads a log piece by piece. */
export interface LogReader {
  /**
   * Read as much as can be understood without knowing what follows.
   * @param text What was not taken of the last piece, and more.
   * @param final Whether nothing follows.
   * @returns How much of it was taken, in UTF-16 code units; with `final`, all of it.
   */
  read(text: string, final: boolean): number
  /** How much text it wants to see before it can go on, counted from what was not taken. */
  readonly wants: number
}

/**
 * Begin to read a log with whichever dialects its lines and documents are of.
 *
 * @param dialects Dialects to choose from; earlier ones win ties.
 * @param emit Takes the events.
 * @returns The reader.
 */
export function openLog(dialects: readonly Dialect[], emit: Emit): LogReader {
  const lineDialects = dialects.filter((dialect): dialect is LineDialect => dialect.kind === 'lines')
  const documentDialects = dialects.filter((dialect): dialect is DocumentDialect => dialect.kind === 'document')
  const carriers = openCarriers()
  const streams = new Map<string, Stream>()
  /** Offset in the log of the first character of the text at hand. */
  let base = 0
  let number = 1
  let lineStart = 0
  let sensedTo = 0
  let last: Place | null = null
  let wants = windowSize
  let active = false
  /** Whether the line before is one of a list of somebody's; what stands between such lines is none of the scanner's. */
  let listed = false
  /** Frames that need not be told, or were: the first is known, of Docker's json-file. */
  const told = new Set(['{"log":"'])
  const plainLine = new PlainLine()

  return {
    read,
    get wants() {
      return wants
    }
  }

  function read(text: string, final: boolean): number {
    const payloads = new Map<string, Payload>()
    let at = 0
    let starved = false
    while (at < text.length && !starved) {
      if (base + at >= sensedTo) {
        if (!final && text.length - at < windowSize) break
        carriers.sense(text.slice(at, at + windowSize))
        sensedTo = base + at + windowSize
        active = carriers.active
      }
      if (active) {
        const row = unwrap(text, at, carriers.wrapping, final)
        if (!row) break
        carriers.take(row.text, bared => {
          starved ||= !carried(bared, text, row, final, payloads)
        })
        if (starved) break
        at = row.next
        number += row.count
        lineStart = base + at
      } else {
        const to = plain(text, at, final)
        if (to === at) break
        at = to
      }
    }
    wants = starved || at === 0 ? Math.max(windowSize, 2 * (text.length - at)) : windowSize
    base += at
    if (final && last) for (const {name, reader} of streams.values()) reader?.end({...placeOf(last), stream: name})
    return at
  }

  /** Read lines without carriers, up to a document or the end of the window; returns where to go on, `from` to wait for more text. */
  function plain(text: string, from: number, final: boolean): number {
    const stream = streamOf('')
    const limit = Math.min(text.length, sensedTo - base)
    const line = plainLine
    line.source = text
    let at = from
    while (at < limit) {
      const feed = text.indexOf('\n', at)
      if (feed === -1 && !final) break
      const end = endOfLine(text, at, feed)
      const next = feed === -1 ? text.length : feed + 1
      line.start = base + at
      line.end = base + end
      line.next = base + next
      line.line = number
      line.column = line.start - lineStart + 1
      line.endLine = number
      line.endColumn = line.end - lineStart + 1
      line.from = at
      line.to = end
      last = line
      const early = startsDocument(text, at, end)
      // Nearly all lines go on with what is being read.
      if (early || !stream.reader?.line(line)) {
        const to = strange(line, early, final, stream)
        if (to === -1) break
        // A document may end anywhere; it has counted its lines itself.
        if (to !== at) return to
      }
      at = next
      number++
      lineStart = line.next
    }
    return at
  }

  /** Read a line that does not go on with what is being read; returns where a document ends, the line's start when there is none, -1 to wait. */
  function strange(line: PlainLine, early: boolean, final: boolean, stream: Stream): number {
    const to = early ? whole(line, final, stream) : line.from
    if (to !== line.from || understood(line, stream, null)) return to
    const later = !early && documentLike.test(line.text) ? whole(line, final, stream) : to
    if (later === to) other(line)
    return later
  }

  /** Read a document of a plain log; returns the offset behind it, the line's when there is none, -1 to wait. */
  function whole({source: text, from: at}: PlainLine, final: boolean, stream: Stream): number {
    const source = plainSource(text, at, {base, line: number, lineStart: lineStart - base})
    const to = documentsOf(stream, null).read(source, at, final)
    if (to === -1 || to === at) return to
    const place = source.place(to, to)
    number = place.line
    lineStart = place.start - place.column + 1
    stopLines(stream, place)
    last = place
    return to
  }

  /** Read what a carried line holds; false to wait for more text. */
  function carried(
    {start, end: stop, text: said, stream: name, node, frame}: Bared,
    text: string,
    {at, end, next, count, lastStart, text: raw}: Row,
    final: boolean,
    payloads: Map<string, Payload>
  ): boolean {
    const stream = streamOf(name)
    const begin = base + at + start
    if (begin < stream.takenTo) return true
    const lastPart = stop >= raw.length
    const line: Line = {
      start: begin,
      end: base + (lastPart ? end : at + stop),
      next: base + (lastPart ? next : at + stop),
      line: number,
      column: start + 1,
      endLine: lastPart ? number + count - 1 : number,
      endColumn: (lastPart ? end - lastStart : stop) + 1,
      stream: name,
      text: said,
      source: said,
      from: 0,
      to: said.length
    }
    last = line
    const early = startsDocument(said, 0, said.length)
    if (frame?.quoted) listed = true
    else if (said.startsWith('[') || begin !== base + at || !lastPart) listed = false
    const foreign = listed && frame === null
    if (!early && !foreign && understood(line, stream, node)) {
      if (frame) sayFrame(line, frame.before)
      return true
    }
    if (early || documentLike.test(said)) {
      let payload = payloads.get(name)
      if (!payload) {
        payload = openPayload(text, at, base, number, name, carriers)
        payloads.set(name, payload)
      }
      const from = payload.offsetOf(begin)
      if (from !== -1) {
        const to = documentsOf(stream, node).read(payload.source, from, final)
        if (to === -1) return false
        if (to > from) {
          stopLines(stream, line)
          stream.takenTo = payload.logOffset(to)
          return true
        }
      }
      if (early && !foreign && understood(line, stream, node)) return true
    }
    other(line, foreign)
    return true
  }

  /** Of what stands before many lines the first is told, if it says anything: numbers and marks do not. */
  function sayFrame(place: Place, ahead: string): void {
    const key = ahead.replace(/\d+/g, '')
    if (!/[A-Za-z\u0080-\uffff]/.test(key) || told.has(key)) return
    told.add(key)
    sayBefore(place, ahead, ', here and in lines like this one')
  }

  function sayBefore(place: Place, ahead: string, more = ''): void {
    emit({type: 'message', place, rule: 'text-before', reason: `This stands before what the scanner printed${more}: ${quoted(ahead)}`})
  }

  function documentsOf(stream: Stream, node: string | null): DocumentReader {
    stream.documents ??= readDocumentsOf(documentDialects, emit, node)
    return stream.documents
  }

  /** A document is a scan of its own: what was read line by line before it is at its end. */
  function stopLines(stream: Stream, place: Place): void {
    stream.reader?.end({...before(place), stream: stream.name})
    stream.reader = null
    stream.dialect = null
  }

  function streamOf(name: string): Stream {
    let stream = streams.get(name)
    if (!stream) {
      stream = {name, reader: null, dialect: null, documents: null, takenTo: 0}
      streams.set(name, stream)
    }
    return stream
  }

  function understood(line: Line, stream: Stream, node: string | null): boolean {
    return stream.reader?.line(line) || begins(line, stream, node)
  }

  /** Whether a line begins what another dialect reads, or holds something behind its beginning that is understood. */
  function begins(line: Line, stream: Stream, node: string | null): boolean {
    const {text} = line
    // An empty line begins nothing.
    if (text === '') return false
    const dialect = surest(text, lineDialects, stream.dialect)
    if (dialect && dialect !== stream.dialect) {
      stream.reader?.end(line)
      stream.documents = null
      stream.dialect = dialect
      stream.reader = dialect.read(emit, node)
      if (stream.reader.line(line)) return true
    }
    // A shell prompt or a warning without a line break may stand before what the scanner printed.
    const hit = text.length < 100_000 ? tagged.exec(text) : null
    if (!hit || hit.index === 0) return false
    const rest = text.slice(hit.index)
    if (!understood({...placeOf(line), text: rest, source: rest, from: 0, to: rest.length}, stream, node)) return false
    const ahead = text.slice(0, hit.index).trim()
    if (ahead !== '') sayBefore(line, ahead)
    return true
  }

  function other(line: Line, foreign = false): void {
    const {text} = line
    emit(isFiller(text) ? {type: 'space', place: line} : {type: 'unknown', place: line, text, foreign})
  }
}
