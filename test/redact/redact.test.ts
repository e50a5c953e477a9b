import {describe, expect, test} from 'vitest'
import type {Findings} from '../../src/model/index.ts'
import {parse} from '../../src/parse/index.ts'
import {openRedaction, redact, redactClasses} from '../../src/redact/index.ts'
import {document, finding} from '../analyse/build.ts'

/** What becomes of what an audit printed. */
function shown(actual: string, what: readonly (typeof redactClasses)[number][] = redactClasses): string | null | undefined {
  const one = finding({evidence: {actual, audit: null, expected: null, reason: null}})
  return redact(document([one]), {what}).findings[0]?.evidence.actual
}

function itemsOf(log: string): readonly (readonly [string, string | null])[] {
  return redact(parse(log), {what: redactClasses}).findings.flatMap(({items}) => items.map(({text, subject}) => [text, subject] as const))
}

describe('names by their place', () => {
  test('details of docker-bench-security should name containers, images, networks and users', () => {
    expect(
      itemsOf(`[WARN] 1.1.3 - Ensure only trusted users are allowed to control Docker daemon
[INFO]      * doubtfulusers: alice bob
[INFO]      * docker:x:998:alice,root
[WARN] 2.4 - Ensure insecure registries are not used
[WARN]      * Insecure Registry Found: reg.acme.dev:5000
[WARN] 4.1 - Ensure that a user for the container has been created
[WARN]      * Running as root: shop_db-1
[WARN] 4.6 - Ensure that HEALTHCHECK instructions have been added to container images
[WARN]      * No Healthcheck found: [shop:1.2 reg.acme.dev:5000/team/shop:1.2]
[WARN] 5.13 - Ensure that incoming container traffic is bound to a specific host interface
[WARN]      * Port being bound to wildcard IP: 0.0.0.0 in shop_db-1
[WARN] 7.3 - Ensure that all Docker swarm overlay networks are encrypted
[WARN]      * Unencrypted overlay network: shop_net (swarm)
`)
    ).toEqual([
      ['doubtfulusers: user-1 user-2', null],
      ['docker:x:998:user-1,root', null],
      ['Insecure Registry Found: host-1:5000', 'host-1'],
      ['Running as root: container-1', 'container-1'],
      ['No Healthcheck found: [image-1 image-2]', 'image-1 image-2'],
      ['Port being bound to wildcard IP: 0.0.0.0 in container-1', 'container-1'],
      ['Unencrypted overlay network: network-1 (swarm)', 'network-1 (swarm)']
    ])
  })

  test.each([
    ['--hostname-override=web-1 on web-1.', '--hostname-override=host-1 on host-1.'],
    ['--etcd-servers=https://db.acme.internal:2379,https://127.0.0.1:2379', '--etcd-servers=https://host-1:2379,https://127.0.0.1:2379'],
    [
      '--initial-cluster=m1=https://10.0.0.1:2380,m2=https://10.0.0.2:2380',
      '--initial-cluster=host-1=https://ip-1:2380,host-2=https://ip-2:2380'
    ],
    ['alice 812 1 0 10:00 ? 00:00:01 /usr/bin/dockerd', 'user-1 812 1 0 10:00 ? 00:00:01 /usr/bin/dockerd'],
    ['root 812 1 0 10:00 ? 00:00:01 /usr/bin/dockerd', 'root 812 1 0 10:00 ? 00:00:01 /usr/bin/dockerd'],
    ['-rw-r----- 1 alice staff 12 /x', '-rw-r----- 1 user-1 staff 12 /x'],
    ['alice:x:1000:1000:Alice:/home/alice:/bin/bash', 'user-1:x:1000:1000:user-1:/home/user-1:/bin/bash'],
    [
      'NAME STATUS\nweb-1 Ready worker 1d\nweb-2   NotReady,SchedulingDisabled',
      'NAME STATUS\nhost-1 Ready worker 1d\nhost-2   NotReady,SchedulingDisabled'
    ],
    ['--pod-infra-container-image=acme/pause:3.1 --cluster-name=acme-7', '--pod-infra-container-image=image-1 --cluster-name=host-1'],
    ['nodeName: web-1, system:node:web-2 "hostname": "web-3"', 'nodeName: host-1, system:node:host-2 "hostname": "host-3"'],
    ['--insecure-registry=acme-7:5000 --name db-7', '--insecure-registry=host-1:5000 --name host-2'],
    ['/media/alice/disk /run/media/bob/disk', '/media/user-1/disk /run/media/user-2/disk'],
    ['acme-7.example.com:5000/team/app:1.2 was pulled', 'image-1 was pulled'],
    ['web.acme.de acme.de daemon.de', 'host-1 acme.de daemon.de'],
    ['ssh alice@web-1 ls', 'ssh user-1@host-1 ls'],
    ['/Users/alice/.docker C:\\Users\\bob\\x', '/Users/user-1/.docker C:\\Users\\user-2\\x'],
    ['mail alice.b@acme.example about it', 'mail user-1 about it'],
    ['alice@web-1:~$ sudo ./docker-bench-security.sh', 'user-1@host-1:~$ sudo ./docker-bench-security.sh'],
    ['image: reg.acme.dev/shop@sha256:0123456789ab', 'image: image-1'],
    ['--user=alice --username=bob', '--user=user-1 --username=user-2'],
    ['WEB-1.ACME.internal and web-1.acme.internal', 'host-1 and host-1'],
    ['https://docs.docker.com/engine and k8s.gcr.io/pause', 'https://docs.docker.com/engine and k8s.gcr.io/pause'],
    [
      'rbac.authorization.k8s.io daemon.json kubelet.service config.yaml',
      'rbac.authorization.k8s.io daemon.json kubelet.service config.yaml'
    ]
  ])('%s', (given, wanted) => {
    expect(shown(given)).toBe(wanted)
  })
})

describe('addresses', () => {
  test.each([
    ['10.0.0.1, 10.0.0.1:2379, 10.0.0.0/16 and 10.0.0.1.', 'ip-1, ip-1:2379, ip-2/16 and ip-1.'],
    [
      '127.0.0.1 0.0.0.0 0.0.0.0/0 ::1 :: 255.255.255.0 169.254.169.254',
      '127.0.0.1 0.0.0.0 0.0.0.0/0 ::1 :: 255.255.255.0 169.254.169.254'
    ],
    ['version 1.2.3.4, v1.2.3.4, 1.2.3.4.5, x1.2.3.4', 'version 1.2.3.4, v1.2.3.4, 1.2.3.4.5, x1.2.3.4'],
    ['999.1.1.1 and 5.1.2.1', '999.1.1.1 and ip-1'],
    ['[2001:db8::1]:2379 2001:0DB8:0:0:0:0:0:1 fe80::1%eth0', '[ip-1]:2379 ip-1 ip-2%eth0'],
    ['::ffff:10.0.0.1 is 10.0.0.1; ::ffff:127.0.0.1', 'ip-1 is ip-1; ::ffff:127.0.0.1'],
    ['12:34:56 aa:bb:cc:dd:ee:ff std::vector dead:beef', '12:34:56 aa:bb:cc:dd:ee:ff std::vector dead:beef'],
    ['ip-10-0-0-1 is 10.0.0.1', 'ip-1 is ip-1']
  ])('%s', (given, wanted) => {
    expect(shown(given, ['ips'])).toBe(wanted)
  })

  test('an id of a check should stay an id', () => {
    const one = finding({id: '5.1.2.1', title: 'See 5.1.2.1 and 5.1.2.2', control: null})
    expect(redact(document([one]), {what: ['ips']}).findings[0]).toMatchObject({id: '5.1.2.1', title: 'See 5.1.2.1 and ip-1'})
  })
})

describe('what stays', () => {
  test('a word of the benchmark should be replaced only where a name must stand', () => {
    const one = finding({title: 'Ensure that the web server runs as user', items: ['web', 'user'], control: null})
    const out = redact(document([{...one, remediation: {text: 'Restart the web server: web.', impact: null}}]), {what: redactClasses})
      .findings[0]
    expect(out?.title).toBe(one.title)
    expect(out?.items.map(({text}) => text)).toEqual(['Running as root: container-1', 'Running as root: user'])
    expect(out?.remediation.text).toBe('Restart the web server: container-1.')
  })

  test('only what is asked for should be replaced', () => {
    const text = '--hostname-override=web-1 --node-ip=10.0.0.1 /home/alice image: acme/shop:1'
    expect(shown(text, ['hosts'])).toBe('--hostname-override=host-1 --node-ip=10.0.0.1 /home/alice image: acme/shop:1')
    expect(shown(text, ['users'])).toBe('--hostname-override=web-1 --node-ip=10.0.0.1 /home/user-1 image: acme/shop:1')
    expect(shown(text, ['images'])).toBe('--hostname-override=web-1 --node-ip=10.0.0.1 /home/alice image: image-1')
    expect(shown(text, ['ips'])).toBe('--hostname-override=web-1 --node-ip=ip-1 /home/alice image: acme/shop:1')
  })

  test('what the caller keeps should stay', () => {
    const one = finding({items: ['shop', 'Depot-1']})
    const out = redact(document([one]), {what: ['hosts'], keep: ['depot-1']}).findings[0]
    expect(out?.items.map(({subject}) => subject)).toEqual(['container-1', 'Depot-1'])
  })

  test('a title of a known control keeps its fingerprint; one that held a name does not keep a hash of the name', () => {
    const [known, unknown] = redact(document([finding({items: ['shop-1']}), finding({title: 'About shop-1', control: null})]), {
      what: ['hosts']
    }).findings
    expect(known?.fingerprint).toBe('fingerprint of docker.daemon.icc')
    expect(unknown).toMatchObject({title: 'About container-1'})
    expect(unknown?.fingerprint).not.toBe('fingerprint of About shop-1')
  })
})

describe('pseudonyms', () => {
  const two = (first: Findings, second: Findings) => {
    const hidden = openRedaction([first, second], {what: redactClasses})
    return [hidden.findings(first), hidden.findings(second), hidden] as const
  }

  test('the same name should have the same pseudonym in all documents, machines first', () => {
    const [first, second, hidden] = two(
      document([finding({items: ['db-1']})], ['web-1']),
      document([finding({items: ['db-1', 'db-2']})], ['web-2', 'web-1'])
    )
    expect(first.scans[0]).toMatchObject({node: 'host-1', file: 'log-1.log'})
    expect(second.scans.map(({node}) => node)).toEqual(['host-2', 'host-1'])
    expect(second.findings[0]?.items.map(({subject}) => subject)).toEqual(['container-1', 'container-2'])
    expect(hidden.pseudonyms()).toEqual({
      hosts: {'web-1': 'host-1', 'db-1': 'container-1', 'web-2': 'host-2', 'db-2': 'container-2'},
      users: {},
      images: {},
      ips: {},
      files: {'a.log': 'log-1.log'}
    })
  })

  test('those of an earlier call should be used again', () => {
    const earlier = document([finding({items: ['db-1']})], ['web-1'])
    const first = openRedaction([earlier], {what: redactClasses})
    first.findings(earlier)
    const before = first.pseudonyms()
    const later = document([finding({items: ['db-0', 'db-1']})], ['web-0', 'web-1'])
    const out = redact(later, {what: redactClasses, pseudonyms: before})
    expect(out.scans.map(({node}) => node)).toEqual(['host-2', 'host-1'])
    expect(out.findings[0]?.items.map(({subject}) => subject)).toEqual(['container-2', 'container-1'])
  })

  test('a name that looks like one of ours should not be given to another', () => {
    const out = redact(document([finding({items: ['db-1', 'container-1']})]), {what: ['hosts']})
    expect(out.findings[0]?.items.map(({subject}) => subject)).toEqual(['container-2', 'container-1'])
  })

  test('a name longer than any real one should be gone too', () => {
    const long = `shop-${'x'.repeat(600)}`
    const parts = `depot${'-a'.repeat(150)}`
    const one = finding({items: [long, parts], evidence: {actual: `see ${long} and ${parts}`, audit: null, expected: null, reason: null}})
    const out = redact(document([one], [`host-of-${'y-'.repeat(200)}z`]), {what: redactClasses})
    expect(out.scans[0]?.node).toBe('host-1')
    expect(out.findings[0]?.items.map(({text}) => text)).toEqual(['Running as root: container-1', 'Running as root: container-2'])
    expect(out.findings[0]?.evidence.actual).toBe('see container-1 and container-2')
  })

  test('names of objects should be names', () => {
    const out = redact(document([finding({items: ['__proto__', 'constructor', 'toString']})], ['hasOwnProperty']), {what: redactClasses})
    expect(out.scans[0]?.node).toBe('host-1')
    expect(out.findings[0]?.items.map(({text}) => text)).toEqual([
      'Running as root: __container-1__',
      'Running as root: container-2',
      'Running as root: container-3'
    ])
  })

  test('the message should say how many names were replaced', () => {
    const out = redact(document([finding({items: ['db-1', 'db-1', 'db-2']})], ['web-1']), {what: ['hosts', 'ips']})
    expect(out.messages).toEqual([
      {
        file: null,
        line: null,
        column: null,
        rule: 'redacted',
        reason: 'Replaced 3 hosts, 0 addresses, 1 name of a log by pseudonyms',
        fatal: false
      }
    ])
  })

  test('a message should not keep the beginning of a name that its line was cut at', () => {
    const found = document([finding()], ['web-prod-17'])
    const message = {
      file: null,
      line: 1,
      column: 1,
      rule: 'unknown-line',
      reason: 'This line is not the scanner\'s: "ping web-pro…"',
      fatal: false
    }
    expect(redact({...found, messages: [message]}, {what: ['hosts']}).messages[0]?.reason).toBe('This line is not the scanner\'s: "ping …"')
  })
})

describe('time', () => {
  const timed = (found: Findings): number => {
    const start = performance.now()
    redact(found, {what: redactClasses})
    return performance.now() - start
  }

  test.each<readonly [string, (size: number) => Findings]>([
    ['long names', size => document(Array.from({length: size / 100}, (_, at) => finding({items: [`shop-${at}${'-a'.repeat(60)}`]})))],
    ['many names', size => document(Array.from({length: size / 10}, (_, at) => finding({items: [`shop-${at}`, `depot_${at}.x`]})))],
    ['one long text', size => document([finding({items: ['a-a-a-a'], title: 'a-'.repeat(size * 5)})])],
    ['a long run of letters', size => document([finding({items: ['shop-1', 'a'.repeat(size * 10)], title: 'a'.repeat(size * 10)})])],
    ['almost names', size => document([finding({items: [`${'a-'.repeat(40)}b`], title: 'a-'.repeat(size)})])],
    [
      'dots, colons and ats',
      size => document([finding({title: '1.'.repeat(size) + 'a@'.repeat(size) + ':'.repeat(size) + '[a:'.repeat(size)})])
    ],
    [
      'almost everything',
      size =>
        document([
          finding({
            evidence: {
              actual: '--name --name=/home/ /home/ image: :x:1: x:x:1:a,a,a -rw-r--r-- 1 a '.repeat(size / 10),
              audit: null,
              expected: null,
              reason: null
            }
          })
        ])
    ]
  ])('of %s should grow with the size', (_, make) => {
    const least = (found: Findings): number => Math.min(timed(found), timed(found))
    timed(make(2000))
    // What takes less cannot be told from the noise of other programs.
    const small = Math.max(25, least(make(10_000)))
    expect(least(make(80_000)) / small).toBeLessThan(8 * 3)
  })
})
