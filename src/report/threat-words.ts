import type {StatusCount, ThreatStatus, ThreatTarget} from '../model/index.ts'

/** Names of the targets. */
export const targetNames: Readonly<Record<ThreatTarget, string>> = {docker: 'Docker', kubernetes: 'Kubernetes'}

/** Statuses in the order people want to see them, with their words. */
export const statuses: readonly Omit<StatusCount, 'count'>[] = [
  {status: 'confirmed', label: 'confirmed', meaning: 'At least one linked control fails in the scan.'},
  {status: 'unknown', label: 'unknown', meaning: 'A linked control needs a person to look, or its test did not run, and none fails.'},
  {status: 'mitigated', label: 'mitigated', meaning: 'Every linked control that the scanner tested passes.'},
  {status: 'not-assessed', label: 'not assessed', meaning: 'No linked control was scanned, so nothing is known.'}
]

const places: Readonly<Record<string, string>> = {
  apiserver: 'API server',
  'controller-manager': 'controller manager',
  rbac: 'RBAC',
  'secrets-pki': 'secrets and PKI',
  images: 'images',
  audit: 'audit log'
}

/**
 * Name a component or an attack-surface area for people.
 *
 * @param place Its key.
 * @returns For example `'API server'`, `'daemon'`.
 */
export function placeName(place: string): string {
  return Object.hasOwn(places, place) ? (places[place] ?? place) : place
}

/**
 * Find the word for a status.
 *
 * @param status Status.
 * @returns Its word.
 */
export function statusLabel(status: ThreatStatus): string {
  return statuses.find(entry => entry.status === status)?.label ?? status
}

/**
 * Join words as people do.
 *
 * @param words Words.
 * @returns For example `'a, b and c'`.
 */
export function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`
}
