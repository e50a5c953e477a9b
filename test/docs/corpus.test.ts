import {readFileSync} from 'node:fs'
import {fileURLToPath} from 'node:url'
import {describe, expect, test} from 'vitest'
import type {Counted, Declared, Scan} from '../../src/model/index.ts'
import {decode, parse} from '../../src/parse/index.ts'
import {corpusLogs} from '../fixtures.ts'

const logs = corpusLogs()

/** Logs whose counts differ from what they say of themselves as the scanner wrote them, and why: each was looked at. */
const differing: Readonly<Record<string, string>> = {
  'docker/dbs-1.3.4-hgsat123-4819e6c4.json': 'the scanner left 5.6 and 6.1 out of its flat JSON',
  'docker/generated/dbs-v1.3.4-201803-default.docker-bench-security.sh.log.json': 'the scanner left 5.6 out of its flat JSON',
  'docker/generated/dbs-v1.3.5-e.docker-bench-security.sh.log.json': 'the scanner printed C.1 without its id: `"result": "PASS"}`'
}

/**
 * Logs that somebody changed behind the scanner's back, so that what they say of themselves is not true of them any more,
 * and how. What is in them is counted a second time, without our parser.
 */
const changed: Readonly<Record<string, string>> = {
  'docker/dbs-1.3.4-inno-devops-labs-f9bfbc07.txt': 'the footer says 50',
  'kubernetes/castai-gke.json': 'section 3 says 12 PASS and holds 9',
  'kubernetes/cmcconnell-old-summary.md': 'an extract: failures only, with the counts of the whole run',
  'kubernetes/defectdojo-many-array.json': 'test data of another project, statuses edited',
  'kubernetes/defectdojo-zero.json': 'test data of another project: one FAIL was turned into PASS',
  'kubernetes/kb-0.4.0-result-array.json': "kube-bench's own test data, abridged to three checks",
  'kubernetes/kb-cmd-result-nototals.json': "kube-bench's own test data, abridged to three checks",
  'kubernetes/kb-passedfailed-controlsCollection.json': "kube-bench's own test data, abridged to two checks",
  'kubernetes/starboard-cisBenchmarkReportUpdate.json': 'test data of another project, two statuses edited',
  'kubernetes/starboard-goldenMultiple.json': 'test data of another project, abridged',
  'kubernetes/starboard-goldenSingle.json': 'test data of another project, abridged',
  'kubernetes/starboard-multiObjects.json': 'test data of another project, abridged',
  'kubernetes/starboard-valid.json': 'test data of another project, abridged'
}
/** Where a check stands in those logs, and in all of kube-bench's JSON: each has its status, and nothing else has one. */
const inJson = /"status"\s*:\s*"(PASS|FAIL|WARN|INFO)"/g
const inText = /^ *\[(PASS|FAIL|WARN|INFO|NOTE)\] \d+(?:\.\d+)+ /gm

/** Files beside the logs that hold no scan we can read. */
const none: Readonly<Record<string, string>> = {
  'docker/dbs-na-eagle-plusplus-016b87d5.json': 'what another tool made of a log',
  'kubernetes/hpe-kube-bench-c.json': 'an empty file',
  'kubernetes/starboard-crd-doc.md': 'YAML of a page of documentation, without checks',
  'kubernetes/derived/asff-get-findings.json': 'Security Hub findings: they hold no status'
}

describe.skipIf(logs.length === 0)('real logs (skipped where the corpus is not beside the project)', () => {
  test('docs/corpus.md should say what each declares and what was counted', async () => {
    const rows: string[] = []
    const differ: string[] = []
    const empty: string[] = []
    for (const {name, path} of logs) {
      const text = decode(readFileSync(path))
      const {scans, messages} = parse(text)
      if (scans.length === 0) empty.push(name)
      const mismatch = messages.filter(({rule}) => rule === 'count-mismatch')
      if (mismatch.length > 0) differ.push(name)
      const json = scans.length > 0 && scans.every(({dialect}) => dialect === 'kube-bench-json')
      if (json || changed[name] !== undefined) expect.soft(total(scans), name).toEqual(recounted(text, json ? inJson : inText))
      for (const scan of scans)
        rows.push(
          `| ${name} | ${scan.dialect} | ${told(scan.declared)} | ${counted(scan.counted)} | ${verdict(scan, mismatch.length > 0, name, mismatch[0]?.line ?? 0)} |`
        )
    }
    expect(differ.toSorted()).toEqual([...Object.keys(differing), ...Object.keys(changed)].toSorted())
    expect(empty.toSorted()).toEqual(Object.keys(none).toSorted())
    await expect(page(rows)).toMatchFileSnapshot(fileURLToPath(new URL('../../docs/corpus.md', import.meta.url)))
  })
})

test.runIf(logs.length === 0)('docs/corpus.md was not tested: the corpus is not beside the project', ({skip}) => skip('no corpus'))

function told(declared: Declared): string {
  const parts = (['checks', 'pass', 'fail', 'warn', 'info'] as const).flatMap(field =>
    declared[field] === undefined ? [] : [`${declared[field]} ${field}`]
  )
  return parts.length === 0 ? '–' : parts.join(', ')
}

function counted({checks, pass, fail, warn, info, note}: Counted): string {
  return `${checks} checks, ${pass} pass, ${fail} fail, ${warn} warn, ${info} info${note > 0 ? `, ${note} note` : ''}`
}

/** How many checks of each status there are. */
type Tally = Readonly<Record<'pass' | 'fail' | 'warn' | 'info' | 'note', number>>

function total(scans: readonly Scan[]): Tally {
  const sum = (status: keyof Tally): number => scans.reduce((all, scan) => all + scan.counted[status], 0)
  return {pass: sum('pass'), fail: sum('fail'), warn: sum('warn'), info: sum('info'), note: sum('note')}
}

/** The same, counted in the text of the log by an expression alone. */
function recounted(text: string, check: RegExp): Tally {
  const words = [...text.matchAll(check)].map(([, status]) => status)
  const of = (status: string): number => words.filter(word => word === status).length
  return {pass: of('PASS'), fail: of('FAIL'), warn: of('WARN'), info: of('INFO'), note: of('NOTE')}
}

function verdict(scan: Scan, differs: boolean, name: string, line: number): string {
  if (scan.counted.checks === 0) return 'no results in it'
  if (changed[name] !== undefined) return `changed by others, line ${line}: ${changed[name]}; ${scan.counted.checks} by another count`
  if (differs) return `differs, line ${line}: ${differing[name]}`
  return told(scan.declared) === '–' ? (scan.complete ? 'says nothing' : 'says nothing, or cut') : 'same'
}

function page(rows: readonly string[]): string {
  const having = (words: string): number => rows.filter(row => row.includes(`| ${words}, line`)).length
  const same = rows.filter(row => row.endsWith('| same |')).length
  return [
    '# What real logs say of themselves, and what was counted',
    '',
    `Written by \`test/docs/corpus.test.ts\` over a collection of ${logs.length} logs from public repositories, runs of the scanners and`,
    'changes of them. The logs are not part of the project. One row a scan. "Differs" and "changed by others" rows say which line of',
    'the log tells another number, and why. Where somebody abridged or edited a log, its own numbers are not true of it any more:',
    "what is in it was counted a second time, by one expression and without the parser, and that is what was read. All of kube-bench's",
    'JSON is counted so.',
    '',
    `Of ${rows.length} scans ${same} hold what they declare, ${having('differs')} differ, ${having('changed by others')} were changed by others;`,
    'the rest declares nothing, or holds no results.',
    '',
    '| log | dialect | declared | counted | |',
    '|---|---|---|---|---|',
    ...rows,
    '',
    'Files in which there is no scan:',
    '',
    ...Object.entries(none).map(([name, why]) => `- ${name}: ${why}`),
    ''
  ].join('\n')
}
