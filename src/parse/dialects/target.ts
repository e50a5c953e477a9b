/*
 * kube-bench's text names the target only behind a section's results, and not at all with --nosummary and
 * --noremediations; the section titles of its 46 benchmarks each belong to one target.
 */
const targets: readonly (readonly [RegExp, string])[] = [
  [/^(?:Master Node|Control Plane (?:Security|Components)|Securing the OpenShift Master)/i, 'master'],
  [/^etcd/i, 'etcd'],
  [/^Control Plane Configuration/i, 'controlplane'],
  [/^Worker Node/i, 'node'],
  [/^(?:Kubernetes )?Policies/i, 'policies'],
  [/^Managed Services/i, 'managedservices'],
  [/^Federat/i, 'federated']
]

/**
 * Tell the target of a kube-bench section from its title.
 *
 * @param title Section title as printed.
 * @returns The target, or null when the title is not one of kube-bench's.
 */
export function targetOf(title: string): string | null {
  return targets.find(([match]) => match.test(title))?.[1] ?? null
}
