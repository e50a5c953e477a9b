import type {Threat, ThreatTarget} from '../model/index.ts'

/**
 * Load the threats of the library.
 *
 * @param target Target; default: both, Docker first.
 * @returns Threats in the order of their ids.
 */
export async function loadThreats(target?: ThreatTarget): Promise<readonly Threat[]> {
  const wanted: readonly ThreatTarget[] = target === undefined ? ['docker', 'kubernetes'] : [target]
  const parts = await Promise.all(
    wanted.map(name =>
      name === 'docker'
        ? import('./threats/docker.json', {with: {type: 'json'}})
        : import('./threats/kubernetes.json', {with: {type: 'json'}})
    )
  )
  // The JSON files are checked against their schema by a test; TypeScript widens their literals.
  return parts.flatMap(part => Object.values(part.default as unknown as Readonly<Record<string, Threat>>))
}

/**
 * Load the names of MITRE ATT&CK for Containers techniques.
 *
 * @returns Names by id.
 */
export async function loadTechniques(): Promise<Readonly<Record<string, string>>> {
  return (await import('./frameworks.json', {with: {type: 'json'}})).default.attack
}
