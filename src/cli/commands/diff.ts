import {combine} from '../../combine.ts'
import {reportDiff} from '../../pipeline.ts'
import {type Call, printMessages, timeOf} from '../call.ts'
import {redactedOf, titled} from '../redacted.ts'
import {wantedOf, writeDocuments} from '../documents.ts'
import {readInputs} from '../files.ts'
import {Problem} from '../problem.ts'
import {catalogFor, type ParsedInput, parseInputs} from '../read.ts'
import {waived} from '../waived.ts'

/**
 * `benchscribe diff`: what changed between two logs or directories of logs.
 *
 * @param call Arguments and streams.
 * @returns Exit code.
 */
export async function diffCommand(call: Call): Promise<0> {
  const [first, second, ...more] = call.names
  if (first === undefined || second === undefined || more.length > 0)
    throw new Problem(
      `Name two logs or directories of logs, the earlier first: \`benchscribe diff BEFORE AFTER\`, not ${call.names.length}.`
    )
  if (first === '-' && second === '-') throw new Problem('Only one of the two logs can come from standard input.')
  const wanted = await wantedOf(call, 'diff')
  const now = timeOf(call)
  const before = parseInputs(await readInputs([first], call.io.stdin), call)
  const after = parseInputs(await readInputs([second], call.io.stdin), call)
  const catalog = await catalogFor([...before, ...after], call)
  const hidden = await redactedOf(call, [...before, ...after])
  const [were, are] = [before, after].map(inputs =>
    combine(
      inputs.map(({findings}: ParsedInput) => findings),
      catalog
    )
  ) as [ReturnType<typeof combine>, ReturnType<typeof combine>]
  const earlier = hidden?.findings(were) ?? were
  const {findings} = await waived(are, call, hidden)
  const report = reportDiff(earlier, findings, {catalog, now, ...titled(call, hidden)})
  printMessages(earlier, call)
  printMessages(hidden === null ? are : findings, call)
  await writeDocuments([{report, name: 'diff'}], 1, wanted, call, [...before, ...after])
  await hidden?.end()
  return 0
}
