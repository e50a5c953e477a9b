import {expect, test} from 'vitest'
import {enrich} from '../../src/enrich/index.ts'
import {parse} from '../../src/parse/index.ts'
import {lint, loadLintKnowledge} from '../../src/lint.ts'
import {readWriteUp, rules} from '../../src/writeup/index.ts'
import {fixtures, fixtureLog} from './fixtures.ts'

const head = `# Rules of lint

<!-- Written by test/writeup/docs.test.ts from the rules and their fixtures; \`npx vitest run test/writeup -u\` writes it anew. -->

\`benchscribe lint WRITE-UP [--log LOG...]\` reads a hand-written threat model or analysis and says what is wrong in it: where,
why, the right fact, and what to write instead. It exits 1 when there are errors. An error breaks something or is untrue, a
warning weakens the document, a hint (info) helps. STRIDE letters of checks are our judgement. What a threat or finding
looks like in Markdown and plain text is shown by the layouts in \`test/writeup/layouts.ts\`.

`

test('docs/lint.md should be what the rules and their fixtures say', async () => {
  const knowledge = await loadLintKnowledge()
  const findings = enrich(parse(fixtureLog), knowledge.catalog)
  const parts: string[] = []
  for (const {name, severity, about} of rules) {
    const {bad, good} = fixtures[name] ?? {bad: [], good: []}
    const report = lint(await readWriteUp(bad[0] ?? ''), {...knowledge, ...(name === 'finding-not-failed' ? {findings} : {})})
    const message = report.messages.find(({rule}) => rule === name)
    expect([name, message]).not.toEqual([name, undefined])
    parts.push(
      `## ${name}\n\n${severity === 'info' ? 'Hint' : severity === 'error' ? 'Error' : 'Warning'}. ${about}\n\nWrong:\n\n${fenced(bad[0] ?? '')}\n\n` +
        `${message?.reason} ${message?.fact} ${message?.fix}\n\nRight:\n\n${fenced(good[0] ?? '')}\n`
    )
  }
  await expect(head + parts.join('\n')).toMatchFileSnapshot('../../docs/lint.md')
})

function fenced(text: string): string {
  return `\`\`\`text\n${text.trimEnd()}\n\`\`\``
}
