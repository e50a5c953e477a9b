import type {WriteUpTarget} from '../model/index.ts'

/** Surfaces by the words that name them; the names are those of the catalogue. */
const surfaces: Readonly<Record<WriteUpTarget, readonly (readonly [string, RegExp])[]>> = {
  docker: [
    ['daemon', /\bdaemon\b|\btls ca certificate\b|\bdockerd\b|docker\.sock\b|\bdocker socket\b|\bdocker engine\b|\bdocker api\b/i],
    ['registry', /\bregistr(?:y|ies)\b|\bdocker distribution\b|\bdocker ?hub\b|\brepositor(?:y|ies)\b/i],
    ['image', /\b(?:containers? |docker )?images?\b|\bdocker ?files?\b/i],
    ['client', /\bclients?\b|\bdocker desktop\b/i],
    ['network', /\bnetworks?\b|\bbridge\b|\bpublished ports?\b/i],
    ['host', /\bhosts?\b|\bkernel\b|\bfile system\b/i],
    ['container', /\bcontainers?\b|\bvolumes?\b/i],
    ['swarm', /\bswarm\b/i]
  ],
  kubernetes: [
    ['apiserver', /\bapi[- ]?serve?rs?\b|\bkube-?api(?:server|-server)?\b|\bapi-servevr\b|\bkubernetes api\b|\bk8s api\b/i],
    ['etcd', /\betcd\b|\bdata ?store\b/i],
    ['kubelet', /\bkubelete?s?\b/i],
    ['scheduler', /\b(?:kube-)?scheduler\b/i],
    ['network', /\bkube-?proxy\b|\bcni\b|\b(?:container|pod|cluster) network\b|\bnetwork polic(?:y|ies)\b|\bservice mesh\b/i],
    ['controller-manager', /\bcontroller[- ]manager\b|\bcloud-ctrl-mgr\b/i],
    ['control plane', /\bcontrol plane\b|\bmaster (?:node|plane)\b/i],
    ['node', /\bnodes?\b|\bworkers?\b|\bnode runtime\b/i],
    ['rbac', /\bservice accounts?\b|\bcluster-admin\b|\brole bindings?\b/i],
    [
      'workloads',
      /\bpods\b|\bpod (?:configuration|creation|specification|security|definition)|\bworkloads?\b|\bprivileged (?:flag|mode|pods?|containers?)\b|--privileged\b/i
    ],
    ['dashboard', /\bdashboard\b/i],
    ['ingress', /\bingress\b/i],
    ['images', /\bregistr(?:y|ies)\b|\bimages?\b/i]
  ]
}

/**
 * Tell whether a text mentions a surface.
 *
 * @param text Text.
 * @param surface Surface of the catalogue.
 * @param target What the text is about.
 * @returns Whether it does.
 */
export function mentions(text: string, surface: string, target: WriteUpTarget): boolean {
  return surfaces[target].some(([name, pattern]) => name === surface && pattern.test(text))
}

/**
 * Name the component that a text is about: the surface whose word comes first.
 *
 * @param text Text.
 * @param target What the text is about; null looks in both.
 * @returns Surface; null when the text names none.
 */
export function componentIn(text: string, target: WriteUpTarget | null): string | null {
  const tables = target === null ? [...surfaces.docker, ...surfaces.kubernetes] : surfaces[target]
  let best: string | null = null
  let first = Number.POSITIVE_INFINITY
  for (const [name, pattern] of tables) {
    const at = text.search(pattern)
    if (at >= 0 && at < first) {
      first = at
      best = name
    }
  }
  return best
}
