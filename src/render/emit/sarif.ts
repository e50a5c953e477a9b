import type {ReportFinding, ScanReport} from '../../model/index.ts'
import {type Identity, identitiesOf, idOf} from './identity.ts'
import {uriOf} from './place.ts'
import {levelOf, ruleIdOf, ruleOf, strideTaxonomy} from './sarif-rules.ts'
import {namesOf, toDo, waivedOf} from './select.ts'
import {bytesOf, clip, line} from './text.ts'

/** Where the schema is. */
const schema = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json'

/** GitHub refuses a run with more results, and a file of more than 10 MB when compressed. */
const mostResults = 25_000
/** Text of logs may be hard to compress, so it is counted as it is; what is ours repeats and shrinks to next to nothing. */
const mostLogBytes = 8_000_000
/** GitHub shortens longer messages. */
const mostMessage = 1024

/**
 * Write what has to be done as SARIF 2.1.0, as GitHub code scanning takes it.
 *
 * @param report Report.
 * @returns A SARIF log with one run; within GitHub's limits, and a notification where something was cut.
 */
export async function toSarif(report: ScanReport): Promise<string> {
  const all = toDo(report)
  const identities = identitiesOf(report)
  const ruleIndexes = new Map<string, number>()
  const rules: object[] = []
  const results: object[] = []
  let bytes = 0
  for (const finding of all.slice(0, mostResults)) {
    const id = ruleIdOf(finding)
    const text = messageOf(finding, report)
    const known = ruleIndexes.get(id)
    const rule = known === undefined ? await ruleOf(finding, id) : null
    bytes += bytesOf(text) + (rule !== null && finding.about === null ? bytesOf(JSON.stringify(rule)) : 0)
    if (bytes > mostLogBytes) break
    const ruleIndex = known ?? rules.length
    if (rule !== null) {
      ruleIndexes.set(id, ruleIndex)
      rules.push(rule)
    }
    results.push(resultOf(finding, report, identities.get(finding), id, ruleIndex, text))
  }
  const run = {
    tool: {
      driver: {
        name: 'benchscribe',
        organization: 'benchscribe',
        version: report.generator.version,
        semanticVersion: report.generator.version,
        informationUri: `pkg:npm/benchscribe@${report.generator.version}`,
        supportedTaxonomies: [{name: 'STRIDE', index: 0}],
        rules
      }
    },
    invocations: [{executionSuccessful: true, toolExecutionNotifications: notifications(results.length, all.length)}],
    artifacts: artifacts(report),
    taxonomies: [strideTaxonomy],
    columnKind: 'utf16CodeUnits',
    results,
    properties: {headline: report.headline, found: all.length, written: results.length}
  }
  return `${JSON.stringify({$schema: schema, version: '2.1.0', runs: [run]}, null, 2)}\n`
}

function notifications(written: number, found: number): readonly object[] {
  if (written === found) return []
  const text = `${written} of ${found} results are in this file, worst first: GitHub takes no more than ${mostResults} results in a run and 10 MB compressed.`
  return [{level: 'warning', message: {text}, descriptor: {id: 'results-cut'}}]
}

function artifacts({scans}: ScanReport): readonly object[] {
  return [...new Set(scans.map(({file}) => uriOf(file)))].map(uri => ({location: {uri}, roles: ['analysisTarget']}))
}

function resultOf(
  finding: ReportFinding,
  {scans}: ScanReport,
  identity: Identity | undefined,
  ruleId: string,
  ruleIndex: number,
  text: string
): object {
  const scan = scans[finding.scan]
  const {start, end} = finding.position
  const node = line(scan?.node ?? '', 300)
  const target = line(finding.target ?? '', 100)
  const waived = waivedOf(finding)
  return {
    ruleId,
    ruleIndex,
    level: levelOf(finding),
    message: {text},
    locations: [
      {
        physicalLocation: {
          artifactLocation: {uri: uriOf(scan?.file ?? null)},
          region: {startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column}
        },
        ...(node === '' ? {} : {logicalLocations: [{name: node, kind: 'resource'}]})
      }
    ],
    // GitHub reads this one name, as `hash:occurrence`; without it the line of the log would decide.
    partialFingerprints: {
      primaryLocationLineHash: `${identity?.hash}:${identity?.occurrence}`,
      'benchscribe/v1': idOf(identity)
    },
    ...(waived === null ? {} : {suppressions: [{kind: 'external', status: 'accepted', justification: clip(waived.words, mostMessage)}]}),
    properties: {
      id: line(finding.id, 100) || '–',
      benchmark: line(scan?.benchmarkLabel ?? '', 200) || '–',
      status: finding.status,
      outcome: finding.outcome,
      ...(finding.severity === null ? {} : {severity: finding.severity}),
      ...(finding.surface === null ? {} : {surface: finding.surface}),
      ...(finding.stride === null ? {} : {stride: [finding.stride.primary, ...finding.stride.secondary]}),
      ...(target === '' ? {} : {target})
    }
  }
}

const verbs = {fail: 'fails', error: 'could not be tested', review: 'needs a person to look'} as const

function messageOf(finding: ReportFinding, {scans}: ScanReport): string {
  const scan = scans[finding.scan]
  const verb = verbs[finding.outcome as keyof typeof verbs]
  const where = scan?.node ? ` on ${line(scan.node, 100)}` : ''
  const check = `Check ${line(finding.id, 40) || '–'} ${verb}${where} (${finding.status}): ${line(finding.title, 300)}`
  const names = namesOf(finding)
  const shown = names.slice(0, 10).map(name => line(name, 80))
  const more = names.length > shown.length ? ` and ${names.length - shown.length} more` : ''
  return clip(inert(names.length === 0 ? check : `${check}. Found at: ${shown.join(', ')}${more}`), mostMessage)
}

/**
 * In a message `[text](1)` is a link and `{0}` a placeholder (SARIF 2.1.0, 3.11.5 and 3.11.6); doubling the braces
 * as the standard wants would show them twice on GitHub, so that such a character gets its name instead.
 */
function inert(text: string): string {
  // Braces first, for the name of one may come to stand before a parenthesis.
  return text.replace(/[{}]/g, nameOf).replace(/(?<=\])\(/g, nameOf)
}

function nameOf(character: string): string {
  return `[U+00${character.charCodeAt(0).toString(16).toUpperCase()}]`
}
