import type {DaemonJsonFacts, DockerFlagsFacts, KubeFlagsFacts, KubeletFacts} from '../model/index.ts'

/** Facts about the configuration of Docker. */
export interface DockerFacts {
  /** Keys of daemon.json. */
  readonly daemonJson: DaemonJsonFacts
  /** Flags of `docker run` and `docker network create`. */
  readonly flags: DockerFlagsFacts
}

/** Facts about the configuration of Kubernetes. */
export interface KubernetesFacts {
  /** Fields of the kubelet's configuration. */
  readonly kubelet: KubeletFacts
  /** Flags of the components. */
  readonly flags: KubeFlagsFacts
}

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
