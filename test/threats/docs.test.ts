import {readFileSync} from 'node:fs'
import {expect, test} from 'vitest'
import {threatsBlocks} from '../../src/render/blocks/threats.ts'
import {writeUpBlocks} from '../../src/render/blocks/write-up.ts'
import {emitters} from '../../src/render/emit/index.ts'
import {library} from './reports.ts'

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
