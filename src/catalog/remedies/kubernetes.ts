import type {Remedies} from '../../model/index.ts'
import admission from './kubernetes/admission.json' with {type: 'json'}
import apiserver from './kubernetes/apiserver.json' with {type: 'json'}
import controllerManager from './kubernetes/controller-manager.json' with {type: 'json'}
import controlplane from './kubernetes/controlplane.json' with {type: 'json'}
import etcd from './kubernetes/etcd.json' with {type: 'json'}
import kubeProxy from './kubernetes/kube-proxy.json' with {type: 'json'}
import kubelet from './kubernetes/kubelet.json' with {type: 'json'}
import masterFiles from './kubernetes/master-files.json' with {type: 'json'}
import namespaces from './kubernetes/namespaces.json' with {type: 'json'}
import network from './kubernetes/network.json' with {type: 'json'}
import nodeFiles from './kubernetes/node-files.json' with {type: 'json'}
import podSecurity from './kubernetes/pod-security.json' with {type: 'json'}
import rbac from './kubernetes/rbac.json' with {type: 'json'}
import scheduler from './kubernetes/scheduler.json' with {type: 'json'}
import secrets from './kubernetes/secrets.json' with {type: 'json'}
import workloads from './kubernetes/workloads.json' with {type: 'json'}

// The JSON files are checked against their schema by a test; TypeScript widens their literals.
/** Remedies of Kubernetes by control. */
export const remedies: Remedies = {
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
} as unknown as Remedies
