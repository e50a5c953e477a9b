import type {Control, Numbering} from '../model/index.ts'
import admission from './controls/kubernetes/admission.json' with {type: 'json'}
import apiserver from './controls/kubernetes/apiserver.json' with {type: 'json'}
import controllerManager from './controls/kubernetes/controller-manager.json' with {type: 'json'}
import controlplane from './controls/kubernetes/controlplane.json' with {type: 'json'}
import etcd from './controls/kubernetes/etcd.json' with {type: 'json'}
import kubeProxy from './controls/kubernetes/kube-proxy.json' with {type: 'json'}
import kubelet from './controls/kubernetes/kubelet.json' with {type: 'json'}
import masterFiles from './controls/kubernetes/master-files.json' with {type: 'json'}
import namespaces from './controls/kubernetes/namespaces.json' with {type: 'json'}
import network from './controls/kubernetes/network.json' with {type: 'json'}
import nodeFiles from './controls/kubernetes/node-files.json' with {type: 'json'}
import podSecurity from './controls/kubernetes/pod-security.json' with {type: 'json'}
import rbac from './controls/kubernetes/rbac.json' with {type: 'json'}
import scheduler from './controls/kubernetes/scheduler.json' with {type: 'json'}
import secrets from './controls/kubernetes/secrets.json' with {type: 'json'}
import workloads from './controls/kubernetes/workloads.json' with {type: 'json'}
import facts from './numberings/kubernetes.json' with {type: 'json'}

// The JSON files are checked against their schema by a test; TypeScript widens their literals.
/** Controls of Kubernetes by key. */
export const controls: Readonly<Record<string, Control>> = {
  ...admission,
  ...apiserver,
  ...controllerManager,
  ...controlplane,
  ...etcd,
  ...kubeProxy,
  ...kubelet,
  ...masterFiles,
  ...namespaces,
  ...network,
  ...nodeFiles,
  ...podSecurity,
  ...rbac,
  ...scheduler,
  ...secrets,
  ...workloads
} as unknown as Record<string, Control>

/** Numberings, newest first. */
export const numberings: readonly Numbering[] = facts.numberings as unknown as readonly Numbering[]

/** Controls by component and subject. */
export const subjects: Readonly<Record<string, string>> = facts.subjects
