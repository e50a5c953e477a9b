import type {WriteUp, WriteUpPiece} from '../../model/index.ts'
import {find, type Rule, wordsIn} from '../rule.ts'

/** A claim that is often made and is not true, or not the whole truth. */
interface Claim extends Pick<Rule, 'name' | 'severity' | 'about'> {
  /** Which texts it is looked for in. */
  readonly where: (document: WriteUp) => Iterable<readonly WriteUpPiece[]>
  /** What makes the claim. */
  readonly says: RegExp
  /** What else must be said for it to be that claim. */
  readonly and?: RegExp
  /** What shows that the writer knows better. */
  readonly unless?: RegExp
  readonly reason: string
  readonly fact: string
  readonly fix: string
}

const threats =
  (target: 'docker' | 'kubernetes') =>
  (document: WriteUp): Iterable<readonly WriteUpPiece[]> =>
    document.threats.filter(one => one.target === target).map(({pieces}) => pieces)
const findings = (document: WriteUp): Iterable<readonly WriteUpPiece[]> => document.findings.map(({pieces}) => pieces.slice(1))
const both = (document: WriteUp): Iterable<readonly WriteUpPiece[]> => [
  ...document.threats.map(({pieces}) => pieces),
  ...findings(document)
]

/*
 * Sources: kubelet and kube-apiserver flags in the catalogue's facts; kubernetes.io on RBAC, encryption at rest and
 * Pod Security; docs.docker.com on protecting the daemon socket, content trust, bridge networks and port publishing;
 * the kernel's no_new_privs page; CVE-2017-11468 (GHSA-h62f-wm92-2cmw); cri-o/cri-o#3119 and containerd#10434 on NET_RAW.
 */
const claims: readonly Claim[] = [
  {
    name: 'kubelet-basic-auth',
    severity: 'error',
    about: 'Basic authentication of the kubelet is to be switched off: the kubelet never had any.',
    where: threats('kubernetes'),
    says: /\bkubelete?s?\b/i,
    and: /\bbasic[- ]auth|\/ ?basic auth|\bbasic authentication\b/i,
    unless: /\bapi[- ]?server\b|\bkube-?api\b|never had/i,
    reason: 'The kubelet has no basic authentication that could be disabled, and never had.',
    fact: '`--basic-auth-file` was a flag of kube-apiserver and went in Kubernetes 1.19; the kubelet is closed by `--anonymous-auth=false` (4.2.1), `--authorization-mode=Webhook` (4.2.2), `--client-ca-file` (4.2.3) and read-only port 0 (4.2.4).',
    fix: 'Name these settings instead: `authentication.anonymous.enabled: false`, `authorization.mode: Webhook`, `authentication.x509.clientCAFile`.'
  },
  {
    name: 'apiserver-basic-auth',
    severity: 'warning',
    about: 'Basic authentication of the API server is to be switched off: it is gone since Kubernetes 1.19.',
    where: threats('kubernetes'),
    says: /\bapi[- ]?server\b|\bkube-?api\b/i,
    and: /\bbasic (?:auth|authentication|or anonymous)\b/i,
    unless: /\b1\.19\b|\bremoved\b|\bgone\b/i,
    reason: 'Basic authentication was removed from kube-apiserver in Kubernetes 1.19; there is nothing left to disable.',
    fact: '`--basic-auth-file` was deprecated in 1.16 and removed in 1.19, and CIS dropped the check after edition 1.6; what still matters is `--anonymous-auth=false` and no `--token-auth-file`.',
    fix: 'Name anonymous requests and static tokens, and say which method people use instead (OIDC or short-lived certificates).'
  },
  {
    name: 'pod-spec-is-no-file',
    severity: 'warning',
    about: 'Pod specifications are to be protected by the owner or mode of a file: they are objects in etcd.',
    where: threats('kubernetes'),
    says: /\bpod spec(?:ification)?s?(?: file)?s?\b[^.]{0,60}\b(?:root|owner(?:ship)?|permissions?|chown|chmod)\b/i,
    unless: /\bstatic\b|\bmanifests?\b/i,
    reason: 'Pod specifications are stored in etcd as objects; the owner of a manifest file does not protect them.',
    fact: 'Owner and mode of a static pod manifest (1.1.7, 1.1.8 for etcd) protect that manifest only; stored objects are protected by mutual TLS to etcd (2.1 to 2.6), a CA of its own (2.7), encryption at rest (1.2.27, confidentiality only) and RBAC.',
    fix: 'Keep the three apart: the etcd manifest, the data directory, and the objects stored in etcd.'
  },
  {
    name: 'all-pods-have-net-raw',
    severity: 'warning',
    about: 'Every pod is said to have CAP_NET_RAW by Kubernetes: the container runtime decides, and policies drop it.',
    where: threats('kubernetes'),
    says: /\ball (?:the )?pods (?:have|get|run with|are given)\b[^.]{0,40}\b(?:CAP_)?NET_RAW\b|\bkubernetes (?:gives|grants)\b[^.]{0,40}\b(?:CAP_)?NET_RAW\b/i,
    unless: /\bruntime\b|\bunless\b/i,
    reason: 'Not all pods have CAP_NET_RAW, and it is not Kubernetes that gives it.',
    fact: "The container runtime's default set decides: Docker's and containerd's hold NET_RAW, CRI-O dropped it in 1.18, and a pod under the Restricted Pod Security Standard has it dropped (5.2.8 in cis-1.10, 5.2.7 in cis-1.6).",
    fix: 'Write "pods on runtimes whose default set holds NET_RAW, unless it is dropped", and name the remedy: `capabilities: {drop: ["ALL"]}`.'
  },
  {
    name: 'no-benchmark-for-memory',
    severity: 'info',
    about:
      'A Kubernetes threat about missing memory limits: no check of CIS Kubernetes covers it, and the victims are node and neighbours.',
    where: threats('kubernetes'),
    says: /\bmemory (?:footprint|limits?|usage)\b|\b(?:no|without an?) (?:memory|upper) limit\b|\bupper limit\b/i,
    unless: /\bLimitRange\b|\bResourceQuota\b|\bquotas?\b/i,
    reason: 'Who suffers is the node with its other pods, and no kube-bench check can confirm this threat.',
    fact: "CIS Kubernetes has no recommendation on memory (only 4.2.13 on PIDs and 1.2.9 on event rates); no LimitRange or ResourceQuota exists unless somebody makes one. Docker's twin is 5.10 in 1.2.0, 5.11 in 1.6.0.",
    fix: 'Name requests and limits, LimitRange and ResourceQuota as the remedy, and do not expect a finding for it.'
  },
  {
    name: 'secrets-list-and-watch',
    severity: 'info',
    about: 'Reading Secrets through RBAC is said to need `get`: `list` and `watch` give their content too.',
    where: threats('kubernetes'),
    says: /\bsecrets?\b[^.]{0,30}\bread\b[^.]{0,60}\bRBAC\b|\bread[a-z]{0,4}\b[^.]{0,60}\bsecrets?\b[^.]{0,80}\bRBAC\b|\bRBAC\b[^.]{0,60}\bread[a-z]{0,4}\b[^.]{0,40}\bsecrets?\b/i,
    unless: /\blist\b|\bwatch\b/i,
    reason: 'Not only reading one Secret: whoever may `list` or `watch` Secrets gets their content as well.',
    fact: 'Controls are 5.1.2 (access to Secrets), 5.1.3 (wildcards), 1.2.27 (encryption at rest) and 5.4.1 (files rather than environment variables); logs and eavesdropping are threats of their own.',
    fix: 'Name get, list and watch, the component (RBAC at kube-apiserver, Secrets in etcd) and the remedy.'
  },
  {
    name: 'tls-not-mutual',
    severity: 'warning',
    about:
      'Client traffic to the daemon is to be protected by TLS, without saying that clients must show a certificate: then anybody may still connect.',
    where: threats('docker'),
    says: /\bTLS\b/,
    and: /\bclient\b[^.]{0,120}\bdaemon\b|\bdaemon\b[^.]{0,120}\bclient\b/i,
    unless: /\bmutual\b|\bmTLS\b|\btlsverify\b|\bclient cert|\bboth (?:sides|ends|parties)\b|\bCA certificate\b/i,
    reason: 'TLS alone does not authenticate the client; it must be mutual.',
    fact: 'The daemon asks for client certificates only with `tlsverify` and a CA (2.6 in 1.2.0, 2.7 in 1.6.0); the default transport is the local socket, where membership of the docker group decides.',
    fix: 'Write mutual TLS (`tlsverify`, `tlscacert`, `tlscert`, `tlskey`), or no TCP listener at all.'
  },
  {
    name: 'icc-against-client-spoofing',
    severity: 'warning',
    about: 'Inter-container communication is switched off against spoofing between client and daemon: it concerns another data flow.',
    where: threats('docker'),
    says: /\bicc\b|\binter-?container\b/i,
    and: /\bclient\b[^.]{0,120}\bdaemon\b|\bdaemon\b[^.]{0,120}\bclient\b/i,
    reason: 'ICC is about traffic between containers and does nothing against spoofing between client and daemon.',
    fact: 'Client to daemon is met by mutual TLS (2.6 in 1.2.0); container to container on the default bridge by `"icc": false` (2.1 in 1.2.0, 2.2 in 1.6.0): two data flows, two threats.',
    fix: 'Make two threats of it, each with its own remedy.'
  },
  {
    name: 'no-new-privileges-is-not-non-root',
    severity: 'warning',
    about: 'no-new-privileges is named against containers that run as root: it stops setuid programs and leaves root what it is.',
    where: threats('docker'),
    says: /\bnew privileges\b|\bno-new-privileges\b/i,
    and: /\broot\b|\bUSER\b/,
    unless: /\bsetuid\b|\bsuid\b/i,
    reason: 'no-new-privileges does not make a root process non-root.',
    fact: 'It keeps a process from gaining rights through setuid programs; against root in the container stand USER (4.1), `userns-remap` (2.8 in 1.2.0, 2.9 in 1.6.0), fewer capabilities (5.3, 5.4) and rootless mode (2.1 in 1.6.0). An image runs as root unless it or its base sets USER.',
    fix: 'Name USER and userns-remap for the root problem, no-new-privileges for setuid programs.'
  },
  {
    name: 'docker-distribution-cve',
    severity: 'info',
    about:
      'The registry program Docker Distribution is said to accept unlimited content: a flaw of 2017 that no docker-bench check covers.',
    where: threats('docker'),
    says: /\bdocker distribution\b[^.]{0,80}\b(?:content|restrict|limit)/i,
    unless: /\bCVE-2017-11468\b|\b2\.6\.2\b/,
    reason:
      'This is a known flaw of Docker Distribution, the registry program, mended in 2017; content is accepted from a user, not by one.',
    fact: 'CVE-2017-11468 (GHSA-h62f-wm92-2cmw): registries before 2.6.2 read manifests of any size into memory. A host scan does not see the registry, so no docker-bench check confirms it.',
    fix: 'Name the version that mends it, quotas, and authentication in front of the registry.'
  },
  {
    name: 'layer-secrets-at-runtime',
    severity: 'info',
    about: 'Secrets left in an image are said to be exposed when it runs: they are read by anybody who can pull it.',
    where: threats('docker'),
    says: /\bsecrets?\b[^.]{0,80}\bimages?\b[^.]{0,40}\b(?:at|during|in) run-?time\b|\bimages?\b[^.]{0,80}\bexposed (?:at|during) run-?time\b/i,
    unless: /\bpull|\blayers?\b|\bhistory\b/i,
    reason: 'Secrets in an image are exposed before it ever runs: its layers and history are read by everybody who can pull it.',
    fact: 'The check is 4.10 (manual, not scored in 1.2.0): no secrets in Dockerfiles; `RUN --mount=type=secret` keeps a build secret out of layers.',
    fix: 'Say "by everybody who can pull the image", and name build secrets and rotation as the remedy.'
  },
  {
    name: 'look-alike-is-spoofing',
    severity: 'info',
    about: 'Tampering with images in the registry and enticing people to a malicious image are two threats.',
    where: threats('docker'),
    says: /\bentice|\btrick(?:s|ed|ing)? (?:users|organi[sz]ations|people)|\btypo-?squat/i,
    and: /\btamper/i,
    reason: 'Changing an image is tampering; getting people to use another image in its place is spoofing.',
    fact: 'Against both stand pinning by digest and signatures that are verified (4.2, 4.11 in 1.2.0; 4.12 in 1.6.0), and no insecure registries (2.4 in 1.2.0); content trust (4.5) is being retired.',
    fix: 'Make two threats of it, each with its remedy.'
  },
  {
    name: 'proxy-for-published-ports',
    severity: 'info',
    about: 'The userland proxy is said to start for exposed ports: it starts for published ones.',
    where: findings,
    says: /\bproxy\b[^.]{0,60}\b(?:port )?[^.]{0,20}\bexposed?\b/i,
    unless: /\bpublished\b/i,
    reason: 'docker-proxy starts for each published port; EXPOSE alone starts none.',
    fact: 'With hairpin NAT the proxy is not needed; it is one more root process on the path and shows the bridge gateway as source address. Older kernels and some network set-ups still need it, and with it off nothing reserves the host port on older engines.',
    fix: 'Write "published", and name the condition that hairpin NAT works on the host.'
  },
  {
    name: 'bridge-is-a-switch',
    severity: 'info',
    about: 'Containers on the default bridge are said to read all packets of the others: a bridge is a switch.',
    where: both,
    says: /\bread(?:s|ing)?\b[^.]{0,30}\b(?:all|other containers?'?)\b[^.]{0,20}\bpackets\b/i,
    unless: /\bARP\b|\bNET_RAW\b/,
    reason: 'A container does not get the packets of others on a Linux bridge by itself.',
    fact: 'The bridge forwards frames to their own port like a switch; reading foreign traffic takes ARP spoofing (NET_RAW, which Docker gives by default). What ICC opens is every port the neighbours listen on.',
    fix: 'Say that a neighbour reaches unpublished ports, and with NET_RAW can put itself between others.'
  },
  {
    name: 'no-new-privileges-can-be-undone',
    severity: 'info',
    about: 'no-new-privileges for the daemon is a default: a container can switch it off again.',
    where: findings,
    says: /\b(?:daemon level|by default all new containers|all (?:new )?containers)\b[^.]{0,120}\bnew privileges\b/i,
    unless: /\b5\.2[56]\b|\boverrid|\bsecurity-opt\b/i,
    reason: 'The setting of the daemon is a default; `--security-opt no-new-privileges=false` switches it off for a container.',
    fact: 'So 5.25 in 1.2.0 (5.26 in 1.6.0) must be looked at too; the flag is fixed when a container is made, and it blocks domain transitions of SELinux and AppArmor.',
    fix: 'Recreate the containers and check 5.25 or 5.26 with the same scan.'
  },
  {
    name: 'pod-security-policy-gone',
    severity: 'warning',
    about: 'PodSecurityPolicy is named as a remedy: Kubernetes removed it in 1.25.',
    where: both,
    says: /\bPod ?Security ?Polic(?:y|ies)\b/i,
    unless: /\b1\.25\b|\bremoved\b|\breplaced\b/i,
    reason: 'PodSecurityPolicy was removed in Kubernetes 1.25.',
    fact: 'It was deprecated in 1.21; Pod Security Admission with the levels baseline and restricted takes its place (5.2.1 in cis-1.10).',
    fix: 'Write Pod Security Admission: label the namespace `pod-security.kubernetes.io/enforce: restricted`.'
  },
  {
    name: 'secrets-are-only-encoded',
    severity: 'warning',
    about: 'Secrets are said to be encrypted by Kubernetes: they are only base64-encoded in etcd unless encryption at rest is configured.',
    where: threats('kubernetes'),
    says: /\bsecrets? (?:are|is) (?:always |already )?encrypted (?:by default|in etcd|with base64)\b|\bbase64[- ]encrypt/i,
    reason: 'Kubernetes stores Secrets unencrypted unless encryption at rest is configured; base64 is an encoding.',
    fact: '`--encryption-provider-config` names the providers (1.2.27, 1.2.28 in cis-1.10); without it etcd and its backups hold Secrets in the clear.',
    fix: 'Write that encryption at rest must be configured, and how.'
  },
  {
    name: 'live-restore-purpose',
    severity: 'warning',
    about: 'live-restore is described as something else than containers that go on while the daemon is down.',
    where: findings,
    says: /\blive[- ]restore\b[^.]{0,120}\b(?:unauthori[sz]ed access|restarts? (?:the )?containers? (?:when|if|after)|backup)\b/i,
    reason: 'live-restore keeps containers running while the daemon is down; it gives nobody access and restarts nothing.',
    fact: 'With `"live-restore": true` a restart or upgrade of the daemon does not stop containers; it cannot be used in swarm mode.',
    fix: 'Describe the risk as lost availability when the daemon restarts.'
  }
]

/** Rules about claims that are often made. */
export const claimRules: readonly Rule[] = claims.map(({name, severity, about, where, says, and, unless, reason, fact, fix}) => ({
  name,
  severity,
  about,
  *check({document}) {
    // Marks of Markdown leave blanks behind.
    const claim = new RegExp(says.source.replaceAll(' ?', '\\s{0,6}').replaceAll(' ', '\\s{1,6}'), says.flags)
    for (const pieces of where(document)) {
      const place = find(pieces, claim)
      if (!place) continue
      const text = wordsIn(pieces)
      if ((and && !and.test(text)) || unless?.test(text)) continue
      yield {...place, reason, fact, fix}
    }
  }
}))
