import {describe, expect, test} from 'vitest'
import {enrich} from '../../src/enrich/index.ts'
import {parse} from '../../src/parse/index.ts'
import {lint, loadLintKnowledge} from '../../src/pipeline.ts'
import {readWriteUp, rules} from '../../src/writeup/index.ts'
import {fixtures} from './fixtures.ts'

const knowledge = await loadLintKnowledge()
/** The scan that `finding-not-failed` is tried against. */
const log = [
  '[INFO] 2 - Docker daemon configuration',
  '[WARN] 2.1 - Ensure network traffic is restricted between containers on the default bridge',
  "[PASS] 2.2 - Ensure the logging level is set to 'info'",
  '[PASS] 2.3 - Ensure Docker is allowed to make changes to iptables',
  '[WARN] 2.14 - Ensure Userland Proxy is Disabled',
  ''
].join('\n')
const findings = enrich(parse(log), knowledge.catalog)

async function rulesOf(text: string, name: string): Promise<readonly string[]> {
  const report = lint(await readWriteUp(text), {...knowledge, ...(name === 'finding-not-failed' ? {findings} : {})})
  return report.messages.map(({rule}) => rule)
}

test('every rule should have at least three fixtures of each kind', () => {
  expect(Object.keys(fixtures).toSorted()).toEqual(rules.map(({name}) => name).toSorted())
  for (const [name, {bad, good}] of Object.entries(fixtures)) {
    expect([name, new Set(bad).size >= 3, new Set(good).size >= 3]).toEqual([name, true, true])
  }
})

describe.each(Object.entries(fixtures))('%s', (name, {bad, good}) => {
  test.each(bad)('should object to %j', async text => {
    expect(await rulesOf(text, name)).toContain(name)
  })

  test.each(good)('should leave %j alone', async text => {
    expect(await rulesOf(text, name)).not.toContain(name)
  })
})
