import {loadCatalog} from '../catalog/index.ts'
import type {Catalog, Findings} from '../model/index.ts'
import {parse} from '../parse/index.ts'
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
 * @param node Node the caller names, or null.
 * @returns The logs with their findings.
 * @throws Problem when one of them is no bench log.
 */
export function parseInputs(inputs: readonly Input[], node: string | null): readonly ParsedInput[] {
  return inputs.map(input => {
    const findings = parse(input.text, {file: input.name, node})
    if (findings.scans.length === 0) throw new Problem(notALog(input))
    return {...input, findings}
  })
}

function notALog({name, text}: Input): string {
  const shown = name === '-' ? 'Standard input' : name
  if (text.trim() === '') return `${shown} is empty, so there is no log to read.`
  if (text.slice(0, 4096).includes('\u0000')) return `${shown} is a binary file, not a log of docker-bench or kube-bench.`
  return `${shown} is not a log of docker-bench-security, docker-bench or kube-bench: no line of it is a check.`
}

/**
 * Load the part of the catalogue that logs need.
 *
 * @param inputs Logs.
 * @returns The catalogue.
 */
export function catalogFor(inputs: readonly ParsedInput[]): Promise<Catalog> {
  return loadCatalog({scans: inputs.flatMap(({findings}) => findings.scans)})
}
