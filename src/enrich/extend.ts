import type {Catalog, OwnControl} from '../model/index.ts'
import {titleHash} from './title.ts'

/**
 * Add controls of a user's own benchmark. A check whose title is one of theirs is theirs, whatever its id or heading.
 *
 * @param catalog Catalogue.
 * @param own Their controls with the titles that logs print.
 * @param components Components under which a title may stand.
 * @returns A new catalogue.
 */
export function extendWith(catalog: Catalog, own: readonly OwnControl[], components: readonly string[]): Catalog {
  const controls = {...catalog.controls}
  const titles: Record<string, string> = {...catalog.titles}
  for (const {control, titles: printed} of own) {
    controls[control.key] = control
    for (const title of printed) for (const component of components) titles[titleHash(component, title)] = control.key
  }
  return {...catalog, controls, titles}
}
