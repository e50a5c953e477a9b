const escaped = /\\(?:u([0-9a-fA-F]{4})|([ntrbf/"\\]))/g
const characters: Readonly<Record<string, string>> = {n: '\n', t: '\t', r: '\r', b: '\b', f: '\f'}

/**
 * Read the escapes of JSON.
 *
 * @param text Inside of a string.
 * @param special Other characters than JSON's, by letter (default: none).
 * @returns The text; what is no escape stays.
 */
export function unescaped(text: string, special: Readonly<Record<string, string>> = {}): string {
  return text.replace(escaped, (_, code: string | undefined, letter = '') =>
    code === undefined ? (special[letter] ?? characters[letter] ?? letter) : String.fromCharCode(Number.parseInt(code, 16))
  )
}
