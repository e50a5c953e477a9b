import fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import type {Findings} from '../../src/model/index.ts'
import type {DocumentDialect} from '../../src/parse/dialect.ts'
import {readDocumentsOf} from '../../src/parse/documents/index.ts'
import {plainSource} from '../../src/parse/source.ts'
import type {Event} from '../../src/parse/events.ts'
import {dialects, parse, parseTree} from '../../src/parse/index.ts'
import {fixtures, sample} from '../fixtures.ts'
import {leaves} from './leaves.ts'

const documents = dialects.filter((dialect): dialect is DocumentDialect => dialect.kind === 'document')
const inputs = fixtures().filter(({dialect}) => documents.some(({name}) => name === dialect))

function lines({scans, findings, messages}: Findings): string {
  const all = [...scans.map(scan => ({type: 'scan', ...scan})), ...findings, ...messages.map(message => ({type: 'message', ...message}))]
  return all.map(line => `${JSON.stringify(line)}\n`).join('')
}

describe('our own findings', () => {
  const logs = [...fixtures().map(({input}) => input), sample('docker-bench-security.log'), sample('kube-bench.json')]

  test.each(logs.map((log, index) => [index, log] as const))('should be read back as they were: log %i', (_, log) => {
    const first = parse(log, {file: 'node-1.log'})
    expect(parse(`${JSON.stringify(first, null, 2)}\n`, {file: 'findings.json'})).toEqual(first)
    expect(parse(JSON.stringify(first))).toEqual(first)
    expect(parse(lines(first))).toEqual(first)
  })

  test('should be read back from ndjson that holds findings only, with a message', () => {
    const first = parse(sample('kube-bench.log'))
    const again = parse(first.findings.map(finding => `${JSON.stringify(finding)}\n`).join(''))
    expect(again.findings).toEqual(first.findings)
    expect(again.scans[0]?.tool).toBe('kube-bench')
    expect(again.messages.map(({rule}) => rule)).toEqual(['findings-without-scan'])
  })

  test('should lose no more than what is cut off', () => {
    const first = parse(sample('kube-bench.log'))
    const text = JSON.stringify(first, null, 2)
    const cut = text.slice(0, Math.floor(text.length / 2))
    const whole = first.findings.filter(finding => cut.includes(JSON.stringify(finding, null, 2).replaceAll('\n', '\n    ')))
    expect(whole.length).toBeGreaterThan(30)
    const again = parse(cut)
    expect(again.findings.slice(0, whole.length)).toEqual(whole)
    expect(again.findings.length).toBeLessThanOrEqual(whole.length + 1)
    expect(again.scans[0]).toMatchObject({tool: 'kube-bench', dialect: 'kube-bench-text', benchmark: first.scans[0]?.benchmark})
    expect(again.messages.some(({rule}) => rule === 'json-truncated')).toBe(true)
  })
})

describe('recovery', () => {
  const check = (id: string, more = '') => `{"id":"${id}","desc":"Ensure ${id}","result":"WARN"${more}}`
  const log = (...checks: readonly string[]) =>
    `{"dockerbenchsecurity":"1.3.5","start":1,"tests":[{"id":"1","desc":"Host","results":[${checks.join(',')}]}],"checks":${checks.length},"score":-1,"end":2}`

  test.each([
    ['a quote that is not escaped', log(check('1.1', ',"details":"user "o"brien" and "x", y"'), check('1.2'))],
    ['a backslash that is no escape', log(check('1.1', ',"details":"C:\\dir\\'), check('1.2'))],
    ['a line break', log(check('1.1', ',"remediation":"one\ntwo"'), check('1.2'))],
    ['a comma that is missing', log(check('1.1'), check('1.2')).replace('},{"id":"1.2', '}{"id":"1.2')],
    ['a brace that is missing', log(check('1.1'), check('1.2')).replace('},{"id":"1.2', ',"id":"1.2')],
    ['brackets that close too early', log(check('1.1'), check('1.2')).replace('},{"id":"1.2', '}]}]},{"id":"1.2')],
    ['brackets that do not close', log(check('1.1'), check('1.2')).replace(']}]', '')],
    ['a quote that is missing', log(check('1.1'), check('1.2')).replace('Ensure 1.1"', 'Ensure 1.1')],
    ['glued pieces', log(`${check('1.1')}"result":"WARN"}"result":"WARN"}`, check('1.2'))],
    ['words between', log(check('1.1'), check('1.2')).replace('},{"id":"1.2', '},\nWARNING: no swap limit\n{"id":"1.2')]
  ])('should find every check in spite of %s', (_, text) => {
    const {findings, messages} = parse(text)
    expect(findings.map(({id, status}) => [id, status])).toEqual([
      ['1.1', 'WARN'],
      ['1.2', 'WARN']
    ])
    expect(messages.some(({rule}) => /^(?:json-|unknown-line)/.test(rule))).toBe(true)
    expect(leaves(parseTree(text)).join('')).toBe(text)
  })

  test('should keep the sections of a document whose head is cut off', () => {
    const {findings} = parse(
      'esult": "WARN"}]},\n{"id":"2","desc":"Daemon","results":[{"id":"2.1","desc":"a","result":"PASS"}]}],"checks":9}'
    )
    expect(findings.map(({id, section}) => [id, section?.id])).toEqual([['2.1', '2']])
  })

  test('should invent no status', () => {
    const texts = [
      '{"id":"1.1","desc":"a"}',
      '{"id":"1.1","desc":"a","result":"W',
      '{"id":"1.1","desc":"a","result":"GOOD"}',
      '"result":"PASS"}'
    ]
    for (const text of texts) expect(parse(text).findings).toEqual([])
  })

  test('should tell the text of the details beside the items, and no item that is none', () => {
    const more = ',"details":"Unencrypted overlay networks:  ingress (swarm) a","items":["ingress","(swarm)","a","(truncated)"]'
    const [finding] = parse(log(check('7.4', more))).findings
    expect(finding?.evidence.actual).toBe('Unencrypted overlay networks:  ingress (swarm) a')
    expect(finding?.items.map(({text}) => text)).toEqual(['ingress (swarm)', 'a'])
  })
})

test('a key that stands twice above checks should cost none of them, though JSON keeps the last only', () => {
  const check = (id: string): string => `{"test_number": "${id}", "test_desc": "Ensure that it is so", "status": "FAIL", "scored": true}`
  const group = (id: string): string => `[{"section": "${id}", "desc": "Files", "results": [${check(`${id}.1`)}, ${check(`${id}.2`)}]}]`
  const text = `{"id": "1", "node_type": "master", "text": "Control Plane", "tests": ${group('1.1')}, "tests": ${group('1.2')}}\n`
  expect(Object.keys(JSON.parse(text))).toHaveLength(4)
  expect(parse(text).findings.map(({id}) => id)).toEqual(['1.1.1', '1.1.2', '1.2.1', '1.2.2'])
  expect(leaves(parseTree(text)).join('') === text).toBe(true)
})

test("a part of Aqua's JSON whose group was torn should not be taken for one of docker-bench-security", () => {
  const check = (id: string): string => `{"test_number":"${id}","test_desc":"Ensure x","status":"PASS","scored":true}`
  const {findings, scans} = parse(
    `{"id":"20.10","text":"CIS","testssection":"2","desc":"Daemon","results":[${check('2.3')},${check('2.16')}]}`
  )
  expect(findings.map(({id}) => id)).toEqual(['2.3', '2.16'])
  expect(scans.map(({tool}) => tool)).not.toContain('docker-bench-security')
})

describe('checks that say the same', () => {
  const check = (id: string, actual: string) =>
    `{"test_number":"${id}","test_desc":"Ensure ${id} (Automated)","status":"FAIL","actual_value":"${actual}","remediation":"Set it","scored":true}`
  const log = (checks: readonly string[]) =>
    `{"Controls":[${checks.map((one, index) => `{"id":"${index + 1}","text":"Worker Node","tests":[{"section":"${index + 1}.1","desc":"Group","results":[${one}]}]}`).join(',')}],"Totals":{}}`

  test('should be read as if each stood alone, at its own place', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom('1.1.1', '1.1.2'), fc.constantFrom('a', 'b', 'c'.repeat(300))), {minLength: 1}),
        checks => {
          const text = log(checks.map(([id, actual]) => check(id, actual)))
          const {findings} = parse(text)
          expect(findings.map(({id, evidence}) => [id, evidence.actual])).toEqual(checks)
          for (const {id, position, evidence} of findings)
            expect(text.slice(position.start.offset, position.end.offset)).toBe(check(id, evidence.actual ?? ''))
          expect(
            parse(`${text}\n${text}`)
              .findings.slice(findings.length)
              .map(({id, evidence}) => [id, evidence.actual])
          ).toEqual(checks)
        }
      )
    )
  })

  test('should each get their message when each is broken', () => {
    const broken = check('1.1.1', 'C:\\dir')
    const {findings, messages} = parse(log([broken, broken]))
    expect(findings.map(({id}) => id)).toEqual(['1.1.1', '1.1.1'])
    expect(messages.filter(({rule}) => rule === 'json-repaired')).toHaveLength(2)
  })

  test('should be told apart by one character anywhere', () => {
    const text = check('1.1.1', 'x'.repeat(200))
    for (let at = text.indexOf('x'); text[at] === 'x'; at++) {
      const other = `${text.slice(0, at)}y${text.slice(at + 1)}`
      const [first, second] = parse(log([text, other])).findings
      expect(first?.evidence.actual).toBe('x'.repeat(200))
      expect(second?.evidence.actual).toContain('y')
    }
  })
})

test.each([
  ['text', sample('kube-bench.log')],
  ['JSON', sample('kube-bench.json')],
  ['details', sample('docker-bench-security.log')]
])('findings should be plain objects: %s', (_, text) => {
  const {findings} = parse(text)
  expect(findings).toStrictEqual(JSON.parse(JSON.stringify(findings)))
  for (const finding of findings)
    for (const made of [finding, finding.position, finding.position.start, finding.position.end])
      expect(Object.getPrototypeOf(made)).toBe(Object.prototype)
  expect(Object.keys(Object.prototype)).toEqual([])
})

describe('several documents', () => {
  test('should be scans of their own, in order, whatever stands between', () => {
    const dbs = sample('docker-bench-security.json')
    const kube = sample('kube-bench.json')
    const both = parse(`$ cat a.json\n${dbs}\nsome words\n${kube}${dbs}`)
    const counts = [parse(dbs), parse(kube), parse(dbs)].map(({scans}) => scans[0]?.counted)
    expect(both.scans.map(({counted}) => counted)).toEqual(counts)
    expect(both.scans.map(({tool}) => tool)).toEqual(['docker-bench-security', 'kube-bench', 'docker-bench-security'])
  })

  test('should not cost the next one when the first is cut', () => {
    const kube = sample('kube-bench.json')
    const {scans} = parse(`${kube.slice(0, 20_000)}\n${kube}`)
    expect(scans.at(-1)?.counted).toEqual(parse(kube).scans[0]?.counted)
  })
})

describe.each(inputs)('$dialect/$name', ({dialect, input}) => {
  const checks = parse(input).findings.map(({position: {start, end}}) => ({
    start: start.offset,
    end: end.offset,
    text: input.slice(start.offset, end.offset)
  }))

  test('should give the same events in pieces of any length', () => {
    fc.assert(
      fc.property(fc.integer({min: 1, max: input.length}), size => {
        expect(inPieces(input, size)).toEqual(inPieces(input, input.length))
      }),
      {numRuns: 20}
    )
  })

  // Our own findings say where they stood in the log that was read first.
  test.skipIf(dialect.startsWith('benchscribe-'))('should find every check that is whole, whatever else is damaged', () => {
    const damage = fc.record({
      at: fc.nat(input.length - 1),
      cut: fc.integer({min: 0, max: 5}),
      add: fc.constantFrom('', '"', '\\', '{', '}', '[', ']', ',', '\n', 'x', '<', '>', ': ')
    })
    fc.assert(
      fc.property(damage, ({at, cut, add}) => {
        const text = input.slice(0, at) + add + input.slice(at + cut)
        const {findings} = parse(text)
        const found = findings.map(({position}) => text.slice(position.start.offset, position.end.offset))
        const whole = checks.filter(({start, end}) => end < at || start > at + cut)
        expect(leaves(parseTree(text)).join('') === text).toBe(true)
        let from = 0
        for (const check of whole) {
          const index = found.findIndex((one, place) => place >= from && one.includes(check.text))
          if (index === -1) expect.fail(`${JSON.stringify({at, cut, add})}: ${check.text}`)
          from = index + 1
        }
      }),
      {numRuns: 100}
    )
  })
})

/** Feed a text as a stream does: more of it whenever the reader asks. */
function inPieces(text: string, size: number): readonly unknown[] {
  const events: Event[] = []
  const reader = readDocumentsOf(documents, event => events.push(event), null)
  const {place} = plainSource(text, 0, {base: 0, line: 1, lineStart: 0})
  let fed = Math.min(size, text.length)
  for (let at = 0; at < text.length; ) {
    const end = reader.read({text: text.slice(0, fed), place}, at, fed === text.length)
    if (end === -1 || (end === at && fed < text.length && !text.slice(at, fed).includes('\n'))) {
      fed = Math.min(fed + size, text.length)
      continue
    }
    const feed = text.indexOf('\n', at)
    at = end > at ? end : feed === -1 ? text.length : feed + 1
  }
  // Where something stands that takes no room depends on what blanks were read before.
  return events
    .filter(({type}) => type !== 'space' && type !== 'unknown')
    .map(event => (event.place && event.place.start < event.place.end ? event : {...event, place: null}))
}

test('hostile texts should be read in a time that grows with their length', () => {
  const kinds: readonly ((size: number) => string)[] = [
    size => '['.repeat(size),
    size => '{\n'.repeat(size / 2),
    size => '{"id":'.repeat(size / 6),
    size => `{"dockerbenchsecurity":"1","1.1":"${'\\"'.repeat(size / 2)}"}`,
    size => `{"dockerbenchsecurity":"1","tests":[{"id":"1","desc":"${'"a" '.repeat(size / 4)}`,
    size => '{"id":"1.1","desc":"a","result":"PASS"} x '.repeat(size / 42),
    size => `{"id":1,"tests":[${'{]'.repeat(size / 2)}`,
    size => '<testcase name="1.1 a">'.repeat(size / 23)
  ]
  for (const kind of kinds) {
    parse(kind(20_000))
    const [small, large] = [100_000, 800_000].map(size => {
      const text = kind(size)
      const start = performance.now()
      parse(text)
      return performance.now() - start
    })
    // Eight times the text; a quadratic reader takes 64 times as long.
    expect(large, kind(60)).toBeLessThan((small ?? 0) * 24 + 300)
  }
})

test('should count a line once when a document ends with it', () => {
  const text =
    '{"Controls":[{"id":"4","text":"Worker Node","tests":[]}],"Totals":{}}\n[WARN] 1.1.1 Ensure that the API server pod (Automated)\n'
  expect(parse(text).findings.map(({position}) => position.start)).toEqual([{line: 2, column: 1, offset: text.indexOf('[WARN]')}])
})
