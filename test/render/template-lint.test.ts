import {readFileSync} from 'node:fs'
import type {Report} from '../../src/model/index.ts'
import {blocksOf} from '../../src/render/blocks/index.ts'
import fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {builtInPartials, builtInTemplates, fill, headOf} from '../../src/render/template/index.ts'
import {type LintTemplateOptions, lintTemplate} from '../../src/render/template/lint.ts'
import {entries, fieldsOf, type Schema, type Shape, shapeOf, step} from '../../src/render/template/shape.ts'
import {samples} from './samples.ts'

const schemaOf = (kind: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../schema/report-${kind}.schema.json`, import.meta.url), 'utf8'))
const scan = schemaOf('scan')

async function told(
  source: string,
  partials: Readonly<Record<string, string>> = {},
  options: LintTemplateOptions = {schema: scan}
): Promise<readonly string[]> {
  const mistakes = await lintTemplate({name: 't', source, partials}, options)
  return mistakes.map(({template, line, column, code, reason}) => `${template}:${line}:${column} ${code} ${reason}`)
}

describe('a built-in template', () => {
  test.each(builtInTemplates.map(template => [template.name, template] as const))('%s should have no mistake', async (_, template) => {
    expect(await lintTemplate(template, {schema: schemaOf(headOf(template.source).kind)})).toEqual([])
  })

  test.each(Object.entries(builtInPartials))('the partial %s should have none, in a template of any kind', async (name, source) => {
    expect(await told(source, {}, {partial: true})).toEqual([])
    for (const {source: template} of builtInTemplates) {
      const {kind} = headOf(template)
      const asked = /\{\{block "(\w+)"/.exec(source)?.[1] ?? 'about'
      if (!Object.hasOwn(blocksOf({kind: kind as Report['kind']}), asked)) continue
      expect(await told(`{{!-- report: ${kind} --}}{{> ${name}}}`, {}, {schema: schemaOf(kind)})).toEqual([])
    }
  })
})

describe('fields', () => {
  test.each([
    ['a field', '{{nope}}', 't:1:3 unknown-field there is no field `nope` here'],
    ['a field like another', '{{tilte}}', 't:1:3 unknown-field there is no field `tilte` here; is `title` meant?'],
    ['a field of a field', '{{counts.fial}}', 't:1:3 unknown-field there is no field `counts.fial` here; is `fail` meant?'],
    ['a field of a text', '{{title.name}}', 't:1:3 unknown-field there is no field `title.name` here'],
    ['in a condition', '{{#if toop}}a{{/if}}', 't:1:7 unknown-field there is no field `toop` here; is `top` meant?'],
    ['in a condition of conditions', '{{#if (and top (eq nope 1))}}a{{/if}}', 't:1:20 unknown-field there is no field `nope` here'],
    [
      'in else',
      '{{#if top}}a{{else if nope}}b{{else}}{{nop}}{{/if}}',
      ['t:1:23 unknown-field there is no field `nope` here', 't:1:40 unknown-field there is no field `nop` here; is `top` meant?']
    ],
    [
      'in a loop',
      '{{#each findings}}{{this.sevrity}}{{/each}}',
      't:1:21 unknown-field there is no field `this.sevrity` here; is `severity` meant?'
    ],
    ['in a loop, of what is around', '{{#each findings}}{{../nope}}{{/each}}', 't:1:21 unknown-field there is no field `../nope` here'],
    ['from the root', '{{#each findings}}{{@root.nope}}{{/each}}', 't:1:21 unknown-field there is no field `@root.nope` here'],
    ['of a named entry', '{{#each findings as |one|}}{{one.nope}}{{/each}}', 't:1:30 unknown-field there is no field `one.nope` here'],
    [
      'of an entry of a list in a list',
      '{{#each findings}}{{#each this.items}}{{this.nope}}{{/each}}{{/each}}',
      't:1:41 unknown-field there is no field `this.nope` here'
    ],
    ['of a part', '{{#with score}}{{this.nope}}{{/with}}', 't:1:18 unknown-field there is no field `this.nope` here'],
    [
      'of a part of the log that may be missing',
      '{{#each scans}}{{this.declared.scores}}{{/each}}',
      't:1:18 unknown-field there is no field `this.declared.scores` here; is `score` meant?'
    ],
    [
      'of groups',
      '{{#each (groupBy findings "severity") as |g|}}{{g.key}}{{g.name}}{{#each g.items}}{{this.nope}}{{/each}}{{/each}}',
      ['t:1:58 unknown-field there is no field `g.name` here', 't:1:85 unknown-field there is no field `this.nope` here']
    ],
    [
      'that groups are made by',
      '{{#each (groupBy findings "sevrity")}}{{/each}}',
      't:1:27 unknown-field there is no field `sevrity` in this list; is `severity` meant?'
    ],
    [
      'that entries are chosen by',
      '{{count (where findings outcom="fail")}}',
      't:1:25 unknown-field there is no field `outcom` in this list; is `outcome` meant?'
    ],
    [
      'that a list is sorted by',
      '{{#each (limit (sortBy findings "position.begin") 3)}}{{this.nope}}{{/each}}',
      ['t:1:33 unknown-field there is no field `position.begin` in this list', 't:1:57 unknown-field there is no field `this.nope` here']
    ],
    ['that is looked up', '{{lookup score "nope"}}', 't:1:16 unknown-field there is no field `nope` here'],
    ['of the data of loops', '{{@idx}}', 't:1:3 unknown-field there is no `@idx`; there are @root, @index, @key, @first and @last'],
    ['a list that is written', '{{scans}}', 't:1:1 no-text `scans` is not a text or a number'],
    [
      'a section without a helper',
      '{{#scans}}{{this.nope}}{{/scans}}',
      't:1:13 unknown-field there is no field `this.nope` here; is `node` meant?'
    ]
  ] as const)('should be looked up: %s', async (_, source, expected) => {
    expect(await told(source)).toEqual(typeof expected === 'string' ? [expected] : expected)
  })

  test.each([
    '{{title}} {{counts.fail}} {{top.length}} {{title.length}} {{@root.checks}} {{generatedAt}}',
    '{{#each findings}}{{@index}}{{@first}}{{@key}}{{this.position.start.line}}{{../title}}{{/each}}',
    '{{#each findings}}{{anchor}}{{#each items}}{{text}}{{../title}}{{../../title}}{{/each}}{{/each}}',
    '{{#each scans}}{{code this.declared.score}}{{#each this.benchmark.editions}}{{this}}{{/each}}{{/each}}',
    '{{#each counts}}{{@key}} {{this}}{{/each}}{{#with findings.0.about.frameworks}}x{{/with}}',
    '{{#each (limit (where (sortBy findings "severity") outcome="fail") 3) as |one index|}}{{index}}{{one.id}}{{/each}}',
    '{{lookup findings 0}}{{#with (lookup findings 0)}}{{this.id}}{{/with}}'
  ])('should be found: %s', async source => {
    expect(await told(source)).toEqual([])
  })

  test.each([
    ['{{score.value}}', 't:1:3 may-be-missing `score` is not in every report; ask for it with {{#if score}} first'],
    ['{{scans.0.file}}', 't:1:3 may-be-missing `scans.0` is not in every report; ask for it with {{#if scans.0}} first'],
    [
      '{{#each scans}}{{this.declared.score}}{{/each}}',
      't:1:18 may-be-missing `this.declared.score` is not in every report; ask for it with {{#if this.declared.score}} first'
    ],
    [
      '{{#each findings}}{{this.about.fix.summary}}{{/each}}',
      't:1:21 may-be-missing `this.about` is not in every report; ask for it with {{#if this.about}} first'
    ],
    [
      '{{#each findings as |one|}}{{#if one.waiver}}a{{else}}{{one.waiver.reason}}{{/if}}{{/each}}',
      't:1:57 may-be-missing `one.waiver` is not in every report; ask for it with {{#if one.waiver}} first'
    ],
    [
      '{{#if score}}{{#each scans}}{{score.value}}{{/each}}{{/if}}',
      't:1:31 may-be-missing `score` is not in every report; ask for it with {{#if score}} first'
    ],
    [
      '{{#if (or score top)}}{{score.value}}{{/if}}',
      't:1:25 may-be-missing `score` is not in every report; ask for it with {{#if score}} first'
    ],
    [
      '{{#each scans}}{{@root.score.value}}{{/each}}',
      't:1:18 may-be-missing `@root.score` is not in every report; ask for it with {{#if @root.score}} first'
    ]
  ] as const)('that may be missing should be asked for first: %s', async (source, expected) => {
    const mistakes = await told(source)
    expect(mistakes).toEqual([expected])
  })

  test.each([
    '{{#if score}}{{score.value}}{{/if}}{{#with score}}{{this.value}}{{of}}{{/with}}',
    '{{#unless score}}none{{else}}{{score.value}}{{/unless}}{{#if (not score)}}none{{else}}{{score.value}}{{/if}}',
    '{{#if (and top score)}}{{score.value}}{{/if}}{{#if (gt score.value 50)}}{{score.value}}{{/if}}',
    '{{#each findings}}{{#if this.about}}{{about.fix.summary}}{{#each this.items}}{{../about.title}}{{/each}}{{/if}}{{/each}}',
    '{{#each findings as |one|}}{{#if one.waiver}}{{#each one.items}}{{one.waiver.reason}}{{/each}}{{/if}}{{/each}}',
    '{{#if @root.score}}{{#each scans}}{{@root.score.value}}{{/each}}{{/if}}',
    '{{#each scans}}{{#if this.declared.score}}{{declared.score}}{{/if}}{{/each}}{{code score.value}}',
    '{{#if score}}{{> one}}{{/if}}{{> two score}}'
  ])('that was asked for may be written: %s', async source => {
    expect(await told(source, {one: '{{score.value}}', two: '{{#if value}}{{value}}{{/if}}'})).toEqual([])
  })

  test('should be looked up in a partial where it is included, and told there', async () => {
    const one = 'a\n{{this.id}} {{this.nope}} {{label}}'
    expect(await told('{{#each findings}}{{> one label="x"}}{{/each}}', {one})).toEqual([
      'partial one:2:15 unknown-field there is no field `this.nope` here'
    ])
    expect(await told('{{> one findings.[0]}}', {one})).toEqual([
      'partial one:2:15 unknown-field there is no field `this.nope` here',
      'partial one:2:29 unknown-field there is no field `label` here'
    ])
  })

  test('should not be asked of a partial that says what it takes', async () => {
    const one = '{{or heading "none"}}{{#if note}}{{note}}{{/if}}{{#unless note}}x{{/unless}}'
    expect(await told('{{> one}}', {one})).toEqual([])
    expect(await told(one)).toEqual([
      't:1:6 unknown-field there is no field `heading` here',
      't:1:28 unknown-field there is no field `note` here',
      't:1:36 unknown-field there is no field `note` here',
      't:1:59 unknown-field there is no field `note` here'
    ])
  })

  test('should end with partials that include themselves', async () => {
    expect(await told('{{> one}}', {one: '{{#if top}}{{> two}}{{/if}}', two: '{{> one}}{{nope}}'})).toEqual([
      'partial two:1:12 unknown-field there is no field `nope` here'
    ])
  })
})

describe('lint', () => {
  test('should find every mistake at once, in order', async () => {
    const source = '{{{title}}}\n{{block "nope"}} {{cod title}}\n{{> nope}}{{> one}}\n{{nope}}'
    expect(await told(source, {one: '\n{{> two}}{{log title}}', two: '{{#if'})).toEqual([
      't:1:1 raw-output raw output is not allowed in a template from outside; {{x}} is escaped, and helpers like `code` need no third brace',
      't:2:1 unknown-block there is no block "nope"; there are cover, about, contents, findings, frameworks, messages, nodes, outcomes, rows, scans, score, severities, status, stride, strideMatrix, surfaces, top, waivers',
      't:2:20 unknown-helper there is no helper `cod`; is `code` meant?',
      't:3:1 unknown-partial there is no partial `nope`',
      't:4:3 unknown-field there is no field `nope` here',
      'partial one:2:10 log `log` is not allowed in a template from outside',
      'partial two:1:4 syntax a tag is not closed with }}, or holds a character that cannot stand there'
    ])
  })

  test('should know the blocks and fields of the kind the template is for', async () => {
    const source = '{{!-- report: diff --}}\n{{block "changes" of="new"}}{{block "top"}}{{counts.fixed}}{{counts.fail}}'
    expect(await told(source, {}, {schema: schemaOf('diff')})).toEqual([
      't:2:29 unknown-block there is no block "top"; there are cover, about, changes, comparison, contents, messages, notes, scans',
      't:2:62 unknown-field there is no field `counts.fail` here'
    ])
    expect(await told('{{!-- report: nope --}}')).toEqual([
      't:1:1 wrong-kind there is no kind of report `nope`; there are scan, diff, plan, threats, write-up, lint'
    ])
  })

  test('should look up no fields without a schema, and allow more outside of safe mode', async () => {
    expect(await told('{{nope}}', {}, {})).toEqual([])
    expect(await told('{{{title}}}{{#*inline "x"}}a{{/inline}}{{> x}}{{> (lookup this "x")}}', {}, {safe: false})).toEqual([])
  })
})

test('a template without a mistake should work with every report', async () => {
  const reports = await Promise.all(
    [samples['a log with no finding'], samples['a kube-bench JSON log'], samples['two scans']].map(make => make?.())
  )
  const schema = scan as Schema
  /** Templates that name fields there are, and now and then ask for them first. */
  const build = (next: () => number, shapes: readonly Shape[], depth: number): string => {
    const around = next() % 5 === 0 && shapes.length > 1 ? 1 : 0
    let shape = shapes[around] ?? null
    const parts: string[] = []
    for (let more = 1 + (next() % 3); more > 0; more--) {
      const names = [...fieldsOf(shape), ...(shape?.some(({type}) => type === 'array') ? ['length', '0'] : [])]
      if (names.length === 0) break
      const name = names[next() % names.length] ?? 'title'
      parts.push(name)
      shape = step(shape, name, schema) ?? null
    }
    const path = `${around === 1 ? '../' : ['', 'this.', ''][next() % 3]}${parts.join('.')}`.replace(/\.$|^$/, 'this')
    const inner = (opened: Shape | null): string =>
      depth > 3 ? '' : build(next, opened === null ? shapes : [opened, ...shapes], depth + 1)
    switch (next() % 6) {
      case 0:
        return `{{#if ${path}}}${inner(null)}{{${path}}}{{else}}${inner(null)}{{/if}}`
      case 1:
        return `{{#each ${path}}}${inner(entries(shape, schema))}{{/each}}${inner(null)}`
      case 2:
        return `{{#with ${path}}}${inner(shape)}{{/with}}`
      case 3:
        return `{{#unless ${path}}}${inner(null)}{{else}}{{${path}}}{{/unless}}`
      case 4:
        return `{{code ${path}}}${inner(null)}`
      default:
        return `{{${path}}}${inner(null)}`
    }
  }
  const body = fc.array(fc.nat({max: 1000}), {minLength: 4, maxLength: 60}).map(numbers => {
    let at = 0
    return build(() => numbers[at++ % numbers.length] ?? 0, [shapeOf(schema, schema)], 0)
  })
  let clean = 0
  await fc.assert(
    fc.asyncProperty(body, async source => {
      if ((await told(source)).length > 0) return
      clean++
      for (const report of reports) if (report) await fill({name: 't', source}, report, [])
    }),
    {numRuns: Number(process.env['BENCHSCRIBE_RUNS'] ?? 400)}
  )
  expect(clean).toBeGreaterThan(20)
})
