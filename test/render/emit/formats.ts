import {render} from '../../../src/pipeline.ts'
import type {ScanReport} from '../../../src/model/index.ts'

/** The data formats, with the ending of their goldens. */
export const formats = {
  json: 'json',
  ndjson: 'ndjson',
  csv: 'csv',
  sarif: 'sarif',
  junit: 'junit.xml',
  github: 'github.md',
  'github-annotations': 'annotations.txt',
  'gitlab-codequality': 'codequality.json',
  defectdojo: 'defectdojo.json'
} as const

/** Name of a data format. */
export type Format = keyof typeof formats

/** Their names. */
export const names = Object.keys(formats) as readonly Format[]

/** Write a report in a data format. */
export async function emit(value: ScanReport, to: Format): Promise<string> {
  return String(await render(value, {to}))
}
