import {type AssessedThreat, type DocumentedModel, type DocumentedThreat, type Statement, strideNames} from '../../model/index.ts'
import {listed, placeName, statusLabel, targetNames} from '../threat-words.ts'
import {statusText} from '../threats.ts'
import {byControl, byFinding, byThreat, type ModelInput, plainId, said} from './input.ts'

/**
 * Word a threat model.
 *
 * @param model Model.
 * @param citation Benchmark whose scan decides; null for the library alone.
 * @returns The model as people read it.
 */
export function modelOf(model: ModelInput, citation: string | null): DocumentedModel {
  return {
    target: model.target,
    name: targetNames[model.target],
    basis: basisOf(model, citation),
    threats: model.threats.map((threat, index) => threatOf(threat, index + 1)),
    coverage: model.coverage
  }
}

function basisOf({target, threats, coverage}: ModelInput, citation: string | null): Statement {
  const covered = coverage.letters.filter(letter => !coverage.uncovered.includes(letter)).map(letter => strideNames[letter])
  const missing = coverage.uncovered.map(letter => strideNames[letter])
  const sentences = [
    citation === null
      ? `The ${threats.length} threats are from the library alone: no ${targetNames[target]} scan was given, so none is confirmed or ruled out.`
      : `A scan by the ${citation} decides the status of each of the ${threats.length} threats.`,
    `Each comes through a surface of its own: ${listed(threats.map(({surface}) => placeName(surface)))}.`,
    missing.length === 0
      ? 'All six STRIDE categories are covered.'
      : `They cover ${covered.length} of 6 STRIDE categories (${listed(covered)}); ${listed(missing)} ${missing.length === 1 ? 'is' : 'are'} not among them.`
  ]
  return said(sentences.join(' '), ...threats.map(({id}) => byThreat(id)))
}

function threatOf(threat: AssessedThreat, number: number): DocumentedThreat {
  const self = byThreat(threat.id)
  const findings = [...new Set(threat.findings.map(({id}) => plainId(id)))].map(byFinding)
  return {
    number,
    id: threat.id,
    anchor: `t-${threat.id.toLowerCase()}`,
    title: threat.title,
    stride: threat.stride,
    strideName: strideNames[threat.stride],
    component: threat.component,
    componentName: placeName(threat.component),
    surface: threat.surface,
    surfaceName: placeName(threat.surface),
    status: threat.status,
    statusLabel: statusLabel(threat.status),
    scenario: said(threat.scenario, self),
    mitigations: threat.mitigations.map(mitigation => said(mitigation, self, ...threat.controls.slice(0, 3).map(byControl))),
    detection: said(threat.detection, self),
    evidence: said(statusText(threat), self, ...findings),
    gaps: said(threat.gaps, self)
  }
}
