import type {Report} from '../../model/index.ts'
import type {Renderer} from '../renderer.ts'
import {lintEmitters} from './lint.ts'
import {scanEmitters} from './scan.ts'

/** A report's data as JSON. */
const json: Renderer = {
  name: 'json',
  title: 'JSON',
  extension: '.json',
  mediaType: 'application/json',
  accepts: ['diff', 'threats', 'write-up'],
  async render(report) {
    const {toJson} = await import('./json.ts')
    return toJson(report)
  }
}

/** Data formats, in the order of help; each has a file of its own, loaded when it is used. */
export const emitters: readonly Renderer[] = Object.freeze([
  ...scanEmitters,
  ...lintEmitters,
  json,
  {
    name: 'csv',
    title: 'CSV',
    extension: '.csv',
    mediaType: 'text/csv',
    accepts: ['threats'],
    render: async report => (await import('./threats-csv.ts')).toCsv(threatsOf(report))
  },
  {
    name: 'threat-dragon',
    title: 'OWASP Threat Dragon 2',
    extension: '.threat-dragon.json',
    mediaType: 'application/json',
    accepts: ['threats'],
    render: async report => (await import('./threat-dragon.ts')).toThreatDragon(threatsOf(report))
  },
  {
    name: 'otm',
    title: 'Open Threat Model 0.2.0',
    extension: '.otm',
    mediaType: 'application/json',
    accepts: ['threats'],
    render: async report => (await import('./otm.ts')).toOtm(threatsOf(report))
  },
  {
    name: 'navigator',
    title: 'ATT&CK Navigator layer 4.5',
    extension: '.navigator.json',
    mediaType: 'application/json',
    accepts: ['threats'],
    render: async report => (await import('./navigator.ts')).toNavigator(threatsOf(report))
  }
] satisfies Renderer[])

/** Callers look at `accepts` before they render. */
function threatsOf(report: Report): Extract<Report, {kind: 'threats'}> {
  return report as Extract<Report, {kind: 'threats'}>
}
