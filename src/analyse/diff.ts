import type {Diff, DiffFinding, DiffLists, Finding, Findings, Outcome} from '../model/index.ts'

/** Outcomes of checks that something was found out about. */
const judged: ReadonlySet<Outcome> = new Set(['pass', 'fail', 'review', 'error'])

/** Outcomes whose detail lines name what does not pass. */
const open: ReadonlySet<Outcome> = new Set(['fail', 'review', 'error'])

/** Of two alternatives of one control, the better one counts: either way of setting it is enough. */
const rank: Readonly<Record<Outcome, number>> = {pass: 0, review: 1, info: 2, skipped: 3, error: 4, fail: 5}

/** docker-bench-security cuts its lists of names with `-n`; what was cut off cannot be called new. */
const cutOff = '(truncated)'

/**
 * Compare scans with earlier ones, across scanners and editions. Findings are matched by node, fingerprint and
 * occurrence when both sides name all their nodes, else by fingerprint and occurrence.
 *
 * @param before Findings, enriched.
 * @param after Findings, enriched with the same catalogue.
 * @returns What was fixed, is new, changed, stayed, applies newly, is no longer scanned.
 * @example
 * ```ts
 * const catalog = await loadCatalog()
 * const one = enrich(parse('[WARN] 2.14 - Ensure Userland Proxy is Disabled\n'), catalog)
 * const two = enrich(parse('[PASS] 2.16 - Ensure Userland Proxy is Disabled\n'), catalog)
 * diff(one, two).fixed.length // 1
 * ```
 */
export function diff(before: Findings, after: Findings): Diff {
  const byNode = namesNodes(before) && namesNodes(after)
  const lists: {[List in keyof DiffLists]: DiffFinding[]} = {
    fixed: [],
    new: [],
    changed: [],
    unchanged: [],
    newlyApplicable: [],
    notScanned: []
  }
  const pairs = pairUp(before, after, byNode)
  for (const finding of after.findings) {
    const compared = compare(pairs.get(finding) ?? null, finding)
    lists[listOf(compared)].push(compared)
  }
  const paired = new Set(pairs.values())
  for (const finding of before.findings) {
    if (!paired.has(finding)) lists.notScanned.push({...finding, was: wasOf(finding), newItems: [], goneItems: []})
  }
  return {
    format: 'benchscribe/diff',
    version: 1,
    byNode,
    before: before.scans,
    after: after.scans,
    ...lists,
    messages: [...before.messages, ...after.messages]
  }
}

function namesNodes({scans}: Findings): boolean {
  return scans.length > 0 && scans.every(({node}) => node !== null)
}

/** What stands under one control on both sides. */
interface Group {
  readonly before: Finding[]
  readonly after: Finding[]
}

/** Earlier findings by the later finding they belong to. */
function pairUp(before: Findings, after: Findings, byNode: boolean): ReadonlyMap<Finding, Finding> {
  const groups = new Map<string, Group>()
  for (const [side, {scans, findings}] of [['before', before] as const, ['after', after] as const]) {
    const nodes = new Map(scans.map(({index, node}) => [index, byNode ? (node ?? '') : '']))
    for (const finding of findings) {
      const key = `${nodes.get(finding.scan) ?? ''}\n${aboutOf(finding)}`
      const group = groups.get(key) ?? {before: [], after: []}
      group[side].push(finding)
      groups.set(key, group)
    }
  }
  const pairs = new Map<Finding, Finding>()
  for (const group of groups.values()) for (const part of byTarget(group)) pairGroup(part, pairs)
  return pairs
}

/** The alternatives of one control (`2.14.a`, `2.14.b`) stand together, for other editions have one check for both. */
function aboutOf(finding: Finding): string {
  return finding.control ?? fingerprintOf(finding)
}

/** What stands under a target on both sides belongs together; the rest does, for editions move controls between targets. */
function byTarget({before, after}: Group): readonly Group[] {
  const are = new Set(after.map(({target}) => target))
  const both = new Set(before.map(({target}) => target).filter(target => are.has(target)))
  const rest: Group = {before: [], after: []}
  const parts = new Map([...both].map((target): [string | null, Group] => [target, {before: [], after: []}]))
  for (const finding of before) (parts.get(finding.target) ?? rest).before.push(finding)
  for (const finding of after) (parts.get(finding.target) ?? rest).after.push(finding)
  return [...parts.values(), rest]
}

function fingerprintOf({fingerprint, id, title}: Finding): string {
  return fingerprint ?? `${id} ${title}`
}

function pairGroup({before, after}: Group, pairs: Map<Finding, Finding>): void {
  if (sameForms(before, after)) {
    const earlier = new Map<string, Finding[]>()
    for (const finding of before) {
      const known = earlier.get(fingerprintOf(finding))
      if (known) known.push(finding)
      else earlier.set(fingerprintOf(finding), [finding])
    }
    const used = new Map<string, number>()
    for (const finding of after) {
      const fingerprint = fingerprintOf(finding)
      const occurrence = used.get(fingerprint) ?? 0
      used.set(fingerprint, occurrence + 1)
      const match = earlier.get(fingerprint)?.[occurrence]
      if (match) pairs.set(finding, match)
    }
    return
  }
  const [were, are] = [before, after].map(findings => findings.toSorted((a, b) => rank[a.outcome] - rank[b.outcome])) as [
    Finding[],
    Finding[]
  ]
  for (const [index, finding] of are.entries()) {
    const match = were[index]
    if (match) pairs.set(finding, match)
  }
}

function sameForms(before: readonly Finding[], after: readonly Finding[]): boolean {
  const were = new Set(before.map(fingerprintOf))
  const are = new Set(after.map(fingerprintOf))
  return were.size === are.size && [...were].every(form => are.has(form))
}

function wasOf({scan, id, status, outcome}: Finding): NonNullable<DiffFinding['was']> {
  return {scan, id, status, outcome}
}

function compare(before: Finding | null, after: Finding): DiffFinding {
  if (before === null) return {...after, was: null, newItems: [], goneItems: []}
  const were = namesOf(before)
  const are = namesOf(after)
  // A log that names nothing says nothing about instances: its check may print none, or its lines were cut away.
  const told = were.size > 0 && are.size > 0 && open.has(before.outcome) && open.has(after.outcome)
  const whole = !before.items.some(({text}) => text.trim() === cutOff)
  const wholeNow = !after.items.some(({text}) => text.trim() === cutOff)
  return {
    ...after,
    was: wasOf(before),
    newItems: told && whole ? [...are].filter(name => !were.has(name)) : [],
    goneItems: told && wholeNow ? [...were].filter(name => !are.has(name)) : []
  }
}

/** What an instance is known by: never its port, its count or its place in the list. */
function namesOf({items}: Finding): ReadonlySet<string> {
  const names = new Set<string>()
  for (const {subject, text} of items) if (subject !== null && text.trim() !== cutOff) names.add(subject)
  return names
}

function listOf({was, outcome, newItems, goneItems}: DiffFinding): keyof DiffLists {
  const now = judged.has(outcome)
  if (now && (was === null || !judged.has(was.outcome))) return 'newlyApplicable'
  if (was === null) return 'changed'
  if (was.outcome === outcome) {
    if (outcome === 'fail' && newItems.length > 0) return 'new'
    return newItems.length + goneItems.length > 0 ? 'changed' : 'unchanged'
  }
  if (outcome === 'pass' && was.outcome === 'fail') return 'fixed'
  return outcome === 'fail' && was.outcome === 'pass' ? 'new' : 'changed'
}
