import type {DaemonJsonFacts, DockerFlagsFacts, KubeFlagsFacts, KubeletFacts} from '../model/index.ts'

/** Facts that every key and flag is checked against before it is written. */
export interface HardenFacts {
  /** About Docker; null when no log is of Docker. */
  readonly docker: {readonly daemonJson: DaemonJsonFacts; readonly flags: DockerFlagsFacts} | null
  /** About Kubernetes; null when no log is of Kubernetes. */
  readonly kubernetes: KubernetesFacts | null
}

/** Facts about the configuration of Kubernetes. */
export interface KubernetesFacts {
  /** Fields of the kubelet's configuration. */
  readonly kubelet: KubeletFacts
  /** Flags of the components. */
  readonly flags: KubeFlagsFacts
}
