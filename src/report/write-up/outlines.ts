import {type AssessedThreat, type Passage, type Severity, type Statement, strideNames} from '../../model/index.ts'
import {placeName} from '../threat-words.ts'
import {byControl, byFinding, byThreat, plainId, said, type WriteUpInput} from './input.ts'

/**
 * Outline the test plan of the cluster: how the changes are tested, and how it is seen that they break nothing.
 *
 * @param input Everything.
 * @returns Two passages, each answering the question in its heading.
 */
export function testPlanOf({models, controls}: WriteUpInput): readonly Passage[] {
  const threats = models.find(({target}) => target === 'kubernetes')?.threats ?? []
  const all = threats.map(({id}) => byThreat(id))
  const first = threats.flatMap(threat => {
    const failed = threat.findings.find(({control, outcome}) => control !== null && outcome === 'fail')?.control
    const control = controls[failed ?? threat.controls[0] ?? '']
    return control === undefined ? [] : [{threat, control}]
  })
  return [
    {
      title: 'How will you test the changes?',
      statements: [
        said('Run kube-bench before the first change and keep its log; it is what every later run is compared with.', ...all),
        ...first.flatMap(({threat, control}): readonly Statement[] => [
          said(`${threat.id}, ${threat.title}: ${lower(threat.detection)}`, byThreat(threat.id)),
          said(
            `For it run \`${control.verify.command}\` before and after the change; expected: ${control.verify.expect.replace(/\.$/, '')}.`,
            byThreat(threat.id),
            byControl(control.key)
          )
        ]),
        said('Run kube-bench again after each change and compare: a check that failed must pass, and no other may start to fail.', ...all)
      ]
    },
    {
      title: "How will you ensure the changes don't negatively affect your cluster?",
      statements: [
        said('Take a snapshot of etcd and a copy of each file before it is changed, and try the restore on a test cluster first.', ...all),
        said('Change one node at a time: drain it, change it, wait until it is Ready, let pods run on it, and only then go on.', ...all),
        ...first.map(({threat, control}) => said(`${threat.id}: ${control.sideEffects}`, byThreat(threat.id), byControl(control.key))),
        said(
          'Watch pod restarts, failed requests and node conditions for an hour after each change, and undo the change when one of them rises.',
          ...all
        )
      ]
    }
  ]
}

const severityRank: Readonly<Record<Severity, number>> = {critical: 0, high: 1, medium: 2, low: 3}

/**
 * Outline an incident report around the gravest threat that a documented finding confirms.
 *
 * @param input Everything.
 * @returns The six fields.
 */
export function incidentOf({models, target, selected}: WriteUpInput): readonly Passage[] {
  const model = models.find(one => one.target === target)
  const gravest = selected.toSorted((a, b) => severityRank[a.control.severity.level] - severityRank[b.control.severity.level])
  const [chosen] = gravest.filter(({threat}) => threat !== null)
  const threat: AssessedThreat | undefined = model?.threats.find(({id}) => id === chosen?.threat) ?? model?.threats[0]
  if (threat === undefined) return []
  const self = byThreat(threat.id)
  const ids = gravest.filter(one => one.threat === threat.id).map(({findings}) => plainId(findings[0]?.id ?? ''))
  const from = ids.map(byFinding)
  const mend = gravest.filter(one => one.threat === threat.id).map(({control}) => said(control.fix.summary, byControl(control.key), self))
  return [
    {title: 'Incident commander name', statements: [said(`To be filled in: who leads the response when ${threat.id} has happened.`, self)]},
    {
      title: 'Executive summary of what happened',
      statements: [
        said(`To be filled in with the time, the place and how it was noticed, on the pattern of ${threat.id}, ${threat.title}.`, self),
        said(threat.scenario, self)
      ]
    },
    {
      title: 'What was affected',
      statements: [
        said(
          `The component ${placeName(threat.component)}, through the surface ${placeName(threat.surface)}${ids.length === 0 ? '' : `; the scan shows the way in by check ${ids.join(' and ')}`}.`,
          self,
          ...from
        )
      ]
    },
    {
      title: 'What the impact was',
      statements: [
        said(
          `${strideNames[threat.stride]}: ${chosen?.control.stride.reason ?? threat.title}`,
          self,
          ...(chosen ? [byControl(chosen.control.key)] : [])
        ),
        ...(chosen === undefined ? [] : [said(chosen.control.risk, byControl(chosen.control.key))])
      ]
    },
    {title: 'Remediation steps', statements: [...mend, ...threat.mitigations.map(mitigation => said(mitigation, self))]},
    {
      title: 'Lessons learned',
      statements: [
        said(`How it is noticed next time: ${lower(threat.detection)}`, self),
        said(`What no check covers: ${lower(threat.gaps)}`, self)
      ]
    }
  ]
}

/** A sentence inside another begins small, unless its first word is a name. */
function lower(sentence: string): string {
  return /^[A-Z][a-z]+\b(?! \d)/.test(sentence) && !/^(?:Docker|Kubernetes|CIS|DT|KT)\b/.test(sentence)
    ? `${sentence.charAt(0).toLowerCase()}${sentence.slice(1)}`
    : sentence
}
