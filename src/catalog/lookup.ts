import {type Catalog, type Control, compareIds} from '../model/index.ts'

/** Where a control stands in one numbering. */
export interface Place {
  /** Numbering (example: `'dbs-1.6.1'`, `'cis-1.10'`). */
  readonly numbering: string
  /** Family (example: `'cis-docker'`). */
  readonly family: string
  /** Edition (example: `'1.6.0'`). */
  readonly edition: string
  /** Scanner that prints it, or null. */
  readonly tool: string | null
  /** Its id there. */
  readonly id: string
}

/** A control and every id it has. */
export interface Found {
  /** The control. */
  readonly control: Control
  /** Its ids, newest numbering of a family first; only those asked for when the query was an id. */
  readonly places: readonly Place[]
}

const idQuery = /^((?:C\.)?\d{1,3}(?:\.\d{1,4}){1,4}(?:\.?[a-z])?)(?:@(\S+))?$/

/**
 * Look controls up by key, by id, by `id@edition`, or by words.
 *
 * @param catalog Catalogue.
 * @param query For example `'docker.daemon.icc'`, `'2.14'`, `'2.14@1.2.0'`, `'userland proxy'`; empty for all.
 * @returns What was found, by key; nothing when nothing fits.
 * @example
 * ```ts
 * const catalog = await loadCatalog()
 * findControls(catalog, '2.14@1.2.0').map(({control}) => control.key) // ['docker.daemon.userland-proxy']
 * ```
 */
export function findControls(catalog: Catalog, query: string): readonly Found[] {
  const asked = query.trim()
  const byId = idQuery.exec(asked)
  if (byId) return byIdOf(catalog, byId[1] ?? '', byId[2] ?? null)
  const exact = Object.hasOwn(catalog.controls, asked) ? catalog.controls[asked] : undefined
  if (exact)
    return [
      found(
        exact,
        placesOf(catalog, place => place.key === asked)
      )
    ]
  const words = asked
    .toLowerCase()
    .split(/\s+/)
    .filter(word => word !== '')
  return Object.values(catalog.controls)
    .filter(control => words.every(word => textOf(control).includes(word)))
    .toSorted((a, b) => nameRank(a, words) - nameRank(b, words) || (a.key < b.key ? -1 : 1))
    .map(control =>
      found(
        control,
        placesOf(catalog, place => place.key === control.key)
      )
    )
}

function byIdOf(catalog: Catalog, id: string, edition: string | null): readonly Found[] {
  const wanted = edition?.replace(/^v(?=\d)/, '') ?? null
  const places = placesOf(catalog, place => place.id === id && (wanted === null || place.edition === wanted || place.numbering === wanted))
  const keys = new Set(places.map(({key}) => key))
  return [...keys].toSorted().flatMap(key => {
    const control = catalog.controls[key]
    return control
      ? [
          found(
            control,
            places.filter(place => place.key === key)
          )
        ]
      : []
  })
}

function found(control: Control, places: readonly (Place & {readonly key: string})[]): Found {
  return {control, places: places.map(({key: _, ...place}) => place)}
}

function placesOf(
  catalog: Catalog,
  wanted: (place: Place & {readonly key: string}) => boolean
): readonly (Place & {readonly key: string})[] {
  return catalog.numberings.flatMap(({id: numbering, family, edition, tool, checks}) => {
    const seen = new Set<string>()
    const places = checks.flatMap(([id, , key]) => {
      if (key === null || seen.has(`${id} ${key}`)) return []
      seen.add(`${id} ${key}`)
      const place = {numbering, family, edition, tool, id, key}
      return wanted(place) ? [place] : []
    })
    return places.toSorted((a, b) => compareIds(a.id, b.id))
  })
}

/** What is named so comes before what only mentions it. */
function nameRank({key, title}: Control, words: readonly string[]): number {
  const name = `${key.replace(/[.-]/g, ' ')} ${title}`.toLowerCase()
  return words.every(word => name.includes(word)) ? 0 : 1
}

function textOf({key, title, check, asset, fix}: Control): string {
  return `${key} ${key.replace(/[.-]/g, ' ')} ${title} ${asset} ${check} ${fix.summary}`.toLowerCase()
}
