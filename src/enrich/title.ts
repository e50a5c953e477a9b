import {hash} from '../model/index.ts'

/*
 * Slips in the scanners' titles that come and go between releases (docker-crosswalk page of the facts), and the
 * suffixes they add.
 */
const suffix =
  /(?:\s*\((?:scored|not scored|automated|manual|not applicable|deprecated|swarm mode not enabled|incompatible with swarm mode)\)+)+\s*\.?\s*$/i
const longest = 4000
const doubledId = /^(\d{1,2}(?:\.\d{1,3})+) +/
const slips: readonly (readonly [RegExp, string])[] = [
  [/restrictively/g, 'restrictive'],
  [/dockerfiles and directories/g, 'docker files and directories'],
  [/\bensurethe\b/g, 'ensure the'],
  [/\bare are\b/g, 'are'],
  [/\buse alone\b/g, 'used alone'],
  [/\bbinded\b/g, 'bound'],
  [/\bownershi\b/g, 'ownership']
]

/**
 * Reduce a title to what it is about: no suffix, no repeated id, no slips, no punctuation but the dashes of flags.
 *
 * @param title Title as printed.
 * @returns Words in lower case, one blank between them.
 */
export function normalTitle(title: string): string {
  // No scanner's title comes near this length; a longer one is hostile, and the expressions below are not linear on it.
  let text = title.slice(0, longest).replace(/\s+/g, ' ').replace(suffix, '').replace(doubledId, '').toLowerCase()
  for (const [slip, right] of slips) text = text.replace(slip, right)
  return text
    .replace(/[^a-z0-9/.-]+/g, ' ')
    .replace(/(?<=\s|^)-(?=\/)/g, '')
    .replace(/[.\s]+$/g, '')
    .trim()
}

/**
 * Hash a title's subject together with the component it stands under.
 *
 * @param component Component, `''` when titles alone are distinct.
 * @param title Title as printed.
 * @returns 16 hexadecimal digits.
 */
export function titleHash(component: string, title: string): string {
  return hash(`${component}\n${normalTitle(title)}`)
}

const components: readonly (readonly [RegExp, string])[] = [
  [/^(?:protecting the )?api server/i, 'apiserver'],
  [/^controller manager/i, 'controller-manager'],
  [/^scheduler/i, 'scheduler'],
  [/^etcd/i, 'etcd'],
  [/^kubelet/i, 'kubelet'],
  [/^kube-proxy/i, 'kube-proxy'],
  [/^(?:master|control plane) node configuration files/i, 'master-files'],
  [/^worker node configuration files/i, 'node-files']
]

/**
 * Tell the component of a Kubernetes check: the same title stands under several (`--profiling` under three).
 *
 * @param group Title of its group as printed, or null.
 * @param target kube-bench target, or null.
 * @returns The component; `''` when neither tells.
 */
export function componentOf(group: string | null, target: string | null): string {
  const named = group === null ? undefined : components.find(([match]) => match.test(group))?.[1]
  if (named !== undefined) return named
  return target === 'master'
    ? group !== null && /configuration files/i.test(group)
      ? 'master-files'
      : 'master'
    : target === 'node' && group !== null && /configuration files/i.test(group)
      ? 'node-files'
      : (target ?? '')
}

const flag = /(?:^|\s)--([a-z][a-z0-9-]*)/
const plugin = /admission control plugin (\w+)/i

/**
 * Name the flag or admission plugin a title is about.
 *
 * @param component Component.
 * @param title Title as printed.
 * @returns For example `'kubelet --anonymous-auth'`, or null when the title names none.
 */
export function subjectKey(component: string, title: string): string | null {
  if (component === '') return null
  const admission = plugin.exec(title)?.[1]
  if (admission !== undefined) return `${component} admission:${admission}`
  const name = flag.exec(title)?.[1]
  if (name === undefined) return null
  if (name !== 'authorization-mode') return `${component} --${name}`
  const mode = /\b(AlwaysAllow|Node|RBAC)\b/.exec(title)?.[1]
  return mode === undefined ? null : `${component} --${name}/${mode}`
}
