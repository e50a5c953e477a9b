import type {Emit} from './events.ts'
import {type JsonDocument, type Leaf, readJson} from './json.ts'
import {createPlaces} from './json-places.ts'
import type {Place} from './line.ts'

/** What a JSON dialect says of one document, in order; `read-documents` adds the bytes between. */
export interface DocumentWriter {
  /** Where the document starts, for what takes no room. */
  readonly here: Place
  /** Takes events that take no room. */
  readonly emit: Emit
  /** Emits what an innermost object is; leaves must come in the order of the log. */
  leaf(leaf: Leaf, event: (place: Place) => void): void
}

/**
 * Read the JSON documents of a log and account for every byte of it.
 *
 * @param text The log.
 * @param emit Takes the events.
 * @param each Says what a document is; returns whether it understood it.
 */
export function readDocuments(text: string, emit: Emit, each: (document: JsonDocument, writer: DocumentWriter) => boolean): void {
  const placeOf = createPlaces(text)
  let at = 0
  function fill(end: number, known: boolean): void {
    if (end <= at) return
    if (known) emit({type: 'space', place: placeOf(at, end)})
    else outside(text, at, end, placeOf, emit)
    at = end
  }
  for (const document of readJson(text)) {
    fill(document.start, false)
    const writer: DocumentWriter = {
      here: placeOf(document.start, document.start),
      emit,
      leaf(leaf, event) {
        // A dialect that walks a document in another order than the log's would lose bytes: what is behind is skipped.
        if (leaf.start < at) return
        fill(leaf.start, true)
        event(placeOf(leaf.start, leaf.end))
        at = leaf.end
      }
    }
    const known = each(document, writer)
    fill(document.end, known)
  }
  fill(text.length, false)
}

/** Lines before, between and behind documents: shell prompts, warnings. */
function outside(text: string, start: number, end: number, placeOf: (start: number, end: number) => Place, emit: Emit): void {
  let from = start
  while (from < end) {
    const feed = text.indexOf('\n', from)
    const next = feed === -1 || feed >= end ? end : feed + 1
    const place = placeOf(from, next)
    const line = text.slice(from, next).trim()
    emit(/^[,\]\ufeff]*$/.test(line) ? {type: 'space', place} : {type: 'unknown', place, text: line})
    from = next
  }
}
