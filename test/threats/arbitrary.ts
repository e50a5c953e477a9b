import type {AssessedThreat, Finding, Outcome, StrideLetter, Threat} from '../../src/model/index.ts'

/** A finding about a control; what no test looks at is empty. */
export function finding(control: string | null, outcome: Outcome, more: Partial<Finding> = {}): Finding {
  return {
    scan: 0,
    id: '1.1',
    title: 'x',
    status: outcome === 'pass' ? 'PASS' : 'WARN',
    outcome,
    assessment: 'automated',
    scored: true,
    target: null,
    section: null,
    items: [],
    evidence: {actual: null, expected: null, audit: null, reason: null},
    remediation: {text: null, impact: null},
    position: {start: {line: 1, column: 1, offset: 0}, end: {line: 1, column: 2, offset: 1}},
    fingerprint: null,
    control,
    severity: null,
    stride: null,
    surface: null,
    ...more
  }
}

/** A threat; what no test looks at is empty. */
export function threat(id: string, surface: string, controls: readonly string[], stride: StrideLetter = 'S'): Threat {
  return {
    id,
    target: id.startsWith('KT') ? 'kubernetes' : 'docker',
    title: `Threat ${id}`,
    stride,
    component: surface,
    surface,
    scenario: '',
    controls,
    mitigations: [],
    attack: [],
    detection: '',
    gaps: ''
  }
}

/** The same, assessed. */
export function assessed(one: Threat, status: AssessedThreat['status'] = 'confirmed'): AssessedThreat {
  return {...one, status, findings: [], failed: 0, passed: 0, open: 0}
}
