import type {Finding} from '../model/index.ts'
import {remembered, type Stretch} from './line.ts'
import {type Draft, setRemediation} from './to-finding.ts'

/** A remediation while its lines are read. */
export interface Remediating {
  /** The finding it is for; null when none is being read, or when its check is not in the log. */
  draft: Draft | null
  /** Which check of the scan that is. */
  check: number
  /** What was read of it. */
  said: string
  /** Lines that come behind `said` and follow each other in one text: they are taken from there at once. */
  source: string
  from: number
  /** -1 when there are none. */
  to: number
}

/**
 * Make the place for the remediations of a scan, which are read one after the other.
 *
 * @returns The place; nothing is being read.
 */
export function remediateNothing(): Remediating {
  return {draft: null, check: -1, said: '', source: '', from: 0, to: -1}
}

/**
 * Add a line to the remediation that is being read.
 *
 * @param reading The remediation.
 * @param line What the line says.
 */
export function addLine(reading: Remediating, {source, from, to}: Stretch): void {
  if (reading.to !== -1 && reading.source === source && from === reading.to + 1) {
    reading.to = to
    return
  }
  takeLines(reading)
  reading.source = source
  reading.from = from
  reading.to = to
}

function takeLines(reading: Remediating): void {
  if (reading.to === -1) return
  const lines = reading.source.slice(reading.from, reading.to)
  reading.said = reading.said === '' ? lines : `${reading.said}\n${lines}`
  reading.to = -1
}

/**
 * Begin to finish remediations; one that says the same as that of the same check of the scan before is not read again.
 *
 * @returns Gives the remediation that was being read to its finding, if there is one.
 */
export function finishRemediations(): (reading: Remediating, tool: string) => void {
  /** Those of the scan before, by the number of their check. */
  const known: {readonly said: string; readonly tool: string; readonly remediation: Finding['remediation']}[] = []
  return (reading, tool) => {
    takeLines(reading)
    const {draft, said} = reading
    if (draft === null) return
    const turn = reading.check % remembered
    const before = known[turn]
    if (before?.said === said && before.tool === tool) draft.remediation = before.remediation
    else {
      setRemediation(draft, said.trim(), tool)
      // What turned out to be a reason is not known by its remediation.
      if (draft.evidence.reason === null) known[turn] = {said, tool, remediation: draft.remediation}
    }
    reading.draft = null
  }
}
