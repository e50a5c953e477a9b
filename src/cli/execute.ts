import {existsSync} from 'node:fs'
import {parseArgs} from 'node:util'
import {version} from '../version.ts'
import type {Call, Io} from './call.ts'
import {inert} from './inert.ts'
import {parseArgsOptions, standardConfig, type Verb, wrongWith} from './option.ts'
import {verbs} from './options.ts'
import {Problem} from './problem.ts'

/** Streams and surroundings; what is left out is the process's own. */
export type ExecuteOptions = Partial<Io>

const commands: Readonly<Record<string, () => Promise<(call: Call) => Promise<0 | 1 | 2>>>> = {
  report: async () => (await import('./commands/report.ts')).reportCommand,
  harden: async () => (await import('./commands/harden.ts')).hardenCommand,
  lint: async () => (await import('./commands/lint.ts')).lintCommand,
  controls: async () => (await import('./commands/controls.ts')).controlsCommand,
  gate: async () => (await import('./commands/gate.ts')).gateCommand,
  diff: async () => (await import('./commands/diff.ts')).diffCommand,
  parse: async () => (await import('./commands/parse.ts')).parseCommand,
  threats: async () => (await import('./commands/threats.ts')).threatsCommand,
  templates: async () => (await import('./commands/templates.ts')).templatesCommand
}

/**
 * Run the command line.
 *
 * @param argv Arguments behind the command's name.
 * @param options Streams and surroundings.
 * @returns Exit code: 0 done, 1 a gate failed, 2 could not do the job.
 */
export async function execute(argv: readonly string[], options: ExecuteOptions = {}): Promise<0 | 1 | 2> {
  const warn = options.warn ?? (line => void process.stderr.write(`${line}\n`))
  const io: Io = {
    stdin: options.stdin ?? process.stdin,
    write: options.write ?? writeStdout,
    warn: line => warn(inert(line)),
    now: options.now ?? (() => new Date())
  }
  try {
    return await run(argv, io)
  } catch (error) {
    // Exit 1 means that a gate failed: whatever else goes wrong is 2, in one sentence.
    const known = error instanceof Problem
    io.warn(known ? `benchscribe: ${error.message}` : `benchscribe: This could not be done: ${oneSentence(error)}.`)
    return 2
  }
}

/** First line of an error that nobody expected; the log may be too large for a string, the disk may be full. */
function oneSentence(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? ''
}

async function run(argv: readonly string[], io: Io): Promise<0 | 1 | 2> {
  const [name, ...rest] = argv
  if (name === undefined) throw new Problem('Say what to do, for example `benchscribe report LOG`; `benchscribe --help` lists it all.')
  if (name === '--help' || name === '-h' || name === 'help') {
    await io.write((await import('./help.ts')).mainHelp())
    return 0
  }
  if (name === '--version' || name === '-V') {
    await io.write(`${version}\n`)
    return 0
  }
  const verb = verbs.find(candidate => candidate.name === name)
  if (!verb) throw new Problem(`There is no verb \`${name}\`; there are ${verbs.map(candidate => candidate.name).join(', ')}.`)
  const {values, positionals} = argumentsOf(verb, rest)
  if (values['help'] === true) {
    await io.write((await import('./help.ts')).verbHelp(verb))
    return 0
  }
  if (positionals.length === 0 && /^(?:LOG|WRITE-UP)/.test(verb.usage))
    throw new Problem(
      `Name a ${verb.usage.startsWith('LOG') ? 'log' : 'write-up'}, or - for standard input: \`benchscribe ${verb.name} ${verb.usage}\`.`
    )
  const command = await commands[verb.name]?.()
  if (!command) throw new Problem(`\`${verb.name}\` is not built yet.`)
  return command({verb: verb.name, names: positionals, io, ...(await settled(verb, values, io))})
}

/** Flags that were given, checked, and behind them the defaults of the configuration. */
async function settled(verb: Verb, flags: Call['flags'], io: Io): Promise<Pick<Call, 'flags' | 'ratings'>> {
  for (const option of verb.options) {
    const value = flags[option.name]
    const reason = typeof value === 'string' ? wrongWith(option, value) : null
    if (reason !== null) throw new Problem(`--${option.name} ${reason}.`)
  }
  if (flags['config'] === undefined && !existsSync(standardConfig)) return {flags, ratings: []}
  const {configured} = await import('./settings/load.ts')
  return configured(flags, verb, io.warn)
}

function argumentsOf(verb: Verb, args: readonly string[]): {values: Call['flags']; positionals: readonly string[]} {
  const {values, positionals, tokens} = parsed(verb, args)
  const given = new Map<string, string>()
  for (const token of tokens) {
    if (token.kind !== 'option' || token.value === undefined || Array.isArray(values[token.name])) continue
    const before = given.get(token.name) ?? token.value
    // The last would win, and nobody would know of the first.
    if (before !== token.value)
      throw new Problem(`--${token.name} is given twice, as \`${before}\` and as \`${token.value}\`, but takes one value.`)
    given.set(token.name, token.value)
  }
  return {values: values as Call['flags'], positionals}
}

function parsed(verb: Verb, args: readonly string[]) {
  try {
    return parseArgs({args: [...args], options: parseArgsOptions(verb), allowPositionals: true, strict: true, tokens: true})
  } catch (error) {
    const [sentence] = (error as Error).message.split(/[.\n] ?/)
    throw new Problem(`${sentence}; \`benchscribe ${verb.name} --help\` lists the options.`)
  }
}

/** Wait until a pipe has taken what was written; a reader that has gone (`| head`) is no error. */
function writeStdout(content: string | Uint8Array): Promise<void> {
  return new Promise((resolve, reject) => {
    const gone = (error: NodeJS.ErrnoException): void => (error.code === 'EPIPE' ? resolve() : reject(error))
    process.stdout.once('error', gone)
    process.stdout.write(content, error => {
      if (!error) {
        process.stdout.removeListener('error', gone)
        resolve()
      }
    })
  })
}
