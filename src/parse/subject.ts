/*
 * The words of docker-bench-security's detail lines (tests/*.sh, 1.0.0 to HEAD), by where they name what they are
 * about. What is not in this list names nothing: a count, a version, a sentence.
 */
const before =
  /^(?:Port being bound to wildcard IP: \S+ in |Privileged Port in use: \S+ in |Port in use: \S+ in |Capabilities added: .{0,400}\bto |Sensitive directory \S+ mounted in: |Sensitive directory \S+ .{0,40}\bin: ?)(.+)$/s
const after =
  /^(?:Running as root|No Healthcheck found|ADD in image history|Update instruction found|Container no default ulimit override|Privileges not restricted|No SecurityOptions Found|MaximumRetryCount is not set to \d+|No AppArmorProfile Found|Container running with root FS mounted R\/W|Container running without (?:CPU|memory) restrictions|Container running in Privileged mode|Container running with networking mode 'host'|Container in docker0 network|Health check not set|PIDs limit not set|Docker socket shared|Default seccomp profile disabled|Host (?:PID|IPC|UTS|user) namespace (?:being )?shared(?: with)?|Namespace shared|Unencrypted overlay network|Container has devices exposed directly|Confirm cgroup usage|Container running sshd|Container has sshd running|Docker exec(?: .{0,60})?|Volume mount propagation mode is (?:set to )?shared|Device .{0,40} exposed(?: .{0,40})?|Insecure Registry Found|Mount propagation mode is shared): ?(.+)$/is
const path = /^(?:Wrong (?:permissions|ownership) (?:for|set on) )(\S.*)$/s
const id = /^[0-9a-f]{64}:/
const portSuffix = /^(.+):(?:\/\S*|\d{1,5})$/s

/**
 * Name the container, image, path or network that a detail line is about.
 *
 * @param text Detail as printed.
 * @returns The name without brackets, ports and ids; null when the line names nothing.
 */
export function subjectOf(text: string): string | null {
  const file = path.exec(text)?.[1]
  if (file !== undefined) return file
  const named = (before.exec(text) ?? after.exec(text))?.[1]
  return named === undefined ? null : bare(named)
}

/**
 * Take what is not the name off a container's name: brackets around an image, a container id before, a port or path
 * behind. `web:/etc` names a container, `nginx:latest` an image.
 *
 * @param name Name as printed.
 * @returns The name, or null when nothing is left.
 */
export function bare(name: string): string | null {
  const rest = name.trim().replace(id, '')
  if (rest.startsWith('[')) return bareImage(rest)
  return (portSuffix.exec(rest)?.[1] ?? rest) || null
}

/**
 * Take the brackets off an image's names.
 *
 * @param name Name or names as printed.
 * @returns Without brackets; tags stay.
 */
export function bareImage(name: string): string | null {
  return (
    name
      .trim()
      .replace(/^\[|\]$/g, '')
      .trim() || null
  )
}
