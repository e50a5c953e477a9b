import type {Findings, WriteUpReport} from '../../src/model/index.ts'
import {type Impossible, type WriteUpOptions, writeUp} from '../../src/write-up.ts'
import {catalog, findingsOf, library, now} from '../threats/reports.ts'

/** Make a write-up of logs; which is which is found out. */
export function writeUpOf(
  logs: readonly {readonly text: string; readonly file?: string}[],
  options: Partial<WriteUpOptions> = {},
  after: Findings | null = null
): WriteUpReport | Impossible {
  const all = logs.map(log => findingsOf(log))
  const kubernetes = all.find(({scans}) => scans.some(({tool}) => tool === 'kube-bench')) ?? null
  const docker = all.find(document => document !== kubernetes) ?? null
  return writeUp({docker, kubernetes, after}, {catalog, library, now, ...options})
}

/** The same where it must be possible. */
export function possible(report: WriteUpReport | Impossible): WriteUpReport {
  if (report.kind === 'impossible') throw new Error(`${report.rule}: ${report.reason}`)
  return report
}

/**
 * Look whether a write-up keeps the rules, from what it says and the findings alone.
 *
 * @returns The rules that are broken.
 */
export function brokenRules(report: WriteUpReport, {findings}: Findings, count = 3): readonly string[] {
  const own = report.models.find(({target}) => target === report.target)
  const usual = new Set(['docker.container.memory', 'docker.container.restart-policy', 'docker.container.exec-privileged'])
  const links = report.findings.map(({confirms}) => own?.threats.find(({id}) => id === confirms?.threat))
  const kubernetes = report.models.find(({target}) => target === 'kubernetes')?.threats.map(({surface}) => surface) ?? []
  const has = (...surfaces: readonly string[]): boolean => surfaces.some(surface => kubernetes.includes(surface))
  const kept: Readonly<Record<string, boolean>> = {
    R1: report.findings.length === count && new Set(report.findings.map(({control}) => control)).size === count,
    R2: report.findings.every(one =>
      one.evidence.every(({line, id, status}) =>
        findings.some(found => found.position.start.line === line && found.id === id && found.status === status && found.outcome === 'fail')
      )
    ),
    R3: report.findings.some(({control}) => !usual.has(control)),
    R4: links.every((threat, index) => {
      const control = report.findings[index]?.control ?? ''
      return threat?.status === 'confirmed' && library.find(({id}) => id === threat.id)?.controls.includes(control) === true
    }),
    R5: new Set(links.map(threat => threat?.surface)).size === count,
    R6:
      report.models.length === 2 &&
      report.models.every(({threats}) => threats.length === 5 && new Set(threats.map(({surface}) => surface)).size === 5) &&
      has('apiserver', 'controller-manager', 'scheduler', 'audit', 'rbac') &&
      has('etcd', 'secrets-pki') &&
      has('kubelet', 'network', 'workloads', 'images')
  }
  return Object.keys(kept).filter(rule => kept[rule] !== true)
}
