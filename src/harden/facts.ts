import type {DockerFacts, KubernetesFacts} from '../model/index.ts'

/** Facts that every key and flag is checked against before it is written. */
export interface HardenFacts {
  /** About Docker; null when no log is of Docker. */
  readonly docker: DockerFacts | null
  /** About Kubernetes; null when no log is of Kubernetes. */
  readonly kubernetes: KubernetesFacts | null
}
