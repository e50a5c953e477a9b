import type {Coverage, CoverageCell, StrideLetter, Threat} from '../model/index.ts'

/** The letters in the order of the word. */
const letters: readonly StrideLetter[] = ['S', 'T', 'R', 'I', 'D', 'E']

/**
 * Say which threats there are for each component and STRIDE letter.
 *
 * @param threats Threats.
 * @returns The matrix and the letters nothing stands under.
 */
export function coverage(threats: readonly Pick<Threat, 'id' | 'component' | 'stride'>[]): Coverage {
  const components = [...new Set(threats.map(({component}) => component))].toSorted()
  const cells = components.flatMap(component =>
    letters.flatMap((letter): readonly CoverageCell[] => {
      const ids = threats.filter(threat => threat.component === component && threat.stride === letter).map(({id}) => id)
      return ids.length === 0 ? [] : [{component, letter, ids}]
    })
  )
  return {components, letters, cells, uncovered: letters.filter(letter => threats.every(({stride}) => stride !== letter))}
}
