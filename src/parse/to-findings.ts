import type {Finding, Message, Scan} from '../model/index.ts'
import {foldAlternatives} from './alternatives.ts'
import type {CheckEvent, Emit, Event} from './events.ts'
import {nowhere, type Place, quoted, remembered} from './line.ts'
import {addLine, finishRemediations, remediateNothing} from './remediation.ts'
import {addItem, addOutput, beginFinding, endOutput, type Draft, finishFinding, type Title, titleOf} from './to-finding.ts'
import {about, count, countNothing, type Open, type Spot, toScan} from './to-scan.ts'

/** What a log holds. */
export interface Collected {
  readonly scans: readonly Scan[]
  readonly findings: readonly Finding[]
  readonly messages: readonly Message[]
}

/** Makes findings of events. */
export interface Collector {
  /** Takes the events. */
  readonly emit: Emit
  /** Give the scans that have ended since the last call, and forget them. */
  drain(): Collected
  /** The log has ended: give what is left. */
  end(): Collected
}

/**
 * Make the consumer that turns events into scans, findings and messages.
 *
 * @param file Name of the log, for messages.
 * @param node Node the caller names; wins over what the log says.
 * @returns Where events go in, and what to call when they have ended.
 */
export function collect(file: string | null, node: string | null): Collector {
  const current = new Map<string, Open>()
  let ended: {readonly scan: Scan; readonly drafts: Draft[]}[] = []
  let messages: Message[] = []
  /** Titles of the scan before, by the number of their check. */
  const titles: Title[] = []
  const finishRemediation = finishRemediations()
  let begun = 0
  let unknown: {readonly first: Spot; last: number; readonly text: string; count: number; readonly foreign: boolean} | null = null
  let stream: string | null = null
  let open: Open | null = null

  return {emit, drain, end}

  function emit(event: Event): void {
    switch (event.type) {
      // The most frequent ones come first, and do not share a line of code with objects of other shapes.
      case 'check': {
        const scan = at(event.place)
        if (scan) check(scan, event)
        return
      }
      case 'more': {
        const scan = at(event.place)
        if (scan?.remediating.draft) addLine(scan.remediating, event.place)
        return
      }
      case 'space':
        return
      case 'unknown':
        unknownLine(event.place, event.text, event.foreign ?? false)
        return
      case 'scan':
        begin(event.place, event.dialect, event.tool, event.node, event.scan ?? null)
        return
      case 'message':
        if (event.message) {
          messages.push(event.message)
          return
        }
        if (event.rule === 'json-truncated') {
          const scan = at(event.place ?? nowhere)
          if (scan) scan.broken = true
        }
        message(event.place, event.rule, event.reason, event.fatal)
        return
      default: {
        const scan = at(event.place)
        if (scan) apply(scan, event)
      }
    }
  }

  /** The scan that is open where a place is. */
  function at({stream: name}: Place): Open | null {
    if (name !== stream) {
      stream = name
      open = current.get(name) ?? null
    }
    return open
  }

  function apply(scan: Open, event: Exclude<Event, {type: 'unknown' | 'space' | 'message' | 'scan' | 'check' | 'more'}>): void {
    switch (event.type) {
      case 'item':
        if (scan.last !== null) addItem(scan.last, event.text, event.place)
        else message(event.place, 'section-note', `The scanner says of section ${scan.section?.id ?? 'none'}: ${quoted(event.text)}`)
        return
      case 'remediation': {
        const {remediating} = scan
        started(scan)
        finishRemediation(remediating, scan.tool)
        const draft = scan.drafts[event.check] ?? null
        remediating.draft = draft
        remediating.check = event.check
        if (draft === null) {
          scan.looseRemediations++
          return
        }
        remediating.said = draft.remediation.text ?? ''
        addLine(remediating, event)
        return
      }
      case 'evidence':
        if (scan.last !== null) {
          if (scan.outputs.at(-1) !== scan.last) scan.outputs.push(scan.last)
          addOutput(scan.last, event.text)
        }
        return
      case 'section':
        section(scan, event)
        return
      case 'declared':
        started(scan)
        scan.declared.push({
          field: event.field,
          value: event.value,
          of: event.of,
          line: event.place.line,
          column: event.place.column,
          part: event.of === 'total' ? null : (scan.parts.get(event.of) ?? null)
        })
        return
      case 'about':
        about(scan, event.field, event.value)
        return
    }
  }

  function check(scan: Open, event: CheckEvent): void {
    started(scan)
    const {part} = scan
    const draft: Draft =
      event.finding === undefined
        ? beginFinding(event, parted(event.printed, scan.drafts.length), scan)
        : {...event.finding, scan: scan.index}
    scan.drafts.push(draft)
    scan.last = draft
    count(scan.counted, draft.status)
    if (part !== null) count(part.counted, draft.status)
    if (!event.idPrinted)
      message(event.place, 'id-not-printed', `The scanner prints this check without its id; it is ${event.id} in its JSON`)
  }

  /** The parts of a title; often the same check of the scan before has it too. */
  function parted(printed: string, check: number): Title {
    const known = titles[check % remembered]
    const title = known?.printed === printed ? known : titleOf(printed)
    titles[check % remembered] = title
    return title
  }

  function section(scan: Open, {id, title, depth, target}: Extract<Event, {type: 'section'}>): void {
    scan.section = {id, title}
    scan.last = null
    if (depth === 1) {
      scan.part = {id, target, first: scan.drafts.length, counted: countNothing()}
      scan.parts.set(id, scan.part)
    }
  }

  /** A scan without checks, counts or remediations is none: noise may look like a heading. */
  function started(scan: Open): void {
    if (scan.index === -1) scan.index = begun++
  }

  function begin(place: Place, dialect: string, tool: string, named: string | null, given: Scan | null): void {
    const before = current.get(place.stream)
    if (before) close(before)
    stream = place.stream
    open = {
      place: spot(place),
      dialect,
      tool,
      given,
      node: named,
      index: -1,
      toolVersion: null,
      startedAt: null,
      family: null,
      editions: [],
      complete: false,
      broken: false,
      drafts: [],
      counted: countNothing(),
      part: null,
      section: null,
      parts: new Map(),
      declared: [],
      last: null,
      outputs: [],
      remediating: remediateNothing(),
      looseRemediations: 0
    }
    current.set(place.stream, open)
    if (given !== null) started(open)
  }

  function close(scan: Open): void {
    if (scan.index === -1) {
      const heading = scan.section === null ? 'its head' : `a heading, ${quoted(scan.section.title)},`
      message(scan.place, 'no-results', `Of a log of ${scan.tool} only ${heading} stands here: there is nothing to report`)
      return
    }
    finishRemediation(scan.remediating, scan.tool)
    // What one of our own documents tells is finished.
    if (scan.given === null) {
      for (const draft of scan.outputs) endOutput(draft)
      for (const draft of scan.drafts) finishFinding(draft, scan.tool)
      foldAlternatives(scan.drafts)
    }
    ended.push({scan: toScan(scan, file, node, message), drafts: scan.drafts})
  }

  function message(place: Spot | null, rule: string, reason: string, fatal = false): void {
    messages.push({file, line: place?.line ?? null, column: place?.column ?? null, rule, reason, fatal})
  }

  function unknownLine(place: Place, text: string, foreign: boolean): void {
    if (unknown !== null && (place.line <= unknown.last + 1 || (foreign && unknown.foreign))) {
      unknown.last = place.line
      unknown.count++
    } else {
      flushUnknown()
      unknown = {first: spot(place), last: place.line, text, count: 1, foreign}
    }
  }

  function flushUnknown(): void {
    if (unknown === null) return
    const {first, last, text, count: lines} = unknown
    const what =
      lines === 1
        ? `This line is not the scanner's: ${quoted(text)}`
        : `${lines} lines (${first.line} to ${last}) are not the scanner's; the first is ${quoted(text)}`
    message(first, 'unknown-line', what)
    unknown = null
  }

  function drain(): Collected {
    // What was said before a scan ended waits for it.
    if (ended.length === 0 && current.size > 0) return {scans: [], findings: [], messages: []}
    ended.sort((a, b) => a.scan.index - b.scan.index)
    const findings = new Array<Draft>(ended.reduce((sum, {drafts}) => sum + drafts.length, 0))
    let filled = 0
    for (const {drafts} of ended) {
      for (const draft of drafts) findings[filled++] = draft
      // What a scan collected may outlive the scan in memory; its findings need not.
      drafts.length = 0
    }
    const result: Collected = {
      scans: ended.map(({scan}) => scan),
      findings,
      messages: messages.sort((a, b) => (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0))
    }
    ended = []
    messages = []
    return result
  }

  function end(): Collected {
    flushUnknown()
    for (const scan of current.values()) close(scan)
    current.clear()
    return drain()
  }
}

function spot({line, column}: Spot): Spot {
  return {line, column}
}
