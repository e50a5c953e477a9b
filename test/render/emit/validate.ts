import {spawnSync} from 'node:child_process'
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {Ajv} from 'ajv'
import {Ajv2020} from 'ajv/dist/2020.js'
import {parse as parseCsv} from 'csv-parse/sync'
import type {ScanReport} from '../../../src/model/index.ts'
import {schemas} from '../../fixtures.ts'
import {without} from '../pdf/tools.ts'
import {nodesOfType, readMarkdown} from '../reports.ts'
import {jsonTextFaults, openFinding, textFaults, told} from './faults.ts'
import type {Format} from './formats.ts'
import {sarifFaults} from './sarif.ts'

/** Whether XML can be checked here. */
export const xmllint: boolean = !without('xmllint')

type Json = Readonly<Record<string, unknown>>

/** What is wrong with a file of a format, in words; nothing when it is as its reader wants it. */
export const faults: {readonly [F in Format]: (content: string, report: ScanReport) => readonly string[]} = {
  json: jsonFaults,
  ndjson: (content, report) => {
    const lines = content.split('\n').slice(0, -1)
    return lines.length === report.findings.length && lines.every(line => typeof JSON.parse(line).id === 'string') ? [] : ['lines']
  },
  csv: csvFaults,
  sarif: sarifFaults,
  junit: junitFaults,
  github: summaryFaults,
  'github-annotations': annotationFaults,
  'gitlab-codequality': codeQualityFaults,
  defectdojo: defectDojoFaults
}

const findingsSchema = new Ajv2020({strict: false}).compile(
  JSON.parse(readFileSync(fileURLToPath(new URL('../../../schema/findings.schema.json', import.meta.url)), 'utf8'))
)

function jsonFaults(content: string, report: ScanReport): readonly string[] {
  const document = JSON.parse(content) as {readonly findings: readonly unknown[]}
  if (!findingsSchema(document as unknown)) return told(findingsSchema.errors)
  return document.findings.length === report.findings.length ? [] : ['findings']
}

/** Read CSV as the strictest reader would. */
export function readCsv(content: string): readonly Readonly<Record<string, string>>[] {
  return parseCsv(content, {columns: true, record_delimiter: '\r\n', bom: false}) as Record<string, string>[]
}

function csvFaults(content: string, report: ScanReport): readonly string[] {
  const rows = readCsv(content)
  const cells = rows.flatMap(row => Object.values(row))
  return [
    ...textFaults(content.replaceAll('\r\n', '\n')),
    ...(rows.length === report.findings.length ? [] : [`${rows.length} rows`]),
    ...(content.endsWith('"\r\n') ? [] : ['last line end']),
    ...cells.filter(cell => /^\s*[=+\-@＝＋－＠]|^[\t\r\n]/.test(cell)).map(cell => `formula ${cell.slice(0, 20)}`),
    ...cells.filter(cell => cell.length > 32_767).map(() => 'a cell too long for Excel'),
    ...(new Set(rows.map(row => row['unique_id'])).size === rows.length ? [] : ['ids that are not unique'])
  ]
}

const decoded: Readonly<Record<string, string>> = {'&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&apos;': "'"}

/** Read the test cases of JUnit XML that xmllint has found well-formed. */
export function readJUnit(content: string): readonly {readonly classname: string; readonly name: string; readonly state: string}[] {
  const text = (value = ''): string => value.replace(/&(?:amp|lt|gt|quot|apos);/g, entity => decoded[entity] ?? '')
  return [...content.matchAll(/<testcase classname="([^"]*)" name="([^"]*)" time="0"(?:\/>|><(\w+))/g)].map(
    ([, classname, name, state]) => ({
      classname: text(classname),
      name: text(name),
      state: state ?? 'passed'
    })
  )
}

function junitFaults(content: string, report: ScanReport): readonly string[] {
  const cases = readJUnit(content)
  const totals = [...content.matchAll(/ tests="(\d+)" failures="(\d+)" errors="(\d+)" skipped="(\d+)"/g)].map(hit =>
    hit.slice(1).map(Number)
  )
  const count = (index: number): number => totals.reduce((sum, total) => sum + (total[index] ?? 0), 0)
  const states = ['failure', 'error', 'skipped'].map(state => cases.filter(one => one.state === state).length)
  const cut = /<system-out>(\d+) of (\d+) checks/.exec(content)
  return [
    ...textFaults(content),
    ...(Buffer.byteLength(content) < 30_000_000 ? [] : ['30 MB or more']),
    ...(/>[^<]*\[\[ATTACHMENT\|/.test(content) ? ['an attachment'] : []),
    ...(cases.length === report.findings.length || Number(cut?.[1]) === cases.length ? [] : [`${cases.length} cases`]),
    ...(count(0) === cases.length && states.every((number, index) => number === count(index + 1)) ? [] : ['totals']),
    ...(new Set(cases.map(({classname, name}) => `${classname}\n${name}`)).size === cases.length ? [] : ['names that are not unique']),
    ...(xmllint ? lint(content) : [])
  ]
}

/** Ask xmllint, with the schema of Jenkins where it is. */
function lint(content: string): readonly string[] {
  const folder = mkdtempSync(join(tmpdir(), 'benchscribe-junit-'))
  try {
    const file = join(folder, 'report.xml')
    writeFileSync(file, content)
    const schema = schemas === null ? [] : ['--schema', `${schemas}junit-10.xsd`]
    const {status, stderr} = spawnSync('xmllint', ['--noout', '--huge', ...schema, file], {encoding: 'utf8'})
    return status === 0 ? [] : [stderr.slice(0, 500)]
  } finally {
    rmSync(folder, {recursive: true, force: true})
  }
}

function summaryFaults(content: string, report: ScanReport): readonly string[] {
  const root = readMarkdown(content)
  const html = nodesOfType(root, 'html').map(({value}) => value)
  const tables = nodesOfType(root, 'table')
  const rows = tables.flatMap(table => table.children.slice(1)).length
  const open = report.findings.filter(openFinding).length
  return [
    ...textFaults(content),
    ...(Buffer.byteLength(content) <= 1_000_000 ? [] : ['more than 1,000,000 bytes']),
    ...html.filter(tag => !/^<\/?details>(?:<summary>[\w ()]+<\/summary>)?$/.test(tag)),
    ...(nodesOfType(root, 'link').length + nodesOfType(root, 'image').length === 0 ? [] : ['a link']),
    ...(tables.every(table => new Set(table.children.map(row => row.children.length)).size === 1) ? [] : ['a row that is broken']),
    ...(rows >= open || content.includes(' are shown, worst first') ? [] : ['cut without a word'])
  ]
}

/** A workflow command as GitHub's runner reads it. */
export interface Annotation {
  readonly kind: string
  readonly properties: Readonly<Record<string, string>>
  readonly message: string
}

/** Read workflow commands the way actions/runner does in `ActionCommand.TryParseV2`. */
export function readAnnotations(content: string): readonly Annotation[] {
  return content
    .split('\n')
    .slice(0, -1)
    .map(line => {
      const end = line.indexOf('::', 2)
      if (!line.startsWith('::') || end < 0) throw new Error(`Expected a command, got ${line.slice(0, 80)}`)
      const head = line.slice(2, end)
      const blank = head.indexOf(' ')
      const pairs = head
        .slice(blank + 1)
        .split(',')
        .map(pair => pair.split(/=(.*)/s, 2))
      return {
        kind: head.slice(0, blank),
        properties: Object.fromEntries(
          pairs.map(([name = '', value = '']) => [name, plain(value.replaceAll('%3A', ':').replaceAll('%2C', ','))])
        ),
        message: plain(line.slice(end + 2))
      }
    })
}

function plain(value: string): string {
  return value.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%25', '%')
}

function annotationFaults(content: string, report: ScanReport): readonly string[] {
  const all = readAnnotations(content)
  const kinds = ['error', 'warning', 'notice']
  const open = report.findings.filter(finding => openFinding(finding) && finding.outcome !== 'review').length
  return [
    ...textFaults(content),
    ...kinds.filter(kind => all.filter(one => one.kind === kind).length > 10).map(kind => `too many of ${kind}`),
    ...all.filter(({kind, message}) => !kinds.includes(kind) || message === '').map(({kind}) => `kind ${kind}`),
    ...(all.length - 1 === open || all.at(-1)?.message.includes(`${all.length - 1} of ${open} findings are shown here`)
      ? []
      : ['cut without a word'])
  ]
}

const codeQualitySchema = schemas === null ? null : new Ajv().compile(JSON.parse(readFileSync(`${schemas}gitlab-codeclimate.json`, 'utf8')))

function codeQualityFaults(content: string, report: ScanReport): readonly string[] {
  const issues = JSON.parse(content) as readonly {
    readonly fingerprint: string
    readonly severity: string
    readonly location: {readonly path: string; readonly lines: {readonly begin: number}}
  }[]
  const levels = ['info', 'minor', 'major', 'critical', 'blocker']
  return [
    ...jsonTextFaults(content),
    ...issues.flatMap(issue => (codeQualitySchema === null || codeQualitySchema(issue) ? [] : told(codeQualitySchema.errors))),
    ...(issues.length === report.findings.filter(openFinding).length ? [] : [`${issues.length} issues`]),
    ...(new Set(issues.map(({fingerprint}) => fingerprint)).size === issues.length ? [] : ['fingerprints that are not unique']),
    ...issues.filter(({severity}) => !levels.includes(severity)).map(({severity}) => severity),
    ...issues.filter(({location}) => /^[./]|(?:^|\/)\.\.?(?:\/|$)/.test(location.path)).map(({location}) => location.path)
  ]
}

/** The keys that DefectDojo's parser takes, and those it wants. */
const dojoKeys = (() => {
  if (schemas === null) return null
  const rows = readFileSync(`${schemas}defectdojo-generic-keys.tsv`, 'utf8')
    .split('\n')
    .map(row => row.split('\t'))
  return {
    allowed: new Set(rows.filter(([level, , , status]) => level === 'finding' && status === 'allowed').map(([, key]) => key ?? '')),
    wanted: rows.filter(([level, , required]) => level === 'finding' && required === 'yes').map(([, key]) => key ?? '')
  }
})()

function defectDojoFaults(content: string, report: ScanReport): readonly string[] {
  const {findings, description} = JSON.parse(content) as {readonly findings: readonly Json[]; readonly description?: string}
  const open = report.findings.filter(openFinding).length
  const severities = ['Critical', 'High', 'Medium', 'Low', 'Info']
  const keys = new Set(findings.flatMap(finding => Object.keys(finding)))
  return [
    ...jsonTextFaults(content),
    ...(dojoKeys === null ? [] : [...keys].filter(key => !dojoKeys.allowed.has(key)).map(key => `key ${key}`)),
    ...findings.flatMap(finding => (dojoKeys?.wanted ?? []).filter(key => typeof finding[key] !== 'string' || finding[key] === '')),
    ...(findings.length === open || description?.startsWith(`${findings.length} of ${open} findings`) ? [] : ['cut without a word']),
    ...(Buffer.byteLength(content) < 100_000_000 ? [] : ['more than 100 MB']),
    ...findings.filter(({severity}) => !severities.includes(String(severity))).map(({severity}) => String(severity)),
    ...findings.filter(({title}) => String(title).length > 511).map(() => 'a title too long'),
    ...(new Set(findings.map(finding => finding['unique_id_from_tool'])).size === findings.length ? [] : ['ids that are not unique'])
  ]
}
