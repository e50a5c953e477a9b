import {nearest} from '../distance.ts'
import type {Context, Hit, Rule} from '../rule.ts'
import {categoryAt, strideNames} from '../stride.ts'

/** Terms of the field that are often misspelt; inflections stand for themselves. */
const terms = new Set(
  (
    'access accidentally administrator attacker attackers authenticated authentication authenticity authorization availability appropriate appropriately ' +
    'benchmark capabilities capability certificate certificates cluster communication component components compromise compromised confidential configuration configurations configured ' +
    'container containers controller credential credentials daemon default dependencies deployment description directory disabled disclosure docker dockerfile elevation eavesdropping ' +
    'enabled encrypted encryption environment escalation escalations excessive exploited exploiting firewall hardcoded hardening happening implement implemented implementation information infrastructure ' +
    'integrity intercepted kubelet kubernetes legitimate libraries malicious management microservices misconfiguration misconfigured mitigated mitigation modification modifications namespace network ' +
    'networks overwhelmed ownership password passwords permission permissions permissive privilege privileged privileges propagation received registries registry remediation repository ' +
    'repudiation resources restricted restricting restriction restrictive runtime sanitization scheduler security sensitive separate specification spoofing susceptible tampering threat threats traffic ' +
    'transport unauthorized userland utilization virtual vulnerabilities vulnerability vulnerable workload'
  ).split(' ')
)
/** Right words that are a slip away from a term. */
const right = new Set(
  (
    'dockerd threads threaded restrictively accessed accesses assess authorisation authorise container’s clusters controllers defaults directly contained contains controlled credentialed daemons defaulted deployments disable disables enable enables encrypt encrypts exploit ' +
    'exploits hardened implements inflammation integral kubelets libraries managements mitigate mitigates mitigations namespaces networked passed permitted permitting privileged privileging receives registered registers remediated restrict restricts ' +
    'resource resourced runtimes scheduled schedulers secured securely sensitively separated separately specifications threaten threatened transports unauthorised unauthorized utilisation sanitisation virtually workloads happenings ' +
    'compromises components composed component’s informational implementing implementations configure configures environments'
  ).split(' ')
)

const misspelt: Rule = {
  name: 'misspelt-term',
  severity: 'info',
  about: 'A term of the field that is misspelt; a reader cannot search for it, and a machine cannot read it.',
  *check({document, docker}) {
    const keys = new Set(Object.keys(docker?.daemonJson.keys ?? {}))
    const seen = new Set<string>()
    for (let index = 0; index < document.lines.length; index++) {
      const {text, role} = document.lines[index] ?? {text: '', role: 'blank'}
      if (role === 'instruction' || role === 'blank' || role === 'code') continue
      for (const hit of text.matchAll(/[A-Za-z]{7,22}/g)) {
        const word = hit[0].toLowerCase()
        if (seen.has(word) || terms.has(word) || right.has(word) || /^[A-Z]+$|[a-z][A-Z]/.test(hit[0])) continue
        // Words of paths, flags and options are other rules' business.
        if (
          /[\w/.=_-]/.test(text[hit.index - 1] ?? ' ') ||
          /^(?:[/_=]|-[a-z]|\.[a-z])/.test(text.slice(hit.index + hit[0].length, hit.index + hit[0].length + 2)) ||
          keys.has(word)
        )
          continue
        const term = termOf(word)
        if (term === null || categoryAt(text, hit.index)?.written.toLowerCase() === word) continue
        seen.add(word)
        yield {
          line: index + 1,
          column: hit.index + 1,
          reason: `"${hit[0]}" is misspelt.`,
          fact: `The word is "${term}".`,
          fix: `Write "${term}".`
        }
      }
    }
  }
}

/** A slip in the first letter is rare, and most words are none of these. */
const byFirst = new Map<string, string[]>()
for (const term of terms) byFirst.set(term.charAt(0), [...(byFirst.get(term.charAt(0)) ?? []), term])

function termOf(word: string): string | null {
  const term = nearest(word, byFirst.get(word.charAt(0)) ?? [], 1)
  if (term === null) return null
  // Another ending is another word, not a slip.
  const stem = Math.min(term.length, word.length) - 2
  return term.slice(0, stem) === word.slice(0, stem) && /(?:s|d|r|ed|er|ing|ly|es|e|y|al|ion|ions|able)$/.test(word) && sameStem(word, term)
    ? null
    : term
}

function sameStem(word: string, term: string): boolean {
  const ending = /(?:ations?|ations|ings?|ed|er|ers|es|s|d|ly|e|y|ies|able|al|ion|ions)$/
  return word.replace(ending, '') === term.replace(ending, '')
}

const category: Rule = {
  name: 'category-misspelt',
  severity: 'warning',
  about: 'A STRIDE category that is misspelt.',
  *check({document}) {
    for (const {category: written, stride, line} of document.threats) {
      if (written === null || stride === null || written.length < 4) continue
      const plain = written.toLowerCase().replace(/[^a-z]+/g, ' ')
      const known =
        /^(?:spoofing|tampering|repudiation|non repudiation|info(?:rmation)? disclosure|information leakage|disclosure of information|denial of services?|d?dos|(?:elevation|escalation) of privileges?|privilege (?:escalation|elevation)|eop)$/
      if (known.test(plain.trim())) continue
      const text = document.lines[line - 1]?.text ?? ''
      yield {
        line,
        column: Math.max(0, text.indexOf(written)) + 1,
        reason: `"${written}" is no STRIDE category.`,
        fact: `The category is "${strideNames[stride]}".`,
        fix: `Write "${strideNames[stride]}".`
      }
    }
  }
}

const capabilities =
  'CHOWN DAC_OVERRIDE DAC_READ_SEARCH FOWNER FSETID KILL SETGID SETUID SETPCAP LINUX_IMMUTABLE NET_BIND_SERVICE NET_BROADCAST NET_ADMIN NET_RAW IPC_LOCK IPC_OWNER SYS_MODULE SYS_RAWIO SYS_CHROOT SYS_PTRACE SYS_PACCT SYS_ADMIN SYS_BOOT SYS_NICE SYS_RESOURCE SYS_TIME SYS_TTY_CONFIG MKNOD LEASE AUDIT_WRITE AUDIT_CONTROL SETFCAP MAC_OVERRIDE MAC_ADMIN SYSLOG WAKE_ALARM BLOCK_SUSPEND AUDIT_READ PERFMON BPF CHECKPOINT_RESTORE'.split(
    ' '
  )

const capability: Rule = {
  name: 'capability-misspelt',
  severity: 'error',
  about: 'A Linux capability that does not exist: Docker refuses it.',
  *check({document}) {
    for (const {pieces} of [...document.threats, ...document.findings])
      for (const {text, line, column} of pieces) {
        if (!/capabilit|--cap-|\bCAP_|permissions?\b|\bdrop/i.test(text)) continue
        for (const hit of text.matchAll(/\b(?:CAP_)?([A-Z]{2,9}_[A-Z]{2,9}(?:_[A-Z]{2,9})?)\b/gi)) {
          const name = (hit[1] ?? '').toUpperCase()
          if (capabilities.includes(name) || !/^(?:CAP_)?[A-Z_]+$|^[a-z_]+$/.test(hit[0])) continue
          const near = nearest(name, capabilities, 1)
          if (near === null) continue
          yield {
            line,
            column: column + hit.index,
            reason: `There is no capability "${hit[0]}".`,
            fact: `The capability is ${near} (CAP_${near}).`,
            fix: `Write \`${near}\`, for example \`--cap-drop ${near}\`.`
          }
        }
      }
  }
}

const fileName: Rule = {
  name: 'daemon-json-file-name',
  severity: 'error',
  about: 'daemon.json is misnamed: dockerd does not read the file.',
  *check({document}) {
    for (let index = 0; index < document.lines.length; index++) {
      const {text} = document.lines[index] ?? {text: ''}
      for (const hit of text.matchAll(/\b(?:d[ae]{1,2}mon\.js(?:on)?|d[ae]{1,2}mons?\.(?:json|conf|yaml|yml))\b/gi)) {
        if (hit[0] === 'daemon.json') continue
        yield {
          line: index + 1,
          column: hit.index + 1,
          reason: `dockerd does not read a file \`${hit[0]}\`.`,
          fact: 'The file is `/etc/docker/daemon.json`, unless `--config-file` names another.',
          fix: 'Write `/etc/docker/daemon.json`.'
        }
      }
    }
  }
}

const flagName: Rule = {
  name: 'flag-misspelt',
  severity: 'warning',
  about: 'A flag that is not written as Docker or the Kubernetes component knows it.',
  *check(context) {
    const flags = flagsOf(context)
    if (flags.size === 0) return
    for (const one of [...context.document.threats, ...context.document.findings])
      for (const piece of one.pieces) {
        for (const hit of piece.text.matchAll(/(?<![\w-])(-{2,5})([a-z][a-z0-9-]{3,80})(?![\w-]*[=]?\{)/g))
          yield* misread(hit, piece, flags, context)
      }
  }
}

function* misread(
  hit: RegExpExecArray,
  piece: {readonly line: number; readonly column: number; readonly text: string},
  flags: ReadonlySet<string>,
  context: Context
): Generator<Hit> {
  const name = hit[2] ?? ''
  const flag = `--${name}`
  const where = {line: piece.line, column: piece.column + hit.index}
  // The table of the command itself tells better.
  if (context.document.commands.some(({line, text}) => line === piece.line && text.includes(hit[0]))) return
  if (hit[1] !== '--' && flags.has(flag)) {
    yield {...where, reason: `\`${hit[0]}\` has ${hit[1]?.length} dashes.`, fact: `The flag is \`${flag}\`.`, fix: `Write \`${flag}\`.`}
    return
  }
  if (flags.has(flag)) return
  // `--protect kernel defaults`
  const words =
    /^(?: [a-z]{2,14}){1,4}/
      .exec(piece.text.slice(hit.index + hit[0].length))?.[0]
      .trim()
      .split(' ') ?? []
  for (let count = words.length; count > 0; count--) {
    const joined = [flag, ...words.slice(0, count)].join('-')
    if (!flags.has(joined)) continue
    yield {
      ...where,
      reason: `\`${[flag, ...words.slice(0, count)].join(' ')}\` is several words.`,
      fact: `The flag is \`${joined}\`.`,
      fix: `Write \`${joined}\`.`
    }
    return
  }
  const near = name.length >= 6 ? nearestFlag(flag, flags) : null
  if (near !== null) yield {...where, reason: `There is no flag \`${flag}\`.`, fact: `The flag is \`${near}\`.`, fix: `Write \`${near}\`.`}
}

const nearestFlags = new WeakMap<ReadonlySet<string>, Map<string, string | null>>()

/** The flag that is meant; each name is looked for once. */
function nearestFlag(flag: string, flags: ReadonlySet<string>): string | null {
  const found = nearestFlags.get(flags) ?? new Map<string, string | null>()
  nearestFlags.set(flags, found)
  const cached = found.get(flag)
  if (cached !== undefined) return cached
  const near = nearest(flag, flags, flag.length >= 10 ? 2 : 1)
  // Names of a document are few; those of a hostile one must not pile up.
  if (found.size < 1000) found.set(flag, near)
  return near
}

/** Options of HEALTHCHECK in a Dockerfile: moby/buildkit 00001f3e74bb, frontend/dockerfile/docs/reference.md. */
const dockerfileFlags = ['--interval', '--timeout', '--start-period', '--start-interval', '--retries']

const known = new WeakMap<object, ReadonlySet<string>>()

function flagsOf({docker, kubernetes}: Context): ReadonlySet<string> {
  if (!docker) return new Set()
  const cached = known.get(docker)
  if (cached) return cached
  const flags = new Set<string>([
    '--privileged',
    '--help',
    '--config',
    '--kubeconfig',
    '--include-test-output',
    '--disable-content-trust',
    '--build-arg',
    '--no-cache',
    '--squash',
    '--opt',
    ...dockerfileFlags
  ])
  for (const table of Object.values(docker.flags.commands))
    for (const [flag, {aliases}] of Object.entries(table)) for (const name of [flag, ...aliases]) flags.add(name)
  for (const {flags: own} of Object.values(docker.daemonJson.keys)) for (const flag of own) flags.add(flag)
  for (const component of Object.values(kubernetes?.flags.components ?? {})) for (const flag of Object.keys(component)) flags.add(flag)
  for (const {flag} of Object.values(kubernetes?.kubelet.fields ?? {})) if (flag !== null) flags.add(flag)
  known.set(docker, flags)
  return flags
}

/** `Up to 1.23 set …`, `old editions ask for …`: the sentence is about releases that have the flag. */
function ofOldReleases(text: string, at: number): boolean {
  const before =
    text
      .slice(Math.max(0, at - 200), at)
      .split(/[.!?;]\s/)
      .at(-1) ?? ''
  const sentence = before + (text.slice(at, at + 200).split(/[.!?;]\s/)[0] ?? '')
  return /\b(?:up to|until|before|older than|earlier than|below) (?:kubernetes )?v?1\.\d{1,2}\b|\bold(?:er)? (?:editions?|releases?|versions?|clusters?)\b/i.test(
    sentence
  )
}

const goneFlag: Rule = {
  name: 'kube-flag-removed',
  severity: 'error',
  about: 'A flag is set that a Kubernetes component no longer has: the component does not start.',
  *check({document, kubernetes}) {
    const components = kubernetes?.flags.components ?? {}
    for (const one of [...document.threats, ...document.findings])
      for (const piece of one.pieces.slice('id' in one ? 1 : 0)) {
        for (const hit of piece.text.matchAll(/(--[a-z][a-z0-9-]{3,80})=\S/g)) {
          const flag = hit[1] ?? ''
          if (ofOldReleases(piece.text, hit.index)) continue
          const named = Object.entries(components).filter(([, table]) => Object.hasOwn(table, flag))
          const [component, table] = named[0] ?? []
          const removed = component && named.length === 1 ? table?.[flag]?.removed : null
          if (!component || !removed) continue
          yield {
            line: piece.line,
            column: piece.column + hit.index,
            reason: `${component} has no flag \`${flag}\` since ${removed} and does not start with it.`,
            fact: `It was deprecated in ${table?.[flag]?.deprecated ?? removed} and removed in ${removed}.`,
            fix: `Take \`${flag}\` out of the manifest on ${removed} and later.`
          }
        }
      }
  }
}

/** Rules about words, names and flags. */
export const wordRules: readonly Rule[] = [category, misspelt, capability, fileName, flagName, goneFlag]
