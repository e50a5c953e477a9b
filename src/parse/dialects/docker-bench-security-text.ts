import type {Status} from '../../model/index.ts'
import type {LineDialect, LineReader} from '../dialect.ts'
import {type Emit, noFacts} from '../events.ts'
import {expectNothing} from '../expected.ts'
import {before, behind, type Line} from '../line.ts'

/*
 * The grammar, from functions/output_lib.sh and tests/*.sh of docker-bench-security 1.0.0 to HEAD (ff26d67):
 *
 *   # Docker Bench for Security v1.6.0              VERSION    not in files written by -l
 *   # Based on the CIS Docker Benchmark 1.6.0.      BENCHMARK
 *   Initializing 2023-11-14T12:30:23+00:00          STARTED    user's locale up to 1.3.5
 *   Section A - Check results                       PART       A, B, C; since 1.3.6
 *   [INFO] 1 - Host Configuration                   SECTION
 *   [INFO] 1.1 - Linux Hosts Specific Configuration SUBSECTION shaped like a check
 *   [WARN] 1.1.1 - Ensure … (Automated)             CHECK
 *   [WARN]      * Running as root: web              ITEM       2 to 9 blanks
 *   [INFO] Checks: 117                              FOOTER     Checks since 1.3.4
 *
 * In part B the shape of a check is a remediation.
 */
const version = /^# Docker Bench for Security v(\S{1,40})/
const benchmark = /^# (?:Inspired by|Based on) the CIS Docker (?:Community Edition )?(?:Benchmark v?)?(\d[\d.]*\d)/
const started = /^Initializing (.+)$/
const part = /^Section ([A-C]) [-–—] \S/
const checkLine = /^\[(PASS|WARN|INFO|NOTE)\] ((?:C\.)?\d{1,3}(?:\.\d{1,3}){0,4}) {1,2}[-–—] ?(.*)$/s
const itemLine = /^\[(PASS|WARN|INFO|NOTE)\] {2,}\* ?(.*)$/s
const footer = /^\[INFO\] (Checks|Score): (-?\d{1,9})\s*$/
const subsectionId = /^\d\.\d$/
const subsectionTitle = /Configuration\s*$/
const noNumber = /^\[(PASS|WARN|INFO|NOTE)\] (Ensure that experimental features are not implemented in production\b.*)$/s
const impact = ' Remediation Impact: '
const noise = /^(?:WARNING|error|Error|sh|\.\/\S+|tee|Unable|Digest|Status|latest|Template|jq|grep|stat)[ :]/

/** docker-bench-security's terminal text and log file, every release. */
export const dockerBenchSecurityText: LineDialect = {
  kind: 'lines',
  name: 'docker-bench-security-text',
  title: 'docker-bench-security, text',
  tool: 'docker-bench-security',
  claims(line) {
    if (line.startsWith('[')) {
      const check = checkLine.exec(line)
      if (check) return 1
      return footer.test(line) || noNumber.test(line) ? 0.9 : itemLine.test(line) ? 0.8 : 0
    }
    if (version.test(line)) return 1
    return started.test(line) && /\d\d:\d\d/.test(line) ? 0.9 : part.test(line) ? 0.9 : 0
  },
  read
}

function read(emit: Emit, node: string | null): LineReader {
  let open = false
  let checks = 0
  let lastId = ''
  const expected = expectNothing()
  let begun = false
  let inRemediation = false
  let remediating = false
  let toolVersion = ''
  let family = false
  let section = ''

  function begin(place: Line): void {
    emit({type: 'scan', place, dialect: dockerBenchSecurityText.name, tool: dockerBenchSecurityText.tool, node})
    open = true
    checks = 0
    lastId = ''
    expected.clear()
    begun = false
    inRemediation = false
    remediating = false
    family = false
    section = ''
  }

  /** A banner or a start line behind checks is the next run in the same file. */
  function beginAnew(place: Line): void {
    if (!open || checks > 0) begin(place)
  }

  return {line, end}

  function end(place: Line | Parameters<LineReader['end']>[0]): void {
    // Releases before 1.3.4 print no footer: the last section is the end.
    if (/^1\.[0-2]\.|^1\.3\.[0-3]$/.test(toolVersion) && (section === '6' || section === '7') && checks > 0) {
      emit({type: 'about', place: behind(place), field: 'complete', value: 'last section'})
    }
  }

  function line(at: Line): boolean {
    const text = at.text
    if (text.charCodeAt(0) === 91) return tagged(at, text)
    if (text.charCodeAt(0) === 35) return banner(at, text)
    const began = started.exec(text)
    if (began?.[1] !== undefined) {
      if (begun || checks > 0) begin(at)
      if (!open) begin(at)
      begun = true
      emit({type: 'about', place: at, field: 'startedAt', value: began[1].trim()})
      return true
    }
    const letter = part.exec(text)?.[1]
    if (letter !== undefined) {
      if (!open) begin(at)
      inRemediation = letter === 'B'
      remediating = false
      return spaceLike(at)
    }
    if (remediating && text.trim() !== '' && !noise.test(text)) {
      emit({type: 'more', place: at})
      return true
    }
    if (text.startsWith('Check "') && text.endsWith('exist.')) {
      return told(at, 'no-such-check', `The scanner says: ${text}`)
    }
    if (text.startsWith('Error connecting to docker daemon')) {
      return told(
        at,
        'scanner-failed',
        'The scanner could not reach the Docker daemon, so it checked nothing; run it again where `docker ps` works'
      )
    }
    remediating = false
    return false
  }

  function banner(at: Line, text: string): boolean {
    const named = version.exec(text)
    if (named?.[1] !== undefined) {
      beginAnew(at)
      toolVersion = named[1]
      emit({type: 'about', place: at, field: 'toolVersion', value: named[1]})
      return true
    }
    const based = benchmark.exec(text)
    if (!open || based?.[1] === undefined) return open && !inRemediation && text.startsWith('# ') && spaceLike(at)
    emit({type: 'about', place: at, field: 'edition', value: based[1]})
    return true
  }

  function spaceLike(at: Line): boolean {
    emit({type: 'space', place: at})
    return true
  }

  /** The scanner says something of its run. */
  function told(at: Line, rule: string, reason: string): boolean {
    emit({type: 'space', place: at})
    emit({type: 'message', place: at, rule, reason})
    return true
  }

  function tagged(at: Line, text: string): boolean {
    const check = checkLine.exec(text)
    if (check) {
      if (!open) begin(at)
      checkOrHeading(at, check[1] as Status, check[2] ?? '', (check[3] ?? '').trimEnd())
      return true
    }
    const item = itemLine.exec(text)
    if (item) {
      if (!open) begin(at)
      emit({type: 'item', place: at, status: item[1] as Status, text: (item[2] ?? '').trimEnd()})
      return true
    }
    const foot = footer.exec(text)
    if (foot) {
      if (!open) begin(at)
      inRemediation = false
      remediating = false
      emit({type: 'declared', place: at, field: foot[1] === 'Checks' ? 'checks' : 'score', value: Number(foot[2]), of: 'total'})
      emit({type: 'about', place: behind(at), field: 'complete', value: 'footer'})
      return true
    }
    const unnumbered = noNumber.exec(text)
    if (unnumbered && !inRemediation) {
      if (!open) begin(at)
      const id = unprinted(lastId)
      if (unnumbered[1] !== 'PASS') expected.add(id, checks)
      checks++
      lastId = id
      emit({
        type: 'check',
        place: at,
        id,
        printed: (unnumbered[2] ?? '').trimEnd(),
        status: unnumbered[1] as Status,
        idPrinted: false,
        facts: noFacts
      })
      return true
    }
    if (text.startsWith('[WARN] Some tests might require root to run')) {
      if (!open) begin(at)
      return told(at, 'not-root', 'The scanner did not run as root: some of its checks may be wrong')
    }
    return false
  }

  function checkOrHeading(at: Line, status: Status, id: string, printed: string): void {
    const heading = status === 'INFO' && (!id.includes('.') || (subsectionId.test(id) && subsectionTitle.test(printed)))
    if (inRemediation) {
      remediating = !heading
      if (heading) {
        emit({type: 'space', place: at})
        return
      }
      emit({
        type: 'remediation',
        place: at,
        check: expected.take(id, 0, id.length),
        source: printed,
        from: 0,
        to: printed.length
      })
      return
    }
    if (!family) {
      family = true
      emit({type: 'about', place: before(at), field: 'family', value: 'cis-docker'})
    }
    if (heading) {
      if (!id.includes('.')) section = id
      emit({type: 'section', place: at, depth: id.includes('.') ? 2 : 1, id, title: printed, target: null})
      return
    }
    if (status !== 'PASS') expected.add(id, checks)
    checks++
    lastId = id
    emit({type: 'check', place: at, id, printed, status, idPrinted: true, facts: noFacts})
  }
}

/**
 * Tell the id of the check that 1.3.6 to HEAD print without one. Their JSON has it as 2.18; that of May 2021 (CIS 1.3.1)
 * as 2.16, right behind 2.15.
 */
function unprinted(before: string): string {
  return before === '2.15' ? '2.16' : '2.18'
}

/**
 * Split a remediation into steps and impact.
 *
 * @param text What follows the id in part B.
 * @returns Both parts, trimmed; impact is null when there is none.
 */
export function splitImpact(text: string): {text: string; impact: string | null} {
  const at = text.lastIndexOf(impact)
  if (at === -1) return {text: text.trim(), impact: null}
  return {text: text.slice(0, at).trim(), impact: text.slice(at + impact.length).trim()}
}
