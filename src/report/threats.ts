import {
  type AssessedThreat,
  type Control,
  type Coverage,
  type ExistingModel,
  type ExistingThreat,
  type Finding,
  type Findings,
  type LinkedControl,
  type ReportThreat,
  type Severity,
  strideNames,
  type Threat,
  type ThreatModel,
  type ThreatsReport,
  type ThreatTarget
} from '../model/index.ts'
import {lastSegment, reportScan} from './scan.ts'
import {listed, placeName, statuses, statusLabel, targetNames} from './threat-words.ts'
import {plural} from './words.ts'

/** A model as the threats room makes it. */
export interface AssessedModel {
  /** Target. */
  readonly target: ThreatTarget
  /** Threats to show. */
  readonly threats: readonly AssessedThreat[]
  /** How many the library has. */
  readonly of: number
  /** What the threats cover. */
  readonly coverage: Coverage
}

/** What a control came to in the scans. */
export interface Came {
  /** Outcome. */
  readonly outcome: 'fail' | 'pass' | 'open' | null
  /** The findings that decide. */
  readonly findings: readonly Finding[]
}

/** What only the caller knows. */
export interface ThreatsReportOptions {
  /** Controls by key. */
  readonly controls: Readonly<Record<string, Control>>
  /** What each control came to. */
  readonly outcomes: ReadonlyMap<string, Came>
  /** Names of ATT&CK techniques. */
  readonly techniques: Readonly<Record<string, string>>
  /** The model that was there before. */
  readonly existing: ExistingModel | null
  /** What it says of our threats, and what else it has. */
  readonly matched: {readonly byId: ReadonlyMap<string, ExistingThreat>; readonly foreign: readonly ExistingThreat[]}
  /** Title of the document. */
  readonly title?: string
  /** When it is made, ISO 8601. */
  readonly now?: string | null
  /** Version of this library. */
  readonly version?: string
}

/**
 * Make the report of threat models.
 *
 * @param models Models, Docker first.
 * @param document Findings that decide; null for models from the library alone.
 * @param options What only the caller knows.
 * @returns The report.
 */
export function threatsReport(models: readonly AssessedModel[], document: Findings | null, options: ThreatsReportOptions): ThreatsReport {
  const shown = models.map(model => modelOf(model, document, options))
  const names = listed(shown.map(({name}) => name))
  return {
    kind: 'threats',
    title: options.title ?? `${names} threat model${shown.length > 1 ? 's' : ''}`,
    generatedAt: options.now ?? null,
    generator: {name: 'benchscribe', version: options.version ?? '0'},
    headline: headline(shown, document),
    models: shown,
    scans: (document?.scans ?? []).map(reportScan),
    existing: options.existing,
    foreign: options.matched.foreign,
    messages: [...(document?.messages ?? []), ...(options.existing?.messages ?? [])].map(message =>
      message.file === null ? message : {...message, file: lastSegment(message.file)}
    )
  }
}

function headline(models: readonly ThreatModel[], document: Findings | null): string {
  const all = models.reduce((sum, {threats}) => sum + threats.length, 0)
  if (document === null) return `${plural(all, 'threat')} of the library; no log was given, so none is confirmed or ruled out.`
  const confirmed = models.reduce((sum, model) => sum + (model.statuses.find(({status}) => status === 'confirmed')?.count ?? 0), 0)
  return `${confirmed} of ${plural(all, 'threat')} ${confirmed === 1 ? 'is' : 'are'} confirmed by failed checks.`
}

function modelOf(model: AssessedModel, document: Findings | null, options: ThreatsReportOptions): ThreatModel {
  const counts = statuses.map(entry => ({...entry, count: model.threats.filter(({status}) => status === entry.status).length}))
  const said = counts.filter(({count}) => count > 0).map(({label, count}) => `${count} ${label}`)
  const shown =
    model.threats.length === model.of
      ? `All ${model.of} threats of the library`
      : `${model.threats.length} of ${model.of} threats of the library`
  return {
    target: model.target,
    name: targetNames[model.target],
    summary: document === null ? `${shown}, without a scan.` : `${shown}: ${listed(said)}.`,
    threats: model.threats.map(threat => reportThreat(threat, options)),
    of: model.of,
    statuses: counts,
    coverage: model.coverage
  }
}

function reportThreat(threat: AssessedThreat, options: ThreatsReportOptions): ReportThreat {
  return {
    ...threat,
    anchor: `t-${threat.id.toLowerCase()}`,
    strideName: strideNames[threat.stride],
    componentName: placeName(threat.component),
    surfaceName: placeName(threat.surface),
    statusLabel: statusLabel(threat.status),
    statusText: statusText(threat),
    severity: severityOf(threat, options.controls),
    about: threat.controls.flatMap(key => linked(key, options)),
    techniques: threat.attack.map(id => ({id, name: options.techniques[id] ?? id})),
    existing: options.matched.byId.get(threat.id) ?? null
  }
}

function linked(key: string, {controls, outcomes}: ThreatsReportOptions): readonly LinkedControl[] {
  const control = Object.hasOwn(controls, key) ? controls[key] : undefined
  if (control === undefined) return []
  const came = outcomes.get(key)
  return [
    {
      key,
      title: control.title,
      severity: control.severity.level,
      fix: control.fix.summary,
      ids: idsOf(came?.findings ?? []),
      outcome: came?.outcome ?? null
    }
  ]
}

/**
 * Say why a threat has its status.
 *
 * @param threat Threat, assessed.
 * @returns One sentence with its base.
 */
export function statusText(threat: AssessedThreat): string {
  const all = threat.failed + threat.passed + threat.open
  const ids = idsOf(threat.findings)
  const shown = ids.length > 6 ? `${ids.slice(0, 6).join(', ')} and ${ids.length - 6} more` : listed(ids)
  const checks = `${ids.length === 1 ? 'check' : 'checks'} ${shown}`
  switch (threat.status) {
    case 'confirmed':
      return `${threat.failed} of ${plural(all, 'linked control')} in the scan ${threat.failed === 1 ? 'fails' : 'fail'}: ${checks}.`
    case 'mitigated':
      return `All ${threat.passed} of ${plural(all, 'linked control')} that the scanner tested pass: ${checks}.`
    case 'unknown':
      return `No linked control fails, but ${threat.open} of ${all} ${threat.open === 1 ? 'needs' : 'need'} a person to look or could not be tested: ${checks}.`
    default:
      return threat.controls.length === 0
        ? 'No check of the benchmark looks at it.'
        : `None of its ${plural(threat.controls.length, 'linked control')} was scanned.`
  }
}

/**
 * Find the severity of a threat: that of its gravest control.
 *
 * @param threat Threat.
 * @param controls Controls by key.
 * @returns Severity; null when it has no control.
 */
export function severityOf(threat: Pick<Threat, 'controls'>, controls: Readonly<Record<string, Control>>): Severity | null {
  const levels = threat.controls.flatMap(key => (Object.hasOwn(controls, key) ? [controls[key]?.severity.level] : []))
  return (['critical', 'high', 'medium', 'low'] as const).find(level => levels.includes(level)) ?? null
}

function idsOf(findings: readonly Finding[]): readonly string[] {
  return [...new Set(findings.map(({id}) => id))]
}
