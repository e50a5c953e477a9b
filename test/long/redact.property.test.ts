import fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {redact, redactClasses} from '../../src/redact/index.ts'
import {without} from '../render/pdf/tools.ts'
import {injected, names} from '../redact/inject.ts'
import {expectGoneFromPdf, expectGoneFromText} from '../redact/left.ts'

describe('after redaction', () => {
  test('no name should be left in any text format of any report; without it each should be there', () =>
    fc.assert(fc.asyncProperty(names, expectGoneFromText), {numRuns: 2}))

  test.skipIf(without('qpdf') || without('pdftotext'))('no name should be left in a PDF: text, metadata, bookmarks, streams', () =>
    fc.assert(fc.asyncProperty(names, expectGoneFromPdf), {numRuns: 1})
  )

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
