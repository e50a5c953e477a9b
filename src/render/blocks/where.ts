import type {PhrasingContent} from 'mdast'
import {value} from '../build.ts'

/**
 * Name some of all scans in as few words as say it exactly.
 *
 * @param labels Labels of the scans meant.
 * @param all Labels of all scans.
 * @returns `all 190`, `all but …`, or their names.
 */
export function where(labels: readonly string[], all: readonly string[]): readonly (PhrasingContent | string)[] {
  if (labels.length === all.length) return [all.length === 2 ? 'both' : `all ${all.length}`]
  if (all.length > 3 && labels.length > all.length / 2) {
    const named = new Set(labels)
    const others = all.filter(label => !named.has(label))
    // Two scans may have one label: then only their names say which.
    if (others.length === all.length - labels.length) return ['all but ', ...listed(others)]
  }
  return listed(labels)
}

function listed(labels: readonly string[]): readonly (PhrasingContent | string)[] {
  return labels.flatMap((label, index) => (index === 0 ? [value(label)] : [', ', value(label)]))
}
