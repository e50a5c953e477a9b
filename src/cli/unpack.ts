/** Pieces of a file. */
export type Pieces = AsyncIterable<Uint8Array | string>

/**
 * Unpack a file that gzip packed, as rotation of logs does; what is not packed is given on as it is.
 *
 * @param pieces The file.
 * @returns Its bytes, unpacked.
 * @throws What zlib throws of a damaged file: codes `Z_DATA_ERROR`, `Z_BUF_ERROR`.
 */
export async function* unpacked(pieces: Pieces): AsyncGenerator<Uint8Array | string> {
  const rest = pieces[Symbol.asyncIterator]()
  const head: (Uint8Array | string)[] = []
  let first = new Uint8Array()
  while (first.length < 2) {
    const {done, value} = await rest.next()
    if (done) break
    head.push(value)
    first = Buffer.concat([first, Buffer.from(value)])
  }
  const whole = joined(head, rest)
  if (first[0] !== 0x1f || first[1] !== 0x8b) {
    yield* whole
    return
  }
  const [{createGunzip}, {pipeline, Readable}] = await Promise.all([import('node:zlib'), import('node:stream')])
  // What goes wrong comes out of the last stream, where it is read.
  yield* pipeline(Readable.from(whole), createGunzip(), () => {})
}

async function* joined(
  head: readonly (Uint8Array | string)[],
  rest: AsyncIterator<Uint8Array | string>
): AsyncGenerator<Uint8Array | string> {
  try {
    yield* head
    for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value
  } finally {
    await rest.return?.()
  }
}
