import {readFile} from 'node:fs/promises'
import {join, resolve} from 'node:path'
import {combine} from '../../combine.ts'
import type {Findings} from '../../model/index.ts'
import {decode} from '../../parse/carriers/decode.ts'
import {harden} from '../../pipeline.ts'
import {type Call, printMessages, textFlag, timeOf} from '../call.ts'
import {redactedOf, titled} from '../redacted.ts'
import {wantedOf, writeDocuments} from '../documents.ts'
import {type Input, isDirectory, readInputs} from '../files.ts'
import {Problem} from '../problem.ts'
import {catalogFor, type ParsedInput, parseInputs} from '../read.ts'

/**
 * `benchscribe harden`: a plan and the configuration that fixes what failed.
 *
 * @param call Arguments and streams.
 * @returns Exit code.
 */
export async function hardenCommand(call: Call): Promise<0> {
  const wanted = await wantedOf(call, 'plan')
  const now = timeOf(call)
  const engine = versionFlag(call, 'engine', '28')
  const kubernetes = versionFlag(call, 'kubernetes', '1.31')
  if (call.flags['redact'] !== undefined && call.flags['existing'] !== undefined)
    throw new Problem('--existing keeps all that your daemon.json says, so nothing in it can be redacted: leave one of the two out.')
  const existing = await existingOf(call)
  const later = textFlag(call, 'verify')
  const inputs = parseInputs(await readInputs(call.names, call.io.stdin), call)
  const afterInputs = later === undefined ? [] : parseInputs(await readInputs([later], call.io.stdin), call)
  const catalog = await catalogFor([...inputs, ...afterInputs], call)
  const hidden = await redactedOf(call, [...inputs, ...afterInputs])
  const shown = (logs: readonly ParsedInput[]): Findings => {
    const one = combined(logs, catalog)
    return hidden?.findings(one) ?? one
  }
  const findings = shown(inputs)
  printMessages(findings, call)
  const only = listFlag(call, 'only')
  const namespaces = listFlag(call, 'namespaces')
  const {plan, files} = await harden(findings, {
    catalog,
    now,
    existing,
    include: listFlag(call, 'with') ?? [],
    skip: listFlag(call, 'skip') ?? [],
    ...(only === undefined ? {} : {only}),
    ...(namespaces === undefined ? {} : {namespaces}),
    ...(engine === undefined ? {} : {engine}),
    ...(kubernetes === undefined ? {} : {kubernetes}),
    ...(later === undefined ? {} : {after: shown(afterInputs)}),
    ...titled(call, hidden)
  })
  for (const {rule, fatal, reason, line, column} of plan.messages) {
    if (fatal && existing !== null && rule === 'existing-not-json')
      throw new Problem(`${existing.name}:${line ?? 1}:${column ?? 1}: ${reason}`)
    if (rule === 'nothing-selected') throw new Problem(reason)
  }
  printMessages({...findings, messages: plan.messages.slice(findings.messages.length)}, call)
  const protectedFiles: readonly Input[] = [
    ...inputs,
    ...afterInputs,
    ...(existing === null ? [] : [{name: existing.name, text: existing.text, found: false}])
  ]
  if (wanted.output === undefined) {
    const count = Object.keys(files).length
    if (count > 0 && later === undefined && hidden === null && call.flags['quiet'] !== true)
      call.io.warn(`This is the plan only; ${count === 1 ? 'its file is' : `its ${count} files are`} written with -o DIR.`)
    await writeDocuments([{report: plan, name: 'PLAN'}], 1, wanted, call, protectedFiles)
    await hidden?.end()
    return 0
  }
  if (/\.[a-z]{2,8}$/i.test(wanted.output) && !(await isDirectory(wanted.output)))
    throw new Problem(`harden writes several files: name a directory with -o, not ${wanted.output}.`)
  const folder = wanted.output
  if (existing !== null && resolve(folder, 'daemon.json') === resolve(existing.name))
    throw new Problem(`${existing.name} is your own file and would be overwritten; name another directory with -o.`)
  // Configuration with pseudonyms in it fits no machine.
  const extra =
    later === undefined && hidden === null
      ? Object.entries(files).map(([path, content]) => ({path: join(folder, ...path.split('/')), content}))
      : []
  await writeDocuments(
    [{report: plan, name: 'PLAN'}],
    1,
    {...wanted, output: folder.endsWith('/') ? folder : `${folder}/`},
    call,
    protectedFiles,
    extra
  )
  await hidden?.end()
  return 0
}

function combined(inputs: readonly ParsedInput[], catalog: Parameters<typeof combine>[1]): ReturnType<typeof combine> {
  return combine(
    inputs.map(({findings}) => findings),
    catalog
  )
}

function listFlag(call: Call, name: string): readonly string[] | undefined {
  const given = textFlag(call, name)
  if (given === undefined) return undefined
  const entries = given
    .split(',')
    .map(entry => entry.trim())
    .filter(entry => entry !== '')
  if (entries.length === 0) throw new Problem(`--${name} takes one or more names with commas between.`)
  return entries
}

function versionFlag(call: Call, name: string, example: string): string | undefined {
  const given = textFlag(call, name)
  if (given !== undefined && !/^v?\d{1,3}(?:\.\d{1,3}){0,2}$/.test(given))
    throw new Problem(`--${name} takes a version such as ${example}, not \`${given}\`.`)
  return given?.replace(/^v/, '')
}

async function existingOf(call: Call): Promise<{readonly name: string; readonly text: string} | null> {
  const name = textFlag(call, 'existing')
  if (name === undefined) return null
  try {
    return {name, text: decode(await readFile(name))}
  } catch {
    throw new Problem(`Cannot read ${name}: --existing takes the daemon.json of the host.`)
  }
}
