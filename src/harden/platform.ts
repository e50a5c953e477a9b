import type {Scan} from '../model/index.ts'

/** How a cluster was set up, which decides where its settings go. */
export type Platform = 'kubeadm' | 'rke2' | 'k3s' | 'rke' | 'microk8s' | 'gke' | 'eks' | 'aks' | 'ack' | 'openshift' | 'tkgi'

const families: Readonly<Record<string, Platform>> = {
  'cis-gke': 'gke',
  'cis-eks': 'eks',
  'cis-aks': 'aks',
  'cis-ack': 'ack',
  'cis-openshift': 'openshift',
  'cis-tkgi': 'tkgi'
}

/**
 * Tell how a cluster was set up, by the benchmark its scan follows.
 *
 * @param scan Scan of kube-bench.
 * @returns The platform; kubeadm when the benchmark is for any cluster.
 */
export function platformOf({benchmark}: Pick<Scan, 'benchmark'>): Platform {
  const managed = benchmark.family === null ? undefined : families[benchmark.family]
  if (managed !== undefined) return managed
  // Only when every edition that fits is of one distribution: a short log fits many.
  const named = (['rke2', 'k3s', 'microk8s', 'rke'] as const).filter(
    name =>
      benchmark.editions.length > 0 && benchmark.editions.every(edition => edition.startsWith(`${name}-`) || edition.endsWith(`-${name}`))
  )
  return named[0] ?? 'kubeadm'
}

/**
 * Say why a remedy of a scope is not ours to write on a platform.
 *
 * @param platform Platform.
 * @param scope What the remedy reaches.
 * @returns One sentence, or null when it is for whoever runs the cluster.
 */
export function ownerOf(platform: Platform, scope: 'control-plane' | 'node'): string | null {
  const provider = {gke: 'Google', eks: 'Amazon', aks: 'Microsoft', ack: 'Alibaba Cloud'} as const
  if (platform in provider) {
    const name = provider[platform as keyof typeof provider]
    return scope === 'control-plane'
      ? `${name} runs the control plane of this cluster: its flags and files are the provider's, and can only be set as far as its own API offers a switch.`
      : null
  }
  if (platform === 'openshift')
    return 'Operators of OpenShift write these files and flags and undo other changes: set it through their custom resources (APIServer, KubeletConfig, MachineConfig).'
  if (platform === 'tkgi') return 'Operations Manager writes these files and flags: set it in the tile and apply the changes.'
  if (platform === 'microk8s')
    return 'MicroK8s keeps flags in files below /var/snap/microk8s/current/args, one a line: write them there and restart the snap.'
  return null
}

/**
 * Say what a person must know about node settings of a managed cluster.
 *
 * @param platform Platform.
 * @returns One sentence, or null.
 */
export function nodeNote(platform: Platform): string | null {
  const notes: Readonly<Partial<Record<Platform, string>>> = {
    gke: 'GKE makes nodes anew from their node pool: settings last when they are made with the pool (node system configuration), not when they are written on a node.',
    eks: 'EKS makes nodes anew from their launch template: settings last in its user data or in NodeConfig, not when they are written on a node.',
    aks: 'AKS makes nodes anew from their node pool: settings last in the pool (custom node configuration), not when they are written on a node.',
    ack: 'ACK makes nodes anew from their node pool: settings last in the pool, not when they are written on a node.'
  }
  return notes[platform] ?? null
}
