import type {
  Findings,
  Message,
  PlanDecision,
  PlanFile,
  PlanReport,
  PlanReveal,
  PlanThreat,
  PlanUnfixable,
  PlanVerification,
  Severity,
  Way
} from '../model/index.ts'
import type {Selection, Undecided} from './select.ts'
import {stepsOf} from './steps.ts'
import {idsOf, type Unit} from './unit.ts'

/** What a plan is put together from. */
export interface PlanParts {
  readonly document: Findings
  readonly selection: Selection
  readonly units: readonly Unit[]
  readonly files: readonly PlanFile[]
  readonly reveals: readonly PlanReveal[]
  readonly verification: PlanVerification | null
  /** Line of engines the files are for; null without Docker. */
  readonly engine: string | null
  /** Kubernetes minor; null without Kubernetes. */
  readonly minor: string | null
  readonly messages: readonly Message[]
  readonly threats: Readonly<Record<string, readonly PlanThreat[]>>
  readonly title: string | null
  readonly now: string | null
  readonly version: string
}

/**
 * Put a plan together.
 *
 * @param parts Its parts.
 * @returns The report.
 */
export function planOf({
  document,
  selection,
  units,
  files,
  reveals,
  verification,
  engine,
  minor,
  messages,
  threats,
  title,
  now,
  version
}: PlanParts): PlanReport {
  const steps = stepsOf(units, threats)
  const counts = countsOf(selection)
  return {
    kind: 'plan',
    title: title ?? 'Hardening plan',
    generatedAt: now,
    generator: {name: 'benchscribe', version},
    headline: verification?.headline ?? headline(counts, steps.length),
    scans: document.scans.map(({file, node, tool, benchmark, startedAt, counted}) => {
      const name = node ?? file?.replace(/^.*[/\\]/, '') ?? 'a log without a name'
      const edition = benchmark.editions.length === 1 ? ` (${benchmark.editions[0] ?? ''})` : ''
      return `${name}: ${tool}${edition}, ${counted.checks} ${counted.checks === 1 ? 'check' : 'checks'}${startedAt === null ? '' : `, started ${startedAt}`}`
    }),
    targets: [
      ...(engine === null ? [] : [`Keys and flags of Docker were checked for engine ${engine}.`]),
      ...(minor === null ? [] : [`Flags and fields of Kubernetes were checked for ${minor}, as far as the tables reach.`])
    ],
    counts,
    steps,
    decisions: selection.undecided
      .map(decisionOf)
      .toSorted((a, b) => Number(b.failed) - Number(a.failed) || rank[a.severity] - rank[b.severity]),
    unfixable: [
      ...selection.unfixable.map(
        ({control, findings, reason}): PlanUnfixable => ({ids: idsOf(findings), title: control.title, reason, instead: control.fix.summary})
      ),
      ...selection.unknown.map(
        ({id, title: printed}): PlanUnfixable => ({
          ids: [id],
          title: printed,
          reason: 'benchscribe knows no control for this check.',
          instead: null
        })
      )
    ],
    reveals,
    files,
    verification,
    messages: messages.map(message => (message.file === null ? message : {...message, file: message.file.replace(/^.*[/\\]/, '')}))
  }
}

const rank: Readonly<Record<Severity, number>> = {critical: 0, high: 1, medium: 2, low: 3}

function decisionOf({control, findings, remedy, failed, question, selectable}: Undecided): PlanDecision {
  const [way] = remedy?.ways ?? []
  return {
    ids: idsOf(findings),
    title: control.title,
    control: control.key,
    severity: control.severity.level,
    failed,
    question,
    proposal: way === undefined ? '' : proposalOf(way),
    selectable
  }
}

/** What would be written, in a few words. */
function proposalOf(way: Way): string {
  switch (way.kind) {
    case 'setting':
      return [
        ...way.set.map(({path, value}) => `\`${path.join('.')}\`: \`${JSON.stringify(value)}\``),
        ...way.drop.map(path => `take out \`${path.join('.')}\``)
      ].join(', ')
    case 'flag':
      return [
        ...way.set.map(({flag, value}) => `\`${flag}=${value}\``),
        ...way.drop.map(({flag, entry}) => `take out \`${entry === null ? flag : `${entry} from ${flag}`}\``)
      ].join(', ')
    case 'container':
      return [
        ...way.set.map(({flag, value}) => `\`${value === null ? flag : `${flag} ${value}`}\``),
        ...way.drop.map(flag => `without \`${flag}\``)
      ].join(', ')
    case 'mode':
    case 'owner':
      return `${way.kind} \`${way.value}\``
    case 'audit':
      return `watch \`${way.path}\``
    case 'image':
      return way.add.map(line => `\`${line}\``).join(', ')
    case 'manifest':
      return `\`${way.file}\``
    case 'command':
      return way.run.map(command => `\`${command}\``).join(', ')
    case 'edit':
      return `${way.lines.map(line => `\`${line}\``).join(', ')} in ${way.file}`
    case 'network':
      return 'a network of their own'
  }
}

function countsOf({chosen, undecided, unfixable, unknown}: Selection): PlanReport['counts'] {
  const count = (groups: readonly {readonly findings: readonly unknown[]}[]): number =>
    groups.reduce((sum, {findings}) => sum + findings.length, 0)
  const planned = count(chosen)
  const decide = count(undecided.filter(({failed}) => failed))
  const impossible = count(unfixable)
  return {failed: planned + decide + impossible + unknown.length, planned, decide, unfixable: impossible, unknown: unknown.length}
}

function headline({failed, planned, decide, unfixable, unknown}: PlanReport['counts'], steps: number): string {
  if (failed === 0) return 'No check fails, so there is nothing to plan.'
  const parts = [
    `${planned} of ${failed} failed ${failed === 1 ? 'check' : 'checks'} ${planned === 1 ? 'is' : 'are'} fixed by ${steps} ${steps === 1 ? 'step' : 'steps'}`
  ]
  if (decide > 0) parts.push(`${decide} ${decide === 1 ? 'waits' : 'wait'} for a decision`)
  if (unfixable + unknown > 0) parts.push(`${unfixable + unknown} cannot be fixed by configuration`)
  return `${parts.join('; ')}.`
}
