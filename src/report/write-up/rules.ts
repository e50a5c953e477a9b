import type {RuleCheck, Statement} from '../../model/index.ts'
import {listed, placeName} from '../threat-words.ts'
import {plural} from '../words.ts'
import {byControl, byFinding, byThreat, plainId, said, type WriteUpInput} from './input.ts'

/**
 * Say how each rule of selection is met; docs/write-up.md lists them.
 *
 * @param input Everything.
 * @returns The rules in order.
 */
export function rulesOf(input: WriteUpInput): readonly RuleCheck[] {
  const {selected, rules, models, target, after} = input
  const ids = selected.map(({findings}) => plainId(findings[0]?.id ?? ''))
  const all = ids.map(byFinding)
  const keys = selected.map(({control}) => byControl(control.key))
  const linked = selected.filter(({threat}) => threat !== null)
  const chosen = models.find(model => model.target === target)?.threats ?? []
  const surfaces = linked.map(({threat}) => placeName(chosen.find(({id}) => id === threat)?.surface ?? ''))
  const outside = selected.filter(({control}) => !rules.outside.controls.includes(control.key))
  const threats = models.flatMap(model => model.threats)
  const fixed = after === null ? 0 : selected.filter(({control}) => after.get(control.key)?.outcome === 'pass').length
  const check = (rule: string, asks: string, held: boolean, how: Statement): RuleCheck => ({
    rule,
    asks,
    result: held ? 'held' : rules.waived.includes(rule) ? 'waived' : 'open',
    how
  })
  return [
    check(
      'R1',
      `${plural(rules.count, 'finding')} ${rules.count === 1 ? 'is' : 'are'} documented.`,
      selected.length === rules.count,
      said(`${selected.length} ${selected.length === 1 ? 'is' : 'are'} documented: ${listed(ids)}.`, ...all)
    ),
    check(
      'R2',
      'All of them failed in this scan.',
      selected.every(({findings}) => findings.every(({outcome}) => outcome === 'fail')),
      said(
        `The scanner printed ${listed(selected.map(({findings}, index) => `${findings[0]?.status} for ${ids[index]} at line ${findings[0]?.position.start.line}`))}.`,
        ...all
      )
    ),
    check(
      'R3',
      rules.outside.min === 0
        ? 'No check is excluded.'
        : `At least ${rules.outside.min} is about something else than ${rules.outside.asked}.`,
      outside.length >= rules.outside.min,
      said(
        `${outside.length} of ${selected.length} ${outside.length === 1 ? 'is' : 'are'} about something else${rules.outside.here.length === 0 ? '' : `; excluded in this scan: ${listed(rules.outside.here)}`}.`,
        ...all,
        ...keys
      )
    ),
    check(
      'R4',
      `Each confirms one of the ${chosen.length} threats.`,
      linked.length === selected.length,
      said(
        linked.length === 0
          ? 'None is linked to a threat.'
          : `${listed(linked.map(({threat, findings}) => `${threat} is confirmed by ${plainId(findings[0]?.id ?? '')}`))}.`,
        ...all,
        ...linked.map(({threat}) => byThreat(threat ?? ''))
      )
    ),
    check(
      'R5',
      'Each confirms a surface of its own.',
      new Set(surfaces).size === selected.length,
      said(surfaces.length === 1 ? `The surface is ${surfaces[0]}.` : `The surfaces are ${listed(surfaces)}.`, ...all)
    ),
    check(
      'R6',
      `Each model has ${plural(rules.threats, 'threat')}, each of a surface of its own and tied to STRIDE; those of the cluster span control plane, etcd and worker.`,
      models.every(
        model => model.threats.length === rules.threats && new Set(model.threats.map(({surface}) => surface)).size === rules.threats
      ),
      said(
        `${listed(models.map(model => `${model.threats.length} ${model.target === 'docker' ? 'Docker' : 'Kubernetes'} threats`))}, each under one STRIDE category.`,
        ...threats.map(({id}) => byThreat(id))
      )
    ),
    check(
      'R7',
      'All are hardened, scanned again and shown before and after.',
      after !== null && fixed === selected.length,
      said(
        after === null
          ? 'There is no scan after hardening yet: give it as the log and this one with `--before`.'
          : `${fixed} of ${selected.length} ${fixed === 1 ? 'passes' : 'pass'} in the scan after hardening.`,
        ...all
      )
    )
  ]
}
