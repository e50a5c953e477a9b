import {describe, expect, test} from 'vitest'
import {daemonKeyMistake, kubeFlagMistake, kubeletMistake, runFlagMistake} from '../../src/harden/check.ts'
import {engineOf, lineOf} from '../../src/harden/version.ts'
import {sample} from '../fixtures.ts'
import {facts, findingsOf} from './make.ts'

describe('keys of daemon.json', () => {
  test.each<readonly [string, unknown, string, RegExp | null]>([
    ['icc', false, '28.5', null],
    ['icc', 'false', '28.5', /"icc" takes true or false, not "false"/],
    ['no-new-priveleges', true, '28.5', /knows none of this name/],
    ['min-api-version', '1.44', '28.5', /does not know "min-api-version" yet; it came with 29\.0\.0/],
    ['min-api-version', '1.44', '29.7', null],
    ['graph', '/x', '28.5', /does not take "graph" any more/],
    ['graph', '/x', '23.0', null],
    ['resolv-conf', '/x', '28.5', /does not start with the key/],
    ['http-proxy', 'http://x', '28.5', /does nothing there/],
    ['log-level', 'verbose', '28.5', /is one of .*, info, /],
    ['log-level', 'info', '28.5', null],
    ['log-opts', {'max-size': 10}, '28.5', /takes an object/],
    ['labels', 'a=b', '28.5', /takes a list/],
    ['mtu', 1.5, '28.5', /takes a whole number/],
    ['__proto__', {}, '28.5', /knows none/]
  ])('%s: %j on %s', (key, value, line, expected) => {
    const mistake = daemonKeyMistake([key], value, facts.docker.daemonJson, line)
    if (expected === null) expect(mistake).toBeNull()
    else expect(mistake).toMatch(expected)
  })
})

test.each<readonly [string, string | null, RegExp | null]>([
  ['--memory', '512m', null],
  ['--memory', 'much', /takes a size/],
  ['--cpus', '1.5', null],
  ['--cpus', 'two', /takes a number/],
  ['--read-only', null, null],
  ['--memory', null, /takes a value/],
  ['--memroy', '1m', /has no flag --memroy/],
  ['--ulimit', 'nofile=1:2', null],
  ['--ulimit', '4096', /--ulimit takes/]
])('docker run %s %s', (flag, value, expected) => {
  const mistake = runFlagMistake(flag, value, facts.docker.flags)
  if (expected === null) expect(mistake).toBeNull()
  else expect(mistake).toMatch(expected)
})

test.each<readonly [string, string, string, RegExp | null]>([
  ['--profiling', 'false', '1.31', null],
  ['--profiling', 'no', '1.31', /takes true or false/],
  ['--insecure-port', '0', '1.31', /gone since Kubernetes 1\.24/],
  ['--insecure-port', '0', '1.20', null],
  ['--no-such-flag', 'x', '1.31', /has no flag/],
  ['--audit-log-maxage', 'thirty', '1.31', /takes a whole number/]
])('kube-apiserver %s=%s in %s', (flag, value, minor, expected) => {
  const mistake = kubeFlagMistake('kube-apiserver', flag, value, facts.kubernetes.flags, minor)
  if (expected === null) expect(mistake).toBeNull()
  else expect(mistake).toMatch(expected)
})

test.each<readonly [string, unknown, string, RegExp | null]>([
  ['readOnlyPort', 0, '1.31', null],
  ['readOnlyPort', '0', '1.31', /takes a whole number/],
  ['seccompDefault', true, '1.20', /came with Kubernetes 1\.22/],
  ['authentication.anonymous.enabled', false, '1.31', null],
  ['authentication.anonymous', false, '1.31', /takes an? /],
  ['tlsCipherSuites', ['A'], '1.31', null],
  ['noSuchField', 1, '1.31', /has no field/]
])('kubelet %s: %j in %s', (path, value, minor, expected) => {
  const mistake = kubeletMistake(path.split('.'), value, facts.kubernetes.kubelet, minor)
  if (expected === null) expect(mistake).toBeNull()
  else expect(mistake).toMatch(expected)
})

describe('versions', () => {
  test.each([
    ['28', '28.5'],
    ['28.1', '28.5'],
    ['24.0.7', '24.0'],
    ['20.10.24', '20.10'],
    ['29', '29.7'],
    ['19.03', null],
    ['', null]
  ])('engine %s should be of the line %s', (version, line) => {
    expect(lineOf(version, facts.docker.daemonJson.engines)).toBe(line)
  })

  test('the engine should be read from the log', () => {
    expect(engineOf(findingsOf(sample('docker-bench-security.log')).findings)).toBe('24.0.7')
    expect(engineOf([])).toBeNull()
  })
})
