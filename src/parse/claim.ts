import type {LineDialect} from './dialect.ts'

/** How sure a dialect must be of a line: surer where another dialect is being read. */
const weakClaim = 0.5
const sureClaim = 0.59

/**
 * Choose the dialect that a line is of.
 *
 * @param line Line without carriers.
 * @param dialects Dialects to choose from; earlier ones win ties.
 * @param current Dialect that is being read, or null.
 * @returns The surest one, or null when none is sure enough.
 */
export function surest(line: string, dialects: readonly LineDialect[], current: LineDialect | null): LineDialect | null {
  let best: LineDialect | null = null
  let most = current === null ? weakClaim : sureClaim
  for (const dialect of dialects) {
    const sure = dialect.claims(line)
    if (sure > most) {
      most = sure
      best = dialect
    }
  }
  return best
}
