import type {DocumentDialect, DocumentParts} from '../dialect.ts'
import type {Emit} from '../events.ts'
import type {Source} from '../source.ts'
import {pastBlanks} from './blanks.ts'
import {type Fragments, readFragments} from './fragments.ts'
import {extentOf, innermost, isDamaged, type JsonDocument, readJson, recordOf, spanOf} from './json.ts'
import {closers, restOfLine, separators} from './gaps.ts'
import {createLook, tagName} from './look.ts'
import {sayMended} from './records.ts'
import {createWriter, type StreamWriter} from './writer.ts'
import {seeker} from './seek.ts'
import {createXml} from './xml.ts'

/**
 * Reads the documents (JSON, XML) that stand in one stream of a log, among lines of text. One reader per stream;
 * keeps state between documents: concatenated objects may be one scan.
 */
export interface DocumentReader {
  /**
   * Try to read a document that begins in the line at `from`.
   *
   * @param source Text so far.
   * @param from Offset of a line.
   * @param final Whether no more text will come.
   * @returns The offset behind what it took, mostly a line start (the events emitted tile what lies before it); `from` when
   *   nothing here is a document; -1 when it needs more text: call again with the same line and more behind it.
   */
  read(source: Source, from: number, final: boolean): number
}

/** What an object must have to be worth reading piece by piece when no dialect knows the document around it. */
const telling = /"(?:result|status|State|checks|total_pass)"\s*:/

/**
 * Make the reader of the documents of one stream.
 *
 * @param dialects Dialects to choose from; earlier ones win.
 * @param emit Takes the events.
 * @param node Machine the carrier names.
 * @returns The reader.
 */
export function readDocumentsOf(dialects: readonly DocumentDialect[], emit: Emit, node: string | null): DocumentReader {
  const names = new Set(dialects.flatMap(dialect => dialect.names))
  const heads = new Set(dialects.flatMap(dialect => dialect.heads))
  const elements = new Set(dialects.flatMap(dialect => dialect.elements))
  const whole = new Set(dialects.flatMap(dialect => dialect.elements.slice(-1)))
  const knownTag = new RegExp(`</?(?:${[...elements].join('|')})(?=[\\s>])`, 'g')
  const {look, candidate, candidateIn} = createLook(names, heads, elements)
  let all: readonly DocumentParts[] | null = null
  /** The dialect that understood something last is asked first. */
  let last: DocumentParts | null = null
  /** Whether the next call goes on inside of a line, and how much text it needs. */
  let inside = false
  let wanted = 0
  /** Offset up to which what was tried last is known to be no whole JSON. */
  let brokenTo = -1

  return {read}

  function read(source: Source, from: number, final: boolean): number {
    const {text} = source
    if (!final && text.length - from < wanted) return -1
    wanted = 0
    let at = from
    if (!inside) {
      const first = candidate(text, from, final)
      if (first.look === 'more') return more(text, from, from)
      if (first.look === 'no') return from
      at = first.at
    }
    const writer = createWriter(source, from, emit)
    const feedFrom = seeker(text, '\n')
    brokenTo = -1
    writer.unknown(at)
    for (;;) {
      const begins = at < text.length ? look(text, at, final, true) : 'no'
      if (begins === 'yes') {
        const end = document(source, writer, at, final)
        if (end === -1) return more(text, from, writer.at())
        at = separators(text, end)
        // What separates two documents belongs to neither.
        if (at < text.length && look(text, at, final, true) === 'yes') {
          writer.space(at)
          continue
        }
        at = end
      } else if (begins === 'more') {
        return more(text, from, writer.at())
      }
      const rest = restOfLine(text, at, feedFrom)
      if (!rest.ended && !final) return more(text, from, writer.at())
      if (rest.blank) {
        writer.space(rest.next)
      } else {
        const next = candidateIn(text, at, rest.next, final)
        if (next.look === 'more') return more(text, from, writer.at())
        if (next.look === 'yes') {
          writer.unknown(next.at)
          at = next.at
          continue
        }
        writer.unknown(rest.next)
      }
      inside = false
      return closers(text, writer, rest.next, final, feedFrom)
    }
  }

  /** What was read may be forgotten; a document is tried again when there is twice as much of it, not again and again. */
  function more(text: string, from: number, at: number): number {
    wanted = (text.length - at) * 2
    inside = at > from
    return inside ? at : -1
  }

  /** Read one document; gives the offset behind it, -1 when it needs more text. */
  function document(source: Source, writer: StreamWriter, start: number, final: boolean): number {
    const {text} = source
    const code = text.charCodeAt(start)
    if (code === 60) return xml(text, writer, start, final)
    if (code !== 34 && start >= brokenTo) {
      const extent = extentOf(text, start)
      if (extent.is === 'cut' && !final) return -1
      if (extent.is === 'whole') {
        const json = readJson(text, start, extent)
        if (json && isReadable(json) && !isDamaged(json)) {
          writer.space(start)
          if (values(json, writer)) {
            writer.space(json.end)
            return json.end
          }
          if (!telling.test(text.slice(start, json.end))) {
            writer.unknown(json.end)
            return json.end
          }
        }
      }
      brokenTo = extent.end
    }
    const found = readFragments(text, start, names, heads)
    if (!final && !found.closed && found.end >= text.length) return -1
    broken(found, writer, start)
    return Math.max(found.end, start + 1)
  }

  function ask(understood: (parts: DocumentParts) => boolean): boolean {
    all ??= dialects.map(dialect => dialect.read(emit, node))
    if (last && understood(last)) return true
    const other = all.find(parts => parts !== last && understood(parts))
    last = other ?? last
    return other !== undefined
  }

  function values(json: JsonDocument, writer: StreamWriter): boolean {
    const entries = Array.isArray(json.value) ? json.value : null
    if (!entries) return value(json.value, json, writer, true)
    let any = false
    for (const [index, entry] of entries.entries()) if (value(entry, json, writer, index > 0)) any = true
    return any
  }

  function value(entry: unknown, json: JsonDocument, writer: StreamWriter, continues: boolean): boolean {
    const record = recordOf(json, entry)
    return record !== null && ask(parts => parts.value?.(record, entry, json, writer, continues) ?? false)
  }

  function broken(found: Fragments, writer: StreamWriter, start: number): void {
    writer.space(start)
    let {wrong} = found
    let any = false
    for (const part of found.fragments) {
      if (wrong && wrong.at <= part.start) {
        if (any) repaired(writer, wrong.at, wrong.what)
        else if (part.start > writer.at()) repaired(writer, Math.max(wrong.at, writer.at()), wrong.what)
        wrong = null
      }
      const before = writer.at()
      if (!ask(parts => parts.fragment?.(part, writer) ?? false)) continue
      any = true
      if (part.mended !== null) {
        sayMended(writer, part.mended, writer.at() > before ? writer.last() : writer.here())
      }
    }
    if (!any) {
      writer.unknown(found.end)
      return
    }
    if (wrong) repaired(writer, Math.max(wrong.at, writer.at()), wrong.what)
    writer.space(found.end)
    if (!found.closed)
      writer.say('json-truncated', 'This JSON ends here before its brackets close: it is cut off, and checks may be missing')
  }

  function repaired(writer: StreamWriter, at: number, what: string): void {
    writer.space(at)
    writer.say('json-repaired', `This JSON is broken: ${what}; what is whole was read all the same`)
  }

  /** Read tags and elements from `start` on, as far as they follow each other; gives the offset behind, or -1. */
  function xml(text: string, writer: StreamWriter, start: number, final: boolean): number {
    const elementAt = createXml(text, whole)
    const feedFrom = seeker(text, '\n')
    let at = start
    for (;;) {
      const next = pastBlanks(text, at)
      if (text.charCodeAt(next) !== 60) break
      const element = elementAt(next)
      if (element && elements.has(element.name) && ask(parts => parts.element?.(element, writer) ?? false)) {
        at = element.end
        continue
      }
      knownTag.lastIndex = next + 1
      const again = knownTag.exec(text)?.index ?? -1
      if (again === -1 && !element && !final) return at > start ? at : -1
      tagName.lastIndex = next
      if (!element && whole.has(tagName.exec(text)?.[1] ?? '')) {
        writer.space(next)
        writer.say('xml-truncated', 'This element is cut off: its check was not read')
      }
      // What is left of it is unknown; the next one may begin in the same line.
      const end = feedFrom(next)
      at = again !== -1 && again < end ? again : end
      writer.unknown(at)
      if (at === end) break
    }
    writer.space(at)
    return at
  }
}

/** Whether the outermost objects can be read; a string in one that holds no other may still be broken. */
function isReadable(json: JsonDocument): boolean {
  const entries = Array.isArray(json.value) ? json.value : [json.value]
  return entries.every(entry => {
    const span = spanOf(entry)
    return span === -1 || innermost(json, span) !== null
  })
}
