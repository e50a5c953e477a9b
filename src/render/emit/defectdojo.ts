import {type ReportFinding, type ScanReport, strideNames} from '../../model/index.ts'
import {identitiesOf, idOf} from './identity.ts'
import {pathOf} from './place.ts'
import {namesOf, severityOf, toDo, waivedOf} from './select.ts'
import {bytesOf, codeBlock, codeSpan, line, lines} from './text.ts'

const severities = {critical: 'Critical', high: 'High', medium: 'Medium', low: 'Low'} as const

/** DefectDojo takes files of at most 100 MB unless told otherwise (`DD_SCAN_FILE_MAX_SIZE`). */
const mostBytes = 95_000_000

/**
 * Write what has to be done as DefectDojo's "Generic Findings Import". One key that it does not know would fail the
 * whole import, so there are none but those of its parser.
 *
 * @param report Report.
 * @returns JSON with one finding a line, worst first; what had to be cut is said in its description.
 */
export function toDefectDojo(report: ScanReport): string {
  const identities = identitiesOf(report)
  const all = toDo(report)
  const written: string[] = []
  let bytes = 2000
  for (const finding of all) {
    const json = JSON.stringify(findingOf(finding, report, idOf(identities.get(finding))))
    bytes += bytesOf(json) + 2
    if (bytes > mostBytes) break
    written.push(json)
  }
  const cut = `${written.length} of ${all.length} findings are in this file, worst first: DefectDojo takes no more than 100 MB.`
  const head = {
    name: line(report.title, 200),
    type: 'benchscribe',
    ...(written.length === all.length ? {} : {description: cut})
  }
  return `${JSON.stringify(head).slice(0, -1)},"findings":[\n${written.join(',\n')}\n]}\n`
}

function findingOf(finding: ReportFinding, report: ScanReport, id: string): object {
  const {about} = finding
  const scan = report.scans[finding.scan]
  const waived = waivedOf(finding)
  return {
    // The longest title its database takes is 511 characters.
    title: `${line(finding.heading, 400) || '–'}${finding.outcome === 'error' ? ' (could not be tested)' : ''}`,
    severity: finding.outcome === 'fail' ? severities[severityOf(finding)] : 'Info',
    description: descriptionOf(finding, report),
    ...(report.generatedAt === null ? {} : {date: report.generatedAt.slice(0, 10)}),
    ...mitigationOf(finding),
    ...(about === null ? {} : {impact: about.risk, references: about.references.join('\n')}),
    ...(about === null ? {} : {severity_justification: justificationOf(finding)}),
    active: waived === null,
    verified: false,
    risk_accepted: waived !== null,
    under_review: finding.outcome === 'review',
    static_finding: true,
    dynamic_finding: false,
    unique_id_from_tool: id,
    vuln_id_from_tool: about?.key ?? `check ${line(finding.id, 100)}`,
    component_name: componentOf(finding, scan?.tool ?? 'host'),
    file_path: pathOf(scan?.file ?? null),
    line: finding.position.start.line,
    nb_occurences: Math.max(1, finding.items.length),
    ...(scan?.node ? {service: line(scan.node, 200)} : {}),
    tags: tagsOf(finding)
  }
}

/** What the check looks at (example: `'docker.daemon'`, `'k8s.kubelet'`). */
function componentOf({about, target}: ReportFinding, tool: string): string {
  return about?.key.split('.').slice(0, 2).join('.') ?? line(target ?? tool, 200)
}

function mitigationOf({about, remediation}: ReportFinding): object {
  if (about !== null) {
    const steps = about.fix.steps.map((step, index) => `${index + 1}. ${step}`)
    const verify = `Verify: ${codeSpan(about.verify.command)}. Expected: ${about.verify.expect}`
    return {mitigation: [about.fix.summary, '', ...steps, '', `Side effects: ${about.sideEffects}`, '', verify].join('\n')}
  }
  return remediation.text === null ? {} : {mitigation: codeBlock(lines(remediation.text, 4000))}
}

function justificationOf({about, stride}: ReportFinding): string {
  if (about === null) return ''
  const {level, impact, position, directness} = about.severity
  const letters = stride === null ? [] : [stride.primary, ...stride.secondary].map(letter => strideNames[letter])
  return `benchscribe's own judgement, not CIS's: ${level} (impact ${impact}, position ${position}, directness ${directness}). STRIDE: ${letters.join(', ')}. ${about.stride.reason}`
}

/** DefectDojo shows this as Markdown: what comes from the log stands in code. */
function descriptionOf(finding: ReportFinding, {scans}: ScanReport): string {
  const scan = scans[finding.scan]
  const waived = waivedOf(finding)
  const names = namesOf(finding)
  const shown = names.slice(0, 50).map(name => `- ${codeSpan(line(name, 300))}`)
  const {reason, actual, expected} = finding.evidence
  const evidence: readonly (readonly [string, string | null])[] = [
    ['Why', reason],
    ['What the audit found', actual === reason ? null : actual],
    ['What it wanted', expected]
  ]
  return [
    `Check ${codeSpan(line(finding.heading, 400) || '–')} was printed as ${finding.status}: ${finding.outcomeLabel}.`,
    ...(finding.about === null ? ['benchscribe knows no control for it.'] : [finding.about.check]),
    ...(scan === undefined
      ? []
      : [`${codeSpan(line(scan.label, 200))}: ${codeSpan(line(scan.toolLabel, 100))}, ${codeSpan(line(scan.benchmarkLabel, 200))}`]),
    ...(waived === null ? [] : [`Waived. ${codeSpan(line(waived.words, 1000))}`]),
    ...(names.length === 0 ? [] : [[...shown, ...(names.length > 50 ? [`- and ${names.length - 50} more`] : [])].join('\n')]),
    ...evidence.flatMap(([title, value]) => (value === null ? [] : [`${title}\n\n${codeBlock(lines(value, 4000))}`]))
  ].join('\n\n')
}

function tagsOf({stride, surface, outcome}: ReportFinding): readonly string[] {
  const letters = stride === null ? [] : [stride.primary, ...stride.secondary]
  return [
    'cis-benchmark',
    ...letters.map(letter => `stride-${strideNames[letter].toLowerCase().replaceAll(' ', '-')}`),
    ...(surface === null ? [] : [`surface-${surface}`]),
    ...(outcome === 'fail' ? [] : [outcome === 'error' ? 'not-tested' : 'to-review'])
  ]
}
