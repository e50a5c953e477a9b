/**
 * Hash a text to 16 hexadecimal digits: two FNV-1a lanes over UTF-16 code units. For identity, not for secrecy.
 *
 * @param text Text.
 * @returns 16 digits, the same on every platform.
 */
export function hash(text: string): string {
  let low = 0x811c9dc5
  let high = 0x9747b28c
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index)
    low = Math.imul(low ^ code, 0x01000193)
    high = Math.imul(high ^ ((code << 3) | (index & 7)), 0x01000193)
  }
  return (low >>> 0).toString(16).padStart(8, '0') + (high >>> 0).toString(16).padStart(8, '0')
}

/**
 * Make a UUID out of a text: version 8 of RFC 9562, where the bits are ours. For formats that want a UUID and tools
 * that must see the same one in every export.
 *
 * @param text Text.
 * @returns The same UUID for the same text (example: `'1f3e9a0c-…'`).
 */
export function uuidOf(text: string): string {
  const digits = hash(text) + hash(`${text}\n`)
  return [digits.slice(0, 8), digits.slice(8, 12), `8${digits.slice(13, 16)}`, `8${digits.slice(17, 20)}`, digits.slice(20, 32)].join('-')
}
