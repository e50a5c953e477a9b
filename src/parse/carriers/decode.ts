/** The one web and Node global the core uses; its types come with neither ES2023 nor this room. */
declare const TextDecoder: new (
  label: string,
  options?: {readonly ignoreBOM?: boolean}
) => {decode(bytes?: Uint8Array, options?: {readonly stream?: boolean}): string}

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

/**
 * Decode the bytes of a log as they come, as `decode` does it for all of them.
 *
 * @param chunks Pieces of the log: bytes, or text that was decoded already.
 * @returns The text in pieces.
 */
export async function* decodeChunks(chunks: AsyncIterable<string | Uint8Array>): AsyncGenerator<string> {
  let decoder: InstanceType<typeof TextDecoder> | null = null
  let head = new Uint8Array(0)
  for await (const chunk of chunks) {
    if (typeof chunk === 'string') {
      if (chunk !== '') yield chunk
      continue
    }
    let bytes = chunk
    if (decoder === null) {
      const joined = new Uint8Array(head.length + chunk.length)
      joined.set(head)
      joined.set(chunk, head.length)
      head = joined
      if (head.length < sampleSize) continue
      decoder = new TextDecoder(encodingOf(head))
      bytes = head
    }
    yield decoder.decode(bytes, {stream: true})
  }
  if (decoder === null) decoder = new TextDecoder(encodingOf(head))
  else head = new Uint8Array(0)
  const rest = decoder.decode(head)
  if (rest !== '') yield rest
}

/** How many bytes tell the encoding. */
const sampleSize = 4096

function encodingOf(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  // Logs are mostly ASCII: in UTF-16 every other byte of them is zero.
  let even = 0
  let odd = 0
  const length = Math.min(bytes.length, sampleSize)
  for (let index = 0; index + 1 < length; index += 2) {
    if (bytes[index] === 0) even++
    if (bytes[index + 1] === 0) odd++
  }
  const half = length / 2
  if (half > 0 && odd > half * 0.7 && even < half * 0.1) return 'utf-16le'
  if (half > 0 && even > half * 0.7 && odd < half * 0.1) return 'utf-16be'
  return 'utf-8'
}
