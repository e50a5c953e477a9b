import type {Outcome} from './finding.ts'

/** Words for the outcomes, in the order people want to see them. */
export const outcomeNames: Readonly<Record<Outcome, string>> = {
  fail: 'failed',
  error: 'not tested',
  review: 'to review',
  pass: 'passed',
  info: 'information',
  skipped: 'does not apply'
}
