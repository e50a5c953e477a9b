import type {Finding} from './finding.ts'

/**
 * Tell which findings of several scans are of one check; without a control, only those that are called alike.
 *
 * @param finding Finding, enriched.
 * @returns Equal for findings of one check.
 */
export function checkKey({fingerprint, control, id, title}: Pick<Finding, 'fingerprint' | 'control' | 'id' | 'title'>): string {
  return fingerprint !== null && control !== null ? fingerprint : JSON.stringify([fingerprint, id, title])
}
