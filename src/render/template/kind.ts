import type {Report} from '../../model/index.ts'

/** The kinds of report that templates are for. */
export const templateKinds: readonly Report['kind'][] = Object.freeze(['scan', 'diff', 'plan', 'threats', 'write-up', 'lint'])

/** What the first line of a template says of it. */
export interface TemplateHead {
  /** Kind of report as written there; `scan` when nothing is said. */
  readonly kind: string
  /** Whether it is said. */
  readonly said: boolean
  /** What the template is for; empty when it is not said. */
  readonly purpose: string
}

/**
 * Read the first line of a template: `{{!-- report: diff. What changed between two logs. --}}`, or the kind alone.
 *
 * @param source Text of the template.
 * @returns What it says.
 */
export function headOf(source: string): TemplateHead {
  const first = source.trimStart().split(/\r\n?|\n/, 1)[0] ?? ''
  const said = /^\{\{!--\s*report:\s*([a-z-]{1,40})\b\.?([^}]{0,500}?)--\}\}/.exec(first)
  return {kind: said?.[1] ?? 'scan', said: said !== null, purpose: said?.[2]?.trim() ?? ''}
}
