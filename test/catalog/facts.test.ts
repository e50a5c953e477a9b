import {readFileSync} from 'node:fs'
import {describe, expect, test} from 'vitest'
import {loadCatalog} from '../../src/catalog/index.ts'
import {componentOf, enrich, normalTitle} from '../../src/enrich/index.ts'
import {parse} from '../../src/parse/index.ts'
import {facts} from '../fixtures.ts'

const catalog = await loadCatalog()

/** Rows of a facts table as records. */
function rows(name: string): readonly Readonly<Record<string, string>>[] {
  const [head = '', ...lines] = readFileSync(`${facts}${name}`, 'utf8')
    .split('\n')
    .filter(line => line !== '' && !line.startsWith('#'))
  const fields = head.split('\t')
  return lines.map(line => Object.fromEntries(line.split('\t').map((value, index) => [fields[index] ?? '', value])))
}

const docker = facts === null ? [] : rows('checks-docker.tsv')
const kubernetes = facts === null ? [] : rows('checks-kubernetes.tsv')
const plain = /^(?:cis-|k3s|rke|tkgi)/
const versions = [...new Set(docker.map(({tool, tool_version}) => `${tool} ${tool_version}`))]
const benchmarks = [...new Set(kubernetes.map(({benchmark}) => benchmark ?? ''))]

/** A kube-bench log with every check of a benchmark passed. */
function kubeLog(benchmark: string): string {
  const lines: string[] = []
  let section = ''
  let group = ''
  for (const row of kubernetes.filter(candidate => candidate['benchmark'] === benchmark)) {
    if (row['control_id'] !== section) {
      if (section !== '') lines.push('')
      section = row['control_id'] ?? ''
      group = ''
      lines.push(`[INFO] ${section} ${row['control_text']}`)
    }
    if (row['group_id'] !== group) {
      group = row['group_id'] ?? ''
      lines.push(`[INFO] ${group} ${row['group_text']}`)
    }
    lines.push(`[PASS] ${row['id']} ${row['text']}`)
  }
  return `${lines.join('\n')}\n`
}

/** A log of a Docker scanner with every check passed. */
function dockerLog(version: string): string {
  const mine = docker.filter(({tool, tool_version, kind}) => `${tool} ${tool_version}` === version && kind === 'check')
  const aqua = version.startsWith('aqua')
  return mine.map(({id, title}) => `[PASS] ${id}${aqua ? ' ' : ' - '}${title}\n`).join('')
}

describe.skipIf(facts === null)('facts tables (skipped where they are not beside the project)', () => {
  test.each(versions)('every check of %s should have a control', version => {
    const log = dockerLog(version)
    const {findings} = enrich(parse(log), catalog)
    expect(findings.length).toBe(log.split('\n').length - 1)
    expect(findings.filter(({control}) => control === null).map(({id, title}) => `${id} ${title}`)).toEqual([])
  })

  test.each(benchmarks.filter(name => plain.test(name)))(
    'every check of %s should have a control, and the benchmark be recognised',
    benchmark => {
      const {findings, scans} = enrich(parse(kubeLog(benchmark)), catalog)
      expect(findings.length).toBe(kubernetes.filter(row => row['benchmark'] === benchmark).length)
      expect(findings.filter(({control}) => control === null).map(({id, title}) => `${id} ${title}`)).toEqual([])
      expect(scans.flatMap(scan => scan.benchmark.editions)).toContain(benchmark)
    }
  )

  test('ids of Docker should be those of the crosswalk where its match is certain', () => {
    const columns: Readonly<Record<string, string>> = {
      'dbs-1.6.1': 'dbs-tag1.6.1+HEAD/CIS1.6.0',
      'aqua-1.6.0': 'aqua-1.6.0',
      'dbs-1.5.0': 'dbs-1.5.0/CIS1.5.0',
      'dbs-1.3.6': 'dbs-1.3.6/CIS1.4.0',
      'aqua-1.3.1': 'aqua-1.3.1',
      'dbs-1.3.6-dev': 'dbs-1.3.6dev/CIS1.3.1',
      'aqua-1.2': 'aqua-1.2',
      'dbs-1.3.5': 'dbs-1.3.5/CISv1.2.0',
      'aqua-1.1': 'aqua-1.1',
      'dbs-1.3.4': 'dbs-1.3.3+1.3.4/CISv1.1.0',
      'aqua-1.0': 'aqua-1.0',
      'dbs-1.3.2': 'dbs-1.3.2/CIS1.13',
      'dbs-1.2.0': 'dbs-1.2.0/CIS1.12',
      'dbs-1.1.0': 'dbs-1.1.0/CIS1.11',
      'dbs-1.0.0': 'dbs-1.0.0/CIS1.6'
    }
    for (const control of rows('crosswalk-docker.tsv')) {
      if (Number(control['min_match']) < 0.65) continue
      const keys = new Set<string>()
      for (const [numbering, column] of Object.entries(columns)) {
        const table = catalog.numberings.find(({id}) => id === numbering)
        expect(table).toBeDefined()
        for (const id of (control[column] ?? '').split('+').filter(one => one !== '')) {
          const mine = new Set((table?.checks ?? []).filter(([check]) => check === id).map(([, , key]) => key ?? 'none'))
          // Aqua prints two checks under one id (5.12, 5.20, 7.1): then the control is one of them.
          if (mine.size === 1) keys.add([...mine][0] ?? 'none')
        }
      }
      expect([control['title (newest wording)'], keys.size <= 1, keys.has('none')]).toEqual([
        control['title (newest wording)'],
        true,
        false
      ])
    }
  })

  test('every merge of differently worded titles should stand in the review list', async () => {
    const wordings = new Map<string, Set<string>>()
    const note = (key: string | null, words: string): void => {
      if (key !== null) wordings.set(key, (wordings.get(key) ?? new Set()).add(words))
    }
    for (const version of versions)
      for (const {control, title} of enrich(parse(dockerLog(version)), catalog).findings) note(control, normalTitle(title))
    for (const benchmark of benchmarks)
      for (const {control, title, section, target} of enrich(parse(kubeLog(benchmark)), catalog).findings)
        note(control, `${componentOf(section?.title ?? null, target)}: ${normalTitle(title)}`)
    const list = [...wordings]
      .filter(([, words]) => words.size > 1)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(
        ([key, words]) =>
          `${key}\n${[...words]
            .toSorted()
            .map(word => `  ${word}\n`)
            .join('')}`
      )
    await expect(list.join('\n')).toMatchFileSnapshot('../fixtures/catalog/merges.txt')
  })
})
