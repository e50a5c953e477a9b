import type {Finding, ReportWaiver, Waiver, WaiverUse} from '../model/index.ts'
import {lastSegment} from './scan.ts'

const kinds = {accepted: 'accepted', 'not-applicable': 'not applicable'} as const

/**
 * Name what a waiver is about.
 *
 * @param waiver Waiver.
 * @returns For example `'docker.daemon.icc'`, `'docker.container.memory-limit, web*, on worker-1'`.
 */
export function waiverName({about, item, node}: Pick<Waiver, 'about' | 'item' | 'node'>): string {
  const name = 'control' in about ? about.control : `${about.id}@${about.edition}`
  return `${name}${item === null ? '' : `, ${item}`}${node === null ? '' : `, on ${node}`}`
}

/**
 * Give the waivers their words.
 *
 * @param uses What became of each.
 * @param findings The findings they were applied to.
 * @returns Waivers as people read them; those about other logs are left out.
 */
export function reportWaivers(uses: readonly WaiverUse[], findings: readonly Finding[]): readonly ReportWaiver[] {
  return uses
    .filter(({state}) => state !== 'elsewhere')
    .map(({waiver, state, covers}) => ({
      ...waiver,
      file: waiver.file === null ? null : lastSegment(waiver.file),
      state,
      name: waiverName(waiver),
      kindLabel: kinds[waiver.kind],
      stateLabel:
        state === 'used'
          ? `covers ${covers.length === 1 ? '1 check' : `${covers.length} checks`}`
          : state === 'expired'
            ? `expired on ${waiver.expires}, so it covers nothing`
            : 'covers nothing: what it names passes or is not in the log',
      ids: [...new Set(covers.map(index => findings[index]?.id ?? ''))]
    }))
}

/**
 * Say what a person should know about the waivers of a file.
 *
 * @param uses What became of each.
 * @param nodeless Whether a log names no node, so that a waiver for a node cannot fit it.
 * @returns Sentences with the place each is about.
 */
export function waiverMessages(
  uses: readonly WaiverUse[],
  nodeless: boolean
): readonly {readonly waiver: Waiver; readonly reason: string}[] {
  return uses.flatMap(({waiver, state, overdue}) => {
    const name = waiverName(waiver)
    const owner = waiver.owner === null ? '' : ` (owner: ${waiver.owner})`
    if (state === 'expired')
      return [
        {
          waiver,
          reason: `The waiver of ${name} expired on ${waiver.expires}${owner} and covers nothing any more; renew it or mend the check`
        }
      ]
    if (state === 'unused')
      return [
        {
          waiver,
          reason: `The waiver of ${name} covers nothing${overdue ? ' and has expired' : ''}: what it names passes or is not in the log; remove it (gate --prune does)`
        }
      ]
    if (nodeless && waiver.node !== null)
      return [{waiver, reason: `The waiver of ${name} is for a node, and a log names none; name it with --node`}]
    if (overdue) return [{waiver, reason: `The waiver of ${name} has expired, and is about other logs than these`}]
    return []
  })
}
