import {existsSync, readFileSync} from 'node:fs'
import fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import type {WriteUp} from '../../src/model/index.ts'
import {readWriteUp} from '../../src/writeup/index.ts'
import {corpus} from '../fixtures.ts'
import {labels} from './labels.ts'
import {layouts} from './layouts.ts'

const folder = `${corpus ?? ''}write-ups/`

/** Threats and findings in the notation of the labels. */
function noted({threats, findings}: WriteUp): readonly string[] {
  return [
    ...threats.map(({target, line, stride}) => `${target?.[0] ?? '?'} ${line}${stride ?? '-'}`),
    ...findings.map(({line, id}) => `f ${line} ${id ?? '-'}`)
  ]
}

const split = (text: string, by: string): readonly string[] => (text === '' ? [] : text.split(by))

describe.skipIf(!existsSync(folder))('labelled write-ups', () => {
  test('at least 95 % of threats and findings should be read as labelled, in all and in each', async () => {
    let right = 0
    let all = 0
    for (const [name, {docker, kubernetes, findings}] of Object.entries(labels)) {
      const wanted = new Set([
        ...split(docker, ' ').map(one => `d ${one}`),
        ...split(kubernetes, ' ').map(one => `k ${one}`),
        ...split(findings, ', ').map(one => `f ${one}`)
      ])
      const read = noted(await readWriteUp(readFileSync(`${folder}${name}`, 'utf8')))
      const hits = read.filter(one => wanted.has(one)).length
      // What was read too much counts as much as what was missed.
      const size = Math.max(wanted.size, read.length)
      expect([name, hits / size >= 0.9, read.filter(one => !wanted.has(one))]).toEqual([name, true, expect.anything()])
      right += hits
      all += size
    }
    expect(all).toBeGreaterThan(150)
    expect(right / all).toBeGreaterThanOrEqual(0.95)
  })
})

describe('layouts', () => {
  test.each(Object.entries(layouts))('%s should be read', async (_, {text, threats, findings, fields}) => {
    const document = await readWriteUp(text)
    expect(noted(document)).toEqual([...threats, ...findings])
    for (const [index, wanted] of Object.entries(fields ?? {})) expect(document.threats[Number(index)]).toMatchObject(wanted)
  })
})

describe('details', () => {
  test('a table about findings that stand above it should not be read as more of them', async () => {
    const above = 'Docker-bench findings\n\n### \\[FAIL] 2.14 Ensure Userland Proxy is Disabled\n\nSwitched off.\n\n'
    const head = '## Before and after of these findings\n\n| Check | Before | After |\n| - | - | - |\n'
    const ids = async (text: string): Promise<readonly (string | null)[]> => (await readWriteUp(text)).findings.map(({id}) => id)
    expect(await ids(`${above}${head}| 2.14 | 2.14 FAIL | 2.14 PASS |\n`)).toEqual(['2.14'])
    expect(await ids(`${above}${head}| 2.15 Ensure live restore is Enabled | FAIL | PASS |\n`)).toEqual(['2.14', '2.15'])
    expect(await ids(`Docker-bench findings\n\n${head}| 2.14 Ensure Userland Proxy is Disabled | FAIL | PASS |\n`)).toEqual(['2.14'])
  })

  test('an object that is the value of a key should be no body of its own', async () => {
    const {configurations} = await readWriteUp('daemon.json: "log-driver": "local", "log-opts": {"max-size": "10m"}\n')
    expect(configurations.map(({inline, members}) => [inline, members.map(({key}) => key)])).toEqual([
      [true, ['log-driver']],
      [true, ['log-opts']]
    ])
  })

  test('a configuration body should have its members with their places, and its first error', async () => {
    const {configurations} = await readWriteUp('Put into daemon.json:\n  {\n    "icc": false\n    "init": true\n  }\n')
    expect(configurations).toMatchObject([
      {
        file: 'daemon.json',
        inline: false,
        line: 2,
        column: 3,
        members: [
          {key: 'icc', value: false, line: 3, column: 5},
          {key: 'init', value: true, line: 4, column: 5}
        ],
        error: {line: 4, column: 5, reason: 'a comma is missing between two members'}
      }
    ])
  })

  test('a command should be taken apart as a shell does', async () => {
    const {commands} = await readWriteUp('Run `docker run --name "my app" alpine` or\n$ sudo chmod 644 /etc/docker/daemon.json\n')
    expect(commands.map(({words, line, column}) => [line, column, ...words])).toEqual([
      [1, 6, 'docker', 'run', '--name', 'my app', 'alpine'],
      [2, 8, 'chmod', '644', '/etc/docker/daemon.json']
    ])
  })

  test('an empty write-up should be a message', async () => {
    expect((await readWriteUp('\n \n')).messages).toMatchObject([{rule: 'nothing-read', reason: 'The write-up is empty'}])
    expect((await readWriteUp('Hello there.')).messages).toMatchObject([{rule: 'nothing-read'}])
  })

  test('places should be those of the text', async () => {
    for (const {text} of Object.values(layouts)) {
      const lines = text.split('\n')
      const {threats, findings} = await readWriteUp(text)
      for (const {pieces} of [...threats, ...findings])
        for (const piece of pieces) {
          const line = lines[piece.line - 1]?.slice(piece.column - 1, piece.column - 1 + piece.text.length) ?? ''
          // Blanks stand for the marks of Markdown.
          expect([...piece.text].every((char, index) => char === ' ' || char === line[index])).toBe(true)
        }
    }
  })
})

describe('any text', () => {
  const word = fc.constantFrom(
    'Docker',
    'Kubernetes',
    'threat model',
    'Spoofing',
    'Tampering -',
    '[FAIL] 2.14',
    'Ensure x',
    '1.',
    '- ',
    '#',
    '###',
    '```',
    '{',
    '}',
    '"icc": false',
    '|',
    '\n',
    '\n\n',
    '    ',
    '**',
    '`',
    'docker run --privilege',
    'etcd 644',
    '(',
    ')',
    '__proto__',
    '\u0000',
    '\ud800',
    '<b>',
    '[a](b)',
    '\t',
    '=>',
    'CIS Docker Benchmark v1.2',
    'daemon.json'
  )

  test('should be read without an exception, with places inside it', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.string(),
          fc.string({unit: 'binary'}),
          fc.array(word, {maxLength: 60}).map(words => words.join(' '))
        ),
        async text => {
          const {threats, findings, lines} = await readWriteUp(text)
          for (const {line} of [...threats, ...findings]) expect(line >= 1 && line <= lines.length).toBe(true)
        }
      ),
      {numRuns: 150}
    )
  })

  test('should give plain JSON, the same each time', async () => {
    for (const {text} of Object.values(layouts)) {
      const document = await readWriteUp(text)
      expect(JSON.parse(JSON.stringify(document))).toEqual(document)
      expect(await readWriteUp(text)).toEqual(document)
    }
  })
})
