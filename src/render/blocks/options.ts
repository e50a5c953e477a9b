import {type Outcome, type ReportFinding, type Severity, type StrideLetter, strideNames} from '../../model/index.ts'

/** What a template says of a block: the words after its name. */
export type BlockOptions = Readonly<Record<string, unknown>>

const outcomes: readonly Outcome[] = ['fail', 'error', 'review', 'pass', 'info', 'skipped']
const severities: readonly Severity[] = ['critical', 'high', 'medium', 'low']
const letters = Object.keys(strideNames) as StrideLetter[]

/** What findings may be put under headings by. */
export const groupings = ['section', 'severity', 'stride', 'surface', 'scan', 'outcome', 'none'] as const
/** What findings may be put under headings by. */
export type Grouping = (typeof groupings)[number]

/** What findings may be ordered by. */
const orders = ['log', 'severity', 'id'] as const

/** Which findings a block shows, and in which order. */
export interface Selection {
  /** Outcomes to show. */
  readonly outcomes: readonly Outcome[]
  /** Severities to show. */
  readonly severities: readonly Severity[]
  /** Primary STRIDE letters to show; empty for all, those without one too. */
  readonly stride: readonly StrideLetter[]
  /** Areas to show; empty for all. */
  readonly surfaces: readonly string[]
  /** Labels of scans to show; empty for all. */
  readonly scans: readonly string[]
  /** What they stand under headings by. */
  readonly group: Grouping
  /** What they are ordered by. */
  readonly order: (typeof orders)[number]
  /** How many to show at most. */
  readonly limit: number
}

/**
 * Read which findings a block shows: `outcome="fail error" severity="critical high" stride="E" surface="daemon"
 * scan="worker-1" group="severity" order="severity" limit=20`.
 *
 * @param options Options of the block.
 * @param group Grouping when none is said.
 * @returns The selection.
 * @throws TypeError when an option has a value that there is not.
 */
export function selectionOf(options: BlockOptions, group: Grouping): Selection {
  return {
    outcomes: wordsOf(options, 'outcome', outcomes) ?? outcomes,
    severities: wordsOf(options, 'severity', severities) ?? severities,
    stride: wordsOf(options, 'stride', letters) ?? [],
    surfaces: freeWords(options, 'surface'),
    scans: typeof options['scan'] === 'string' ? [options['scan']] : [],
    group: wordOf(options, 'group', groupings) ?? group,
    order: wordOf(options, 'order', orders) ?? 'log',
    limit: numberOf(options, 'limit') ?? Number.POSITIVE_INFINITY
  }
}

/**
 * Choose findings.
 *
 * @param findings Findings, in the order of the log.
 * @param selection Which, and in which order.
 * @returns Those of the selection, the limit not applied.
 */
export function select(findings: readonly ReportFinding[], selection: Selection): readonly ReportFinding[] {
  const shown = findings.filter(
    finding =>
      selection.outcomes.includes(finding.outcome) &&
      selection.severities.includes(finding.severity ?? 'low') &&
      (selection.stride.length === 0 || (finding.stride !== null && selection.stride.includes(finding.stride.primary))) &&
      (selection.surfaces.length === 0 || selection.surfaces.includes(finding.surface ?? '')) &&
      (selection.scans.length === 0 || selection.scans.includes(finding.scanLabel ?? ''))
  )
  if (selection.order === 'severity') return shown.toSorted((a, b) => rank(a) - rank(b))
  if (selection.order === 'id') return shown.toSorted((a, b) => natural.compare(a.id, b.id))
  return shown
}

const natural = new Intl.Collator('en', {numeric: true})

function rank({severity}: ReportFinding): number {
  return severities.indexOf(severity ?? 'low')
}

/**
 * Read whether findings of one check in several scans stand together: `merge="no"` keeps them apart.
 *
 * @param options Options.
 * @returns Whether they do.
 */
export function mergesOf(options: BlockOptions): boolean {
  return wordOf(options, 'merge', ['yes', 'no']) !== 'no'
}

/**
 * Read words that an option lists.
 *
 * @param options Options.
 * @param name Name of the option.
 * @param allowed Words there are.
 * @returns The words; null when the option is not there.
 * @throws TypeError when a word is none of them.
 */
export function wordsOf<Word extends string>(options: BlockOptions, name: string, allowed: readonly Word[]): readonly Word[] | null {
  if (options[name] === undefined) return null
  return freeWords(options, name).map(word => {
    const known = allowed.find(candidate => candidate === word)
    if (known === undefined) throw new TypeError(`${name} takes ${allowed.join(', ')}, not "${word}"`)
    return known
  })
}

function wordOf<Word extends string>(options: BlockOptions, name: string, allowed: readonly Word[]): Word | null {
  return wordsOf(options, name, allowed)?.[0] ?? null
}

function freeWords(options: BlockOptions, name: string): readonly string[] {
  const value = options[name]
  return typeof value === 'string' ? value.split(/[ ,]+/).filter(word => word !== '') : []
}

/**
 * Read a number.
 *
 * @param options Options.
 * @param name Name of the option.
 * @returns The number, at least 1; null when the option is not there.
 * @throws TypeError when it is no such number.
 */
export function numberOf(options: BlockOptions, name: string): number | null {
  const value = options[name]
  if (value === undefined) return null
  const number = Number(value)
  if (!Number.isInteger(number) || number < 1) throw new TypeError(`${name} takes a number of at least 1, not "${String(value)}"`)
  return number
}
