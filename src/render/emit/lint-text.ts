import type {LintReport} from '../../model/index.ts'
import {visible} from '../visible.ts'

/**
 * Write what is wrong as lines for a terminal: place, severity, reason, fact, fix.
 *
 * @param report Report.
 * @returns Text.
 */
export function lintText({messages, file, headline}: LintReport): string {
  const lines = messages.flatMap(({line, column, severity, reason, fact, fix, rule}) => [
    `${file ?? '-'}:${line}:${column}: ${severity}: ${reason} [${rule}]`,
    `    Fact: ${fact}`,
    `    Fix:  ${fix}`
  ])
  return `${[...lines, headline].map(visible).join('\n')}\n`
}
