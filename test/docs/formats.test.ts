import {readdirSync, readFileSync} from 'node:fs'
import {fileURLToPath} from 'node:url'
import {expect, test} from 'vitest'
import {dialects} from '../../src/parse/index.ts'
import {fixtures} from '../fixtures.ts'
import {lists, terminals, whole, wholeText, wraps} from '../parse/carriers.ts'

const page = new URL('../../docs/formats.md', import.meta.url)
const width = 110

/** Every form that is read, with the first two lines of a fixture; every carrier, around two lines. */
test('docs/formats.md should show what the fixtures hold', async () => {
  const written = readFileSync(page, 'utf8')
  const text = [
    ['dialects', dialectPart()],
    ['carriers', carrierPart()]
  ].reduce(
    (all, [name, part]) =>
      all.replace(
        new RegExp(`(<!-- ${name}: [^\\n]*-->\\n)[\\s\\S]*(<!-- /${name} -->)`),
        (_, open, close) => `${open}\n${part}\n${close}`
      ),
    written
  )
  expect(text).toContain('### kube-bench-text')
  await expect(text).toMatchFileSnapshot(fileURLToPath(page))
})

test('docs/formats.md should explain every rule of messages', () => {
  const listed = new Set([...readFileSync(page, 'utf8').matchAll(/`([a-z]+(?:-[a-z]+)*)`/g)].map(([, rule]) => rule))
  const rules = ['parse', 'enrich'].flatMap(room =>
    sources(fileURLToPath(new URL(`../../src/${room}/`, import.meta.url))).flatMap(source => [
      ...[...source.matchAll(/rule: '([a-z-]+)'/g)].map(([, rule]) => rule),
      ...[...source.matchAll(/(?:message|say)\(\s*[\w.]+,\s*'([a-z-]+)'/g)].map(([, rule]) => rule)
    ])
  )
  expect(rules.length).toBeGreaterThan(10)
  expect([...new Set(rules)].filter(rule => !listed.has(rule))).toEqual([])
})

function sources(folder: string): readonly string[] {
  return readdirSync(folder, {recursive: true, encoding: 'utf8'})
    .filter(name => name.endsWith('.ts'))
    .map(name => readFileSync(`${folder}${name}`, 'utf8'))
}

function dialectPart(): string {
  return dialects
    .map(({name, title}) => {
      const cases = fixtures()
        .filter(({dialect}) => dialect === name)
        .map(({folder, input}) => `${readFileSync(`${folder}about.txt`, 'utf8').trim()}:\n\n${block(telling(input))}\n`)
      return `### ${name}\n\n${title}.\n\n${cases.join('\n')}`
    })
    .join('\n')
}

function carrierPart(): string {
  const lines = ['[INFO] 1.2 API Server', '[FAIL] 1.2.15 Ensure that the --profiling argument is set to false (Automated)']
  const around = (named: typeof wraps): string =>
    Object.entries(named)
      .map(([name, {wrap}]) => `${name}:\n\n${block(lines.flatMap((line, at) => wrap(line, at + 7).split('\n')))}\n`)
      .join('\n')
  const log = `${lines.join('\n')}\n`
  const all = Object.entries({...whole, ...wholeText, ...terminals}).map(([name, wrap]) => {
    const text = wrap(log)
    // A decoded encoding leaves nothing to see.
    return text === log ? `- ${name}` : `- ${name}: \`${shown(text).slice(0, width).replaceAll('`', "'")}\``
  })
  return `${around(wraps)}\nAround text, learnt from three checks or more:\n\n${around(lists)}\nOf the whole log:\n\n${all.join('\n')}\n`
}

/** The first line that has a status, and the one behind it; of JSON and XML, from where the first check stands. */
function telling(input: string): readonly string[] {
  const lines = input.split(/\r?\n/).filter(line => line.trim() !== '')
  if (lines.length < 4) {
    const at = input.search(/\{"(?:test_number|id)": ?"\d+\.\d|\[(?:PASS|FAIL|WARN)\] \d/)
    return [lines[0] ?? '', at <= 0 ? (lines[1] ?? '') : `… ${input.slice(at).split('\n')[0]}`]
  }
  const first = lines.findIndex(line => /\[(?:PASS|FAIL|WARN)\]\S* (?:V-)?\d+\.?\d|"(?:result|status|State)"|<testcase/.test(line))
  const from = Math.max(0, first)
  return lines.slice(from, from + 2)
}

function block(lines: readonly string[]): string {
  return `\`\`\`text\n${lines.map(line => (shown(line).length > width ? `${shown(line).slice(0, width)}…` : shown(line))).join('\n')}\n\`\`\``
}

function shown(text: string): string {
  return text.replace(/[\u0000-\u001f\u007f-\u009f\ufeff]/g, found =>
    found === '\t' ? '\\t' : found === '\n' ? '\\n' : found === '\r' ? '\\r' : `\\u${found.charCodeAt(0).toString(16).padStart(4, '0')}`
  )
}
