import {describe, expect, test} from 'vitest'
import {fixFirst, merge, score, scoreOf} from '../../src/analyse/index.ts'
import {loadCatalog} from '../../src/catalog/index.ts'
import {enrich} from '../../src/enrich/index.ts'
import type {Finding, Outcome, Severity} from '../../src/model/index.ts'
import {parse} from '../../src/parse/index.ts'
import {sample} from '../fixtures.ts'

const catalog = await loadCatalog()
const docker = enrich(parse(sample('docker-bench-security.log')), catalog)
const kubernetes = enrich(parse(sample('kube-bench.log')), catalog)

describe('scoreOf', () => {
  const finding = (outcome: Outcome, severity: Severity | null): Finding => ({...(docker.findings[0] as Finding), outcome, severity})

  test('should be the weighted share of what passes', () => {
    expect(scoreOf([finding('pass', 'critical'), finding('fail', 'low')])).toEqual({value: 90, of: 100})
    expect(scoreOf([finding('pass', 'low'), finding('fail', 'critical')])).toEqual({value: 9, of: 100})
    expect(scoreOf([finding('pass', 'medium'), finding('fail', null)])).toEqual({value: 75, of: 100})
  })

  test('should be 100 only when nothing fails, and null when nothing was tested', () => {
    expect(scoreOf([...Array.from({length: 999}, () => finding('pass', 'critical')), finding('fail', 'low')])?.value).toBe(99)
    expect(scoreOf([finding('pass', 'low'), finding('review', 'critical'), finding('error', 'high')])).toEqual({value: 100, of: 100})
    expect(scoreOf([finding('review', 'high')])).toBe(null)
  })
})

describe('score', () => {
  test('should score each scan on its own', () => {
    const scans = score(merge([docker, kubernetes])).scans
    expect(scans.map(scan => scan.score)).toEqual([score(docker).scans[0]?.score, score(kubernetes).scans[0]?.score])
    expect(scans[0]?.score).not.toEqual(scans[1]?.score)
  })
})

describe('merge', () => {
  test('should number scans anew and lose nothing', () => {
    const both = merge([docker, kubernetes])
    expect(both.scans.map(({index}) => index)).toEqual([0, 1])
    expect(both.findings.length).toBe(docker.findings.length + kubernetes.findings.length)
    expect(new Set(both.findings.slice(docker.findings.length).map(({scan}) => scan))).toEqual(new Set([1]))
  })
})

describe('fixFirst', () => {
  const first = fixFirst(docker.findings, catalog.controls)

  test('should hold all that failed, each once', () => {
    const failed = docker.findings.filter(({outcome}) => outcome === 'fail')
    expect(first.flatMap(({findings}) => findings).length).toBe(failed.length)
  })

  test('should put severity before effort', () => {
    const rank = {critical: 0, high: 1, medium: 2, low: 3}
    const ranks = first.map(({severity}) => rank[severity])
    expect(ranks).toEqual(ranks.toSorted((a, b) => a - b))
    const effort = {setting: 0, recreate: 1, rebuild: 2, process: 3}
    const high = first.filter(({severity}) => severity === 'high').map(({control}) => effort[control?.fix.effort ?? 'process'])
    expect(high).toEqual(high.toSorted((a, b) => a - b))
  })
})
