import type {DockerFlag, DockerFlagsFacts, WriteUpCommand} from '../../model/index.ts'
import {nearest} from '../distance.ts'
import type {Context, Rule} from '../rule.ts'

/** A docker command taken apart by the table of its flags. */
export interface Parsed {
  readonly command: WriteUpCommand
  /** Name in the table: `run` or `network create`. */
  readonly name: string
  /** Flags with their values. */
  readonly flags: readonly {readonly flag: string; readonly value: string | null}[]
  /** Flags the table does not have. */
  readonly unknown: readonly string[]
  /** Words that are no flags, up to the image of `run`. */
  readonly words: readonly string[]
}

const parsed = new WeakMap<Context, readonly Parsed[]>()

/**
 * Take the docker commands of a write-up apart.
 *
 * @param context What is linted.
 * @returns The commands whose flags are known.
 */
export function dockerCommands(context: Context): readonly Parsed[] {
  const known = parsed.get(context)
  if (known) return known
  const facts = context.docker?.flags
  const all = facts ? context.document.commands.flatMap(command => parseDocker(command, facts) ?? []) : []
  parsed.set(context, all)
  return all
}

function parseDocker(command: WriteUpCommand, facts: DockerFlagsFacts): Parsed | null {
  const [program, ...rest] = command.words
  if (program !== 'docker') return null
  const words = rest[0] === 'container' ? rest.slice(1) : rest
  const name =
    words[0] === 'run' || words[0] === 'create' ? 'run' : words[0] === 'network' && words[1] === 'create' ? 'network create' : null
  const table = name === null ? undefined : facts.commands[name]
  if (name === null || !table) return null
  const byName = namesOf(table)
  const flags: {flag: string; value: string | null}[] = []
  const unknown: string[] = []
  const plain: string[] = []
  const own = words.slice(name === 'run' ? 1 : 2)
  for (let index = 0; index < own.length; index++) {
    const word = own[index] ?? ''
    if (/^[[<{$]|\.\.\.|…/.test(word) || word === '--' || word === '\\') continue
    if (!word.startsWith('-') || word === '-') {
      plain.push(word)
      // What follows the image belongs to the container.
      if (name === 'run') break
      continue
    }
    const [left = '', value] = splitOnce(word)
    if (left === '--help') continue
    const single = !left.startsWith('--')
    const letters = single ? [...left.slice(1)].map(letter => `-${letter}`) : [left]
    for (let at = 0; at < letters.length; at++) {
      const letter = letters[at] ?? ''
      const entry = byName.get(letter)
      if (!entry) {
        unknown.push(single ? letter : left)
        break
      }
      if (entry.fact.type.startsWith('bool')) {
        flags.push({flag: entry.flag, value: value ?? null})
        continue
      }
      // `-p8080:80` and `-p 8080:80`
      const glued = single && at < letters.length - 1 ? left.slice(at + 2) : null
      flags.push({flag: entry.flag, value: value ?? glued ?? own[index + 1] ?? null})
      if (value === undefined && glued === null) index++
      break
    }
  }
  return {command, name, flags, unknown, words: plain}
}

function namesOf(table: Readonly<Record<string, DockerFlag>>): ReadonlyMap<string, {readonly flag: string; readonly fact: DockerFlag}> {
  const names = new Map<string, {readonly flag: string; readonly fact: DockerFlag}>()
  for (const [flag, fact] of Object.entries(table))
    for (const name of [flag, fact.short, ...fact.aliases]) if (name !== null) names.set(name, {flag, fact})
  return names
}

function splitOnce(word: string): readonly [string, string | undefined] {
  const at = word.indexOf('=')
  return at < 0 ? [word, undefined] : [word.slice(0, at), word.slice(at + 1)]
}

const unknownFlag: Rule = {
  name: 'docker-unknown-flag',
  severity: 'error',
  about: 'A flag that `docker run` or `docker network create` does not have: the command stops with "unknown flag".',
  *check(context) {
    for (const {command, name, unknown} of dockerCommands(context)) {
      const flags = Object.keys(context.docker?.flags.commands[name] ?? {})
      for (const flag of unknown) {
        const right = flag.length > 4 ? nearest(flag, flags, 2) : null
        yield {
          line: command.line,
          column: command.column,
          reason: `\`docker ${name}\` has no flag \`${flag}\`.`,
          fact: right === null ? `The flags of \`docker ${name}\` are listed by \`docker ${name} --help\`.` : `The flag is \`${right}\`.`,
          fix: right === null ? `Take \`${flag}\` out.` : `Write \`${right}\`.`
        }
      }
    }
  }
}

const networkArguments: Rule = {
  name: 'docker-network-arguments',
  severity: 'error',
  about: '`docker network create` takes one network; a driver option without `--opt` counts as a second one, and the command stops.',
  *check(context) {
    for (const {command, name, words, flags} of dockerCommands(context)) {
      if (name !== 'network create' || words.length < 2) continue
      const options = words.filter(word => word.includes('='))
      const network = words.find(word => !word.includes('=')) ?? 'NETWORK'
      const driver = flags.find(({flag}) => flag === '--driver')?.value
      const right = `docker network create ${driver ? `--driver ${driver} ` : ''}${options.map(option => `--opt ${option} `).join('')}${network}`
      yield {
        line: command.line,
        column: command.column,
        reason:
          options.length > 0
            ? `The driver option \`${options[0]}\` stands without \`--opt\`, so the command gets ${words.length} networks and stops.`
            : `The command gets ${words.length} names and takes one.`,
        fact: '`docker network create [OPTIONS] NETWORK` takes exactly one network; driver options follow `--opt` (`-o`).',
        fix: options.length > 0 ? `Write \`${right}\`.` : 'Create each network with a command of its own.'
      }
    }
  }
}

const withoutEffect: Rule = {
  name: 'docker-flag-without-effect',
  severity: 'warning',
  about: 'A flag that the Docker command still takes and that does nothing any more.',
  *check(context) {
    for (const {command, name, flags} of dockerCommands(context))
      for (const {flag} of flags) {
        const fact = context.docker?.flags.commands[name]?.[flag]
        if (fact?.removed)
          yield {
            line: command.line,
            column: command.column,
            reason: `\`${flag}\` does nothing in current releases.`,
            fact: `${fact.removed.charAt(0).toUpperCase()}${fact.removed.slice(1)}.`,
            fix: `Take \`${flag}\` out.`
          }
      }
  }
}

const units: Readonly<Record<string, number>> = {b: 1, k: 1024, m: 1024 ** 2, g: 1024 ** 3}

const smallMemory: Rule = {
  name: 'memory-too-small',
  severity: 'error',
  about: 'A memory limit without unit counts bytes; below 6 MB Docker refuses to start the container.',
  *check(context) {
    for (const {command, flags} of dockerCommands(context))
      for (const {flag, value} of flags) {
        const hit = /^(\d{1,15})([bkmg]?)b?$/i.exec(value ?? '')
        if (flag !== '--memory' || !hit) continue
        const bytes = Number(hit[1]) * (units[(hit[2] || 'b').toLowerCase()] ?? 1)
        if (bytes > 0 && bytes < 6 * 1024 ** 2)
          yield {
            line: command.line,
            column: command.column,
            reason: `\`--memory ${value}\` is ${bytes} bytes, and Docker refuses less than 6 MB.`,
            fact: 'The value takes a unit: b, k, m or g; without one it counts bytes.',
            fix: hit[2] === '' ? `Write \`--memory ${hit[1]}m\` if megabytes are meant.` : 'Give the container at least `6m`.'
          }
      }
  }
}

const iccSense: Rule = {
  name: 'icc-off-on-own-network',
  severity: 'warning',
  about:
    'A network of one application made with `enable_icc=false`: its members cannot reach each other at all, which is seldom what segmentation is for.',
  *check({document}) {
    for (const command of document.commands) {
      if (command.words[1] !== 'network' || !command.words.some(word => /enable_icc["']?=["']?false/.test(word))) continue
      // The sentence that says the opposite of the option, if one stands near.
      const near = document.lines.slice(Math.max(0, command.line - 4), command.line + 3)
      const at = near.findIndex(({text}) =>
        /\bcommunicat\w* within\b|\bwithin (?:the|their|its) network\b|\btalk to each other\b|\bonly .{1,40}same network\b/i.test(text)
      )
      const line = at < 0 ? command.line : Math.max(0, command.line - 4) + at + 1
      const text = document.lines[line - 1]?.text ?? ''
      yield {
        line,
        column: line === command.line ? command.column : text.length - text.trimStart().length + 1,
        reason: 'With `enable_icc=false` the containers of this network cannot talk to each other; it does not keep their traffic inside.',
        fact: 'Segmentation is a small network for each application with ICC left on: Docker lets no traffic pass from one bridge to another. ICC off suits a network whose members only need published ports.',
        fix: 'Leave the option out for an application\'s own network, and set `"icc": false` in daemon.json for the default bridge.'
      }
    }
  }
}

/** Rules about commands. */
export const commandRules: readonly Rule[] = [unknownFlag, networkArguments, withoutEffect, smallMemory, iccSense]
