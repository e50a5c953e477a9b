import type {Scan, WriteUpReport, WriteUpScan} from '../../model/index.ts'
import {lastSegment, reportScan} from '../scan.ts'
import {listed, targetNames} from '../threat-words.ts'
import {plural} from '../words.ts'
import {cite} from './cite.ts'
import {comparisonOf} from './comparison.ts'
import {documentFinding} from './findings.ts'
import {byFinding, byThreat, plainId, said, type WriteUpInput} from './input.ts'
import {modelOf} from './models.ts'
import {incidentOf, testPlanOf} from './outlines.ts'
import {remedyOf} from './remedy.ts'
import {rulesOf} from './rules.ts'

export type {ModelInput, RulesInput, SelectedInput, Setting, WriteUpInput} from './input.ts'
export {settingsOf} from './settings.ts'

const roles: Readonly<Record<WriteUpScan['role'], string>> = {
  findings: 'the findings',
  'other-model': 'the other threat model',
  after: 'the result after hardening'
}

/**
 * Make the write-up: two threat models, documented findings, what mends them, a test plan and an incident report in
 * outline.
 *
 * @param input Everything it is made from; the selection must be possible.
 * @returns The report; each sentence names what it rests on.
 */
export function writeUpReport(input: WriteUpInput): WriteUpReport {
  const scans = input.scans.map(
    ({scan, role, failed}): WriteUpScan => ({...reportScan(scan), role, roleLabel: roles[role], failed, citation: cite(scan.benchmark)})
  )
  const own = input.scans.filter(({role}) => role === 'findings').map(({scan}) => scan)
  const source = {
    citations: new Map(own.map(scan => [scan.index, cite(scan.benchmark)])),
    labels: new Map(own.map(scan => [scan.index, reportScan(scan).label])),
    tools: new Map(own.map(scan => [scan.index, reportScan(scan).toolLabel]))
  }
  const lead = leadOf(input, own)
  return {
    kind: 'write-up',
    title: input.title ?? 'Threat models and hardening of failed findings',
    generatedAt: input.now ?? null,
    generator: {name: 'benchscribe', version: input.version ?? '0'},
    headline: lead.text,
    lead,
    target: input.target,
    targetName: targetNames[input.target],
    scans,
    models: input.models.map(model => modelOf(model, citationFor(input, model.target))),
    rules: rulesOf(input),
    findings: input.selected.map((selected, index) => documentFinding(selected, index + 1, input, source)),
    remedy: remedyOf(input),
    comparison: comparisonOf(input),
    testPlan: testPlanOf(input),
    incident: incidentOf(input),
    messages: input.messages.map(message => (message.file === null ? message : {...message, file: lastSegment(message.file)}))
  }
}

function citationFor({scans, target: own}: WriteUpInput, target: WriteUpInput['target']): string | null {
  const role = target === own ? 'findings' : 'other-model'
  const names = [...new Set(scans.filter(entry => entry.role === role).map(({scan}) => cite(scan.benchmark)))]
  return names.length === 0 ? null : listed(names)
}

function leadOf({selected, checks, models, target}: WriteUpInput, own: readonly Scan[]): WriteUpReport['lead'] {
  const where = own.length === 1 ? '' : ` in ${own.length} scans`
  const threats = models.flatMap(model => model.threats)
  return said(
    `${selected.length} of ${plural(checks.failed, 'failed check')} ${selected.length === 1 ? 'is' : 'are'} documented (of ${checks.all} ${targetNames[target]} checks${where}); the two threat models have ${plural(threats.length, 'threat')}.`,
    ...selected.map(({findings}) => byFinding(plainId(findings[0]?.id ?? ''))),
    ...threats.map(({id}) => byThreat(id))
  )
}
