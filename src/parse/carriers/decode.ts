/** The one web and Node global the core uses; its types come with neither ES2023 nor this room. */
declare const TextDecoder: new (label: string, options?: {readonly ignoreBOM?: boolean}) => {decode(bytes: Uint8Array): string}

/**
 * Decode the bytes of a log: UTF-16 with or without a byte order mark (PowerShell's `>`), UTF-8 otherwise.
 * Bytes that are no UTF-8 become U+FFFD. A byte order mark is not part of the text.
 *
 * @param bytes The bytes.
 * @returns The text.
 */
export function decode(bytes: Uint8Array): string {
  return new TextDecoder(encodingOf(bytes)).decode(bytes)
}

function encodingOf(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  // Logs are mostly ASCII: in UTF-16 every other byte of them is zero.
  let even = 0
  let odd = 0
  const length = Math.min(bytes.length, 4096)
  for (let index = 0; index + 1 < length; index += 2) {
    if (bytes[index] === 0) even++
    if (bytes[index + 1] === 0) odd++
  }
  const half = length / 2
  if (half > 0 && odd > half * 0.7 && even < half * 0.1) return 'utf-16le'
  if (half > 0 && even > half * 0.7 && odd < half * 0.1) return 'utf-16be'
  return 'utf-8'
}
