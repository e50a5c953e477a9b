import type {ReportThreat, ThreatsReport} from '../../model/index.ts'

const head = [
  'id',
  'target',
  'stride',
  'title',
  'component',
  'surface',
  'severity',
  'status',
  'evidence',
  'scenario',
  'mitigations',
  'controls',
  'checks',
  'attack',
  'detection',
  'not_covered',
  'existing_status',
  'existing_notes'
] as const

/**
 * Write threats as CSV (RFC 4180), one row a threat.
 *
 * @param report Report.
 * @returns CSV with CRLF; no cell is taken for a formula.
 */
export function toCsv(report: ThreatsReport): string {
  const rows = report.models.flatMap(({threats}) => threats.map(row))
  return [head, ...rows].map(cells => `${cells.map(cell).join(',')}\r\n`).join('')
}

function row(threat: ReportThreat): readonly string[] {
  return [
    threat.id,
    threat.target,
    threat.strideName,
    threat.title,
    threat.componentName,
    threat.surfaceName,
    threat.severity ?? '',
    threat.statusLabel,
    threat.statusText,
    threat.scenario,
    threat.mitigations.join('\n'),
    threat.controls.join('\n'),
    [...new Set(threat.findings.map(({id}) => id))].join('\n'),
    threat.attack.join(' '),
    threat.detection,
    threat.gaps,
    threat.existing?.status ?? '',
    threat.existing?.notes ?? ''
  ]
}

/** Spreadsheets run what begins with one of these; an apostrophe in front makes it text, as OWASP advises. */
function cell(value: string): string {
  const safe = /^\s*[=+\-@\t\r]/.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
