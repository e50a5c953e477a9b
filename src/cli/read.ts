import {rate} from '../catalog/rate.ts'
import type {Catalog, Findings} from '../model/index.ts'
import {parse} from '../parse/parse.ts'
import {type Call, textFlag} from './call.ts'
import type {Input} from './files.ts'
import {Problem} from './problem.ts'

/** A log and what was found in it. */
export interface ParsedInput extends Input {
  readonly findings: Findings
}

/**
 * Parse logs.
 *
 * @param inputs Logs.
 * @param call Call; `--node` names the machine, and files of a directory that are no logs are told on standard error.
 * @returns The logs with their findings.
 * @throws Problem when one that was named is no bench log, or none of a directory is.
 */
export function parseInputs(inputs: readonly Input[], call: Call): readonly ParsedInput[] {
  const node = textFlag(call, 'node') ?? null
  const logs: ParsedInput[] = []
  for (const input of inputs) {
    const findings = parse(input.text, {file: input.name, node})
    if (findings.scans.length > 0) logs.push({...input, findings})
    else if (!input.found) throw new Problem(notALog(input))
    else if (call.flags['quiet'] !== true) call.io.warn(`${notALog(input)} It was left out.`)
  }
  if (logs.length === 0) throw new Problem('None of these files is a log of docker-bench-security, docker-bench or kube-bench.')
  return logs
}

/**
 * Say that a file is no log, and what to do about it.
 *
 * @param input Its name and its text, or the beginning of it.
 * @returns One sentence.
 */
export function notALog({name, text}: Pick<Input, 'name' | 'text'>): string {
  const shown = name === '-' ? 'Standard input' : name
  if (text.trim() === '') return `${shown} is empty, so there is no log to read.`
  if (text.slice(0, 4096).includes('\u0000')) return `${shown} is a binary file, not a log of docker-bench or kube-bench.`
  return `${shown} is not a log of docker-bench-security, docker-bench or kube-bench: no line of it is a check.`
}

/**
 * Load what enriching logs needs, without the texts of controls: for verbs that print none and must start fast.
 *
 * @param inputs Logs.
 * @param call Call.
 * @returns A catalogue whose controls have no texts, rated as the configuration says.
 */
export async function briefCatalogFor(inputs: readonly ParsedInput[], call: Pick<Call, 'ratings' | 'flags' | 'io'>): Promise<Catalog> {
  const {loadBriefCatalog} = await import('../catalog/brief.ts')
  return settled(await loadBriefCatalog({scans: inputs.flatMap(({findings}) => findings.scans)}), call)
}

/**
 * Load the part of the catalogue that logs need, rated as the configuration says, with the controls of `--catalog`.
 *
 * @param inputs Logs.
 * @param call Call.
 * @returns The catalogue.
 */
export async function catalogFor(
  inputs: readonly {readonly findings: Pick<Findings, 'scans'>}[],
  call: Pick<Call, 'ratings' | 'flags' | 'io'>
): Promise<Catalog> {
  const {loadCatalog} = await import('../catalog/load.ts')
  return settled(await loadCatalog({scans: inputs.flatMap(({findings}) => findings.scans)}), call)
}

/** The user's ratings and controls over ours. */
async function settled(catalog: Catalog, call: Pick<Call, 'ratings' | 'flags' | 'io'>): Promise<Catalog> {
  const ours = rate(catalog, call.ratings)
  return call.flags['catalog'] === undefined ? ours : (await import('./settings/load.ts')).extended(ours, call)
}
