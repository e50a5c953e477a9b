import {existsSync, readdirSync, readFileSync, writeFileSync} from 'node:fs'
import {describe, expect, test} from 'vitest'
import {lint, loadLintKnowledge} from '../../src/lint.ts'
import {readWriteUp} from '../../src/writeup/index.ts'
import {corpus} from '../fixtures.ts'

const folder = `${corpus ?? ''}write-ups/`
const list = new URL('corpus.tsv', import.meta.url)
const knowledge = await loadLintKnowledge()

/** Documents people wrote; the logs and lists between them are none. */
const names =
  corpus === null || !existsSync(folder)
    ? []
    : readdirSync(folder)
        .filter(name => /\.(?:txt|md)$/.test(name) && !/docker-bench/.test(name))
        .toSorted()

async function messagesOf(name: string): Promise<readonly string[]> {
  const report = lint(await readWriteUp(readFileSync(`${folder}${name}`, 'utf8')), knowledge)
  return report.messages.map(({line, rule}) => `${name}\t${line}\t${rule}`)
}

describe.skipIf(names.length === 0)('write-ups of the corpus', () => {
  test('should give the messages that were judged', async () => {
    const found = (await Promise.all(names.map(messagesOf))).flat()
    const known = existsSync(list) ? readFileSync(list, 'utf8').trimEnd().split('\n').slice(1) : []
    const judged = new Map(known.map(row => [row.split('\t').slice(0, 3).join('\t'), row.split('\t')[3] ?? '']))
    const rows = [...new Set(found)].map(row => `${row}\t${judged.get(row) ?? 'new'}`)
    // A new message waits for somebody to read the document and say right, wrong or doubtful.
    if (process.env['JUDGE'] === 'write') writeFileSync(list, `${['file\tline\trule\tjudgement', ...rows].join('\n')}\n`)
    expect(rows).toEqual(known)
  })

  test('should be judged right but for a few that can be doubted, and none wrong', () => {
    const judgements = readFileSync(list, 'utf8')
      .trimEnd()
      .split('\n')
      .slice(1)
      .map(row => row.split('\t')[3])
    const count = (word: string): number => judgements.filter(one => one === word).length
    expect(count('right') + count('doubtful')).toBe(judgements.length)
    expect(count('doubtful') / judgements.length).toBeLessThan(0.05)
  })

  test('should be read, whatever they are', async () => {
    for (const name of readdirSync(folder))
      await expect(readWriteUp(readFileSync(`${folder}${name}`, 'utf8'))).resolves.toHaveProperty('threats')
  })
})
