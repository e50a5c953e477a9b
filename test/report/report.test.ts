import {describe, expect, test} from 'vitest'
import {loadCatalog} from '../../src/catalog/index.ts'
import {enrich} from '../../src/enrich/index.ts'
import {parse} from '../../src/parse/index.ts'
import {combine} from '../../src/combine.ts'
import {report} from '../../src/pipeline.ts'
import {sample} from '../fixtures.ts'

const catalog = await loadCatalog()
const of = (...texts: readonly string[]): ReturnType<typeof report> =>
  report(
    combine(
      texts.map((text, index) => parse(text, {file: `log-${index}`})),
      catalog
    ),
    {catalog, now: '2026-01-02T03:04:05.000Z'}
  )
const docker = of(sample('docker-bench-security.log'))

describe('report', () => {
  test('should survive JSON', () => {
    expect(JSON.parse(JSON.stringify(docker))).toEqual(docker)
  })

  test('should say the result in one sentence with its base', () => {
    const failed = docker.findings.filter(({outcome}) => outcome === 'fail').length
    expect(docker.headline).toMatch(
      new RegExp(`^${failed} of 117 checks fail, \\d+ of them critical or high; \\d+ more need a person to look\\.$`)
    )
    expect(of("[PASS] 2.2 - Ensure the logging level is set to 'info'\n").headline).toBe('None of 1 check fails.')
    expect(of("[WARN] 2.2 - Ensure the logging level is set to 'info'\n").headline).toMatch(/^1 of 1 check fails/)
  })

  test('should count every check in exactly one outcome', () => {
    expect(docker.outcomes.reduce((sum, {count}) => sum + count, 0)).toBe(117)
    expect(docker.counts.fail).toBe(docker.severities.reduce((sum, {failed}) => sum + failed, 0))
  })

  test('should name ten things to fix first at most, each with a finding to jump to', () => {
    expect(docker.top.length).toBe(10)
    const anchors = new Set(docker.findings.map(({anchor}) => anchor))
    for (const {anchor, fix, rank} of docker.top) {
      expect(anchors).toContain(anchor)
      expect(fix).not.toBe(null)
      expect(rank).toBeGreaterThan(0)
    }
  })

  test('should give every finding an anchor of its own, in several scans too', () => {
    const both = of(sample('docker-bench.log'), sample('kube-bench.log'))
    const anchors = both.findings.map(({anchor}) => anchor)
    expect(new Set(anchors).size).toBe(anchors.length)
    for (const anchor of anchors) expect(anchor).toMatch(/^[a-z0-9-]+$/)
    expect(both.title).toBe('Docker and Kubernetes benchmark report')
    expect(both.headline).toContain('in 2 scans')
  })

  test('should keep anchors apart when an id looks like one of ours', () => {
    const anchors = of('[WARN] 1.1 a\n[WARN] 1.1 b\n[WARN] 1.1.n c\n'.replaceAll('1.1.n', '1.1.2')).findings.map(({anchor}) => anchor)
    expect(new Set(anchors).size).toBe(anchors.length)
  })

  test('should stand without a catalogue', () => {
    const bare = report(enrich(parse(sample('kube-bench.log')), catalog))
    expect(bare.findings.every(({about}) => about === null)).toBe(true)
    expect(bare.generatedAt).toBe(null)
  })
})
