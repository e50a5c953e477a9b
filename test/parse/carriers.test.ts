import {describe, expect, test} from 'vitest'
import {parse, parseTree} from '../../src/parse/index.ts'
import {fixtures, sample} from '../fixtures.ts'
import {lists, terminals, type Wrap, whole, wholeText, wraps} from './carriers.ts'
import {leaves} from './leaves.ts'

const plains: readonly (readonly [string, string])[] = [
  ...['docker-bench-security.log', 'docker-bench-security.json', 'docker-bench.log', 'kube-bench.log', 'kube-bench.json'].map(
    name => [name, sample(name)] as const
  ),
  ...fixtures()
    .filter(
      ({input}) => !input.startsWith('[pod/') && /^[\u0020-\u007e\n\t\u00a0-\uffff]*$/.test(input) && !input.includes('['.concat('0m'))
    )
    .map(({dialect, name, input}) => [`${dialect}/${name}`, input] as const)
]

/** Text that only whole lines can carry: a remediation that ends a log, say, must not run into what is put behind it. */
describe.each(plains)('%s', (name, log) => {
  const plain = bare(log)

  test.each(Object.entries(wraps))('should be read through %s', (_, {wrap, node}) => {
    const text = eachLine(log, wrap)
    expect(bare(text)).toEqual(plain)
    // A row of a database names its host itself.
    if (node !== undefined) expect(parse(text).scans.map(scan => scan.node)).toEqual(parse(log).scans.map(scan => scan.node ?? node))
    expect(leaves(parseTree(text)).join('') === text).toBe(true)
  })

  // A list is known by its checks.
  if ((log.match(/^\[\w+\] [\dC]/gm)?.length ?? 0) >= 3) {
    test.each(Object.entries(lists))('should be read through %s', (_, {wrap, node}) => {
      const text = eachLine(log, wrap)
      expect(bare(text)).toEqual(plain)
      if (node !== undefined) expect(parse(text).scans.map(scan => scan.node)).toEqual(parse(log).scans.map(() => node))
      expect(leaves(parseTree(text)).join('') === text).toBe(true)
    })
  }

  test.each([
    ...Object.entries(whole),
    ...(/text|\.log$/.test(name) ? Object.entries(wholeText) : []),
    ...(name.endsWith('.log') ? Object.entries(terminals) : [])
  ])('should be read through %s', (_, wrap) => {
    const text = wrap(log)
    expect(bare(text)).toEqual(plain)
    expect(leaves(parseTree(text)).join('') === text).toBe(true)
  })

  test('should be two scans, each with its node, when two pods are interleaved', () => {
    const lines = log.split('\n').slice(0, -1)
    const text = lines.map(line => `[pod/a-1/kube-bench] ${line}\n[pod/b-2/kube-bench] ${line}\n`).join('')
    const {scans} = parse(text)
    const alone = parse(log).scans.length
    // Rows of a database name their hosts themselves.
    if (parse(log).scans.some(scan => scan.node !== null)) return
    expect(scans.map(scan => scan.node).toSorted()).toEqual([...Array(alone).fill('a-1'), ...Array(alone).fill('b-2')])
    for (const node of ['a-1', 'b-2']) expect(bare(text, node)).toEqual(plain)
  })
})

test.each(['docker-bench-security.log', 'docker-bench.log', 'kube-bench.log'])(
  'should be two scans, each with its node, when pdsh mixes hosts: %s',
  name => {
    const log = sample(name)
    const lines = log.split('\n').slice(0, -1)
    const text = lines.map(line => `alpha: ${line}\nbeta-2.example.org: ${line}\n`).join('')
    const {scans, messages} = parse(text)
    expect(scans.map(scan => scan.node).toSorted()).toEqual(['alpha', 'beta-2.example.org'])
    for (const node of ['alpha', 'beta-2.example.org']) expect(bare(text, node)).toEqual(bare(log))
    expect(messages.filter(({rule}) => rule === 'text-before')).toEqual([])
    expect(leaves(parseTree(text)).join('') === text).toBe(true)
  }
)

test('should read the strings and the lists that Ansible prints of two hosts, each for itself', () => {
  const log = sample('kube-bench.log')
  const results = ['node-1', 'node-2'].map(item => ({item, stdout: log, stdout_lines: log.trimEnd().split('\n')}))
  const text = `${JSON.stringify({results}, null, 4)}\n`
  const {scans} = parse(text)
  expect(scans.map(({counted, declared}) => ({counted, declared}))).toEqual(
    Array(4).fill(parse(log).scans.map(({counted, declared}) => ({counted, declared}))[0])
  )
})

test('should count what stands between the lines of a list in one message', () => {
  const lines = sample('kube-bench.log').trimEnd().split('\n')
  const text = `${JSON.stringify(
    lines.map(line => ({textPayload: line, severity: 'INFO'})),
    null,
    2
  )}\n`
  const unknown = parse(text).messages.filter(({rule}) => rule === 'unknown-line')
  expect(unknown.length).toBeLessThanOrEqual(2)
  expect(unknown.at(-1)?.reason).toContain('severity')
})

test('should not take words for the numbers of a list', () => {
  const text = [
    '1. [FAIL] 4.5 Ensure a (Scored)',
    '2. [FAIL] 5.4 Ensure b (Scored)',
    '3. [FAIL] 5.15 Ensure c (Scored)',
    'Docker stores images'
  ].join('\n')
  const {findings, messages} = parse(text)
  expect(findings.map(({id}) => id)).toEqual(['4.5', '5.4', '5.15'])
  expect(messages.map(({reason}) => reason).join(' ')).toContain('"Docker stores images"')
})

test('should say of a log that is a heading only that nothing is in it', () => {
  const {scans, messages} = parse('[INFO] 1 Control Plane Security Configuration\n')
  expect(scans).toEqual([])
  expect(messages.map(({rule, line}) => [rule, line])).toEqual([['no-results', 1]])
})

test('should not take the end of a warning without a line break for a quote that opens', () => {
  const log = sample('kube-bench.log')
  const text = log.replaceAll(/^\[PASS\] \d+\.\d+\.\d+ /gm, 'level=warning msg="no config file"$&')
  const said = (from: string): unknown => parse(from).findings.map(({position: _, ...finding}) => finding)
  expect(text).not.toBe(log)
  expect(said(text)).toEqual(said(log))
})

test('should not take the levels of a logger for hosts', () => {
  const log = sample('docker-bench.log')
  const text = eachLine(log, line => `${line.startsWith('[FAIL]') ? 'ERROR' : 'INFO'}: ${line}`)
  const {scans} = parse(text)
  expect(scans.map(({node}) => node)).toEqual([null])
  expect(bare(text)).toEqual(bare(log))
})

test('should read a document behind a list that its members are indented like', () => {
  const json = JSON.parse(sample('kube-bench.json'))
  const list = eachLine(sample('kube-bench.log'), line => `        ${JSON.stringify(line)},`)
  const text = `{\n    "stdout_lines": [\n${list}    ]\n}\n${JSON.stringify(json, null, 4)}\n`
  const {findings, messages} = parse(text)
  expect(findings.map(({id, status, title}) => `${status} ${id} ${title}`)).toEqual(
    [sample('kube-bench.log'), sample('kube-bench.json')].flatMap(log =>
      parse(log).findings.map(({id, status, title}) => `${status} ${id} ${title}`)
    )
  )
  expect(messages.filter(({rule}) => rule.startsWith('json-'))).toEqual([])
})

test.each([0, 2, 4])('should not take what checks printed in a document for a list: indentation %i', indentation => {
  const json = JSON.parse(sample('kube-bench.json'))
  for (const part of json.Controls)
    for (const {results} of part.tests) for (const check of results) check.actual_value = `[PASS] ${check.test_number} Ensure "x"\n`
  const text = `${JSON.stringify(json, null, indentation)}\n`
  const {findings} = parse(text)
  expect(findings.map(({id, evidence}) => [id, evidence.actual])).toEqual(
    parse(sample('kube-bench.json')).findings.map(({id}) => [id, `[PASS] ${id} Ensure "x"\n`])
  )
  const own = JSON.stringify(parse(text), null, indentation)
  expect(parse(own).findings).toEqual(findings)
})

test.each(['a]\u00a0b', '[PASS]\u00a0x', 'a **[PASS]** b', '\\[PASS\\] and \\*', '- "[PASS] 1.1.1 x",', '<b>[PASS] 1.1.1'])(
  'should keep what only a name holds: %j',
  held => {
    const log = ['4.1', '4.2', '4.3', '4.4']
      .map(id => `[WARN] ${id} - Ensure ${held} is kept\n[WARN]      * Running as root: ${held}\n`)
      .join('')
    for (const {title, items} of parse(log).findings) {
      expect(title).toBe(`Ensure ${held} is kept`)
      expect(items.map(({text}) => text)).toEqual([`Running as root: ${held}`])
    }
    expect(parse(log).findings).toHaveLength(4)
  }
)

test('should quote once what stood before the lines of a list, and nothing of marks', () => {
  const log = sample('kube-bench.log')
  const told = (wrap: Wrap): readonly string[] =>
    parse(eachLine(log, wrap))
      .messages.filter(({rule}) => rule === 'text-before')
      .map(({reason}) => reason)
  expect(told(line => `scan of today: ${line}`)).toEqual([expect.stringContaining('"scan of today: "')])
  expect(told(line => `  | ${line} |`)).toEqual([])
})

function eachLine(log: string, wrap: Wrap): string {
  const lines = log.split('\n')
  return lines.map((line, at) => (at === lines.length - 1 && line === '' ? '' : wrap(line, at))).join('\n')
}

/** What a carrier must not change: ids, statuses, titles, items, remediations, outcomes; of one node, or of all. */
function bare(text: string, node: string | null = null): unknown {
  const {scans, findings} = parse(text)
  const mine = new Set(scans.filter(scan => node === null || scan.node === node).map(({index}) => index))
  return findings
    .filter(({scan}) => mine.has(scan))
    .map(({position: _, scan: __, items, ...finding}) => ({
      ...finding,
      items: items.map(item => ({text: item.text, subject: item.subject}))
    }))
}

test.each(['[mysql:8]', '[K8s.gcr.io/pause]', '[m]', 'a [31 b'])('what only looks like colour should stay: %s', name => {
  const log = `\u001b[1;31m[WARN]\u001b[0m 4.1  - Ensure a user for the container has been created\n[0m\u001b[1;31m[WARN]\u001b[0m      * Running as root: ${name}\n`
  expect(parse(log).findings[0]?.items[0]?.text).toBe(`Running as root: ${name}`)
})

test.each([
  ['2.15', '2.16'],
  ['2.17', '2.18'],
  ['1.2', '2.18']
])('the check without an id behind %s should be %s', (before, id) => {
  const log = `[PASS] ${before} - Ensure something\n[INFO] Ensure that experimental features are not implemented in production (Scored)\n`
  expect(parse(log).findings.map(finding => finding.id)).toEqual([before, id])
})

describe('a log that a terminal cut into rows', () => {
  const log = terminals['a terminal of 80 columns']?.(sample('kube-bench.log')) ?? ''

  test('should have findings where their first row begins and their last one ends', () => {
    const [finding] = parse(log).findings
    const {start, end} = finding?.position ?? {}
    expect(start).toEqual({line: 3, column: 1, offset: log.indexOf('[PASS]')})
    expect(end?.line).toBe(4)
    expect(log.slice(start?.offset, end?.offset).replace('\n', '')).toMatch(/^\[PASS\] 1\.1\.1 .*\)$/)
  })

  test('should have no message about rows', () => {
    expect(parse(log).messages).toEqual(parse(sample('kube-bench.log')).messages)
  })

  test('should be read when blanks at the end of rows were lost', () => {
    const trimmed = log.replaceAll(/ +$/gm, '')
    expect(parse(trimmed).findings.map(({id, title}) => [id, title])).toEqual(
      parse(sample('kube-bench.log')).findings.map(({id, title}) => [id, title])
    )
  })

  test('should not be taken for one when only a few lines are as long as the longest', () => {
    const lines = '[PASS] 1.1.1 Ensure that the API server pod specification file permissions are 600\n'
    const text = `${lines.repeat(3)}some words\n${lines}`
    expect(parse(text).findings.map(({title}) => title)).toEqual(
      Array(4).fill('Ensure that the API server pod specification file permissions are 600')
    )
  })
})

describe.each(['docker-bench-security.log', 'docker-bench.log', 'kube-bench.log'])('%s, cut between words', name => {
  const log = sample(name)
  const said = (text: string): unknown =>
    parse(text).findings.map(({id, status, title, section, items}) => ({id, status, title, section, items: items.map(item => item.text)}))

  test.each([64, 72, 80, 100].flatMap(width => [true, false].map(kept => [width, kept] as const)))(
    'should have the same checks: %i columns, blanks at the end of rows kept: %s',
    (width, kept) => {
      const rows = log.split('\n').flatMap(line => fold(line, width).map(row => (kept ? row : row.trimEnd())))
      const text = rows.join('\n')
      expect(rows.length).toBeGreaterThan(log.split('\n').length + 20)
      // Of two blanks at the end of a row none is left.
      const [found, plain] = [text, log].map(from => JSON.stringify(said(from), null, 1))
      if (kept) expect(found).toBe(plain)
      else expect(found?.replaceAll(/(?<=\S) +/g, ' ')).toBe(plain?.replaceAll(/(?<=\S) +/g, ' '))
      expect(leaves(parseTree(text)).join('') === text).toBe(true)
    }
  )

  /** As `fold -s` does. */
  function fold(line: string, width: number): readonly string[] {
    if (line.length <= width) return [line]
    const blank = line.lastIndexOf(' ', width - 1)
    const at = blank === -1 ? width : blank + 1
    return [line.slice(0, at), ...fold(line.slice(at), width)]
  }
})

test('should not put a line and noise behind it together', () => {
  const log = sample('kube-bench.log').replaceAll(/^(\[PASS\] .*)$/gm, '$1\nlevel=warning msg="no config file found"')
  expect(parse(log).findings.map(({title}) => title)).toEqual(parse(sample('kube-bench.log')).findings.map(({title}) => title))
})

/** A prefix that nobody knows is not a carrier: texts beyond the check lines may keep it, but no check is lost or made up. */
describe.each(['docker-bench-security.log', 'docker-bench.log', 'kube-bench.log'])('%s', name => {
  const log = sample(name)
  const checksOf = (text: string): unknown => parse(text).findings.map(({id, status, title}) => ({id, status, title}))

  test.each(['host1: ', '• ', '2026-11-27 09:12:44,120 INFO bench - ', 'run> '])('should hold the same checks behind %j', prefix => {
    const text = eachLine(log, line => prefix + line)
    expect(checksOf(text)).toEqual(checksOf(log))
    expect(parse(text).scans).toHaveLength(parse(log).scans.length)
    expect(leaves(parseTree(text)).join('') === text).toBe(true)
  })
})

test.each(['–', '—'])('should take %s for the dash that a word processor made of it', dash => {
  const log = sample('docker-bench-security.log')
  const text = log.replaceAll(/^(\[\w+\] \S+ |Section \w )-/gm, `$1${dash}`)
  expect(text).not.toBe(log)
  expect(bare(text)).toEqual(bare(log))
  expect(parse(text).scans).toHaveLength(1)
})

test('should be one scan when a blank line stands behind each line, as where line ends were doubled', () => {
  for (const name of ['kube-bench.log', 'docker-bench.log', 'docker-bench-security.log']) {
    const log = sample(name)
    expect(told(log.replaceAll('\n', '\n\n'))).toEqual(told(log))
  }

  function told(text: string): readonly unknown[] {
    const {scans, findings} = parse(text)
    return [scans.map(({declared}) => declared), findings.map(({id, status, title}) => `${status} ${id} ${title}`)]
  }
})

test('should read an extract and the log of another scanner behind it each for itself', () => {
  const extract = `${sample('docker-bench.log')
    .split('\n')
    .filter(line => line.startsWith('[FAIL]'))
    .join('\n')}\n`
  const log = sample('kube-bench.log')
  const {scans, findings} = parse(extract + log)
  expect(scans.map(({tool}) => tool)).toEqual(['docker-bench', 'kube-bench'])
  const told = findings.map(({id, status}) => `${status} ${id}`)
  expect(told).toEqual([extract, log].flatMap(text => parse(text).findings.map(({id, status}) => `${status} ${id}`)))
})

test("should part a log of docker-bench from one of kube-bench's targets behind it, whatever its title", () => {
  const log = sample('kube-bench.log')
  for (const [, begins] of log.matchAll(/^(\[INFO\] \d [A-Z].*)$/gm)) {
    const text = log.slice(log.indexOf(begins ?? ''))
    const {scans, findings} = parse(sample('docker-bench.log') + text)
    expect(scans.map(({tool}) => tool)).toEqual(['docker-bench', 'kube-bench'])
    expect(findings).toHaveLength(parse(sample('docker-bench.log')).findings.length + parse(text).findings.length)
  }
})

test('should not mix up what checks of the same number say in scans behind each other', () => {
  const logs = ['docker-bench.log', 'kube-bench.log', 'docker-bench-security.log', 'kube-bench.log', 'docker-bench.log'].map(sample)
  // The second node says the same, but for one remediation and one status.
  const other = sample('kube-bench.log')
    .replace(/^(1\.\d+\.\d+ ).*$/m, '$1Do something else.')
    .replace('[FAIL]', '[WARN]')
  logs.splice(2, 0, other)
  const told = (text: string): unknown => parse(text).findings.map(({id, status, title, remediation}) => ({id, status, title, remediation}))
  expect(told(logs.join(''))).toEqual(logs.flatMap(told))
})
