import type {Status} from '../../model/index.ts'
import type {LineReader} from '../dialect.ts'
import type {Emit} from '../events.ts'
import type {Line, Place} from '../line.ts'
import {targetOf} from './target.ts'

/*
 * The grammar that Aqua's two scanners share (prettyPrint in bench-common and in kube-bench's cmd/common.go):
 *
 *   [INFO] 1 Control Plane Security Configuration     SECTION
 *   [INFO] 1.1 Control Plane Node Configuration Files GROUP
 *   [FAIL] 1.1.12 Ensure … (Automated)                CHECK     [INFO] when it was skipped
 *   \t row                                            EVIDENCE  --include-test-output
 *   == Remediations master ==                         HEADING   target since kube-bench 0.5.0
 *   1.1.12 On the etcd server node …                  REMEDIATION, then lines until the next expected id
 *   == Summary master ==                              HEADING
 *   7 checks PASS                                     COUNT
 *
 * SECTION, GROUP and a skipped CHECK have one shape; only the lines before them tell which it is.
 */
const tagLine = /^\[(PASS|FAIL|WARN|INFO)\] (V-\d{1,9}|\d{1,3}(?:\.\d{1,4}){0,4}(?:\.?[a-z])?\.?)(?: (.*))?$/s
/** docker-bench-security writes a dash between id and title. */
const dashed = /^ ?- /
const heading = /^== (Remediations|Summary)(?: ([A-Za-z0-9_-]{1,40}))? ==\s*$/
const count = /^(\d{1,9}) checks (PASS|FAIL|WARN|INFO)\s*$/
const remediationStart = /^(V-\d{1,9}|\d{1,3}(?:\.\d{1,4}){1,4}(?:\.?[a-z])?\.?)(?: (.*))?$/s
const glog = /^[IWEF]\d{4} \d\d:\d\d:\d\d\.\d{6}\s/
const noise = /^(?:[IWEF]\d{4} \d\d:\d\d:\d\d\.\d{6}\s|Warning: Kubernetes version|\d{4}\/\d\d\/\d\d \d\d:\d\d:\d\d )/
const suffix = /\((?:Scored|Not Scored|Automated|Manual|Not Applicable)\)+\s*$/i
const didNotRun = 'audit test did not run: '
const aquaReason = /^(?:Test marked as |There are no tests|No tests defined|failed to run: |\/bin\/sh: |sh: )/

const fields = {PASS: 'pass', FAIL: 'fail', WARN: 'warn', INFO: 'info'} as const

/** Which of the two scanners a reader reads. */
export interface Flavour {
  readonly dialect: string
  readonly tool: 'docker-bench' | 'kube-bench'
  readonly family: string | null
}

/** Where an id stands among the checks of a section that may have a remediation; `at` skips those behind us. */
interface Expected {
  readonly places: number[]
  at: number
}

/** How an INFO line that follows the results of a section is to be understood. */
type Kind = 'section' | 'group' | 'check'

/**
 * Read text of kube-bench or of Aqua's docker-bench.
 *
 * @param flavour Which of the two.
 * @param emit Takes the events.
 * @param node Machine the carrier names.
 * @returns The reader.
 */
export function readBenchCommon(flavour: Flavour, emit: Emit, node: string | null): LineReader {
  const docker = flavour.tool === 'docker-bench'
  let open = false
  let part: 'none' | 'results' | 'remediations' | 'summary' = 'none'
  let section: string | null = null
  let group: string | null = null
  let seen = new Set<string>()
  let total = false
  let expected = new Map<string, Expected>()
  let expectedCount = 0
  let next = 0
  let blockOf = 'total'
  let failed = false
  let remediating = false
  let sections = 0
  let summaries = 0

  return {line, end}

  function begin(place: Place): void {
    emit({type: 'scan', place, dialect: flavour.dialect, tool: flavour.tool, node})
    if (flavour.family)
      emit({type: 'about', place: {...place, end: place.start, next: place.start}, field: 'family', value: flavour.family})
    open = true
    part = 'none'
    section = null
    group = null
    seen = new Set()
    total = false
    expected = new Map()
    expectedCount = 0
    next = 0
    failed = false
    remediating = false
    sections = 0
    summaries = 0
  }

  function end(place: Place): void {
    if (open) finish(place)
  }

  function finish(place: Place): void {
    if (total || (sections > 0 && summaries >= sections)) {
      emit({type: 'about', place: {...place, start: place.next, end: place.next}, field: 'complete', value: total ? 'total' : 'summaries'})
    }
  }

  function line(at: Line): boolean {
    const text = at.text
    const first = text.charCodeAt(0)
    if (first === 91) {
      const tag = tagLine.exec(text)
      if (tag) return tagged(at, tag[1] as Status, tag[2] ?? '', (tag[3] ?? '').trimEnd())
      return more(at, text)
    }
    if (first === 61) {
      const head = heading.exec(text)
      if (head) return headed(at, head[1] === 'Summary', head[2] ?? null)
    }
    const counted = first >= 48 && first <= 57 ? count.exec(text) : null
    if (!counted && part === 'results') return resultLine(at, text, first)
    // A log cut to its tail may begin inside the counts; an extract (`grep FAIL`) may have them right behind the results.
    if (counted && part !== 'remediations') {
      if (!open) begin(at)
      part = 'summary'
      if (counted[2] === 'WARN' && !docker && blockOf !== 'total') summaries++
      emit({type: 'declared', place: at, field: fields[counted[2] as keyof typeof fields], value: Number(counted[1]), of: blockOf})
      return true
    }
    return more(at, text)
  }

  function resultLine(at: Line, text: string, first: number): boolean {
    if (failed && first === 9) {
      emit({type: 'evidence', place: at, text: text.replace(/^\t ?/, '')})
      return true
    }
    if (text.trim() === '') {
      // The blank line that ends the results; a section heading may follow at once.
      if (section !== null && !docker) part = 'none'
      failed = false
      emit({type: 'space', place: at})
      return true
    }
    return false
  }

  function more(at: Line, text: string): boolean {
    if (part !== 'remediations' || noise.test(text)) return false
    const first = text.charCodeAt(0)
    const start = (first >= 48 && first <= 57) || first === 86 ? remediationStart.exec(text) : null
    const id = start?.[1]
    const found = id === undefined ? -1 : expectedAt(id)
    if (id !== undefined && found !== -1) {
      next = found + 1
      remediating = true
      emit({type: 'remediation', place: at, id, text: start?.[2] ?? '', target: blockOf === 'total' ? null : blockOf})
      return true
    }
    if (!remediating) return false
    emit({type: 'more', place: at, text})
    return true
  }

  /** Where an id stands among those that may have a remediation, at or behind the last one; any id when none is known. */
  function expectedAt(id: string): number {
    if (expectedCount === 0) return next
    const places = expected.get(id)
    if (!places) return -1
    while (places.at < places.places.length && (places.places[places.at] ?? 0) < next) places.at++
    return places.places[places.at] ?? -1
  }

  function expect(id: string): void {
    const known = expected.get(id)
    if (known) known.places.push(expectedCount)
    else expected.set(id, {places: [expectedCount], at: 0})
    expectedCount++
  }

  function headed(at: Line, summary: boolean, target: string | null): boolean {
    if (!open) begin(at)
    part = summary ? 'summary' : 'remediations'
    remediating = false
    failed = false
    if (target === 'total') {
      total = true
      blockOf = 'total'
    } else if (docker) {
      blockOf = 'total'
      if (summary) total = true
    } else {
      blockOf = section ?? target ?? 'total'
      if (target !== null && section !== null)
        emit({type: 'about', place: {...at, end: at.start, next: at.start}, field: 'target', value: target})
    }
    emit({type: 'space', place: at})
    return true
  }

  function tagged(at: Line, status: Status, id: string, title: string): boolean {
    if (dashed.test(title)) return false
    if (docker && status === 'INFO' && title.startsWith('CIS Docker')) {
      if (open) finish(at)
      begin(at)
      emit({type: 'space', place: at})
      return true
    }
    const kind = status === 'INFO' ? kindOf(id, title) : 'check'
    if (kind === 'section' && section !== null) {
      // Another scanner's log may follow in the same file.
      const claims = claimBenchCommon(at.text)
      if ((docker ? claims.kube : claims.docker) >= 0.9) return false
    }
    if (kind === 'section' && (total || (seen.has(id) && section !== null))) {
      finish(at)
      begin(at)
    }
    if (!open) begin(at)
    part = 'results'
    remediating = false
    if (kind === 'section') {
      seen.add(id)
      section = id
      group = null
      sections++
      if (!docker) {
        expected = new Map()
        expectedCount = 0
      }
      next = 0
      emit({type: 'section', place: at, depth: 1, id, title, target: docker ? null : targetOf(title)})
      return true
    }
    if (kind === 'group') {
      group = id
      failed = false
      emit({type: 'section', place: at, depth: 2, id, title, target: null})
      return true
    }
    if (status !== 'PASS') expect(id)
    failed = status !== 'PASS'
    emit({type: 'check', place: at, id, printed: title, status, idPrinted: true, facts: null})
    return true
  }

  function kindOf(id: string, title: string): Kind {
    const dots = id.split('.').length - 1
    if (id.startsWith('V-') || dots >= 2) return 'check'
    if (docker) {
      if (dots === 0) return suffix.test(title) ? 'check' : 'section'
      return suffix.test(title) || !/Configuration\s*$/i.test(title) ? 'check' : 'group'
    }
    // etcd prints its heading twice, `2` and `2`; rh-0.7 numbers the groups of section 1 from 2 to 6.
    if (dots === 0) return part === 'results' && section !== null ? 'group' : 'section'
    return group !== null && !group.includes('.') && id.startsWith(`${group}.`) ? 'check' : 'group'
  }
}

/**
 * Tell a reason from a remediation.
 *
 * @param text What follows the id among the remediations.
 * @returns The reason why the audit did not run, or null when `text` is a remediation.
 */
export function reasonIn(text: string): string | null {
  if (text.startsWith(didNotRun)) return text.slice(didNotRun.length)
  return aquaReason.test(text) ? text : null
}

/**
 * Say how sure it is that a line begins a log of one of the two scanners.
 *
 * @param line Line without carriers.
 * @returns Sureness by scanner, each 0 … 1.
 */
export function claimBenchCommon(line: string): {docker: number; kube: number} {
  const head = heading.exec(line)
  if (head) return head[2] === undefined ? {docker: 0.6, kube: 0.7} : {docker: 0, kube: 1}
  if (count.test(line)) return {docker: 0.6, kube: 0.7}
  if (glog.test(line)) return {docker: 0, kube: 0}
  const tag = tagLine.exec(line)
  if (!tag) return {docker: 0, kube: 0}
  const title = tag[3] ?? ''
  if (title === '' || dashed.test(title)) return {docker: 0, kube: 0}
  if (/^(?:CIS Docker|Host Configuration|Linux Hosts Specific|General Configuration|Docker |Container (?:Images|Runtime))/i.test(title))
    return {docker: 1, kube: 0.6}
  if (/kube|etcd|API server|\bpods?\b|--[a-z]|master|control plane|scheduler|polic|service account|namespace used/i.test(title))
    return {docker: 0.6, kube: 0.9}
  if (/docker|containers?\b|swarm|daemon|\bimages?\b|dockerfile/i.test(title)) return {docker: 0.9, kube: 0.6}
  return {docker: 0.6, kube: 0.7}
}
