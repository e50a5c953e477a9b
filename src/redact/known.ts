/*
 * Names that every installation has. They tell nothing of their owner, and a finding cannot be understood without them:
 * "runs as root" is not "runs as user-1". A machine, container or user that goes by one of them is not hidden by being
 * called `host-1` either.
 */

/** Accounts that base-passwd, systemd, Docker, containerd, etcd and Kubernetes make. */
const accounts =
  'root nobody nogroup daemon bin sys sync games man lp mail news uucp proxy www-data list irc gnats sshd dbus polkitd ' +
  'messagebus systemd systemd-network systemd-resolve systemd-timesync _apt syslog adm wheel staff users sudo shadow ' +
  'docker dockerd dockerroot dockremap containerd etcd kube kubelet kubernetes system nonroot anonymous unknown uid user'

/** Names for this machine, for roles of nodes, for what Docker and Kubernetes bring along. */
const machines =
  'localhost localhost.localdomain localhost4 localhost6 ip6-localhost ip6-loopback host.docker.internal ' +
  'gateway.docker.internal docker-desktop kubernetes.docker.internal kubernetes kubernetes.default kubernetes.default.svc ' +
  'kubernetes.default.svc.cluster.local cluster.local master node worker control-plane controlplane managedservices ' +
  'policies default none null host bridge ingress docker_gwbridge docker-bench-security docker-bench kube-bench ' +
  'kube-apiserver kube-controller-manager kube-scheduler kube-proxy coredns container containers image images network ' +
  'true false yes no scan.log'

/** Images of the scanners, of Docker and Kubernetes themselves; what else runs somewhere is the owner's business. */
const images = 'docker/docker-bench-security aquasec/kube-bench docker.io/docker/docker-bench-security scratch <none> <none>:<none>'

/** Names that stay as they are; in small letters. */
export const kept: ReadonlySet<string> = new Set(`${accounts} ${machines} ${images}`.split(' '))

/** Public places: registries anyone pulls from, pages the scanners link to. */
const places: ReadonlySet<string> = new Set(
  (
    'docker.io registry-1.docker.io index.docker.io gcr.io k8s.gcr.io registry.k8s.io quay.io ghcr.io registry.gitlab.com mcr.microsoft.com ' +
    'public.ecr.aws github.com golang.org etcd.io docs.microsoft.com docs.openshift.com access.redhat.com'
  ).split(' ')
)

/** Domains whose every name is public: documentation, groups of the Kubernetes API, labels. */
const domains = [
  '.docker.com',
  '.kubernetes.io',
  '.k8s.io',
  '.cisecurity.org',
  '.githubusercontent.com',
  '.googleapis.com',
  '.google.com',
  '.mozilla.org',
  '.nist.gov',
  '.aws.amazon.com',
  '.openshift.io',
  '.cattle.io',
  '.mobyproject.org',
  '.opencontainers.org'
]

/**
 * Tell whether a domain name is a public one that says nothing of the owner of a log.
 *
 * @param name Domain name in small letters.
 * @returns Whether it is.
 */
export function isPublic(name: string): boolean {
  return places.has(name) || domains.some(domain => name.endsWith(domain) || name === domain.slice(1))
}

/** Names that are ours already: the pseudonyms of an earlier call. */
const ours = /^(?:host|container|network|user|image|ip|log)-\d{1,9}(?:\.[a-z]{2,6})?$/

/**
 * Tell whether a name is a pseudonym.
 *
 * @param name Name.
 * @returns Whether it is.
 */
export function isPseudonym(name: string): boolean {
  return ours.test(name)
}
