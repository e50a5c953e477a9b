/*
 * What stands in a log and must not stand in what is made of it, found by other means than the room's own: by the lines
 * of the log as they are printed, not by findings.
 */

/** Names of a log by what they are. */
export interface Originals {
  readonly hosts: ReadonlySet<string>
  readonly users: ReadonlySet<string>
  readonly images: ReadonlySet<string>
  readonly ips: ReadonlySet<string>
}

const stays = new Set(
  (
    'root docker etcd nobody systemd kube ingress localhost daemon bin sys kube-apiserver kube-proxy etc tmp var run usr lib ' +
    'docker_gwbridge docker-bench-security docker/docker-bench-security:latest none null default host bridge kubernetes username'
  ).split(' ')
)

/** Names in the text of a log. */
export function originalsIn(log: string): Originals {
  const hosts = new Set<string>()
  const users = new Set<string>()
  const images = new Set<string>()
  const ips = new Set<string>()
  const add = (set: Set<string>, name: string | undefined): void => {
    if (name !== undefined && name.length > 2 && !stays.has(name)) set.add(name)
  }
  for (const line of log.split(/\r\n|\r|\n/)) {
    const detail = /^\[(?:WARN|INFO|NOTE|PASS)\]\s+\* (.*)$/.exec(line)?.[1] ?? ''
    add(hosts, /^(?:Port being bound to wildcard IP: \S+|Privileged Port in use: \d+|Port in use: \d+) in ([\w.-]+)/.exec(detail)?.[1])
    add(hosts, /^Capabilities added: .* to ([\w.-]+)$/.exec(detail)?.[1])
    add(
      hosts,
      /^(?:Running as root|Container running [^:[]*|No SecurityOptions Found|No AppArmorProfile Found|PIDs limit not set|Health check not set|Privileges not restricted|Container no default ulimit override): ([\w.-]+)$/.exec(
        detail
      )?.[1]
    )
    for (const name of /^(?:No Healthcheck found|ADD in image history|Update instruction found): \[([^\]]+)\]$/
      .exec(detail)?.[1]
      ?.split(' ') ?? [])
      add(images, name)
    for (const name of /\b(?:docker):x:\d+:([\w,.-]+)/.exec(line)?.[1]?.split(',') ?? []) add(users, name)
    add(users, /\/(?:home|Users)\/([\w.-]+)/.exec(line)?.[1])
    for (const [, name] of line.matchAll(/--hostname-override=([\w.-]+)/g)) add(hosts, name)
    for (const [address] of line.matchAll(/(?<![\w.-])(?:10|172|192)\.\d{1,3}\.\d{1,3}\.\d{1,3}(?![\w.])/g)) ips.add(address)
  }
  return {hosts, users, images, ips}
}

/** Those of some names that stand in a text between what is neither letter nor digit. */
export function left(text: string, names: Iterable<string>): readonly string[] {
  const found: string[] = []
  for (const name of names) {
    for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
      if (/[A-Za-z0-9]/.test(text[at - 1] ?? '') || /[A-Za-z0-9]/.test(text[at + name.length] ?? '')) continue
      found.push(name)
      break
    }
  }
  return found
}
