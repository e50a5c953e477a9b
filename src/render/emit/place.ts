import {visible} from '../visible.ts'
import {clip} from './text.ts'

/** What a log without a name (standard input, a string) is called, for every format wants a file. */
const unnamed = 'scan.log'
/** No file system takes more, and DefectDojo no more than 4,000. */
const mostPath = 1000

/**
 * Write the name of a log as a path that CI systems take: slashes, no `.` or `..`.
 *
 * @param file Name as the caller gave it, or null.
 * @returns A path; absolute when it was given so. What lies outside (`../x`) cannot be linked to and loses its `..`.
 */
export function pathOf(file: string | null): string {
  if (file === null || file === '-') return unnamed
  const segments: string[] = []
  const path = clip(visible(file.slice(0, mostPath + 1)), mostPath).replaceAll('\\', '/')
  for (const segment of path.split('/')) {
    if (segment === '..') segments.pop()
    else if (segment !== '' && segment !== '.') segments.push(segment)
  }
  return segments.length === 0 ? unnamed : `${path.startsWith('/') ? '/' : ''}${segments.join('/')}`
}

/**
 * Write the name of a log as a path inside the repository.
 *
 * @param file Name as the caller gave it, or null.
 * @returns A relative path.
 */
export function relativePathOf(file: string | null): string {
  return pathOf(file).replace(/^(?:[A-Za-z]:)?\/+/, '')
}

/**
 * Write the name of a log as a URI reference.
 *
 * @param file Name as the caller gave it, or null.
 * @returns Relative to the repository, or `file:///…` for an absolute path.
 */
export function uriOf(file: string | null): string {
  const path = pathOf(file)
  const drive = /^[A-Za-z]:(?=\/)/.exec(path)?.[0] ?? ''
  const encoded = path.slice(drive.length).split('/').map(encodeURIComponent).join('/')
  return drive !== '' ? `file:///${drive}${encoded}` : path.startsWith('/') ? `file://${encoded}` : encoded
}
