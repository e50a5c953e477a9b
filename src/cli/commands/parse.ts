import {loadCatalog} from '../../catalog/index.ts'
import type {Findings} from '../../model/index.ts'
import {parseTree} from '../../parse/index.ts'
import {combine} from '../../pipeline.ts'
import {Problem} from '../problem.ts'
import {baseName, isDirectory, readInputs, writeOutputs} from '../files.ts'
import {join} from 'node:path'
import {catalogFor, parseInputs} from '../read.ts'
import {type Call, printMessages, textFlag} from '../call.ts'
import {writeLines} from './parse-lines.ts'

const formats = {json: '.json', ndjson: '.ndjson', tree: '.tree.json'} as const

/**
 * `benchscribe parse`: findings as data.
 *
 * @param call Arguments and streams.
 * @returns Exit code.
 */
export async function parseCommand(call: Call): Promise<0> {
  const to = textFlag(call, 'to') ?? 'json'
  if (!(to in formats)) throw new Problem(`parse cannot write \`${to}\`; it writes json, ndjson or tree.`)
  if (to === 'ndjson') {
    await writeLines(call, call.flags['no-enrich'] === true ? null : scans => loadCatalog({scans}))
    return 0
  }
  const inputs = parseInputs(await readInputs(call.names, call.io.stdin), call)
  const content =
    to === 'tree'
      ? trees(inputs.map(({text}) => text))
      : data(
          combine(
            inputs.map(({findings}) => findings),
            call.flags['no-enrich'] === true ? null : await catalogFor(inputs)
          ),
          call
        )
  const output = textFlag(call, 'output')
  if (output === undefined) await call.io.write(content)
  else
    await writeOutputs(
      [
        {
          path: (await isDirectory(output))
            ? join(output, `${baseName(inputs.length === 1 ? (inputs[0]?.name ?? '-') : 'findings')}${formats[to as keyof typeof formats]}`)
            : output,
          content
        }
      ],
      inputs
    )
  return 0
}

function data(findings: Findings, call: Call): string {
  printMessages(findings, call)
  return `${JSON.stringify(findings, null, 2)}\n`
}

function trees(texts: readonly string[]): string {
  const roots = texts.map(text => parseTree(text))
  return `${JSON.stringify(roots.length === 1 ? roots[0] : roots, null, 2)}\n`
}
