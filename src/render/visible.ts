/*
 * What does not show, or changes how the rest shows: C0 and C1 controls but tab and line feed, bidirectional
 * overrides, zero-width characters, line and paragraph separators, tags, lone surrogates, noncharacters.
 */
const hidden =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]|\udb40[\udc00-\udc7f]/g

/**
 * Make what is hidden in a text visible, as `[U+202E]`: in every output language readers see what the log holds.
 *
 * @param text Text of a log.
 * @returns The text with a name for each hidden character; tabs and line feeds stay.
 */
export function visible(text: string): string {
  return text.replace(hidden, character => `[U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}]`)
}

/**
 * Make a text visible on one line.
 *
 * @param text Text of a log.
 * @returns The text; runs of white space are one blank.
 */
export function oneLine(text: string): string {
  return visible(text.replace(/\r\n?|\n|\t/g, ' '))
    .replace(/ {2,}/g, ' ')
    .trim()
}
