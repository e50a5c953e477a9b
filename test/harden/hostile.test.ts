import {execFileSync} from 'node:child_process'
import {readdirSync, rmSync} from 'node:fs'
import fc from 'fast-check'
import {visit} from 'unist-util-visit'
import {afterAll, describe, expect, test} from 'vitest'
import {parse as parseYaml} from 'yaml'
import {composeOverride, networkScript, runFlags, updateScript} from '../../src/harden/containers.ts'
import {dockerfileAdvice} from '../../src/harden/dockerfile.ts'
import {comment, quote} from '../../src/harden/shell.ts'
import {yamlFile} from '../../src/harden/yaml.ts'
import type {Findings} from '../../src/model/index.ts'
import {harden, render} from '../../src/pipeline.ts'
import {catalog, findingsOf, logOf} from './make.ts'
import {hasShellcheck, sandbox, shellcheck} from './sandbox.ts'

const box = sandbox('docker')
afterAll(() => rmSync(box.folder, {recursive: true, force: true}))
const entries = (): readonly string[] => readdirSync(box.folder).filter(name => name !== 'calls' && name !== 'script.sh')

const nasty = fc.oneof(
  fc.constantFrom(
    '$(touch pwned)',
    '`touch pwned`',
    "'; touch pwned; '",
    '"; touch pwned; "',
    'web\ntouch pwned',
    'web && touch pwned',
    '--privileged',
    '-v /:/host',
    'a: b',
    '- a',
    '{"a":1}',
    '*alias',
    '&anchor',
    '!reset null',
    '# comment',
    'null',
    '1_000',
    'on',
    'true',
    '0o17',
    '1e3',
    'web"}',
    '\u2028touch pwned',
    '\ud800',
    'x\u0000y',
    '__proto__',
    'constructor',
    '<script>alert(1)</script>',
    '::error::pwned',
    '[x](javascript:alert(1))',
    '../../etc/passwd',
    'é'
  ),
  fc.string({unit: 'binary', maxLength: 20}),
  fc.string({maxLength: 20})
)
const word = fc.oneof({weight: 3, arbitrary: nasty}, {weight: 1, arbitrary: fc.constantFrom('web', 'shop-web-1', 'a_b.c')})

/** Findings whose every subject is a name: a log cannot hold all of them, our own JSON can. */
function findingsNaming(name: string): Findings {
  const document = findingsOf(logOf('web'))
  return {
    ...document,
    findings: document.findings.map(finding => ({...finding, items: finding.items.map(item => ({...item, subject: name, text: name}))}))
  }
}

describe('any name in a log', () => {
  test('should neither run, nor add a flag, nor change the structure of what is written', async () => {
    const start = entries()
    await fc.assert(
      fc.asyncProperty(word, async name => {
        const {files, plan} = await harden(findingsNaming(name), {catalog, include: ['all']})
        const known = /^[a-zA-Z0-9][a-zA-Z0-9_.-]+$/.test(name)
        expect(plan.messages.some(({rule}) => rule === 'strange-name')).toBe(!known)
        for (const path of ['containers/update.sh', 'containers/networks.sh']) {
          expect(path in files).toBe(known)
          if (!known) continue
          for (const call of box.run(files[path] ?? '', '--apply').calls) {
            expect(call[0]).toBe('docker')
            expect(
              call.filter(
                part =>
                  part.startsWith('-') && !['--memory', '--memory-swap', '--cpus', '--pids-limit', '--restart', '--driver'].includes(part)
              )
            ).toEqual([])
          }
        }
        expect(entries()).toEqual(start)
        const compose = files['containers/compose.override.yaml']
        if (compose !== undefined) {
          const {services} = parseYaml(compose, {logLevel: 'silent'}) as {services: Record<string, unknown>}
          expect(Object.keys(services)).toEqual([name])
        }
        for (const [path, text] of Object.entries(files))
          expect([path, /^[\w./-]+$/.test(path), text.includes('\u0000')]).toEqual([path, true, false])
      }),
      {numRuns: 25}
    )
  })
})

describe('the plan as a document', () => {
  test('should have no structure of the log', async () => {
    const tags = (html: string): readonly string[] =>
      [...new Set([...html.matchAll(/<([a-z]+)/gi)].map(hit => (hit[1] ?? '').toLowerCase()))].toSorted()
    const {plan: plain} = await harden(findingsNaming('web'), {catalog, include: ['all']})
    const known = tags((await render(plain, {to: 'html'})) as string)
    const nodes = await shapeOf((await render(plain, {to: 'markdown'})) as string)
    for (const name of fc
      .sample(nasty, {numRuns: 12, seed: 3})
      .concat(['<script>alert(1)</script>', '[x](javascript:alert(1))', '| a | b |', '`` ` ``'])) {
      const {plan} = await harden(findingsNaming(name), {catalog, include: ['5.11', '5.29']})
      const html = (await render(plan, {to: 'html'})) as string
      expect(tags(html).filter(tag => !known.includes(tag))).toEqual([])
      expect(html).not.toMatch(/href="(?!#|https:)/)
      expect([...(await shapeOf((await render(plan, {to: 'markdown'})) as string))].filter(type => !nodes.has(type))).toEqual([])
    }
  })
})

/** Types of the nodes that Markdown reads as. */
async function shapeOf(markdown: string): Promise<ReadonlySet<string>> {
  const [{unified}, {default: remarkParse}] = await Promise.all([import('unified'), import('remark-parse')])
  const types = new Set<string>()
  visit(
    unified().use(remarkParse).parse(markdown),
    node => void types.add(node.type === 'html' && !/^<a id="[\w-]+"><\/a>$/.test(node.value) ? `html ${node.value}` : node.type)
  )
  return types
}

describe('the writers themselves, for any text', () => {
  test('a quoted word should come out of a shell as it went in', () => {
    const words = fc.sample(nasty, {numRuns: 300, seed: 7}).map(text => text.replaceAll('\u0000', '').replace(/[\ud800-\udfff]/g, ''))
    const script = words.map(text => `printf '%s\\0' ${quote(text)}`).join('\n')
    const out = execFileSync('/bin/sh', ['-c', script], {encoding: 'utf8', cwd: box.folder})
    expect(out.split('\0').slice(0, -1)).toEqual(words)
    expect(entries()).toEqual(['bin'])
  })

  test.skipIf(!hasShellcheck)('shellcheck should find nothing, whatever the words', () => {
    const words = fc.sample(nasty, {numRuns: 60, seed: 11}).map(text => text.replace(/[\ud800-\udfff\u0000]/g, ''))
    expect(
      shellcheck(['#!/bin/sh', '# shellcheck disable=SC2016,SC1003', ...words.map(text => `echo ${quote(`x${text}`)}`), ''].join('\n'))
    ).toBe('')
  })

  test('a comment should be one line', () => {
    fc.assert(
      fc.property(nasty, text => {
        expect(comment(text)).toMatch(/^# [\u0020-\u007e]*$/)
      })
    )
  })

  test('YAML should read back as what was written', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.dictionary(
          nasty.filter(text => text !== '__proto__' && !/[\ud800-\udfff]/.test(text)),
          nasty.filter(text => !/[\ud800-\udfff]/.test(text)),
          {maxKeys: 5}
        ),
        async value => {
          for (const version of ['1.1', '1.2'] as const) expect(parseYaml(await yamlFile([value], ['about']), {version})).toEqual(value)
        }
      ),
      {numRuns: 100}
    )
  })

  test('scripts and lists should hold for names that the selection would never let through', async () => {
    const start = entries()
    await fc.assert(
      fc.asyncProperty(
        nasty.filter(text => !/[\ud800-\udfff\u0000]/.test(text) && text !== '' && text !== '__proto__'),
        async name => {
          const way = {
            kind: 'container',
            set: [{flag: '--memory', value: '1m'}],
            drop: [],
            compose: {mem_limit: '1m'},
            reset: [],
            update: [{flag: '--memory', value: '1m'}]
          } as const
          const change = [{name, ways: [{way, about: '5.11'}]}]
          expect(box.run(updateScript(change, 'update.sh') ?? '', '--apply').calls).toEqual([['docker', 'update', '--memory', '1m', name]])
          expect(box.run(networkScript([name], 'networks.sh'), '--apply').calls.map(call => call.at(-1))).toEqual([
            expect.stringContaining('-net'),
            name,
            name
          ])
          expect(entries()).toEqual(start)
          expect(Object.keys((parseYaml((await composeOverride(change)) ?? '') as {services: object}).services)).toEqual([name])
          expect(runFlags(change)).toContain('add     --memory 1m')
        }
      ),
      {numRuns: 25}
    )
  })

  test('advice on Dockerfiles should have no instruction of the log', () => {
    fc.assert(
      fc.property(nasty, name => {
        const advice = dockerfileAdvice([
          {title: name, ids: [name], images: [name], way: {kind: 'image', remove: [], add: ['USER 10001']}, steps: []}
        ])
        expect(advice.split(/[\n\r\u2028\u2029]/).filter(line => line !== '' && !line.startsWith('#'))).toEqual(['USER 10001'])
      })
    )
  })
})
