import {describe, expect, test} from 'vitest'
import {loadCatalog} from '../../src/catalog/index.ts'
import {enrich, normalTitle, subjectKey, titleHash} from '../../src/enrich/index.ts'
import {parse} from '../../src/parse/index.ts'
import {sample} from '../fixtures.ts'

const catalog = await loadCatalog()
const full = (text: string): ReturnType<typeof enrich> => enrich(parse(text), catalog)

describe('samples', () => {
  test.each(['docker-bench-security.log', 'docker-bench-security.json', 'docker-bench.log', 'kube-bench.log', 'kube-bench.json'])(
    'every check of %s should have a control, severity, STRIDE letters, surface and fingerprint',
    name => {
      const {findings} = full(sample(name))
      expect(findings.length).toBeGreaterThan(50)
      for (const finding of findings) {
        expect(finding).toMatchObject({
          control: expect.any(String),
          severity: expect.any(String),
          surface: expect.any(String),
          fingerprint: expect.stringMatching(/^[0-9a-f]{16}$/)
        })
        expect(finding.stride?.primary).toMatch(/^[STRIDE]$/)
      }
    }
  )

  test('text and JSON of one run should say the same', () => {
    const bare = (name: string): unknown =>
      full(sample(name)).findings.map(({id, status, outcome, control, fingerprint, severity}) => ({
        id,
        status,
        outcome,
        control,
        fingerprint,
        severity
      }))
    expect(bare('docker-bench-security.json')).toEqual(bare('docker-bench-security.log'))
  })
})

describe('recognition', () => {
  test('should tell an edition by ids and titles, not by the version printed', () => {
    const old = full(
      '# Docker Bench for Security v1.6.0\n# Based on the CIS Docker Benchmark 1.6.0.\n[INFO] 5 - Container Runtime\n[WARN] 5.1 - Ensure that, if applicable, an AppArmor Profile is enabled (Automated)\n[INFO] Checks: 1\n'
    )
    expect(old.findings[0]?.control).toBe('docker.container.apparmor')
    expect(old.scans[0]?.benchmark.editions).not.toContain('1.6.0')
    expect(old.messages.map(({rule}) => rule)).toContain('edition-differs')
  })

  test('should find the same control under another id in another edition', () => {
    const control = (line: string): string | null | undefined => full(line).findings[0]?.control
    expect(control('[WARN] 2.14 - Ensure Userland Proxy is Disabled (Scored)\n')).toBe('docker.daemon.userland-proxy')
    expect(control('[WARN] 2.16 - Ensure Userland Proxy is Disabled (Scored)\n')).toBe('docker.daemon.userland-proxy')
    expect(control('[WARN] 2.14 - Ensure containers are restricted from acquiring new privileges (Scored)\n')).toBe(
      'docker.daemon.no-new-privileges'
    )
  })

  test('should tell components with one title apart', () => {
    const {findings} = full(
      '[INFO] 1 Control Plane Security Configuration\n[INFO] 1.2 API Server\n[FAIL] 1.2.15 Ensure that the --profiling argument is set to false (Automated)\n[INFO] 1.3 Controller Manager\n[FAIL] 1.3.2 Ensure that the --profiling argument is set to false (Automated)\n'
    )
    expect(findings.map(({control}) => control)).toEqual(['k8s.apiserver.profiling', 'k8s.controller-manager.profiling'])
  })

  test('should guess nothing: a title nobody knows has no control and a message', () => {
    const {findings, messages} = full('[WARN] 2.14 - Ensure the kettle is descaled\n')
    expect(findings[0]).toMatchObject({control: null, severity: null, stride: null, surface: null})
    expect(findings[0]?.fingerprint).toMatch(/^[0-9a-f]{16}$/)
    expect(messages.map(({rule, line}) => [rule, line])).toContainEqual(['no-control', 1])
  })

  test('should guess nothing where a title stands under several components and the log does not say which', () => {
    expect(full('[FAIL] 1.2.15 Ensure that the --profiling argument is set to false (Automated)\n').findings[0]?.control).toBe(null)
  })

  test('should recognise flat JSON, which has no titles, by its version', () => {
    const {findings, scans} = full('{"dockerbenchsecurity":"1.3.4","start":1,"2.15":"WARN","checks":1,"end":2}')
    expect(findings[0]?.control).toBe('docker.daemon.userland-proxy')
    expect(scans[0]?.benchmark.editions).toEqual(['1.1.0'])
  })
})

describe('facts of an edition', () => {
  const node = (line: string): string =>
    `[INFO] 4 Worker Node Security Configuration\n[INFO] 4.2 Kubelet\n[PASS] 4.2.1 Ensure that the --anonymous-auth argument is set to false (Automated)\n${line}\n\n== Summary node ==\n1 checks PASS\n0 checks FAIL\n1 checks WARN\n0 checks INFO\n`

  test('should win over "(Manual)" in a title: an automated, unscored warning is a failure', () => {
    const text = node('[WARN] 4.2.4 Verify that if defined, the --read-only-port argument is set to 0 (Manual)')
    expect(parse(text).findings[1]?.outcome).toBe('review')
    expect(full(text).findings[1]).toMatchObject({assessment: 'automated', outcome: 'fail'})
  })
})

describe('fingerprint', () => {
  test('should not depend on edition, id, status or scanner', () => {
    const of = (line: string): string | null | undefined => full(line).findings[0]?.fingerprint
    expect(of('[WARN] 2.14 - Ensure Userland Proxy is Disabled\n')).toBe(of('[PASS] 2.16 - Ensure Userland Proxy is Disabled (Scored)\n'))
    expect(of('[WARN] 2.14 - Ensure Userland Proxy is Disabled\n')).not.toBe(of('[WARN] 2.14 - Ensure live restore is enabled (Scored)\n'))
  })
})

test('titles should be reduced to what they are about', () => {
  expect(
    normalTitle('1.1.12 Ensure auditing is configured for Dockerfiles and directories - /etc/containerd/config.toml (Automated)')
  ).toBe('ensure auditing is configured for docker files and directories - /etc/containerd/config.toml')
  expect(titleHash('', 'Ensure X (Automated) (Swarm mode not enabled)')).toBe(titleHash('', 'Ensure x'))
  expect(subjectKey('apiserver', 'Ensure that the --authorization-mode argument includes RBAC (Automated)')).toBe(
    'apiserver --authorization-mode/RBAC'
  )
})

test('hostile titles should end', () => {
  const long = ' '.repeat(20_000)
  const {findings} = full(`[WARN] 2.1 - a${long}b\n[WARN] 2.2 - a${'.'.repeat(20_000)}b\n[WARN] 2.3 - a${'(scored)'.repeat(5000)}b\n`)
  expect(findings.length).toBe(3)
})

test('findings that are enriched again should say the same once', async () => {
  const scan = parse('[WARN] 9.9 - Ensure that the house plant is watered\n[WARN] 2.14 - Ensure Userland Proxy is Disabled\n')
  const catalog = await loadCatalog(scan)
  const once = enrich(scan, catalog)
  expect(once.messages.some(({rule}) => rule === 'no-control')).toBe(true)
  expect(enrich(once, catalog)).toEqual(once)
})
