import type {GateFilter, StrideLetter} from '../model/index.ts'

const fields: readonly (keyof GateFilter)[] = ['stride', 'surface', 'control', 'id', 'target', 'node']

/**
 * Read what a gate looks at.
 *
 * @param text For example `'stride:E,surface:daemon,surface:host'`: values of one name are alternatives.
 * @returns The filter, or what is wrong with it.
 */
export function readOnly(text: string): GateFilter | string {
  const filter: Partial<Record<keyof GateFilter, string[]>> = {}
  for (const part of text.split(',')) {
    const colon = part.indexOf(':')
    const name = part.slice(0, Math.max(0, colon)).trim()
    const value = part.slice(colon + 1).trim()
    const field = fields.find(candidate => candidate === name)
    if (field === undefined || value === '')
      return `takes NAME:VALUE with ${fields.join(', ')} as names, such as stride:E,surface:daemon, not \`${part.trim()}\``
    if (field === 'stride' && !/^[STRIDE]$/i.test(value)) return `knows the letters S, T, R, I, D and E, not \`${value}\``
    const values = filter[field] ?? []
    values.push(field === 'stride' ? value.toUpperCase() : value)
    filter[field] = values
  }
  return filter as GateFilter & {readonly stride?: readonly StrideLetter[]}
}
