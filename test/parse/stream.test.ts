import fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {parse, parseScans, parseStream} from '../../src/parse/index.ts'
import type {Finding, Findings, Message, Scan} from '../../src/model/index.ts'
import {fixtures, sample} from '../fixtures.ts'
import {logs} from './arbitrary.ts'
import {lists} from './carriers.ts'

async function* pieces(text: string, size: number): AsyncGenerator<string> {
  for (let at = 0; at < text.length; at += size) yield text.slice(at, at + size)
}

async function streamed(text: string, size: number): Promise<unknown> {
  const scans: Scan[] = []
  const findings: Finding[] = []
  const messages: Message[] = []
  for await (const part of parseScans(pieces(text, size))) {
    scans.push(...part.scans)
    findings.push(...part.findings)
    messages.push(...part.messages)
  }
  return {
    scans: scans.toSorted((a, b) => a.index - b.index),
    findings: findings.toSorted((a, b) => a.scan - b.scan),
    messages: inOrder(messages)
  }
}

function whole(text: string): Omit<Findings, 'format' | 'version'> {
  const {scans, findings, messages} = parse(text)
  return {scans, findings, messages: inOrder(messages)}
}

function inOrder(messages: readonly Message[]): readonly Message[] {
  return messages.toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0) || (a.reason < b.reason ? -1 : 1))
}

describe('parseScans', () => {
  test.each(fixtures())('should give what parse gives, whatever the pieces: $dialect/$name', async ({input}) => {
    for (const size of [1, 7, 1000, 1_000_000]) expect(await streamed(input, size)).toEqual(whole(input))
  })

  test('should give what parse gives for logs of many windows', async () => {
    const text = [
      sample('kube-bench.log').repeat(60),
      sample('docker-bench-security.json'),
      sample('docker-bench-security.log').repeat(30),
      `${sample('kube-bench.json').trim()}\n`.repeat(40)
    ].join('')
    expect(text.length).toBeGreaterThan(3_000_000)
    expect(await streamed(text, 65_536)).toEqual(whole(text))
  })

  test.each([
    ...Object.entries(lists).map(([name, {wrap}]) => [name, wrap] as const),
    ['rows', (line: string) => line.replace(/(.{60}\S*) /g, '$1\n')] as const
  ])('should give what parse gives for lists of several windows: %s', async (_, wrap) => {
    const text = sample('kube-bench.log').repeat(20).trimEnd().split('\n').map(wrap).join('\n')
    expect(text.length).toBeGreaterThan(300_000)
    const found = whole(text)
    expect(await streamed(text, 65_536)).toEqual(found)
    expect(found.findings).toHaveLength(20 * parse(sample('kube-bench.log')).findings.length)
  })

  test('should give what parse gives for any string', async () => {
    await fc.assert(
      fc.asyncProperty(logs, fc.integer({min: 1, max: 50}), async (text, size) => {
        expect(await streamed(text, size)).toEqual(whole(text))
      }),
      {numRuns: 200}
    )
  })

  test('should give a scan as soon as the next one begins', async () => {
    const log = sample('kube-bench.log').repeat(40)
    let given = 0
    let read = 0
    async function* watched(): AsyncGenerator<string> {
      for await (const piece of pieces(log, 65_536)) {
        read += piece.length
        yield piece
      }
    }
    for await (const {scans} of parseScans(watched())) {
      given += scans.length
      if (given === 1) expect(read).toBeLessThan(700_000)
    }
    expect(given).toBe(40)
  })
})

describe('decoding', () => {
  async function* bytes(text: string, encoding: BufferEncoding, mark: string, size: number): AsyncGenerator<Uint8Array> {
    const all = Buffer.from(mark + text, encoding)
    for (let at = 0; at < all.length; at += size) yield all.subarray(at, at + size)
  }

  test.each([
    ['UTF-8', 'utf8', ''],
    ['UTF-8 with mark', 'utf8', '\ufeff'],
    ['UTF-16LE', 'utf16le', ''],
    ['UTF-16LE with mark', 'utf16le', '\ufeff']
  ] as const)('should read %s bytes, cut anywhere', async (_, encoding, mark) => {
    const log = `${sample('kube-bench.log')}\n# žluťoučký kůň ✔\n`
    for (const size of [1, 3, 5000]) {
      const findings: Finding[] = []
      for await (const finding of parseStream(bytes(log, encoding, mark, size))) findings.push(finding)
      expect(findings).toEqual(parse(log).findings)
    }
  })
})
