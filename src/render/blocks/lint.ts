import type {RootContent} from 'mdast'
import type {LintReport, LintSeverity} from '../../model/index.ts'
import {badge, paragraph, table, text, value, words} from '../build.ts'
import {oneLine} from '../visible.ts'

const tones: Readonly<Record<LintSeverity, 'high' | 'medium' | 'low'>> = {error: 'high', warning: 'medium', info: 'low'}

/** What is wrong, one row a message. */
export function lintMessages(report: LintReport): readonly RootContent[] {
  if (report.messages.length === 0) return [paragraph('Nothing was found to be wrong.')]
  return [
    table(
      ['Line', 'What', 'The fact', 'What to write', 'Rule'],
      report.messages.map(({line, column, severity, reason, fact, fix, rule}) => [
        `${line}:${column}`,
        [badge(tones[severity], severity), ' ', ...words(oneLine(reason))],
        words(oneLine(fact)),
        words(oneLine(fix)),
        value(rule)
      ]),
      ['right', null, null, null, null]
    )
  ]
}

/** What was read of the write-up, so that a reader sees what was judged. */
export function lintRead({document: {threats, findings}}: LintReport): readonly RootContent[] {
  const rows = [
    ...threats.map(({line, target, stride, component, text: said}) => [
      String(line),
      `Threat${target === null ? '' : target === 'docker' ? ', Docker' : ', Kubernetes'}`,
      stride ?? '–',
      component === null ? '–' : text(component),
      text(short(said))
    ]),
    ...findings.map(({line, id, edition, strides, title}) => [
      String(line),
      `Finding${edition === null ? '' : ` of ${edition}`}`,
      strides[0] ?? '–',
      id === null ? '–' : value(id),
      text(short(title))
    ])
  ]
  return rows.length === 0
    ? [paragraph('No threat and no finding was recognised.')]
    : [table(['Line', 'What', 'STRIDE', 'Component or id', 'Text'], rows, ['right', null, null, null, null])]
}

function short(said: string): string {
  return said.length <= 120 ? said : `${said.slice(0, 119).trimEnd()}…`
}
