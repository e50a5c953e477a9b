import type {BlockContent, PhrasingContent, RootContent} from 'mdast'
import {
  checkKey,
  groupBy,
  type AppliedWaiver,
  type Control,
  type Rating,
  type ReportFinding,
  type ScanReport,
  type Stride
} from '../../model/index.ts'
import {badge, code, heading, list, page, paragraph, strong, table, text, value, words} from '../build.ts'
import {cut} from './cut.ts'
import {more, underHeadings} from './headings.ts'
import {type BlockOptions, mergesOf, select, selectionOf} from './options.ts'
import {where} from './where.ts'
import type {FindingBlock} from '../nodes.ts'
import {oneLine} from '../visible.ts'

/** So many detail lines of one finding are shown; the rest is counted. */
const mostItems = 50
/** So many characters of one piece of evidence are shown. */
const mostEvidence = 4000

/**
 * Findings in full, under headings. In a report of several scans, findings of one check stand together and say where
 * they are; `merge="no"` keeps them apart.
 *
 * @param report Report.
 * @param options Which findings, in which order, under which headings.
 * @returns Headings and findings.
 */
export function findings(report: ScanReport, options: BlockOptions): readonly RootContent[] {
  const selection = selectionOf(options, 'section')
  const merge = mergesOf(options) && report.scans.length > 1 && selection.group !== 'scan'
  const chosen = select(report.findings, selection)
  if (chosen.length === 0) return [paragraph('None.')]
  const groups: readonly (readonly ReportFinding[])[] = merge ? together(chosen) : chosen.map(finding => [finding])
  const shown = groups.slice(0, selection.limit)
  const labels = report.scans.map(({label}) => label)
  const headings = underHeadings(shown, selection.group, ([first]) => first as ReportFinding, merge || report.scans.length < 2)
  const slot = selection.outcomes.join('-')
  return [
    ...headings.flatMap(({title, entries}, index) => [
      ...(title === null ? [] : [heading(3, `s-${slot}-${index + 1}`, text(title))]),
      ...entries.map(group => (group.length === 1 && group[0] ? block(group[0], labels) : merged(group, labels)))
    ]),
    ...more(groups.length - shown.length)
  ]
}

/** Findings of one check and one outcome, in the order of the first of each. */
function together(findings: readonly ReportFinding[]): readonly (readonly ReportFinding[])[] {
  return [...groupBy(findings, finding => `${finding.outcome} ${finding.waiver === null ? '' : 'waived'} ${checkKey(finding)}`).values()]
}

/** One check that came out alike in several scans. */
function merged(group: readonly ReportFinding[], scans: readonly string[]): FindingBlock {
  const first = group[0] as ReportFinding
  const ids = [...new Set(group.map(({id}) => id))].join(', ')
  const places = [...new Set(group.map(({scanLabel}) => scanLabel ?? ''))]
  return {
    type: 'finding',
    open: first.outcome === 'fail' || first.outcome === 'error',
    anchor: first.anchor,
    facets: facetsOf(first, places),
    children: [
      heading(4, first.anchor, text(`${ids} ${first.title}`.trim() || '–')),
      labels(first, [
        ', in ',
        ...where(places, scans),
        ...(places.length === scans.length ? [' scans'] : []),
        `, ${linesOf(group)} of the log`
      ]),
      ...(first.waiver === null ? [] : [waived(first.waiver)]),
      ...(first.about?.rating === undefined ? [] : [rated(first, first.about.rating)]),
      ...saidIn(group, scans),
      ...(first.about ? aboutControl(first.about) : theirs(first))
    ]
  }
}

/** What the scanner says beyond the check line, one row for each wording; nothing when it says nothing anywhere. */
function saidIn(group: readonly ReportFinding[], scans: readonly string[]): readonly BlockContent[] {
  const details = groupBy(group, detailOf)
  if (details.size === 1 && details.has('')) return []
  const rows = [...details].slice(0, mostItems)
  return [
    table(
      ['Scan', 'Where', 'What the scanner says'],
      rows.map(([said, mine]) => [
        where([...new Set(mine.map(({scanLabel}) => scanLabel ?? ''))], scans),
        linesOf(mine),
        said === '' ? '–' : value(said)
      ])
    ),
    ...(details.size > rows.length ? [paragraph(`… and ${details.size - rows.length} more wordings.`)] : [])
  ]
}

/** What the scanner says beyond the check line, on one line. */
function detailOf({items, evidence: {reason, actual}}: ReportFinding): string {
  if (items.length > 0)
    return cut(
      items
        .slice(0, mostItems)
        .map(item => item.text)
        .join('; '),
      mostEvidence
    )
  return cut(reason ?? actual ?? '', mostEvidence)
}

function linesOf(findings: readonly ReportFinding[]): string {
  const lines = [...new Set(findings.map(({position}) => position.start.line))]
  const shown = lines.length > 3 ? `${lines.slice(0, 3).join(', ')} …` : lines.join(', ')
  return `line${lines.length === 1 ? '' : 's'} ${shown}`
}

/**
 * What filters may ask for. Values are on one line each; several are parted by line ends.
 *
 * @param finding Finding.
 * @param places Labels of the scans it is in.
 */
export function facetsOf(finding: ReportFinding, places: readonly string[] = [finding.scanLabel ?? '']): Record<string, string> {
  return {
    outcome: finding.outcome,
    severity: finding.severity ?? 'none',
    stride: finding.stride?.primary ?? 'none',
    surface: finding.surface ?? 'none',
    section: finding.section === null ? '' : oneLine(`${finding.section.id} ${finding.section.title}`),
    node: places.map(oneLine).join('\n')
  }
}

function block(finding: ReportFinding, scans: readonly string[]): FindingBlock {
  return {
    type: 'finding',
    open: finding.outcome === 'fail' || finding.outcome === 'error',
    anchor: finding.anchor,
    facets: facetsOf(finding),
    children: [
      heading(4, finding.anchor, text(finding.heading || '–')),
      labels(finding, [
        ...(scans.length > 1 ? [', in ', value(finding.scanLabel ?? '')] : []),
        `, line ${finding.position.start.line} of the log`
      ]),
      ...(finding.waiver === null ? [] : [waived(finding.waiver)]),
      ...(finding.about?.rating === undefined ? [] : [rated(finding, finding.about.rating)]),
      ...evidence(finding),
      ...(finding.about ? aboutControl(finding.about) : theirs(finding))
    ]
  }
}

function labels(finding: ReportFinding, place: readonly (PhrasingContent | string)[]): BlockContent {
  const {severity, stride} = finding
  const failing = finding.outcome === 'fail' || finding.outcome === 'error' || finding.outcome === 'review'
  const parts: (PhrasingContent | string)[] = [badge(finding.outcome, finding.outcomeLabel)]
  if (severity !== null && failing) parts.push(' ', badge(severity, severity))
  if (finding.waiver !== null) parts.push(' ', badge('neutral', 'waived'))
  parts.push(' printed as ', value(finding.status))
  if (finding.target !== null) parts.push(' on ', value(finding.target))
  if (stride) parts.push(`, STRIDE ${[stride.primary, ...stride.secondary].join(' ')}`)
  if (finding.surface !== null) parts.push(`, surface ${finding.surface}`)
  parts.push(...place)
  return paragraph(...parts)
}

/** Why a check that does not pass is let be. */
function waived(waiver: AppliedWaiver): BlockContent {
  const parts: (PhrasingContent | string)[] = [strong(`Waived, ${kindOf(waiver)}`), ' ', text(waiver.reason)]
  if (waiver.owner !== null) parts.push(' Owner: ', text(waiver.owner), '.')
  if (waiver.expires !== null) parts.push(` Until ${waiver.expires}.`)
  if (waiver.ticket !== null) parts.push(' Ticket: ', value(waiver.ticket), '.')
  return paragraph(...parts)
}

function kindOf({kind}: AppliedWaiver): string {
  return kind === 'accepted' ? 'accepted risk' : 'not applicable'
}

/** Whose severity and letters these are, when they are not ours. */
function rated({severity, stride}: ReportFinding, {reason, ourSeverity, ourStride}: Rating): BlockContent {
  if (ourSeverity === null && ourStride === null) return paragraph(strong('From your catalogue'), ' ', value(reason))
  const parts = [
    ...(ourSeverity === null ? [] : [`severity ${severity} instead of ${ourSeverity}`]),
    ...(ourStride === null || stride === null ? [] : [`STRIDE ${letters(stride)} instead of ${letters(ourStride)}`])
  ]
  return paragraph(strong('Rated by your configuration'), ` ${parts.join(', ')}: `, text(reason))
}

function letters({primary, secondary}: Stride): string {
  return [primary, ...secondary].join(' ')
}

function evidence(finding: ReportFinding): readonly BlockContent[] {
  const nodes: BlockContent[] = []
  const {actual, expected, reason, audit} = finding.evidence
  if (finding.items.length > 0) {
    const shown = finding.items.slice(0, mostItems)
    nodes.push(paragraph(strong('What the scanner says')))
    nodes.push(
      list(
        false,
        shown.map(item => [
          item.waiver === undefined || finding.waiver !== null
            ? paragraph(value(item.text))
            : paragraph(value(item.text), ` waived (${kindOf(item.waiver)}): `, text(item.waiver.reason))
        ])
      )
    )
    if (finding.items.length > shown.length) nodes.push(paragraph(`… and ${finding.items.length - shown.length} more.`))
  }
  if (reason !== null) nodes.push(paragraph(strong('Why')), code(shortened(reason)))
  if (actual !== null && actual !== reason) nodes.push(paragraph(strong('What the audit found')), code(shortened(actual)))
  if (expected !== null && finding.outcome !== 'pass') nodes.push(paragraph(strong('What it wanted'), ' ', value(shortened(expected))))
  if (audit !== null && actual === null && finding.outcome !== 'pass')
    nodes.push(paragraph(strong('Audit command')), code(shortened(audit)))
  return nodes
}

function shortened(evidence: string): string {
  return evidence.length <= mostEvidence
    ? evidence
    : `${cut(evidence, mostEvidence).slice(0, -1)}\n… (${evidence.length - mostEvidence} more characters in the log)`
}

/** What we say of the control. */
export function aboutControl(control: Control): readonly BlockContent[] {
  const lifecycle = control.lifecycle.note === null ? [] : [paragraph(strong('Lifecycle'), ' ', ...words(control.lifecycle.note))]
  return [
    ...said('What is checked', control.check),
    ...said('Risk', control.risk),
    ...said('Fix', control.fix.summary),
    ...(control.fix.steps.length === 0
      ? []
      : [
          list(
            true,
            control.fix.steps.map(step => [paragraph(...words(step))])
          )
        ]),
    ...said('Side effects', control.sideEffects),
    ...(control.verify.command === ''
      ? []
      : [paragraph(strong('Verify')), code(control.verify.command, 'sh'), paragraph('Expected: ', ...words(control.verify.expect))]),
    ...lifecycle,
    ...(control.references.length === 0
      ? []
      : [
          paragraph(
            strong('Reference'),
            ' ',
            ...control.references.flatMap((url, index): (PhrasingContent | string)[] => (index === 0 ? [page(url)] : [', ', page(url)]))
          )
        ])
  ]
}

/** A text of the catalogue under its name; a control of the user's own may have none. */
function said(name: string, sentence: string): readonly BlockContent[] {
  return sentence === '' ? [] : [paragraph(strong(name), ' ', ...words(sentence))]
}

/** What the scanner says when we know no control. */
function theirs(finding: ReportFinding): readonly BlockContent[] {
  const {text: steps, impact} = finding.remediation
  if (steps === null) return [paragraph('benchscribe knows no control for this check.')]
  return [
    paragraph(strong("The scanner's remediation")),
    code(shortened(steps)),
    ...(impact === null ? [] : [paragraph(strong('Impact'), ' ', text(impact))])
  ]
}
