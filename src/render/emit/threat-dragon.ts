import {type ExistingThreat, type ReportThreat, strideNames, type ThreatModel, type ThreatsReport, uuidOf} from '../../model/index.ts'

/*
 * OWASP Threat Dragon 2 (td.vue/src/assets/schema/threat-dragon-v2.schema.json). The application reads threats in the
 * data of a cell, though its schema has them on the cell; numbers of threats and diagrams are never used twice; types
 * of threat are in sentence case; Elevation of privilege stands on processes only, so every component is a process.
 */

type Json = Record<string, unknown>

const format = '2.0'
const statuses = {confirmed: 'Open', unknown: 'Open', mitigated: 'Mitigated', 'not-assessed': 'Open'} as const
const severities = {critical: 'Critical', high: 'High', medium: 'Medium', low: 'Low'} as const

/**
 * Write threats as a Threat Dragon model. Into a model that was there before, threats that it lacks are added as
 * diagrams of their own, and all that is in it stays as it is.
 *
 * @param report Report.
 * @returns JSON; the same report gives the same ids.
 */
export function toThreatDragon(report: ThreatsReport): string {
  const before = report.existing?.format === 'threat-dragon' ? (report.existing.source as Json) : null
  const detail = isObject(before?.['detail']) ? before['detail'] : {}
  const old = Array.isArray(detail['diagrams']) ? (detail['diagrams'] as readonly unknown[]) : []
  const numbers = {
    threat: Math.max(0, numberOf(detail['threatTop']), ...old.map(highest)),
    diagram: Math.max(0, numberOf(detail['diagramTop']), ...old.map(idOf))
  }
  const diagrams = report.models.flatMap(model => {
    // A threat that the model has already keeps its status and its notes there.
    const fresh = model.threats.filter(({existing}) => before === null || existing === null)
    return fresh.length === 0 ? [] : [diagram(model, fresh, numbers)]
  })
  // A model of another format has no diagrams to keep, only threats.
  const others = before === null && report.foreign.length > 0 ? [foreignDiagram(report.foreign, numbers)] : []
  const summary = {
    title: report.title,
    owner: '',
    description: report.headline,
    id: uuidOf(`threat-dragon ${report.models.map(({target}) => target).join(' ')}`)
  }
  return `${JSON.stringify(
    {
      version: format,
      summary,
      ...before,
      detail: {
        contributors: [],
        reviewer: '',
        ...detail,
        diagrams: [...old, ...diagrams, ...others],
        diagramTop: numbers.diagram,
        threatTop: numbers.threat
      }
    },
    null,
    2
  )}\n`
}

function diagram(model: ThreatModel, threats: readonly ReportThreat[], numbers: Numbers): Json {
  const components = [...new Set(threats.map(({component}) => component))].toSorted()
  return diagramOf(
    `${model.name} (benchscribe)`,
    model.summary,
    components.map(component => {
      const mine = threats.filter(threat => threat.component === component)
      return {id: `cell ${model.target} ${component}`, name: mine[0]?.componentName ?? component, threats: mine.map(threatOf)}
    }),
    numbers
  )
}

function foreignDiagram(threats: readonly ExistingThreat[], numbers: Numbers): Json {
  const components = [...new Set(threats.map(({component}) => component ?? 'other'))]
  return diagramOf(
    'Other threats',
    'Threats of the model that was there before.',
    components.map(name => ({
      id: `cell ${name}`,
      name,
      threats: threats.filter(({component}) => (component ?? 'other') === name).map(foreignOf)
    })),
    numbers
  )
}

interface Numbers {
  threat: number
  diagram: number
}

interface Cell {
  readonly id: string
  readonly name: string
  readonly threats: readonly Json[]
}

function diagramOf(title: string, description: string, cells: readonly Cell[], numbers: Numbers): Json {
  return {
    id: numbers.diagram++,
    title,
    diagramType: 'STRIDE',
    placeholder: title,
    thumbnail: './public/content/images/thumbnail.stride.jpg',
    version: format,
    description,
    cells: cells.map((one, index) => cellOf(one, index, numbers))
  }
}

function cellOf({id, name, threats}: Cell, index: number, numbers: Numbers): Json {
  const open = threats.some(({status}) => status === 'Open')
  return {
    id: uuidOf(id),
    shape: 'process',
    zIndex: index + 1,
    visible: true,
    // Three in a row, each with room around it.
    position: {x: 40 + (index % 3) * 200, y: 40 + Math.floor(index / 3) * 160},
    size: {width: 120, height: 100},
    attrs: {text: {text: name}, body: {stroke: open ? 'red' : '#333333', strokeWidth: open ? 2.5 : 1.5, strokeDasharray: ''}},
    data: {
      type: 'tm.Process',
      name,
      description: '',
      outOfScope: false,
      reasonOutOfScope: '',
      hasOpenThreats: open,
      handlesCardPayment: false,
      handlesGoodsOrServices: false,
      isWebApplication: false,
      privilegeLevel: '',
      threats: threats.map(threat => ({...threat, number: ++numbers.threat}))
    }
  }
}

function foreignOf({foreignId, title, stride, status, severity, description, notes}: ExistingThreat): Json {
  return {
    id: uuidOf(`foreign ${foreignId} ${title}`),
    title,
    // A category that is none of the six has no place in a STRIDE diagram.
    type: stride === null ? '' : strideNames[stride],
    modelType: 'STRIDE',
    status: status || 'Open',
    severity: severity ?? 'TBD',
    score: '',
    description,
    mitigation: notes
  }
}

function threatOf(threat: ReportThreat): Json {
  return {
    id: uuidOf(threat.id),
    title: `${threat.id} ${threat.title}`,
    type: threat.strideName,
    modelType: 'STRIDE',
    status: statusOf(threat),
    severity: threat.severity === null ? 'TBD' : severities[threat.severity],
    score: '',
    description: `${threat.scenario}\n\n${threat.statusText}`,
    mitigation: threat.existing?.notes || threat.mitigations.join('\n')
  }
}

/** What somebody decided in the model that was there before stands. */
function statusOf({existing, status}: ReportThreat): string {
  return existing?.status || statuses[status]
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function numberOf(value: unknown): number {
  return typeof value === 'number' && Number.isSafeInteger(value) ? value : 0
}

/** The next number behind that of a diagram. */
function idOf(old: unknown): number {
  return isObject(old) ? numberOf(old['id']) + 1 : 0
}

/** The highest number of a threat in a diagram. */
function highest(old: unknown): number {
  const cells = isObject(old) && Array.isArray(old['cells']) ? (old['cells'] as readonly unknown[]) : []
  let top = 0
  for (const one of cells) {
    const data = isObject(one) && isObject(one['data']) ? one['data'] : {}
    for (const threat of Array.isArray(data['threats']) ? (data['threats'] as readonly unknown[]) : [])
      if (isObject(threat)) top = Math.max(top, numberOf(threat['number']))
  }
  return top
}
