import type {Report} from '../../model/index.ts'

/**
 * Write the data of a report as JSON; a lone surrogate of a log becomes `\\ud83d`, which every reader takes.
 *
 * @param report Report that has data.
 * @returns JSON.
 */
export function toJson(report: Report): string {
  return `${JSON.stringify('data' in report ? report.data : report, null, 2)}\n`
}
