import type {Finding, Findings, ReportFinding, ReportScan, Scan, ScanReport} from '../../model/index.ts'

/**
 * Write the findings document: what `parse --to json` prints.
 *
 * @param report Report.
 * @returns JSON, version 1 of `benchscribe/findings`; every text exactly as in the log.
 */
export function toJson(report: ScanReport): string {
  return `${JSON.stringify(documentOf(report), null, 2)}\n`
}

/**
 * Write one finding a line: what `parse --to ndjson` prints.
 *
 * @param report Report.
 * @returns JSON lines.
 */
export function toNdjson(report: ScanReport): string {
  return report.findings.map(finding => `${JSON.stringify(findingOf(finding))}\n`).join('')
}

function documentOf(report: ScanReport): Findings {
  const files = filesByName(report)
  return {
    format: 'benchscribe/findings',
    version: 1,
    scans: report.scans.map(scanOf),
    findings: report.findings.map(findingOf),
    messages: report.messages.map(message => ({...message, file: message.file === null ? null : (files.get(message.file) ?? message.file)}))
  }
}

/** Reports name logs without the folder; where one log only has the name, it gets its path again. */
function filesByName({scans}: ScanReport): ReadonlyMap<string, string> {
  const files = new Map<string, string>()
  const several = new Set<string>()
  for (const {file} of scans) {
    if (file === null) continue
    const name = file.replace(/^.*[/\\](?=[^/\\])/s, '')
    if (files.has(name) && files.get(name) !== file) several.add(name)
    files.set(name, file)
  }
  for (const name of several) files.delete(name)
  return files
}

function scanOf({toolLabel: _tool, benchmarkLabel: _benchmark, label: _label, ...scan}: ReportScan): Scan {
  return scan
}

function findingOf(finding: ReportFinding): Finding {
  const {anchor: _anchor, scanLabel: _scan, heading: _heading, about: _about, outcomeLabel: _outcome, ...rest} = finding
  // Templates want the field in every finding; in the document it is only where something is waived.
  const {waiver, ...plain} = rest as Finding & {readonly waiver?: unknown}
  return waiver === undefined || waiver === null ? plain : (rest as Finding)
}
