import {existsSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync, chmodSync, mkdirSync} from 'node:fs'
import {fileURLToPath} from 'node:url'
import {join} from 'node:path'
import {Ajv} from 'ajv'
import {afterAll, describe, expect, test} from 'vitest'
import {parse as parseYaml} from 'yaml'
import {auditMistakes} from '../../src/harden/audit-rules.ts'
import {permissionsScript} from '../../src/harden/permissions.ts'
import type {ContainerWay, FileWay, Remedy} from '../../src/model/index.ts'
import {sample} from '../fixtures.ts'
import {catalog, facts, logOf, planFor, remedies} from './make.ts'
import {hasShellcheck, sandbox, shellcheck} from './sandbox.ts'

const all = await planFor(sample('docker-bench-security.log'), {include: ['all', '2.8', '5.19', '4.3', '4.8', '6.1']})
const kube = await planFor(sample('kube-bench.log'), {include: ['all']})
const scripts = Object.entries({...all.files, ...kube.files}).filter(([path]) => path.endsWith('.sh'))
const ways = Object.entries(remedies).flatMap(([key, remedy]) =>
  'ways' in remedy ? remedy.ways.map(way => ({key, way, remedy: remedy as Remedy})) : []
)

const box = sandbox('docker', 'chmod', 'chown')
afterAll(() => rmSync(box.folder, {recursive: true, force: true}))

describe('scripts', () => {
  test('there should be one of each kind', () => {
    expect(scripts.map(([path]) => path).toSorted()).toEqual([
      'containers/networks.sh',
      'containers/update.sh',
      'kubernetes/permissions.sh',
      'permissions.sh'
    ])
  })

  test.skipIf(!hasShellcheck).each(scripts)('shellcheck should find nothing in %s', (_, script) => {
    expect(shellcheck(script)).toBe('')
  })

  test.skipIf(!hasShellcheck)('shellcheck should find nothing in a script with every kind of target', () => {
    const permissions = ways.flatMap(({key, way}) => (way.kind === 'mode' || way.kind === 'owner' ? [{way, about: key}] : []))
    expect(permissions.length).toBeGreaterThan(50)
    expect(shellcheck(permissionsScript(permissions, 'permissions.sh', false))).toBe('')
  })

  test.each(scripts)('%s should change nothing without --apply', (path, script) => {
    const {status, calls, out} = box.run(script)
    expect([status, calls]).toEqual([0, []])
    if (path.startsWith('containers/')) expect(out).toMatch(/^would {2}docker /)
  })

  test.each(scripts.filter(([path]) => path.startsWith('containers/')))('%s should do with --apply what it said without', (_, script) => {
    const said = box
      .run(script)
      .out.trim()
      .split('\n')
      .map(line => line.replace(/^would {2}/, ''))
    const {calls, status} = box.run(script, '--apply')
    expect(status).toBe(0)
    expect(calls.map(words => words.join(' '))).toEqual(said)
  })

  test.each(scripts)('%s should refuse any other argument', (_, script) => {
    expect(box.run(script, '--aply')).toMatchObject({status: 2, calls: [], out: expect.stringContaining('usage: sh ')})
  })
})

// The scripts are for Linux hosts: they use GNU stat.
describe.skipIf(process.platform !== 'linux')('the script of permissions', () => {
  const real = sandbox()
  afterAll(() => rmSync(real.folder, {recursive: true, force: true}))
  const file = (name: string, mode: number): string => {
    const path = join(real.folder, name)
    writeFileSync(path, '')
    chmodSync(path, mode)
    return path
  }
  const modeOf = (path: string): string => (statSync(path).mode & 0o7777).toString(8)
  const script = (...targets: readonly FileWay[]): string =>
    permissionsScript(
      targets.map(way => ({way, about: 'test'})),
      'permissions.sh',
      false
    )
  const mode = (path: string, value: string, below: string | null = null): FileWay => ({kind: 'mode', value, target: {path}, below})

  test('should take away bits and never add one, and print modes before and after', () => {
    const wide = file('wide', 0o666)
    const tight = file('tight', 0o400)
    const text = script(mode(wide, '644'), mode(tight, '644'), mode(join(real.folder, 'absent'), '600'))
    expect(real.run(text).out).toBe(`would  chmod 644 ${wide} (now 666)\nok     ${tight} 400\nabsent ${join(real.folder, 'absent')}\n`)
    expect([modeOf(wide), modeOf(tight)]).toEqual(['666', '400'])
    expect(real.run(text, '--apply').out).toContain(`done   ${wide} 666 -> 644`)
    expect([modeOf(wide), modeOf(tight)]).toEqual(['644', '400'])
  })

  test('should reach the files of that name below a folder, whatever they are called', () => {
    mkdirSync(join(real.folder, 'pki', 'etcd'), {recursive: true})
    const names = ['pki/ca.key', 'pki/etcd/a b.key', "pki/it's $(touch x).key", 'pki/ca.crt']
    const paths = names.map(name => file(name, 0o644))
    symlinkSync('/etc/hostname', join(real.folder, 'pki', 'link.key'))
    real.run(script(mode(join(real.folder, 'pki'), '600', '*.key')), '--apply')
    expect(paths.map(modeOf)).toEqual(['600', '600', '600', '644'])
    expect(existsSync(join(real.folder, 'x'))).toBe(false)
  })

  test('should reach the unit file of a service and its drop-ins', () => {
    const unit = file('kubelet.service', 0o644)
    const dropIn = file('10-kubeadm.conf', 0o644)
    const text = script({kind: 'mode', value: '600', target: {unit: 'kubelet.service'}, below: null})
    expect(real.run(`systemctl() { echo '${unit}'; echo '${dropIn}'; }\n${text}`, '--apply').out).toContain(`done   ${dropIn} 644 -> 600`)
    expect([modeOf(unit), modeOf(dropIn)]).toEqual(['600', '600'])
    expect(real.run(`systemctl() { return 1; }\n${text}`).out).toBe('absent kubelet.service\n')
  })

  test.skipIf(process.getuid?.() !== 0)('should set owners, and only with --apply', () => {
    const path = file('owned', 0o644)
    const text = script({kind: 'owner', value: 'daemon:daemon', target: {path}, below: null})
    expect(real.run(text).out).toBe(`would  chown daemon:daemon ${path} (now root:root)\n`)
    expect(statSync(path).uid).toBe(0)
    real.run(text, '--apply')
    expect(statSync(path).uid).not.toBe(0)
  })
})

describe('audit rules', () => {
  test('should fit the grammar', () => {
    expect(auditMistakes(all.files['audit.rules'] ?? '')).toEqual([])
    expect(all.files['audit.rules']).toContain('-a always,exit -F arch=b64 -F path=/usr/bin/dockerd -F perm=wa -F key=docker')
  })

  test('exceptions should come before the rules they are taken from', () => {
    const rules = (all.files['audit.rules'] ?? '').split('\n').filter(line => line.startsWith('-a'))
    expect(rules[0]).toBe('-a never,exit -F dir=/var/lib/docker/volumes')
    expect(rules.filter(rule => rule.startsWith('-a never'))).toHaveLength(1)
    expect(new Set(rules).size).toBe(rules.length)
  })

  test('should watch daemon.json as soon as the plan makes it, and say that a scan shows it', () => {
    expect(all.files['audit.rules']).toContain('path=/etc/docker/daemon.json ')
    expect(all.plan.reveals.find(({ids}) => ids.includes('1.1.11'))?.reason).toMatch(/watches it/)
  })

  test.each([
    ['-a always,exit -F path=etc/docker -F perm=wa', /path cannot be etc/],
    ['-a always,exit -F path=/a -F arch=b64', /arch comes before/],
    ['-a sometimes,exit -F path=/a', /takes an action/],
    ['-a always,exit -F path=/a -F dir=/b', /not both/],
    ['-a always,exit -F perm=wz', /perm cannot be/],
    ['-w etc -p wa -k docker', /absolute path/],
    ['-w /etc -p wa -k', /a watch is/],
    ['-x', /no option/],
    ['-a always,exit -F path=/é', /plain ASCII/]
  ])('%s should not fit', (line, reason) => {
    expect(auditMistakes(`# comment\n${line}\n`)).toMatchObject([{line: 2, reason: expect.stringMatching(reason)}])
  })
})

const schemas = fileURLToPath(new URL('../../../shared/schemas/', import.meta.url))
const composeSchema = `${schemas}compose-spec.json`

describe('the Compose file', () => {
  const compose = async (log: string, include: readonly string[] = ['all']): Promise<string> =>
    (await planFor(log, {include})).files['containers/compose.override.yaml'] ?? ''

  test('should say what the run flags say', async () => {
    const {services} = parseYaml(await compose(logOf('web-1')), {logLevel: 'silent'}) as {services: Record<string, Record<string, unknown>>}
    expect(Object.keys(services)).toEqual(['web-1'])
    expect(services['web-1']).toMatchObject({
      privileged: false,
      mem_limit: '512m',
      memswap_limit: '512m',
      cpus: 1,
      read_only: true,
      tmpfs: ['/tmp'],
      pids_limit: 200,
      restart: 'on-failure:5',
      security_opt: ['no-new-privileges=true']
    })
    expect(await compose(logOf('web-1'))).toContain('network_mode: !reset null')
  })

  test('every key should be the one of its flag', () => {
    for (const {key, way} of ways) {
      if (way.kind !== 'container') continue
      const known = way.set.flatMap(({flag}) => (facts.docker.flags.commands['run']?.[flag]?.compose ?? '').split(', '))
      const odd = Object.keys(way.compose).filter(name => !known.includes(name) && name !== 'privileged')
      expect([key, odd]).toEqual([key, []])
    }
  })

  test.skipIf(!existsSync(composeSchema))('should fit the schema of Compose', async () => {
    const ajv = new Ajv({strict: false, allErrors: true, validateFormats: false})
    const schema = JSON.parse(readFileSync(composeSchema, 'utf8')) as Record<string, unknown>
    delete schema['$schema']
    const validate = ajv.compile(schema)
    for (const text of [all.files['containers/compose.override.yaml'] ?? '', await compose(logOf('web-1')), everyContainerWay()]) {
      // What !reset clears is gone before Compose checks the result.
      const value = parseYaml(text.replaceAll(/^ *\w+: !reset null\n/gm, ''))
      expect(validate(value) ? [] : validate.errors).toEqual([])
    }
  })
})

/** One service with the keys of every remedy. */
function everyContainerWay(): string {
  const services = Object.fromEntries(
    ways.flatMap(({key, way}) =>
      way.kind === 'container' && Object.keys((way as ContainerWay).compose).length > 0 ? [[key.replaceAll('.', '-'), way.compose]] : []
    )
  )
  return JSON.stringify({services})
}

describe('what is written for containers', () => {
  test('should be flags that docker run has, with values they take', async () => {
    const {plan} = all
    expect(plan.unfixable.map(({reason}) => reason).filter(reason => reason.includes('docker run'))).toEqual([])
    expect(all.files['containers/run-flags.txt']).toContain('add     --memory 512m --memory-swap 512m   (5.11)')
    expect(all.files['containers/run-flags.txt']).toContain('remove  --privileged   (5.5)')
  })

  test('a network should be made for containers whose names begin alike', async () => {
    const {files} = await planFor(logOf('shop-web'), {include: ['5.30']})
    expect(box.run(files['containers/networks.sh'] ?? '', '--apply').calls).toEqual([
      ['docker', 'network', 'create', '--driver', 'bridge', 'shop-net'],
      ['docker', 'network', 'connect', 'shop-net', 'shop-web'],
      ['docker', 'network', 'disconnect', 'bridge', 'shop-web']
    ])
  })

  test('advice on Dockerfiles should name the images and stay comments where it quotes', () => {
    const advice = all.files['images/Dockerfile.advice'] ?? ''
    expect(advice).toContain('# Named by the log: shop/web:2.4.1, shop/api:2.4.1, redis:7.2')
    for (const line of advice.split('\n')) expect(line).toMatch(/^(?:#|$|(?:RUN|USER|HEALTHCHECK|COPY|FROM|CMD|ADD) )/)
  })
})

test('facts should know every daemon setting and flag of the catalogue', () => {
  const {keys} = facts.docker.daemonJson
  for (const {key, way} of ways) {
    if (way.kind === 'setting' && way.file === 'daemon.json')
      for (const {path} of [...way.set]) expect([key, Object.hasOwn(keys, path[0] ?? '')]).toEqual([key, true])
    if (way.kind === 'flag' && way.program === 'dockerd')
      for (const {flag} of way.set) expect([key, Object.values(keys).some(({flags}) => flags.includes(flag))]).toEqual([key, true])
  }
  expect(Object.keys(catalog.controls).length).toBeGreaterThan(250)
})
