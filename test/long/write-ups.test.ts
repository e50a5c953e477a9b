import {readFileSync} from 'node:fs'
import {describe, expect, test} from 'vitest'
import {decode} from '../../src/parse/index.ts'
import {render} from '../../src/pipeline.ts'
import {corpusLogs} from '../fixtures.ts'
import {brokenRules, writeUpOf} from '../report/write-ups.ts'
import {findingsOf} from '../threats/reports.ts'

/**
 * Logs with three failed checks or more for which there is no selection: their failed controls stand on one surface
 * (R5), or are about no control that we know (R4).
 */
const impossible: Readonly<Record<string, string>> = {
  'docker/pr-299-swedish-date-e-option-excerpt.txt': 'R5',
  'kubernetes/kb-0.6.10-eks-stig.txt': 'R4'
}

const logs = corpusLogs().map(({name, path}) => ({name, text: decode(readFileSync(path))}))
const documents = logs.map(log => ({...log, findings: findingsOf({text: log.text, file: 'log'})}))
const enough = documents.filter(
  ({findings}) => findings.scans.length > 0 && findings.findings.filter(({outcome}) => outcome === 'fail').length >= 3
)

describe.skipIf(logs.length === 0)('write-ups of real logs (skipped where the corpus is not beside the project)', () => {
  test('there should be many logs with three failed checks', () => expect(enough.length).toBeGreaterThan(200))

  test.each(enough)('$name', async ({name, text, findings}) => {
    const report = writeUpOf([{text, file: 'log'}])
    if (report.kind === 'impossible') {
      expect([name, report.rule]).toEqual([name, impossible[name] ?? 'possible'])
      return
    }
    expect(impossible[name]).toBe(undefined)
    expect(report.models.flatMap(({threats}) => threats).length).toBe(10)
    expect(report.findings.length).toBe(3)
    expect(brokenRules(report, findings)).toEqual([])
    const markdown = String(await render(report, {to: 'markdown'}))
    for (const {id} of report.findings) expect(markdown).toContain(id)
    expect(markdown).not.toMatch(/undefined|\[object/)
    expect(String(await render(writeUpOf([{text, file: 'log'}]) as typeof report, {to: 'markdown'}))).toBe(markdown)
  })
})
