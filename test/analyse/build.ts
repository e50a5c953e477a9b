import type {Finding, Findings, Outcome, Scan, Severity} from '../../src/model/index.ts'

const point = {line: 1, column: 1, offset: 0}
const position = {start: point, end: point}

/** A finding with what matters in a test. */
export function finding(changes: Partial<Omit<Finding, 'items'>> & {readonly items?: readonly string[]} = {}): Finding {
  const {items = [], ...rest} = changes
  const control = rest.control === undefined ? 'docker.daemon.icc' : rest.control
  return {
    scan: 0,
    id: '2.1',
    title: 'A check',
    status: 'WARN',
    outcome: 'fail' as Outcome,
    assessment: 'automated',
    scored: true,
    target: null,
    section: null,
    evidence: {actual: null, expected: null, audit: null, reason: null},
    remediation: {text: null, impact: null},
    position,
    fingerprint: `fingerprint of ${control ?? rest.title}`,
    severity: 'medium' as Severity,
    stride: {primary: 'E', secondary: []},
    surface: 'daemon',
    ...rest,
    control,
    items: items.map(subject => ({text: subject === '(truncated)' ? subject : `Running as root: ${subject}`, subject, position}))
  }
}

/** A document with one scan for each node; without nodes, one scan. */
export function document(findings: readonly Finding[], nodes: readonly (string | null)[] = [null]): Findings {
  const scans = nodes.map(
    (node, index): Scan => ({
      index,
      file: 'a.log',
      node,
      dialect: 'docker-bench-security-text',
      tool: 'docker-bench-security',
      toolVersion: '1.6.0',
      startedAt: null,
      benchmark: {family: 'cis-docker', editions: ['1.6.0']},
      declared: {},
      counted: {checks: 0, pass: 0, fail: 0, warn: 0, info: 0, note: 0},
      score: null,
      complete: true
    })
  )
  return {format: 'benchscribe/findings', version: 1, scans, findings, messages: []}
}
