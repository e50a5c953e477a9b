import type {Finding} from '../model/index.ts'

/**
 * Compare two dotted versions number by number (`'1.9'` before `'1.31'`, `'28'` equals `'28.0'`).
 *
 * @param left Version.
 * @param right Other version.
 * @returns Negative when `left` is older.
 */
export function compareVersions(left: string, right: string): number {
  const a = numbersOf(left)
  const b = numbersOf(right)
  for (let index = 0; index < Math.max(a.length, b.length); index++) {
    const order = (a[index] ?? 0) - (b[index] ?? 0)
    if (order !== 0) return order
  }
  return 0
}

function numbersOf(version: string): readonly number[] {
  return (version.match(/\d+/g) ?? []).map(Number)
}

/**
 * Find the line of engines a version belongs to.
 *
 * @param version Version as given or printed (example: `'28'`, `'24.0.7'`).
 * @param lines Lines that are known, oldest first (example: `'24.0'`).
 * @returns The newest line that is not newer and has the same major number; null when there is none.
 */
export function lineOf(version: string, lines: readonly string[]): string | null {
  const [major, minor] = numbersOf(version)
  const sameMajor = lines.filter(line => numbersOf(line)[0] === major)
  if (minor === undefined) return sameMajor.at(-1) ?? null
  return sameMajor.findLast(line => (numbersOf(line)[1] ?? 0) <= minor) ?? sameMajor[0] ?? null
}

/**
 * Read the version of the engine from findings: docker-bench-security prints it below its check of the version.
 *
 * @param findings Findings, enriched.
 * @returns The version (example: `'24.0.7'`), or null.
 */
export function engineOf(findings: readonly Finding[]): string | null {
  for (const {control, items, evidence} of findings) {
    if (control !== 'docker.host.engine-version') continue
    for (const text of [...items.map(item => item.text), evidence.actual ?? '']) {
      const version = /(?:Using |^)(\d{1,3}\.\d{1,3}(?:\.\d{1,3})?)\b/.exec(text)?.[1]
      if (version !== undefined) return version
    }
  }
  return null
}
