import {readFileSync} from 'node:fs'
import {describe, expect, test} from 'vitest'
import {decode, parse, parseTree} from '../../src/parse/index.ts'
import {corpusLogs} from '../fixtures.ts'
import {leaves} from './leaves.ts'

const logs = corpusLogs()

/** What is no log of the five dialects: documents of other tools, empty files. */
const foreign =
  /\/(?:hpe-kube-bench-c\.json|starboard-(?:golden|cisBench|crd).*|asff-.*|junit-.*|dbs-na-.*|dbs-1\.6\.0-talha-atif-835bb5ba\.json|issue-924-.*)$/

describe.skipIf(logs.length === 0)('real logs (skipped where the corpus is not beside the project)', () => {
  test.each(logs.filter(({name}) => !foreign.test(name)))('$name: counts equal what the log says, or a message says so', ({path}) => {
    const {scans, messages} = parse(decode(readFileSync(path)))
    expect(scans.length).toBeGreaterThan(0)
    for (const scan of scans) {
      const differs = (['checks', 'pass', 'fail', 'warn', 'info'] as const).some(
        field => scan.declared[field] !== undefined && scan.declared[field] !== scan.counted[field]
      )
      if (differs)
        expect(messages.map(({rule}) => rule)).toEqual(
          expect.arrayContaining([expect.stringMatching(/^(?:count-mismatch|no-results|no-summary)$/)])
        )
    }
  })

  test.each(logs)('$name: a finding stands where it says', ({path}) => {
    const text = decode(readFileSync(path))
    const {findings, messages} = parse(text)
    const unprinted = new Set(messages.filter(({rule}) => rule === 'id-not-printed').map(({line}) => line))
    for (const {id, position} of findings) {
      if (unprinted.has(position.start.line)) continue
      expect(text.slice(position.start.offset, position.end.offset)).toContain(id)
      expect(text.slice(0, position.start.offset).split('\n').length).toBe(position.start.line)
    }
  })

  test.each(logs)('$name: the tree holds every byte', ({path}) => {
    const text = decode(readFileSync(path))
    expect(leaves(parseTree(text)).join('') === text).toBe(true)
  })
})

test.runIf(logs.length === 0)('real logs were not tested: the corpus is not beside the project', ({skip}) => skip('no corpus'))
