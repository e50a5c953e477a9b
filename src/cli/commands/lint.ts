import {extname} from 'node:path'
import {combine} from '../../combine.ts'
import {lint, loadLintKnowledge} from '../../lint.ts'
import {readWriteUp} from '../../writeup/index.ts'
import {type Call, textFlag, timeOf} from '../call.ts'
import {documentName, wantedOf, writeDocuments} from '../documents.ts'
import {type Input, readInputs} from '../files.ts'
import {Problem} from '../problem.ts'
import {parseInputs} from '../read.ts'

/**
 * `benchscribe lint`: what is wrong in a hand-written threat model or analysis.
 *
 * @param call Arguments and streams.
 * @returns Exit code: 1 when there are errors.
 */
export async function lintCommand(call: Call): Promise<0 | 1> {
  const wanted = await wantedOf(withDefault(call), 'lint')
  const now = timeOf(call)
  const [writeUp, ...more] = await readInputs(call.names, call.io.stdin)
  if (!writeUp || more.length > 0) throw new Problem('lint reads one write-up at a time; logs are named with --log.')
  refuseUnreadable(writeUp)
  const named = logsOf(call)
  const logs = named.length === 0 ? [] : parseInputs(await readInputs(named, call.io.stdin), call)
  const [document, knowledge] = await Promise.all([readWriteUp(writeUp.text), loadLintKnowledge()])
  const title = textFlag(call, 'title')
  const report = lint(document, {
    ...knowledge,
    ...(logs.length === 0
      ? {}
      : {
          findings: combine(
            logs.map(({findings}) => findings),
            knowledge.catalog
          )
        }),
    ...(title === undefined ? {} : {title}),
    file: writeUp.name,
    now
  })
  if (call.flags['quiet'] !== true) for (const {reason} of document.messages) call.io.warn(`${writeUp.name}: ${reason} [nothing-read]`)
  await writeDocuments([{report, name: documentName([writeUp], 'lint')}], 1, wanted, call, [writeUp, ...logs])
  return report.counts.error > 0 ? 1 : 0
}

/** Without `--to`, and without a name whose ending tells, the answer is for people at a terminal. */
function withDefault(call: Call): Call {
  const output = textFlag(call, 'output')
  return call.flags['to'] === undefined && (output === undefined || extname(output) === '')
    ? {...call, flags: {...call.flags, to: 'text'}}
    : call
}

function logsOf(call: Call): readonly string[] {
  const logs = call.flags['log']
  return Array.isArray(logs) ? logs : []
}

function refuseUnreadable({name, text}: Input): void {
  const shown = name === '-' ? 'Standard input' : name
  if (text.trim() === '') throw new Problem(`${shown} is empty, so there is no write-up to read.`)
  if (text.slice(0, 4096).includes('\u0000')) throw new Problem(`${shown} is a binary file, not a write-up in Markdown or plain text.`)
}
