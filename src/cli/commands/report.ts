import {combine} from '../../combine.ts'
import type {Catalog} from '../../model/index.ts'
import {report} from '../../pipeline.ts'
import {headOf} from '../../render/template/kind.ts'
import {type Call, printMessages, timeOf} from '../call.ts'
import {chosenTemplate, type Document, documentName, wantedOf, writeDocuments} from '../documents.ts'
import {type Redacted, redactedOf, titled} from '../redacted.ts'
import {readInputs} from '../files.ts'
import {Problem} from '../problem.ts'
import {catalogFor, type ParsedInput, parseInputs} from '../read.ts'
import {waived} from '../waived.ts'

/**
 * `benchscribe report`: documents from logs.
 *
 * @param call Arguments and streams.
 * @returns Exit code.
 */
export async function reportCommand(call: Call): Promise<0> {
  // Some templates are of another kind of report, which is made otherwise.
  if (headOf((await chosenTemplate(call))?.template.source ?? '').kind === 'write-up')
    return (await import('./write-up.ts')).writeUpCommand(call)
  for (const name of ['before', 'count', 'pin', 'outside', 'min-outside', 'waive-rule', 'pick'])
    if (call.flags[name] !== undefined) throw new Problem(`--${name} belongs to \`report --template write-up\`.`)
  const wanted = await wantedOf(call, 'scan')
  const now = timeOf(call)
  const inputs = parseInputs(await readInputs(call.names, call.io.stdin), call)
  const groups = call.flags['each'] === true ? inputs.map(input => [input]) : [inputs]
  const catalog = await catalogFor(inputs, call)
  const hidden = await redactedOf(call, inputs)
  async function* documents(): AsyncIterable<Document> {
    for (const group of groups)
      yield {
        report: await reportOf(group, catalog, call, now, hidden),
        name: documentName(hidden?.named(group) ?? group, wanted.template?.name ?? 'full')
      }
  }
  await writeDocuments(documents(), groups.length, wanted, call, inputs)
  await hidden?.end()
  return 0
}

async function reportOf(
  group: readonly ParsedInput[],
  catalog: Catalog,
  call: Call,
  now: string,
  hidden: Redacted | null
): Promise<ReturnType<typeof report>> {
  const {findings, uses} = await waived(
    combine(
      group.map(input => input.findings),
      catalog
    ),
    call,
    hidden
  )
  printMessages(findings, call)
  return report(findings, {catalog, now, waivers: uses, ...titled(call, hidden)})
}
