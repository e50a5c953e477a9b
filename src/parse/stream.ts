import type {Finding, Findings} from '../model/index.ts'
import {decodeChunks} from './carriers/decode.ts'
import {dialects as builtIn} from './dialects/index.ts'
import type {ParseOptions} from './options.ts'
import {openLog} from './read-log.ts'
import {type Collected, collect} from './to-findings.ts'

/**
 * Read a log of any size as it comes, scan by scan. Memory holds one scan and a stretch of the log, whatever the log's
 * size; a document such as JSON is held whole, each of several that stand one behind the other on its own. What comes
 * out, put together, is what `parse` gives for the whole log.
 *
 * @param chunks The log in pieces of any size: bytes (UTF-8 or UTF-16) or text.
 * @param options What the log cannot say.
 * @returns A document for each scan, when its end was seen; messages that belong to no scan come with the next one.
 * @example
 * ```ts
 * for await (const {scans, findings} of parseScans(createReadStream('nodes.log'))) console.log(scans[0]?.node, findings.length)
 * ```
 */
export async function* parseScans(chunks: AsyncIterable<string | Uint8Array>, options: ParseOptions = {}): AsyncGenerator<Findings> {
  const {emit, drain, end} = collect(options.file ?? null, options.node ?? null)
  const log = openLog(options.dialects ?? builtIn, emit)
  let pieces: string[] = []
  let length = 0
  for await (const piece of decodeChunks(chunks)) {
    pieces.push(piece)
    length += piece.length
    if (length < log.wants) continue
    const text = pieces.join('')
    const taken = log.read(text, false)
    pieces = taken < text.length ? [text.slice(taken)] : []
    length -= taken
    yield* documentsOf(drain())
  }
  log.read(pieces.join(''), true)
  yield* documentsOf(end(), true)
}

/**
 * Read a log of any size as it comes, finding by finding; see `parseScans` for what is held in memory.
 *
 * @param chunks The log in pieces of any size: bytes (UTF-8 or UTF-16) or text.
 * @param options What the log cannot say.
 * @returns The findings in order, not enriched; `scan` is the index of the scan in the log.
 * @example
 * ```ts
 * for await (const finding of parseStream(createReadStream('nodes.log'))) if (finding.outcome === 'fail') console.log(finding.id)
 * ```
 */
export async function* parseStream(chunks: AsyncIterable<string | Uint8Array>, options: ParseOptions = {}): AsyncGenerator<Finding> {
  for await (const {findings} of parseScans(chunks, options)) yield* findings
}

/** One document a scan; messages stand with the scan that begins before them. */
function* documentsOf({scans, findings, messages}: Collected, last = false): Generator<Findings> {
  if (scans.length === 0 && !(last && messages.length > 0)) return
  if (scans.length <= 1) {
    yield {format: 'benchscribe/findings', version: 1, scans, findings, messages}
    return
  }
  const byScan = new Map<number, Finding[]>(scans.map(({index}) => [index, []]))
  for (const finding of findings) byScan.get(finding.scan)?.push(finding)
  for (const [at, scan] of scans.entries())
    yield {
      format: 'benchscribe/findings',
      version: 1,
      scans: [scan],
      findings: byScan.get(scan.index) ?? [],
      messages: at === 0 ? messages : []
    }
}
