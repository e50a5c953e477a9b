import type {DaemonKey, WriteUp, WriteUpConfiguration, WriteUpMember} from '../../model/index.ts'
import {nearest} from '../distance.ts'
import {settingsOf} from '../expect.ts'
import type {Context, Hit, Rule} from '../rule.ts'

/** How many slips make a key another one rather than a misspelt one. */
const slipsAllowed = 3
const refuses = 'dockerd refuses to start on a key it does not know'

/**
 * Pick the configurations that are for daemon.json.
 *
 * @param context What is linted.
 * @returns Bodies and settings, in order.
 */
export function daemonJson({document, docker}: Context): readonly WriteUpConfiguration[] {
  const keys = docker?.daemonJson.keys ?? {}
  return document.configurations.filter(({file, members, inline}) => {
    if (file === 'daemon.json') return true
    if (file !== null) return false
    const known = members.filter(({key}) => Object.hasOwn(keys, key) || (key.length >= 6 && meant(key, keys) !== null)).length
    return known > 0 && known * 2 >= members.length && (!inline || members.every(({key}) => key.length >= 3))
  })
}

/** The key that a misspelt one stands for. */
export function meant(key: string, keys: Readonly<Record<string, DaemonKey>>): string | null {
  const plain = key.toLowerCase().replaceAll('_', '-').replace(/^-+/, '')
  return Object.hasOwn(keys, plain) ? plain : nearest(plain, Object.keys(keys), Math.min(slipsAllowed, Math.floor(plain.length / 4)))
}

function* members(context: Context): Generator<{readonly member: WriteUpMember; readonly fact: DaemonKey | null}> {
  const keys = context.docker?.daemonJson.keys
  if (!keys) return
  for (const configuration of daemonJson(context))
    for (const member of configuration.members) yield {member, fact: Object.hasOwn(keys, member.key) ? (keys[member.key] ?? null) : null}
}

const unknownKey: Rule = {
  name: 'daemon-json-unknown-key',
  severity: 'error',
  about: 'A key that the Docker engine does not know: the daemon does not start, and the setting is not made.',
  *check(context) {
    const keys = context.docker?.daemonJson.keys ?? {}
    for (const {member, fact} of members(context)) {
      if (fact && fact.since !== null) continue
      const right = fact ? null : meant(member.key, keys)
      yield {
        line: member.line,
        column: member.column,
        reason: fact
          ? `daemon.json has no key \`${member.key}\`: no engine ever accepted it.`
          : `daemon.json has no key \`${member.key}\`, so dockerd stops with "the following directives don't match any configuration option".`,
        fact:
          right === null
            ? `${sentence(refuses)}; \`dockerd --validate --config-file FILE\` (23.0 and later) tells before it happens.`
            : `The key is \`"${right}"\`${typeOf(keys[right])}; ${refuses}.`,
        fix: right === null ? `Take \`${member.key}\` out.` : `Write \`"${right}": ${JSON.stringify(member.value ?? null)}\`.`
      }
    }
  }
}

function typeOf(fact: DaemonKey | undefined): string {
  return fact ? ` (${fact.type}, default ${fact.default ?? 'none'})` : ''
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

const removedKey: Rule = {
  name: 'daemon-json-removed-key',
  severity: 'error',
  about: 'A key that newer engines no longer have: they refuse the file, or ignore the key.',
  *check(context) {
    for (const {member, fact} of members(context)) {
      if (!fact?.removed) continue
      const refused = fact.removed.effect === 'refused'
      yield {
        line: member.line,
        column: member.column,
        severity: refused ? 'error' : 'warning',
        reason: `The key \`${member.key}\` was removed in Docker ${fact.removed.since}${refused ? ', and the daemon does not start with it' : ' and does nothing since'}.`,
        fact:
          fact.note === null
            ? `Docker ${fact.deprecated ?? fact.removed.since} deprecated it and ${fact.removed.since} removed it.`
            : `${sentence(fact.note)}.`,
        fix: `Take \`${member.key}\` out of daemon.json.`
      }
    }
  }
}

const inertKey: Rule = {
  name: 'daemon-json-inert-key',
  severity: 'warning',
  about: 'A key that the daemon accepts at the top level and never reads.',
  *check(context) {
    for (const {member, fact} of members(context))
      if (fact?.inert)
        yield {
          line: member.line,
          column: member.column,
          reason: `The key \`${member.key}\` is accepted and does nothing.`,
          fact: `${sentence(fact.note ?? 'it is not decoded')}.`,
          fix: /proxy/.test(member.key) ? `Write it inside \`"proxies": {…}\`.` : `Set it with the flag \`${fact.flags[0] ?? ''}\`.`
        }
  }
}

const wrongValue: Rule = {
  name: 'daemon-json-wrong-value',
  severity: 'error',
  about: 'A value of another type than the key takes, or a word it does not know: the daemon does not start.',
  *check(context) {
    for (const {member, fact} of members(context)) {
      if (!fact || fact.removed || member.value === undefined) continue
      const wanted = fact.type === 'bool' ? 'boolean' : fact.type === 'int' ? 'number' : fact.type === 'string' ? 'string' : null
      const words = wanted === 'string' && /^[a-z0-9-]+(?:\|[a-z0-9-]+)+$/.test(fact.allowed ?? '') ? (fact.allowed ?? '').split('|') : null
      const where = {line: member.line, column: member.column}
      if (wanted !== null && typeof member.value !== wanted) {
        const example =
          wanted === 'boolean'
            ? String(member.value !== 'false')
            : wanted === 'number'
              ? String(Number(member.value) || 0)
              : `"${member.value}"`
        yield {
          ...where,
          reason: `\`${member.key}\` takes a ${wanted}, not \`${JSON.stringify(member.value)}\`; dockerd does not start.`,
          fact: `Its type is ${fact.type}${fact.allowed === null ? '' : ` (${fact.allowed})`}.`,
          fix: `Write \`"${member.key}": ${example}\`.`
        }
      } else if (words && member.key !== 'log-driver' && !words.includes(String(member.value)))
        // A plug-in may add a log driver; every other list of words is closed.
        yield {
          ...where,
          reason: `\`${member.key}\` does not know the value \`${String(member.value).slice(0, 40)}\`; dockerd does not start.`,
          fact: `It takes ${words.join(', ')}.`,
          fix: `Write one of these words${fact.default === null ? '' : `; the default is ${fact.default}`}.`
        }
    }
  }
}

const invalid: Rule = {
  name: 'json-invalid',
  severity: 'error',
  about: 'A configuration body that is no JSON: the daemon does not start on it.',
  *check({document}) {
    for (const {error} of document.configurations)
      if (error)
        yield {
          line: error.line,
          column: error.column,
          reason: `This is not JSON: ${error.reason}.`,
          fact: 'dockerd reads daemon.json as strict JSON: double quotes, commas between members, none behind the last, no comments.',
          fix: 'Mend it and try it with `python3 -m json.tool FILE` or `dockerd --validate --config-file FILE`.'
        }
  }
}

const overwritten: Rule = {
  name: 'daemon-json-overwritten',
  severity: 'error',
  about: 'Several bodies for one daemon.json: as written each replaces the one before, and only the last settings remain.',
  *check(context) {
    const bodies = daemonJson(context).filter(({inline}) => !inline)
    const [first] = bodies
    for (const later of bodies.slice(1)) {
      if (first?.members.every(({key}) => later.members.some(member => member.key === key))) continue
      yield {
        line: later.line,
        column: later.column,
        reason: `This is another whole daemon.json than that of line ${first?.line ?? 1}; written to the same file it undoes it.`,
        fact: `One file holds all settings: \`${merged(context, bodies)}\`.`,
        fix: 'Show one merged body and refer to it from each finding.'
      }
    }
  }
}

/** All settings of the bodies and of the checks that are cited, under their right names. */
function merged(context: Context, bodies: readonly WriteUpConfiguration[]): string {
  const keys = context.docker?.daemonJson.keys ?? {}
  const settings = new Map<string, unknown>()
  for (const {members: own} of bodies) for (const {key, value} of own) settings.set(meant(key, keys) ?? key, value ?? null)
  for (const {control} of context.resolved) {
    const [setting] = control?.key.startsWith('docker.daemon.') ? settingsOf(control) : []
    if (setting && !settings.has(setting.key)) settings.set(setting.key, setting.value)
  }
  const parts = [...settings].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([key, value]) => `"${key}": ${JSON.stringify(value)}`)
  return `{${parts.join(', ')}}`
}

const noRestart: Rule = {
  name: 'restart-not-said',
  severity: 'info',
  about:
    'Settings of daemon.json take effect when the daemon is restarted or reloaded, some only in new containers; a remedy should say so.',
  *check(context) {
    const keys = context.docker?.daemonJson.keys ?? {}
    const all = daemonJson(context)
    const [first] = all
    if (!first || says(context.document, /\brestart(?:ed|ing|s)?\b|\breload(?:ed|ing)?\b|\bSIGHUP\b|\brecreat/i)) return
    const names = [...new Set(all.flatMap(one => one.members.map(({key}) => meant(key, keys) ?? key)))].filter(key => keys[key])
    const static_ = names.filter(key => keys[key]?.reload === false)
    if (names.length === 0) return
    const recreate = names.filter(
      key => key === 'icc' || key === 'no-new-privileges' || key === 'default-ulimits' || key === 'userns-remap' || key === 'log-driver'
    )
    yield {
      line: first.line,
      column: first.column,
      reason: 'Nothing says that the daemon must be restarted after daemon.json is changed.',
      fact: `${static_.length === 0 ? `A reload (SIGHUP) is enough for ${names.join(', ')}` : `${static_.join(', ')} ${static_.length === 1 ? 'needs' : 'need'} a restart of dockerd`}${recreate.length === 0 ? '' : `; ${recreate.join(' and ')} ${recreate.length === 1 ? 'reaches' : 'reach'} a container only when it is made anew`}.`,
      fix: `Add \`systemctl ${static_.length === 0 ? 'reload' : 'restart'} docker\`${recreate.length === 0 ? '' : ' and recreate the containers'}.`
    }
  }
}

function says(document: WriteUp, pattern: RegExp): boolean {
  return document.lines.some(({text, role}) => role !== 'instruction' && pattern.test(text))
}

const flagAndFile: Rule = {
  name: 'flag-and-file',
  severity: 'error',
  about: 'The same setting as flag of dockerd and in daemon.json: the daemon refuses to start.',
  *check(context) {
    const facts = context.docker?.daemonJson
    if (!facts) return
    const flags = new Map(
      Object.entries(facts.keys).flatMap(([key, fact]) => (key === 'runtimes' ? [] : fact.flags.map(flag => [flag, key] as const)))
    )
    const set = new Map(daemonJson(context).flatMap(one => one.members.map(member => [member.key, member] as const)))
    for (let index = 0; index < context.document.lines.length; index++) {
      const text = context.document.lines[index]?.text ?? ''
      const program = /\bdockerd\s+-|\bExecStart=|\bDOCKER_OPTS=/.exec(text)
      if (!program) continue
      for (const hit of text.slice(program.index).matchAll(/(?<=\s|"|')--[a-z][a-z0-9-]{1,40}/g))
        yield* conflict(hit[0], index + 1, program.index + hit.index + 1, flags, set)
    }
  }
}

function* conflict(
  flag: string,
  line: number,
  column: number,
  flags: ReadonlyMap<string, string>,
  set: ReadonlyMap<string, WriteUpMember>
): Generator<Hit> {
  const key = flags.get(flag)
  const member = key === undefined ? undefined : set.get(key)
  if (!member) return
  yield {
    line,
    column,
    reason: `\`${key}\` is set by this flag and in the daemon.json of line ${member.line}; dockerd stops with "specified both as a flag and in the configuration file".`,
    fact: 'A setting of dockerd may be given as a flag or in daemon.json, never both, not even with the same value.',
    fix: `Keep \`"${key}"\` in daemon.json and take \`${flag}\` out.`
  }
}

/** Rules about daemon.json. */
export const daemonJsonRules: readonly Rule[] = [unknownKey, removedKey, inertKey, wrongValue, invalid, overwritten, flagAndFile, noRestart]
