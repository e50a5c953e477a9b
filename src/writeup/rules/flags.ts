import {nearest} from '../distance.ts'
import type {Context, Hit, Rule} from '../rule.ts'

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

/** Rules about flags. */
export const flagRules: readonly Rule[] = [flagName, goneFlag]
