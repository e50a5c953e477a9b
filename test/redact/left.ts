import {expect} from 'vitest'
import type {Catalog, Findings} from '../../src/model/index.ts'
import {pdf} from '../../src/pdf.ts'
import {render} from '../../src/pipeline.ts'
import {openRedaction, redactClasses} from '../../src/redact/index.ts'
import {renderers} from '../../src/render/index.ts'
import {run} from '../render/pdf/tools.ts'
import {injected, type Names, originals, reports} from './inject.ts'

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

async function documents(given: Names): Promise<{readonly docker: Findings; readonly kubernetes: Findings; readonly catalog: Catalog}> {
  const [docker, kubernetes] = await Promise.all([injected('docker-bench-security.log', given), injected('kube-bench.json', given)])
  return {docker: docker.document, kubernetes: kubernetes.document, catalog: docker.catalog}
}

/** Hold every report in every text format to hold none of the names, and to hold them without redaction. */
export async function expectGoneFromText(given: Names): Promise<void> {
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
      if (index === 0 && before !== undefined)
        expect(leftIn(String(await render(before, {to: name})), given).length, name).toBeGreaterThan(0)
    }
  }
  expect([...kinds]).toEqual(['scan', 'diff', 'threats', 'plan', 'write-up'])
}

/** Hold the PDF of every report to hold none of the names: text, metadata, bookmarks, streams. */
export async function expectGoneFromPdf(given: Names): Promise<void> {
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
      for (const text of [stdout, stdout.replace(/\s+/g, '')]) expect(leftIn(text, given), `${value.kind} by ${tool}`).toEqual([])
    }
  }
}
