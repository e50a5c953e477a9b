import type {Sink} from './sink.ts'

/** A picture that a document carries in itself. */
export interface Logo {
  /** What kind of picture it is; others could hold scripts or addresses. */
  readonly mediaType: 'image/png' | 'image/jpeg'
  /** The file. */
  readonly bytes: Uint8Array
  /** What is read to people who do not see it; default: `'Logo'`. */
  readonly alt?: string
}

/** Write a logo. */
export function logo(sink: Sink, {mediaType, bytes, alt = 'Logo'}: Logo): void {
  sink.empty('img', {class: 'logo', src: `data:${mediaType};base64,${base64(bytes)}`, alt})
  sink.line()
}

const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

/** Browsers and Node have no common function for bytes. */
function base64(bytes: Uint8Array): string {
  let out = ''
  for (let at = 0; at < bytes.length; at += 3) {
    const [first = 0, second = 0, third = 0] = bytes.subarray(at, at + 3)
    const bits = (first << 16) | (second << 8) | third
    const four = [18, 12, 6, 0].map(shift => digits[(bits >> shift) & 63]).join('')
    out += at + 2 < bytes.length ? four : at + 1 < bytes.length ? `${four.slice(0, 3)}=` : `${four.slice(0, 2)}==`
  }
  return out
}
