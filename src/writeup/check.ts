import type {LintMessage, WriteUp} from '../model/index.ts'
import {resolve} from './resolve.ts'
import type {Context, Knowledge} from './rule.ts'
import {rules} from './rules/index.ts'

/**
 * Say what is wrong in a write-up.
 *
 * @param document Write-up, read.
 * @param knowledge What the rules may know.
 * @returns Messages in the order of the lines, each once.
 */
export function checkWriteUp(document: WriteUp, knowledge: Knowledge): readonly LintMessage[] {
  const context: Context = {...knowledge, document, resolved: resolve(document, knowledge)}
  const messages: LintMessage[] = []
  const seen = new Set<string>()
  for (const rule of rules)
    for (const hit of rule.check(context)) {
      const key = `${rule.name} ${hit.line} ${hit.column} ${hit.reason}`
      if (seen.has(key)) continue
      seen.add(key)
      const {line, column, reason, fact, fix} = hit
      messages.push({rule: rule.name, severity: hit.severity ?? rule.severity, line, column, reason, fact, fix})
    }
  return messages.toSorted((a, b) => a.line - b.line || a.column - b.column)
}
