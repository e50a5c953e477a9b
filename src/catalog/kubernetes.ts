import type {Control, Numbering} from '../model/index.ts'
import apiserver from './controls/kubernetes/apiserver.json' with {type: 'json'}
import controllerManager from './controls/kubernetes/controller-manager.json' with {type: 'json'}
import controlplane from './controls/kubernetes/controlplane.json' with {type: 'json'}
import etcd from './controls/kubernetes/etcd.json' with {type: 'json'}
import kubeProxy from './controls/kubernetes/kube-proxy.json' with {type: 'json'}
import kubelet from './controls/kubernetes/kubelet.json' with {type: 'json'}
import masterFiles from './controls/kubernetes/master-files.json' with {type: 'json'}
import nodeFiles from './controls/kubernetes/node-files.json' with {type: 'json'}
import scheduler from './controls/kubernetes/scheduler.json' with {type: 'json'}
import facts from './numberings/kubernetes.json' with {type: 'json'}

// The JSON files are checked against their schema by a test; TypeScript widens their literals.
/** Controls of Kubernetes by key. */
export const controls: Readonly<Record<string, Control>> = {
  ...apiserver,
  ...controllerManager,
  ...controlplane,
  ...etcd,
  ...kubeProxy,
  ...kubelet,
  ...masterFiles,
  ...nodeFiles,
  ...scheduler
} as unknown as Record<string, Control>

/** Numberings, newest first. */
export const numberings: readonly Numbering[] = facts.numberings as unknown as readonly Numbering[]

/** Controls by component and subject. */
export const subjects: Readonly<Record<string, string>> = facts.subjects
