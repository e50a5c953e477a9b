import {readFileSync} from 'node:fs'
import fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {diff} from '../../src/analyse/index.ts'
import {loadCatalog} from '../../src/catalog/index.ts'
import type {Findings} from '../../src/model/index.ts'
import {decode, parse} from '../../src/parse/index.ts'
import {combine} from '../../src/combine.ts'
import {corpus, facts, sample} from '../fixtures.ts'

const catalog = await loadCatalog()
const read = (text: string): Findings => combine([parse(text)], catalog)

function rows(name: string): readonly Readonly<Record<string, string>>[] {
  const [head = '', ...lines] = readFileSync(`${facts}${name}`, 'utf8')
    .split('\n')
    .filter(line => line !== '' && !line.startsWith('#'))
  const fields = head.split('\t')
  return lines.map(line => Object.fromEntries(line.split('\t').map((value, index) => [fields[index] ?? '', value])))
}

/** Of the pairs of ids that are one control by the facts, how many have a fingerprint in common. */
function kept(
  before: Findings,
  after: Findings,
  pairs: readonly (readonly [string, string])[]
): {readonly kept: number; readonly of: number} {
  const byId = (findings: Findings, id: string): readonly (string | null)[] =>
    findings.findings.filter(finding => finding.id === id || finding.id.startsWith(`${id}.`)).map(({fingerprint}) => fingerprint)
  const both = pairs
    .map(([left, right]) => [byId(before, left), byId(after, right)] as const)
    .filter(([left, right]) => left.length > 0 && right.length > 0)
  return {kept: both.filter(([left, right]) => left.some(one => right.includes(one))).length, of: both.length}
}

describe.skipIf(facts === null)('fingerprints across editions (skipped where the facts are not beside the project)', () => {
  const docker = facts === null ? [] : rows('checks-docker.tsv')
  const kubernetes = facts === null ? [] : rows('checks-kubernetes.tsv')
  const crosswalk = facts === null ? [] : rows('crosswalk-docker.tsv').filter(row => Number(row['min_match']) >= 0.65)
  const keys = facts === null ? [] : rows('keys-kubernetes.tsv')

  const dockerLog = (tool: string, version: string): Findings =>
    read(
      docker
        .filter(row => row['tool'] === tool && row['tool_version'] === version && row['kind'] === 'check')
        .map(({id, title}) => `[PASS] ${id}${tool.startsWith('aqua') ? ' ' : ' - '}${title}\n`)
        .join('')
    )

  // Tool and version as in the facts, and the column of the crosswalk that has its ids.
  const editions: readonly (readonly [string, string, string])[] = [
    ['docker-bench-security', '1.3.2', 'dbs-1.3.2/CIS1.13'],
    ['docker-bench-security', '1.3.4-201908', 'dbs-1.3.3+1.3.4/CISv1.1.0'],
    ['docker-bench-security', '1.3.5', 'dbs-1.3.5/CISv1.2.0'],
    ['docker-bench-security', '1.3.6', 'dbs-1.3.6/CIS1.4.0'],
    ['docker-bench-security', '1.5.0', 'dbs-1.5.0/CIS1.5.0'],
    ['aquasecurity/docker-bench', 'cis-1.1', 'aqua-1.1'],
    ['aquasecurity/docker-bench', 'cis-1.2', 'aqua-1.2'],
    ['aquasecurity/docker-bench', 'cis-1.3.1', 'aqua-1.3.1'],
    ['aquasecurity/docker-bench', 'cis-1.6.0', 'aqua-1.6.0']
  ]
  test.each(editions.flatMap((earlier, index) => editions.slice(index + 1).map(later => [earlier, later] as const)))(
    '%j and %j should share at least 95% of those of the controls in both',
    ([tool, version, column], [laterTool, laterVersion, laterColumn]) => {
      const pairs = crosswalk.flatMap(row =>
        (row[column] ?? '') === '' || (row[laterColumn] ?? '') === ''
          ? []
          : [[(row[column] ?? '').split('+')[0] ?? '', (row[laterColumn] ?? '').split('+')[0] ?? ''] as const]
      )
      const result = kept(dockerLog(tool, version), dockerLog(laterTool, laterVersion), pairs)
      expect(result.of).toBeGreaterThan(60)
      expect(result.kept / result.of).toBeGreaterThanOrEqual(0.95)
    }
  )

  function kubeLog(benchmark: string): Findings {
    const lines: string[] = []
    let section = ''
    let group = ''
    for (const row of kubernetes.filter(candidate => candidate['benchmark'] === benchmark)) {
      if (row['control_id'] !== section) lines.push('', `[INFO] ${row['control_id']} ${row['control_text']}`)
      if (row['group_id'] !== group) lines.push(`[INFO] ${row['group_id']} ${row['group_text']}`)
      section = row['control_id'] ?? ''
      group = row['group_id'] ?? ''
      lines.push(`[PASS] ${row['id']} ${row['text']}`)
    }
    return read(`${lines.join('\n')}\n`)
  }

  const plain = [
    'cis-1.5',
    'cis-1.6',
    'cis-1.20',
    'cis-1.23',
    'cis-1.24',
    'cis-1.7',
    'cis-1.8',
    'cis-1.9',
    'cis-1.10',
    'cis-1.11',
    'cis-1.12'
  ]
  test.each([...plain.slice(1).map((later, index) => [plain[index] as string, later] as const), ['cis-1.6', 'cis-1.12'] as const])(
    '%s and %s should share at least 95% of those of the keys in both',
    (earlier, later) => {
      const pairs = keys.flatMap(row => {
        const ids = new Map((row['ids_by_benchmark'] ?? '').split(' ').map(one => one.split(':') as [string, string]))
        const [left, right] = [ids.get(earlier), ids.get(later)]
        return left === undefined || right === undefined ? [] : [[left, right] as const]
      })
      const result = kept(kubeLog(earlier), kubeLog(later), pairs)
      expect(result.of).toBeGreaterThan(90)
      expect(result.kept / result.of).toBeGreaterThanOrEqual(0.95)
    }
  )
})

describe('two runs of an unchanged host', () => {
  /** Another run: containers in another order, other published ports, other counts, other times. */
  function again(text: string, seed: number): string {
    const lines = text.split('\n')
    const result: string[] = []
    for (let index = 0; index < lines.length; ) {
      let end = index
      while (/^\S*\[(?:WARN|INFO|NOTE|PASS)\]\S* +\* /.test(lines[end] ?? '')) end++
      if (end === index) result.push(lines[index++] ?? '')
      else {
        const block = lines.slice(index, end)
        result.push(...[...block.slice(seed % block.length), ...block.slice(0, seed % block.length)])
        index = end
      }
    }
    return result
      .join('\n')
      .replace(/\b(in use: )\d+/g, (_, words) => `${words}${1024 + (seed % 60_000)}`)
      .replace(/There are currently: \d+/g, `There are currently: ${seed % 97}`)
      .replace(/wildcard IP: \S+ in/g, `wildcard IP: 0.0.0.0:${32_768 + (seed % 28_000)} in`)
      .replace(/^(\[INFO\] Checks: .*)$/m, '$1')
  }

  const texts = new Map([['the sample', sample('docker-bench-security.log')]])
  if (corpus !== null)
    for (const name of ['dbs-HEAD-default', 'dbs-v1.6.0-default', 'dbs-v1.3.5-default', 'dbs-HEAD-swarm'])
      texts.set(name, decode(readFileSync(`${corpus}docker/generated/${name}.stdout.txt`)))

  test.each([...texts])('random ports, order and counts should make no difference: %s', (_, text) => {
    const before = read(text)
    expect(before.findings.filter(({items}) => items.length > 1).length).toBeGreaterThan(3)
    fc.assert(
      fc.property(fc.nat(1_000_000), seed => {
        const {unchanged, fixed, new: worse, changed, newlyApplicable, notScanned} = diff(before, read(again(text, seed)))
        expect([fixed, worse, changed, newlyApplicable, notScanned].flat().map(({id}) => id)).toEqual([])
        expect(unchanged.length).toBe(before.findings.length)
      }),
      {numRuns: 8}
    )
  })

  test.skipIf(corpus === null)('a cluster scanned with CIS 1.4 and later should keep at least 95% of those of the controls in both', () => {
    const log = (name: string): Findings => read(decode(readFileSync(`${corpus}kubernetes/${name}`)))
    for (const earlier of ['kb-0.2.0-cis1.4-job.txt', 'kb-0.2.3-cis1.4-job.txt', 'kb-0.3.0-cis1.4-job.txt'])
      for (const later of ['defectdojo-controls.json', 'flasktpl-full-utf8bom.txt']) {
        const before = log(earlier)
        const after = log(later)
        const known = new Set(before.findings.map(({control}) => control))
        const prints = new Set(before.findings.map(({fingerprint}) => fingerprint))
        const both = after.findings.filter(({control}) => control !== null && known.has(control))
        expect(both.length).toBeGreaterThan(60)
        expect(both.filter(({fingerprint}) => prints.has(fingerprint)).length / both.length).toBeGreaterThanOrEqual(0.95)
      }
  })

  test.skipIf(corpus === null)('the text of a run and its JSON should have the same fingerprints', () => {
    for (const name of ['dbs-HEAD-default', 'dbs-v1.6.1-default', 'dbs-v1.5.0-default']) {
      const prints = (ending: string): readonly (string | null)[] =>
        read(decode(readFileSync(`${corpus}docker/generated/${name}.${ending}`))).findings.map(({fingerprint}) => fingerprint)
      expect(prints('docker-bench-security.log.json')).toEqual(prints('stdout.txt'))
    }
  })
})
