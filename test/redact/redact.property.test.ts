import fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {pdf} from '../../src/pdf.ts'
import {render} from '../../src/pipeline.ts'
import {openRedaction, redact, redactClasses} from '../../src/redact/index.ts'
import {renderers} from '../../src/render/index.ts'
import {run, without} from '../render/pdf/tools.ts'
import {injected, type Names, names, originals, reports} from './inject.ts'

/** Those of some names that stand in bytes, in whatever way a format writes text. */
function leftIn(text: string, given: Names): readonly string[] {
  const lower = text.toLowerCase()
  return originals(given).filter(name => {
    const plain = name.toLowerCase()
    const utf16 = Buffer.from(name, 'utf16le').swap16()
    return [
      plain,
      encodeURIComponent(plain),
      utf16.toString('latin1').toLowerCase(),
      utf16.toString('hex'),
      Buffer.from(name).toString('hex')
    ].some(form => lower.includes(form))
  })
}

async function documents(given: Names) {
  const [docker, kubernetes] = await Promise.all([injected('docker-bench-security.log', given), injected('kube-bench.json', given)])
  return {docker: docker.document, kubernetes: kubernetes.document, catalog: docker.catalog}
}

describe('after redaction', () => {
  test('no name should be left in any text format of any report; without it each should be there', async () => {
    await fc.assert(
      fc.asyncProperty(names, async given => {
        const {docker, kubernetes, catalog} = await documents(given)
        const hidden = openRedaction([docker, kubernetes], {what: redactClasses})
        const plain = await reports(docker, kubernetes, catalog, null, given)
        const kinds = new Set<string>()
        for (const [index, value] of (await reports(docker, kubernetes, catalog, hidden, given)).entries()) {
          kinds.add(value.kind)
          expect(leftIn(JSON.stringify(value), given), value.kind).toEqual([])
          for (const {name} of renderers.filter(({accepts}) => accepts.includes(value.kind))) {
            const text = String(await render(value, {to: name}))
            expect(leftIn(text, given), `${value.kind} as ${name}`).toEqual([])
            // The check is one that finds names: they are there when they are not replaced.
            const before = plain[index]
            if (index === 0 && before !== undefined && name !== 'navigator')
              expect(leftIn(String(await render(before, {to: name})), given).length, name).toBeGreaterThan(0)
          }
        }
        expect([...kinds]).toEqual(['scan', 'diff', 'threats', 'plan', 'write-up'])
      }),
      {numRuns: 2}
    )
  })

  test.skipIf(without('qpdf') || without('pdftotext'))('no name should be left in a PDF: text, metadata, bookmarks, streams', async () => {
    await fc.assert(
      fc.asyncProperty(names, async given => {
        const {docker, kubernetes, catalog} = await documents(given)
        const hidden = openRedaction([docker, kubernetes], {what: redactClasses})
        for (const value of await reports(docker, kubernetes, catalog, hidden, given)) {
          const bytes = (await render(value, {to: 'pdf', renderers: [pdf]})) as Uint8Array
          for (const [tool, args] of [
            ['pdftotext', ['-layout', 'FILE', '-']],
            ['pdfinfo', ['FILE']],
            ['qpdf', ['--qdf', '--object-streams=disable', 'FILE', '-']]
          ] as const) {
            const {status, stdout} = run(tool, args, bytes)
            expect(status).toBe(0)
            // Words may be broken at the end of a line.
            expect(leftIn(stdout, given), `${value.kind} by ${tool}`).toEqual([])
            expect(leftIn(stdout.replace(/\s+/g, ''), given), `${value.kind} by ${tool}`).toEqual([])
          }
        }
      }),
      {numRuns: 1}
    )
  })

  test('what is not a name should be as it was, the same name the same, and doing it twice should change nothing', async () => {
    await fc.assert(
      fc.asyncProperty(names, fc.subarray([...redactClasses], {minLength: 1}), async (given, what) => {
        const {document} = await injected('docker-bench-security.log', given)
        const hidden = redact(document, {what})
        expect(redact(hidden, {what})).toEqual(hidden)
        const facts = (found: typeof document): unknown => [
          found.scans.map(({file, node, toolVersion, startedAt, ...rest}) => rest),
          found.findings.map(({title, section, items, evidence, remediation, ...rest}) => [
            rest,
            section?.id,
            items.map(one => one.position)
          ]),
          found.messages.map(({rule, line, column, fatal}) => [rule, line, column, fatal])
        ]
        expect(facts({...hidden, messages: hidden.messages.slice(0, -1)})).toEqual(facts(document))
        const nodes = new Set(hidden.findings.flatMap(({title}) => /\(((?:host|[\w.-]+)\S*) /.exec(title)?.[1] ?? []))
        if (what.includes('hosts')) expect([...nodes].filter(name => name.startsWith('host-'))).toEqual(['host-1'])
      }),
      {numRuns: 30}
    )
  })
})
