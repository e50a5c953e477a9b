import type {Findings, WaiverUse} from '../model/index.ts'
import {waiverMessages} from '../report/waivers.ts'
import {type Call, textFlag, timeOf} from './call.ts'
import type {Redacted} from './redacted.ts'

/** Findings with their waivers. */
interface Waived {
  /** The findings. */
  readonly findings: Findings
  /** What became of each waiver; none without a file. */
  readonly uses: readonly WaiverUse[]
}

/**
 * Apply the waivers that a call names, and say on standard error which have expired or cover nothing.
 *
 * @param findings Findings, enriched.
 * @param call Call.
 * @param hidden What replaces names, or null; waivers are applied to the names as they are.
 * @returns Findings with their waivers; as they were without `--waivers`.
 * @throws Problem when the file cannot be read or holds a mistake.
 */
export async function waived(findings: Findings, call: Call, hidden: Redacted | null = null): Promise<Waived> {
  const shown = (document: Findings): Findings => hidden?.findings(document) ?? document
  if (textFlag(call, 'waivers') === undefined) return {findings: shown(findings), uses: []}
  const {waiversOf} = await import('./settings/load.ts')
  const applied = await waiversOf(findings, call, timeOf(call).slice(0, 10))
  if (applied === null) return {findings: shown(findings), uses: []}
  const uses = hidden?.waivers(applied.uses) ?? applied.uses
  warnOfWaivers(uses, findings, call)
  return {findings: shown(applied.document), uses}
}

/**
 * Say which waivers have expired or cover nothing. What has expired is said even when messages are not wanted.
 *
 * @param uses What became of each waiver.
 * @param findings What they were applied to.
 * @param call Call.
 */
export function warnOfWaivers(uses: readonly WaiverUse[], {scans}: Pick<Findings, 'scans'>, call: Call): void {
  const quiet = call.flags['quiet'] === true
  const told = quiet ? uses.filter(({state}) => state === 'expired') : uses
  const nodeless = scans.some(({node}) => node === null)
  for (const {waiver, reason} of waiverMessages(told, nodeless))
    call.io.warn(`${waiver.file ?? '-'}:${waiver.line ?? 1}:${waiver.column ?? 1}: ${reason}`)
}
