import type {RedactClass} from '../redact/index.ts'

/** What can be replaced; said here too so that reading options loads nothing that replaces. */
export const redactClasses: readonly RedactClass[] = ['hosts', 'users', 'images', 'ips']

/**
 * Read what is to be replaced.
 *
 * @param text For example `'hosts,users'`, or `'all'`.
 * @returns The classes, or what is wrong with it, as the end of a sentence that begins with the option's name.
 */
export function readClasses(text: string): readonly RedactClass[] | string {
  const names = text.split(',').map(name => name.trim().toLowerCase())
  if (names.length === 1 && names[0] === 'all') return redactClasses
  const wrong = names.find(name => !redactClasses.some(one => one === name))
  return wrong === undefined
    ? redactClasses.filter(one => names.includes(one))
    : `takes ${redactClasses.join(', ')} with commas between, or all, not \`${wrong}\``
}
