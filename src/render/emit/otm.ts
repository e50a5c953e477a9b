import {type ExistingThreat, hash, type ReportThreat, strideNames, type ThreatsReport} from '../../model/index.ts'

/*
 * Open Threat Model 0.2.0 (iriusrisk/OpenThreatModel, otm_schema.json). Every component needs a parent, so that there is
 * one trust zone for each target; risks are numbers from 0 to 100.
 */

type Json = Record<string, unknown>

const states = {confirmed: 'exposed', unknown: 'unknown', mitigated: 'mitigated', 'not-assessed': 'not-assessed'} as const
const risks = {critical: 75, high: 60, medium: 40, low: 20} as const

/**
 * Write threats as an Open Threat Model. Into a model that was there before, what it lacks is added, and all that is in
 * it stays as it is.
 *
 * @param report Report.
 * @returns JSON; the same report gives the same ids.
 */
export function toOtm(report: ThreatsReport): string {
  const before = report.existing?.format === 'otm' ? (report.existing.source as Json) : null
  const models = report.models.map(model => ({
    ...model,
    // A threat that the model has already keeps its state and its notes there.
    threats: model.threats.filter(({existing}) => before === null || existing === null)
  }))
  const fresh = models.flatMap(({threats}) => threats)
  // A model of another format has no components to keep, only threats.
  const foreign = before === null ? report.foreign : []
  const used = models.filter(({threats}) => threats.length > 0)
  return `${JSON.stringify(
    {
      otmVersion: '0.2.0',
      project: {name: report.title, id: `benchscribe-${report.models.map(({target}) => target).join('-')}`, description: report.headline},
      ...before,
      representations: joined(before, 'representations', [{id: 'benchscribe-threat-model', name: 'Threat model', type: 'threat-model'}]),
      trustZones: joined(before, 'trustZones', [
        ...used.map(({target, name}) => ({id: `zone-${target}`, name, risk: {trustRating: target === 'docker' ? 50 : 60}})),
        ...(foreign.length === 0 ? [] : [{id: 'zone-other', name: 'Other', risk: {trustRating: 50}}])
      ]),
      components: joined(before, 'components', [
        ...used.flatMap(({target, threats}) => componentsOf(target, threats)),
        ...foreign.map(foreignComponent)
      ]),
      threats: joined(before, 'threats', [...fresh.map(threatOf), ...foreign.map(foreignThreat)]),
      mitigations: joined(before, 'mitigations', [...fresh.flatMap(mitigationsOf), ...foreign.flatMap(foreignMitigations)])
    },
    null,
    2
  )}\n`
}

/** What was there, and behind it what is new. */
function joined(before: Json | null, field: string, added: readonly Json[]): readonly unknown[] {
  const old = before !== null && Array.isArray(before[field]) ? (before[field] as readonly unknown[]) : []
  const known = new Set(old.map(entry => (typeof entry === 'object' && entry !== null ? (entry as Json)['id'] : undefined)))
  return [...old, ...added.filter(entry => !known.has(entry['id']))]
}

function componentsOf(target: string, threats: readonly ReportThreat[]): readonly Json[] {
  return [...new Set(threats.map(({component}) => component))].toSorted().map(component => {
    const mine = threats.filter(threat => threat.component === component)
    return {
      // Threats that came later hang on a component of their own.
      id: `component-${target}-${component}-${hash(mine.map(({id}) => id).join(' ')).slice(0, 8)}`,
      name: mine[0]?.componentName ?? component,
      type: component,
      parent: {trustZone: `zone-${target}`},
      threats: mine.map(threat => ({
        threat: threat.id,
        state: threat.existing?.status || states[threat.status],
        mitigations: mitigationsOf(threat).map(({id}) => ({
          mitigation: id,
          state: threat.status === 'mitigated' ? 'implemented' : 'recommended'
        }))
      }))
    }
  })
}

function threatOf(threat: ReportThreat): Json {
  const risk = threat.severity === null ? 0 : risks[threat.severity]
  return {
    id: threat.id,
    name: `${threat.id} ${threat.title}`,
    description: `${threat.scenario}\n\n${threat.statusText}`,
    categories: [threat.strideName],
    cwes: [],
    risk: {likelihood: risk, impact: risk, likelihoodComment: 'From the severity of the gravest linked control, which is our judgement.'},
    tags: [...threat.attack],
    attributes: {surface: threat.surface, status: threat.status, severity: threat.severity ?? 'none', controls: threat.controls.join(' ')}
  }
}

function foreignId({foreignId: id, title}: ExistingThreat): string {
  return `other-${hash(`${id} ${title}`)}`
}

function foreignComponent(threat: ExistingThreat): Json {
  return {
    id: `component-${foreignId(threat)}`,
    name: threat.component ?? 'Other',
    type: 'other',
    parent: {trustZone: 'zone-other'},
    threats: [
      {
        threat: foreignId(threat),
        state: threat.status,
        mitigations: foreignMitigations(threat).map(({id}) => ({mitigation: id, state: 'recommended'}))
      }
    ]
  }
}

function foreignThreat(threat: ExistingThreat): Json {
  return {
    id: foreignId(threat),
    name: threat.title,
    description: threat.description,
    categories: threat.stride === null ? [] : [strideNames[threat.stride]],
    risk: {likelihood: null, impact: 0},
    attributes: {severity: threat.severity ?? ''}
  }
}

function foreignMitigations(threat: ExistingThreat): readonly Json[] {
  return threat.notes === ''
    ? []
    : [{id: `${foreignId(threat)}-M1`, name: `Notes on ${threat.title}`, description: threat.notes, riskReduction: 0}]
}

/** Notes of an existing model of another format are its mitigation; else ours are. */
function mitigationsOf(threat: ReportThreat): readonly Json[] {
  const words = threat.existing?.notes ? threat.existing.notes.split('\n') : threat.mitigations
  return words.map((description, index) => ({
    id: `${threat.id}-M${index + 1}`,
    name: description.length <= 120 ? description : `${description.slice(0, 119).replace(/[\ud800-\udbff]$/, '')}…`,
    description,
    riskReduction: Math.round(100 / words.length)
  }))
}
