import type {Findings, GateEntry, GateOptions, GateResult} from '../model/index.ts'
import {plural} from './words.ts'

const mostLines = 10
const mostItems = 3
const widest = 160

/**
 * Say why a gate passes or fails.
 *
 * @param result What the gate found.
 * @param options What it was told.
 * @param document The findings it looked at.
 * @returns One line when it passes, else two to ten, worst first; text of the log is as printed.
 */
export function gateLines(result: GateResult, options: GateOptions, document: Findings): readonly string[] {
  const counted = result.counted.length
  const rest = restOf(result)
  const score = options.minScore === undefined || result.score === null ? '' : `; the score is ${result.score.value} of ${result.score.of}`
  if (result.passed) {
    const many = counted === 0 ? 'none' : String(counted)
    const limit = counted === 0 ? '' : `; ${allowed(options)}`
    return [`Gate passed: ${many} of ${plural(result.checks, 'check')} ${wordsOf(options, counted)}${limit}${rest}${score}.`]
  }
  const lines: string[] = []
  if (result.failures.includes('score'))
    lines.push(
      result.score === null
        ? `  There is no score, for no check passed or failed; at least ${options.minScore} of 100 is wanted.`
        : `  The score is ${result.score.value} of ${result.score.of}; at least ${options.minScore} is wanted.`
    )
  const expired = result.expired.map(
    ({waiver}) =>
      `  ${waiver.file ?? 'waiver'}:${waiver.line ?? 1}:${waiver.column ?? 1}: the waiver of ${aboutOf(waiver.about)} expired on ${waiver.expires}${waiver.owner === null ? '' : ` (owner: ${waiver.owner})`}; renew it or mend the check.`
  )
  const entries = result.failures.includes('count') ? result.counted.map(entry => lineOf(entry, document)) : []
  // A few of the expired ones always show; the rest of the lines is for what fails.
  const left = mostLines - 1 - lines.length
  const shownExpired = expired.slice(0, entries.length > 0 ? Math.max(2, left - entries.length) : left)
  const shown = [...lines, ...shownExpired, ...entries]
  const hidden = expired.length - shownExpired.length
  const fitting = shown.length + 1 > mostLines || hidden > 0 ? shown.slice(0, mostLines - 2) : shown
  const left2 = shown.length - fitting.length + hidden
  const head = result.failures.includes('count')
    ? `${counted} of ${plural(result.checks, 'check')} ${wordsOf(options, counted)}; ${allowed(options)}${rest}`
    : result.failures.includes('score')
      ? 'the score is too low'
      : `${plural(expired.length, 'waiver')} ${expired.length === 1 ? 'has' : 'have'} expired`
  return [`Gate failed: ${head}.`, ...fitting, ...(left2 > 0 ? [`  … and ${left2} more.`] : [])]
}

function restOf({waived, known}: GateResult): string {
  const parts = [
    ...(waived > 0 ? [`${waived} ${waived === 1 ? 'is' : 'are'} waived`] : []),
    ...(known > 0 ? [`${known} ${known === 1 ? 'stands' : 'stand'} in the baseline`] : [])
  ]
  return parts.length === 0 ? '' : `; besides, ${parts.join(' and ')}`
}

function allowed({max = 0}: GateOptions): string {
  return max === 0 ? 'none may' : `at most ${max} may`
}

/** What is counted, as the end of a sentence. */
function wordsOf({failOn = 'low', failOnReview, failOnError, baseline}: GateOptions, count: number): string {
  const one = count <= 1
  const floor = failOn === 'low' ? '' : failOn === 'critical' ? ' as critical' : ` at ${failOn} or above`
  const parts = [
    ...(failOn === null ? [] : [`${one ? 'fails' : 'fail'}${floor}`]),
    ...(failOnReview === true ? [`${one ? 'needs' : 'need'} a person to look`] : []),
    ...(failOnError === true ? ['could not be tested'] : [])
  ]
  const words = parts.length > 0 ? parts.join(' or ') : one ? 'counts' : 'count'
  return baseline === undefined ? words : `newly ${words}`
}

function lineOf({finding, since, items}: GateEntry, {scans}: Findings): string {
  const {severity, outcome, id, title} = finding
  const scan = scans.find(({index}) => index === finding.scan)
  const label = outcome === 'fail' ? (severity ?? 'low') : outcome
  const node = scans.length > 1 && scan?.node ? ` on ${scan.node}` : ''
  const named =
    items.length === 0
      ? ''
      : `: ${items.slice(0, mostItems).join(', ')}${items.length > mostItems ? ` and ${items.length - mostItems} more` : ''}`
  const grown = since === 'grown' ? ' (new instances)' : ''
  const place = ` [${scan?.file ?? '-'}:${finding.position.start.line}]`
  const words = `${id} ${title}`
  // The place stays whole; the title gives way.
  const room = Math.max(20, widest - label.length - node.length - place.length - grown.length - 4)
  return `  ${label.padEnd(8)} ${cut(`${words}${named}`, room)}${grown}${node}${place}`
}

function cut(words: string, most: number): string {
  return words.length <= most ? words : `${words.slice(0, most - 1).replace(/[\ud800-\udbff]$/, '')}…`
}

function aboutOf(about: GateResult['expired'][number]['waiver']['about']): string {
  return 'control' in about ? about.control : `${about.id}@${about.edition}`
}
