import {readFileSync} from 'node:fs'
import {Ajv} from 'ajv'
import {Ajv2020} from 'ajv/dist/2020.js'
import fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import type {ExistingModel, ThreatsReport} from '../../src/model/index.ts'
import {render} from '../../src/pipeline.ts'
import {readThreatModel} from '../../src/threats/index.ts'
import {schemas} from '../fixtures.ts'
import {findingsOf, findingsOfSample, now, threatsOf} from './reports.ts'

const reports: Readonly<Record<string, ThreatsReport>> = {
  'the library alone': threatsOf(null),
  'five Docker threats': threatsOf(null, {targets: ['docker'], pick: 5}),
  'two scans': threatsOf(findingsOfSample('docker-bench.log', 'kube-bench.log')),
  'a scan without findings of threats': threatsOf(findingsOf({text: '[PASS] 9.9 - Something of our own\n'}))
}
const names = Object.keys(reports)
const write = async (report: ThreatsReport, to: string): Promise<string> => String(await render(report, {to}))
const json = (text: string): Record<string, unknown> => JSON.parse(text) as Record<string, unknown>
const readBack = (text: string): ExistingModel => {
  const {model, reason} = readThreatModel(text)
  if (model === null) throw new Error(reason)
  return model
}

describe.each(['threat-dragon', 'otm'] as const)('%s', format => {
  const file = {'threat-dragon': 'threat-dragon-v2.schema.json', otm: 'otm-schema.json'}[format]

  test.skipIf(schemas === null).each(names)(
    'should fit the published schema: %s (skipped where it is not beside the project)',
    async name => {
      const schema = JSON.parse(readFileSync(`${schemas}${file}`, 'utf8')) as object
      const validate = new Ajv({allErrors: true, strict: false}).compile(schema)
      expect(validate(json(await write(reports[name] as ThreatsReport, format))) ? [] : validate.errors).toEqual([])
    }
  )

  test.each(names)('should come back through our reader: %s', async name => {
    const report = reports[name] as ThreatsReport
    const model = readBack(await write(report, format))
    const all = report.models.flatMap(({threats}) => threats)
    const byComponent = (id: string | null): number => all.findIndex(threat => threat.id === id)
    expect(model.format).toBe(format)
    expect(model.title).toBe(report.title)
    expect(
      model.threats
        .toSorted((a, b) => byComponent(a.id) - byComponent(b.id))
        .map(({id, title, stride, component, notes}) => ({id, title, stride, component, notes}))
    ).toEqual(
      all.map(({id, title, stride, componentName, mitigations}) => ({
        id,
        title,
        stride,
        component: componentName,
        notes: mitigations.join('\n')
      }))
    )
  })

  test('should give each threat the same id in every export, and no id twice', async () => {
    const ids = (text: string): readonly string[] => readBack(text).threats.map(({foreignId}) => foreignId)
    const all = ids(await write(reports['the library alone'] as ThreatsReport, format))
    expect(new Set(all).size).toBe(all.length)
    for (const id of ids(await write(reports['five Docker threats'] as ThreatsReport, format))) expect(all).toContain(id)
  })

  test('should keep what people decided when our model is merged into theirs', async () => {
    const first = json(await write(threatsOf(null, {targets: ['docker'], pick: 5}), format))
    const edited = JSON.stringify(first)
      .replace('"Open"', '"Accepted"')
      .replace('"not-assessed","mitigations"', '"accepted-by-owner","mitigations"')
      .replaceAll('Keep the API on its local UNIX socket', 'Accepted by ops until March. Keep the API on its local UNIX socket')
    const existing = readBack(edited)
    const scan = findingsOfSample('docker-bench.log')
    const merged = readBack(await write(threatsOf(scan, {existing}), format))
    expect(merged.threats.length).toBe(30)
    expect(new Set(merged.threats.map(({id}) => id)).size).toBe(30)
    const old = new Map(existing.threats.map(threat => [threat.id, threat]))
    expect(merged.threats.filter(({id}) => old.has(id))).toEqual(existing.threats)
    expect(merged.threats.find(({id}) => id === 'DT-01')).toMatchObject({
      status: format === 'otm' ? 'accepted-by-owner' : 'Accepted',
      notes: expect.stringContaining('Accepted by ops until March.')
    })
    // And once more: nothing is added twice.
    expect(readBack(await write(threatsOf(scan, {existing: merged}), format)).threats).toEqual(merged.threats)
  })

  test('should carry threats of another format over', async () => {
    const other = readBack(
      JSON.stringify(
        format === 'otm'
          ? {
              summary: {title: 'Mine'},
              detail: {
                diagrams: [
                  {
                    cells: [
                      {
                        data: {
                          name: 'Shop',
                          threats: [{id: 'x', title: 'Basket changed', type: 'Tampering', status: 'NA', mitigation: 'Signed'}]
                        }
                      }
                    ]
                  }
                ]
              }
            }
          : {
              otmVersion: '0.2.0',
              project: {name: 'Mine', id: 'm'},
              components: [{id: 'c', name: 'Shop', threats: [{threat: 'x', state: 'NA', mitigations: [{mitigation: 'm', state: 'x'}]}]}],
              threats: [{id: 'x', name: 'Basket changed', categories: ['Tampering']}],
              mitigations: [{id: 'm', name: 'n', description: 'Signed'}]
            }
      )
    )
    expect(other.threats).toMatchObject([
      {id: null, title: 'Basket changed', stride: 'T', component: 'Shop', status: 'NA', notes: 'Signed'}
    ])
    const report = threatsOf(null, {targets: ['docker'], pick: 1, existing: other})
    expect(report.foreign).toEqual(other.threats)
    const back = readBack(await write(report, format))
    expect(back.threats.at(-1)).toMatchObject({title: 'Basket changed', stride: 'T', component: 'Shop', status: 'NA', notes: 'Signed'})
  })

  test('should be the same bytes twice', async () => {
    const once = await write(threatsOf(findingsOfSample('docker-bench.log')), format)
    expect(await write(threatsOf(findingsOfSample('docker-bench.log')), format)).toBe(once)
  })
})

test('what people decided in one format should stand in the other', async () => {
  const otm = readBack(
    JSON.stringify({
      otmVersion: '0.2.0',
      components: [
        {
          name: 'x',
          threats: [
            {threat: 'a', state: 'Accepted', mitigations: [{mitigation: 'm'}]},
            {threat: 'b', state: 'Again'}
          ]
        }
      ],
      threats: [
        {id: 'a', name: 'daemon API caller is NOT authenticated', categories: ['Spoofing']},
        {id: 'b', name: 'DT-01 a second one', categories: []}
      ],
      mitigations: [{id: 'm', name: 'Only from the jump host'}]
    })
  )
  const report = threatsOf(null, {targets: ['docker'], existing: otm})
  expect(report.models[0]?.threats[0]?.existing?.status).toBe('Accepted')
  expect(report.foreign.map(({title}) => title)).toEqual(['a second one'])
  const back = readBack(await write(report, 'threat-dragon'))
  expect(back.threats.find(({id}) => id === 'DT-01')).toMatchObject({status: 'Accepted', notes: 'Only from the jump host'})
  expect(back.threats.length).toBe(31)
})

describe('reading', () => {
  test('should find threats of Threat Dragon 1, of the cell and of its data', () => {
    const threat = (title: string): object => ({title, type: 'Denial of service', status: 'Open', severity: 'High', threatId: title})
    const model = readBack(
      JSON.stringify({
        summary: {title: 'Old'},
        detail: {
          diagrams: [
            {diagramJson: {cells: [{attrs: {text: {text: 'Web'}}, threats: [threat('KT-20: Pod starves')]}]}},
            {cells: [{data: {name: 'Store', threats: [threat('b')]}, threats: [threat('c')]}, null, 5, {data: {threats: 'x'}}]}
          ]
        }
      })
    )
    expect(model.threats).toMatchObject([
      {id: 'KT-20', title: 'Pod starves', component: 'Web', stride: 'D', severity: 'High', foreignId: 'KT-20: Pod starves'},
      {id: null, title: 'b', component: 'Store'},
      {id: null, title: 'c', component: 'Store'}
    ])
  })

  test('should say why a text is no threat model', () => {
    for (const [text, reason] of [
      ['', /not JSON/],
      ['---\notmVersion: 0.2.0\n', /YAML, which has to be converted/],
      ['[]', /an object is wanted/],
      ['{"a":1}', /neither/],
      ['{"summary":{},"detail":5}', /neither/]
    ] as const)
      expect(readThreatModel(text)).toMatchObject({model: null, reason: expect.stringMatching(reason)})
    expect(readBack('{"otmVersion":"0.2.0"}').messages).toMatchObject([{rule: 'no-threats', fatal: false}])
  })

  test('should never throw, and what it reads should be written again', async () => {
    const shapes = fc.oneof(
      fc.record({
        otmVersion: fc.string(),
        project: fc.jsonValue(),
        components: fc.jsonValue(),
        threats: fc.array(fc.jsonValue()),
        mitigations: fc.jsonValue(),
        trustZones: fc.jsonValue()
      }),
      fc.record({
        summary: fc.dictionary(fc.string(), fc.jsonValue()),
        detail: fc.record({diagrams: fc.array(fc.record({id: fc.jsonValue(), cells: fc.array(fc.jsonValue())})), threatTop: fc.jsonValue()})
      })
    )
    await fc.assert(
      fc.asyncProperty(shapes, async shape => {
        const {model} = readThreatModel(JSON.stringify(shape))
        if (model === null) return
        const report = threatsOf(null, {targets: ['docker'], pick: 2, existing: model})
        for (const to of ['threat-dragon', 'otm', 'csv', 'markdown']) expect(typeof (await write(report, to))).toBe('string')
      }),
      {numRuns: 25}
    )
  })
})

describe('navigator', () => {
  test('should have every field that layer 4.5 wants, and techniques of the threats once each', async () => {
    const layer = json(await write(reports['two scans'] as ThreatsReport, 'navigator')) as {
      versions: object
      techniques: readonly {techniqueID: string; score: number}[]
      gradient: {colors: readonly string[]; minValue: number; maxValue: number}
    }
    expect(layer).toMatchObject({
      name: 'Docker and Kubernetes threat models',
      domain: 'enterprise-attack',
      versions: {layer: '4.5', attack: '18'}
    })
    expect(layer.versions).toMatchObject({navigator: expect.stringMatching(/^5\./)})
    const ids = layer.techniques.map(({techniqueID}) => techniqueID)
    expect(new Set(ids).size).toBe(ids.length)
    expect(ids.every(id => /^T\d{4}(\.\d{3})?$/.test(id))).toBe(true)
    expect(layer.gradient.maxValue).toBe(Math.max(...layer.techniques.map(({score}) => score)))
    expect(layer.gradient.maxValue).toBeGreaterThan(layer.gradient.minValue)
    expect(layer.gradient.colors.length).toBeGreaterThan(1)
  })

  test('should score by failed controls, without a scan by threats', async () => {
    const scores = async (report: ThreatsReport): Promise<Readonly<Record<string, number>>> =>
      Object.fromEntries(
        (json(await write(report, 'navigator'))['techniques'] as readonly {techniqueID: string; score: number}[]).map(one => [
          one.techniqueID,
          one.score
        ])
      )
    const log = '[FAIL] 2.2 Ensure network traffic is restricted between containers on the default bridge (Scored)\n'
    const docker = threatsOf(findingsOf({text: `[INFO] 2 - Docker daemon configuration\n${log.replace('[FAIL] 2.2', '[WARN] 2.2 -')}`}), {
      targets: ['docker']
    })
    expect(docker.models[0]?.threats.find(({id}) => id === 'DT-11')?.status).toBe('confirmed')
    expect((await scores(docker))['T1046']).toBe(1)
    expect((await scores(docker))['T1525']).toBe(0)
    expect((await scores(threatsOf(null, {targets: ['docker']})))['T1525']).toBe(2)
  })
})

describe('CSV', () => {
  test('should be safe to open in a spreadsheet, and keep lines and quotes', async () => {
    const existing = readBack(
      JSON.stringify({
        summary: {title: 'x'},
        detail: {
          diagrams: [
            {cells: [{data: {threats: [{title: 'DT-01', type: 'Spoofing', status: '=cmd|"/c calc"!A1', mitigation: '@SUM(1)\nb'}]}}]}
          ]
        }
      })
    )
    const csv = await write(threatsOf(null, {targets: ['docker'], pick: 1, existing}), 'csv')
    expect(csv.split('\r\n').length).toBe(3)
    expect(csv).toContain(`,"'=cmd|""/c calc""!A1","'@SUM(1)\nb"\r\n`)
    expect(csv.split('\r\n')[0]?.split(',').length).toBe(18)
  })
})

test('JSON should fit our schema', async () => {
  const schema = JSON.parse(readFileSync(new URL('../../schema/threat-model.schema.json', import.meta.url), 'utf8')) as object
  const validate = new Ajv2020({allErrors: true, strict: false}).compile(schema)
  for (const report of Object.values(reports)) {
    const document = json(await write(report, 'json'))
    expect(validate(document) ? [] : validate.errors).toEqual([])
    expect(document['generatedAt']).toBe(now)
  }
  expect(validate({format: 'benchscribe/threats'})).toBe(false)
})

test('Markdown should be as agreed', async () => {
  const report = threatsOf(findingsOfSample('docker-bench.log'), {pick: 2})
  await expect(await write(report, 'markdown')).toMatchFileSnapshot('golden/threats.md')
})
