import type {Sink} from './sink.ts'

/** A picture that a document carries in itself. */
export interface Logo {
  /** The file: PNG or JPEG; others could hold scripts or addresses. */
  readonly bytes: Uint8Array
  /** What is read to people who do not see it; default: `'Logo'`. */
  readonly alt?: string
}

/**
 * Write a logo.
 *
 * @param sink Where to.
 * @param logo Picture.
 * @throws TypeError when it is neither PNG nor JPEG.
 */
export function logo(sink: Sink, {bytes, alt = 'Logo'}: Logo): void {
  sink.empty('img', {class: 'logo', src: `data:${mediaTypeOf(bytes)};base64,${base64(bytes)}`, alt})
  sink.line()
}

function mediaTypeOf([first, second, third, fourth]: Uint8Array): 'image/png' | 'image/jpeg' {
  if (first === 0x89 && second === 0x50 && third === 0x4e && fourth === 0x47) return 'image/png'
  if (first === 0xff && second === 0xd8 && third === 0xff) return 'image/jpeg'
  throw new TypeError('Expected the logo as PNG or JPEG')
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
