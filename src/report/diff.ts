import type {
  Control,
  Diff,
  DiffEntry,
  DiffFinding,
  DiffLists,
  DiffReport,
  DiffSide,
  Finding,
  Outcome,
  ReportScan,
  Score
} from '../model/index.ts'
import {lastSegment, reportScan} from './scan.ts'
import {outcomes, plural} from './words.ts'

/** What only the caller knows. */
export interface DiffReportOptions {
  /** Controls by key, for titles and fixes; without it titles are those of the log. */
  readonly catalog?: {readonly controls: Readonly<Record<string, Control>>}
  /** Score over all scans before, and after. */
  readonly scores?: {readonly before: Score | null; readonly after: Score | null}
  /** Title of the document. */
  readonly title?: string
  /** When it is made, ISO 8601. */
  readonly now?: string | null
  /** Version of this library. */
  readonly version?: string
}

const names: readonly (keyof DiffLists)[] = ['fixed', 'new', 'changed', 'unchanged', 'newlyApplicable', 'notScanned']
const labels = new Map(outcomes.map(({outcome, label}) => [outcome, label]))
const notScanned = 'not scanned'

/**
 * Make the report of a comparison.
 *
 * @param data What was compared.
 * @param options What only the caller knows.
 * @returns The report.
 */
export function diffReport(data: Diff, options: DiffReportOptions = {}): DiffReport {
  const before = sideOf(data.before, beforeOf(data), options.scores?.before ?? null)
  const after = sideOf(data.after, afterOf(data), options.scores?.after ?? null)
  const several = before.scans.length > 1 || after.scans.length > 1
  const controls = options.catalog?.controls ?? {}
  const each = <Value>(make: (name: keyof DiffLists) => Value): Record<keyof DiffLists, Value> =>
    Object.fromEntries(names.map(name => [name, make(name)])) as Record<keyof DiffLists, Value>
  const counts = each(name => data[name].length)
  const grown = data.new.filter(({was}) => was?.outcome === 'fail').length
  const newlyFailing = data.newlyApplicable.filter(({outcome}) => outcome === 'fail').length
  const regressed = counts.new - grown
  return {
    kind: 'diff',
    title: options.title ?? 'What changed between two scans',
    generatedAt: options.now ?? null,
    generator: {name: 'benchscribe', version: options.version ?? '0'},
    headline: headline(after.checks, counts, regressed, grown, newlyFailing),
    data,
    before,
    after,
    counts,
    regressed,
    grown,
    newlyFailing,
    notes: [...diffNotes(data), ...ratingNotes(data, controls)],
    lists: each(name =>
      data[name].map(finding => entryOf(finding, name, several ? (name === 'notScanned' ? before : after).scans : null, controls))
    ),
    messages: data.messages.map(message => (message.file === null ? message : {...message, file: lastSegment(message.file)}))
  }
}

function afterOf(data: Diff): readonly DiffFinding[] {
  return [...data.fixed, ...data.new, ...data.changed, ...data.unchanged, ...data.newlyApplicable]
}

/** The side before as far as it is known: each of its findings is matched or no longer scanned. */
function beforeOf(data: Diff): readonly Pick<Finding, 'outcome'>[] {
  return [...afterOf(data), ...data.notScanned].flatMap(({was}) => (was === null ? [] : [was]))
}

function sideOf(scans: Diff['before'], findings: readonly Pick<Finding, 'outcome'>[], score: Score | null): DiffSide {
  const counts = Object.fromEntries(outcomes.map(({outcome}) => [outcome, 0])) as Record<Outcome, number>
  for (const {outcome} of findings) counts[outcome]++
  return {scans: scans.map(reportScan), checks: findings.length, counts, score}
}

function headline(checks: number, counts: DiffReport['counts'], regressed: number, grown: number, newlyFailing: number): string {
  const parts = [
    `${counts.fixed} fixed`,
    `${regressed} newly ${regressed === 1 ? 'fails' : 'fail'}`,
    ...(grown > 0 ? [`${grown} still ${grown === 1 ? 'fails' : 'fail'} with new instances`] : []),
    ...(counts.newlyApplicable > 0
      ? [
          `${counts.newlyApplicable} newly ${counts.newlyApplicable === 1 ? 'applies' : 'apply'}${newlyFailing > 0 ? `, ${newlyFailing} of them failing` : ''}`
        ]
      : []),
    ...(counts.changed > 0 ? [`${counts.changed} changed otherwise`] : []),
    ...(counts.notScanned > 0 ? [`${counts.notScanned} no longer scanned`] : [])
  ]
  return `Of ${plural(checks, 'check')} in the later scan: ${parts.join('; ')}; ${counts.unchanged} unchanged.`
}

function entryOf(
  finding: DiffFinding,
  list: keyof DiffLists,
  scans: readonly ReportScan[] | null,
  controls: Readonly<Record<string, Control>>
): DiffEntry {
  const control = finding.control === null || !Object.hasOwn(controls, finding.control) ? null : (controls[finding.control] ?? null)
  const now = finding.outcome
  return {
    ...finding,
    name: control?.title ?? finding.title,
    scanLabel: scans?.[finding.scan]?.label ?? null,
    wasLabel: finding.was === null ? notScanned : (labels.get(finding.was.outcome) ?? finding.was.outcome),
    nowLabel: list === 'notScanned' ? notScanned : (labels.get(now) ?? now),
    fix: list !== 'notScanned' && now === 'fail' ? (control?.fix.summary ?? null) : null,
    waiver: finding.waiver ?? null
  }
}

/**
 * Say why the lists of a comparison may mislead.
 *
 * @param data What was compared.
 * @returns Sentences; none when nothing may.
 */
export function diffNotes(data: Diff): readonly string[] {
  const notes: string[] = []
  const nodes = (scans: Diff['before']): readonly string[] => [...new Set(scans.flatMap(({node}) => (node === null ? [] : [node])))]
  const [were, are] = [nodes(data.before), nodes(data.after)]
  if (data.byNode && !are.some(node => were.includes(node)))
    notes.push(
      `No node is in both: before ${listOf(were)}, after ${listOf(are)}. Findings are matched within a node, so nothing could be matched; name the node of both sides (--node) to compare them as one.`
    )
  else if (data.byNode) {
    const gone = were.filter(node => !are.includes(node))
    const come = are.filter(node => !were.includes(node))
    if (gone.length > 0) notes.push(`Only in the scans before: ${listOf(gone)}.`)
    if (come.length > 0) notes.push(`Only in the scans after: ${listOf(come)}.`)
  } else if (data.before.length > 1 || data.after.length > 1) {
    const [many, few] = [plural(data.before.length, 'scan'), plural(data.after.length, 'scan')]
    notes.push(
      data.before.length === data.after.length
        ? 'Not every scan names its node, so findings are matched by what they are about and by their order over all scans.'
        : `${many} before and ${few} after are compared, and not every one names its node: findings are matched by what they are about and by their order over all scans, so those of the surplus scans stand alone. Compare one run with one run, or name the nodes.`
    )
  }
  if (!data.byNode && data.before.length > 0 && data.after.length > 0 && afterOf(data).every(({was}) => was === null))
    notes.push('No check is in both: these logs are about different things.')
  for (const [side, scans] of [['before', data.before] as const, ['after', data.after] as const]) {
    const incomplete = scans.filter(({complete}) => !complete)
    if (incomplete.length > 0)
      notes.push(
        `${plural(incomplete.length, 'scan')} ${side} ${incomplete.length === 1 ? 'is' : 'are'} not complete in the log: a check that is missing there was perhaps scanned.`
      )
  }
  const editions = (scans: Diff['before']): string => [...new Set(scans.map(scan => reportScan(scan).benchmarkLabel))].toSorted().join(', ')
  const [edition, later] = [editions(data.before), editions(data.after)]
  if (edition !== later)
    notes.push(`The benchmarks differ (before ${edition}, after ${later}): checks are matched by their control, and ids may have moved.`)
  return notes
}

/** Whose severities these are, when they are not ours. */
function ratingNotes(data: Diff, controls: Readonly<Record<string, Control>>): readonly string[] {
  const keys = new Set([...afterOf(data), ...data.notScanned].flatMap(({control}) => (control === null ? [] : [control])))
  return [...keys].toSorted().flatMap(key => {
    const control = Object.hasOwn(controls, key) ? controls[key] : undefined
    return control?.rating === undefined || (control.rating.ourSeverity ?? control.rating.ourStride) === null
      ? []
      : [`The rating of ${key} is set by your configuration: ${control.rating.reason}`]
  })
}

function listOf(nodes: readonly string[]): string {
  return nodes.length > 5 ? `${nodes.slice(0, 5).join(', ')} and ${nodes.length - 5} more` : nodes.join(', ')
}
