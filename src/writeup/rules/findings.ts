import {type Catalog, compareIds, type Finding} from '../../model/index.ts'
import {editionsLike, plainId} from '../resolve.ts'
import type {Context, Resolved, Rule} from '../rule.ts'

const placeOf = ({finding}: Resolved): {readonly line: number; readonly column: number} => ({
  line: finding.line,
  column: finding.pieces[0]?.column ?? 1
})

const mismatch: Rule = {
  name: 'id-of-other-edition',
  severity: 'error',
  about:
    'An id and a title that do not belong together in the edition cited, or in any: the same number is another check in another edition.',
  *check({resolved, catalog}) {
    if (!catalog) return
    for (const one of resolved) {
      const {finding, byTitle, byId, editions} = one
      if (finding.id === null || byTitle === null || byId.length === 0 || byId.includes(byTitle)) continue
      const named = byId.map(key => catalog.controls[key]?.title ?? key)
      const where = idsOf(byTitle, catalog, finding.target === 'kubernetes' ? 'cis-kubernetes' : 'cis-docker')
      yield {
        ...placeOf(one),
        reason: `In ${editions.length > 0 ? editions.join(' and ') : 'no edition we know'} ${finding.id} is not the check that this title names.`,
        fact: `${finding.id} is "${named.slice(0, 2).join('" or "')}" there; the check of this title is ${where}.`,
        fix: 'Take id and title from the same log, and cite the edition that log follows.'
      }
    }
  }
}

/** `2.16 in 1.6.0, 2.14 in 1.2.0`. */
function idsOf(key: string, catalog: Catalog, family: string): string {
  const places = new Map<string, string>()
  for (const numbering of catalog.numberings) {
    if (numbering.family !== family) continue
    const check = numbering.checks.find(([, , control]) => control === key)
    const id = check?.[0].replace(/\.[a-z]$/, '')
    if (id !== undefined && !places.has(numbering.edition)) places.set(numbering.edition, id)
  }
  const all = [...places]
  const shown = all.filter(([, id], index) => all.findIndex(([, other]) => other === id) === index).slice(0, 3)
  return shown.map(([edition, id]) => `${id} in ${edition}`).join(', ') || 'in no edition we know'
}

const unknownEdition: Rule = {
  name: 'edition-unknown',
  severity: 'warning',
  about: 'A version that no edition of the benchmark has; ids mean nothing without the right one.',
  *check({document, catalog}) {
    if (!catalog) return
    for (const {target, edition, line, column} of document.citations) {
      const family = target === 'docker' ? 'cis-docker' : 'cis-kubernetes'
      const like = editionsLike(catalog, family, edition)
      if (like.includes(edition) || (target === 'kubernetes' && like.length > 0)) continue
      const all = [...new Set(catalog.numberings.filter(one => one.family === family).map(one => one.edition))]
      yield {
        line,
        column,
        reason: `There is no edition ${edition} of the CIS ${target === 'docker' ? 'Docker' : 'Kubernetes'} Benchmark.`,
        fact:
          like.length > 0
            ? `The edition is ${like.map(one => `v${one}`).join(' or ')}.`
            : `Editions whose ids we know are ${all.slice(0, 8).join(', ')}.`,
        fix: like.length > 0 ? `Write v${like[0]}.` : 'Cite the edition that the log names.'
      }
    }
  }
}

const notFailed: Rule = {
  name: 'finding-not-failed',
  severity: 'error',
  about: 'A finding documented as failed that passed in the log, or is not in it at all.',
  *check(context) {
    for (const one of context.resolved) {
      const found = inLog(one, context)
      if (found === null) continue
      if (found.length === 0)
        yield {
          ...placeOf(one),
          reason: `${one.finding.id ?? `"${one.finding.title}"`} is not in the log.`,
          fact: `The log follows ${editionsOfLog(context)} and has no such check.`,
          fix: 'Document a check that failed in this scan, with the id the log prints.'
        }
      else if (!found.some(({outcome}) => outcome === 'fail'))
        yield {
          ...placeOf(one),
          reason: `${one.finding.id ?? `"${one.finding.title}"`} did not fail in the log: it is ${found[0]?.status}.`,
          fact: `The log prints ${found.map(({status, id, position}) => `[${status}] ${id} on line ${position.start.line}`).join(', ')}.`,
          fix: 'Choose one of the checks that fail in this scan.'
        }
    }
  }
}

/** The checks of the log that a finding is about; null when there is no log or it says nothing of this target. */
function inLog({finding, control, byTitle}: Resolved, {log}: Context): readonly Finding[] | null {
  if (!log) return null
  const tools =
    finding.target === 'kubernetes' ? ['kube-bench'] : finding.target === 'docker' ? ['docker-bench', 'docker-bench-security'] : null
  const scans = new Set(log.scans.filter(({tool}) => tools === null || tools.includes(tool)).map(({index}) => index))
  if (scans.size === 0) return null
  const mine = log.findings.filter(one => scans.has(one.scan))
  const id = finding.id === null ? null : plainId(finding.id)
  const byId = id === null ? [] : mine.filter(one => plainId(one.id) === id || plainId(one.id).replace(/\.[a-z]$/, '') === id)
  // An id of another edition is told by another rule; here counts what the title names.
  if (byTitle !== null && control)
    return mine.filter(one => one.control === byTitle && (id === null || !/\.[a-z]$/.test(id) || plainId(one.id) === id))
  return byId
}

function editionsOfLog({log}: Context): string {
  return log?.scans.flatMap(({benchmark}) => benchmark.editions).join(', ') || 'an edition we do not know'
}

const subChecks: Rule = {
  name: 'sub-check-ids',
  severity: 'info',
  about:
    'A check that the scanner prints in parts (2.14.a for the flag, 2.14.b for the file): mending one leaves the other failing in the log.',
  *check({resolved, catalog}) {
    if (!catalog) return
    for (const one of resolved) {
      const {finding, editions, control} = one
      if (finding.id === null || finding.status !== 'FAIL' || !control || /[a-z]$/.test(finding.id)) continue
      // docker-bench (Aqua) prints FAIL; docker-bench-security prints WARN and has no parts.
      const numbering = catalog.numberings.find(table => table.tool === 'docker-bench' && editions.includes(table.edition))
      const parts =
        numbering?.checks.filter(([id, , key]) => key === control.key && id.startsWith(`${finding.id}.`)).map(([id]) => id) ?? []
      if (parts.length < 2 || parts.every(part => finding.pieces.some(({text}) => text.includes(part)))) continue
      yield {
        ...placeOf(one),
        reason: `docker-bench prints this check as ${parts.join(' and ')}.`,
        fact: `${parts[0]} looks at the flags of dockerd and ${parts[1]} at daemon.json; either is enough, yet mending the file turns only ${parts[1]} to PASS.`,
        fix: `Cite ${parts.join(' and ')}, and say that one of them stays FAIL by design.`
      }
    }
  }
}

const order: Rule = {
  name: 'findings-out-of-order',
  severity: 'info',
  about: 'Findings that do not stand in the order of their ids are hard to compare with the log.',
  *check({resolved}) {
    const withId = resolved.filter(({finding}) => finding.id !== null)
    const late = withId.find(
      (one, index) => index > 0 && compareIds(plainId(withId[index - 1]?.finding.id ?? ''), plainId(one.finding.id ?? '')) > 0
    )
    // Groups by category have an order of their own.
    if (!late || new Set(resolved.map(({finding}) => finding.strides[0] ?? '')).size > 3 || resolved.length > 12) return
    yield {
      ...placeOf(late),
      reason: `${late.finding.id} stands behind a higher id.`,
      fact: `In the order of the log they are ${withId
        .map(({finding}) => finding.id ?? '')
        .toSorted((a, b) => compareIds(plainId(a), plainId(b)))
        .join(', ')}.`,
      fix: 'Put the findings in the order of the log.'
    }
  }
}

/** Rules about cited findings. */
export const findingRules: readonly Rule[] = [mismatch, unknownEdition, notFailed, subChecks, order]
