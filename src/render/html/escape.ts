/**
 * Escape text for HTML: between tags and inside double quotes, so that there is one rule for both.
 *
 * @param text Text.
 * @returns Text in which nothing starts a tag, a reference or ends a value.
 */
export function escaped(text: string): string {
  return /[&<>"]/.test(text) ? text.replace(/[&<>"]/g, character => references[character as keyof typeof references]) : text
}

const references = {'&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;'} as const

/**
 * Check an address by its scheme: web, mail, or a place relative to the document.
 *
 * @param url Address as it stands in a tree.
 * @returns The address; null when following it could run something or read a file.
 */
export function address(url: string): string | null {
  const colon = url.indexOf(':')
  const relative = colon === -1 || /[/?#]/.test(url.slice(0, colon))
  return relative || /^(?:https?|mailto)$/i.test(url.slice(0, colon)) ? url : null
}

/**
 * Write a value as JSON for a `script` element: no character of it can end the element or a line of JavaScript.
 *
 * @param value Plain data.
 * @returns JSON.
 */
export function scriptJson(value: unknown): string {
  return inert(JSON.stringify(value))
}

/**
 * Make JSON safe to stand in a `script` element.
 *
 * @param json JSON.
 * @returns The same values, written with escapes where HTML could read on.
 */
export function inert(json: string): string {
  return json.replace(/[<\u2028\u2029]/g, character => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`)
}
