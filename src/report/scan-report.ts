import type {Control, Findings, Outcome, ReportFinding, ReportScan, ScanReport, Severity, TopEntry, WaiverUse} from '../model/index.ts'
import {countOutcomes, severityCounts, strideCounts, surfaceCounts} from './counts.ts'
import {frameworkCoverage} from './frameworks.ts'
import {nodeCounts, nodeMatrix} from './nodes.ts'
import {lastSegment, reportScan} from './scan.ts'
import {reportWaivers} from './waivers.ts'
import {efforts, outcomes, plural} from './words.ts'

/** What only the caller knows. */
export interface ReportOptions {
  /** Controls by key, for the texts; without it findings have none. */
  readonly catalog?: {readonly controls: Readonly<Record<string, Control>>}
  /** What failed, most urgent first: `fixFirst` of the analyse room. */
  readonly first?: readonly {readonly control: Control | null; readonly severity: Severity; readonly findings: Findings['findings']}[]
  /** The score over all scans. */
  readonly score?: ScanReport['score']
  /** What became of the waivers. */
  readonly waivers?: readonly WaiverUse[]
  /** Title of the document. */
  readonly title?: string
  /** When it is made, ISO 8601. */
  readonly now?: string | null
  /** Version of this library. */
  readonly version?: string
}

/**
 * Make the report of scans.
 *
 * @param document Findings, enriched and analysed.
 * @param options What only the caller knows.
 * @returns The report.
 */
export function scanReport(document: Findings, options: ReportOptions = {}): ScanReport {
  const controls = options.catalog?.controls ?? {}
  const scans = document.scans.map(scan => reportScan(scan))
  const findings = reportFindings(document, scans, controls)
  const counts = countOutcomes(document.findings)
  const anchors = new Map(document.findings.map((finding, index) => [finding, findings[index]?.anchor ?? '']))
  const severities = severityCounts(document.findings)
  return {
    kind: 'scan',
    title: options.title ?? titleOf(scans),
    generatedAt: options.now ?? null,
    generator: {name: 'benchscribe', version: options.version ?? '0'},
    headline: headline(document, counts, severities),
    score: options.score ?? null,
    scoreText: scoreText(options.score ?? null, document.findings),
    outcomes: outcomes.map(({outcome, label, meaning}) => ({outcome, label, meaning, count: counts[outcome]})),
    severities,
    stride: strideCounts(document.findings),
    surfaces: surfaceCounts(document.findings),
    nodes: nodeCounts(findings, scans),
    matrix: nodeMatrix(findings, scans),
    frameworks: frameworkCoverage(findings),
    scans,
    top: (options.first ?? []).slice(0, 10).map((entry, index): TopEntry => topEntry(entry, index + 1, anchors)),
    findings,
    waivers: reportWaivers(options.waivers ?? [], document.findings),
    waived: countOutcomes(document.findings.filter(({waiver}) => waiver)),
    messages: document.messages.map(message => (message.file === null ? message : {...message, file: lastSegment(message.file)})),
    checks: document.findings.length,
    counts
  }
}

function topEntry(
  entry: NonNullable<ReportOptions['first']>[number],
  rank: number,
  anchors: ReadonlyMap<Findings['findings'][number], string>
): TopEntry {
  const [first] = entry.findings
  return {
    rank,
    title: entry.control?.title ?? first?.title ?? '',
    ids: [...new Set(entry.findings.map(finding => finding.id))],
    severity: entry.severity,
    fix: entry.control?.fix.summary ?? null,
    effort: entry.control ? efforts[entry.control.fix.effort] : null,
    anchor: first ? (anchors.get(first) ?? '') : ''
  }
}

function reportFindings(
  document: Findings,
  scans: readonly ReportScan[],
  controls: Readonly<Record<string, Control>>
): readonly ReportFinding[] {
  const used = new Map<string, number>()
  const labels = new Map(outcomes.map(({outcome, label}) => [outcome, label]))
  return document.findings.map(finding => {
    const slug = finding.id
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-|-$/g, '')
    const base = `f-${scans.length > 1 ? `${finding.scan + 1}-` : ''}${slug || 'x'}`
    let times = (used.get(base) ?? 0) + 1
    while (times > 1 && used.has(`${base}-n${times}`)) times++
    used.set(base, times)
    if (times > 1) used.set(`${base}-n${times}`, 1)
    return {
      ...finding,
      anchor: times === 1 ? base : `${base}-n${times}`,
      scanLabel: scans.length > 1 ? (scans[finding.scan]?.label ?? null) : null,
      heading: `${finding.id} ${finding.title}`.trim(),
      about: finding.control === null ? null : (controls[finding.control] ?? null),
      outcomeLabel: labels.get(finding.outcome) ?? finding.outcome,
      waiver: finding.waiver ?? null
    }
  })
}

function headline(document: Findings, counts: Readonly<Record<Outcome, number>>, severities: ScanReport['severities']): string {
  const all = document.findings.length
  if (all === 0) return 'No check was found in this log.'
  const failed = counts.fail
  const urgent = severities
    .filter(({severity}) => severity === 'critical' || severity === 'high')
    .reduce((sum, entry) => sum + entry.failed, 0)
  const where = document.scans.length > 1 ? ` in ${document.scans.length} scans` : ''
  const parts = [
    failed === 0
      ? `None of ${plural(all, 'check')}${where} fails`
      : `${failed} of ${plural(all, 'check')}${where} ${failed === 1 ? 'fails' : 'fail'}`
  ]
  if (urgent > 0) parts[0] += `, ${urgent === failed ? 'all' : urgent} of them critical or high`
  const waived = document.findings.filter(({outcome, waiver}) => outcome === 'fail' && waiver).length
  if (waived > 0) parts[0] += `, ${waived === failed ? 'all' : waived} of them waived`
  const review = counts.review
  if (review > 0) parts.push(`${review} more ${review === 1 ? 'needs' : 'need'} a person to look`)
  const error = counts.error
  if (error > 0) parts.push(`${error} could not be tested`)
  return `${parts.join('; ')}.`
}

function scoreText(score: ScanReport['score'], findings: Findings['findings']): string {
  if (score === null) return 'There is no score: no check passed or failed.'
  const base = findings.filter(
    ({outcome, waiver}) => (outcome === 'pass' || outcome === 'fail') && waiver?.kind !== 'not-applicable'
  ).length
  return `The score is ${score.value} of ${score.of}: the share of the ${plural(base, 'tested check')} that ${base === 1 ? 'passes' : 'pass'}, weighted by our severity (critical 10, high 5, medium 3, low 1).`
}

function titleOf(scans: readonly ReportScan[]): string {
  const docker = scans.some(scan => scan.tool !== 'kube-bench')
  const kubernetes = scans.some(scan => scan.tool === 'kube-bench')
  return docker && kubernetes
    ? 'Docker and Kubernetes benchmark report'
    : kubernetes
      ? 'Kubernetes benchmark report'
      : 'Docker benchmark report'
}
