import type {FlagWay, JsonValue} from '../model/index.ts'
import type {ComponentFlags} from './kube-flags.ts'
import {compareVersions} from './version.ts'
import {yamlFile} from './yaml.ts'

/** A file to write. */
export interface PlainFile {
  /** Path below the output directory, with `/`. */
  readonly path: string
  /** Text. */
  readonly text: string
}

/**
 * Flags that kubeadm writes into its manifests by itself (cmd/kubeadm/app/phases/controlplane/manifests.go and
 * phases/etcd/local.go): a patch can only add a second one behind it, which scanners do not see, so these are only set
 * through `extraArgs`, which replace kubeadm's own.
 */
const ofKubeadm: ReadonlySet<string> = new Set([
  ...['--authorization-mode', '--bind-address', '--cert-file', '--client-ca-file', '--client-cert-auth', '--enable-admission-plugins'],
  ...['--etcd-cafile', '--etcd-certfile', '--etcd-keyfile', '--key-file', '--kubelet-client-certificate', '--kubelet-client-key'],
  ...['--peer-cert-file', '--peer-client-cert-auth', '--peer-key-file', '--peer-trusted-ca-file', '--root-ca-file', '--secure-port'],
  ...['--service-account-key-file', '--service-account-private-key-file', '--tls-cert-file', '--tls-private-key-file', '--trusted-ca-file'],
  '--use-service-account-credentials'
])

const kubeadmNames: Readonly<Partial<Record<FlagWay['program'], string>>> = {
  'kube-apiserver': 'apiServer',
  'kube-controller-manager': 'controllerManager',
  'kube-scheduler': 'scheduler'
}

/**
 * Write what gives flags to the components of a kubeadm cluster: `extraArgs` for its configuration, and patches in the
 * layout of `--patches`.
 *
 * @param components Components with their flags.
 * @param minor Kubernetes minor; from 1.31 on `extraArgs` is a list.
 * @returns Files.
 */
export async function kubeadmFiles(components: readonly ComponentFlags[], minor: string): Promise<readonly PlainFile[]> {
  if (components.length === 0) return []
  const list = compareVersions(minor, '1.31') >= 0
  const configuration: Record<string, JsonValue> = {
    apiVersion: `kubeadm.k8s.io/${list ? 'v1beta4' : 'v1beta3'}`,
    kind: 'ClusterConfiguration'
  }
  for (const {program, set, mounts} of components) {
    const pairs = [...set].map(([flag, value]) => ({name: flag.slice(2), value}))
    const part = {
      extraArgs: list ? pairs : Object.fromEntries(pairs.map(({name, value}) => [name, value])),
      ...(mounts.length === 0 ? {} : {extraVolumes: mounts.map(volume)})
    }
    if (program === 'etcd') configuration['etcd'] = {local: part}
    else configuration[kubeadmNames[program] ?? program] = part
  }
  const files: PlainFile[] = [
    {
      path: 'kubernetes/kubeadm/cluster-configuration.yaml',
      text: await yamlFile(
        [configuration],
        [
          'Join these lines into the ClusterConfiguration of your cluster:',
          'kubectl -n kube-system get configmap kubeadm-config -o yaml shows it.',
          'They replace what kubeadm writes by itself, and stay when it upgrades the cluster.',
          'Either this or the patches in the folder beside it, not both.'
        ]
      )
    }
  ]
  for (const component of components) files.push(...(await patches(component)))
  return files
}

async function patches({program, set, mounts}: ComponentFlags): Promise<readonly PlainFile[]> {
  const files: PlainFile[] = []
  const flags = [...set].filter(([flag]) => !ofKubeadm.has(flag))
  if (flags.length > 0)
    files.push({
      path: `kubernetes/kubeadm/patches/${program}0+json.yaml`,
      text: await yamlFile(
        [flags.map(([flag, value]) => ({op: 'add', path: '/spec/containers/0/command/-', value: `${flag}=${value}`}))],
        [`Adds flags to ${program} that kubeadm does not set by itself; drop a line whose flag you set already.`]
      )
    })
  if (mounts.length > 0)
    files.push({
      path: `kubernetes/kubeadm/patches/${program}1+strategic.yaml`,
      text: await yamlFile(
        [
          {
            apiVersion: 'v1',
            kind: 'Pod',
            metadata: {name: program, namespace: 'kube-system'},
            spec: {
              containers: [{name: program, volumeMounts: mounts.map(({name, path, readOnly}) => ({name, mountPath: path, readOnly}))}],
              volumes: mounts.map(({name, path, type}) => ({name, hostPath: {path, type}}))
            }
          }
        ],
        [`Lets the pod of ${program} see the files that its flags name.`]
      )
    })
  return files
}

function volume({name, path, type, readOnly}: FlagWay['mounts'][number]): JsonValue {
  return {name, hostPath: path, mountPath: path, readOnly, pathType: type}
}

/** Names of the argument lists in the config.yaml of k3s and RKE2. */
const distributionNames: Readonly<Partial<Record<FlagWay['program'], string>>> = {
  'kube-apiserver': 'kube-apiserver-arg',
  'kube-controller-manager': 'kube-controller-manager-arg',
  'kube-scheduler': 'kube-scheduler-arg',
  etcd: 'etcd-arg'
}

/** Names of the services in the cluster.yml of RKE. */
const rkeNames: Readonly<Partial<Record<FlagWay['program'], string>>> = {
  'kube-apiserver': 'kube-api',
  'kube-controller-manager': 'kube-controller',
  'kube-scheduler': 'scheduler',
  etcd: 'etcd'
}

/**
 * Write the configuration of a distribution that starts the components itself.
 *
 * @param platform Distribution.
 * @param components Components with their flags.
 * @param kubelet Flags of the kubelet without dashes, with values.
 * @param encrypt Whether Secrets are to be encrypted, for which these have a switch of their own.
 * @returns Its file.
 */
export async function distributionFile(
  platform: 'k3s' | 'rke2' | 'rke',
  components: readonly ComponentFlags[],
  kubelet: readonly (readonly [string, string])[],
  encrypt: boolean
): Promise<PlainFile> {
  if (platform === 'rke') {
    const services: Record<string, JsonValue> = {}
    for (const {program, set, mounts} of components)
      services[rkeNames[program] ?? program] = {
        extra_args: Object.fromEntries([...set].map(([flag, value]) => [flag.slice(2), value])),
        ...(mounts.length === 0 ? {} : {extra_binds: mounts.map(({path}) => `${path}:${path}`)})
      }
    if (kubelet.length > 0) services['kubelet'] = {extra_args: Object.fromEntries(kubelet)}
    return {
      path: 'kubernetes/cluster.yml',
      text: await yamlFile([{services}], ['Join these lines into the cluster.yml of RKE, then run: rke up'])
    }
  }
  const configuration: Record<string, JsonValue> = {}
  // Both have a switch of their own for these (docs.k3s.io and docs.rke2.io, server options).
  const protect = kubelet.find(([name]) => name === 'protect-kernel-defaults')
  if (protect) configuration['protect-kernel-defaults'] = true
  if (encrypt && platform === 'k3s') configuration['secrets-encryption'] = true
  for (const {program, set, mounts} of components) {
    configuration[distributionNames[program] ?? program] = [...set].map(([flag, value]) => `${flag.slice(2)}=${value}`)
    // The components of RKE2 are pods; those of k3s see the files of the node.
    if (platform === 'rke2' && mounts.length > 0)
      configuration[`${program}-extra-mount`] = mounts.map(({path, readOnly}) => `${path}:${path}${readOnly ? ':ro' : ''}`)
  }
  const rest = kubelet.filter(([name]) => name !== 'protect-kernel-defaults')
  if (rest.length > 0) configuration['kubelet-arg'] = rest.map(([name, value]) => `${name}=${value}`)
  return {
    path: 'kubernetes/config.yaml',
    text: await yamlFile(
      [configuration],
      [
        `Join these lines into /etc/rancher/${platform}/config.yaml of each server (kubelet-arg on agents too), then restart the service ${platform === 'k3s' ? 'k3s' : 'rke2-server'}.`
      ]
    )
  }
}
