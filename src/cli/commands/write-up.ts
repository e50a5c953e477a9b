import {loadCatalog, loadThreats} from '../../catalog/index.ts'
import {combine} from '../../combine.ts'
import type {Catalog, Findings} from '../../model/index.ts'
import type {Rule} from '../../threats/index.ts'
import {writeUp, type WriteUpOptions, type WriteUpScans} from '../../write-up.ts'
import {type Call, numberFlag, printMessages, textFlag, timeOf} from '../call.ts'
import {type Redacted, redactedOf, titled} from '../redacted.ts'
import {documentName, wantedOf, writeDocuments} from '../documents.ts'
import {readInputs} from '../files.ts'
import {Problem} from '../problem.ts'
import {type ParsedInput, parseInputs} from '../read.ts'

/**
 * `benchscribe report --template write-up`: threat models and documented findings.
 *
 * @param call Arguments and streams.
 * @returns Exit code.
 */
export async function writeUpCommand(call: Call): Promise<0> {
  const wanted = await wantedOf(call, 'write-up')
  const options = optionsOf(call)
  const now = timeOf(call)
  if (call.flags['each'] === true) throw new Problem('--each makes one report a log; a write-up is one document.')
  const inputs = parseInputs(await readInputs(call.names, call.io.stdin), call)
  const before = textFlag(call, 'before')
  const earlier = before === undefined ? [] : parseInputs(await readInputs([before], call.io.stdin), call)
  const catalog = await loadCatalog()
  const hidden = await redactedOf(call, [...inputs, ...earlier])
  const scans = shownOf(scansOf(inputs, earlier, catalog, before ?? ''), hidden)
  for (const scan of [scans.docker, scans.kubernetes, scans.after ?? null]) if (scan !== null) printMessages(scan, call)
  const report = writeUp(scans, {...options, ...titled(call, hidden), catalog, library: await loadThreats(), now})
  if (report.kind === 'impossible')
    throw new Problem(`No such selection: ${report.reason} (rule ${report.rule}; \`benchscribe report --help\` lists what can be asked).`)
  await writeDocuments([{report, name: documentName(hidden?.named(inputs) ?? inputs, 'write-up')}], 1, wanted, call, [
    ...inputs,
    ...earlier
  ])
  await hidden?.end()
  return 0
}

function shownOf(scans: WriteUpScans, hidden: Redacted | null): WriteUpScans {
  if (hidden === null) return scans
  const shown = (scan: Findings | null): Findings | null => (scan === null ? null : hidden.findings(scan))
  const {docker, kubernetes, after} = scans
  return {docker: shown(docker), kubernetes: shown(kubernetes), ...(after === undefined ? {} : {after: shown(after)})}
}

function optionsOf(call: Call): Omit<WriteUpOptions, 'catalog' | 'library'> {
  const count = numberFlag(call, 'count', 1)
  const threats = numberFlag(call, 'pick', 1)
  const minOutside = numberFlag(call, 'min-outside', 0)
  const pin = textFlag(call, 'pin')
  const outside = textFlag(call, 'outside')
  const waive = textFlag(call, 'waive-rule')
  return {
    ...(count === null ? {} : {count}),
    ...(threats === null ? {} : {threats}),
    ...(minOutside === null ? {} : {minOutside}),
    ...(pin === undefined ? {} : {pin: idsOf(pin)}),
    ...(outside === undefined ? {} : {outside: outside === 'none' ? [] : idsOf(outside)}),
    ...(waive === undefined ? {} : {waive: rulesOf(waive)})
  }
}

/** `5.10,5.14,5.22@1.2.0`: the edition at the end is that of all before it. */
function idsOf(list: string): readonly string[] {
  let edition = ''
  return list
    .split(',')
    .map(id => id.trim())
    .filter(id => id !== '')
    .toReversed()
    .map(id => {
      const at = id.indexOf('@')
      if (at >= 0) edition = id.slice(at)
      // A key of a control has no edition.
      return at >= 0 || !/^(?:C\.)?\d/.test(id) ? id : `${id}${edition}`
    })
    .toReversed()
}

function rulesOf(list: string): readonly Rule[] {
  return list.split(',').map(name => {
    const rule = (['R2', 'R4', 'R5'] as const).find(one => one === name.trim().toUpperCase())
    if (rule === undefined) throw new Problem(`--waive-rule takes R2, R4 and R5, not \`${name.trim()}\`.`)
    return rule
  })
}

function scansOf(inputs: readonly ParsedInput[], earlier: readonly ParsedInput[], catalog: Catalog, before: string): WriteUpScans {
  const of = (logs: readonly ParsedInput[], kubernetes: boolean): Findings | null => {
    const mine = logs.filter(({findings}) => findings.scans.some(({tool}) => (tool === 'kube-bench') === kubernetes))
    return mine.length === 0
      ? null
      : combine(
          mine.map(({findings}) => findings),
          catalog
        )
  }
  const docker = of(inputs, false)
  const kubernetes = of(inputs, true)
  if (earlier.length === 0) return {docker, kubernetes}
  const after = docker ?? kubernetes
  const source = of(earlier, docker === null)
  if (source === null)
    throw new Problem(`${before} is no scan of the same scanners as the log after hardening, so the two cannot be compared.`)
  return docker === null ? {docker, kubernetes: source, after} : {docker: source, kubernetes, after}
}
