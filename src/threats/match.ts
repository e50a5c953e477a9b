import {type ExistingModel, type ExistingThreat, type Threat, uuidOf} from '../model/index.ts'

/** An existing model laid beside threats of the library. */
export interface Matched {
  /** What the model says of our threats, by their id. */
  readonly byId: ReadonlyMap<string, ExistingThreat>
  /** Its threats that are none of ours. */
  readonly foreign: readonly ExistingThreat[]
}

/**
 * Find the threats of the library in an existing model: by our id, by the id we give in exports, by title.
 *
 * @param threats Threats of the library.
 * @param existing Model, or null.
 * @returns What fits what; a threat of the model is used once.
 */
export function matchExisting(threats: readonly Pick<Threat, 'id' | 'title'>[], existing: ExistingModel | null): Matched {
  const keys = new Map<string, string>()
  for (const {id, title} of threats) for (const key of [id, uuidOf(id), plain(title)]) keys.set(key, id)
  const byId = new Map<string, ExistingThreat>()
  const foreign: ExistingThreat[] = []
  for (const threat of existing?.threats ?? []) {
    const id = [threat.id ?? '', threat.foreignId, plain(threat.title)].map(key => keys.get(key)).find(key => key !== undefined)
    if (id !== undefined && !byId.has(id)) byId.set(id, threat)
    else foreign.push(threat)
  }
  return {byId, foreign}
}

function plain(title: string): string {
  return title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()
}
