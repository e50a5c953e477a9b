import {readFileSync} from 'node:fs'
import {expect, test} from 'vitest'
import {threatsBlocks} from '../../src/render/blocks/threats.ts'
import {writeUpBlocks} from '../../src/render/blocks/write-up.ts'
import {emitters} from '../../src/render/emit/index.ts'
import {render} from '../../src/pipeline.ts'
import {sample} from '../fixtures.ts'
import {possible, writeUpOf} from '../report/write-ups.ts'
import {findingsOfSample, library, threatsOf} from './reports.ts'

const docs = (name: string): string => readFileSync(new URL(`../../docs/${name}`, import.meta.url), 'utf8')

test('every block of threat models and write-ups should have a row in docs/templates.md', () => {
  for (const name of [...Object.keys(threatsBlocks), ...Object.keys(writeUpBlocks)])
    expect(docs('templates.md')).toContain(`{{block "${name}"`)
})

test('every format of threat models should have a row in docs/threats.md', () => {
  for (const {name, accepts} of emitters) if (accepts.includes('threats')) expect(docs('threats.md')).toContain(`\`${name}\``)
})

test('docs/threats.md should say how many threats there are', () => {
  expect(docs('threats.md')).toContain(`a library of ${library.length} threats`)
})

test('every id in HTML should be there once, and every link in it lead to one', async () => {
  const log = {text: sample('docker-bench.log'), file: 'docker-bench.log'}
  for (const report of [threatsOf(findingsOfSample('docker-bench.log', 'kube-bench.log')), possible(writeUpOf([log]))]) {
    const html = String(await render(report, {to: 'html'}))
    const ids = [...html.matchAll(/ id="([^"]*)"/g)].map(hit => hit[1])
    const links = [...html.matchAll(/ href="#([^"]*)"/g)].map(hit => hit[1])
    expect(ids.length).toBeGreaterThan(20)
    expect(new Set(ids).size).toBe(ids.length)
    expect(links.length).toBeGreaterThan(20)
    expect(links.filter(link => !ids.includes(link))).toEqual([])
  }
})
