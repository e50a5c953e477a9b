import {describe, expect, test} from 'vitest'
import type {Report} from '../../src/model/index.ts'
import {pdf} from '../../src/pdf.ts'
import {render} from '../../src/pipeline.ts'
import {sample} from '../fixtures.ts'
import {check, readQpdf} from '../render/pdf/structure-checker.ts'
import {run, without} from '../render/pdf/tools.ts'
import {possible, writeUpOf} from '../report/write-ups.ts'
import {findingsOfSample, threatsOf} from '../threats/reports.ts'

const log = (file: string): {readonly text: string; readonly file: string} => ({text: sample(file), file})
const bytesOf = async (report: Report): Promise<Uint8Array> => (await render(report, {to: 'pdf', renderers: [pdf]})) as Uint8Array

describe.skipIf(without('qpdf'))('PDF (needs qpdf)', () => {
  test.each<readonly [string, () => Report]>([
    ['a threat model', () => threatsOf(findingsOfSample('docker-bench.log', 'kube-bench.log'), {pick: 5})],
    ['a write-up', () => possible(writeUpOf([log('docker-bench.log'), log('kube-bench.log')]))]
  ])('of %s should have no fault, and the same bytes twice', async (_, make) => {
    const bytes = await bytesOf(make())
    expect(run('qpdf', ['--check', 'FILE'], bytes)).toMatchObject({status: 0, stderr: ''})
    expect(
      check(readQpdf(run('qpdf', ['--json', '--json-stream-data=inline', '--decode-level=generalized', 'FILE'], bytes).stdout))
    ).toEqual([])
    expect(Buffer.compare(await bytesOf(make()), bytes)).toBe(0)
  })
})
