import type {LintReport} from '../../model/index.ts'

/**
 * Write what is wrong as JSON (schema/lint.schema.json).
 *
 * @param report Report.
 * @returns JSON.
 */
export function lintJson({file, document, messages, counts}: LintReport): string {
  const threats = document.threats.map(({pieces: _, ...threat}) => threat)
  const findings = document.findings.map(({pieces: _, ...finding}) => finding)
  return `${JSON.stringify({format: 'benchscribe/lint', version: 1, file, document: {threats, findings}, messages, counts}, null, 2)}\n`
}
