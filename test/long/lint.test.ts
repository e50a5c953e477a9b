import {expect, test} from 'vitest'
import {loadLintKnowledge} from '../../src/lint.ts'
import {checkWriteUp, readWriteUp} from '../../src/writeup/index.ts'
import {fixtures} from '../writeup/fixtures.ts'

const knowledge = await loadLintKnowledge()
const worst = Object.values(fixtures)
  .flatMap(({bad}) => bad)
  .join('\n\n')

test('reading and checking should take time in step with the length', async () => {
  // The best of three: the machine may be busy.
  const time = async (text: string): Promise<number> => {
    let best = Number.POSITIVE_INFINITY
    for (let run = 0; run < 3; run++) {
      const start = performance.now()
      checkWriteUp(await readWriteUp(text), {...knowledge, log: null, hashes: () => []})
      best = Math.min(best, performance.now() - start)
    }
    return best
  }
  const shapes = [
    worst.slice(0, 20_000),
    '1. Spoofing - a\n',
    '**a ',
    '[',
    '{"',
    '> ',
    'Spoofing and ',
    '2.14, ',
    '--privilege ',
    '"icc": false ',
    'docker run \\\n'
  ]
  for (const shape of shapes) {
    const text = (length: number): string => `# Docker threats\n${shape.repeat(Math.ceil(length / shape.length))}`
    const small = Math.max(await time(text(20_000)), 10)
    expect([shape.slice(0, 20), (await time(text(80_000))) / small < 12]).toEqual([shape.slice(0, 20), true])
  }
})
