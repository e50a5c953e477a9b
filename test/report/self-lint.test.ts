import {describe, expect, test} from 'vitest'
import type {Findings, WriteUpReport} from '../../src/model/index.ts'
import {sample} from '../fixtures.ts'
import {findingsOf} from '../threats/reports.ts'
import {findingsIn, findingsRead, selfLint, threatsIn, threatsRead, wrongEditions} from './self-lint.ts'
import {possible, writeUpOf} from './write-ups.ts'

const log = (name: string): {readonly text: string; readonly file: string} => ({text: sample(name), file: name})
const names = ['docker-bench-security.log', 'docker-bench-security.json', 'docker-bench.log', 'kube-bench.log', 'kube-bench.json'] as const

async function check(report: WriteUpReport, findings: Findings): Promise<void> {
  const {document, messages} = await selfLint(report, findings)
  expect(threatsRead(document)).toEqual(threatsIn(report))
  expect(findingsRead(document)).toEqual(findingsIn(report))
  expect(wrongEditions(report, document)).toEqual([])
  expect(document.messages).toEqual([])
  expect(messages).toEqual([])
}

describe('a generated write-up', () => {
  test.each(names)('of %s should be read as it is and have nothing wrong in it', async name => {
    const report = possible(writeUpOf([log(name)]))
    expect(threatsIn(report).length).toBe(10)
    expect(findingsIn(report).length).toBe(3)
    await check(report, findingsOf(log(name)))
  })

  test.each([
    ['docker-bench.log', 'kube-bench.log'],
    ['docker-bench-security.log', 'kube-bench.json']
  ])('of %s and %s should hold for both scans', async (docker, kubernetes) => {
    const both = [log(docker), log(kubernetes)]
    await check(possible(writeUpOf(both)), findingsOf(...both))
  })

  test('with a scan after hardening should be held against the scan before', async () => {
    const before = log('docker-bench.log')
    const after = findingsOf({...before, text: before.text.replaceAll(/^(.{0,12})\[FAIL\]/gm, '$1[PASS]')})
    const report = possible(writeUpOf([before], {}, after))
    expect(report.comparison?.rows.length).toBe(3)
    await check(report, findingsOf(before))
  })

  test('should be told about where it and the log differ', async () => {
    const report = possible(writeUpOf([log('docker-bench.log')]))
    const {text, file} = log('docker-bench.log')
    const {messages} = await selfLint(report, findingsOf({file, text: text.replaceAll('[FAIL]', '[PASS]')}))
    expect(messages.map(message => message.split(':')[0])).toEqual(Array(3).fill('error finding-not-failed'))
  })

  // The other samples, and all logs of the corpus, are in test/long.
  test.each(['docker-bench.log', 'kube-bench.json'])('of any failed check of %s should have no errors', async name => {
    const findings = findingsOf(log(name))
    const keys = new Set(findings.findings.flatMap(({outcome, control}) => (outcome === 'fail' && control !== null ? [control] : [])))
    const wrong: string[] = []
    for (const key of keys) {
      const report = writeUpOf([log(name)], {pin: [key], waive: ['R4', 'R5']})
      if (report.kind === 'impossible') continue
      for (const {control} of report.findings) keys.delete(control)
      const {document, messages} = await selfLint(report, findings)
      expect(findingsRead(document)).toEqual(findingsIn(report))
      // With R4 and R5 waived findings need no threat and no surface of their own.
      wrong.push(...messages.filter(message => !/^warning (?:surface-repeated|finding-without-threat)/.test(message)))
    }
    expect(wrong).toEqual([])
  })
})
