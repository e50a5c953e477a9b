import type {Status} from '../../model/index.ts'
import {isStatus, type JsonRecord, listOf, stringOf, textOf} from '../documents/values.ts'
import {type CheckFacts, noFacts} from '../events.ts'

/*
 * The shape that Aqua's two scanners share, `Controls` objects in an envelope that differs by release:
 *
 *   {"Controls":[Controls…],"Totals":{…}}   kube-bench 0.5.0 and later
 *   [Controls…]                             0.3.1 to 0.4.0, and --nototals
 *   Controls Controls …                     before, one behind the other; docker-bench prints one
 *   {scan_host, scan_time, scan_info: Controls}   rows of the table that --pgsql writes
 *   {report: {scanner, summary, sections: [Controls…]}}   Starboard's CISKubeBenchReport, alone or in `items`
 *
 *   Controls  {id, version, detected_version, text, node_type, tests: [Group…] or null, total_pass …}
 *   Group     {section, desc, results: [Check…], pass …}
 *   Check     {test_number, test_desc, status, type, scored, audit, actual_value, expected_result, reason …}
 *
 * Up to 0.0.6 the names were ID, Text, Groups, Checks, id, text, State.
 */
/** Keys that only outermost objects have. */
export const heads: readonly ['Controls', 'scan_host'] = ['Controls', 'scan_host']
const controlsNames = [
  'id',
  'version',
  'detected_version',
  'text',
  'node_type',
  'tests',
  'total_pass',
  'total_fail',
  'total_warn',
  'total_info'
]
const groupNames = ['section', 'pass', 'fail', 'warn', 'info', 'desc', 'results', 'Constraints', 'DefinedConstraints']
const checkNames = ['test_number', 'test_desc', 'audit', 'type', 'test_info', 'status', 'actual_value', 'scored', 'remediation']
const laterNames = ['AuditEnv', 'AuditConfig', 'IsMultiple', 'expected_result', 'reason', 'SubChecks', 'audit_type']
const oldNames = ['ID', 'Version', 'Text', 'Type', 'Groups', 'Checks', 'Remediation', 'State', 'Pass', 'Fail', 'Warn']
const starboardNames = ['report', 'sections', 'scanner', 'summary', 'apiVersion', 'kind', 'metadata']
/** Every key that a document may have. */
export const names: readonly string[] = [
  ...heads,
  ...controlsNames,
  ...groupNames,
  ...checkNames,
  ...laterNames,
  ...oldNames,
  ...starboardNames,
  'Totals',
  'scan_time',
  'scan_info'
]
/** Whether a value is a status that the two scanners print. */
export function isPrinted(status: unknown): status is Status {
  return isStatus(status) && status !== 'NOTE'
}

/** Whether an object is a section: its groups may be null. */
export function isControls(record: JsonRecord): boolean {
  if (textOf(record['id'] ?? record['ID']) === null) return false
  return record['tests'] !== undefined
    ? record['result'] === undefined && record['results'] === undefined
    : record['Groups'] !== undefined || record['node_type'] !== undefined || record['total_pass'] !== undefined
}

/** Whether an object is Starboard's report, or what stands in one. */
export function isReport(record: JsonRecord | null): record is JsonRecord {
  return (
    record !== null && (record['kind'] === 'CISKubeBenchReport' || (Array.isArray(record['sections']) && record['scanner'] !== undefined))
  )
}

/**
 * Take from a check of kube-bench or docker-bench what it says beyond its number, title and status.
 *
 * @param record The check.
 * @returns The facts.
 */
export function benchCommonFacts(record: JsonRecord): CheckFacts {
  const {type, scored} = record
  return {
    type: stringOf(type),
    scored: typeof scored === 'boolean' ? scored : null,
    evidence: {
      actual: textOf(record['actual_value']),
      expected: textOf(record['expected_result']),
      audit: textOf(record['audit']),
      reason: textOf(record['reason'])
    },
    remediation: {text: textOf(record['remediation'] ?? record['Remediation']) ?? infoOf(record['test_info']), impact: null},
    details: null,
    items: noFacts.items
  }
}

function infoOf(info: unknown): string | null {
  return (
    listOf(info)
      .filter(entry => typeof entry === 'string')
      .join('\n')
      .trim() || null
  )
}
