import {describe, expect, test} from 'vitest'
import {dialects, parse, parseTree} from '../../src/parse/index.ts'
import {fixtures} from '../fixtures.ts'

describe.each(fixtures())('$dialect/$name', ({dialect, folder, input}) => {
  test('should give the agreed tree', async () => {
    await expect(`${JSON.stringify(parseTree(input), null, 1)}\n`).toMatchFileSnapshot(`${folder}tree.json`)
  })

  test('should give the agreed findings', async () => {
    const {scans, findings} = parse(input)
    await expect(`${JSON.stringify({scans, findings}, null, 1)}\n`).toMatchFileSnapshot(`${folder}findings.json`)
  })

  test('should give the agreed messages', async () => {
    const lines = parse(input, {file: 'input'}).messages.map(
      ({file, line, column, rule, reason}) => `${file}:${line}:${column} ${rule}: ${reason}\n`
    )
    await expect(lines.join('')).toMatchFileSnapshot(`${folder}messages.txt`)
  })

  // Our own findings keep the dialect they were first read as.
  test.skipIf(dialect.startsWith('benchscribe-'))('should be read as its dialect', () => {
    expect(parse(input).scans.map(scan => scan.dialect)).toEqual(parse(input).scans.map(() => dialect))
  })
})

test('every dialect has a fixture', () => {
  const covered = new Set(fixtures().map(({dialect}) => dialect))
  expect(dialects.map(({name}) => name).filter(name => !covered.has(name))).toEqual([])
})
