import {describe, expect, test} from 'vitest'
import {parse as parseYaml, parseAllDocuments} from 'yaml'
import {kubeFlagMistake, kubeletMistake} from '../../src/harden/check.ts'
import {ownerOf, platformOf} from '../../src/harden/platform.ts'
import {harden} from '../../src/pipeline.ts'
import {sample} from '../fixtures.ts'
import {catalog, facts, findingsOf, planFor, remedies} from './make.ts'

const {files, plan} = await planFor(sample('kube-bench.log'), {
  include: ['all', '4.2.9', '5.2.1', '5.2.7', '5.3.2', '5.1.5', '5.7.1', '5.7.4'],
  namespaces: ['shop', 'Bad/Name']
})
const read = (path: string): unknown => parseYaml(files[path] ?? '', {version: '1.1'})

/** A log of kube-bench with these checks, in an edition. */
function kubeLog(...lines: readonly string[]): string {
  return [
    '[INFO] 1 Control Plane Security Configuration',
    '[INFO] 1.2 API Server',
    ...lines,
    '',
    '== Summary master ==',
    '0 checks PASS',
    `${lines.length} checks FAIL`,
    '0 checks WARN',
    '0 checks INFO',
    ''
  ].join('\n')
}

describe('the sample', () => {
  test('should give the files of a kubeadm cluster', () => {
    expect(Object.keys(files).toSorted()).toEqual([
      'kubernetes/audit-policy.yaml',
      'kubernetes/kubeadm/cluster-configuration.yaml',
      'kubernetes/kubeadm/patches/kube-apiserver0+json.yaml',
      'kubernetes/kubeadm/patches/kube-apiserver1+strategic.yaml',
      'kubernetes/kubeadm/patches/kube-controller-manager0+json.yaml',
      'kubernetes/kubeadm/patches/kube-scheduler0+json.yaml',
      'kubernetes/kubeadm/patches/kubeletconfiguration0+strategic.yaml',
      'kubernetes/manifests/default-namespace.yaml',
      'kubernetes/manifests/limits.yaml',
      'kubernetes/manifests/network-policies.yaml',
      'kubernetes/manifests/pod-security.yaml',
      'kubernetes/manifests/service-accounts.yaml',
      'kubernetes/permissions.sh'
    ])
  })

  test('every file should be YAML that reads alike in 1.1 and 1.2', () => {
    for (const [path, text] of Object.entries(files)) {
      if (!path.endsWith('.yaml')) continue
      const [old, recent] = (['1.1', '1.2'] as const).map(version => parseAllDocuments(text, {version}))
      expect([path, old?.flatMap(({errors}) => errors.map(String))]).toEqual([path, []])
      expect([path, old?.map(document => document.toJS())]).toEqual([path, recent?.map(document => document.toJS())])
    }
  })

  test('kubeadm should get strings, one entry a flag', () => {
    const {apiVersion, apiServer} = read('kubernetes/kubeadm/cluster-configuration.yaml') as {
      apiVersion: string
      apiServer: {extraArgs: {name: string; value: unknown}[]; extraVolumes: {name: string; hostPath: string}[]}
    }
    expect(apiVersion).toBe('kubeadm.k8s.io/v1beta4')
    const names = apiServer.extraArgs.map(({name}) => name)
    expect(new Set(names).size).toBe(names.length)
    for (const {name, value} of apiServer.extraArgs) {
      expect(typeof value).toBe('string')
      expect(kubeFlagMistake('kube-apiserver', `--${name}`, value as string, facts.kubernetes.flags, '1.31')).toBeNull()
    }
    expect(apiServer.extraArgs).toContainEqual({name: 'profiling', value: 'false'})
    expect(apiServer.extraVolumes.map(({name}) => name)).toEqual(['audit-policy', 'audit-log'])
  })

  test('patches should be in the layout of --patches and add no flag that kubeadm sets by itself', () => {
    for (const path of Object.keys(files).filter(name => name.includes('/patches/')))
      expect(path).toMatch(
        /\/(?:kube-apiserver|kube-controller-manager|kube-scheduler|etcd|kubeletconfiguration)\d\+(?:strategic|merge|json)\.yaml$/
      )
    const patch = read('kubernetes/kubeadm/patches/kube-apiserver0+json.yaml') as {op: string; path: string; value: string}[]
    expect(patch.map(({op, path}) => `${op} ${path}`)).toEqual(patch.map(() => 'add /spec/containers/0/command/-'))
    expect(patch.map(({value}) => value)).toContain('--audit-log-maxage=30')
    expect(
      patch.map(({value}) => value).filter(value => /^--(?:authorization-mode|client-ca-file|enable-admission-plugins)=/.test(value))
    ).toEqual([])
  })

  test('a flag that kubeadm sets by itself should only be in its configuration, and a list keep what it has by default', async () => {
    const wanted = ['k8s.apiserver.admission-always-pull-images', 'k8s.apiserver.authorization-mode-rbac']
    const {files: made} = await withFailing(wanted)
    const {apiServer} = parseYaml(made['kubernetes/kubeadm/cluster-configuration.yaml'] ?? '') as {apiServer: {extraArgs: unknown}}
    expect(apiServer.extraArgs).toEqual([
      {name: 'authorization-mode', value: 'Node,RBAC'},
      {name: 'enable-admission-plugins', value: 'NodeRestriction,AlwaysPullImages'}
    ])
    expect(Object.keys(made)).toEqual(['kubernetes/kubeadm/cluster-configuration.yaml'])
  })

  test('the kubelet should get fields it has, with their types', () => {
    const value = read('kubernetes/kubeadm/patches/kubeletconfiguration0+strategic.yaml') as Record<string, unknown>
    expect(value).toMatchObject({apiVersion: 'kubelet.config.k8s.io/v1beta1', kind: 'KubeletConfiguration', makeIPTablesUtilChains: true})
    for (const [path, leaf] of leaves(value).filter(([[first = '']]) => first !== 'apiVersion' && first !== 'kind'))
      expect([path, kubeletMistake(path, leaf, facts.kubernetes.kubelet, '1.31')]).toEqual([path, null])
  })

  test('manifests should be for the namespaces asked for, of two levels the stricter', () => {
    const documents = parseAllDocuments(files['kubernetes/manifests/pod-security.yaml'] ?? '').map(document => document.toJS())
    expect(documents).toMatchObject([
      {kind: 'Namespace', metadata: {name: 'shop', labels: {'pod-security.kubernetes.io/enforce': 'restricted'}}}
    ])
    const policies = parseAllDocuments(files['kubernetes/manifests/network-policies.yaml'] ?? '').map(document => document.toJS())
    expect(policies.map(({metadata}) => `${metadata.namespace}/${metadata.name}`)).toEqual(['shop/default-deny', 'shop/allow-dns'])
    expect(policies[0].spec).toEqual({podSelector: {}, policyTypes: ['Ingress', 'Egress']})
    expect(plan.messages.map(({rule}) => rule)).toContain('strange-name')
    expect(Object.values(files).join()).not.toContain('Bad/Name')
  })

  test('the audit policy should never log what Secrets and tokens hold', () => {
    const {rules} = read('kubernetes/audit-policy.yaml') as {
      rules: {level: string; verbs?: string[]; resources?: {group: string; resources?: string[]}[]}[]
    }
    const about = (resource: string): string | undefined =>
      rules.find(({resources, verbs}) => verbs === undefined && resources?.some(entry => entry.resources?.includes(resource)))?.level
    expect([about('secrets'), about('serviceaccounts/token'), about('tokenreviews'), about('pods/exec')]).toEqual([
      'Metadata',
      'Metadata',
      'Metadata',
      'Metadata'
    ])
    const first = rules.findIndex(({level}) => level.startsWith('Request'))
    expect(rules.findIndex(({resources}) => resources?.some(entry => entry.resources?.includes('secrets')))).toBeLessThan(first)
    expect(rules.at(-1)).toEqual({level: 'Metadata'})
  })

  test('should say which checks stay warnings whatever is configured', () => {
    expect(plan.reveals.find(({title}) => title.includes('manual checks'))?.ids.length).toBeGreaterThan(30)
  })
})

describe('encryption', () => {
  const log = kubeLog('[WARN] 1.2.27 Ensure that the --encryption-provider-config argument is set as appropriate (Manual)')

  test('should be a skeleton that holds no key', async () => {
    const {files: made} = await planFor(log, {only: ['1.2.27'], include: ['1.2.27']})
    const text = made['kubernetes/encryption-configuration.yaml'] ?? ''
    const {resources} = parseYaml(text) as {resources: {providers: Record<string, {keys: {secret: string}[]}>[]}[]}
    expect(resources[0]?.providers[0]?.['secretbox']?.keys).toEqual([{name: 'key1', secret: '<PUT A KEY OF YOUR OWN HERE>'}])
    expect(text).not.toMatch(/[A-Za-z0-9+/]{30,}={0,2}/)
  })

  test('should wait for a decision', async () => {
    const {files: made, plan: waiting} = await planFor(log, {only: ['1.2.27']})
    expect(made).toEqual({})
    expect(waiting.decisions[0]).toMatchObject({ids: ['1.2.27'], selectable: true})
  })
})

describe('versions', () => {
  test('extraArgs should be a map before kubeadm v1beta4', async () => {
    const {files: made} = await planFor(sample('kube-bench.log'), {kubernetes: '1.29', only: ['k8s.apiserver.profiling']})
    expect(parseYaml(made['kubernetes/kubeadm/cluster-configuration.yaml'] ?? '')).toEqual({
      apiVersion: 'kubeadm.k8s.io/v1beta3',
      kind: 'ClusterConfiguration',
      apiServer: {extraArgs: {profiling: 'false'}}
    })
  })

  test('every flag and field of the catalogue should be one that 1.31 takes', () => {
    for (const [key, remedy] of Object.entries(remedies)) {
      if (!('ways' in remedy)) continue
      for (const way of remedy.ways) {
        if (way.kind === 'flag' && way.program !== 'dockerd')
          for (const {flag, value} of way.set)
            expect([key, kubeFlagMistake(way.program, flag, value, facts.kubernetes.flags, '1.31')]).toEqual([key, null])
        if (way.kind === 'setting' && way.file === 'kubelet')
          for (const {path, value} of way.set)
            expect([key, kubeletMistake(path, value, facts.kubernetes.kubelet, '1.31')]).toEqual([key, null])
      }
    }
  })

  test('a field that came later should be left out with the version', async () => {
    const {plan: old} = await planFor(sample('kube-bench.log'), {kubernetes: '1.20', only: ['5.7.2'], include: ['5.7.2']})
    expect(old.unfixable.map(({reason}) => reason)).toEqual(['seccompDefault came with Kubernetes 1.22.'])
    expect(old.steps).toEqual([])
  })
})

describe('platforms', () => {
  const scan = (family: string, ...editions: readonly string[]) => platformOf({benchmark: {family, editions}})

  test.each([
    ['kubeadm', 'cis-kubernetes', ['cis-1.10']],
    ['rke2', 'cis-kubernetes', ['rke2-cis-1.8']],
    ['rke', 'cis-kubernetes', ['rke-cis-1.7']],
    ['k3s', 'cis-kubernetes', ['k3s-cis-1.9']],
    ['k3s', 'cis-kubernetes', ['cis-1.6-k3s']],
    ['microk8s', 'cis-kubernetes', ['cis-1.24-microk8s']],
    ['kubeadm', 'cis-kubernetes', ['cis-1.24', 'rke2-cis-1.24', 'k3s-cis-1.24']],
    ['kubeadm', 'cis-kubernetes', []],
    ['gke', 'cis-gke', ['gke-1.6.0']],
    ['openshift', 'cis-openshift', ['rh-1.8']]
  ] as const)('%s', (platform, family, editions) => {
    expect(scan(family, ...editions)).toBe(platform)
  })

  test('a managed cluster should be told what the provider owns', () => {
    expect(ownerOf('eks', 'control-plane')).toMatch(/^Amazon runs the control plane/)
    expect(ownerOf('eks', 'node')).toBeNull()
    expect(ownerOf('openshift', 'node')).toMatch(/Operators of OpenShift/)
    expect(ownerOf('k3s', 'control-plane')).toBeNull()
  })

  test.each(['k3s', 'rke2', 'rke'] as const)('%s should get its own file', async platform => {
    const {platform: made} = await onPlatform(platform)
    expect(Object.keys(made)).toEqual([platform === 'rke' ? 'kubernetes/cluster.yml' : 'kubernetes/config.yaml'])
    const value = parseYaml(Object.values(made)[0] ?? '')
    expect(value).toEqual(
      platform === 'rke'
        ? {
            services: {
              'kube-api': {extra_args: {profiling: 'false'}},
              kubelet: {extra_args: {'make-iptables-util-chains': 'true', 'protect-kernel-defaults': 'true'}}
            }
          }
        : {'protect-kernel-defaults': true, 'kube-apiserver-arg': ['profiling=false'], 'kubelet-arg': ['make-iptables-util-chains=true']}
    )
  })

  test('RKE2 should get the mounts of its pods, and no path of kubeadm to certificates', async () => {
    const document = findingsOf(sample('kube-bench.log'))
    const wanted = ['k8s.apiserver.audit-log-path', 'k8s.apiserver.client-ca-file']
    const {files: made, plan: said} = await harden(
      {
        ...document,
        scans: document.scans.map(scan => ({...scan, benchmark: {family: 'cis-kubernetes', editions: ['rke2-cis-1.8']}})),
        findings: document.findings.map(finding =>
          wanted.includes(finding.control ?? '') ? {...finding, outcome: 'fail' as const} : finding
        )
      },
      {catalog, only: wanted}
    )
    expect(parseYaml(made['kubernetes/config.yaml'] ?? '')).toEqual({
      'kube-apiserver-arg': ['audit-log-path=/var/log/kubernetes/audit/audit.log', 'audit-policy-file=/etc/kubernetes/audit-policy.yaml'],
      'kube-apiserver-extra-mount': [
        '/etc/kubernetes/audit-policy.yaml:/etc/kubernetes/audit-policy.yaml:ro',
        '/var/log/kubernetes/audit:/var/log/kubernetes/audit'
      ]
    })
    expect(Object.values(made).join()).not.toContain('/etc/kubernetes/pki')
    expect(said.unfixable.map(({reason}) => reason).join()).toMatch(/rke2 makes its certificates/)
  })

  test.each(['k3s', 'rke2'] as const)('encryption on %s should be left to its own switch', async platform => {
    const document = findingsOf(sample('kube-bench.log'))
    const wanted = 'k8s.apiserver.encryption-provider-config'
    const failing = {
      ...document,
      scans: document.scans.map(scan => ({...scan, benchmark: {family: 'cis-kubernetes', editions: [`${platform}-cis-1.8`]}})),
      findings: document.findings.map(finding => (finding.control === wanted ? {...finding, outcome: 'fail' as const} : finding))
    }
    const {files: made, plan: said} = await harden(failing, {catalog, only: [wanted], include: [wanted]})
    expect(Object.keys(made)).toEqual(platform === 'k3s' ? ['kubernetes/config.yaml'] : [])
    if (platform === 'k3s') expect(parseYaml(made['kubernetes/config.yaml'] ?? '')).toEqual({'secrets-encryption': true})
    else
      expect(said.unfixable.map(({reason}) => reason)).toEqual([
        'rke2 has a switch of its own for the encryption of Secrets: its documentation says which.'
      ])
  })

  test.each(['cis-1.10', 'k3s-cis-1.8'])('a flag that has to go should be a step for a person (%s)', async edition => {
    const document = findingsOf(sample('kube-bench.log'))
    const wanted = 'k8s.apiserver.token-auth-file'
    const failing = {
      ...document,
      scans: document.scans.map(scan => ({...scan, benchmark: {family: 'cis-kubernetes', editions: [edition]}})),
      findings: document.findings.map(finding => (finding.control === wanted ? {...finding, outcome: 'fail' as const} : finding))
    }
    const {files: made, plan: said} = await harden(failing, {catalog, only: [wanted], include: [wanted]})
    expect(made).toEqual({})
    expect(said.steps).toHaveLength(1)
    expect(said.steps[0]?.notes.join()).toContain('Take `--token-auth-file` out of the command of kube-apiserver')
    expect(said.steps[0]?.commands.join().includes('kubeadm')).toBe(false)
  })

  test('a provider should own what fails in the control plane', async () => {
    const {plan: made, platform: written} = await onPlatform('gke')
    expect(made.unfixable.map(({reason}) => reason).join()).toMatch(/Google runs the control plane/)
    expect(Object.keys(written)).toEqual(['kubernetes/kubeadm/patches/kubeletconfiguration0+strategic.yaml'])
    expect(made.messages.find(({rule}) => rule === 'managed-nodes')?.reason).toMatch(/^GKE makes nodes anew/)
  })
})

/** A plan for the sample as if these controls failed and nothing else. */
async function withFailing(wanted: readonly string[]) {
  const document = findingsOf(sample('kube-bench.log'))
  const findings = document.findings.map(finding =>
    wanted.includes(finding.control ?? '') ? {...finding, outcome: 'fail' as const} : finding
  )
  return harden({...document, findings}, {catalog, only: wanted, include: wanted})
}

/** The sample as if the cluster were of another kind. */
async function onPlatform(platform: 'k3s' | 'rke2' | 'rke' | 'gke') {
  const document = findingsOf(sample('kube-bench.log'))
  const benchmark =
    platform === 'gke' ? {family: 'cis-gke', editions: ['gke-1.6.0']} : {family: 'cis-kubernetes', editions: [`${platform}-cis-1.7`]}
  const wanted = ['k8s.apiserver.profiling', 'k8s.kubelet.make-iptables-util-chains', 'k8s.kubelet.protect-kernel-defaults']
  const {files: written, plan: made} = await harden(
    {
      ...document,
      scans: document.scans.map(scan => ({...scan, benchmark})),
      findings: document.findings
        .map(finding =>
          finding.control === 'k8s.kubelet.read-only-port' ? {...finding, control: 'k8s.kubelet.protect-kernel-defaults'} : finding
        )
        .map(finding => (wanted.includes(finding.control ?? '') ? {...finding, outcome: 'fail', status: 'FAIL'} : finding))
    },
    {catalog, only: wanted, include: ['k8s.kubelet.protect-kernel-defaults']}
  )
  return {plan: made, platform: written}
}

function leaves(value: unknown, path: readonly string[] = []): readonly (readonly [readonly string[], unknown])[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [[path, value]]
  return Object.entries(value).flatMap(([key, inner]) => leaves(inner, [...path, key]))
}
