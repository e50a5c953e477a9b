import type {Catalog, Control, RatingOverride} from '../model/index.ts'

/**
 * Put the severities and STRIDE letters of a user in the place of ours; each such control says so in `rating`.
 *
 * @param catalog Catalogue.
 * @param overrides What the user sets; controls that are not in this part of the catalogue are left out.
 * @returns A new catalogue.
 */
export function rate(catalog: Catalog, overrides: readonly RatingOverride[]): Catalog {
  const mine = overrides.filter(({control}) => Object.hasOwn(catalog.controls, control))
  if (mine.length === 0) return catalog
  const controls = {...catalog.controls}
  for (const override of mine) {
    const control = controls[override.control]
    if (control) controls[override.control] = rated(control, override)
  }
  return {...catalog, controls}
}

function rated(control: Control, {severity, stride, reason}: RatingOverride): Control {
  return {
    ...control,
    severity: severity === null ? control.severity : {...control.severity, level: severity},
    stride: stride === null ? control.stride : {...stride, reason},
    rating: {reason, ourSeverity: severity === null ? null : control.severity.level, ourStride: stride === null ? null : control.stride}
  }
}
