import {expect, test} from 'vitest'
import {enrich} from '../../src/enrich/index.ts'
import {parse} from '../../src/parse/index.ts'
import {lint, loadLintKnowledge} from '../../src/lint.ts'
import {readWriteUp} from '../../src/writeup/index.ts'

const knowledge = await loadLintKnowledge()

/** A scan whose ids are of an edition nobody has a numbering of. */
const old = [
  '[INFO] 1 Master Node Security Configuration',
  '[INFO] 1.1 API Server',
  '[FAIL] 1.1.19 Ensure that the --authorization-mode argument is not set to AlwaysAllow (Scored)',
  '[PASS] 1.1.20 Ensure that the --profiling argument is set to false (Scored)',
  ''
].join('\n')
const current = [
  '[INFO] 2 - Docker daemon configuration',
  '[WARN] 2.15 - Ensure live restore is Enabled',
  '[WARN] 2.16 - Ensure Userland Proxy is Disabled',
  ''
].join('\n')

async function messages(text: string, log: string): Promise<readonly string[]> {
  const findings = enrich(parse(log), knowledge.catalog)
  const wanted = new Set(['id-of-other-edition', 'finding-not-failed'])
  return lint(await readWriteUp(text), {...knowledge, findings})
    .messages.map(({rule}) => rule)
    .filter(rule => wanted.has(rule))
}

test.each([
  ['Kube-bench findings\n[FAIL] 1.1.19 Ensure that the --authorization-mode argument is not set to AlwaysAllow\n', old],
  ['Docker-bench findings\n[WARN] 2.16 Ensure Userland Proxy is Disabled\n', current],
  ['Docker-bench findings\n[WARN] 2.16 Ensure Userland Proxy is Disabled\nCIS Docker Benchmark v1.6.0\n', current]
])('an id and a title as the log prints them should belong together: %j', async (text, log) => {
  expect(await messages(text, log)).toEqual([])
})

test.each([
  ['Kube-bench findings\n[FAIL] 1.1.20 Ensure that the --profiling argument is set to false\n', old, ['finding-not-failed']],
  ['Docker-bench findings\n[WARN] 2.15 Ensure Userland Proxy is Disabled\n', current, ['id-of-other-edition']],
  ['Docker-bench findings\n[WARN] 2.16 Ensure Userland Proxy is Disabled\nCIS Docker Benchmark v1.2.0\n', current, ['id-of-other-edition']]
])('what the log does not bear out should be said: %j', async (text, log, wanted) => {
  expect(await messages(text, log)).toEqual(wanted)
})
