import {readFileSync} from 'node:fs'
import {expect, test} from 'vitest'
import {parseAllDocuments} from 'yaml'
import {auditMistakes} from '../../src/harden/audit-rules.ts'
import {decode} from '../../src/parse/index.ts'
import {harden, render} from '../../src/pipeline.ts'
import {corpus, corpusLogs} from '../fixtures.ts'
import {catalog, facts, findingsOf, remedies} from '../harden/make.ts'
import {hasShellcheck, shellcheck} from '../harden/sandbox.ts'

test.skipIf(corpus === null)('every real log should give a plan that is whole and files that their readers take', async () => {
  const seen = new Set<string>()
  const scripts = new Set<string>()
  for (const {name, path} of corpusLogs()) {
    const document = findingsOf(decode(readFileSync(path)))
    for (const include of [[], ['all']]) {
      const {plan, files} = await harden(document, {catalog, include})
      const {counts} = plan
      expect([name, counts.planned + counts.decide + counts.unfixable + counts.unknown]).toEqual([name, counts.failed])
      const planned = plan.steps.flatMap(({fixes}) =>
        fixes.flatMap(({control}) => document.findings.filter(finding => finding.control === control && finding.outcome === 'fail'))
      )
      expect([name, planned.length]).toEqual([name, counts.planned])
      for (const {control} of document.findings) {
        const remedy = control === null ? undefined : remedies[control]
        if (control !== null) expect([control, remedy !== undefined]).toEqual([control, true])
      }
      for (const [file, text] of Object.entries(files)) {
        seen.add(file)
        if (file.endsWith('.sh')) scripts.add(text)
        if (file === 'audit.rules') expect([name, auditMistakes(text)]).toEqual([name, []])
        if (file === 'daemon.json')
          for (const key of Object.keys(JSON.parse(text) as object))
            expect([name, key in facts.docker.daemonJson.keys]).toEqual([name, true])
        if (file.endsWith('.yaml') || file.endsWith('.yml'))
          expect([name, file, parseAllDocuments(text, {logLevel: 'silent'}).flatMap(({errors}) => errors.map(String))]).toEqual([
            name,
            file,
            []
          ])
      }
      expect(await render(plan, {to: 'markdown'})).toContain(plan.headline.split(';')[0] ?? '')
    }
  }
  expect(seen.size).toBeGreaterThan(15)
  if (hasShellcheck) for (const script of scripts) expect(shellcheck(script)).toBe('')
})
