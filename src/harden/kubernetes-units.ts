import type {FlagWay, KubernetesFacts, Message} from '../model/index.ts'
import {distributionFile, kubeadmFiles, type PlainFile} from './control-plane.ts'
import {documentFiles} from './documents.ts'
import {joinFlags} from './kube-flags.ts'
import {kubeletFields, kubeletFile, kubeletFlags} from './kubelet.ts'
import {manifestFiles} from './manifests.ts'
import {nodeNote, type Platform} from './platform.ts'
import type {Chosen} from './select.ts'
import {type ChosenOf, needsOf, ofKind, type Unit, type Units} from './unit.ts'

/** What the control plane and the nodes get. */
export interface KubernetesOptions {
  /** How the cluster was set up. */
  readonly platform: Platform
  /** What is known of flags and fields. */
  readonly facts: KubernetesFacts
  /** Kubernetes minor (example: `'1.31'`). */
  readonly minor: string
  /** Namespaces that manifests are for. */
  readonly namespaces: readonly string[]
}

/**
 * Make the steps for control plane, kubelets and namespaces.
 *
 * @param chosen Controls of Kubernetes.
 * @param options What they are for.
 * @returns Units and files.
 */
export async function kubernetesUnits(chosen: readonly Chosen[], {platform, facts, minor, namespaces}: KubernetesOptions): Promise<Units> {
  const own = platform === 'k3s' || platform === 'rke2' || platform === 'rke'
  const encrypting = ofKind(chosen, 'flag').filter(({way}) => way.documents.includes('encryption'))
  // k3s has a switch for it, which stands in for flag and file.
  const encrypts = platform === 'k3s' && encrypting.length > 0
  const foreign = own ? chosen.filter(({way}) => JSON.stringify(way).includes(pki)) : []
  const switched = own && platform !== 'k3s' ? encrypting : []
  const flags = ofKind(chosen, 'flag').filter(one => !foreign.includes(one) && !switched.includes(one))
  const settings = ofKind(chosen, 'setting').filter(one => one.way.file === 'kubelet' && !foreign.includes(one))
  const joined = joinFlags(
    flags.filter(one => !(encrypts && encrypting.includes(one))).map(({control, way}) => ({control: control.key, way})),
    facts.flags,
    minor
  )
  const kubelet = kubeletFields(
    settings.flatMap(({control, way}) => way.set.map(setting => ({...setting, control: control.key}))),
    facts.kubelet,
    minor
  )
  const refused = [
    ...switched.map(({control}) => ({
      control: control.key,
      reason: `${platform} has a switch of its own for the encryption of Secrets: its documentation says which.`
    })),
    ...[...joined.refused, ...kubelet.refused].map(({control, reason}) => ({control, reason: `${reason}.`})),
    ...foreign
      .filter(({way}) => way.kind === 'flag' || way.kind === 'setting')
      .map(({control}) => ({
        control: control.key,
        reason: `${platform} makes its certificates and sets these flags by itself: look for an argument of your own in its configuration that overrides them.`
      }))
  ]
  const left = (one: Chosen): boolean => !refused.some(({control}) => control === one.control.key)
  const usedFlags = flags.filter(left)
  const usedSettings = settings.filter(left)
  const documents = new Set(usedFlags.flatMap(({way}) => way.documents).filter(name => !(encrypts && name === 'encryption')))
  const written = await documentFiles(documents)
  const units: Unit[] = []
  const files: (PlainFile & {about: string})[] = written.map(file => ({...file, about: documentAbout(file.path)}))
  if (own && usedFlags.length + usedSettings.length > 0) {
    const file =
      joined.components.length + kubelet.fields.length === 0 && !encrypts
        ? null
        : await distributionFile(platform, joined.components, kubeletFlags(kubelet.fields, facts.kubelet), encrypts)
    if (file !== null) files.push({...file, about: `Flags of the components, in the way ${platform} takes them.`})
    units.push(distributionUnit(platform, file === null ? written : [file, ...written], [...usedFlags, ...usedSettings]))
  } else {
    const plane = await kubeadmFiles(joined.components, minor)
    files.push(
      ...plane.map(file => ({
        ...file,
        about: file.path.includes('/patches/')
          ? 'A patch for kubeadm (--patches).'
          : 'Flags of the components for the configuration of kubeadm.'
      }))
    )
    if (usedFlags.length > 0) units.push(controlPlaneUnit(usedFlags, plane, written))
    if (kubelet.fields.length > 0) {
      const file = await kubeletFile(kubelet.fields)
      files.push({...file, about: 'Fields of the kubelet’s configuration; also a patch for kubeadm.'})
    }
    if (usedSettings.length > 0) units.push(kubeletUnit(usedSettings, kubelet.fields.length > 0))
  }
  const manifests = ofKind(chosen, 'manifest')
  const objects = await manifestFiles(
    manifests.map(({way}) => way),
    namespaces
  )
  files.push(
    ...objects.map(file => ({
      ...file,
      about: `Objects of the API for ${namespaces.length === 1 ? `the namespace ${namespaces[0] ?? ''}` : `the namespaces ${namespaces.join(', ')}`}.`
    }))
  )
  for (const file of objects) {
    const mine = manifests.filter(({way}) => file.path.endsWith(`/${way.file}`))
    const name = file.path.replace(/^.*\//, '')
    units.push({
      title: manifestTitles[name] ?? `Apply ${name}`,
      scope: 'namespace',
      needs: needsOf(mine),
      files: [file.path],
      commands: [`kubectl apply --dry-run=server -f ${file.path}`, `kubectl apply -f ${file.path}`],
      notes: ['The file is for the namespaces that `--namespaces` names; run benchscribe again with yours, and leave `kube-system` out.'],
      chosen: mine
    })
  }
  const note = nodeNote(platform)
  const messages: readonly Message[] =
    note !== null && usedSettings.length > 0
      ? [{file: null, line: null, column: null, rule: 'managed-nodes', reason: note, fatal: false}]
      : []
  return {units, files, refused, messages}
}

/** Where kubeadm keeps certificates; distributions have them elsewhere. */
const pki = '/etc/kubernetes/pki/'

const manifestTitles: Readonly<Record<string, string>> = {
  'pod-security.yaml': 'Enforce Pod Security on namespaces',
  'network-policies.yaml': 'Deny traffic of namespaces by default',
  'limits.yaml': 'Limit what a namespace may use',
  'default-namespace.yaml': 'Close the namespace default',
  'service-accounts.yaml': 'Mount no token of the account default'
}

function documentAbout(path: string): string {
  if (path.endsWith('audit-policy.yaml')) return 'What the API server writes into its audit log.'
  if (path.endsWith('encryption-configuration.yaml')) return 'Encryption of Secrets in etcd: a skeleton without a key.'
  return 'Configuration of admission plug-ins.'
}

function dropNotes(flags: readonly ChosenOf<'flag'>[]): readonly string[] {
  return flags.flatMap(({way}) =>
    way.drop.map(({flag, entry}) =>
      entry === null
        ? `Take \`${flag}\` out of the command of ${way.program}: a person does it, for no patch can.`
        : `Take \`${entry}\` out of the list \`${flag}\` of ${way.program}: a person does it, for no patch can.`
    )
  )
}

function controlPlaneUnit(flags: readonly ChosenOf<'flag'>[], plane: readonly PlainFile[], documents: readonly PlainFile[]): Unit {
  const programs = [...new Set(flags.map(({way}) => way.program))]
  const written = [...new Set(flags.flatMap(({way}) => (way.set.length > 0 ? [way.program] : [])))]
  const dropped = flags.flatMap(({way}) =>
    way.drop.map(({flag}) => `sudo grep -n -e '${flag}' /etc/kubernetes/manifests/${way.program}.yaml`)
  )
  const copies = documents.map(({path}) => path).filter(path => !path.includes('/admission/'))
  return {
    title: `${written.length > 0 ? 'Set' : 'Take out'} flags of ${programs.join(', ')}`,
    scope: 'control-plane',
    needs: ['restart'],
    files: [...documents, ...plane].map(({path}) => path),
    commands: [
      'sudo cp -a /etc/kubernetes/manifests /etc/kubernetes/manifests.before',
      ...copies.map(path => copyOf(path)),
      ...(documents.length > copies.length ? ['sudo cp -r kubernetes/admission /etc/kubernetes/admission'] : []),
      ...written.map(program => phaseOf(program)),
      ...new Set(dropped)
    ],
    notes: [
      'One control-plane node after the other; the API answers again before the next one is changed.',
      ...(plane.length > 0
        ? [
            'Take cluster-configuration.yaml or the patches, not both. Join it into the ConfigMap kubeadm-config first, and save that as config.yaml for the commands; with the patches, use `--patches kubernetes/kubeadm/patches` in place of `--config config.yaml`. Flags that kubeadm sets by itself are only in cluster-configuration.yaml.'
          ]
        : []),
      ...dropNotes(flags)
    ],
    chosen: flags
  }
}

function copyOf(path: string): string {
  const name = path.replace(/^.*\//, '')
  return name === 'encryption-configuration.yaml'
    ? `sudo install -D -o root -g root -m 600 ${path} /etc/kubernetes/enc/config.yaml`
    : `sudo install -o root -g root -m 600 ${path} /etc/kubernetes/${name}`
}

function phaseOf(program: FlagWay['program']): string {
  if (program === 'etcd') return 'sudo kubeadm init phase etcd local --config config.yaml'
  return `sudo kubeadm init phase control-plane ${program.replace(/^kube-/, '')} --config config.yaml`
}

function kubeletUnit(settings: readonly ChosenOf<'setting'>[], writes: boolean): Unit {
  return {
    title: 'Set fields of the kubelet’s configuration',
    scope: 'node',
    needs: needsOf(settings),
    files: writes ? ['kubernetes/kubeadm/patches/kubeletconfiguration0+strategic.yaml'] : [],
    commands: [
      'sudo cp -a /var/lib/kubelet/config.yaml /var/lib/kubelet/config.yaml.before',
      ...(writes ? ['sudo kubeadm upgrade node phase kubelet-config --patches kubernetes/kubeadm/patches'] : []),
      'sudo systemctl restart kubelet'
    ],
    notes: [
      'One node after the other. Without kubeadm, join the fields into /var/lib/kubelet/config.yaml by hand.',
      'A flag on the command line wins over the file: `ps -ww -o args= -C kubelet` must show none of the same meaning.',
      ...settings.flatMap(({way}) =>
        way.drop.map(path => `Take \`${path.join('.')}\` out of /var/lib/kubelet/config.yaml and out of the flags.`)
      )
    ],
    chosen: settings
  }
}

function distributionUnit(platform: 'k3s' | 'rke2' | 'rke', written: readonly PlainFile[], chosen: readonly Chosen[]): Unit {
  const flags = ofKind(chosen, 'flag')
  return {
    title: `Set flags of the components through ${platform === 'rke' ? 'cluster.yml' : 'config.yaml'}`,
    scope: 'control-plane',
    needs: needsOf(chosen),
    files: written.map(({path}) => path),
    commands:
      platform === 'rke'
        ? ['rke up']
        : [
            `sudo cp -a /etc/rancher/${platform}/config.yaml /etc/rancher/${platform}/config.yaml.before`,
            `sudo systemctl restart ${platform === 'k3s' ? 'k3s' : 'rke2-server'}`
          ],
    notes: [
      'One server after the other. Lists in the file are taken whole: join them with those you have.',
      ...(platform === 'rke2' ? ['The option `profile: cis` sets many of these by itself and checks the host for them.'] : []),
      ...(written.length > 1
        ? ['Copy the files to the paths that the flags name; change the paths where your server keeps them elsewhere.']
        : []),
      ...dropNotes(flags)
    ],
    chosen
  }
}
