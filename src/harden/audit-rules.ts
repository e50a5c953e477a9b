import type {AuditWay} from '../model/index.ts'

/** What is wrong with a line of audit rules. */
export interface RuleMistake {
  /** Line, 1-based. */
  readonly line: number
  /** One sentence. */
  readonly reason: string
}

/**
 * Write audit rules: for each path the 64-bit and the 32-bit calls that write or change attributes. Exceptions come
 * first, for the kernel takes the first rule that fits.
 *
 * @param watches What to watch, with what it is for.
 * @returns The file.
 */
export function auditRules(watches: readonly {readonly way: AuditWay; readonly about: string}[]): string {
  const lines = [
    '# Audit rules for Docker, written by benchscribe.',
    '# Copy to /etc/audit/rules.d/docker.rules and load with: sudo augenrules --load',
    ''
  ]
  const seen = new Set<string>()
  for (const {way} of watches) {
    if (way.except === null || seen.has(way.except)) continue
    seen.add(way.except)
    lines.push(`# Left out: ${way.except}`, `-a never,exit -F dir=${way.except}`, '')
  }
  for (const {way, about} of watches) {
    const field = `${way.directory ? 'dir' : 'path'}=${way.path}`
    if (seen.has(field)) continue
    seen.add(field)
    lines.push(`# ${about}`)
    for (const arch of ['b64', 'b32']) lines.push(`-a always,exit -F arch=${arch} -F ${field} -F perm=wa -F key=docker`)
    lines.push('')
  }
  return `${lines.join('\n').trimEnd()}\n`
}

const list = /^(?:always|never),(?:exit|filesystem|user|exclude|task)$/
const fields: Readonly<Record<string, RegExp>> = {
  arch: /^b(?:32|64)$/,
  path: /^\/\S*$/,
  dir: /^\/\S*$/,
  perm: /^[rwxa]{1,4}$/,
  key: /^\S{1,31}$/,
  auid: /^(?:!?=?)-?\w+$/,
  uid: /^\w+$/
}

/**
 * Check audit rules by the part of auditctl's grammar (auditctl(8), audit.rules(7)) that file watches use.
 *
 * @param text Rules.
 * @returns What is wrong, line by line; nothing when all is well.
 */
export function auditMistakes(text: string): readonly RuleMistake[] {
  return text.split('\n').flatMap((line, index): readonly RuleMistake[] => {
    const words = line.trim().split(/ +/)
    const [option = '', argument = '', ...rest] = words
    const say = (reason: string): readonly RuleMistake[] => [{line: index + 1, reason}]
    if (option === '' || option.startsWith('#')) return []
    if (/[^\u0020-\u007e]/.test(line)) return say('a rule is plain ASCII on one line')
    if (option === '-D' && words.length === 1) return []
    if ((option === '-b' || option === '-f' || option === '-e') && words.length === 2)
      return /^\d+$/.test(argument) ? [] : say(`${option} takes a number`)
    if (option === '-w') return watch(argument, rest).flatMap(say)
    if (option === '-a' || option === '-A')
      return (list.test(argument) ? filters(rest) : ['-a takes an action and a list, as in always,exit']).flatMap(say)
    return say(`${option} is no option of a rules file`)
  })
}

function watch(path: string, rest: readonly string[]): readonly string[] {
  if (!path.startsWith('/')) return ['-w takes an absolute path']
  const [first, perms = '', second, key = ''] = rest
  if (rest.length === 0) return []
  return first === '-p' && /^[rwxa]{1,4}$/.test(perms) && (rest.length === 2 || (rest.length === 4 && second === '-k' && key !== ''))
    ? []
    : ['a watch is -w PATH -p PERMISSIONS -k KEY']
}

function filters(words: readonly string[]): readonly string[] {
  const mistakes: string[] = []
  const names = new Set<string>()
  for (let at = 0; at < words.length; at += 2) {
    const option = words[at] ?? ''
    const argument = words[at + 1] ?? ''
    if (option !== '-F' && option !== '-S' && option !== '-k') return [`${option} is no part of a rule`]
    if (argument === '') return [`${option} takes a value`]
    if (option !== '-F') continue
    const [name = '', ...values] = argument.split('=')
    const form = fields[name]
    if (form === undefined) mistakes.push(`${name} is no field that we write`)
    else if (!form.test(values.join('='))) mistakes.push(`${name} cannot be ${values.join('=')}`)
    if (name === 'arch' && names.size > 0) mistakes.push('arch comes before every other field')
    names.add(name)
  }
  if (names.has('path') && names.has('dir')) mistakes.push('a rule watches a path or a directory, not both')
  return mistakes
}
