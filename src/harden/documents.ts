import type {FlagWay, JsonValue} from '../model/index.ts'
import type {PlainFile} from './control-plane.ts'
import {yamlFile} from './yaml.ts'

/** What the audit policy keeps: who did what, never what Secrets and tokens hold. First rule that fits counts. */
const auditPolicy: JsonValue = {
  apiVersion: 'audit.k8s.io/v1',
  kind: 'Policy',
  omitStages: ['RequestReceived'],
  rules: [
    {level: 'None', nonResourceURLs: ['/healthz*', '/livez*', '/readyz*', '/version', '/openapi*']},
    {
      level: 'None',
      users: ['system:kube-proxy'],
      verbs: ['watch'],
      resources: [
        {group: '', resources: ['endpoints', 'services']},
        {group: 'discovery.k8s.io', resources: ['endpointslices']}
      ]
    },
    {level: 'None', userGroups: ['system:nodes'], verbs: ['get'], resources: [{group: '', resources: ['nodes', 'nodes/status']}]},
    {
      level: 'Metadata',
      resources: [
        {group: '', resources: ['secrets', 'configmaps', 'serviceaccounts/token']},
        {group: 'authentication.k8s.io', resources: ['tokenreviews']}
      ]
    },
    {
      level: 'Metadata',
      resources: [{group: '', resources: ['pods/exec', 'pods/attach', 'pods/portforward', 'pods/proxy', 'services/proxy', 'nodes/proxy']}]
    },
    {
      level: 'RequestResponse',
      verbs: ['create', 'update', 'patch', 'delete', 'deletecollection'],
      resources: [{group: 'rbac.authorization.k8s.io'}]
    },
    {
      level: 'Request',
      verbs: ['create', 'update', 'patch', 'delete', 'deletecollection'],
      resources: [{group: ''}, {group: 'apps'}, {group: 'batch'}, {group: 'networking.k8s.io'}]
    },
    {level: 'Metadata'}
  ]
}

/** No key: whoever applies it makes one. */
const encryption: JsonValue = {
  apiVersion: 'apiserver.config.k8s.io/v1',
  kind: 'EncryptionConfiguration',
  resources: [
    {
      resources: ['secrets'],
      providers: [{secretbox: {keys: [{name: 'key1', secret: '<PUT A KEY OF YOUR OWN HERE>'}]}}, {identity: {}}]
    }
  ]
}

const admission: readonly JsonValue[] = [
  {
    apiVersion: 'apiserver.config.k8s.io/v1',
    kind: 'AdmissionConfiguration',
    plugins: [{name: 'EventRateLimit', path: 'eventratelimit.yaml'}]
  },
  {
    apiVersion: 'eventratelimit.admission.k8s.io/v1alpha1',
    kind: 'Configuration',
    limits: [{type: 'Namespace', qps: 50, burst: 100, cacheSize: 2000}]
  }
]

/**
 * Write the files that flags of the API server name.
 *
 * @param names Which ones.
 * @returns Files.
 */
export async function documentFiles(names: ReadonlySet<FlagWay['documents'][number]>): Promise<readonly PlainFile[]> {
  const files: PlainFile[] = []
  if (names.has('audit-policy'))
    files.push({
      path: 'kubernetes/audit-policy.yaml',
      text: await yamlFile(
        [auditPolicy],
        [
          'Copy to /etc/kubernetes/audit-policy.yaml on every control-plane node before the flags that name it.',
          'Secrets and tokens are logged without their contents; the first rule that fits counts.'
        ]
      )
    })
  if (names.has('encryption'))
    files.push({
      path: 'kubernetes/encryption-configuration.yaml',
      text: await yamlFile(
        [encryption],
        [
          'A skeleton without a key: the API server does not start with it as it is.',
          'Make a key with: head -c 32 /dev/urandom | base64',
          'Put it in place of the words in angle brackets, copy the file to /etc/kubernetes/enc/config.yaml (root, mode 600),',
          'the same on every control-plane node, and keep a copy of the key where only few can read it.',
          'Afterwards write all Secrets anew: kubectl get secrets -A -o json | kubectl replace -f -'
        ]
      )
    })
  if (names.has('admission')) {
    const [configuration, limits] = admission as readonly [JsonValue, JsonValue]
    files.push(
      {
        path: 'kubernetes/admission/config.yaml',
        text: await yamlFile([configuration], ['Copy this folder to /etc/kubernetes/admission on every control-plane node.'])
      },
      {
        path: 'kubernetes/admission/eventratelimit.yaml',
        text: await yamlFile([limits], ['How many events a namespace may write: 50 a second, 100 at once.'])
      }
    )
  }
  return files
}
