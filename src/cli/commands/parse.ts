import {combine} from '../../combine.ts'
import type {Findings} from '../../model/index.ts'
import {Problem} from '../problem.ts'
import {baseName, isDirectory, readInputs, writeOutputs} from '../files.ts'
import {join} from 'node:path'
import {catalogFor, type ParsedInput, parseInputs} from '../read.ts'
import {type Call, printMessages, textFlag} from '../call.ts'

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
    const {writeLines} = await import('./parse-lines.ts')
    await writeLines(call, call.flags['no-enrich'] === true ? null : scans => catalogFor([{findings: {scans}}], call))
    return 0
  }
  const inputs = parseInputs(await readInputs(call.names, call.io.stdin), call)
  const content = to === 'tree' ? await trees(inputs.map(({text}) => text)) : await data(await findingsOf(inputs, call), to, call)
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
  const [{score}, {waived}] = await Promise.all([import('../../analyse/score.ts'), import('../waived.ts')])
  return score((await waived(joined, call)).findings)
}

async function data(findings: Findings, to: string, call: Call): Promise<string> {
  printMessages(findings, call)
  if (to === 'ndjson') return (await import('./parse-lines.ts')).linesOf(findings)
  return `${JSON.stringify(findings, null, 2)}\n`
}

async function trees(texts: readonly string[]): Promise<string> {
  const {parseTree} = await import('../../parse/parse-tree.ts')
  const roots = texts.map(text => parseTree(text))
  return `${JSON.stringify(roots.length === 1 ? roots[0] : roots, null, 2)}\n`
}
