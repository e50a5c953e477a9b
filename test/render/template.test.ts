import Handlebars from 'handlebars'
import {beforeAll, describe, expect, test} from 'vitest'
import type {ScanReport} from '../../src/model/index.ts'
import {type Template, TemplateError} from '../../src/render/index.ts'
import {inlineCode, md} from '../../src/render/template/escape.ts'
import {type FillOptions, fill, marker} from '../../src/render/template/index.ts'
import {reportOf, template, write} from './reports.ts'

let report: ScanReport
const title = '*a* [b](c) `d` <i>e</i> | {{title}} {{{title}}} {{block "top"}}'

beforeAll(async () => {
  report = {...(await reportOf('[WARN] 2.14 - Ensure Userland Proxy is Disabled\n')), title}
})

async function filled(source: string, partials: Readonly<Record<string, string>> = {}, options: FillOptions = {}): Promise<string> {
  return (await fill(template(source, partials), report, ['top', 'findings'], options)).markdown
}

async function mistake(source: string, partials: Readonly<Record<string, string>> = {}): Promise<TemplateError> {
  const error: unknown = await filled(source, partials).catch((reason: unknown) => reason)
  expect(error).toBeInstanceOf(TemplateError)
  return error as TemplateError
}

describe('{{x}}', () => {
  const escaped =
    '&#42;a&#42; &#91;b&#93;&#40;c&#41; &#96;d&#96; &#60;i&#62;e&#60;&#47;i&#62; &#124; ' +
    '&#123;&#123;title&#125;&#125; &#123;&#123;&#123;title&#125;&#125;&#125; &#123;&#123;block &#34;top&#34;&#125;&#125;'

  test.each([
    ['alone', '{{title}}', {}],
    ['in a block', '{{#if title}}{{title}}{{/if}}', {}],
    ['in a loop', '{{#each scans}}{{@root.title}}{{/each}}', {}],
    ['in a partial', '{{> one}}', {one: '{{title}}'}],
    ['in a partial of a partial', '{{> one}}', {one: '{{> two}}', two: '{{#with this}}{{title}}{{/with}}'}],
    ['by its path', '{{this.title}}', {}],
    ['by lookup', '{{lookup this "title"}}', {}]
  ])('should be escaped for Markdown, %s', async (_, source, partials) => {
    expect((await filled(source, partials as Record<string, string>)).trim()).toBe(escaped)
  })

  test.each([
    ['{{{title}}}', {}],
    ['{{&title}}', {}],
    ['{{> one}}', {one: '{{{title}}}'}]
  ])('should be raw where the template says so and may: %s', async (source, partials) => {
    expect(await filled(source, partials as Record<string, string>, {safe: false})).toBe(title)
    expect((await mistake(source, partials as Record<string, string>)).code).toBe('raw-output')
  })

  test('should come out of the whole pipeline as it stands in the report', async () => {
    expect(await write(report, 'html', template('{{title}}'))).toContain('<main><p>*a* [b](c) `d` &lt;i&gt;e&lt;/i&gt; | {{title}}')
    expect(await write(report, 'markdown', template('{{title}}'))).toBe(
      '\\*a\\* \\[b]\\(c) \\`d\\` \\<i>e\\</i> | {{title}} {{{title}}} {{block "top"}}\n'
    )
  })

  test('should be one line, a number, a truth value, or nothing for null', async () => {
    expect(md('a\r\n\n# b\t\u0000')).toBe('a &#35; b &#91;U&#43;0000&#93;')
    expect(md(12)).toBe('12')
    expect(md(false)).toBe('false')
    expect(md(null)).toBe('')
    expect(await filled('{{checks}} {{scans.0.file}}|')).toBe('1 |')
  })
})

describe('helpers', () => {
  test.each([
    ['a', '`a`'],
    ['a`b', '``a`b``'],
    ['``', '``` `` ```'],
    ['`', '`` ` ``'],
    ['a\nb', '`a b`'],
    [null, '`  `']
  ])('code should end where it should: %j', (value, expected) => {
    expect(inlineCode(value)).toBe(expected)
  })

  test('should compare, count and quote', async () => {
    expect(await filled('{{#if (eq checks 1)}}one{{else}}more{{/if}}')).toBe('one')
    expect(await filled('{{plural checks "check"}}, {{plural counts.pass "check"}}, {{plural 3 "leaf" "leaves"}}')).toBe(
      '1 check, 0 checks, 3 leaves'
    )
    expect(await filled('{{code headline}}')).toBe('`1 of 1 check fails.`')
  })

  test('block should leave a marker and note its options', async () => {
    const frame = await fill(template('a {{block "top"}} b\n{{block "findings" outcome="fail"}}'), report, ['top', 'findings'])
    expect(frame.markdown).toBe(`a \n\n${marker(0)}\n\n b\n\n\n${marker(1)}\n\n`)
    expect(frame.blocks.map(({name, options}) => ({name, options}))).toEqual([
      {name: 'top', options: {}},
      {name: 'findings', options: {outcome: 'fail'}}
    ])
  })
})

describe('a mistake', () => {
  test.each([
    ['an unknown field', '# {{title}}\n\n{{nope}}', 3, 3],
    ['an unknown field of a field', 'a\n b {{counts.nope}}', 2, 6],
    ['a field of null', '{{generatedAt}}\n{{score.value.nope.deeper}}', 2, 3],
    ['a field of a text', 'a\n {{title.nope}}', 2, 4],
    ['a field of a number', 'a\n {{#each scans}}{{this.index.nope}}{{/each}}', 2, 19],
    ['an unknown field in a loop', '{{#each findings}}\n{{this.nope}}{{/each}}', 2, 3],
    ['an unknown field that is looked up', 'a\n {{lookup this "nope"}}', 2, 2],
    ['an unknown block', 'a\n\n{{block "nope"}}', 3, 1],
    ['an unknown block behind others', 'a\n\n{{block "top"}} {{block "nope"}}', 3, 17],
    ['a block without a name', 'a\n{{block}}', 2, 1],
    ['a field that is no text', 'a\n\n {{scans}}', 3, 2],
    ['a syntax error', 'a\nb {{#if}\n', 2, 8],
    ['a tag that does not end', 'a\n\n{{title', 3, 3],
    ['a block that does not end', 'a\n{{#if title}}b', 2, 15],
    ['a syntax error behind a long text', `${'x'.repeat(50)}\n${'{{title}} and '.repeat(20)}{{/if}}`, 2, 281],
    ['an end behind what looks the same', `${'{{#if title}}b{{/if}} '.repeat(3)}{{/if}}`, 1, 67],
    ['else outside of a block', '\n\n  {{else}}', 3, 3],
    ['a loop without its list', 'a\n{{#each}}b{{/each}}', 2, 1],
    ['a helper with too much', '{{plural 1 2 3 4}}', 1, 1],
    ['a helper that folds and should not', '\n{{#code title}}{{/code}}', 2, 1],
    ['a helper that should fold', '{{if title}}', 1, 1],
    ['a helper with the wrong thing', 'a\n {{join title}}', 2, 2],
    ['ends that do not match', 'a\n{{#if title}}b{{/each}}', 2, 4],
    ['an unknown partial', 'a\n  {{> nope}}', 2, 3],
    ['an unknown helper', 'a\n{{nope title}}', 2, 3],
    ['an unknown helper that folds', 'a\n{{#nope title}}{{/nope}}', 2, 4]
  ])('should be a TemplateError with its line: %s', async (_, source, line, column) => {
    const error = await mistake(source)
    expect({template: error.template, line: error.line, column: error.column}).toEqual({template: 'test', line, column})
    expect(error.message).not.toMatch(/\n| - \d+:\d+$/)
    expect(error.frame).toMatch(/ \| +\^$|\| \^$/)
    expect(error.frame.split('\n').at(-2)).toMatch(/^\s*\d+ \| /)
  })

  test('should be worded for people', async () => {
    expect((await mistake('{{block "nope"}}')).message).toBe('there is no block "nope"; there are top, findings')
    expect((await mistake('{{nope}}')).message).toBe('there is no field `nope` here')
    expect((await mistake('{{#each findings}}{{this.target.name}}{{/each}}')).message).toBe(
      'there is no field `name` here, for what it would be of is null; ask with {{#if …}} first'
    )
    expect(await filled('{{title.length}}')).toBe(String(title.length))
    expect((await mistake('{{scans}}')).message).toBe('this field is not a text or a number')
    expect((await mistake('{{lookup this "nope"}}')).message).toBe('this field is not in the report')
    expect((await mistake('{{> nope}}')).message).toBe('there is no partial `nope`')
    expect((await mistake('{{> one}}', {one: 'a {{> one}}'})).message).toBe('partial one includes itself without end')
  })

  test('in a partial should be a TemplateError too', async () => {
    const places = await Promise.all(
      ['a\n{{nope}}', 'a\n{{scans}}', 'a\n{{block "nope"}}', 'a\n\n{{> nope}}', '\n{{#if}'].map(async one => {
        const {template, line, column} = await mistake('{{> one}}', {one})
        return `${template}:${line}:${column}`
      })
    )
    expect(places).toEqual(['partial one:2:3', 'partial one:2:1', 'partial one:2:1', 'partial one:3:1', 'partial one:2:6'])
  })

  test('should not be an unknown field in a condition: so templates ask for what a log may not say', async () => {
    expect(await filled('{{#each scans}}{{#if declared.score}}a{{else}}b{{/if}}{{/each}}{{#if nope}}c{{/if}}')).toBe('b')
    expect(await filled('{{#each findings}}{{#if this.waiver.reason.length}}a{{else}}{{or this.waiver.reason "b"}}{{/if}}{{/each}}')).toBe(
      'b'
    )
  })

  test('should not be made of what is no string: a compiled tree can hold code', async () => {
    const tree = Handlebars.parse('{{title}}') as unknown as string
    await expect(filled(tree)).rejects.toThrow(TypeError)
    await expect(filled('{{> one}}', {one: tree})).rejects.toThrow(TypeError)
  })
})

describe('prototypes', () => {
  test.each([
    '{{constructor}}',
    '{{__proto__}}',
    '{{constructor.constructor}}',
    '{{toString}}',
    '{{title.constructor}}',
    '{{lookup this "constructor"}}',
    '{{lookup title "constructor"}}',
    '{{lookup (lookup this "constructor") "constructor"}}',
    '{{#with constructor}}{{{.}}}{{/with}}',
    '{{#with "s" as |string|}}{{string.sub.constructor}}{{/with}}',
    '{{> constructor}}',
    '{{> __proto__}}',
    '{{__defineGetter__ "a" "b"}}'
  ])('should be out of reach: %s', async source => {
    const result = await filled(source).catch((error: unknown) => error)
    if (result instanceof TemplateError) return
    expect(result).toMatch(/^\s*$/)
  })

  test('should not be changed by a partial of that name', async () => {
    const partials = JSON.parse('{"__proto__": "polluted", "constructor": "own {{checks}}"}') as Record<string, string>
    expect(await filled('{{> constructor}}', partials)).toBe('own 1')
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
  })
})

describe('the compiler subclass', () => {
  // What src/render/template/index.ts builds on, which Handlebars documents only half.
  test('should find what it replaces', () => {
    const {prototype} = (Handlebars as unknown as {JavaScriptCompiler: {prototype: Record<string, unknown>}}).JavaScriptCompiler
    expect(Handlebars.precompile('{{a.b}}', {strict: true})).toContain('container.strict')
    for (const name of ['nameLookup', 'appendEscaped', 'pushSource', 'appendToBuffer', 'aliasable', 'popStack'])
      expect(prototype[name]).toBeTypeOf('function')
    expect(prototype['compiler']).toBe((Handlebars as unknown as {JavaScriptCompiler: unknown}).JavaScriptCompiler)
    expect(Handlebars.create()).toHaveProperty('JavaScriptCompiler')
  })

  test('should leave the default environment as it is', async () => {
    const before = {
      helpers: Object.keys(Handlebars.helpers),
      partials: Object.keys(Handlebars.partials),
      escape: Handlebars.escapeExpression
    }
    await filled('{{title}}{{> one}}', {one: 'x'})
    expect({
      helpers: Object.keys(Handlebars.helpers),
      partials: Object.keys(Handlebars.partials),
      escape: Handlebars.escapeExpression
    }).toEqual(before)
    expect(Handlebars.compile('{{a}} {{{a}}}')({a: '*<b>*'})).toBe('*&lt;b&gt;* *<b>*')
    expect(Handlebars.create().compile('{{a}}')({a: '*<'})).toBe('*&lt;')
  })

  test('should keep two templates apart', async () => {
    const [one, two] = await Promise.all([filled('{{> p}}', {p: 'one'}), filled('{{> p}}', {p: 'two'})])
    expect([one, two]).toEqual(['one', 'two'])
  })
})

test('HTML and images in a template should be dropped in every format', async () => {
  const source: Template = template(
    'a <b>b</b> ![c](https://example.org/c.png) ![d][e]\n\n<script>f()</script>\n\n> <i>\n\n[e]: https://example.org/e.png\n'
  )
  expect(await write(report, 'markdown', source)).not.toMatch(/<|!\[/)
  expect(await write(report, 'html', source)).not.toMatch(/<(?:b|img|script|i)\b/)
})
