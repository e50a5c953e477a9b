import type {Status} from '../../model/index.ts'
import type {LineReader} from '../dialect.ts'
import type {CheckEvent, Emit, MoreEvent, RemediationEvent, Reused, SpaceEvent} from '../events.ts'
import {type Expected, expectNothing} from '../expected.ts'
import {before, behind, type Line, nowhere, type Place} from '../line.ts'
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
const oddId = /^(?:V-\d{1,9}|\d{1,3}(?:\.\d{1,4}){0,4}(?:\.?[a-z])?\.?)$/
const heading = /^== (Remediations|Summary)(?: ([A-Za-z0-9_-]{1,40}))? ==\s*$/
const remediationId = /^(?:V-\d{1,9}|\d{1,3}(?:\.\d{1,4}){1,4}(?:\.?[a-z])?\.?)$/
/** A remediation without a heading before it: somebody cut it out of a log. */
const loneRemediation =
  /^\d{1,2}\.\d{1,2}\.\d{1,2} (?:audit test did not run: |(?:Edit|Run|Follow|Set|If|On|Based|Use|Configure|Create|Modify|Refer|Remove) (?:the|a|your|each|this|control|kube|RBAC|using|[a-z]{2,12}) )/
const glog = /^[IWEF]\d{4} \d\d:\d\d:\d\d\.\d{6}\s/
const noise = /^(?:[IWEF]\d{4} \d\d:\d\d:\d\d\.\d{6}\s|Warning: Kubernetes version|\d{4}\/\d\d\/\d\d \d\d:\d\d:\d\d )/
const suffix = /\((?:Scored|Not Scored|Automated|Manual|Not Applicable)\)+\s*$/i
const didNotRun = 'audit test did not run: '
const aquaReason = /^(?:Test marked as |There are no tests|No tests defined|failed to run: |\/bin\/sh: |sh: )/

const fields = {PASS: 'pass', FAIL: 'fail', WARN: 'warn', INFO: 'info'} as const

/** A line inside of a longer text. */
interface Stretch {
  readonly source: string
  readonly from: number
  readonly to: number
}

/** `7 checks PASS`, read by hand up to its word: most lines that begin with a digit are none. */
function countOf({source, from, to}: Stretch): {field: 'pass' | 'fail' | 'warn' | 'info'; value: number} | null {
  let at = from
  let value = 0
  for (; at < to && at - from < 10; at++) {
    const digit = source.charCodeAt(at) - 48
    if (digit < 0 || digit > 9) break
    value = value * 10 + digit
  }
  if (at === from || at - from > 9 || !source.startsWith(' checks ', at)) return null
  const word = source.slice(at + 8, to).trimEnd()
  return word === 'PASS' || word === 'FAIL' || word === 'WARN' || word === 'INFO' ? {field: fields[word], value} : null
}

/** Which of the two scanners a reader reads. */
export interface Flavour {
  readonly dialect: string
  readonly tool: 'docker-bench' | 'kube-bench'
  readonly family: string | null
}

/** What stands in a line with a status. */
interface Tag {
  readonly status: Status
  readonly id: string
  /** How many dots the id has. */
  readonly dots: number
  readonly title: string
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
  let expected: Expected = expectNothing()
  let checks = 0
  let blockOf = 'total'
  let failed = false
  let remediating = false
  let sections = 0
  let summaries = 0
  const checked: Reused<CheckEvent> = {type: 'check', place: nowhere, id: '', printed: '', status: 'PASS', idPrinted: true, facts: null}
  const remedied: Reused<RemediationEvent> = {type: 'remediation', place: nowhere, id: '', check: -1, text: '', target: null}
  const further: {type: 'more'; place: Line | null} = {type: 'more', place: null}
  const blank: Reused<SpaceEvent> = {type: 'space', place: nowhere}

  return {line, end}

  function begin(place: Place): void {
    emit({type: 'scan', place, dialect: flavour.dialect, tool: flavour.tool, node})
    if (flavour.family) emit({type: 'about', place: before(place), field: 'family', value: flavour.family})
    open = true
    part = 'none'
    section = null
    group = null
    seen = new Set()
    total = false
    expected = expectNothing()
    checks = 0
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
      emit({type: 'about', place: behind(place), field: 'complete', value: total ? 'total' : 'summaries'})
    }
  }

  function space(at: Line): void {
    blank.place = at
    emit(blank)
  }

  function line(at: Line): boolean {
    const {source, from, to} = at
    const first = from < to ? source.charCodeAt(from) : 0
    if (first === 91) {
      const tag = tagOf(source, from, to)
      if (tag) return tagged(at, tag)
      return more(at)
    }
    if (part === 'remediations' && (first < 48 || first > 61)) return more(at)
    if (first === 61) {
      const head = heading.exec(at.text)
      if (head) return headed(at, head[1] === 'Summary', head[2] ?? null)
    }
    const counted = first >= 48 && first <= 57 ? countOf(at) : null
    if (!counted && part === 'results') return resultLine(at, first)
    // A log cut to its tail may begin inside the counts; an extract (`grep FAIL`) may have them right behind the results.
    if (counted && part !== 'remediations') {
      if (!open) begin(at)
      part = 'summary'
      if (counted.field === 'warn' && !docker && blockOf !== 'total') summaries++
      emit({type: 'declared', place: at, field: counted.field, value: counted.value, of: blockOf})
      return true
    }
    return more(at)
  }

  function resultLine(at: Line, first: number): boolean {
    const {text} = at
    if (failed && first === 9) {
      emit({type: 'evidence', place: at, text: text.replace(/^\t ?/, '')})
      return true
    }
    if (text.trim() === '') {
      // The blank line that ends the results; a section heading may follow at once.
      if (section !== null && !docker) part = 'none'
      failed = false
      space(at)
      return true
    }
    return false
  }

  function more(at: Line): boolean {
    const {source, from, to} = at
    if (!open && loneRemediation.test(at.text)) {
      begin(at)
      part = 'remediations'
    }
    if (part !== 'remediations' || isNoise(source, from, to)) return false
    const first = from < to ? source.charCodeAt(from) : 0
    if ((first >= 48 && first <= 57) || first === 86) {
      let gap = from
      while (gap < to && gap - from <= 40 && source.charCodeAt(gap) !== 32) gap++
      const id = source.slice(from, gap)
      const check = gap - from > 40 ? -1 : expected.take(id)
      // With --noresults no check was seen: any id begins a remediation.
      if (check !== -1 || (expected.size === 0 && remediationId.test(id))) {
        remediating = true
        remedied.place = at
        remedied.id = id
        remedied.check = check
        remedied.text = gap < to ? source.slice(gap + 1, to) : ''
        remedied.target = blockOf === 'total' ? null : blockOf
        emit(remedied)
        return true
      }
    }
    if (!remediating) return false
    further.place = at
    emit(further as MoreEvent)
    return true
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
      if (target !== null && section !== null) emit({type: 'about', place: before(at), field: 'target', value: target})
    }
    space(at)
    return true
  }

  function tagged(at: Line, {status, id, dots, title}: Tag): boolean {
    if (isDashed(title)) return false
    if (docker && status === 'INFO' && title.startsWith('CIS Docker')) {
      if (open) finish(at)
      begin(at)
      space(at)
      return true
    }
    const kind = status === 'INFO' ? kindOf(id, dots, title) : 'check'
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
      if (!docker) expected = expectNothing()
      emit({type: 'section', place: at, depth: 1, id, title, target: docker ? null : targetOf(title)})
      return true
    }
    if (kind === 'group') {
      group = id
      failed = false
      emit({type: 'section', place: at, depth: 2, id, title, target: null})
      return true
    }
    if (status !== 'PASS') expected.add(id, checks)
    checks++
    failed = status !== 'PASS'
    checked.place = at
    checked.id = id
    checked.printed = title
    checked.status = status
    emit(checked)
    return true
  }

  function kindOf(id: string, dots: number, title: string): Kind {
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

/** `[PASS] 1.1.1 title`, read by hand: nearly every line of a log is one. */
function tagOf(text: string, from: number, to: number): Tag | null {
  const status = statusOf(text, from, to)
  if (status === null) return null
  const begin = from + 7
  let end = begin
  let dots = 0
  let digits = 0
  let odd = false
  for (; end < to; end++) {
    const code = text.charCodeAt(end)
    if (code === 32) break
    if (code === 46) {
      odd ||= digits === 0 || digits > (dots === 0 ? 3 : 4)
      dots++
      digits = 0
    } else if (code >= 48 && code <= 57) digits++
    else odd = true
    if (end - begin > 40) return null
  }
  odd ||= digits === 0 || digits > (dots === 0 ? 3 : 4) || dots > 4
  const id = text.slice(begin, end)
  if (odd && !oddId.test(id)) return null
  let stop = to
  while (stop > end && text.charCodeAt(stop - 1) <= 32) stop--
  const title = end + 1 < stop ? text.slice(end + 1, stop) : ''
  return {status, id, dots, title: title.charCodeAt(title.length - 1) > 127 ? title.trimEnd() : title}
}

/** docker-bench-security writes a dash between id and title. */
function isDashed(title: string): boolean {
  const first = title.charCodeAt(0)
  return first === 45 ? title.charCodeAt(1) === 32 : first === 32 && title.startsWith('- ', 1)
}

/** A line of stderr that may stand anywhere; the expression is only asked where it can be true. */
function isNoise(source: string, from: number, to: number): boolean {
  if (to - from < 10) return false
  const first = source.charCodeAt(from)
  if (first >= 48 && first <= 57) return source.charCodeAt(from + 4) === 47 && noise.test(source.slice(from, to))
  if (first !== 73 && first !== 87 && first !== 69 && first !== 70) return false
  const second = source.charCodeAt(from + 1)
  return ((second >= 48 && second <= 57) || second === 97) && noise.test(source.slice(from, to))
}

function statusOf(text: string, at: number, to: number): Status | null {
  if (to - at < 7 || text.charCodeAt(at + 5) !== 93 || text.charCodeAt(at + 6) !== 32) return null
  switch (text.charCodeAt(at + 1)) {
    case 80:
      return text.startsWith('PASS', at + 1) ? 'PASS' : null
    case 70:
      return text.startsWith('FAIL', at + 1) ? 'FAIL' : null
    case 87:
      return text.startsWith('WARN', at + 1) ? 'WARN' : null
    case 73:
      return text.startsWith('INFO', at + 1) ? 'INFO' : null
    default:
      return null
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
  if (countOf({source: line, from: 0, to: line.length})) return {docker: 0.6, kube: 0.7}
  if (glog.test(line)) return {docker: 0, kube: 0}
  const tag = tagOf(line, 0, line.length)
  if (!tag) return {docker: 0, kube: loneRemediation.test(line) ? 0.55 : 0}
  const {title} = tag
  if (title === '' || isDashed(title)) return {docker: 0, kube: 0}
  if (/^(?:CIS Docker|Host Configuration|Linux Hosts Specific|General Configuration|Docker |Container (?:Images|Runtime))/i.test(title))
    return {docker: 1, kube: 0.6}
  if (/kube|etcd|API server|\bpods?\b|--[a-z]|master|control plane|scheduler|polic|service account|namespace used/i.test(title))
    return {docker: 0.6, kube: 0.9}
  if (/docker|containers?\b|swarm|daemon|\bimages?\b|dockerfile/i.test(title)) return {docker: 0.9, kube: 0.6}
  return {docker: 0.6, kube: 0.7}
}
