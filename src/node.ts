/**
 * # benchscribe/node
 * Files for the core: built-in templates by name, logs from disk, the command line as a function.
 * @packageDocumentation
 */
import {readFile} from 'node:fs/promises'
import {decode, type ParseOptions, parse} from './parse/index.ts'
import type {Findings} from './model/index.ts'

export {builtInTemplates, readTemplate} from './cli/templates.ts'
export {execute, type ExecuteOptions} from './cli/execute.ts'

/**
 * Read and parse a log from disk, whatever its encoding.
 *
 * @param path Path.
 * @param options What the log cannot say; `file` defaults to the path.
 * @returns The findings, not enriched.
 */
export async function parseFile(path: string, options: ParseOptions = {}): Promise<Findings> {
  return parse(decode(await readFile(path)), {file: path, ...options})
}
