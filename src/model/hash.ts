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
