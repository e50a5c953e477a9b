import type {Declared, Status} from '../../model/index.ts'
import type {Stretch} from '../line.ts'
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
/** `== Remediations master ==`. */
export const heading: RegExp = /^== (Remediations|Summary)(?: ([A-Za-z0-9_-]{1,40}))? ==\s*$/
/** The id a remediation may begin with. */
export const remediationId: RegExp = /^(?:V-\d{1,9}|\d{1,3}(?:\.\d{1,4}){1,4}(?:\.?[a-z])?\.?)$/
/** A remediation without a heading before it: somebody cut it out of a log. */
export const loneRemediation: RegExp =
  /^\d{1,2}\.\d{1,2}\.\d{1,2} (?:audit test did not run: |(?:Edit|Run|Follow|Set|If|On|Based|Use|Configure|Create|Modify|Refer|Remove) (?:the|a|your|each|this|control|kube|RBAC|using|[a-z]{2,12}) )/
const glog = /^[IWEF]\d{4} \d\d:\d\d:\d\d\.\d{6}\s/
const noise = /^(?:[IWEF]\d{4} \d\d:\d\d:\d\d\.\d{6}\s|Warning: Kubernetes version|\d{4}\/\d\d\/\d\d \d\d:\d\d:\d\d )/
const didNotRun = 'audit test did not run: '
const aquaReason = /^(?:Test marked as |There are no tests|No tests defined|failed to run: |\/bin\/sh: |sh: )/

const fields = {PASS: 'pass', FAIL: 'fail', WARN: 'warn', INFO: 'info'} as const

/** What stands in a line with a status. */
export interface Tag {
  status: Status
  id: string
  /** How many dots the id has. */
  dots: number
  title: string
  /** Whether docker-bench-security wrote it: a dash stands between id and title. */
  dashed: boolean
  /** The whole line. */
  line: string
}

/** `7 checks PASS`: which number it gives, and of what. */
export interface CountLine {
  field: keyof Declared
  value: number
}

/**
 * Read `7 checks PASS`, by hand: most lines that begin with a digit are none.
 *
 * @param count What is filled.
 * @param line The line.
 * @returns Whether the line is one; if not, `count` is as it was.
 */
export function readCount(count: CountLine, {source, from, to}: Stretch): boolean {
  let at = from
  let value = 0
  for (; at < to && at - from < 10; at++) {
    const digit = source.charCodeAt(at) - 48
    if (digit < 0 || digit > 9) break
    value = value * 10 + digit
  }
  if (at === from || at - from > 9 || to - at < 12 || !source.startsWith(' checks ', at)) return false
  const word = wordAt(source, at + 8)
  if (word === null || source.slice(at + 12, to).trim() !== '') return false
  count.field = fields[word]
  count.value = value
  return true
}

/** Make a tag for `readTag` to fill. */
export function blankTag(): Tag {
  return {status: 'PASS', id: '', dots: 0, title: '', dashed: false, line: '\n'}
}

/**
 * Read `[PASS] 1.1.1 title`, by hand and into an object that is there: nearly every line of a log is one.
 *
 * @param tag What is filled; what stands in it already is used again where the line says the same.
 * @param text A text that holds the line.
 * @param from Offset of its first character.
 * @param to Offset after its last one.
 * @returns Whether the line is one; if not, `tag` is as it was.
 */
export function readTag(tag: Tag, text: string, from: number, to: number): boolean {
  const line = text.slice(from, to)
  if (line === tag.line) return true
  const status = statusOf(text, from, to)
  if (status === null) return false
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
    if (end - begin > 40) return false
  }
  odd ||= digits === 0 || digits > (dots === 0 ? 3 : 4) || dots > 4
  const id = text.slice(begin, end)
  if (odd && !oddId.test(id)) return false
  let stop = to
  while (stop > end && text.charCodeAt(stop - 1) <= 32) stop--
  const title = end + 1 < stop ? text.slice(end + 1, stop) : ''
  tag.status = status
  tag.line = line
  tag.id = id
  tag.dots = dots
  tag.title = title.charCodeAt(title.length - 1) > 127 ? title.trimEnd() : title
  tag.dashed = isDashed(title)
  return true
}

/** docker-bench-security writes a dash between id and title; word processors make it longer. */
function isDashed(title: string): boolean {
  return /^ ?[-–—] /.test(title)
}

/** A line of stderr that may stand anywhere; the expression is only asked where it can be true. */
export function isNoise(source: string, from: number, to: number): boolean {
  const second = source.charCodeAt(from + 1)
  // Either a digit stands there, or the second letter of `Warning`.
  return to - from > 9 && ((second >= 48 && second <= 57) || second === 97) && noise.test(source.slice(from, to))
}

function statusOf(text: string, at: number, to: number): keyof typeof fields | null {
  return to - at < 7 || text.charCodeAt(at + 5) !== 93 || text.charCodeAt(at + 6) !== 32 ? null : wordAt(text, at + 1)
}

function wordAt(text: string, at: number): keyof typeof fields | null {
  switch (text.charCodeAt(at)) {
    case 80:
      return text.startsWith('ASS', at + 1) ? 'PASS' : null
    case 70:
      return text.startsWith('AIL', at + 1) ? 'FAIL' : null
    case 87:
      return text.startsWith('ARN', at + 1) ? 'WARN' : null
    case 73:
      return text.startsWith('NFO', at + 1) ? 'INFO' : null
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
  // Most texts are no reason, which their first character tells.
  if (!'aTNf/s'.includes(text.charAt(0))) return null
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
  if (readCount({field: 'pass', value: 0}, {source: line, from: 0, to: line.length})) return {docker: 0.6, kube: 0.7}
  if (glog.test(line)) return {docker: 0, kube: 0}
  const tag = blankTag()
  if (!readTag(tag, line, 0, line.length)) return {docker: 0, kube: loneRemediation.test(line) ? 0.55 : 0}
  return claimTitle(tag.title)
}

/**
 * Say how sure it is that a section or check begins a log of one of the two scanners.
 *
 * @param title Its title.
 * @returns Sureness by scanner, each 0 … 1.
 */
export function claimTitle(title: string): {docker: number; kube: number} {
  if (title === '' || isDashed(title)) return {docker: 0, kube: 0}
  if (/^(?:CIS Docker|Host Configuration|Linux Hosts Specific|General Configuration|Docker |Container (?:Images|Runtime))/i.test(title))
    return {docker: 1, kube: 0.6}
  if (
    targetOf(title) !== null ||
    /kube|etcd|API server|\bpods?\b|--[a-z]|master|control plane|scheduler|polic|service account|namespace used/i.test(title)
  )
    return {docker: 0.6, kube: 0.9}
  if (/docker|containers?\b|swarm|daemon|\bimages?\b|dockerfile/i.test(title)) return {docker: 0.9, kube: 0.6}
  return {docker: 0.6, kube: 0.7}
}
