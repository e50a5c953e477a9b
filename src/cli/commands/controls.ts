import {type Found, findControls, loadCatalog} from '../../catalog/index.ts'
import type {Control} from '../../model/index.ts'
import {type Call, textFlag} from '../call.ts'
import {writeOutputs} from '../files.ts'
import {Problem} from '../problem.ts'

/**
 * `benchscribe controls`: look a control up.
 *
 * @param call Arguments and streams.
 * @returns Exit code.
 */
export async function controlsCommand(call: Call): Promise<0> {
  const to = textFlag(call, 'to') ?? 'text'
  if (to !== 'text' && to !== 'json') throw new Problem(`controls cannot write \`${to}\`; it writes text or json.`)
  const query = call.names.join(' ')
  const found = findControls(await loadCatalog(), query)
  if (found.length === 0) throw new Problem(`No control is known by \`${query}\`; ask for a key, an id, id@edition or words of its title.`)
  const content = to === 'json' ? `${JSON.stringify(found, null, 2)}\n` : textOf(found, query)
  const output = textFlag(call, 'output')
  if (output === undefined) await call.io.write(content)
  else await writeOutputs([{path: output, content}])
  return 0
}

function textOf(found: readonly Found[], query: string): string {
  const [only] = found
  if (found.length === 1 && only && !/^[\d.]+$/.test(query)) return whole(only)
  return /^(?:C\.)?[\d.]+/.test(query) ? byEdition(found) : listed(found)
}

/** What an id is in each edition. */
function byEdition(found: readonly Found[]): string {
  const rows = found.flatMap(({control, places}) => places.map(place => [editionOf(place), place.id, control.key, control.title]))
  return table(rows)
}

function listed(found: readonly Found[]): string {
  return table(found.map(({control}) => [control.key, control.severity.level, control.title]))
}

function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map(row => row[column]?.length ?? 0)))
  return rows
    .map(row => `${row.map((cell, column) => (column === row.length - 1 ? cell : cell.padEnd(widths[column] ?? 0))).join('  ')}\n`)
    .join('')
}

function editionOf({family, edition, tool}: Found['places'][number]): string {
  return tool === null || family !== 'cis-docker' ? edition : `${edition} (${tool})`
}

function whole({control, places}: Found): string {
  const ids = table(places.map(place => [`  ${editionOf(place)}`, place.id]))
  return [
    `${control.key}: ${control.title}`,
    '',
    ...aboutOf(control).map(([name, words]) => `${name}\n  ${words}`),
    '',
    'Its id in each edition:',
    ids
  ].join('\n')
}

function aboutOf(control: Control): readonly (readonly [string, string])[] {
  const {severity, stride, fix, verify, lifecycle, frameworks} = control
  const ids = [...frameworks.attack, ...frameworks.nist80053, ...frameworks.cisControlsV8.map(id => `CIS v8 ${id}`), ...frameworks.owasp]
  return [
    ['What is checked', control.check],
    ['Risk', control.risk],
    ['Severity (ours)', `${severity.level}: impact ${severity.impact} + position ${severity.position} + directness ${severity.directness}`],
    ['STRIDE (ours)', `${[stride.primary, ...stride.secondary].join(' ')}: ${stride.reason}`],
    ['Fix', [fix.summary, ...fix.steps.map((step, index) => `${index + 1}. ${step}`)].join('\n  ')],
    ['Verify', `${verify.command}\n  Expected: ${verify.expect}`],
    ['Side effects', control.sideEffects],
    ['Default', control.default],
    ['Applies to', control.appliesTo],
    ...(lifecycle.note === null ? [] : [['Lifecycle', `${lifecycle.status}: ${lifecycle.note}`] as const]),
    ['Frameworks', ids.join(', ') || '–'],
    ['References', control.references.join('\n  ')]
  ]
}
