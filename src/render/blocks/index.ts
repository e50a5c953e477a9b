import type {RootContent} from 'mdast'
import type {Outcome, Report} from '../../model/index.ts'
import {findings, passed} from './findings.ts'
import {about, messages, scans} from './scans.ts'
import {outcomes, severities, stride, top} from './summary.ts'

/** What a template says of a block: the words after its name. */
export type BlockOptions = Readonly<Record<string, unknown>>

/** Draws a block as nodes. */
export type Block = (report: Report, options: BlockOptions) => readonly RootContent[]

/** Blocks a template may ask for with `{{block "name"}}`; docs/templates.md lists them. */
export const blocks: Readonly<Record<string, Block>> = Object.freeze({
  about: report => about(report),
  contents: () => [{type: 'contents'} as const],
  findings: (report, options) => findings(report, outcomesOf(options)),
  messages: report => messages(report),
  outcomes: report => outcomes(report),
  rows: (report, options) => passed(report, outcomesOf(options)),
  scans: report => scans(report),
  severities: report => severities(report),
  stride: report => stride(report),
  top: report => top(report)
})

function outcomesOf(options: BlockOptions): readonly Outcome[] {
  return typeof options['outcome'] === 'string'
    ? (options['outcome'].split(' ') as Outcome[])
    : ['fail', 'error', 'review', 'pass', 'info', 'skipped']
}
