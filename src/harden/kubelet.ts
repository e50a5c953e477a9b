import type {JsonValue, KubeletFacts, Setting} from '../model/index.ts'
import {kubeletMistake} from './check.ts'
import type {PlainFile} from './control-plane.ts'
import type {RefusedFlag} from './kube-flags.ts'
import {compareVersions} from './version.ts'
import {yamlFile} from './yaml.ts'

/** A field of the kubelet's configuration with its control. */
export interface KubeletSetting extends Setting {
  /** Key of the control. */
  readonly control: string
}

/** Fields that this version takes, and those it does not. */
export interface KubeletFields {
  /** Fields. */
  readonly fields: readonly KubeletSetting[]
  /** What was left out. */
  readonly refused: readonly RefusedFlag[]
}

/**
 * Sort out which fields a kubelet takes.
 *
 * @param wanted Fields.
 * @param facts What is known of the configuration.
 * @param minor Kubernetes minor.
 * @returns Fields, one each, and what was left out.
 */
export function kubeletFields(wanted: readonly KubeletSetting[], facts: KubeletFacts, minor: string): KubeletFields {
  const fields = new Map<string, KubeletSetting>()
  const refused: RefusedFlag[] = []
  for (const setting of wanted) {
    const {control, path, value, since} = setting
    const late = since !== null && compareVersions(minor, since) < 0 ? `${path.join('.')} came with Kubernetes ${since}` : null
    const reason = late ?? kubeletMistake(path, value, facts, minor)
    if (reason === null) fields.set(path.join('.'), setting)
    else refused.push({control, reason})
  }
  return {fields: [...fields.values()], refused}
}

/**
 * Write the kubelet's configuration: as a patch for kubeadm, which is also what to join into the file by hand.
 *
 * @param fields Fields.
 * @returns The file.
 */
export async function kubeletFile(fields: readonly KubeletSetting[]): Promise<PlainFile> {
  const configuration: Record<string, JsonValue> = {apiVersion: 'kubelet.config.k8s.io/v1beta1', kind: 'KubeletConfiguration'}
  for (const {path, value} of fields) put(configuration, path, value)
  return {
    path: 'kubernetes/kubeadm/patches/kubeletconfiguration0+strategic.yaml',
    text: await yamlFile(
      [configuration],
      [
        'Join these fields into /var/lib/kubelet/config.yaml of each node and restart the kubelet;',
        'kubeadm 1.25 and newer does it with --patches. A flag on the command line wins over the file.'
      ]
    )
  }
}

/** Paths come from our catalogue; a later one never replaces an object by a value. */
function put(into: Record<string, JsonValue>, path: readonly string[], value: JsonValue): void {
  const [key = '', ...rest] = path
  if (rest.length === 0) {
    into[key] = value
    return
  }
  const below: Record<string, JsonValue> = {...(into[key] as Record<string, JsonValue> | undefined)}
  put(below, rest, value)
  into[key] = below
}

/**
 * Turn fields into flags, for distributions that take only those.
 *
 * @param fields Fields.
 * @param facts What is known of the configuration.
 * @returns Flags without dashes, with values.
 */
export function kubeletFlags(fields: readonly KubeletSetting[], facts: KubeletFacts): readonly (readonly [string, string])[] {
  return fields.flatMap(({path, value}): readonly (readonly [string, string])[] => {
    const flag = facts.fields[path.join('.')]?.flag
    return flag == null ? [] : [[flag.replace(/^--/, ''), Array.isArray(value) ? value.join(',') : String(value)]]
  })
}
