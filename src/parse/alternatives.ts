import type {Draft} from './to-finding.ts'

const alternative = /^(.*\d)\.?[a-z]$/s

/**
 * Aqua's docker-bench tests some controls twice, as a flag (`2.14.a`) and in daemon.json (`2.14.b`): one of them is
 * enough, so all alternatives of a control have passed when one has.
 *
 * @param drafts Findings of one scan, judged.
 */
export function foldAlternatives(drafts: readonly Draft[]): void {
  const passed = new Set<string>()
  const others: {base: string; draft: Draft}[] = []
  for (const draft of drafts) {
    const last = draft.id.charCodeAt(draft.id.length - 1)
    if (last < 97 || last > 122 || draft.id.startsWith('V-')) continue
    const base = alternative.exec(draft.id)?.[1]
    if (base === undefined) continue
    const key = `${base}\n${draft.title}\n${draft.target ?? ''}`
    if (draft.outcome === 'pass') passed.add(key)
    else others.push({base: key, draft})
  }
  for (const {base, draft} of others) if (passed.has(base)) draft.outcome = 'pass'
}
