import {readFileSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {describe, expect, test} from 'vitest'
import {parse} from '../../src/parse/index.ts'
import {oneLine} from '../../src/render/visible.ts'
import {logoPng} from '../render/pdf/logo.ts'
import {check, readQpdf} from '../render/pdf/structure-checker.ts'
import {run, without} from '../render/pdf/tools.ts'
import {calls, folder, made} from './every.ts'

describe.skipIf(without('qpdf') || without('pdftotext') || without('pdffonts') || without('pdfinfo'))(
  'every document (needs qpdf and poppler)',
  () => {
    test.each(calls.map(args => [args.map(arg => arg.replace(/^.*\//, '')).join(' '), args] as const))('%s', async (_, args) => {
      for (const page of ['A4', 'Letter']) {
        const logo = page === 'A4' ? [] : ['--logo', join(folder, 'logo.png')]
        writeFileSync(join(folder, 'logo.png'), logoPng)
        const bytes = await made([...args, '--page', page, ...logo], '.pdf')
        expect(run('qpdf', ['--check', 'FILE'], bytes)).toMatchObject({status: 0, stderr: ''})
        expect(
          check(readQpdf(run('qpdf', ['--json', '--json-stream-data=inline', '--decode-level=generalized', 'FILE'], bytes).stdout))
        ).toEqual([])
        const {stdout: information} = run('pdfinfo', ['FILE'], bytes)
        expect(information).toMatch(/^Tagged: +yes$/m)
        expect(information).toMatch(/^Title: +\S/m)
        for (const font of run('pdffonts', ['FILE'], bytes).stdout.trim().split('\n').slice(2))
          expect(font).toMatch(/ Identity-H +yes yes yes/)
        expect(outside(bytes)).toEqual([])
        if (args[0] === 'report' && args.at(-1) === 'full') expect(missing(bytes, args.slice(1, -2))).toEqual([])
      }
    })
  }
)

test.skipIf(without('pdfinfo')).each(calls.filter(args => args.at(-1) === 'summary'))(
  'a summary should be one page: %s %s',
  async (...args) => {
    for (const page of ['A4', 'Letter'])
      expect(run('pdfinfo', ['FILE'], await made([...args, '--page', page], '.pdf')).stdout).toMatch(/^Pages: +1$/m)
  }
)

/** Words that stand in the margins, where only running heads and numbers may. */
function outside(bytes: Uint8Array): readonly string[] {
  const words: string[] = []
  let [width, height] = [0, 0]
  for (const line of run('pdftotext', ['-bbox', 'FILE', '-'], bytes).stdout.split('\n')) {
    const page = /<page width="([\d.]+)" height="([\d.]+)"/.exec(line)
    if (page) [width, height] = [Number(page[1]), Number(page[2])]
    const [, left, top, right, bottom, word] =
      /<word xMin="(-?[\d.]+)" yMin="(-?[\d.]+)" xMax="(-?[\d.]+)" yMax="(-?[\d.]+)">(.*)<\/word>/.exec(line) ?? []
    if (word === undefined) continue
    if (Number(left) < 58 || Number(right) > width - 58 || Number(top) < 25 || Number(bottom) > height - 25) words.push(word)
  }
  return words
}

/**
 * Findings of logs that a document does not show, by id and title; by id where several logs are told of together, for
 * what they share stands under the title of one of them.
 */
function missing(bytes: Uint8Array, logs: readonly string[]): readonly string[] {
  const text = run('pdftotext', ['-raw', 'FILE', '-'], bytes).stdout
  // Running heads come between the halves of what is cut at the end of a page; the order of reading has them not.
  const read = run('pdfinfo', ['-struct-text', 'FILE'], bytes).stdout
  const found = [text, [...read.matchAll(/"((?:\\.|[^"\\])*)"/g)].map(([, words = '']) => words).join('')].map(words =>
    words.replace(/[\s\\]+/g, '')
  )
  return logs
    .flatMap(log => parse(readFileSync(log, 'utf8')).findings)
    .map(({id, title}) =>
      oneLine(logs.length === 1 ? `${id} ${title}` : id)
        .replace('中', '[U+4E2D]')
        .replace('文', '[U+6587]')
    )
    .filter(words => !found.some(text => text.includes(words.replace(/[\s\\]+/g, ''))))
}
