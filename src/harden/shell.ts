/**
 * Quote a word for a POSIX shell: whatever it holds, it stays one word and is never run.
 *
 * @param word Word.
 * @returns The word between single quotes; plain words stay as they are.
 */
export function quote(word: string): string {
  // A shell word cannot hold a null character.
  const kept = word.replaceAll('\u0000', '')
  return /^[\w@%+=:,./-]+$/.test(kept) && !kept.startsWith('-') ? kept : `'${kept.replaceAll("'", "'\\''")}'`
}

/**
 * Make a line of a comment out of any text.
 *
 * @param text Text.
 * @returns One line of printable ASCII behind `# `.
 */
export function comment(text: string): string {
  return `# ${text.replace(/[^\u0020-\u007e]+/g, '?')}`
}

/**
 * Write the head of a script that only tells what it would do, unless it is called with `--apply`.
 *
 * @param name File name of the script.
 * @param about What it does, one sentence.
 * @returns Lines.
 */
export function scriptHead(name: string, about: string): readonly string[] {
  return [
    '#!/bin/sh',
    comment(about),
    `# Without --apply it only prints what it would do: sh ${name} [--apply]`,
    'set -eu',
    'apply=no',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is the shell's.
    'case "${1-}" in',
    '  --apply) apply=yes ;;',
    '  "") ;;',
    `  *) echo "usage: sh ${name} [--apply]" >&2; exit 2 ;;`,
    'esac',
    ''
  ]
}
