import {existsSync} from 'node:fs'
import type {Findings} from '../model/index.ts'
import type {Pseudonyms, RedactClass, Redaction} from '../redact/index.ts'
import {type Call, textFlag} from './call.ts'
import {readText, writeOutputs} from './files.ts'
import {Problem} from './problem.ts'
import {readClasses, redactClasses} from './redact-classes.ts'

/** Names replaced by pseudonyms in what a call writes. */
export interface Redacted extends Redaction {
  /** The logs with the names that documents may be called by. */
  named<Log extends {readonly name: string}>(logs: readonly Log[]): readonly Log[]
  /** All was written: write the map of the owner. */
  end(): Promise<void>
}

const format = 'benchscribe/pseudonyms'

/**
 * Begin to replace names, when `--redact` asks for it.
 *
 * @param call Call; `--redact-map` names the file that keeps who is who.
 * @param logs All logs of the call, parsed.
 * @returns What replaces names; null without `--redact`.
 * @throws Problem when that file is none of ours.
 */
export async function redactedOf(
  call: Call,
  logs: readonly {readonly name: string; readonly findings: Findings}[]
): Promise<Redacted | null> {
  const what = textFlag(call, 'redact')
  const path = textFlag(call, 'redact-map')
  if (what === undefined) {
    if (path !== undefined) throw new Problem('--redact-map goes with --redact hosts,users,images,ips.')
    return null
  }
  const classes = readClasses(what)
  if (typeof classes === 'string') throw new Problem(`--redact ${classes}.`)
  const known = path === undefined || !existsSync(path) ? null : pseudonymsIn(await readText(path), path)
  const {openRedaction} = await import('../redact/index.ts')
  const redaction = openRedaction(
    logs.map(({findings}) => findings),
    {what: classes, ...(known === null ? {} : {pseudonyms: known})}
  )
  return {
    ...redaction,
    named: given => given.map(log => ({...log, name: redaction.file(log.name)})),
    async end() {
      if (path === undefined) return
      const content = `${JSON.stringify({format, version: 1, ...redaction.pseudonyms()}, null, 2)}\n`
      await writeOutputs(
        [{path, content}],
        logs.map(({name}) => ({name, text: '', found: false}))
      )
    }
  }
}

/**
 * Read `--title`.
 *
 * @param call Call.
 * @param hidden What replaces names, or null.
 * @returns The title as an option; nothing when none was given.
 */
export function titled(call: Call, hidden: Redacted | null): {readonly title?: string} {
  const title = textFlag(call, 'title')
  return title === undefined ? {} : {title: hidden === null ? title : hidden.text(title)}
}

function pseudonymsIn(text: string, path: string): Pseudonyms {
  const refused = new Problem(`${path} is no map that --redact-map wrote, so it is neither read nor written over.`)
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw refused
  }
  const given = value as Readonly<Record<string, unknown>> | null
  if (typeof given !== 'object' || given === null || given['format'] !== format || given['version'] !== 1) throw refused
  const of = (name: RedactClass | 'files'): Readonly<Record<string, string>> => {
    const names = given[name]
    if (
      typeof names !== 'object' ||
      names === null ||
      Object.values(names).some(one => typeof one !== 'string' || !/^[a-z]+-\d{1,9}(?:\.[a-z]{2,6})?$/.test(one))
    )
      throw refused
    return names as Readonly<Record<string, string>>
  }
  return {
    ...(Object.fromEntries(redactClasses.map(name => [name, of(name)])) as Record<RedactClass, Readonly<Record<string, string>>>),
    files: of('files')
  }
}
