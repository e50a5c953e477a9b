import {gate} from '../../analyse/gate.ts'
import {score} from '../../analyse/score.ts'
import {combine} from '../../combine.ts'
import type {Catalog, Findings, GateFilter, GateOptions, GateResult, Severity, WaiverUse} from '../../model/index.ts'
import {gateLines} from '../../report/gate.ts'
import {type Call, printMessages, textFlag, timeOf} from '../call.ts'
import {type Redacted, redactedOf} from '../redacted.ts'
import {readInputs, writeOutputs} from '../files.ts'
import {inert} from '../inert.ts'
import {readOnly} from '../only.ts'
import {Problem} from '../problem.ts'
import {briefCatalogFor, type ParsedInput, parseInputs} from '../read.ts'
import type {WaivedByFile} from '../settings/load.ts'
import {warnOfWaivers} from '../waived.ts'

/**
 * `benchscribe gate`: whether logs are good enough.
 *
 * @param call Arguments and streams.
 * @returns Exit code: 1 when they are not.
 */
export async function gateCommand(call: Call): Promise<0 | 1> {
  const given = optionsOf(call)
  const path = textFlag(call, 'waivers')
  if (call.flags['prune'] === true && path === undefined)
    throw new Problem('--prune takes waivers that cover nothing out of a file: name it with --waivers.')
  const today = timeOf(call).slice(0, 10)
  const inputs = parseInputs(await readInputs(call.names, call.io.stdin), call)
  const old = textFlag(call, 'baseline')
  if (old === '-' && call.names.includes('-')) throw new Problem('Only one of log and baseline can come from standard input.')
  const before = old === undefined ? [] : parseInputs(await readInputs([old], call.io.stdin), call)
  const catalog = await briefCatalogFor([...inputs, ...before], call)
  const hidden = await redactedOf(call, [...inputs, ...before])
  const found = joined(inputs, catalog)
  printMessages(hidden?.findings(found) ?? found, call)
  const waived = path === undefined ? null : await (await import('../settings/load.ts')).waiversOf(found, call, today)
  const document = waived === null ? found : score(waived.document)
  const options: GateOptions = {
    ...given,
    ...(old === undefined ? {} : {baseline: joined(before, catalog)}),
    ...(waived === null ? {} : {waivers: waived.uses})
  }
  if (options.baseline !== undefined)
    await warnOfBaseline(hidden?.findings(options.baseline) ?? options.baseline, hidden?.findings(document) ?? document, call)
  const result = gate(document, options)
  if (result.checks === 0)
    throw new Problem(
      `--only ${textFlag(call, 'only')} fits none of ${document.findings.length} checks, so there is nothing to judge; is a word misspelt?`
    )
  if (waived !== null) {
    // What has expired is among the reasons.
    warnOfWaivers(
      shownUses(waived.uses, hidden).filter(({state}) => state !== 'expired'),
      document,
      call
    )
    if (call.flags['prune'] === true) await prune(waived, call)
  }
  await call.io.write(
    gateLines(...shownResult(result, options, document, hidden))
      .map(line => `${inert(line.replace(/[\r\n\t]+/g, ' '))}\n`)
      .join('')
  )
  await hidden?.end()
  return result.passed ? 0 : 1
}

function shownUses(uses: readonly WaiverUse[], hidden: Redacted | null): readonly WaiverUse[] {
  return hidden?.waivers(uses) ?? uses
}

/** A gate is decided by the names as they are, for `--only node:web-1` and waivers name them; what it prints is redacted. */
function shownResult(
  result: GateResult,
  options: GateOptions,
  document: Findings,
  hidden: Redacted | null
): readonly [GateResult, GateOptions, Findings] {
  if (hidden === null) return [result, options, document]
  const shown = hidden.findings(document)
  const places = new Map(document.findings.map((finding, index) => [finding, index]))
  const counted = result.counted.map(entry => ({
    ...entry,
    finding: shown.findings[places.get(entry.finding) ?? -1] ?? entry.finding,
    items: entry.items.map(hidden.name)
  }))
  return [{...result, counted, expired: hidden.waivers(result.expired)}, options, shown]
}

function joined(inputs: readonly ParsedInput[], catalog: Catalog): Findings {
  return combine(
    inputs.map(({findings}) => findings),
    catalog
  )
}

function optionsOf(call: Call): GateOptions {
  const flag = (name: string): boolean => call.flags[name] === true
  const number = (name: string): number | undefined => {
    const text = textFlag(call, name)
    return text === undefined ? undefined : Number(text)
  }
  const only = textFlag(call, 'only')
  const asked = textFlag(call, 'fail-on')
  const minScore = number('min-score')
  const max = number('max')
  const others = max !== undefined || flag('fail-on-review') || flag('fail-on-error') || textFlag(call, 'baseline') !== undefined
  // Who asks for a score only wants to be judged by it.
  const failOn = asked === 'none' || (asked === undefined && minScore !== undefined && !others) ? null : ((asked ?? 'low') as Severity)
  if (failOn === null && minScore === undefined && !flag('fail-on-review') && !flag('fail-on-error'))
    throw new Problem('With --fail-on none nothing can fail: add --fail-on-review, --fail-on-error or --min-score.')
  return {
    failOn,
    failOnReview: flag('fail-on-review'),
    failOnError: flag('fail-on-error'),
    ...(only === undefined ? {} : {only: readOnly(only) as GateFilter}),
    ...(max === undefined ? {} : {max}),
    ...(minScore === undefined ? {} : {minScore})
  }
}

async function warnOfBaseline(baseline: Findings, document: Findings, call: Call): Promise<void> {
  if (call.flags['quiet'] === true) return
  const [{diff}, {diffNotes}] = await Promise.all([import('../../analyse/diff.ts'), import('../../report/diff.ts')])
  for (const note of diffNotes(diff(baseline, document))) call.io.warn(`baseline: ${note}`)
}

async function prune({uses, file, path}: WaivedByFile, call: Call): Promise<void> {
  const gone = uses.flatMap(({state}: WaiverUse, index) => (state === 'unused' ? [index] : []))
  if (gone.length === 0) return
  const {pruned} = await import('../settings/waivers.ts')
  await writeOutputs([{path, content: pruned(file.page, gone)}])
  call.io.warn(`${path}: ${gone.length} of ${uses.length} waivers covered nothing and ${gone.length === 1 ? 'was' : 'were'} taken out.`)
}
