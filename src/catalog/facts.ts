import type {
  DaemonJsonFacts,
  DockerFacts,
  DockerFlagsFacts,
  FileModesFacts,
  KubeFlagsFacts,
  KubeletFacts,
  KubernetesFacts
} from '../model/index.ts'

/**
 * Load what is known of Docker's configuration: keys, types, flags, since which version and until when.
 *
 * @returns The facts; plain JSON.
 */
export async function loadDockerFacts(): Promise<DockerFacts> {
  const [daemonJson, flags] = await Promise.all([
    import('./facts/daemon-json.json', {with: {type: 'json'}}),
    import('./facts/docker-flags.json', {with: {type: 'json'}})
  ])
  // The JSON files are checked against their schema by a test; TypeScript widens their literals.
  return {daemonJson: daemonJson.default as unknown as DaemonJsonFacts, flags: flags.default as unknown as DockerFlagsFacts}
}

/**
 * Load what is known of Kubernetes' configuration: fields, flags, since which version and until when.
 *
 * @returns The facts; plain JSON.
 */
export async function loadKubernetesFacts(): Promise<KubernetesFacts> {
  const [kubelet, flags] = await Promise.all([
    import('./facts/kubelet.json', {with: {type: 'json'}}),
    import('./facts/kube-flags.json', {with: {type: 'json'}})
  ])
  return {kubelet: kubelet.default as unknown as KubeletFacts, flags: flags.default as unknown as KubeFlagsFacts}
}

/**
 * Load which file modes benchmarks call strict enough.
 *
 * @returns The facts; plain JSON.
 */
export async function loadFileModes(): Promise<FileModesFacts> {
  const modes = await import('./facts/file-modes.json', {with: {type: 'json'}})
  return modes.default as unknown as FileModesFacts
}
