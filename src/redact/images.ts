/*
 * Parts of a reference to an image: `reg.example.com:5000/team/app:1.2@sha256:…`.
 */

/** What a reference to an image is made of. */
export interface Reference {
  /** Machine it is pulled from, without port; null for Docker Hub. */
  readonly registry: string | null
  /** Without tag and digest. */
  readonly repository: string
  /** Without the registry, when there is one. */
  readonly path: string | null
  /** With tag, without digest; null when it has no digest. */
  readonly undigested: string | null
}

/**
 * Part a reference to an image.
 *
 * @param reference Reference.
 * @returns Its parts.
 */
export function partsOf(reference: string): Reference {
  const at = reference.indexOf('@')
  const tagged = at < 0 ? reference : reference.slice(0, at)
  const colon = tagged.lastIndexOf(':')
  // The colon of a port stands before a slash.
  const repository = colon > tagged.lastIndexOf('/') ? tagged.slice(0, colon) : tagged
  const slash = repository.indexOf('/')
  const first = slash < 0 ? '' : repository.slice(0, slash)
  const isRegistry = /[.:]/.test(first) || first === 'localhost'
  return {
    registry: isRegistry ? (first.split(':')[0] ?? first) : null,
    repository,
    path: isRegistry ? repository.slice(slash + 1) : null,
    undigested: at < 0 ? null : tagged
  }
}
