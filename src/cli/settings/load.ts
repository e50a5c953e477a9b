import {existsSync} from 'node:fs'
import {dirname, join} from 'node:path'
import {loadCatalog} from '../../catalog/load.ts'
import {type WaivedFindings, waive} from '../../analyse/waive.ts'
import type {Catalog, Findings} from '../../model/index.ts'
import {type Call, textFlag} from '../call.ts'
import {readText} from '../files.ts'
import {type Option, standardConfig, type Verb} from '../option.ts'
import {verbs} from '../options.ts'
import {Problem} from '../problem.ts'
import type {Config, FlagValues} from './config.ts'
import type {WaiverFile} from './waivers.ts'
import type {Mistake} from './yaml.ts'

/** Findings with their waivers, and the file they are from. */
export interface WaivedByFile extends WaivedFindings {
  /** The file as it was read. */
  readonly file: WaiverFile
  /** Its path. */
  readonly path: string
}

/**
 * Read the configuration of a call: the file named with `--config`, or the one in the working directory.
 *
 * @param flags Flags of the command line.
 * @param verb Verb.
 * @param warn Writes a line to standard error.
 * @returns Flags with the defaults of the file, and the ratings of the file.
 * @throws Problem when the file cannot be read or holds a mistake.
 */
export async function configured(
  flags: Call['flags'],
  verb: Verb,
  warn: (line: string) => void
): Promise<{readonly flags: Call['flags']; readonly ratings: Config['ratings']}> {
  const named = flags['config']
  if (flags['no-config'] === true && named !== undefined) throw new Problem('--config and --no-config cannot both be given.')
  const path = typeof named === 'string' ? named : standardConfig
  if (flags['no-config'] === true || (named === undefined && !existsSync(path))) return {flags, ratings: []}
  const {readConfig} = await import('./config.ts')
  const {config, mistakes} = await readConfig(await readText(path), verbs, loadCatalog)
  refuse(mistakes, path, warn)
  const mine = Object.fromEntries(
    verb.options.flatMap(({name}) => (Object.hasOwn(config.flags, name) ? [[name, config.flags[name]]] : []))
  ) as FlagValues
  const defaults = {...mine, ...config.verbs[verb.name]}
  return {flags: {...relative(defaults, verb.options, dirname(path)), ...flags}, ratings: config.ratings}
}

/** Paths in a file are meant from where the file lies. */
function relative(values: FlagValues, options: readonly Option[], folder: string): FlagValues {
  if (folder === '.') return values
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => {
      const kind = options.find(option => option.name === name)?.path
      const isPath =
        typeof value === 'string' &&
        value !== '-' &&
        !/^(?:[A-Za-z]:)?[/\\]/.test(value) &&
        (kind === 'always' || (kind === 'maybe' && /[./\\]/.test(value)))
      return [name, isPath ? join(folder, value) : value]
    })
  )
}

/**
 * Refuse a file with mistakes: each is told with its place.
 *
 * @param mistakes Mistakes.
 * @param path The file.
 * @param warn Writes a line to standard error.
 * @throws Problem when there is one.
 */
export function refuse(mistakes: readonly Mistake[], path: string, warn: (line: string) => void): void {
  const [first] = mistakes
  if (first === undefined) return
  const lines = mistakes.map(({line, column, reason}) => `${path}:${line}:${column}: ${reason}`)
  if (mistakes.length === 1) throw new Problem(`${lines[0]}${first.reason.endsWith('?') ? '' : '.'}`)
  for (const line of lines) warn(line)
  throw new Problem(`${path} has ${mistakes.length} mistakes, the first in line ${first.line}; nothing was done.`)
}

/**
 * Add the controls of `--catalog` to a catalogue.
 *
 * @param catalog Catalogue.
 * @param call Call.
 * @returns The catalogue; as it was without `--catalog`.
 * @throws Problem when the file cannot be read or holds a mistake.
 */
export async function extended(catalog: Catalog, call: Pick<Call, 'flags' | 'io'>): Promise<Catalog> {
  const path = call.flags['catalog']
  if (typeof path !== 'string') return catalog
  const [{readCatalog}, {extend}, ours] = await Promise.all([import('./catalog.ts'), import('../../enrich/index.ts'), loadCatalog()])
  const {controls, mistakes} = await readCatalog(await readText(path), path, ours)
  refuse(mistakes, path, call.io.warn)
  return extend(catalog, controls)
}

/**
 * Read and apply the waivers of a call.
 *
 * @param findings Findings, enriched.
 * @param call Call; `--waivers` names the file.
 * @param today The day, `YYYY-MM-DD`.
 * @returns Findings with waivers, what became of each waiver, and the file for pruning; null without `--waivers`.
 */
export async function waiversOf(findings: Findings, call: Call, today: string): Promise<WaivedByFile | null> {
  const path = textFlag(call, 'waivers')
  if (path === undefined) return null
  const [{readWaivers}, catalog] = await Promise.all([import('./waivers.ts'), loadCatalog().then(ours => extended(ours, call))])
  const editions = findings.scans.flatMap(({benchmark}) => benchmark.editions)
  const file = await readWaivers(await readText(path), path, catalog, editions)
  refuse(file.mistakes, path, call.io.warn)
  return {...waive(findings, file.waivers, today), file, path}
}
