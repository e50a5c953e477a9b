/**
 * # writeup
 * Takes the text of a hand-written threat model or analysis. Gives its threats, findings, configurations and commands
 * with their lines, and says what is wrong in them.
 * May not: throw on any string, load a catalogue or facts, know a report.
 * @module
 */
import type {Message, WriteUp, WriteUpCitation} from '../model/index.ts'
import {commandsOf} from './commands.ts'
import {configurationsOf} from './configuration.ts'
import {findingsOf, threatsOf} from './finish.ts'
import {type Line, linesOf} from './lines.ts'
import {blocksOf} from './markdown.ts'
import {passOver} from './pass.ts'

export {checkWriteUp} from './check.ts'
export type {Knowledge} from './rule.ts'
export {rules} from './rules/index.ts'

/**
 * Read a hand-written threat model or analysis, in Markdown or plain text.
 *
 * @param text Text.
 * @returns What it says; what was not understood is in `messages`, and nothing is thrown.
 * @example
 * ```ts
 * const document = await readWriteUp('Docker Threat Modeling\n1. Spooling: An image could be spoofed.\n')
 * document.threats[0]?.stride // 'S'
 * ```
 */
export async function readWriteUp(text: string): Promise<WriteUp> {
  const lines = linesOf(text, await blocksOf(text))
  const pass = passOver(lines)
  const citations = citationsOf(lines)
  const threats = threatsOf(pass)
  const findings = findingsOf(pass, editionsOf(citations))
  // A line that names several ids makes several findings; configurations and commands point at the first.
  const firsts: number[] = []
  let count = 0
  for (const {head} of pass.findings) {
    firsts.push(count)
    count += head.ids.length
  }
  const under = pass.under.map(index => (index === null ? null : (firsts[index] ?? null)))
  return {
    threats,
    findings,
    configurations: configurationsOf(lines, under),
    commands: commandsOf(lines, under),
    citations,
    lines: lines.map((line, index) => ({role: pass.roles[index] ?? 'other', text: line.raw})),
    messages: messagesOf(threats.length, findings.length, lines)
  }
}

const citation = /\bCIS[ _-]{1,3}(Docker|Kubernetes)[ _A-Za-z-]{0,40}?[ _]{0,2}v?[ ]?(\d{1,2}\.\d{1,2}(?:\.\d{1,2})?)/gi

function citationsOf(lines: readonly Line[]): readonly WriteUpCitation[] {
  return lines.flatMap(({raw, number}) =>
    [...raw.matchAll(citation)].map(hit => ({
      target: (hit[1] ?? '').toLowerCase() === 'docker' ? ('docker' as const) : ('kubernetes' as const),
      edition: hit[2] ?? '',
      line: number,
      column: hit.index + hit[0].length - (hit[2] ?? '').length + 1
    }))
  )
}

/** The edition cited below a finding, else the only one the document cites. */
function editionsOf(citations: readonly WriteUpCitation[]): (lines: readonly number[]) => string | null {
  const byLine = new Map(citations.map(({line, edition}) => [line, edition]))
  const all = new Set(citations.map(({edition}) => edition))
  const only = all.size === 1 ? ([...all][0] ?? null) : null
  return lines => {
    for (const line of lines) {
      const edition = byLine.get(line)
      if (edition !== undefined) return edition
    }
    return only
  }
}

function messagesOf(threats: number, findings: number, lines: readonly Line[]): readonly Message[] {
  const blank = lines.every(({raw}) => raw.trim() === '')
  const reason = blank
    ? 'The write-up is empty'
    : threats === 0 && findings === 0
      ? 'No threat and no finding was recognised in the write-up: name a STRIDE category first in each threat, and the id first in each finding'
      : null
  return reason === null ? [] : [{file: null, line: null, column: null, rule: 'nothing-read', reason, fatal: false}]
}
