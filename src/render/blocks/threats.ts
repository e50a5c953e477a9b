import type {PhrasingContent, RootContent} from 'mdast'
import {
  type Coverage,
  type ReportThreat,
  type StrideLetter,
  strideNames,
  type ThreatModel,
  type ThreatsReport,
  type ThreatStatus
} from '../../model/index.ts'
import {badge, type Cell, heading, jump, list, paragraph, strong, table, text, value, words} from '../build.ts'
import type {FindingBlock, Tone} from '../nodes.ts'
import type {Block} from './index.ts'
import {about, messages, scans} from './scans.ts'

/** Tone of a status. */
export const statusTones: Readonly<Record<ThreatStatus, Tone>> = {
  confirmed: 'fail',
  unknown: 'review',
  mitigated: 'pass',
  'not-assessed': 'skipped'
}

/** Blocks of a threats report; `target` chooses the model. */
export const threatsBlocks: Readonly<Record<string, Block<ThreatsReport>>> = {
  about: report => about(report),
  contents: () => [{type: 'contents'} as const],
  coverage: (report, options) => modelsOf(report, options).flatMap(({threats, coverage}) => matrix(coverage, threats)),
  details: (report, options) => modelsOf(report, options).flatMap(({threats}) => threats.map(detail)),
  foreign: report => foreign(report),
  messages: report => (report.scans.length === 0 && report.messages.length === 0 ? [] : messages(report)),
  scans: report => (report.scans.length === 0 ? [paragraph('No log was given: the models are from the library alone.')] : scans(report)),
  statuses: (report, options) => modelsOf(report, options).flatMap(model => statuses(model)),
  threats: (report, options) => modelsOf(report, options).flatMap(({threats}) => overview(threats))
}

function modelsOf(report: ThreatsReport, options: Readonly<Record<string, unknown>>): readonly ThreatModel[] {
  const target = options['target']
  return target === undefined ? report.models : report.models.filter(model => model.target === target)
}

function statuses(model: ThreatModel): readonly RootContent[] {
  return [
    {
      type: 'chart',
      title: `Status of the ${model.threats.length} ${model.name} threats`,
      parts: model.statuses.map(({status, label, count}) => ({label, value: count, tone: statusTones[status]})),
      told: true
    },
    table(
      ['Status', 'Threats', 'What it means'],
      model.statuses
        .filter(({count}) => count > 0)
        .map(({status, label, count, meaning}) => [badge(statusTones[status], label), `${count} of ${model.threats.length}`, meaning]),
      [null, 'right', null]
    )
  ]
}

function overview(threats: readonly ReportThreat[]): readonly RootContent[] {
  if (threats.length === 0) return [paragraph('None.')]
  const known = threats.some(({existing}) => existing !== null)
  return [
    table(
      ['Id', 'STRIDE', 'Threat', 'Surface', 'Severity', 'Status', ...(known ? ['In your model'] : [])],
      threats.map((threat): readonly Cell[] => [
        [jump(threat.anchor, text(threat.id))],
        [strong(threat.stride), ` ${threat.strideName}`],
        threat.title,
        threat.surfaceName,
        threat.severity === null ? '–' : badge(threat.severity, threat.severity),
        badge(statusTones[threat.status], threat.statusLabel),
        ...(known ? [threat.existing === null ? '–' : threat.existing.status || '–'] : [])
      ])
    )
  ]
}

/**
 * Draw the matrix of components and STRIDE letters.
 *
 * @param coverage Coverage.
 * @param threats Threats, for their anchors and statuses.
 * @returns A table, and a sentence on letters that nothing stands under.
 */
export function matrix(
  coverage: Coverage,
  threats: readonly {
    readonly id: string
    readonly anchor: string
    readonly component: string
    readonly componentName: string
    readonly status: ThreatStatus
  }[]
): readonly RootContent[] {
  const byId = new Map(threats.map(threat => [threat.id, threat]))
  const names = new Map(threats.map(({component, componentName}) => [component, componentName]))
  const cell = (component: string, letter: StrideLetter): Cell => {
    const ids = coverage.cells.find(entry => entry.component === component && entry.letter === letter)?.ids ?? []
    return ids.flatMap((id, index): (PhrasingContent | string)[] => {
      const threat = byId.get(id)
      const link = threat === undefined ? text(id) : jump(threat.anchor, text(id))
      return [...(index === 0 ? [] : [', ']), ...(threat?.status === 'confirmed' ? [{type: 'strong' as const, children: [link]}] : [link])]
    })
  }
  const missing = coverage.uncovered.map(letter => strideNames[letter])
  return [
    table(
      ['Component', ...coverage.letters.map(letter => strideNames[letter])],
      coverage.components.map(component => [names.get(component) ?? component, ...coverage.letters.map(letter => cell(component, letter))])
    ),
    paragraph(
      missing.length === 0
        ? 'Every STRIDE category has a threat. Confirmed threats are in bold.'
        : `No threat stands under ${missing.join(', ').replace(/, ([^,]*)$/, ' or $1')}. Confirmed threats are in bold.`
    )
  ]
}

function detail(threat: ReportThreat): FindingBlock {
  return {
    type: 'finding',
    open: threat.status === 'confirmed',
    anchor: threat.anchor,
    facets: {
      outcome: {confirmed: 'fail', unknown: 'review', mitigated: 'pass', 'not-assessed': 'skipped'}[threat.status],
      severity: threat.severity ?? 'none',
      stride: threat.stride,
      surface: threat.surface
    },
    children: [
      heading(4, threat.anchor, text(`${threat.id} ${threat.title}`)),
      paragraph(
        badge(statusTones[threat.status], threat.statusLabel),
        ...(threat.severity === null ? [] : [' ', badge(threat.severity, threat.severity)]),
        ` ${threat.strideName}, component ${threat.componentName}, surface ${threat.surfaceName}`
      ),
      paragraph(...words(threat.scenario)),
      paragraph(strong('Evidence'), ' ', text(threat.statusText)),
      ...controls(threat),
      paragraph(strong('Mitigations')),
      list(
        false,
        threat.mitigations.map(mitigation => [paragraph(...words(mitigation))])
      ),
      paragraph(strong('How it is noticed'), ' ', ...words(threat.detection)),
      paragraph(strong('What no check covers'), ' ', ...words(threat.gaps)),
      ...(threat.techniques.length === 0
        ? []
        : [paragraph(strong('ATT&CK'), ' ', text(threat.techniques.map(({id, name}) => (id === name ? id : `${id} ${name}`)).join(', ')))]),
      ...(threat.existing === null
        ? []
        : [paragraph(strong('In your model'), ' ', value(threat.existing.status), ' ', text(threat.existing.notes || 'without a note'))])
    ]
  }
}

const cameTo = {fail: ['fail', 'fails'], pass: ['pass', 'passes'], open: ['review', 'open']} as const

function controls(threat: ReportThreat): readonly FindingBlock['children'][number][] {
  if (threat.about.length === 0) return []
  return [
    table(
      ['Control', 'Severity', 'Checks', 'In the scan'],
      threat.about.map(({title, severity, ids, outcome}) => [
        title,
        badge(severity, severity),
        ids.length === 0 ? '–' : `${ids.slice(0, 5).join(', ')}${ids.length > 5 ? ' …' : ''}`,
        outcome === null ? 'not scanned' : badge(cameTo[outcome][0], cameTo[outcome][1])
      ])
    )
  ]
}

function foreign({foreign: others}: ThreatsReport): readonly RootContent[] {
  if (others.length === 0) return [paragraph('None.')]
  return [
    table(
      ['Threat', 'STRIDE', 'Component', 'Status', 'Note'],
      others.map(({title, stride, component, status, notes}) => [
        title,
        stride === null ? '–' : strideNames[stride],
        component ?? '–',
        status || '–',
        notes || '–'
      ])
    )
  ]
}
