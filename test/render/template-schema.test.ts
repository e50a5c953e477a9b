import {readFileSync} from 'node:fs'
import {Ajv2020} from 'ajv/dist/2020.js'
import {describe, expect, test} from 'vitest'
import {waive} from '../../src/analyse/index.ts'
import type {Report, Waiver} from '../../src/model/index.ts'
import {report} from '../../src/pipeline.ts'
import {templateKinds} from '../../src/render/template/index.ts'
import {catalog, findingsOfSample, threatsOf} from '../threats/reports.ts'
import {samples} from './samples.ts'
import {reportOfKind} from './template-reports.ts'

const read = (kind: string): string => readFileSync(new URL(`../../schema/report-${kind}.schema.json`, import.meta.url), 'utf8')
const validators = new Map(
  templateKinds.map(kind => [kind, new Ajv2020({allErrors: true, strict: false}).compile(JSON.parse(read(kind)) as object)] as const)
)

function wrong(value: Report): readonly unknown[] {
  const validate = validators.get(value.kind)
  if (!validate) throw new Error(`Expected a schema of ${value.kind}`)
  // What a template sees in the worker is what JSON keeps.
  return validate(JSON.parse(JSON.stringify(value))) ? [] : (validate.errors ?? []).slice(0, 3)
}

test('the schemas should be what their script makes of the types', async () => {
  const {reportSchemas} = (await import(new URL('../../scripts/report-schemas.mjs', import.meta.url).href)) as {
    reportSchemas: () => Readonly<Record<string, string>>
  }
  const made = reportSchemas()
  expect(Object.keys(made)).toEqual([...templateKinds])
  for (const kind of templateKinds) expect(made[kind]).toBe(read(kind))
})

describe('every report should fit the schema of its kind', () => {
  test.each(templateKinds)('%s', async kind => {
    expect(wrong(await reportOfKind[kind]())).toEqual([])
  })

  test.each(Object.entries(samples))('%s', async (_, make) => {
    expect(wrong(await make())).toEqual([])
  })

  test('with waivers, ratings and without a log', () => {
    const waiver: Waiver = {
      about: {control: 'docker.daemon.icc'},
      kind: 'accepted',
      reason: 'x',
      owner: null,
      expires: '2030-01-01',
      ticket: null,
      node: null,
      item: null,
      file: null,
      line: null,
      column: null
    }
    const {document, uses} = waive(findingsOfSample('docker-bench-security.log'), [waiver], '2026-01-01')
    const value = report(document, {catalog, waivers: uses})
    expect(value.waivers.length).toBe(1)
    expect(wrong(value)).toEqual([])
    expect(wrong(threatsOf(null))).toEqual([])
  })

  test('and one that lacks a field should not', async () => {
    for (const kind of templateKinds) {
      const {headline: _, ...rest} = await reportOfKind[kind]()
      expect(wrong(rest as Report)).toMatchObject([{keyword: 'required', params: {missingProperty: 'headline'}}])
    }
    const scan = await reportOfKind.scan()
    expect(wrong({...scan, findings: [{...scan.findings[0], outcome: 'maybe'}]} as unknown as Report)).not.toEqual([])
  })
})
