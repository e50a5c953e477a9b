import type {Heading, RootContent, Table} from 'mdast'
import {describe, expect, test} from 'vitest'
import type {ScanReport} from '../../src/model/index.ts'
import {textOf, toMdast} from '../../src/render/mdast.ts'
import type {Bars, FindingBlock} from '../../src/render/nodes.ts'
import {reportOf, template} from './reports.ts'

const node = (name: string, statuses: string): {file: string; node: string; text: string} => {
  const [anonymous, role, chains] = statuses.split(' ')
  return {
    file: `${name}.log`,
    node: name,
    text: `[INFO] 4 Worker Node Security Configuration
[INFO] 4.2 Kubelet
[${anonymous}] 4.2.1 Ensure that the --anonymous-auth argument is set to false (Automated)
[${chains}] 4.2.6 Ensure that the --make-iptables-util-chains argument is set to true (Automated)

[INFO] 5 Kubernetes Policies
[INFO] 5.1 RBAC and Service Accounts
[${role}] 5.1.1 Ensure that the cluster-admin role is only used where required (Manual)

== Summary policies ==
9 checks PASS
`
  }
}

const three = (): Promise<ScanReport> =>
  reportOf(node('web-1', 'FAIL WARN PASS'), node('web-2', 'PASS WARN PASS'), node('web-3', 'FAIL WARN PASS'))
const many = (): Promise<ScanReport> =>
  reportOf(...Array.from({length: 10}, (_, index) => node(`n${index}`, index === 3 ? 'FAIL WARN PASS' : 'PASS WARN PASS')))

async function drawn(report: ScanReport, block: string): Promise<readonly RootContent[]> {
  return (await toMdast(report, template(block))).children
}

function tableIn(nodes: readonly RootContent[]): Table {
  const [table] = nodes.filter(child => child.type === 'table')
  if (table === undefined) throw new Error('no table')
  return table
}

function cells(table: Table): readonly (readonly string[])[] {
  return table.children.map(row => row.children.map(cell => textOf(cell)))
}

describe('findings', () => {
  test('of several scans should be one block a check, which says where it is', async () => {
    const [finding, ...rest] = (await drawn(await three(), '{{block "findings" outcome="fail" group="none"}}')) as FindingBlock[]
    expect(rest).toEqual([])
    expect(finding?.type).toBe('finding')
    expect(finding?.facets['node']).toBe('web-1\nweb-3')
    expect(textOf(finding as FindingBlock)).toContain('in web-1, web-3, line 3 of the log')
    // The scanner says nothing beyond the check line, so there is no table of what it says.
    expect(finding?.children.filter(({type}) => type === 'table')).toEqual([])
  })

  test('of several scans should say what the scanner says of each', async () => {
    const audited = (name: string, actual: string) => ({
      file: `${name}.json`,
      node: name,
      text: JSON.stringify({
        Controls: [
          {
            id: '4',
            text: 'x',
            node_type: 'node',
            tests: [{section: '4.2', desc: 'y', results: [{test_number: '4.2.1', test_desc: 'z', status: 'FAIL', actual_value: actual}]}]
          }
        ]
      })
    })
    const report = await reportOf(audited('a', 'one'), audited('b', 'two'), audited('c', 'one'), audited('d', ''))
    const [finding] = (await drawn(report, '{{block "findings" outcome="fail" group="none"}}')) as FindingBlock[]
    expect(cells(tableIn(finding?.children ?? [])).map(([scan, , said]) => [scan, said])).toEqual([
      ['Scan', 'What the scanner says'],
      ['a, c', 'one'],
      ['b', 'two'],
      ['d', '–']
    ])
  })

  test('should stand apart when the template says so', async () => {
    expect(await drawn(await three(), '{{block "findings" outcome="fail" group="none" merge="no"}}')).toHaveLength(2)
    expect(await drawn(await three(), '{{block "findings" outcome="fail" group="none" scan="web-3"}}')).toHaveLength(1)
  })

  test.each([
    ['severity', ['Critical', 'High', 'Low']],
    ['stride', ['Spoofing', 'Tampering', 'Elevation of privilege']],
    ['surface', ['Kubelet', 'Rbac']],
    ['scan', ['web-1', 'web-2', 'web-3']],
    ['outcome', ['Failed', 'To review', 'Passed']],
    ['section', ['4.2 Kubelet', '5.1 RBAC and Service Accounts']],
    ['none', []]
  ])('should stand under headings by %s', async (group, expected) => {
    const nodes = await drawn(await three(), `{{block "findings" group="${group}"}}`)
    expect(nodes.filter((child): child is Heading => child.type === 'heading').map(child => textOf(child))).toEqual(expected)
  })

  test('should be ordered and limited, and say how many are left out', async () => {
    const nodes = await drawn(await three(), '{{block "findings" group="none" order="id" limit=1 merge="no"}}')
    expect(nodes.map(({type}) => type)).toEqual(['finding', 'paragraph'])
    expect(textOf(nodes[1] as never)).toBe('8 more are not shown here; benchscribe parse has them all.')
  })

  test.each([
    ['{{block "findings" outcome="failed"}}', 'outcome takes fail, error, review, pass, info, skipped, not "failed"'],
    ['{{block "findings" group="colour"}}', 'group takes section, severity, stride, surface, scan, outcome, none, not "colour"'],
    ['{{block "rows" columns="id constructor"}}', 'columns takes'],
    ['{{block "rows" limit=0}}', 'limit takes a number of at least 1, not "0"'],
    ['{{block "top" columns="nope"}}', 'columns takes rank, what, severity, fix, effort, not "nope"'],
    ['{{block "frameworks" of="nope"}}', 'of takes']
  ])('an option that there is not should be a mistake with its place: %s', async (source, reason) => {
    await expect(drawn(await three(), `a\n\n ${source}`)).rejects.toMatchObject({
      line: 3,
      column: 2,
      message: expect.stringContaining(reason) as string
    })
  })
})

describe('rows', () => {
  test('of several scans should be one row for what came out alike', async () => {
    const rows = cells(tableIn(await drawn(await three(), '{{block "rows" columns="scan id outcome" order="id"}}')))
    expect(rows).toEqual([
      ['Scan', 'Id', 'Outcome'],
      ['web-1, web-3', '4.2.1', 'failed'],
      ['web-2', '4.2.1', 'passed'],
      ['all 3', '4.2.6', 'passed'],
      ['all 3', '5.1.1', 'to review']
    ])
  })

  test('should cut what is longer than the template wants', async () => {
    const rows = cells(tableIn(await drawn(await three(), '{{block "rows" columns="title" cut=10 limit=1}}')))
    expect(rows[1]).toEqual(['Ensure tha…'])
  })
})

describe('nodes', () => {
  test('should set few scans beside each other', async () => {
    const nodes = await drawn(await three(), '{{block "nodes"}}')
    expect((nodes[0] as Bars).rows.map(({label, parts}) => [label, ...parts.map(({label, value}) => `${value} ${label}`)])).toEqual([
      ['web-1', '1 failed', '1 to review', '1 passed'],
      ['web-2', '0 failed', '1 to review', '2 passed'],
      ['web-3', '1 failed', '1 to review', '1 passed']
    ])
    const [head, row, ...rest] = cells(tableIn(nodes))
    expect(head).toEqual(['Id', 'Check', 'Severity', 'web-1', 'web-2', 'web-3'])
    expect([row?.[0], ...(row?.slice(3) ?? [])]).toEqual(['4.2.1', 'failed', 'passed', 'failed'])
    expect(rest).toEqual([])
  })

  test('should name the scans a check fails in when there are many', async () => {
    const [head, row] = cells(tableIn(await drawn(await many(), '{{block "nodes"}}')))
    expect(head).toEqual(['Id', 'Check', 'Severity', 'Fails in', 'Scans'])
    expect(row?.slice(3)).toEqual(['1 of 10', 'n3'])
  })

  test('should say so when there is one scan', async () => {
    expect(textOf((await drawn(await reportOf(node('a', 'PASS WARN PASS')), '{{block "nodes"}}'))[0] as never)).toMatch(
      /^There is one scan/
    )
  })
})

describe('a log without a check', () => {
  test.each(['outcomes', 'status', 'severities'])('should give no %s, and no head of a table without rows', async name => {
    expect(
      await drawn(await reportOf('[INFO] 1 - Host Configuration\n[INFO] Checks: 0\n[INFO] Score: 0\n'), `{{block "${name}"}}`)
    ).toEqual([])
  })
})

describe('counts', () => {
  test.each(['severities', 'surfaces'])('%s should add up to all checks with a control', async name => {
    const report = await three()
    const [bars] = (await drawn(report, `{{block "${name}"}}`)) as Bars[]
    expect(bars?.rows.flatMap(({parts}) => parts).reduce((sum, {value}) => sum + value, 0)).toBe(report.checks)
  })

  test('of the STRIDE matrix should add up to the bars of STRIDE', async () => {
    const report = await three()
    for (const {letter, failed} of report.stride)
      expect(report.surfaces.reduce((sum, {stride}) => sum + stride[letter].failed, 0)).toBe(failed)
  })

  test('of frameworks should name each failed check once', async () => {
    const {frameworks} = await three()
    expect(frameworks.length).toBeGreaterThan(0)
    for (const {entries, failed} of frameworks) {
      expect(entries.filter(({failing}) => failing.length > 0)).toHaveLength(failed)
      for (const {failing, counts} of entries) expect(failing).toEqual(counts.fail > 0 ? ['4.2.1'] : [])
    }
  })
})
