import type {RootContent} from 'mdast'
import {
  type DiffLists,
  type DiffReport,
  type LintReport,
  type Outcome,
  outcomeNames,
  type PlanReport,
  type Report,
  type ScanReport
} from '../../model/index.ts'
import {changes, comparison, notes, sides} from './diff.ts'
import {cover} from './cover.ts'
import {findings} from './findings.ts'
import {frameworks} from './frameworks.ts'
import {nodes} from './nodes.ts'
import {type BlockOptions, wordsOf} from './options.ts'
import {decisions, files, overview, reveals, steps, unfixable, verification} from './plan.ts'
import {lintMessages, lintRead} from './lint.ts'
import {about, messages, scans} from './scans.ts'
import {rows} from './rows.ts'
import {outcomes, score, severities, status, stride, top} from './summary.ts'
import {strideMatrix, surfaces} from './surfaces.ts'
import {threatsBlocks as threats} from './threats.ts'
import {waivers} from './waivers.ts'
import {writeUpBlocks as writeUp} from './write-up.ts'

export type {BlockOptions} from './options.ts'

/** Draws a block of one kind of report as nodes. */
export type Block<R extends Report = Report> = (report: R, options: BlockOptions) => readonly RootContent[]

/** The blocks of one kind of report by name. */
type Blocks<R extends Report> = Readonly<Record<string, Block<R>>>

const scan: Blocks<ScanReport> = {
  about: report =>
    about(
      report,
      report.findings.some(finding => finding.about?.rating !== undefined)
    ),
  contents: () => [{type: 'contents'} as const],
  findings,
  frameworks,
  messages: report => messages(report),
  nodes: report => nodes(report),
  outcomes: report => outcomes(report),
  rows,
  scans: report => scans(report),
  score: report => score(report),
  severities: report => severities(report),
  status: report => status(report),
  stride: report => stride(report),
  strideMatrix: report => strideMatrix(report),
  surfaces: report => surfaces(report),
  top,
  waivers: report => waivers(report)
}

const diff: Blocks<DiffReport> = {
  about: report => about(report),
  changes: (report, options) => changes(report, listOf(options), outcomesOf(options)),
  comparison: report => comparison(report),
  contents: () => [{type: 'contents'} as const],
  messages: report => messages(report),
  notes: report => notes(report),
  scans: report => sides(report)
}

const plan: Blocks<PlanReport> = {
  about: report => about(report),
  contents: () => [{type: 'contents'} as const],
  decisions: report => decisions(report),
  files: report => files(report),
  messages: report => messages(report),
  overview: report => overview(report),
  reveals: report => reveals(report),
  steps: report => steps(report),
  unfixable: report => unfixable(report),
  verification: report => verification(report)
}

const lint: Blocks<LintReport> = {
  about: report => about(report),
  messages: report => lintMessages(report),
  read: report => lintRead(report)
}

/** Blocks of each kind of report that a template may ask for with `{{block "name"}}`; docs/templates.md lists them. */
const blocks: {readonly [K in Report['kind']]: Blocks<Extract<Report, {kind: K}>>} = Object.freeze({
  scan,
  diff,
  plan,
  threats,
  'write-up': writeUp,
  lint
})

/**
 * List the blocks that a kind of report has.
 *
 * @param report Report.
 * @returns Blocks by name.
 */
export function blocksOf(report: Report): Blocks<Report> {
  return {cover, ...blocks[report.kind]} as Blocks<Report>
}

function outcomesOf(options: BlockOptions): readonly Outcome[] {
  const all = Object.keys(outcomeNames) as Outcome[]
  return wordsOf(options, 'outcome', all) ?? all
}

const diffLists: readonly (keyof DiffLists)[] = ['new', 'fixed', 'changed', 'unchanged', 'newlyApplicable', 'notScanned']

function listOf(options: BlockOptions): keyof DiffLists {
  const name = diffLists.find(candidate => candidate === options['of'])
  if (name === undefined) throw new TypeError(`changes needs of="…": ${diffLists.join(', ')}`)
  return name
}
