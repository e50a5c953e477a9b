import {readFileSync} from 'node:fs'
import {describe, expect, test} from 'vitest'
import {decode, parse, parseTree} from '../../src/parse/index.ts'
import {corpus, corpusLogs} from '../fixtures.ts'
import {leaves} from './leaves.ts'

const logs = corpusLogs()

/** What is no log of the five dialects: documents of other tools, empty files. */
const foreign = /\/(?:hpe-kube-bench-c\.json|starboard-crd.*|asff-.*|dbs-na-.*|dbs-1\.6\.0-talha-atif-835bb5ba\.json|issue-924-.*)$/

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

/** What the scanner itself leaves out of the JSON: 5.6 in the flat one, C.1's id where a check of its section is excluded. */
const leftOut: Readonly<Record<string, readonly string[]>> = {
  'dbs-v1.3.4-201803-default.docker-bench-security.sh.log': ['5.6'],
  'dbs-v1.3.5-e.docker-bench-security.sh.log': ['C.1'],
  // This one release numbers the check that has no number in the text 2.16.
  'dbs-v1.3.6-20210527-default.docker-bench-security.log': ['2.16', '2.18']
}
const pairs = logs.filter(({name}) => name.startsWith('docker/generated/') && name.endsWith('.log.json'))

describe.skipIf(pairs.length === 0)('JSON and text of one run', () => {
  test.each(pairs)('$name: has the checks of its text', ({path}) => {
    const [json, text] = [path, path.slice(0, -'.json'.length)].map(file => parse(decode(readFileSync(file))).findings)
    const known = leftOut[path.split('/').at(-1)?.slice(0, -'.json'.length) ?? ''] ?? []
    const told = (findings: typeof json) => findings?.filter(({id}) => !known.includes(id)).map(({id, status}) => [id, status])
    // Where the two differ the scanner prints NOTE, or PASS with a detail, and writes INFO.
    const alike = told(text)?.map(([id, status]) => {
      const other = json?.find(finding => finding.id === id)?.status
      return [id, other === 'INFO' && (status === 'NOTE' || (status === 'PASS' && /^1\.[12]\.2$/.test(id ?? ''))) ? 'INFO' : status]
    })
    expect(told(json)).toEqual(alike)
  })
})

describe.skipIf(logs.length === 0)('JSON and JUnit of one run of kube-bench', () => {
  test.each(['junit-0.6.4plus.xml', 'junit-pre0.6.4-multiroot.xml', 'json-pretty.json', 'json-with-glog-prefix.txt'])('%s', name => {
    const read = (file: string) =>
      parse(decode(readFileSync(`${corpus}kubernetes/${file}`))).findings.map(({position: _, ...finding}) => ({...finding, items: []}))
    expect(read(`derived/${name}`)).toEqual(read('mogamal-cis1.12-node.json'))
  })

  test('json-truncated.json has the checks of the whole log up to where it is cut', () => {
    const whole = decode(readFileSync(`${corpus}kubernetes/derived/json-bare-array.json`))
    const cut = decode(readFileSync(`${corpus}kubernetes/derived/json-truncated.json`))
    const ids = (text: string) => parse(text).findings.map(({id}) => id)
    const count = cut.split('"test_number"').length - 1
    expect(ids(cut)).toEqual(ids(whole).slice(0, count))
  })
})

test.runIf(logs.length === 0)('real logs were not tested: the corpus is not beside the project', ({skip}) => skip('no corpus'))
