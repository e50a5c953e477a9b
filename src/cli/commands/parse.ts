import type {Findings} from '../../model/index.ts'
import {parseTree} from '../../parse/index.ts'
import {score} from '../../analyse/index.ts'
import {combine} from '../../pipeline.ts'
import {Problem} from '../problem.ts'
import {baseName, isDirectory, readInputs, writeOutputs} from '../files.ts'
import {join} from 'node:path'
import {catalogFor, type ParsedInput, parseInputs} from '../read.ts'
import {type Call, printMessages, textFlag} from '../call.ts'
import {linesOf, writeLines} from './parse-lines.ts'

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
  // Which waivers are unused is only known when all was read.
  if (to === 'ndjson' && textFlag(call, 'waivers') === undefined) {
    await writeLines(call, call.flags['no-enrich'] === true ? null : scans => catalogFor([{findings: {scans}}], call))
    return 0
  }
  const inputs = parseInputs(await readInputs(call.names, call.io.stdin), call)
  const content = to === 'tree' ? trees(inputs.map(({text}) => text)) : data(await findingsOf(inputs, call), to, call)
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

async function findingsOf(inputs: readonly ParsedInput[], call: Call): Promise<Findings> {
  const bare = call.flags['no-enrich'] === true
  if (bare && textFlag(call, 'waivers') !== undefined) throw new Problem('--waivers needs the controls of checks: leave out --no-enrich.')
  const joined = combine(
    inputs.map(({findings}) => findings),
    bare ? null : await catalogFor(inputs, call)
  )
  if (textFlag(call, 'waivers') === undefined) return joined
  const {waived} = await import('../waived.ts')
  return score((await waived(joined, call)).findings)
}

function data(findings: Findings, to: string, call: Call): string {
  printMessages(findings, call)
  if (to === 'ndjson') return linesOf(findings)
  return `${JSON.stringify(findings, null, 2)}\n`
}

function trees(texts: readonly string[]): string {
  const roots = texts.map(text => parseTree(text))
  return `${JSON.stringify(roots.length === 1 ? roots[0] : roots, null, 2)}\n`
}
