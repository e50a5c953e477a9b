import type {Findings} from '../model/index.ts'

/**
 * Join the findings of several logs into one document.
 *
 * @param documents Documents, in order.
 * @returns One document; scans are numbered anew.
 */
export function merge(documents: readonly Findings[]): Findings {
  let offset = 0
  const scans = []
  const findings = []
  const messages = []
  for (const document of documents) {
    for (const scan of document.scans) scans.push({...scan, index: scan.index + offset})
    for (const finding of document.findings) findings.push(offset === 0 ? finding : {...finding, scan: finding.scan + offset})
    for (const message of document.messages) messages.push(message)
    offset += document.scans.length
  }
  return {format: 'benchscribe/findings', version: 1, scans, findings, messages}
}
