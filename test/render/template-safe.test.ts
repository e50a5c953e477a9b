import fc from 'fast-check'
import type {Nodes} from 'mdast'
import {beforeAll, describe, expect, test} from 'vitest'
import type {ScanReport} from '../../src/model/index.ts'
import {builtInTemplates, defineTemplate, TemplateError, type TemplateHelper} from '../../src/render/template/index.ts'
import {fill} from '../../src/render/template/index.ts'
import {toMdast} from '../../src/render/mdast.ts'
import {render} from '../../src/pipeline.ts'
import {hostile} from './hostile.ts'
import {nodesOf, reportOf, template} from './reports.ts'

let report: ScanReport

beforeAll(async () => {
  report = await reportOf('[WARN] 2.14 - Ensure Userland Proxy is Disabled\n')
})

async function result(source: string, safe: boolean, partials: Readonly<Record<string, string>> = {}): Promise<string> {
  try {
    return (await fill(template(source, partials), report, ['top'], {safe})).markdown
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error
    return `${error.template}:${error.line}:${error.column} ${error.code}`
  }
}

describe('safe mode', () => {
  test.each([
    ['{{{title}}}', 'raw-output'],
    ['{{&title}}', 'raw-output'],
    ['{{~{title}~}}', 'raw-output'],
    ['{{#if title}}{{{title}}}{{/if}}', 'raw-output'],
    ['{{#if nope}}a{{else}}{{{title}}}{{/if}}', 'raw-output'],
    ['{{#each scans}}{{#each ../scans}}{{{this}}}{{/each}}{{/each}}', 'raw-output'],
    ['{{{code title}}}', 'raw-output'],
    ['{{> (title)}}', 'dynamic-partial'],
    ['{{> (lookup . "title")}}', 'dynamic-partial'],
    ['{{#> (title)}}a{{/undefined}}', 'dynamic-partial'],
    ['{{#*inline "head"}}a{{/inline}}', 'inline-partial'],
    ['{{#if title}}{{#*inline "x"}}a{{/inline}}{{/if}}', 'inline-partial'],
    ['{{* inline "x"}}', 'inline-partial'],
    ['{{#> head}}{{#*inline "x"}}a{{/inline}}{{/head}}', 'inline-partial'],
    ['{{log title}}', 'log'],
    ['{{log}}', 'log'],
    ['{{#if (log title)}}a{{/if}}', 'log'],
    ['{{"log" title}}', 'log'],
    ['{{code (log title level="error")}}', 'log'],
    ['{{constructor}}', 'prototype'],
    ['{{this.constructor}}', 'prototype'],
    ['{{title.constructor.name}}', 'prototype'],
    ['{{this/constructor}}', 'prototype'],
    ['{{[constructor]}}', 'prototype'],
    ['{{"constructor"}}', 'prototype'],
    ['{{title.[__proto__]}}', 'prototype'],
    ['{{@root.constructor}}', 'prototype'],
    ['{{#each scans}}{{../constructor}}{{/each}}', 'prototype'],
    ['{{#with __proto__}}a{{/with}}', 'prototype'],
    ['{{#constructor}}a{{/constructor}}', 'prototype'],
    ['{{lookup this "constructor"}}', 'prototype'],
    ['{{#with (lookup this "__proto__")}}a{{/with}}', 'prototype'],
    ['{{code prototype}}', 'prototype'],
    ['{{block "top" x=constructor}}', 'prototype'],
    ['{{> head x=this.constructor}}', 'prototype'],
    ['{{helperMissing}}', 'prototype'],
    ['{{#blockHelperMissing}}a{{/blockHelperMissing}}', 'prototype'],
    ['{{__md title}}', 'unknown-helper'],
    ['{{helperMissing title}}', 'unknown-helper'],
    ['{{title title}}', 'unknown-helper'],
    ['{{scans.[0].file "x"}}', 'unknown-helper'],
    ['{{#if (nope)}}a{{/if}}', 'unknown-helper'],
    ['{{> ../../etc/passwd}}', 'unknown-partial'],
    ['{{> "../../etc/passwd"}}', 'unknown-partial'],
    ['{{> [/etc/passwd]}}', 'unknown-partial'],
    ['{{> constructor}}', 'unknown-partial'],
    ['{{#> nope}}instead{{/nope}}', 'unknown-partial']
  ])('should refuse %s before anything runs', async (source, code) => {
    expect(await result(`a\n${source}`, true)).toMatch(new RegExp(`^test:[12]:\\d+ ${code}$`))
    expect(await result('{{> one}}', true, {one: `a\n${source}`})).toMatch(new RegExp(`^partial one:[12]:\\d+ ${code}$`))
  })

  test('should allow loops, conditions, partials with and without content, and helpers', async () => {
    const partials = {frame: '[{{> @partial-block}}]', one: '{{@root.title}}{{x}}'}
    const source =
      '{{#> frame}}{{#each scans as |scan|}}{{#if (eq scan.index 0)}}{{> one x="y"}}{{else if scan}}b{{/if}}{{/each}}{{/frame}}{{#unless top}}z{{/unless}}'
    expect(await result(source, true, partials)).toMatch(/^\[Docker benchmark reporty\n*\]$/)
  })

  test('should be what every built-in template keeps', async () => {
    for (const {source} of builtInTemplates) expect(source).not.toMatch(/\{\{\{|\{\{&|#\*|\{\{log/)
  })

  test('turned off should allow raw Markdown, computed and inline partials, and nothing of prototypes', async () => {
    expect(await result('{{{title}}}{{#*inline "x"}}a{{/inline}}{{> x}}{{> (lookup this "kind")}}', false, {scan: 'b'})).toBe(
      'Docker benchmark reportab'
    )
    expect(await result('{{* nope}}', false)).toBe('test:1:1 inline-partial')
    for (const source of ['{{constructor}}', '{{__proto__}}', '{{title.constructor}}', '{{#with constructor}}{{.}}{{/with}}'])
      expect(await result(source, false)).toMatch(/unknown-field$|^$/)
  })

  test('should let no random template reach a prototype, write raw text or throw anything but a TemplateError', async () => {
    const part = fc.constantFrom(
      'title',
      'constructor',
      '__proto__',
      'this',
      '..',
      'scans',
      'prototype',
      '[constructor]',
      '@root',
      'toString'
    )
    const path = fc.array(part, {minLength: 1, maxLength: 3}).map(parts => parts.join('.'))
    const helper = fc.constantFrom('code', 'lookup', 'eq', 'or', 'log', 'join', 'where', 'nope', 'block', 'helperMissing', 'limit')
    const expression = fc.oneof(
      path,
      fc.tuple(helper, path, path).map(([name, a, b]) => `(${name} ${a} ${b})`),
      fc.constantFrom('"constructor"', '0', '"top"')
    )
    const tag = fc.oneof(
      expression.map(one => `{{${one.replace(/^\(|\)$/g, '')}}}`),
      expression.map(one => `{{{${one.replace(/^\(|\)$/g, '')}}}}`),
      fc
        .tuple(fc.constantFrom('if', 'each', 'with', 'unless', 'indent', 'nope'), expression)
        .map(([name, one]) => `{{#${name} ${one}}}{{.}}{{/${name}}}`),
      fc.tuple(fc.constantFrom('head', 'nope', '(title)', '"x"'), expression).map(([name, one]) => `{{> ${name} ${one}}}`),
      fc.string({maxLength: 6})
    )
    await fc.assert(
      fc.asyncProperty(fc.array(tag, {minLength: 1, maxLength: 4}), async tags => {
        const source = tags.join(' ')
        const filled = await result(source, true)
        expect(filled).not.toMatch(/function|\[native|\[object/)
      }),
      {numRuns: Number(process.env['BENCHSCRIBE_RUNS'] ?? 300)}
    )
  })
})

describe('helpers', () => {
  const written = async (source: string, title: string): Promise<string> =>
    decode((await fill(template(source), {...report, title}, [])).markdown)
  /** Character references are how text is kept from being structure. */
  const decode = (markdown: string): string => markdown.replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)))

  test.each([
    ['{{pct 31 100}} {{pct 1 3}} {{pct 0 0}}', '31% 33% –'],
    ['{{date generatedAt}} {{date generatedAt "time"}} {{date null}} {{date "soon"}}', '2026-01-02 2026-01-02 03:04 UTC – soon'],
    ['{{date "2026-01-01T00:30:00+02:00" "time"}}', '2025-12-31 22:30 UTC'],
    ['{{plural checks "check"}} {{plural 2 "leaf" "leaves"}}', '1 check 2 leaves'],
    ['{{cell null}} {{cell "a|b"}}', '– a|b'],
    ['{{md "*"}} {{join (limit (where findings outcome="fail") 0)}}', '* '],
    ['{{count findings}} {{count null}}', '1 0'],
    ['{{#each (groupBy findings "outcome")}}{{this.key}} {{this.count}}{{/each}}', 'fail 1'],
    ['{{#if (and findings (not waivers) (gt checks 0) (lt checks 2) (ne kind "diff"))}}yes{{/if}}', 'yes'],
    ['{{or null 0 "" "x"}} {{#if (gt null 0)}}a{{else}}b{{/if}}', 'x b'],
    ['{{#if (or waivers)}}a{{else}}b{{/if}}', 'b'],
    ['{{link "a" "https://example.org/a b?c=1&d=[2]"}}', '[a](<https://example.org/a%20b?c=1&d=%5B2%5D>)'],
    ['{{link "a" "javascript:alert(1)"}} {{link "a" "//x"}} {{link "a" null}} {{link null "#x"}}', 'a a a [–](<#x>)'],
    ['{{link "Failed" (anchor "Failed checks!")}}', '[Failed](<#h-failed-checks>)'],
    ['{{#each findings}}{{anchor}}{{/each}}', 'f-2-14'],
    ['{{codeblock "a\n```\nb" "sh x"}}', '\n\n````shx\na\n```\nb\n````\n\n'],
    ['{{codeblock null}}', ''],
    ['{{#indent 2}}a\n\nb{{/indent}}', '  a\n\n  b'],
    ['{{prose "set `a*b` to *c*"}} {{prose "one ` alone"}}', 'set `a*b` to *c* one ` alone'],
    ['{{badge "fail"}} {{badge "x" "high"}} {{badge null}}', '[fail](<benchscribe-badge:fail>) [x](<benchscribe-badge:high>) ']
  ])('%s', async (source, expected) => {
    expect(await written(source, 'x')).toBe(expected)
  })

  test('should sort by what words mean, numbers by value, and the rest by characters, and keep equals in order', async () => {
    const entries = (values: readonly unknown[]): readonly unknown[] => values.map((value, id) => ({id, value}))
    const sorted = async (values: readonly unknown[], more = ''): Promise<string> =>
      (
        await fill(
          template(`{{#each (sortBy findings "value"${more})}}{{this.id}}{{/each}}`),
          {...report, findings: entries(values)} as never,
          []
        )
      ).markdown
    expect(await sorted(['low', 'critical', null, 'high', 'low'])).toBe('13042')
    expect(await sorted(['info', 'pass', 'fail'])).toBe('210')
    expect(await sorted([10, 9, 100], ' "desc"')).toBe('201')
    expect(await sorted(['b', 'ä', 'a', 'B', null], ' "desc"')).toBe('10234')
  })

  test('badges should be drawn as those of the blocks', async () => {
    const root = await toMdast(
      {...report, title: '*x*'},
      template('{{badge "fail"}} a {{badge title "high"}}\n\n| a |\n|--|\n| {{badge "y"}} |')
    )
    expect(nodesOf(root).filter(({type}) => type === 'badge')).toEqual([
      {type: 'badge', tone: 'fail', value: 'fail'},
      {type: 'badge', tone: 'high', value: '*x*'},
      {type: 'badge', tone: 'neutral', value: 'y'}
    ])
    expect(await render(report, {to: 'html', template: template('{{badge "fail"}}')})).toContain('<span class="badge fail">fail</span>')
  })

  test('should let no text of a log be structure', async () => {
    const shape = (node: Nodes): unknown => ('children' in node ? [node.type, node.children.map(shape)] : node.type)
    const source =
      '- {{code title}}\n- {{link title "https://example.org"}}\n- {{link "x" title}}\n- {{badge title title}}\n\n| a |\n|--|\n| {{cell title}} |\n\n{{date title}} {{join (where scans file=title)}} x{{md title}}\n\n{{codeblock title "sh"}}\n'
    const calm = shape(await toMdast({...report, title: 'calm'}, template(source)))
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.constantFrom(...Object.values(hostile)), fc.string({unit: 'binary'})), async text => {
        const root = await toMdast({...report, title: `x${text}x`}, template(source))
        expect(shape(root)).toEqual(calm)
      }),
      {numRuns: Number(process.env['BENCHSCRIBE_RUNS'] ?? 200)}
    )
  })
})

describe('in the library', () => {
  test('a template by name, partials, helpers and fields that may be missing', async () => {
    const source = template('{{shout title}} {{> tail}}{{nope}}', {tail: 'a'})
    const shout: TemplateHelper = text => `*${String(text).toUpperCase()}*`
    expect(
      await render(report, {to: 'markdown', template: source, partials: {tail: '{{headline}}'}, helpers: {shout}, strict: false})
    ).toBe('\\*DOCKER BENCHMARK REPORT\\* 1 of 1 check fails.\n')
    expect(await render(report, {to: 'markdown', template: 'full'})).toBe(await render(report, {to: 'markdown'}))
    await expect(render(report, {to: 'markdown', template: 'nope'})).rejects.toThrow(/^Expected a built-in template \(full, /)
    await expect(render(report, {to: 'markdown', template: 'diff'})).rejects.toThrow(
      'this template is for diff reports, not for scan reports'
    )
    await expect(render(report, {to: 'markdown', template: template('a\n{{block "findings" of=1}}{{{title}}}')})).rejects.toMatchObject({
      line: 2,
      column: 26
    })
  })

  test('what differs should not be taken for the same tree', async () => {
    const one = template('{{> head}}{{nope}}')
    expect(await render(report, {to: 'markdown', template: one, strict: false})).toMatch(/^# Docker/)
    expect(await render(report, {to: 'markdown', template: one, strict: false, partials: {head: 'x'}})).toBe('x\n')
    await expect(render(report, {to: 'markdown', template: one})).rejects.toThrow('there is no field `nope` here')
  })

  test('a mistake in a helper of the caller should be told where it is called', async () => {
    const bad: TemplateHelper = () => {
      throw new Error('no luck')
    }
    await expect(render(report, {to: 'markdown', template: template('a\n\n {{bad title}}'), helpers: {bad}})).rejects.toMatchObject({
      line: 3,
      column: 2,
      message: 'no luck',
      frame: '2 | \n3 |  {{bad title}}\n  |  ^'
    })
  })

  test('a mistake in the options of a block should be told where it is asked for', async () => {
    const diff = template('{{!-- report: scan --}}\n{{> one}}', {one: '\n {{block "top"}}'})
    const throwing = {...report, top: null} as unknown as ScanReport
    await expect(toMdast(throwing, diff)).rejects.toMatchObject({template: 'partial one', line: 2, column: 2})
  })

  test.each([
    [{name: '', source: ''}, 'Expected a template to have a name'],
    [{name: 'x', source: 1}, 'Expected the source of template x to be a string'],
    [{name: 'x', source: '', partials: {'../y': ''}}, 'Expected the name of a partial to be a word'],
    [{name: 'x', source: '', partials: {y: {}}}, 'Expected partial y of template x to be a string'],
    [{name: 'x', source: '', helpers: {each: () => ''}}, 'Expected the name of a helper to be a word of your own'],
    [{name: 'x', source: '', helpers: {y: 1}}, 'Expected helper y of template x to be a function']
  ])('defineTemplate should refuse %j', (given, reason) => {
    expect(() => defineTemplate(given as never)).toThrow(reason)
  })
})
