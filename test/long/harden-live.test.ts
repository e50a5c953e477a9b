import {readFileSync} from 'node:fs'
import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import {decode} from '../../src/parse/index.ts'
import {corpusLogs, sample} from '../fixtures.ts'
import {logOf, planFor, three} from '../harden/make.ts'
import {makeImage, missing, type Place, place} from './daemon.ts'

/*
 * The generated daemon.json in a real dockerd (Debian's docker.io; 20.10 has no --validate), and what the daemon and
 * its containers then say of themselves.
 */

let at: Place | null = null
let reason = missing()

beforeAll(async () => {
  if (reason !== null) return
  try {
    at = await place()
    const said = await at.start('{}')
    if (said !== null) reason = `dockerd does not start here even without settings: ${said.trim().split('\n').at(-1)?.slice(0, 200)}`
    else makeImage(at)
  } catch (error) {
    reason = `no daemon can be tried here: ${(error as Error).message.split('\n')[0]}`
  }
  if (reason !== null) process.stderr.write(`skipped, the real dockerd: ${reason}\n`)
}, 90_000)

afterAll(() => at?.close())

/** The place, or the word with which a test is skipped. */
function daemon(skip: (note?: string) => never): Place {
  if (reason !== null || at === null) return skip(reason ?? 'no daemon')
  return at
}

const noNewPrivileges = (dockerd: Place): string =>
  dockerd.docker('run', '--rm', 'base:latest', '/bin/grep', 'NoNewPrivs', '/proc/self/status')
const icc = (dockerd: Place): string =>
  dockerd.docker('network', 'inspect', 'bridge', '--format', '{{index .Options "com.docker.network.bridge.enable_icc"}}')
const proxies = (dockerd: Place): number => Number(dockerd.inside('sh', '-c', 'pgrep -c docker-proxy || true'))
const limits = (dockerd: Place): string => dockerd.docker('run', '--rm', 'base:latest', '/bin/sh', '-c', 'ulimit -Sn; ulimit -Hn')

describe('a real dockerd', () => {
  test('without settings should show what the log of an unhardened host shows', ({skip}) => {
    const dockerd = daemon(skip)
    expect(noNewPrivileges(dockerd)).toBe('NoNewPrivs:\t0')
    expect(icc(dockerd)).toBe('true')
    dockerd.docker('run', '--detach', '--name', 'published', '--publish', '8081:80', 'base:latest', '/bin/sleep', '300')
    expect(proxies(dockerd)).toBeGreaterThan(0)
    dockerd.docker('rm', '--force', 'published')
  })

  test('should start with what is written for a whole log, and show each setting in force', {timeout: 90_000}, async ({skip}) => {
    const dockerd = daemon(skip)
    const {files} = await planFor(sample('docker-bench-security.log'), {engine: '20.10', include: ['2.8']})
    const config = files['daemon.json'] ?? ''
    expect(Object.keys(JSON.parse(config))).toEqual(['default-ulimits', 'icc', 'live-restore', 'no-new-privileges', 'userland-proxy'])
    await dockerd.stop()
    expect(await dockerd.start(config)).toBeNull()
    expect(dockerd.docker('info', '--format', '{{.LiveRestoreEnabled}}')).toBe('true')
    expect(icc(dockerd)).toBe('false')
    expect(noNewPrivileges(dockerd)).toBe('NoNewPrivs:\t1')
    expect(limits(dockerd)).toBe('4096\n8192')
    dockerd.docker('run', '--detach', '--name', 'published', '--publish', '8081:80', 'base:latest', '/bin/sleep', '300')
    expect(proxies(dockerd)).toBe(0)
    dockerd.docker('rm', '--force', 'published')
  })

  test('should start with what is written for each real log, and show it in force', {timeout: 600_000}, async ({skip}) => {
    if (corpusLogs().length === 0) return skip('the corpus is not beside the project')
    const dockerd = daemon(skip)
    const configs = new Map<string, string>()
    for (const {name, path} of corpusLogs().filter(log => log.name.startsWith('docker/'))) {
      const {files} = await planFor(decode(readFileSync(path)), {engine: '20.10'})
      const config = files['daemon.json']
      if (config !== undefined && !configs.has(config)) configs.set(config, name)
    }
    expect(configs.size).toBeGreaterThan(3)
    for (const [config, name] of configs) {
      await dockerd.stop()
      expect([name, await dockerd.start(config)]).toEqual([name, null])
      const settings = JSON.parse(config) as Readonly<Record<string, unknown>>
      if ('icc' in settings) expect([name, icc(dockerd)]).toEqual([name, String(settings['icc'])])
      if ('no-new-privileges' in settings) expect([name, noNewPrivileges(dockerd)]).toEqual([name, 'NoNewPrivs:\t1'])
      if ('live-restore' in settings) expect([name, dockerd.docker('info', '--format', '{{.LiveRestoreEnabled}}')]).toEqual([name, 'true'])
    }
  })

  test('should start with the three settings of the reference write-up', {timeout: 90_000}, async ({skip}) => {
    const dockerd = daemon(skip)
    const {files} = await planFor(three)
    await dockerd.stop()
    expect(await dockerd.start(files['daemon.json'] ?? '')).toBeNull()
    expect([icc(dockerd), noNewPrivileges(dockerd)]).toEqual(['false', 'NoNewPrivs:\t1'])
  })

  test('should start with ours joined into the file of a user, whose settings stay in force', {timeout: 90_000}, async ({skip}) => {
    const dockerd = daemon(skip)
    const {files} = await planFor(three, {
      existing: {name: 'daemon.json', text: '{"labels": ["rack=7"], "icc": true,\n "log-opts": {"max-size": "5m"}}'},
      engine: '20.10'
    })
    await dockerd.stop()
    expect(await dockerd.start(files['daemon.json'] ?? '')).toBeNull()
    expect(dockerd.docker('info', '--format', '{{.Labels}}')).toBe('[rack=7]')
    expect(icc(dockerd)).toBe('false')
  })

  test('should not start with what we refuse or leave out', {timeout: 90_000}, async ({skip}) => {
    const dockerd = daemon(skip)
    await dockerd.stop()
    expect(await dockerd.start('{"no-new-priveleges": true}')).toMatch(/no-new-priveleges/)
    expect(await dockerd.start('{"icc": false, "iptables": false}')).toMatch(/iptables/)
    expect(await dockerd.start('{"icc": false,}')).toMatch(/invalid character/)
    expect(await dockerd.start('{}')).toBeNull()
  })

  test('limits and networks should change on a running container by the scripts', {timeout: 90_000}, async ({skip}) => {
    const dockerd = daemon(skip)
    dockerd.docker('run', '--detach', '--name', 'shop-web', 'base:latest', '/bin/sleep', '300')
    const {files} = await planFor(logOf('shop-web'), {include: ['5.11', '5.29', '5.30']})
    for (const path of ['containers/update.sh', 'containers/networks.sh'])
      dockerd.inside('env', `DOCKER_HOST=unix://${dockerd.folder}/docker.sock`, 'sh', '-c', files[path] ?? '', 'script', '--apply')
    expect(
      dockerd.docker(
        'inspect',
        'shop-web',
        '--format',
        '{{.HostConfig.Memory}} {{.HostConfig.PidsLimit}} {{.HostConfig.RestartPolicy.Name}}'
      )
    ).toBe('536870912 200 on-failure')
    expect(dockerd.docker('inspect', 'shop-web', '--format', '{{range $name, $n := .NetworkSettings.Networks}}{{$name}} {{end}}')).toBe(
      'shop-net'
    )
    dockerd.docker('rm', '--force', 'shop-web')
  })

  test('containers should start with the options that are written for them', {timeout: 90_000}, async ({skip}) => {
    const dockerd = daemon(skip)
    const {files} = await planFor(logOf('shop-api'), {include: ['all'], skip: ['5.30', '4.6']})
    const flags = (files['containers/run-flags.txt'] ?? '')
      .split('\n')
      .flatMap(line => /^ {2}add {5}(.*?) {3}\(/.exec(line)?.[1]?.split(' ') ?? [])
    expect(flags).toContain('no-new-privileges')
    dockerd.docker('run', '--detach', '--name', 'shop-api', ...flags, 'base:latest', '/bin/sleep', '300')
    const said = dockerd.docker('inspect', 'shop-api', '--format', '{{json .HostConfig}}')
    expect(JSON.parse(said)).toMatchObject({
      Memory: 536_870_912,
      NanoCpus: 1_000_000_000,
      PidsLimit: 200,
      ReadonlyRootfs: true,
      Privileged: false,
      SecurityOpt: ['no-new-privileges'],
      RestartPolicy: {Name: 'on-failure', MaximumRetryCount: 5}
    })
    expect(() => dockerd.docker('exec', 'shop-api', '/bin/sh', '-c', 'echo x > /file')).toThrow(/Read-only file system/)
    expect(dockerd.docker('exec', 'shop-api', '/bin/grep', 'NoNewPrivs', '/proc/1/status')).toBe('NoNewPrivs:\t1')
    dockerd.docker('rm', '--force', 'shop-api')
  })

  test('containers should outlive the restart when live-restore is reloaded first', {timeout: 90_000}, async ({skip}) => {
    const dockerd = daemon(skip)
    const id = dockerd.docker('run', '--detach', '--name', 'survivor', 'base:latest', '/bin/sleep', '300')
    const started = dockerd.docker('inspect', id, '--format', '{{.State.StartedAt}}')
    const {files} = await planFor(sample('docker-bench-security.log'), {engine: '20.10', only: ['2.2', '2.15']})
    dockerd.reload(files['daemon.json'] ?? '')
    await new Promise(resolve => setTimeout(resolve, 1500))
    await dockerd.stop()
    expect(await dockerd.start(files['daemon.json'] ?? '')).toBeNull()
    expect(dockerd.docker('inspect', id, '--format', '{{.State.Running}} {{.State.StartedAt}}')).toBe(`true ${started}`)
    dockerd.docker('rm', '--force', 'survivor')
  })
})
