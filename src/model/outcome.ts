import type {Finding, Outcome, Status} from './finding.ts'

/** What decides the outcome of a check. */
export interface Judged {
  /** Scanner. */
  readonly tool: string
  /** Status as printed. */
  readonly status: Status
  /** How the check is assessed, as the log says or as the facts of its edition say. */
  readonly assessment: 'automated' | 'manual' | null
  /** Why the status is what it is, or the audit's output; null when the log does not say. */
  readonly reason: string | null
  /** Detail lines. */
  readonly details: readonly string[]
}

const noDetails: readonly string[] = []
const absent = /\b(?:not found|not running|not enabled|no containers running)\b/i
const notRun = /^(?:audit test did not run|failed to run|(?:\/bin\/)?sh: [^\n]{0,200}(?:not found|Permission denied|No such file))/

/**
 * Say what a printed status means, by the table in docs/formats.md.
 *
 * @param check What decides.
 * @returns The outcome.
 */
export function outcomeOf(check: Judged): Outcome {
  return check.tool === 'docker-bench-security' ? fromDockerBenchSecurity(check) : fromBenchCommon(check)
}

/**
 * Say what decides the outcome of a finding.
 *
 * @param finding Finding.
 * @param tool Scanner of its scan.
 * @returns What decides.
 */
export function judged(finding: Pick<Finding, 'status' | 'assessment' | 'evidence' | 'items'>, tool: string): Judged {
  return {
    tool,
    status: finding.status,
    assessment: finding.assessment,
    // Aqua's docker-bench shows a failed audit only in the audit's output.
    reason: finding.evidence.reason ?? (tool === 'docker-bench' ? finding.evidence.actual : null),
    details: finding.items.length === 0 ? noDetails : finding.items.map(item => item.text)
  }
}

function fromDockerBenchSecurity({status, assessment, details}: Judged): Outcome {
  if (status === 'PASS') return 'pass'
  if (status === 'WARN' || status === 'FAIL') return 'fail'
  if (status === 'NOTE') return 'review'
  if (details.some(detail => absent.test(detail))) return 'skipped'
  return assessment === 'manual' ? 'review' : 'info'
}

function fromBenchCommon({status, assessment, reason}: Judged): Outcome {
  if (status === 'PASS') return 'pass'
  if (status === 'INFO') return 'skipped'
  if (status === 'NOTE') return 'review'
  // A check called manual gives no such reason: it has no audit to run.
  if (reason !== null && notRun.test(reason)) return 'error'
  if (status === 'FAIL') return 'fail'
  // A warning that nobody can call automated is a question to a person, not a failure.
  return assessment === 'automated' ? 'fail' : 'review'
}
