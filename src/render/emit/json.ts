import type {Report} from '../../model/index.ts'

/**
 * Write the data of a report as JSON: its own document where it has one, else the report as it is, with the name and
 * version of its format. A lone surrogate of a log becomes `\\ud83d`, which every reader takes.
 *
 * @param report Report.
 * @returns JSON.
 */
export function toJson(report: Report): string {
  const document = 'data' in report ? report.data : {format: `benchscribe/${report.kind}`, version: 1, ...report}
  return `${JSON.stringify(document, null, 2)}\n`
}
