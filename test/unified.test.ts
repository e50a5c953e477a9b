import {unified} from 'unified'
import {visit} from 'unist-util-visit'
import {expect, test} from 'vitest'
import {benchCompile, benchParse} from '../src/unified.ts'
import {sample} from './fixtures.ts'

test('unified should read a log and write it back, byte for byte', async () => {
  const log = sample('kube-bench.log')
  expect(String(await unified().use(benchParse).use(benchCompile).process(log))).toBe(log)
})

test('unist-util-visit should find the checks', () => {
  const ids: string[] = []
  visit(
    unified().use(benchParse).parse(sample('docker-bench-security.log')) as never,
    'check',
    (node: {id: string}) => void ids.push(node.id)
  )
  expect(ids.length).toBe(117)
})
