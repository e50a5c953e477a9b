import {readFileSync} from 'node:fs'
import {describe, expect, test} from 'vitest'
import type {Findings} from '../../src/model/index.ts'
import {decode} from '../../src/parse/index.ts'
import {corpusLogs, sample} from '../fixtures.ts'
import {findingsIn, findingsRead, selfLint, threatsIn, threatsRead, wrongEditions} from '../report/self-lint.ts'
import {brokenRules, writeUpOf} from '../report/write-ups.ts'
import {findingsOf} from '../threats/reports.ts'

const samples = ['docker-bench-security.log', 'docker-bench-security.json', 'docker-bench.log', 'kube-bench.log', 'kube-bench.json']
const logs = [
  ...samples.map(name => ({name, text: sample(name)})),
  ...corpusLogs().map(({name, path}) => ({name, text: decode(readFileSync(path))}))
]
const documents = logs
  .map(log => ({...log, findings: findingsOf({text: log.text, file: 'log'})}))
  .filter(({findings}) => findings.scans.length > 0 && failed(findings).length >= 3)

function failed({findings}: Findings): typeof findings {
  return findings.filter(({outcome}) => outcome === 'fail')
}

describe('write-ups of samples and of real logs where they are beside the project', () => {
  // Which logs give no selection, and why, is in write-ups.test.ts.
  const possible = documents.filter(({text}) => writeUpOf([{text, file: 'log'}]).kind !== 'impossible')

  test.each(possible)('of $name should be read as it is and have nothing wrong in it', async ({text, findings}) => {
    const report = writeUpOf([{text, file: 'log'}])
    if (report.kind === 'impossible') throw new Error(report.reason)
    const {document, messages} = await selfLint(report, findings)
    expect(threatsRead(document)).toEqual(threatsIn(report))
    expect(document.threats.length).toBe(10)
    expect(findingsRead(document)).toEqual(findingsIn(report))
    expect(document.findings.length).toBe(3)
    expect(wrongEditions(report, document)).toEqual([])
    expect(brokenRules(report, findings)).toEqual([])
    expect(messages).toEqual([])
  })
})

test('every control that fails somewhere should be documented without anything wrong in it', async () => {
  const done = new Set<string>()
  const wrong: string[] = []
  for (const {name, text, findings} of documents)
    for (const {control} of failed(findings)) {
      if (control === null || done.has(control)) continue
      const report = writeUpOf([{text, file: 'log'}], {pin: [control], waive: ['R4', 'R5']})
      if (report.kind === 'impossible') continue
      for (const one of report.findings) done.add(one.control)
      const {document, messages} = await selfLint(report, findings)
      expect([name, control, findingsRead(document)]).toEqual([name, control, findingsIn(report)])
      // With R4 and R5 waived findings need no threat and no surface of their own; a title is quoted with its slips.
      const meant = messages.filter(
        message =>
          !/^warning (?:surface-repeated|finding-without-threat)/.test(message) && !/^info misspelt-term.*\| ### \\\[/.test(message)
      )
      wrong.push(...meant.map(message => `${name} ${control}: ${message}`))
    }
  expect(done.size).toBeGreaterThan(50)
  expect(wrong).toEqual([])
})
