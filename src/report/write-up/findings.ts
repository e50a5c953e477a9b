import type {Control, DocumentedFinding, EvidenceLine, Finding, Statement} from '../../model/index.ts'
import {listed, placeName} from '../threat-words.ts'
import {outcomes, plural} from '../words.ts'
import {byControl, byFinding, byThreat, plainId, said, type SelectedInput, type WriteUpInput} from './input.ts'

/** So many lines of the log, and details of one line, are quoted. */
const mostLines = 6
const mostDetails = 5
const mostDetail = 300

/** Where the findings are from. */
export interface Source {
  /** Benchmark with its full edition, by index of the scan. */
  readonly citations: ReadonlyMap<number, string>
  /** Label of the log, by index of the scan. */
  readonly labels: ReadonlyMap<number, string>
  /** Scanner, by index of the scan. */
  readonly tools: ReadonlyMap<number, string>
}

/**
 * Document a failed finding.
 *
 * @param selected Control, findings, threat.
 * @param number 1, 2, …
 * @param input Everything else.
 * @param source Where the findings are from.
 * @returns The finding as people read it.
 */
export function documentFinding(selected: SelectedInput, number: number, input: WriteUpInput, source: Source): DocumentedFinding {
  const {control, findings} = selected
  const [first] = findings as readonly [Finding, ...Finding[]]
  const id = plainId(first.id)
  const finding = byFinding(id)
  const itself = byControl(control.key)
  const lines = findings.slice(0, mostLines).map(one => evidenceLine(one, source))
  return {
    number,
    anchor: `f-${number}`,
    id,
    ids: [...new Set(findings.map(one => one.id))],
    status: first.status,
    outcome: first.outcome,
    outcomeLabel: outcomes.find(({outcome}) => outcome === first.outcome)?.label ?? first.outcome,
    title: first.title,
    severity: control.severity.level,
    control: control.key,
    controlTitle: control.title,
    citation: said(
      `Check ${id} of the ${source.citations.get(first.scan) ?? 'benchmark'}, printed ${first.status} by ${source.tools.get(first.scan) ?? 'the scanner'}.`,
      finding,
      itself
    ),
    description: said(control.check, itself),
    rationale: said(control.risk, itself),
    evidence: lines,
    evidenceText: evidenceText(findings, lines, id),
    confirms: confirmsOf(selected, input, id),
    fix: said(control.fix.summary, itself),
    steps: control.fix.steps.map(step => said(step, itself)),
    sideEffects: said(control.sideEffects, itself),
    scope: said(scopeOf(control), itself),
    verify: {
      command: control.verify.command,
      text: said(`Expected: ${control.verify.expect.replace(/\.$/, '')}. Then run the scan again: check ${id} must pass.`, itself, finding)
    },
    references: control.references
  }
}

function evidenceLine(finding: Finding, {labels}: Source): EvidenceLine {
  const {actual, reason} = finding.evidence
  const details = [
    ...finding.items.map(({text}) => text),
    ...[actual ?? reason].filter(words => words !== null && words !== '')
  ] as string[]
  return {
    log: labels.get(finding.scan) ?? 'the log',
    line: finding.position.start.line,
    id: finding.id,
    status: finding.status,
    details: [...new Set(details)].slice(0, mostDetails).map(cut)
  }
}

/** Who documents a check that the field has left behind should know it. */
function scopeOf({appliesTo, lifecycle}: Control): string {
  return lifecycle.status === 'current'
    ? appliesTo
    : `${appliesTo} This check is no longer current (${lifecycle.status})${lifecycle.note === null ? '.' : `: ${lifecycle.note}`}`
}

/** Not between the halves of a character. */
function cut(words: string): string {
  return words.length <= mostDetail ? words : `${words.slice(0, mostDetail).replace(/[\ud800-\udbff]$/, '')} …`
}

function evidenceText(findings: readonly Finding[], lines: readonly EvidenceLine[], id: string): Statement {
  const logs = [...new Set(lines.map(({log}) => log))]
  const places = listed(lines.map(({line}) => String(line)))
  const rest = findings.length - lines.length
  return said(
    `${logs.length === 1 ? `Line${lines.length === 1 ? '' : 's'} ${places} of ${logs[0]}` : listed(lines.map(({log, line}) => `line ${line} of ${log}`))}${rest > 0 ? `, and ${plural(rest, 'more line')}` : ''}.`,
    byFinding(id)
  )
}

function confirmsOf({threat, control, findings}: SelectedInput, {models, target}: WriteUpInput, id: string): DocumentedFinding['confirms'] {
  const found = models.find(model => model.target === target)?.threats.find(one => one.id === threat)
  if (found === undefined) return null
  return {
    threat: found.id,
    anchor: `t-${found.id.toLowerCase()}`,
    surface: placeName(found.surface),
    text: said(
      `${findings[0]?.outcome === 'fail' ? 'It confirms' : 'It bears on'} ${found.id} (${found.title}), which comes through the surface ${placeName(found.surface)}. ${control.stride.reason}`,
      byFinding(id),
      byThreat(found.id),
      byControl(control.key)
    )
  }
}
