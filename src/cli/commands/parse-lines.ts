import {join} from 'node:path'
import {combine} from '../../combine.ts'
import type {Catalog, Findings, Scan} from '../../model/index.ts'
import {parseScans} from '../../parse/stream.ts'
import {type Call, openMessages, textFlag} from '../call.ts'
import {baseName, type Input, isDirectory, nameInputs, openInput, openOutput} from '../files.ts'
import {openMemory} from '../memory.ts'
import {Problem} from '../problem.ts'
import {notALog} from '../read.ts'

/** Loads what a scan needs of the catalogue; null to leave findings as parsed. */
export type CatalogLoader = ((scans: readonly Scan[]) => Promise<Catalog>) | null

/** How much of a log that is none is looked at, to say what it is. */
const shownHead = 4096

/**
 * Write findings as lines of JSON, scan by scan: memory holds one scan of the log, whatever the log's size. A line for
 * each scan, then for each of its findings, then for each message.
 *
 * @param call Arguments and streams.
 * @param load Loads the catalogue.
 */
export async function writeLines(call: Call, load: CatalogLoader): Promise<void> {
  const inputs = await nameInputs(call.names)
  const output = textFlag(call, 'output')
  const printer = openMessages(call)
  const free = openMemory()
  const catalogs = load === null ? null : once(load)
  const file = output === undefined ? null : await openOutput(await pathOf(output, inputs), inputs)
  const write = (text: string): void | Promise<void> => (file ? file.write(text) : call.io.write(text))
  let scans = 0
  try {
    for (const input of inputs) {
      const head = {text: ''}
      const before = scans
      const chunks = noticed(openInput(input.name, call.io.stdin), head, free)
      for await (const part of parseScans(chunks, {file: input.name, node: textFlag(call, 'node') ?? null})) {
        const findings = catalogs === null ? part : combine([part], await catalogs(part.scans))
        if (part.scans.length > 0 || scans > before) {
          printer.print(findings.messages)
          await write(linesOf(renumbered(findings, before)))
        }
        scans = before + Math.max(scans - before, ...part.scans.map(({index}) => index + 1))
      }
      if (scans > before) continue
      if (!input.found) throw new Problem(notALog({name: input.name, text: head.text}))
      if (call.flags['quiet'] !== true) call.io.warn(`${notALog({name: input.name, text: head.text})} It was left out.`)
    }
    if (scans === 0) throw new Problem('None of these files is a log of docker-bench-security, docker-bench or kube-bench.')
  } catch (error) {
    await file?.discard()
    throw error
  }
  printer.end()
  await file?.end()
}

/** Load a catalogue once for all scans that need the same: looking controls up begins with an index of it. */
function once(load: NonNullable<CatalogLoader>): NonNullable<CatalogLoader> {
  const loaded = new Map<string, Promise<Catalog>>()
  return scans => {
    const key = scans.map(({tool, benchmark}) => `${tool} ${benchmark.family ?? ''}`).join('\n')
    const known = loaded.get(key)
    if (known) return known
    const catalog = load(scans)
    loaded.set(key, catalog)
    return catalog
  }
}

async function pathOf(output: string, inputs: readonly Pick<Input, 'name'>[]): Promise<string> {
  if (!(await isDirectory(output))) return output
  return join(output, `${baseName(inputs.length === 1 ? (inputs[0]?.name ?? '-') : 'findings')}.ndjson`)
}

/** Keep the beginning of a log, to say what it is when it turns out to be none. */
async function* noticed(
  chunks: AsyncIterable<Uint8Array | string>,
  head: {text: string},
  free: (bytes: number) => void
): AsyncGenerator<Uint8Array | string> {
  for await (const chunk of chunks) {
    if (head.text.length < shownHead)
      head.text += typeof chunk === 'string' ? chunk.slice(0, shownHead) : Buffer.from(chunk.subarray(0, shownHead)).toString('utf8')
    yield chunk
    free(chunk.length)
  }
}

/** Scans are counted over all logs of a call. */
function renumbered(document: Findings, offset: number): Findings {
  if (offset === 0) return document
  return {
    ...document,
    scans: document.scans.map(scan => ({...scan, index: scan.index + offset})),
    findings: document.findings.map(finding => ({...finding, scan: finding.scan + offset}))
  }
}

/**
 * Write findings as lines of JSON: each scan, then each finding, then each message.
 *
 * @param document Findings.
 * @returns The lines; `jq .id` gives null for what is no finding.
 */
export function linesOf({scans, findings, messages}: Findings): string {
  let text = ''
  for (const scan of scans) text += `${JSON.stringify({type: 'scan', ...scan})}\n`
  for (const finding of findings) text += `${JSON.stringify(finding)}\n`
  for (const message of messages) text += `${JSON.stringify({type: 'message', ...message})}\n`
  return text
}
