import {readdirSync} from 'node:fs'
import {fileURLToPath} from 'node:url'
import {describe, expect, test} from 'vitest'
import type {Report} from '../../src/model/index.ts'
import {builtInTemplates, headOf, templateKinds} from '../../src/render/template/index.ts'
import {render} from '../../src/pipeline.ts'
import {reportOfKind} from './template-reports.ts'

const folder = fileURLToPath(new URL('../../docs/samples/', import.meta.url))

describe('the samples in docs/samples', () => {
  test.each(builtInTemplates.map(template => [template.name, template] as const))(
    '%s.md should be what the template writes of the bundled logs; `npx vitest run -u` writes it anew',
    async (name, template) => {
      const kind = templateKinds.find(candidate => candidate === headOf(template.source).kind) as Report['kind']
      const report = await reportOfKind[kind]()
      await expect(await render(report, {to: 'markdown', template: name})).toMatchFileSnapshot(`${folder}${name}.md`)
    }
  )

  test('should be those of the built-in templates and no others', () => {
    expect(readdirSync(folder).toSorted()).toEqual(builtInTemplates.map(({name}) => `${name}.md`).toSorted())
  })
})

test.each(builtInTemplates.map(template => [template.name, template] as const))(
  'the built-in template %s should say in its first line what it is for',
  (_, {source}) => {
    const {said, kind, purpose} = headOf(source)
    expect([said, templateKinds.includes(kind as Report['kind'])]).toEqual([true, true])
    expect(purpose).toMatch(/^[A-Z].{10,}\.$/)
  }
)
