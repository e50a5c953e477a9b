import type {Place} from '../line.ts'
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

/**
 * Read an innermost object, or what is left of the objects that stand there when it is broken.
 *
 * @param document The document.
 * @param span Where the object's span begins in `document.spans`.
 * @param names Keys that the dialect knows.
 * @param writer Accounts for its bytes. What is behind is skipped: a document that is walked in another order than the
 * log's would lose bytes.
 * @param read Reads a record between two offsets; says whether it is one that was looked for.
 * @returns Whether one was.
 */
export function eachRecord(
  document: JsonDocument,
  span: number,
  names: ReadonlySet<string>,
  writer: Writer,
  read: (record: JsonRecord, start: number, end: number) => boolean
): boolean {
  const start = document.spans[span] ?? 0
  const end = document.spans[span + 1] ?? 0
  if (start < writer.at()) return false
  const record = innermost(document, span)
  if (record !== null && !isDouble(document, span, record)) return read(record, start, end)
  let found = false
  for (const part of readFragments(document.text.slice(0, end), start, names).fragments) {
    if (!read(toRecord(part.members), part.start, part.end)) continue
    found = true
    sayMended(writer, part.mended ?? (record === null ? 'a character in a string is not escaped' : 'a brace is missing'))
  }
  return found
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
