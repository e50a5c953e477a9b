import type {Findings, WriteUp, WriteUpReport} from '../../src/model/index.ts'
import {lint, loadLintKnowledge} from '../../src/lint.ts'
import {render} from '../../src/pipeline.ts'
import {readWriteUp} from '../../src/writeup/index.ts'

const knowledge = await loadLintKnowledge()

/** A generated write-up, read and linted as if somebody had written it. */
export interface SelfLint {
  /** What the reader read. */
  readonly document: WriteUp
  /** Messages but for categories that no threat stands under, which the write-up says itself. */
  readonly messages: readonly string[]
}

/** Write Markdown, read it and lint it against its logs. */
export async function selfLint(report: WriteUpReport, findings: Findings): Promise<SelfLint> {
  const markdown = String(await render(report, {to: 'markdown'}))
  const lines = markdown.split('\n')
  const document = await readWriteUp(markdown)
  const {messages} = lint(document, {...knowledge, findings})
  return {
    document,
    messages: messages
      .filter(({rule}) => rule !== 'category-uncovered')
      .map(({severity, rule, line, reason}) => `${severity} ${rule}: ${reason} | ${lines[line - 1]}`)
  }
}

/** Target and letters of threats as the report has them. */
export function threatsIn({models}: WriteUpReport): readonly string[] {
  return models.flatMap(({target, threats}) => threats.map(({stride}) => `${target} ${stride}`))
}

/** The same as the reader reads them. */
export function threatsRead({threats}: WriteUp): readonly string[] {
  return threats.map(({target, stride, also}) => `${target} ${[stride, ...also].join('+')}`)
}

/** Target, id and status of findings as the report has them. */
export function findingsIn({findings, target}: WriteUpReport): readonly string[] {
  return findings.map(({id, status}) => `${target} ${id} ${status}`)
}

/** The same as the reader reads them. */
export function findingsRead({findings}: WriteUp): readonly string[] {
  return findings.map(({id, status, target}) => `${target} ${id} ${status}`)
}

/** Editions that the reader reads and the scan does not have; an edition of a managed cluster has no number of its own. */
export function wrongEditions({scans}: WriteUpReport, {findings}: WriteUp): readonly (string | null)[] {
  const own = scans.filter(({role}) => role === 'findings').map(({benchmark}) => benchmark)
  const right = own
    .filter(({family}) => family === 'cis-docker' || family === 'cis-kubernetes')
    .flatMap(({editions}) => editions.map(edition => edition.replace(/^cis-/, '')))
  return findings
    .map(({edition}) => edition)
    .filter(edition => (right.length === 0 ? edition !== null : !right.some(one => edition === one || edition?.startsWith(`${one}.`))))
}
