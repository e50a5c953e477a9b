import {gzipSync} from 'node:zlib'
import {expect, test} from 'vitest'
import {execute} from '../../src/cli/execute.ts'

test('what gzip unpacks without end should be refused in one sentence', async () => {
  const member = gzipSync(Buffer.alloc(2 ** 26))
  const said: string[] = []
  const code = await execute(['parse', '-'], {
    stdin: (async function* () {
      for (let size = 0; size <= 2 ** 30; size += 2 ** 26) yield member
    })(),
    write: content => void said.push(String(content)),
    warn: line => void said.push(line),
    now: () => new Date(0)
  })
  expect(code).toBe(2)
  expect(said.join('\n')).toMatch(/^benchscribe: Cannot read -: it is larger than 512 MB; `parse --to ndjson` reads logs of any size\.$/)
})
