/** Something the caller can mend: a bad flag, an unreadable file, a text that is no log. One sentence, exit 2. */
export class Problem extends Error {
  override readonly name = 'Problem'
}
