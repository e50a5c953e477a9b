import type {CheckFacts} from '../events.ts'
import {type Place, remembered} from '../line.ts'
import {type Member, readFragments} from './fragments.ts'
import {innermost, isDouble, type JsonDocument} from './json.ts'
import type {JsonRecord} from './values.ts'
import type {Writer} from './writer.ts'

/**
 * Make a record of members; of equal names the first counts.
 *
 * @param members Members.
 * @returns The record.
 */
export function toRecord(members: readonly Member[]): JsonRecord {
  const record: Record<string, unknown> = Object.create(null)
  for (const {name, value} of members) if (!(name in record)) record[name] = value
  return record
}

/** What an object says that should be a check. */
export interface Check {
  readonly id: string | null
  readonly printed: string
  readonly status: unknown
  readonly facts: CheckFacts
}

/** Reads an innermost object of a document, of which its span begins at an index of `document.spans`. */
export type RecordReader = (document: JsonDocument, span: number, writer: Writer) => boolean

/**
 * Make a reader of innermost objects, and of what is left of the objects that stand in a broken one. One that says the
 * same as one before in the same text is not read again: the nodes of a cluster say mostly the same.
 *
 * @param names Keys that the dialect knows.
 * @param read Reads a record.
 * @param tell Tells what was read of the record between two offsets; says whether it is one that was looked for.
 * @returns The reader; it says whether one was. What is behind where the writer stands is skipped: a document that is
 * walked in another order than the log's would lose bytes.
 */
export function readRecords(
  names: ReadonlySet<string>,
  read: (record: JsonRecord) => Check,
  tell: (read: Check, start: number, end: number, writer: Writer) => boolean
): RecordReader {
  const known = new Map<number, {readonly start: number; readonly end: number; readonly check: Check}>()
  let knownIn = ''
  return (document, span, writer) => {
    const {text} = document
    const start = document.spans[span] ?? 0
    const end = document.spans[span + 1] ?? 0
    if (start < writer.at()) return false
    if (text !== knownIn) known.clear()
    // Also where it is equal: the same string is compared at once.
    knownIn = text
    const sum = digest(text, start, end)
    const before = known.get(sum)
    if (before && text.slice(before.start, before.end) === text.slice(start, end)) return tell(before.check, start, end, writer)
    const record = innermost(document, span)
    if (record !== null && !isDouble(document, span, record)) {
      const check = read(record)
      known.set(sum, {start, end, check})
      return tell(check, start, end, writer)
    }
    let found = false
    for (const part of readFragments(text.slice(0, end), start, names).fragments) {
      if (!tell(read(toRecord(part.members)), part.start, part.end, writer)) continue
      found = true
      sayMended(writer, part.mended ?? (record === null ? 'a character in a string is not escaped' : 'a brace is missing'))
    }
    return found
  }
}

/** A number that is the same for equal stretches and mostly differs for others, of some of their characters. */
function digest(text: string, start: number, end: number): number {
  const step = Math.max(1, (end - start) >> 4)
  let sum = end - start
  for (let at = start; at < end; at += step) sum = (sum * 31 + text.charCodeAt(at)) & 0xffff
  return sum % (4 * remembered)
}

/**
 * Say that an object was mended.
 *
 * @param writer Where reading stands.
 * @param what What was wrong with it.
 * @param place Where the object stands (default: what was taken last).
 */
export function sayMended(writer: Writer, what: string, place: Place = writer.last()): void {
  writer.say('json-repaired', `This JSON is broken: ${what}; it was read all the same`, place)
}

/**
 * Say that the head of a scan is lost.
 *
 * @param writer Where reading stands.
 */
export function sayHeadless(writer: Writer): void {
  writer.say('json-truncated', 'This JSON begins in the middle of a scan: checks may be missing before this place')
}

/**
 * Leave out an object that should be a check, and say so.
 *
 * @param writer Where reading stands.
 * @param place Where the object stands.
 * @param what What is wrong with it.
 */
export function sayNoCheck(writer: Writer, place: Place, what: string): void {
  leaveOut(writer, place, 'json-check', `This object stands where a check is expected and ${what}; it was not read`)
}

/**
 * Take a stretch for nothing, and say why.
 *
 * @param writer Where reading stands.
 * @param place The stretch.
 * @param rule Name of the message.
 * @param reason Why it was not read.
 */
export function leaveOut(writer: Writer, place: Place, rule: string, reason: string): void {
  writer.emit({type: 'space', place})
  writer.say(rule, reason, place)
}
