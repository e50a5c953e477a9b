/** What kind of mistake a template has. */
export type TemplateFault =
  | 'syntax'
  | 'unknown-field'
  | 'may-be-missing'
  | 'no-text'
  | 'unknown-helper'
  | 'wrong-arguments'
  | 'unknown-block'
  | 'unknown-partial'
  | 'endless'
  | 'raw-output'
  | 'dynamic-partial'
  | 'inline-partial'
  | 'log'
  | 'prototype'
  | 'wrong-kind'
  | 'failed'

/** A mistake in a template and its place. */
export interface TemplateMistake {
  /** Name of the template, or of the partial after the word "partial" (example: `'partial head'`). */
  readonly template: string
  /** Line, from 1. */
  readonly line: number
  /** Column, from 1, in UTF-16 units. */
  readonly column: number
  /** What kind of mistake it is. */
  readonly code: TemplateFault
  /** What is wrong, as a clause without a full stop. */
  readonly reason: string
}

/** A mistake in a template, thrown. */
export class TemplateError extends Error implements TemplateMistake {
  /** Name of the error. */
  override readonly name = 'TemplateError'
  readonly template: string
  readonly line: number
  readonly column: number
  readonly code: TemplateFault
  readonly reason: string
  /** The line with the one before it and a mark below the column, as text of several lines. */
  readonly frame: string

  constructor(mistake: TemplateMistake, source: string, cause?: unknown) {
    super(mistake.reason, cause === undefined ? {} : {cause})
    this.template = mistake.template
    this.line = mistake.line
    this.column = mistake.column
    this.code = mistake.code
    this.reason = mistake.reason
    this.frame = frameOf(source, mistake.line, mistake.column)
  }
}

/** So many characters of a line are shown before and behind the column. */
const shown = 60

function frameOf(source: string, line: number, column: number): string {
  const lines = source.split(/\r\n?|\n/)
  const cut = Math.max(0, column - shown)
  const width = String(line).length
  const row = (at: number): string[] => {
    const text = lines[at - 1]
    return text === undefined ? [] : [`${String(at).padStart(width)} | ${text.slice(cut, cut + 2 * shown)}`]
  }
  return [...row(line - 1), ...row(line), `${' '.repeat(width)} | ${' '.repeat(Math.max(0, column - 1 - cut))}^`].join('\n')
}
