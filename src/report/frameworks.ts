import type {Control, Frameworks, Outcome, ReportFinding, ScanReport} from '../model/index.ts'
import {type Counts, noCounts} from './counts.ts'

/** Frameworks in the order people ask for them, with their names. */
const names: readonly (readonly [keyof Frameworks, string])[] = [
  ['cisControlsV8', 'CIS Controls v8'],
  ['nist80053', 'NIST SP 800-53 r5'],
  ['nist800190', 'NIST SP 800-190'],
  ['owasp', 'OWASP Docker and Kubernetes Top 10'],
  ['attack', 'MITRE ATT&CK for Containers'],
  ['attackEnterprise', 'MITRE ATT&CK Enterprise']
]

/** `AC-6` before `AC-10`. */
const natural = new Intl.Collator('en', {numeric: true})

/**
 * Say what the checks say of each framework.
 *
 * @param findings Findings with their controls.
 * @returns Frameworks that a control names.
 */
export function frameworkCoverage(findings: readonly ReportFinding[]): ScanReport['frameworks'] {
  const controls = new Map<Control, Part>()
  for (const {about, outcome, id} of findings) {
    if (about === null) continue
    const part = controls.get(about) ?? noPart()
    controls.set(about, part)
    part.counts[outcome]++
    if (outcome === 'fail') part.failing.add(id)
  }
  return names
    .map(([framework, name]) => {
      const entries = entriesOf(framework, controls)
      return {framework, name, entries, failed: entries.filter(({counts}) => counts.fail > 0).length}
    })
    .filter(({entries}) => entries.length > 0)
}

/** What the checks of a control, or of an entry, came to. */
interface Part {
  readonly counts: Counts
  readonly failing: Set<string>
}

function noPart(): Part {
  return {counts: noCounts(), failing: new Set()}
}

function entriesOf(framework: keyof Frameworks, controls: ReadonlyMap<Control, Part>): ScanReport['frameworks'][number]['entries'] {
  const entries = new Map<string, Part>()
  for (const [{frameworks}, {counts, failing}] of controls)
    for (const id of frameworks[framework]) {
      const entry = entries.get(id) ?? noPart()
      entries.set(id, entry)
      for (const outcome of Object.keys(counts) as Outcome[]) entry.counts[outcome] += counts[outcome]
      for (const check of failing) entry.failing.add(check)
    }
  return [...entries]
    .map(([id, {counts, failing}]) => ({id, counts, failing: [...failing].toSorted(natural.compare)}))
    .toSorted((a, b) => natural.compare(a.id, b.id))
}
