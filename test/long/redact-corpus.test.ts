import {readdirSync, readFileSync, statSync} from 'node:fs'
import {join} from 'node:path'
import {describe, expect, test} from 'vitest'
import {decode, parse} from '../../src/parse/index.ts'
import {redact, redactClasses} from '../../src/redact/index.ts'
import {corpus} from '../fixtures.ts'
import {left, originalsIn} from '../redact/originals.ts'

const files = (folder: string): readonly string[] =>
  readdirSync(folder).flatMap(name => (statSync(join(folder, name)).isDirectory() ? files(join(folder, name)) : [join(folder, name)]))

describe.skipIf(corpus === null)('real logs', () => {
  // A name that is a word of the scanners' own texts may stand in those; these logs have such names.
  const words = new Set(['web', 'terminal', 'control', 'backend', 'frontend', 'database', 'registry', 'alpine', 'redis', 'mongo'])

  test('should keep none of their names, all of their findings, and nothing of ours should be replaced twice', () => {
    const kept: Record<string, readonly string[]> = {}
    let names = 0
    for (const file of ['docker', 'kubernetes'].flatMap(name => files(join(corpus ?? '', name)))) {
      const text = decode(readFileSync(file))
      const found = parse(text, {file})
      if (found.scans.length === 0) continue
      const hidden = redact(found, {what: redactClasses})
      const out = JSON.stringify(hidden)
      const {hosts, users, images, ips} = originalsIn(text)
      const all = [...hosts, ...users, ...images, ...ips].filter(name => !words.has(name))
      names += all.length
      const mine = left(out, all)
      if (mine.length > 0) kept[file] = mine
      const facts = ({findings}: typeof found): unknown =>
        findings.map(({id, status, outcome, position, items}) => [id, status, outcome, position, items.map(item => item.position)])
      expect(facts(hidden)).toEqual(facts(found))
      expect(hidden.scans.map(({counted, declared, benchmark}) => [counted, declared, benchmark])).toEqual(
        found.scans.map(({counted, declared, benchmark}) => [counted, declared, benchmark])
      )
      expect(redact(hidden, {what: redactClasses}), file).toEqual(hidden)
    }
    expect(names).toBeGreaterThan(300)
    expect(kept).toEqual({})
  })
})
