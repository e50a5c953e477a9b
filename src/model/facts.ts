/** What is known of daemon.json over the versions of the Docker engine. */
export interface DaemonJsonFacts {
  /** Where the facts were read. */
  readonly source: string
  /** Engine lines whose check of keys was read, oldest first (example: `'28.5'`). */
  readonly engines: readonly string[]
  /** Keys whose value is a map that is taken whole; the inner names of any other map are checked as if they stood at the top. */
  readonly maps: readonly string[]
  /** Top-level keys. */
  readonly keys: Readonly<Record<string, DaemonKey>>
  /** Nested keys by path (example: `'log-opts.max-size'`). */
  readonly nested: Readonly<Record<string, Pick<DaemonKey, 'type' | 'allowed' | 'default' | 'since' | 'note'>>>
}

/** A key of daemon.json. */
export interface DaemonKey {
  /** `bool`, `int`, `string`, `list<…>` or `map<…>`; what follows them narrows it. */
  readonly type: string
  /** Allowed values, `a|b` when it is a list of words; null when not said. */
  readonly allowed: string | null
  /** What the engine does without it. */
  readonly default: string | null
  /** Flags of dockerd that set the same; giving both stops the daemon. */
  readonly flags: readonly string[]
  /** First engine version that takes it (`'<=1.12'`: older than what was read); null when none ever did. */
  readonly since: string | null
  /** Version that deprecated it. */
  readonly deprecated: string | null
  /** Version that removed it, and what naming it does since. */
  readonly removed: Removal | null
  /** Whether it is taken at the top level and does nothing there. */
  readonly inert: boolean
  /** Engine lines whose check of keys takes it. */
  readonly acceptedIn: readonly string[]
  /** Whether SIGHUP applies it; else the daemon must be restarted. */
  readonly reload: boolean
  /** What else there is to know. */
  readonly note: string | null
}

/** That a key was removed. */
export interface Removal {
  /** Version that removed it. */
  readonly since: string
  /** Whether a file that names it stops the daemon, or the key is skipped. */
  readonly effect: 'refused' | 'ignored'
}

/** What is known of the flags of `docker run` (and `create`) and `docker network create`. */
export interface DockerFlagsFacts {
  /** Where the facts were read. */
  readonly source: string
  /** Flags by command (`'run'`, `'network create'`), with dashes. */
  readonly commands: Readonly<Record<string, Readonly<Record<string, DockerFlag>>>>
  /** What the values of `--security-opt`, `--mount` and `--opt` may name. */
  readonly options: Readonly<Record<string, Readonly<Record<string, DockerOption>>>>
}

/** An option inside a flag's value. */
export interface DockerOption {
  /** `bool`, `int`, `string`, `list`, … */
  readonly type: string
  /** Allowed values; null when not said. */
  readonly allowed: string | null
  /** Default. */
  readonly default: string | null
  /** Key in a Compose file; null when there is none. */
  readonly compose: string | null
  /** First version of the command that has it (`'<=18.06'`: older than what was read). */
  readonly since: string
  /** What became of it, when it has no effect any more. */
  readonly removed: string | null
  /** What else there is to know. */
  readonly note: string | null
}

/** A flag of a docker command. */
export interface DockerFlag extends DockerOption {
  /** One-letter form with its dash. */
  readonly short: string | null
  /** Other names that are taken. */
  readonly aliases: readonly string[]
}

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

/** File modes that benchmarks call strict enough. */
export interface FileModesFacts {
  /** Where the facts were read. */
  readonly source: string
  /** By control: modes with the editions that name them, oldest first. */
  readonly controls: Readonly<Record<string, FileModes>>
}

/** The modes of one control. */
export interface FileModes {
  /** Always `'modes'`. */
  readonly type: 'modes'
  /** Modes in the order of editions. */
  readonly modes: readonly FileMode[]
}

/** A mode with the editions that name it. */
export interface FileMode {
  /** Three octal digits. */
  readonly mode: string
  /** Editions, oldest first. */
  readonly editions: readonly string[]
}

/** What is known of the kubelet's configuration file (`kubelet.config.k8s.io/v1beta1`). */
export interface KubeletFacts {
  /** Where the facts were read. */
  readonly source: string
  /** Fields by path (example: `'authentication.anonymous.enabled'`). */
  readonly fields: Readonly<Record<string, KubeletField>>
}

/** A field of the kubelet's configuration. */
export interface KubeletField {
  /** Type. */
  readonly type: string
  /** Default of a configuration file; a kubelet without one may differ. */
  readonly default: string | null
  /** Flag that sets the same. */
  readonly flag: string | null
  /** First Kubernetes minor that has it. */
  readonly since: string
  /** Minor that removed it. */
  readonly removed: string | null
  /** Minor that deprecated it. */
  readonly deprecated: string | null
  /** Feature gate it needs. */
  readonly gate: string | null
  /** Whether it matters to security. */
  readonly security: boolean
  /** What else there is to know. */
  readonly note: string | null
}

/** What is known of the flags of the Kubernetes components and etcd. */
export interface KubeFlagsFacts {
  /** Where the facts were read. */
  readonly source: string
  /** Flags by component (`'kube-apiserver'`, …, `'etcd'`), with dashes. */
  readonly components: Readonly<Record<string, Readonly<Record<string, KubeFlag>>>>
}

/** A flag of a Kubernetes component. */
export interface KubeFlag {
  /** Type. */
  readonly type: string
  /** Default. */
  readonly default: string | null
  /** First minor that has it (`'<=1.10'`: older than what was read). */
  readonly since: string
  /** Minor that deprecated it. */
  readonly deprecated: string | null
  /** Minor that removed it: naming it stops the component. */
  readonly removed: string | null
  /** Minor since which help no longer shows it: hidden or removed. */
  readonly hiddenSince: string | null
  /** Last minor it was seen in. */
  readonly lastSeen: string | null
  /** Whether a CIS benchmark names it. */
  readonly cis: boolean
  /** What else there is to know. */
  readonly note: string | null
}
