import {loadCatalog, loadTechniques, loadThreats} from '../../catalog/index.ts'
import {combine} from '../../combine.ts'
import type {ExistingModel, ThreatTarget} from '../../model/index.ts'
import {threats} from '../../threat-models.ts'
import {readThreatModel} from '../../threats/index.ts'
import {type Call, numberFlag, printMessages, textFlag, timeOf} from '../call.ts'
import {redactedOf, titled} from '../redacted.ts'
import {documentName, wantedOf, writeDocuments} from '../documents.ts'
import {type Input, readInputs} from '../files.ts'
import {Problem} from '../problem.ts'
import {parseInputs} from '../read.ts'

/**
 * `benchscribe threats`: threat models, from the library alone or with logs.
 *
 * @param call Arguments and streams.
 * @returns Exit code.
 */
export async function threatsCommand(call: Call): Promise<0> {
  const wanted = await wantedOf(call, 'threats')
  const now = timeOf(call)
  const target = targetFlag(call)
  const pick = numberFlag(call, 'pick', 1)
  if (call.flags['redact'] !== undefined && call.flags['existing'] !== undefined)
    throw new Problem('--existing keeps all that your model says, so nothing in it can be redacted: leave one of the two out.')
  const [existing, file] = await existingOf(call)
  const inputs = call.names.length === 0 ? [] : parseInputs(await readInputs(call.names, call.io.stdin), call)
  const catalog = await loadCatalog()
  const hidden = await redactedOf(call, inputs)
  const found =
    inputs.length === 0
      ? null
      : combine(
          inputs.map(({findings}) => findings),
          catalog
        )
  const document = found === null ? null : (hidden?.findings(found) ?? found)
  if (document !== null) printMessages(document, call)
  for (const {reason} of existing?.messages ?? []) if (call.flags['quiet'] !== true) call.io.warn(`${file}: ${reason}`)
  const report = threats(document, {
    catalog,
    library: await loadThreats(),
    techniques: await loadTechniques(),
    existing,
    now,
    ...(target === null ? {} : {targets: [target]}),
    ...(pick === null ? {} : {pick}),
    ...titled(call, hidden)
  })
  const name = inputs.length === 0 ? 'threats' : documentName(hidden?.named(inputs) ?? inputs, 'threats')
  await writeDocuments([{report, name}], 1, wanted, call, inputs)
  await hidden?.end()
  return 0
}

function targetFlag(call: Call): ThreatTarget | null {
  const asked = textFlag(call, 'target')
  if (asked === undefined || asked === 'docker' || asked === 'kubernetes') return asked ?? null
  throw new Problem(`--target takes docker or kubernetes, not \`${asked}\`.`)
}

async function existingOf(call: Call): Promise<readonly [ExistingModel | null, string]> {
  const name = textFlag(call, 'existing')
  if (name === undefined) return [null, '']
  const [input] = (await readInputs([name], call.io.stdin)) as readonly [Input]
  const {model, reason} = readThreatModel(input.text, name)
  if (model === null) throw new Problem(`${name} is no threat model to add to: ${reason}.`)
  return [model, name]
}
