import {readFileSync} from 'node:fs'
import {gzipSync} from 'node:zlib'
import type {Ajv} from 'ajv'
import draft04 from 'ajv-draft-04'
import addFormats from 'ajv-formats'
import type {ScanReport} from '../../../src/model/index.ts'
import {schemas} from '../../fixtures.ts'
import {jsonTextFaults, openFinding, told} from './faults.ts'

const sarifSchema = (() => {
  if (schemas === null) return null
  // The SARIF schema is of draft 4, which no other build of ajv takes.
  const Ajv04 = draft04 as unknown as typeof Ajv
  const ajv = new Ajv04({strict: false})
  ;(addFormats as unknown as (target: unknown) => void)(ajv)
  return ajv.compile(JSON.parse(readFileSync(`${schemas}sarif-schema-2.1.0.json`, 'utf8')))
})()

interface SarifResult {
  readonly ruleId: string
  readonly ruleIndex: number
  readonly level: string
  readonly message: {readonly text: string}
  readonly locations: readonly {
    readonly physicalLocation: {readonly artifactLocation: {readonly uri: string}; readonly region: Readonly<Record<string, number>>}
  }[]
  readonly partialFingerprints: Readonly<Record<string, string>>
}

interface SarifRule {
  readonly id: string
  readonly name: string
  readonly shortDescription: {readonly text: string}
  readonly fullDescription: {readonly text: string}
  readonly help: {readonly text: string; readonly markdown: string}
  readonly properties: {readonly tags: readonly string[]; readonly 'security-severity'?: string}
}

/** Read the run of a SARIF log. */
export function readSarif(content: string): {
  readonly results: readonly SarifResult[]
  readonly rules: readonly SarifRule[]
  readonly notifications: readonly {readonly message: {readonly text: string}}[]
} {
  const [run] = JSON.parse(content).runs
  return {results: run.results, rules: run.tool.driver.rules, notifications: run.invocations[0].toolExecutionNotifications}
}

/** What GitHub wants of SARIF: its documentation, and what the Multitool does not look at. */
export function sarifFaults(content: string, report: ScanReport): readonly string[] {
  const log = JSON.parse(content)
  const {results, rules, notifications} = readSarif(content)
  const open = report.findings.filter(openFinding).length
  const wrong = (is: boolean, words: string): readonly string[] => (is ? [words] : [])
  return [
    ...(sarifSchema === null || sarifSchema(log) ? [] : told(sarifSchema.errors)),
    ...jsonTextFaults(content),
    ...wrong(log.runs.length !== 1, 'runs'),
    ...wrong(gzipSync(content, {level: 6}).length > 10_000_000, 'more than 10 MB compressed'),
    ...wrong(results.length > 25_000 || rules.length > 25_000, 'too many results or rules'),
    ...wrong(results.length !== open && notifications.length !== 1, 'cut without a word'),
    ...wrong(results.length === open && notifications.length !== 0, 'a word without a cut'),
    ...wrong(emptyText(log), 'an empty string'),
    ...wrong(new Set(rules.map(({id}) => id)).size !== rules.length, 'rules twice'),
    ...wrong(new Set(results.map(({ruleIndex}) => ruleIndex)).size !== rules.length, 'rules without results'),
    ...wrong(
      new Set(results.map(({partialFingerprints}) => partialFingerprints['primaryLocationLineHash'])).size !== results.length,
      'fingerprints that are not unique'
    ),
    ...results.flatMap(result => resultFaults(result, rules)).slice(0, 5),
    ...rules.flatMap(ruleFaults).slice(0, 5)
  ]
}

function emptyText(value: unknown): boolean {
  if (typeof value === 'string') return value.trim() === ''
  return typeof value === 'object' && value !== null && Object.values(value).some(emptyText)
}

function resultFaults(
  {ruleId, ruleIndex, level, message, locations, partialFingerprints}: SarifResult,
  rules: readonly SarifRule[]
): string[] {
  const [location] = locations
  const {startLine = 0, startColumn = 0, endLine = 0, endColumn = 0} = location?.physicalLocation.region ?? {}
  const uri = location?.physicalLocation.artifactLocation.uri ?? ''
  const found: string[] = []
  if (rules[ruleIndex]?.id !== ruleId) found.push(`rule ${ruleIndex} is not ${ruleId}`)
  if (!['error', 'warning', 'note'].includes(level)) found.push(`level ${level}`)
  if (message.text.length > 1024 || message.text.includes('](') || /[{}]/.test(message.text))
    found.push(`message ${message.text.slice(0, 100)}`)
  if (locations.length !== 1 || /^\/|(?:^|\/)\.\.?(?:\/|$)|\s|\\/.test(uri) || !URL.canParse(uri, 'file:///')) found.push(`uri ${uri}`)
  if (startLine < 1 || startColumn < 1 || endLine < startLine || (endLine === startLine && endColumn <= startColumn)) found.push('region')
  if (!/^[0-9a-f]{16}:\d+$/.test(partialFingerprints['primaryLocationLineHash'] ?? '')) found.push('fingerprint')
  return found
}

function ruleFaults({id, name, shortDescription, fullDescription, help, properties}: SarifRule): string[] {
  const {tags, 'security-severity': score} = properties
  const found: string[] = []
  if (id.length > 255 || name.length > 255) found.push(`${id}: name`)
  if (shortDescription.text.length > 1024 || fullDescription.text.length > 1024) found.push(`${id}: description`)
  if (help.text === '' || help.markdown === '') found.push(`${id}: help`)
  if (tags.length > 10 || !tags.includes('security') || new Set(tags).size !== tags.length) found.push(`${id}: tags`)
  if (score !== undefined && !(typeof score === 'string' && Number(score) > 0 && Number(score) <= 10)) found.push(`${id}: ${score}`)
  return found
}
