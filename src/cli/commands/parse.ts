import {combine} from '../../combine.ts'
import type {Findings} from '../../model/index.ts'
import {Problem} from '../problem.ts'
import {baseName, isDirectory, readInputs, writeOutputs} from '../files.ts'
import {join} from 'node:path'
import {catalogFor, type ParsedInput, parseInputs} from '../read.ts'
import {type Call, printMessages, textFlag} from '../call.ts'
import {type Redacted, redactedOf} from '../redacted.ts'

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
  if (to === 'tree' && call.flags['redact'] !== undefined)
    throw new Problem('--redact cannot be kept with --to tree, which holds every byte of the log; json and ndjson can.')
  // Which waivers are unused, and which names there are, is only known when all was read.
  if (
    to === 'ndjson' &&
    [textFlag(call, 'waivers'), textFlag(call, 'redact'), textFlag(call, 'redact-map')].every(flag => flag === undefined)
  ) {
    const {writeLines} = await import('./parse-lines.ts')
    await writeLines(call, call.flags['no-enrich'] === true ? null : scans => catalogFor([{findings: {scans}}], call))
    return 0
  }
  const inputs = parseInputs(await readInputs(call.names, call.io.stdin), call)
  const hidden = await redactedOf(call, inputs)
  const content = to === 'tree' ? await trees(inputs.map(({text}) => text)) : await data(await findingsOf(inputs, call, hidden), to, call)
  const [first] = hidden?.named(inputs) ?? inputs
  const output = textFlag(call, 'output')
  if (output === undefined) await call.io.write(content)
  else
    await writeOutputs(
      [
        {
          path: (await isDirectory(output))
            ? join(output, `${baseName(inputs.length === 1 ? (first?.name ?? '-') : 'findings')}${formats[to as keyof typeof formats]}`)
            : output,
          content
        }
      ],
      inputs
    )
  await hidden?.end()
  return 0
}

async function findingsOf(inputs: readonly ParsedInput[], call: Call, hidden: Redacted | null): Promise<Findings> {
  const bare = call.flags['no-enrich'] === true
  if (bare && textFlag(call, 'waivers') !== undefined) throw new Problem('--waivers needs the controls of checks: leave out --no-enrich.')
  const joined = combine(
    inputs.map(({findings}) => findings),
    bare ? null : await catalogFor(inputs, call)
  )
  if (textFlag(call, 'waivers') === undefined) return hidden?.findings(joined) ?? joined
  const [{score}, {waived}] = await Promise.all([import('../../analyse/score.ts'), import('../waived.ts')])
  return score((await waived(joined, call, hidden)).findings)
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
