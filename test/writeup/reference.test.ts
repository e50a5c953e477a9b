import {existsSync, readFileSync} from 'node:fs'
import {describe, expect, test} from 'vitest'
import type {LintMessage, LintReport} from '../../src/model/index.ts'
import {lint, loadLintKnowledge} from '../../src/lint.ts'
import {readWriteUp} from '../../src/writeup/index.ts'
import {corpus} from '../fixtures.ts'

/*
 * The write-up that the rules were first measured with. It is somebody's work and stays outside this project: here are
 * only the lines of its mistakes, the rules that must find them, and the fact each message must hold.
 */
const path = `${corpus ?? ''}write-ups/reference-write-up.txt`
const knowledge = await loadLintKnowledge()

interface Mistake {
  readonly number: number
  readonly hits: readonly (readonly [number, string, RegExp])[]
}

/** Mistakes by the number of the page that lists them; 6 and 24 are mistakes of other documents. */
const mistakes: readonly Mistake[] = [
  {number: 1, hits: [[56, 'daemon-json-unknown-key', /"no-new-privileges"/]]},
  {number: 2, hits: [[43, 'docker-network-arguments', /--opt com\.docker\.network\.bridge\.enable_icc=false/]]},
  {number: 3, hits: [[43, 'remedy-misses-check', /"icc": false.*default bridge/]]},
  {number: 4, hits: [[42, 'icc-off-on-own-network', /ICC left on/]]},
  {
    number: 5,
    hits: [
      [55, 'daemon-json-overwritten', /\{"icc": false, "no-new-privileges": true, "userland-proxy": false\}/],
      [32, 'restart-not-said', /restart of dockerd/]
    ]
  },
  {number: 7, hits: [[16, 'category-contradicts-text', /audit policy and log/]]},
  {number: 8, hits: [[16, 'kubelet-basic-auth', /1\.19.*4\.2\.1.*4\.2\.4/]]},
  {number: 9, hits: [[15, 'wrong-file-mode', /700.*cis-1\.24.*600/]]},
  {number: 10, hits: [[15, 'pod-spec-is-no-file', /2\.1 to 2\.6.*RBAC/]]},
  {
    number: 11,
    hits: [
      [18, 'all-pods-have-net-raw', /runtime.*CRI-O.*5\.2\.8/],
      [18, 'threat-without-mitigation', /./]
    ]
  },
  {number: 12, hits: [[19, 'no-benchmark-for-memory', /LimitRange.*5\.10/]]},
  {
    number: 13,
    hits: [
      [17, 'secrets-list-and-watch', /5\.1\.2.*1\.2\.27/],
      [17, 'threat-without-component', /etcd/],
      [17, 'threat-without-mitigation', /./]
    ]
  },
  {
    number: 14,
    hits: [
      [4, 'tls-not-mutual', /tlsverify/],
      [4, 'icc-against-client-spoofing', /two data flows/]
    ]
  },
  {number: 15, hits: [[5, 'no-new-privileges-is-not-non-root', /4\.1.*userns-remap.*5\.3/]]},
  {
    number: 16,
    hits: [
      [6, 'look-alike-is-spoofing', /digest.*2\.4/],
      [6, 'threat-without-mitigation', /./]
    ]
  },
  {
    number: 17,
    hits: [
      [7, 'docker-distribution-cve', /CVE-2017-11468.*2\.6\.2/],
      [7, 'threat-without-mitigation', /./]
    ]
  },
  {
    number: 18,
    hits: [
      [8, 'layer-secrets-at-runtime', /4\.10/],
      [8, 'said-twice', /./]
    ]
  },
  {
    number: 19,
    hits: [
      [26, 'sub-check-ids', /2\.14\.a.*2\.14\.b/],
      [48, 'sub-check-ids', /2\.17\.a.*2\.17\.b/]
    ]
  },
  {
    number: 20,
    hits: [
      [28, 'proxy-for-published-ports', /hairpin NAT/],
      [26, 'finding-without-threat', /./]
    ]
  },
  {
    number: 21,
    hits: [
      [42, 'finding-category-unclear', /information disclosure/],
      [40, 'bridge-is-a-switch', /ARP/]
    ]
  },
  {number: 22, hits: [[53, 'no-new-privileges-can-be-undone', /5\.25.*5\.26/]]},
  {
    number: 23,
    hits: [
      [37, 'findings-out-of-order', /2\.1, 2\.14, 2\.17/],
      [27, 'edition-unknown', /v1\.2\.0/],
      [38, 'edition-unknown', /v1\.2\.0/],
      [49, 'edition-unknown', /v1\.2\.0/],
      [26, 'remedy-not-verified', /scan/]
    ]
  },
  {
    number: 25,
    hits: [
      [4, 'misspelt-term', /components/],
      [53, 'misspelt-term', /privilege/]
    ]
  }
]

/** Lines in our words in the place of those with mistakes; null takes a line out. */
const mended: Readonly<Record<number, string | null>> = {
  4: '1. Spoofing - A stranger may pass for a Docker client towards the daemon. Mutual TLS (tlsverify) must be used, or no TCP listener.',
  5: '2. Elevation of Privilege - An image without USER runs its container as root. A USER should be set in the Dockerfile, and userns-remap on the daemon.',
  6: '3. Tampering - An image in the registry may be replaced. Images should be pinned by digest and signatures verified.',
  7: '4. Denial of Service - A registry older than 2.6.2 reads manifests of any size (CVE-2017-11468). It must be updated and have quotas.',
  8: '5. Information Disclosure - A secret in a layer of an image is read by all who can pull it. Build secrets should be used.',
  15: '1. Tampering - Files of the etcd data directory may be changed. Their directory must have permissions 700 and owner etcd:etcd.',
  16: '2. Tampering - Kubelet settings may be changed without leave. Anonymous requests must be refused and authorization set to Webhook.',
  17: '3. Information Disclosure - Whoever may get, list or watch Secrets at the API server reads them. RBAC must be narrow.',
  18: '4. Spoofing - On runtimes whose default set holds NET_RAW, a pod forges packets in the pod network. NET_RAW should be dropped.',
  19: '5. Denial of Service - Without a LimitRange a pod starves its node. Limits and a ResourceQuota should be set.',
  26: '[FAIL] 2.14.b Ensure Userland Proxy is Disabled (Scored)',
  27: 'According to the CIS Docker Benchmark v1.2.0, in our words:',
  28: 'The proxy starts for each published port, and hairpin NAT does the same without another root process: less elevation of privilege.',
  29: null,
  37: '[FAIL] 2.1 Ensure network traffic is restricted between containers on the default bridge (Scored)',
  38: 'According to the CIS Docker Benchmark v1.2.0, in our words:',
  39: 'Containers on docker0 reach the unpublished ports of each other: information disclosure.',
  40: null,
  42: 'Set it in the one /etc/docker/daemon.json:',
  43: '{"icc": false, "no-new-privileges": true, "userland-proxy": false}',
  44: null,
  45: 'Then systemctl restart docker, recreate the containers, and verify with docker network inspect bridge.',
  49: 'According to the CIS Docker Benchmark v1.2.0, in our words:',
  50: 'A setuid program raises a process in a container to root.',
  51: null,
  53: 'Against elevation of privilege the one daemon.json above sets it, and 5.25 tells which container overrides it.',
  54: null,
  55: null,
  56: null,
  57: null,
  31: 'This is set in the one daemon.json below.',
  32: null,
  33: null,
  34: null
}

async function lintText(text: string): Promise<LintReport> {
  return lint(await readWriteUp(text), knowledge)
}

const finds = (messages: readonly LintMessage[], [line, rule, fact]: Mistake['hits'][number]): boolean =>
  messages.some(one => one.line === line && one.rule === rule && fact.test(`${one.reason} ${one.fact} ${one.fix}`))

describe.skipIf(corpus === null || !existsSync(path))('the reference write-up', () => {
  const text = corpus === null ? '' : readFileSync(path, 'utf8')

  test('should be read as ten threats and three findings', async () => {
    const {threats, findings, messages} = await readWriteUp(text)
    expect(threats.map(({line, stride}) => `${line}${stride}`)).toEqual(['4S', '5E', '6T', '7D', '8I', '15T', '16R', '17I', '18S', '19D'])
    expect(threats.map(({target}) => target)).toEqual([...Array(5).fill('docker'), ...Array(5).fill('kubernetes')])
    expect(findings.map(({id, status, edition, line}) => [id, status, edition, line])).toEqual([
      ['2.14', 'FAIL', '1.2', 26],
      ['2.1', 'FAIL', '1.2', 37],
      ['2.17', 'FAIL', '1.2', 48]
    ])
    expect(messages).toEqual([])
  })

  test('should have its mistakes found at their lines, each with the right fact, and little else', async () => {
    const {messages} = await lintText(text)
    const missed = mistakes.filter(({hits}) => !hits.every(hit => finds(messages, hit))).map(({number}) => number)
    expect(missed).toEqual([])
    expect(mistakes.length).toBeGreaterThanOrEqual(18)
    const elsewhere = messages.filter(({line, rule}) => !mistakes.some(({hits}) => hits.some(([at, name]) => at === line && name === rule)))
    expect(elsewhere.map(({line, rule}) => `${line} ${rule}`)).toEqual([
      '4 category-uncovered',
      '8 threat-without-mitigation',
      '15 category-uncovered',
      '19 threat-without-component',
      '19 threat-without-mitigation'
    ])
  })

  test('should lint without errors once its mistakes are mended', async () => {
    const lines = text.split('\n').flatMap((line, index) => {
      const right = mended[index + 1]
      return right === undefined ? [line] : right === null ? [] : [right]
    })
    const report = await lintText(lines.join('\n'))
    expect(report.document.threats.length).toBe(10)
    expect(report.document.findings.length).toBe(3)
    expect(report.messages.filter(({severity}) => severity !== 'info').map(({line, rule}) => `${line} ${rule}`)).toEqual([])
  })
})
