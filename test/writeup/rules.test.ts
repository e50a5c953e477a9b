import {describe, expect, test} from 'vitest'
import {enrich} from '../../src/enrich/index.ts'
import {parse} from '../../src/parse/index.ts'
import {lint, loadLintKnowledge} from '../../src/lint.ts'
import {readWriteUp, rules} from '../../src/writeup/index.ts'
import {fixtureLog, fixtures} from './fixtures.ts'

const knowledge = await loadLintKnowledge()
const findings = enrich(parse(fixtureLog), knowledge.catalog)

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
