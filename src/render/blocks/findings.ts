import type {BlockContent, PhrasingContent, RootContent} from 'mdast'
import type {AppliedWaiver, Control, Outcome, Rating, ReportFinding, ScanReport, Stride} from '../../model/index.ts'
import {badge, code, heading, list, page, paragraph, strong, table, text, value, words} from '../build.ts'
import type {FindingBlock} from '../nodes.ts'
import {oneLine} from '../visible.ts'

/** So many detail lines of one finding are shown; the rest is counted. */
const mostItems = 50
/** So many characters of one piece of evidence are shown. */
const mostEvidence = 4000

/**
 * Findings in full, under a heading for each section.
 *
 * @param report Report.
 * @param outcomes Outcomes to show, the first one first.
 * @returns Headings and findings.
 */
export function findings(report: ScanReport, outcomes: readonly Outcome[]): readonly RootContent[] {
  const shown = report.findings.filter(finding => outcomes.includes(finding.outcome))
  if (shown.length === 0) return [paragraph('None.')]
  const slot = outcomes.join('-')
  const nodes: RootContent[] = []
  let last = ''
  let count = 0
  for (const finding of shown) {
    const key = sectionOf(finding)
    if (key !== last) {
      last = key
      count++
      nodes.push(heading(3, `s-${slot}-${count}`, text(key)))
    }
    nodes.push(block(finding))
  }
  return nodes
}

function sectionOf(finding: ReportFinding): string {
  const section = finding.section ? `${finding.section.id} ${finding.section.title}` : 'Without a section'
  return finding.scanLabel === null ? section : `${finding.scanLabel}: ${section}`
}

function block(finding: ReportFinding): FindingBlock {
  return {
    type: 'finding',
    open: finding.outcome === 'fail' || finding.outcome === 'error',
    anchor: finding.anchor,
    facets: facetsOf(finding),
    children: [
      heading(4, finding.anchor, text(finding.heading || '–')),
      labels(finding),
      ...(finding.waiver === null ? [] : [waived(finding.waiver)]),
      ...(finding.about?.rating === undefined ? [] : [rated(finding, finding.about.rating)]),
      ...evidence(finding),
      ...(finding.about ? aboutControl(finding.about) : theirs(finding))
    ]
  }
}

/** What filters may ask for. */
function facetsOf({outcome, severity, stride, surface, section, scanLabel}: ReportFinding): FindingBlock['facets'] {
  return {
    outcome,
    severity: severity ?? 'none',
    stride: stride?.primary ?? 'none',
    surface: surface ?? 'none',
    section: section === null ? 'none' : oneLine(`${section.id} ${section.title}`),
    ...(scanLabel === null ? {} : {node: oneLine(scanLabel)})
  }
}

function labels(finding: ReportFinding): BlockContent {
  const {severity, stride} = finding
  const failing = finding.outcome === 'fail' || finding.outcome === 'error' || finding.outcome === 'review'
  const parts: (PhrasingContent | string)[] = [badge(finding.outcome, finding.outcomeLabel)]
  if (severity !== null && failing) parts.push(' ', badge(severity, severity))
  if (finding.waiver !== null) parts.push(' ', badge('neutral', 'waived'))
  parts.push(' printed as ', value(finding.status))
  if (finding.target !== null) parts.push(' on ', value(finding.target))
  if (stride) parts.push(`, STRIDE ${[stride.primary, ...stride.secondary].join(' ')}`)
  if (finding.surface !== null) parts.push(`, surface ${finding.surface}`)
  parts.push(`, line ${finding.position.start.line} of the log`)
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
  if (reason !== null) nodes.push(paragraph(strong('Why')), code(cut(reason)))
  if (actual !== null && actual !== reason) nodes.push(paragraph(strong('What the audit found')), code(cut(actual)))
  if (expected !== null && finding.outcome !== 'pass') nodes.push(paragraph(strong('What it wanted'), ' ', value(cut(expected))))
  if (audit !== null && actual === null && finding.outcome !== 'pass') nodes.push(paragraph(strong('Audit command')), code(cut(audit)))
  return nodes
}

function cut(evidence: string): string {
  return evidence.length <= mostEvidence
    ? evidence
    : // Not between the halves of a character.
      `${evidence.slice(0, mostEvidence).replace(/[\ud800-\udbff]$/, '')}\n… (${evidence.length - mostEvidence} more characters in the log)`
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
    code(cut(steps)),
    ...(impact === null ? [] : [paragraph(strong('Impact'), ' ', text(impact))])
  ]
}

/**
 * Findings as rows of one table a section: enough for what passed.
 *
 * @param report Report.
 * @param outcomes Outcomes to show.
 * @returns Headings and tables.
 */
export function passed(report: ScanReport, outcomes: readonly Outcome[]): readonly RootContent[] {
  const shown = report.findings.filter(finding => outcomes.includes(finding.outcome))
  if (shown.length === 0) return [paragraph('None.')]
  const several = report.scans.length > 1
  const rows = shown.map(finding => [
    ...(several ? [value(finding.scanLabel ?? '')] : []),
    finding.id,
    finding.title,
    badge(finding.outcome, finding.outcomeLabel),
    finding.items.length === 0
      ? ''
      : value(
          finding.items.length === 1 ? (finding.items[0]?.text ?? '') : `${finding.items[0]?.text ?? ''} … (${finding.items.length} lines)`
        )
  ])
  const node = table([...(several ? ['Scan'] : []), 'Id', 'Check', 'Outcome', 'Detail'], rows)
  for (const [index, finding] of shown.entries()) {
    const row = node.children[index + 1]
    if (row) row.data = {item: {anchor: finding.anchor, label: finding.heading, facets: facetsOf(finding)}}
  }
  return [node]
}
