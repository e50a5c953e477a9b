import {describe, expect, test} from 'vitest'
import {emitters} from '../../../src/render/emit/index.ts'
import {combine} from '../../../src/pipeline.ts'
import {loadCatalog} from '../../../src/catalog/index.ts'
import {parse} from '../../../src/parse/index.ts'
import {sample, schemas} from '../../fixtures.ts'
import {reportOf} from '../reports.ts'
import {reportFixtures, samples} from '../samples.ts'
import {emit, formats, names} from './formats.ts'
import {faults, xmllint} from './validate.ts'

test.skipIf(schemas === null)('schemas of others should be there (skipped where they are not beside the project)', () => {
  expect(schemas).not.toBeNull()
})

test.skipIf(!xmllint)('xmllint should be there (skipped where it is not installed)', () => expect(xmllint).toBe(true))

describe('the data formats', () => {
  test('should be these', () => {
    expect(emitters.map(({name}) => name)).toEqual(names)
    expect(emitters.map(({extension}) => extension)).toEqual(names.map(name => `.${formats[name]}`))
  })

  test('should have endings of their own, for they go to one directory', () => {
    const endings = ['.md', '.html', '.pdf', ...emitters.map(({extension}) => extension)]
    expect(new Set(endings).size).toBe(endings.length)
  })
})

describe.each(names)('%s', name => {
  test.each(reportFixtures)('should give the agreed file: $name', async ({folder, log}) => {
    await expect(await emit(await reportOf(log), name)).toMatchFileSnapshot(`${folder}report.${formats[name]}`)
  })

  test.each(Object.entries(samples))('should be valid: %s', async (_, make) => {
    const report = await make()
    expect(faults[name](await emit(report, name), report)).toEqual([])
  })

  test('should be the same twice', async () => {
    const make = samples['two scans'] ?? (() => reportOf(''))
    expect(await emit(await make(), name)).toBe(await emit(await make(), name))
  })
})

describe('json', () => {
  test.each(['docker-bench-security.log', 'docker-bench.log', 'kube-bench.json'])('should be what parse prints: %s', async name => {
    const log = {text: sample(name), file: `logs/${name}`}
    const parsed = parse(log.text, {file: log.file})
    const printed = combine([parsed], await loadCatalog(parsed))
    expect(JSON.parse(await emit(await reportOf(log), 'json'))).toEqual(JSON.parse(JSON.stringify(printed)))
    expect(await emit(await reportOf(log), 'ndjson')).toBe(printed.findings.map(finding => `${JSON.stringify(finding)}\n`).join(''))
  })
})
