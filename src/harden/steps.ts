import type {PlanFinding, PlanStep, PlanThreat, RemedyNeed, RemedyScope} from '../model/index.ts'
import type {Chosen} from './select.ts'
import {idsOf, subjectsOf, type Unit} from './unit.ts'

/** How much a need stops. */
const rank: Readonly<Record<RemedyNeed, number>> = {reload: 1, restart: 2, rejoin: 3, recreate: 4, rebuild: 5, reboot: 6}

/** What is done first among steps that stop the same. */
const scopes: readonly RemedyScope[] = [
  'host',
  'node',
  'daemon',
  'control-plane',
  'swarm',
  'cluster',
  'namespace',
  'new-containers',
  'container',
  'image'
]

/**
 * Put steps in order: what stops nothing first, what makes things anew last.
 *
 * @param units Units.
 * @param threats Threats by control, when they are known.
 * @returns Steps, numbered.
 */
export function stepsOf(units: readonly Unit[], threats: Readonly<Record<string, readonly PlanThreat[]>>): readonly PlanStep[] {
  return units
    .map((unit, index) => ({unit, index}))
    .toSorted((a, b) => effort(a.unit) - effort(b.unit) || scopes.indexOf(a.unit.scope) - scopes.indexOf(b.unit.scope) || a.index - b.index)
    .map(({unit}, index) => stepOf(unit, index + 1, threats))
}

/** A setting of a service that also wants containers anew is put in force with the service. */
function effort({needs, scope}: Unit): number {
  const counted = scope === 'container' || scope === 'image' ? needs : needs.filter(need => need !== 'recreate')
  return Math.max(0, ...counted.map(need => rank[need]))
}

function stepOf(
  {title, scope, needs, files, commands, notes, chosen}: Unit,
  number: number,
  threats: Readonly<Record<string, readonly PlanThreat[]>>
): PlanStep {
  const answered = new Map(
    chosen.flatMap(({control}) =>
      (Object.hasOwn(threats, control.key) ? (threats[control.key] ?? []) : []).map(threat => [threat.id, threat] as const)
    )
  )
  return {
    number,
    anchor: `step-${number}`,
    title,
    scope,
    needs,
    downtime: downtimeOf(scope, needs),
    files,
    commands,
    notes,
    fixes: chosen.map(findingOf),
    threats: [...answered.values()],
    sideEffects: chosen.map(({control, remedy}) => ({title: control.title, text: remedy.sideEffects ?? control.sideEffects})),
    verify: chosen.map(({control, remedy}) => ({title: control.title, ...(remedy.verify ?? control.verify)})),
    rollback: [...new Set(chosen.map(({remedy}) => remedy.rollback))]
  }
}

function findingOf({control, findings}: Chosen): PlanFinding {
  return {
    id: idsOf(findings).join(', '),
    title: control.title,
    control: control.key,
    severity: control.severity.level,
    subjects: subjectsOf(findings)
  }
}

function downtimeOf(scope: RemedyScope, needs: readonly RemedyNeed[]): string {
  if (needs.length === 0) return 'None: it is in force at once and nothing stops.'
  const parts: string[] = []
  if (scope === 'daemon' && needs.includes('restart'))
    parts.push('The daemon restarts: containers stop unless live-restore was on before, and start again by their restart policy.')
  else if (scope === 'control-plane' && needs.includes('restart'))
    parts.push('The component restarts on each node in turn: with one control-plane node the API is away for a minute; pods run on.')
  else if (scope === 'node' && needs.includes('restart')) parts.push('The kubelet restarts; pods run on.')
  else if (needs.includes('restart')) parts.push('The service restarts.')
  else if (needs.includes('reload')) parts.push('None: the service reads its files anew and goes on.')
  if (needs.includes('rejoin')) parts.push('The node leaves and joins again: drain it first.')
  if (needs.includes('rebuild')) parts.push('Images are built anew.')
  if (needs.includes('recreate'))
    parts.push(
      scope === 'namespace' || scope === 'node'
        ? 'It reaches a pod when the pod is made anew.'
        : 'It reaches a container when the container is made anew: each stops for a moment.'
    )
  if (needs.includes('reboot')) parts.push('The machine restarts.')
  return parts.join(' ')
}
