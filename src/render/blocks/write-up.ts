import type {BlockContent, PhrasingContent, RootContent} from 'mdast'
import type {DocumentedFinding, Passage, Statement, DocumentedModel, WriteUpReport, DocumentedThreat} from '../../model/index.ts'
import {badge, code, heading, jump, list, page, paragraph, strong, table, text, value, words} from '../build.ts'
import {oneLine} from '../visible.ts'
import type {Block} from './index.ts'
import {about, messages} from './scans.ts'
import {matrix, statusTones} from './threats.ts'

/** Blocks of a write-up. */
export const writeUpBlocks: Readonly<Record<string, Block<WriteUpReport>>> = {
  about: report => about(report),
  comparison: report => comparison(report),
  contents: () => [{type: 'contents'} as const],
  coverage: (report, options) => modelsOf(report, options).flatMap(({coverage, threats}) => matrix(coverage, threats)),
  findings: report => report.findings.flatMap(documented),
  incident: report => passages(report.incident, true),
  messages: report => messages(report),
  model: (report, options) =>
    report.models.filter(({target}) => options['target'] === undefined || target === options['target']).flatMap(model),
  remedy: report => remedy(report),
  rules: report => rules(report),
  scans: report => scans(report),
  testPlan: report => passages(report.testPlan, false)
}

function modelsOf(report: WriteUpReport, {target}: Readonly<Record<string, unknown>>): readonly DocumentedModel[] {
  return target === undefined ? report.models : report.models.filter(model => model.target === target)
}

/** A sentence of ours; ids in it come from a log, so that what is hidden in them shows. */
function sentence({text: plain}: Statement): PhrasingContent[] {
  const nodes = words(plain.replace(/\s+/g, ' '))
  return nodes.map(node =>
    'value' in node && (node.type === 'text' || node.type === 'inlineCode') ? {...node, value: keep(node.value)} : node
  )
}

/** `oneLine` without the trimming: blanks between text and code stay. */
function keep(part: string): string {
  const inner = oneLine(part)
  return inner === '' ? ' ' : `${part.startsWith(' ') ? ' ' : ''}${inner}${part.endsWith(' ') ? ' ' : ''}`
}

function model({threats, basis}: DocumentedModel): readonly RootContent[] {
  return [paragraph(...sentence(basis)), ...threats.flatMap(threat)]
}

function threat(one: DocumentedThreat): readonly RootContent[] {
  return [
    heading(3, one.anchor, text(`${one.strideName}: ${one.title} (${one.id})`)),
    paragraph(...sentence(one.scenario)),
    list(false, [
      [paragraph(`Component: ${one.componentName}`)],
      [paragraph(`Attack surface: ${one.surfaceName}`)],
      [paragraph('Status: ', badge(statusTones[one.status], one.statusLabel), ' ', ...sentence(one.evidence))]
    ]),
    paragraph(strong('Mitigation:')),
    sentences(one.mitigations, false),
    paragraph(strong('How it is noticed:'), ' ', ...sentence(one.detection)),
    paragraph(strong('What no check covers:'), ' ', ...sentence(one.gaps))
  ]
}

function sentences(statements: readonly Statement[], ordered: boolean): BlockContent {
  return list(
    ordered,
    statements.map(statement => [paragraph(...sentence(statement))])
  )
}

function documented(one: DocumentedFinding): readonly RootContent[] {
  return [
    heading(3, one.anchor, text(`[${one.status}] ${one.id} ${one.title}`)),
    paragraph(badge(one.outcome, one.outcomeLabel), ' ', badge(one.severity, one.severity), ' ', ...sentence(one.citation)),
    paragraph(strong('Description:'), ' ', ...sentence(one.description)),
    paragraph(strong('Rationale:'), ' ', ...sentence(one.rationale)),
    paragraph(strong('Evidence:'), ' ', ...sentence(one.evidenceText)),
    list(
      false,
      one.evidence.map(({log, line, id, status, details}) => [
        paragraph(value(`${log}:${line}`), ` ${oneLine(id)} `, value(status)),
        ...(details.length === 0
          ? []
          : [
              list(
                false,
                details.map(words => [paragraph(value(words))])
              )
            ])
      ])
    ),
    ...(one.confirms === null ? [] : [paragraph(strong('Threat:'), ' ', ...linked(sentence(one.confirms.text), one.confirms))]),
    paragraph(strong('Remediation:'), ' ', ...sentence(one.fix)),
    sentences(one.steps, true),
    paragraph(strong('Side effects:'), ' ', ...sentence(one.sideEffects)),
    paragraph(strong('Applies to:'), ' ', ...sentence(one.scope)),
    paragraph(strong('How to verify:')),
    code(one.verify.command, 'sh'),
    paragraph(...sentence(one.verify.text)),
    ...(one.references.length === 0
      ? []
      : [
          paragraph(
            strong('References:'),
            ' ',
            ...one.references.flatMap((url, index): (PhrasingContent | string)[] => [...(index === 0 ? [] : [', ']), page(url)])
          )
        ])
  ]
}

/** Make the first mention of a threat a link to it. */
function linked(
  nodes: readonly PhrasingContent[],
  {threat, anchor}: {readonly threat: string; readonly anchor: string}
): PhrasingContent[] {
  const [first, ...rest] = nodes
  const at = first?.type === 'text' ? first.value.indexOf(threat) : -1
  if (first?.type !== 'text' || at < 0) return [...nodes]
  return [
    {type: 'text', value: first.value.slice(0, at)},
    jump(anchor, text(threat)),
    {type: 'text', value: first.value.slice(at + threat.length)},
    ...rest
  ]
}

function remedy({remedy: {files, summary, steps}}: WriteUpReport): readonly RootContent[] {
  return [
    paragraph(...sentence(summary)),
    ...files.flatMap(({path, format, body}): readonly RootContent[] => [paragraph(strong(path)), code(body.trimEnd(), format)]),
    paragraph(strong('Steps:')),
    sentences(steps, true)
  ]
}

function comparison({comparison: compared}: WriteUpReport): readonly RootContent[] {
  if (compared === null) return []
  return [
    paragraph(...sentence(compared.summary)),
    table(
      ['Check', 'What', 'Before', 'After', 'Result'],
      compared.rows.map(({id, title, before, after, result}) => [
        id,
        title,
        value(before),
        after === null ? '–' : value(after),
        sentence(result)
      ])
    )
  ]
}

const results = {held: ['pass', 'held'], waived: ['skipped', 'waived'], open: ['review', 'open']} as const

function rules(report: WriteUpReport): readonly RootContent[] {
  return [
    table(
      ['Rule', 'What it asks', 'Result', 'How'],
      report.rules.map(({rule, asks, result, how}) => [rule, asks, badge(results[result][0], results[result][1]), sentence(how)])
    )
  ]
}

function scans(report: WriteUpReport): readonly RootContent[] {
  return [
    table(
      ['Log', 'For', 'Scanner', 'Benchmark', 'Started', 'Checks', 'Failed'],
      report.scans.map(scan => [
        value(scan.label),
        scan.roleLabel,
        scan.toolLabel,
        scan.citation,
        scan.startedAt ?? '–',
        String(scan.counted.checks),
        String(scan.failed)
      ]),
      [null, null, null, null, null, 'right', 'right']
    )
  ]
}

function passages(all: readonly Passage[], numbered: boolean): readonly RootContent[] {
  return all.flatMap(({title, statements}, index): readonly RootContent[] => [
    heading(3, `${numbered ? 'incident' : 'test'}-${index + 1}`, text(numbered ? `${index + 1}. ${title}` : title)),
    ...(statements.length === 1 && statements[0] !== undefined ? [paragraph(...sentence(statements[0]))] : [sentences(statements, false)])
  ])
}
