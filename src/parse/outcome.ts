import type {Outcome, Status} from '../model/index.ts'

/** What decides the outcome of a check. */
export interface Judged {
  readonly tool: string
  readonly status: Status
  /** How the check is assessed, as the log says or as the facts of its edition say. */
  readonly assessment: 'automated' | 'manual' | null
  /** kube-bench's `type` in JSON. */
  readonly type: string | null
  /** Why the status is what it is, or the audit's output. */
  readonly reason: string | null
  /** Detail lines. */
  readonly details: readonly string[]
}

const absent = /\b(?:not found|not running|not enabled|no containers running)\b/i
const notRun = /^(?:failed to run|.{0,80}audit test did not run|(?:\/bin\/)?sh: .{0,200}(?:not found|Permission denied|No such file))/s

/**
 * Say what a printed status means, by the table in docs/formats.md.
 *
 * @param check What decides.
 * @returns The outcome.
 */
export function outcomeOf(check: Judged): Outcome {
  return check.tool === 'docker-bench-security' ? fromDockerBenchSecurity(check) : fromBenchCommon(check)
}

function fromDockerBenchSecurity({status, assessment, details}: Judged): Outcome {
  if (status === 'PASS') return 'pass'
  if (status === 'WARN' || status === 'FAIL') return 'fail'
  if (status === 'NOTE') return 'review'
  if (details.some(detail => absent.test(detail))) return 'skipped'
  return assessment === 'manual' ? 'review' : 'info'
}

function fromBenchCommon({status, assessment, type, reason}: Judged): Outcome {
  if (status === 'PASS') return 'pass'
  if (status === 'INFO') return 'skipped'
  if (status === 'NOTE' || type === 'manual') return 'review'
  if (reason !== null && notRun.test(reason)) return 'error'
  if (status === 'FAIL') return 'fail'
  // A warning that nobody can call automated is a question to a person, not a failure.
  return assessment === 'automated' ? 'fail' : 'review'
}
