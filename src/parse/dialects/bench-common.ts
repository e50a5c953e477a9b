import type {LineDialect, LineReader} from '../dialect.ts'
import {
  type CheckEvent,
  type DeclaredEvent,
  type Emit,
  type MoreEvent,
  noFacts,
  type RemediationEvent,
  type Reused,
  type SpaceEvent
} from '../events.ts'
import {expectNothing} from '../expected.ts'
import {before, behind, type Line, nowhere, type Place, remembered} from '../line.ts'
import {blankTag, claimTitle, heading, isNoise, loneRemediation, readCount, readTag, remediationId, type Tag} from './bench-common-lines.ts'
import {targetOf} from './target.ts'

const suffix = /\((?:Scored|Not Scored|Automated|Manual|Not Applicable)\)+\s*$/i
/** How an INFO line that follows the results of a section is to be understood. */
type Kind = 'section' | 'group' | 'check'

/**
 * Read text of kube-bench or of Aqua's docker-bench.
 *
 * @param dialect Which of the two.
 * @param emit Takes the events.
 * @param node Machine the carrier names.
 * @returns The reader.
 */
export function readBenchCommon(dialect: LineDialect, emit: Emit, node: string | null): LineReader {
  const docker = dialect.tool === 'docker-bench'
  let open = false
  let part: 'none' | 'results' | 'remediations' | 'summary' = 'none'
  let section: string | null = null
  let group: string | null = null
  let seen = new Set<string>()
  let total = false
  const expected = expectNothing()
  let checks = 0
  let blockOf = 'total'
  let failed = false
  let remediating = false
  let sections = 0
  let summaries = 0
  /** How many checks stood before the section that is open. */
  let opened = 0
  const checked: Reused<CheckEvent> = {type: 'check', place: nowhere, id: '', printed: '', status: 'PASS', idPrinted: true, facts: noFacts}
  const remedied: Reused<RemediationEvent> = {
    type: 'remediation',
    place: nowhere,
    check: -1,
    source: '',
    from: 0,
    to: 0
  }
  const spaced: Reused<SpaceEvent> = {type: 'space', place: nowhere}
  const continued: Reused<MoreEvent> = {type: 'more', place: nowhere}
  /** What the tagged lines of the scan before said, by their number: mostly this scan says the same. */
  const tags: Tag[] = []
  let tagCount = 0
  const count: Reused<DeclaredEvent> = {type: 'declared', place: nowhere, field: 'pass', value: 0, of: ''}

  return {line, end}

  function begin(place: Place): void {
    emit({type: 'scan', place, dialect: dialect.name, tool: dialect.tool, node})
    if (docker) emit({type: 'about', place: before(place), field: 'family', value: 'cis-docker'})
    open = true
    // The line that begins a scan is its first.
    tagCount = 1
    part = 'none'
    section = null
    group = null
    seen = new Set()
    total = false
    expected.clear()
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
    spaced.place = at
    emit(spaced)
  }

  function line(at: Line): boolean {
    const {source, from, to} = at
    const first = from < to ? source.charCodeAt(from) : 0
    if (first === 91) {
      const tag = tags[tagCount % remembered] ?? blankTag()
      tags[tagCount % remembered] = tag
      if (!readTag(tag, source, from, to)) return more(at)
      tagCount++
      return tagged(at, tag)
    }
    if (part === 'remediations' && (first < 48 || first > 61)) return more(at)
    if (first === 61) {
      const head = heading.exec(at.text)
      if (head) return headed(at, head[1] === 'Summary', head[2] ?? null)
    }
    // A log cut to its tail may begin inside the counts; an extract (`grep FAIL`) may have them right behind the results.
    if (part !== 'remediations' && first >= 48 && first <= 57 && readCount(count, at)) {
      if (!open) begin(at)
      part = 'summary'
      if (count.field === 'warn' && !docker && blockOf !== 'total') summaries++
      count.place = at
      count.of = blockOf
      emit(count)
      return true
    }
    return part === 'results' ? resultLine(at, first) : more(at)
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
      const check = gap - from > 40 ? -1 : expected.take(source, from, gap)
      // With --noresults no check was seen: any id begins a remediation.
      if (check !== -1 || (expected.size === 0 && remediationId.test(source.slice(from, gap)))) {
        remediating = true
        remedied.place = at
        remedied.check = check
        remedied.source = source
        remedied.from = Math.min(gap + 1, to)
        remedied.to = to
        emit(remedied)
        return true
      }
    }
    if (!remediating) return false
    continued.place = at
    emit(continued)
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

  function tagged(at: Line, {status, id, dots, title, dashed}: Tag): boolean {
    if (dashed) return false
    if (status === 'INFO' && title.startsWith('CIS Docker')) {
      if (!docker) return false
      if (open) finish(at)
      begin(at)
      space(at)
      return true
    }
    const kind = status === 'INFO' ? kindOf(id, dots, title) : 'check'
    if (kind === 'section' && (section !== null || checks > 0)) {
      // Another scanner's log may follow in the same file.
      if (claimTitle(title)[docker ? 'kube' : 'docker'] >= 0.9) return false
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
      opened = checks
      if (!docker) expected.clear()
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
    if (dots === 0) return section !== null && (id === section ? checks === opened : part === 'results') ? 'group' : 'section'
    return group !== null && !group.includes('.') && id.startsWith(`${group}.`) ? 'check' : 'group'
  }
}
