import type {Verify} from './control.ts'

/** A plain JSON value. */
export type JsonValue = string | number | boolean | null | readonly JsonValue[] | {readonly [key: string]: JsonValue}

/** What a remedy reaches. */
export type RemedyScope =
  | 'host'
  | 'daemon'
  | 'new-containers'
  | 'container'
  | 'image'
  | 'swarm'
  | 'node'
  | 'control-plane'
  | 'namespace'
  | 'cluster'

/** What must happen before it is in force. */
export type RemedyNeed = 'reload' | 'restart' | 'recreate' | 'rebuild' | 'rejoin' | 'reboot'

/** How the findings of one control are fixed. */
export interface Remedy {
  /** Alternatives, ours first; a plan takes exactly one of them, never two. */
  readonly ways: readonly Way[]
  /** What it reaches. */
  readonly scope: RemedyScope
  /** What must happen before it is in force, in order; nothing when it is in force at once. */
  readonly needs: readonly RemedyNeed[]
  /** What a person must decide first; null when it can be applied as it is. */
  readonly decide: string | null
  /** How to go back, one sentence or command. */
  readonly rollback: string
  /** When it must not be applied, or only with care. */
  readonly conflicts: readonly Conflict[]
  /** What a later scan newly shows because of it. */
  readonly reveals: readonly Reveal[]
  /** What it may break; null when the control's own words say it. */
  readonly sideEffects: string | null
  /** How to see that it is in force; null when the control's own command shows it. */
  readonly verify: Verify | null
}

/** Says that no configuration fixes a control, and why. */
export interface NoRemedy {
  /** One sentence. */
  readonly none: string
}

/** Remedies by key of their control. */
export type Remedies = Readonly<Record<string, Remedy | NoRemedy>>

/** When a remedy must not be applied, or only with care. */
export interface Conflict {
  /** A setting of daemon.json with this value, or one of these controls failing in the log. */
  readonly when: SettingIs | ControlsFail
  /** Whether it is left out of the plan then, or only told. */
  readonly then: 'leave-out' | 'tell'
  /** What goes wrong, one sentence. */
  readonly reason: string
}

/** A setting of daemon.json has some value. */
export interface SettingIs {
  /** Keys from the top. */
  readonly setting: readonly string[]
  /** The value. */
  readonly value: JsonValue
}

/** One of some controls fails in the log. */
export interface ControlsFail {
  /** Keys of controls. */
  readonly failing: readonly string[]
}

/** A control that a later scan judges otherwise because of a remedy. */
export interface Reveal {
  /** Key of the control. */
  readonly control: string
  /** Whether it did not apply before and does now, or fails from now on. */
  readonly newly: 'applies' | 'fails'
  /** Why, one sentence. */
  readonly reason: string
}

/** One way to fix a control. */
export type Way = SettingWay | FlagWay | AuditWay | FileWay | ContainerWay | NetworkWay | ImageWay | ManifestWay | CommandWay | EditWay

/** A setting with its value. */
export interface Setting {
  /** Keys from the top. */
  readonly path: readonly string[]
  /** The value. */
  readonly value: JsonValue
  /** Values of the user's own that do as well: any, these, or all but these. */
  readonly keep: 'any' | KeepOnly | KeepBut
  /** First version that takes it with this meaning; null when every supported one does. */
  readonly since: string | null
}

/** Values of the user's own that do as well. */
export interface KeepOnly {
  /** The values. */
  readonly only: readonly JsonValue[]
}

/** Values of the user's own that do not. */
export interface KeepBut {
  /** The values. */
  readonly not: readonly JsonValue[]
}

/** Settings of a configuration file we can write. */
export interface SettingWay {
  /** Tells it from other ways. */
  readonly kind: 'setting'
  /** The file: daemon.json, or the kubelet's configuration. */
  readonly file: 'daemon.json' | 'kubelet'
  /** What to set. */
  readonly set: readonly Setting[]
  /** What to take out; done by a person, for we delete no setting. */
  readonly drop: readonly (readonly string[])[]
}

/** Flags of a program that runs as a service or static pod. */
export interface FlagWay {
  /** Tells it from other ways. */
  readonly kind: 'flag'
  /** Program (example: `'kube-apiserver'`, `'dockerd'`). */
  readonly program: 'dockerd' | 'kube-apiserver' | 'kube-controller-manager' | 'kube-scheduler' | 'etcd'
  /** Flags with their value; `add` joins the value to the list the flag has. */
  readonly set: readonly ServiceFlag[]
  /** Flags, or list entries, to take out; done by a person. */
  readonly drop: readonly DroppedFlag[]
  /** Files the program reads or writes then, mounted into its pod. */
  readonly mounts: readonly Mount[]
  /** Files we write for it (example: `'audit-policy'`). */
  readonly documents: readonly ('audit-policy' | 'encryption' | 'admission')[]
}

/** A flag of a service with its value. */
export interface ServiceFlag {
  /** Flag with dashes. */
  readonly flag: string
  /** Value. */
  readonly value: string
  /** Whether the value joins the list that the flag has. */
  readonly add: boolean
}

/** A flag, or an entry of its list, that goes. */
export interface DroppedFlag {
  /** Flag with dashes. */
  readonly flag: string
  /** The entry of its list; null for the whole flag. */
  readonly entry: string | null
}

/** A path of the node that a static pod sees. */
export interface Mount {
  /** Name of the volume. */
  readonly name: string
  /** Path on the node and in the pod. */
  readonly path: string
  /** What it is. */
  readonly type: 'File' | 'DirectoryOrCreate'
  /** Whether the pod only reads it. */
  readonly readOnly: boolean
}

/** Audit rules for a path. */
export interface AuditWay {
  /** Tells it from other ways. */
  readonly kind: 'audit'
  /** Path to watch. */
  readonly path: string
  /** Whether it is a directory. */
  readonly directory: boolean
  /** A directory below it that is left out, or null. */
  readonly except: string | null
}

/** Mode or owner of a file. */
export interface FileWay {
  /** Tells it from other ways. */
  readonly kind: 'mode' | 'owner'
  /** Octal mode, or user and group (example: `'600'`, `'root:root'`). */
  readonly value: string
  /** The file: a path, the unit file of a service, or the path a key of daemon.json names. */
  readonly target: PathTarget | UnitTarget | SettingTarget
  /** Files below the path by name, or `*` for all and the path itself; null for the path alone. */
  readonly below: string | null
}

/** A file by its path. */
export interface PathTarget {
  /** Absolute path. */
  readonly path: string
}

/** The unit file of a service, with its drop-ins. */
export interface UnitTarget {
  /** Name of the unit. */
  readonly unit: string
}

/** The file that a key of daemon.json names. */
export interface SettingTarget {
  /** The key. */
  readonly setting: string
}

/** A flag of `docker run` or `docker update`. */
export interface ContainerFlag {
  /** Flag with dashes. */
  readonly flag: string
  /** Value; null for a flag without one. */
  readonly value: string | null
}

/** Options of a container. */
export interface ContainerWay {
  /** Tells it from other ways. */
  readonly kind: 'container'
  /** `docker run` flags to add; value null for a flag without one. */
  readonly set: readonly ContainerFlag[]
  /** Flags to leave out, as they are written (example: `'--pid host'`). */
  readonly drop: readonly string[]
  /** Keys of the service in a Compose file. */
  readonly compose: Readonly<Record<string, JsonValue>>
  /** Keys of the service to clear. */
  readonly reset: readonly string[]
  /** Flags that `docker update` takes on the running container. */
  readonly update: readonly ContainerFlag[]
}

/** Moves containers from the default bridge to a network of their own. */
export interface NetworkWay {
  /** Tells it from other ways. */
  readonly kind: 'network'
}

/** A change of the Dockerfile. */
export interface ImageWay {
  /** Tells it from other ways. */
  readonly kind: 'image'
  /** Lines like these go. */
  readonly remove: readonly string[]
  /** Lines like these come. */
  readonly add: readonly string[]
}

/** Objects of the Kubernetes API. */
export interface ManifestWay {
  /** Tells it from other ways. */
  readonly kind: 'manifest'
  /** File they are written to. */
  readonly file: string
  /** The objects; those of a namespace have none set: it is filled in for each. */
  readonly objects: readonly {readonly [key: string]: JsonValue}[]
  /** Whether they are written once for each namespace. */
  readonly each: 'namespace' | 'cluster'
}

/** Commands that a person runs; words in capitals are to be replaced. */
export interface CommandWay {
  /** Tells it from other ways. */
  readonly kind: 'command'
  /** Commands in order. */
  readonly run: readonly string[]
}

/** Lines that a person puts into a file we do not write. */
export interface EditWay {
  /** Tells it from other ways. */
  readonly kind: 'edit'
  /** File or object. */
  readonly file: string
  /** Lines. */
  readonly lines: readonly string[]
}
