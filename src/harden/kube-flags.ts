import type {FlagWay, KubeFlagsFacts} from '../model/index.ts'
import {kubeFlagMistake} from './check.ts'

/** A component with the flags it gets. */
export interface ComponentFlags {
  /** Component (example: `'kube-apiserver'`). */
  readonly program: FlagWay['program']
  /** Values by flag. */
  readonly set: ReadonlyMap<string, string>
  /** Paths of the node its pod must see. */
  readonly mounts: FlagWay['mounts']
}

/** Flags that could not be used. */
export interface RefusedFlag {
  /** Key of the control. */
  readonly control: string
  /** One sentence without full stop. */
  readonly reason: string
}

/** The components, in the order they are written. */
const programs = ['kube-apiserver', 'kube-controller-manager', 'kube-scheduler', 'etcd'] as const

/** Lists that a cluster without the flag has by default (kubeadm writes them so), so that adding one entry drops none. */
const listDefaults: Readonly<Record<string, readonly string[]>> = {'--enable-admission-plugins': ['NodeRestriction']}

/**
 * Join the flags of many remedies into one set a component.
 *
 * @param wanted Ways with their control.
 * @param facts What is known of the flags.
 * @param minor Kubernetes minor.
 * @returns Components that get flags, and the flags that their version would not take.
 */
export function joinFlags(
  wanted: readonly {readonly control: string; readonly way: FlagWay}[],
  facts: KubeFlagsFacts,
  minor: string
): {readonly components: readonly ComponentFlags[]; readonly refused: readonly RefusedFlag[]} {
  const refused: RefusedFlag[] = []
  const components = programs.map((program): ComponentFlags => {
    const set = new Map<string, string>()
    const mounts = new Map<string, FlagWay['mounts'][number]>()
    for (const {control, way} of wanted) {
      if (way.program !== program) continue
      const mistake = way.set.map(({flag, value}) => kubeFlagMistake(program, flag, value, facts, minor)).find(reason => reason !== null)
      if (mistake != null) {
        refused.push({control, reason: mistake})
        continue
      }
      for (const {flag, value, add} of way.set) set.set(flag, add ? added(set.get(flag) ?? listDefaults[flag]?.join(','), value) : value)
      for (const mount of way.mounts) mounts.set(mount.name, mount)
    }
    return {program, set: new Map([...set].toSorted(([a], [b]) => (a < b ? -1 : 1))), mounts: [...mounts.values()]}
  })
  return {components: components.filter(({set}) => set.size > 0), refused}
}

function added(list: string | undefined, entry: string): string {
  const entries = list === undefined ? [] : list.split(',')
  return entries.includes(entry) ? entries.join(',') : [...entries, entry].join(',')
}
