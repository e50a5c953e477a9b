import type {DaemonJsonFacts, DockerFlagsFacts, KubeFlagsFacts, KubeletFacts} from '../model/index.ts'
import {compareVersions} from './version.ts'

/**
 * Say why an engine would not take a key of daemon.json with a value.
 *
 * @param path Keys from the top.
 * @param value Value.
 * @param facts What is known of daemon.json.
 * @param line Line of engines (example: `'28.5'`).
 * @returns One sentence, or null when it takes it.
 */
export function daemonKeyMistake(path: readonly string[], value: unknown, facts: DaemonJsonFacts, line: string): string | null {
  const [top = ''] = path
  const key = Object.hasOwn(facts.keys, top) ? facts.keys[top] : undefined
  if (key === undefined) return `dockerd ${line} does not start with the key "${top}": it knows none of this name`
  if (!key.acceptedIn.includes(line)) {
    const {since, removed} = key
    if (since === null) return `dockerd does not start with the key "${top}"`
    return removed === null
      ? `dockerd ${line} does not know "${top}" yet; it came with ${since}`
      : `dockerd ${line} does not take "${top}" any more`
  }
  if (key.inert) return `"${top}" does nothing there`
  if (path.length > 1) return null
  if (value !== null && !fits(key.type, value)) return `"${top}" takes ${nameOf(key.type)}, not ${shown(value)}`
  if ((top === 'log-level' || top === 'log-format') && typeof value === 'string' && !(key.allowed ?? value).split('|').includes(value))
    return `"${top}" is one of ${(key.allowed ?? '').replaceAll('|', ', ')}, not ${shown(value)}`
  return null
}

/**
 * Say why `docker run` would not take a flag.
 *
 * @param flag Flag with dashes.
 * @param value Its value; null for a flag without one.
 * @param facts What is known of the flags.
 * @returns One sentence, or null when it takes it.
 */
export function runFlagMistake(flag: string, value: string | null, facts: DockerFlagsFacts): string | null {
  const flags = facts.commands['run'] ?? {}
  const known = Object.hasOwn(flags, flag) ? flags[flag] : undefined
  if (known === undefined) return `docker run has no flag ${flag}`
  if (known.removed !== null) return `${flag} has no effect any more`
  if (value === null) return known.type === 'bool' ? null : `${flag} takes a value`
  const form = flagForms[known.type]
  return form === undefined || form.test(value) ? null : `${flag} takes ${nameOf(known.type)}, not ${value}`
}

const flagForms: Readonly<Record<string, RegExp>> = {
  bool: /^(?:true|false)$/,
  bytes: /^\d+[bkmg]?$/,
  decimal: /^\d+(?:\.\d+)?$/,
  int: /^-?\d+$/,
  ulimit: /^[a-z]+=-?\d+(?::-?\d+)?$/
}

/**
 * Say why a kubelet of some version would not take a field of its configuration.
 *
 * @param path Keys from the top.
 * @param value Value.
 * @param facts What is known of the configuration.
 * @param minor Kubernetes minor (example: `'1.31'`).
 * @returns One sentence, or null when it takes it.
 */
export function kubeletMistake(path: readonly string[], value: unknown, facts: KubeletFacts, minor: string): string | null {
  const name = path.join('.')
  const field = Object.hasOwn(facts.fields, name) ? facts.fields[name] : undefined
  if (field === undefined) return `the kubelet has no field ${name}`
  if (!field.since.startsWith('<=') && compareVersions(field.since, minor) > 0) return `${name} came with Kubernetes ${field.since}`
  if (field.removed !== null && compareVersions(field.removed, minor) <= 0) return `${name} is gone since Kubernetes ${field.removed}`
  return fits(field.type, value) ? null : `${name} takes ${nameOf(field.type)}, not ${shown(value)}`
}

/**
 * Say why a component of Kubernetes would not take a flag.
 *
 * @param program Component (example: `'kube-apiserver'`).
 * @param flag Flag with dashes.
 * @param value Its value.
 * @param facts What is known of the flags.
 * @param minor Kubernetes minor; etcd counts its own versions, so its flags are only looked up.
 * @returns One sentence, or null when it takes it.
 */
export function kubeFlagMistake(program: string, flag: string, value: string, facts: KubeFlagsFacts, minor: string): string | null {
  const flags = Object.hasOwn(facts.components, program) ? (facts.components[program] ?? {}) : {}
  const known = Object.hasOwn(flags, flag) ? flags[flag] : undefined
  if (known === undefined) return `${program} has no flag ${flag}`
  if (program !== 'etcd') {
    if (known.removed !== null && compareVersions(known.removed, minor) <= 0) return `${flag} is gone since Kubernetes ${known.removed}`
    if (!known.since.startsWith('<=') && compareVersions(known.since, minor) > 0) return `${flag} came with Kubernetes ${known.since}`
  }
  if (known.type === 'bool' && value !== 'true' && value !== 'false') return `${flag} takes true or false, not ${value}`
  if ((known.type === 'int' || known.type === 'int32') && !/^-?\d+$/.test(value)) return `${flag} takes a whole number, not ${value}`
  return null
}

/** Whether a JSON value is of a type as the fact tables name it. */
function fits(type: string, value: unknown): boolean {
  if (type === 'bool') return typeof value === 'boolean'
  if (type === 'int') return Number.isInteger(value)
  if (type === 'float') return typeof value === 'number'
  if (type.startsWith('list<')) {
    const inner = type === 'list<object>' ? 'object' : type === 'list<int>' ? 'int' : 'string'
    return Array.isArray(value) && value.every(item => fits(inner, item))
  }
  if (type.startsWith('map') || type === 'object') {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
    if (type === 'map<string,string>') return Object.values(value).every(item => typeof item === 'string')
    return type === 'map<string,bool>' ? Object.values(value).every(item => typeof item === 'boolean') : true
  }
  return typeof value === 'string'
}

function nameOf(type: string): string {
  const names: Readonly<Record<string, string>> = {
    bool: 'true or false',
    int: 'a whole number',
    bytes: 'a size such as 512m',
    decimal: 'a number'
  }
  if (type.startsWith('list<')) return 'a list'
  return type.startsWith('map') ? 'an object' : (names[type] ?? 'a string')
}

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing'
  return text.length > 60 ? `${text.slice(0, 60)}…` : text
}
