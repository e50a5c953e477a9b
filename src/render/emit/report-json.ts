import type {Report} from '../../model/index.ts'

/**
 * Write a report as it is, with the name and version of its format: what a template may say.
 *
 * @param report Report.
 * @returns JSON.
 */
export function toJson(report: Report): string {
  return `${JSON.stringify({format: `benchscribe/${report.kind}`, version: 1, ...report}, null, 2)}\n`
}
