import type {BlockContent, PhrasingContent, RootContent} from 'mdast'
import type {PlanChecked, PlanFinding, PlanReport, PlanStep, RemedyNeed, RemedyScope} from '../../model/index.ts'
import {badge, type Cell, code, heading, jump, list, paragraph, strong, table, text, value, words} from '../build.ts'

/** So many names of one check are shown; the rest is counted. */
const mostSubjects = 20

const scopes: Readonly<Record<RemedyScope, string>> = {
  host: 'the host',
  daemon: 'the Docker daemon',
  'new-containers': 'new containers',
  container: 'single containers',
  image: 'images',
  swarm: 'the swarm',
  node: 'the nodes',
  'control-plane': 'the control plane',
  namespace: 'namespaces',
  cluster: 'the cluster'
}

const needs: Readonly<Record<RemedyNeed, string>> = {
  reload: 'reload',
  restart: 'restart',
  rejoin: 'leave and join again',
  rebuild: 'build images anew',
  recreate: 'make containers or pods anew',
  reboot: 'restart the machine'
}

/**
 * The steps in one table.
 *
 * @param report Plan.
 * @returns A table.
 */
export function overview({steps}: PlanReport): readonly RootContent[] {
  if (steps.length === 0) return [paragraph('There is no step: nothing failed that configuration fixes without a decision.')]
  return [
    table(
      ['Step', 'What', 'Reaches', 'Needs', 'Fixes'],
      steps.map(({number, anchor, title, scope, needs: wanted, fixes}) => [
        String(number),
        [jump(anchor, text(title))],
        scopes[scope],
        needsText(wanted),
        idsText(fixes)
      ]),
      ['right', null, null, null, null]
    )
  ]
}

function needsText(wanted: readonly RemedyNeed[]): string {
  return wanted.length === 0 ? 'nothing' : wanted.map(need => needs[need]).join(', then ')
}

function idsText(fixes: readonly PlanFinding[]): string {
  const ids = fixes.flatMap(({id}) => id.split(', '))
  return ids.length > 8 ? `${ids.slice(0, 8).join(', ')} and ${ids.length - 8} more` : ids.join(', ')
}

/**
 * The steps in full.
 *
 * @param report Plan.
 * @returns A heading and its blocks for each.
 */
export function steps({steps: all}: PlanReport): readonly RootContent[] {
  return all.flatMap(stepOf)
}

function stepOf({
  number,
  anchor,
  title,
  scope,
  downtime,
  files,
  commands,
  notes,
  fixes,
  threats,
  sideEffects,
  verify,
  rollback
}: PlanStep): readonly RootContent[] {
  return [
    heading(2, anchor, text(`Step ${number}: ${title}`)),
    paragraph(strong('Reaches'), ` ${scopes[scope]}. `, strong('Downtime'), ` ${downtime}`),
    ...(files.length === 0 ? [] : [paragraph(strong('Files'), ' ', ...joined(files.map(file => value(file))))]),
    ...(commands.length === 0 ? [] : [paragraph(strong('Do')), code(commands.join('\n'), 'sh')]),
    ...bullets(notes.map(note => paragraph(...words(note)))),
    paragraph(strong('Fixes')),
    table(
      ['Check', 'Control', 'Severity', 'Names'],
      fixes.map(fix => [fix.id, fix.title, badge(fix.severity, fix.severity), subjectsCell(fix.subjects)])
    ),
    ...(threats.length === 0
      ? []
      : [paragraph(strong('Answers'), ' ', ...joined(threats.map(({id, title: name}) => text(`${id} ${name}`))))]),
    paragraph(strong('May break')),
    ...bullets(merged(sideEffects).map(({titles, body}) => paragraph(strong(titles), ': ', ...words(body)))),
    paragraph(strong('Verify')),
    ...verify.flatMap(({title: name, command, expect}): readonly BlockContent[] => [
      paragraph(text(name), '; expected: ', ...words(expect)),
      code(command, 'sh')
    ]),
    paragraph(strong('Go back')),
    ...bullets(rollback.map(way => paragraph(...words(way))))
  ]
}

function subjectsCell(subjects: readonly string[]): Cell {
  if (subjects.length === 0) return '–'
  const shown = joined(subjects.slice(0, mostSubjects).map(subject => value(subject)))
  return subjects.length > mostSubjects ? [...shown, ` and ${subjects.length - mostSubjects} more`] : shown
}

/** Controls that break the same share one entry. */
function merged(effects: PlanStep['sideEffects']): readonly {readonly titles: string; readonly body: string}[] {
  const titles = new Map<string, string[]>()
  for (const {title, text: body} of effects) titles.set(body, [...(titles.get(body) ?? []), title])
  return [...titles].map(([body, names]) => ({titles: names.join(', '), body}))
}

function joined(parts: readonly PhrasingContent[]): readonly (PhrasingContent | string)[] {
  return parts.flatMap((part, index): (PhrasingContent | string)[] => (index === 0 ? [part] : [', ', part]))
}

function bullets(items: readonly BlockContent[]): readonly BlockContent[] {
  return items.length === 0
    ? []
    : [
        list(
          false,
          items.map(item => [item])
        )
      ]
}

/**
 * What a person must decide.
 *
 * @param report Plan.
 * @returns Tables: what failed, then what only asks a person to look.
 */
export function decisions({decisions: all}: PlanReport): readonly RootContent[] {
  if (all.length === 0) return [paragraph('Nothing.')]
  const failed = all.filter(one => one.failed)
  const open = all.filter(one => !one.failed)
  const rows = (list: PlanReport['decisions']): readonly (readonly Cell[])[] =>
    list.map(({ids, title, severity, question, proposal, selectable}) => [
      ids.join(', '),
      title,
      badge(severity, severity),
      words(question),
      proposal === '' ? '–' : words(proposal),
      selectable ? [value(`--with ${ids[0] ?? ''}`)] : '–'
    ])
  const head = ['Check', 'Control', 'Severity', 'What to decide', 'Proposal', 'To take it']
  return [
    ...(failed.length === 0
      ? []
      : [
          paragraph(
            `${failed.length} ${failed.length === 1 ? 'control fails' : 'controls fail'} and ${failed.length === 1 ? 'waits' : 'wait'} for a decision.`
          ),
          table(head, rows(failed))
        ]),
    ...(open.length === 0
      ? []
      : [
          paragraph(
            `${open.length} ${open.length === 1 ? 'control does' : 'controls do'} not fail, but the scanner asks a person to look.`
          ),
          table(head, rows(open))
        ])
  ]
}

/**
 * What no configuration fixes, each with its reason.
 *
 * @param report Plan.
 * @returns A table.
 */
export function unfixable({unfixable: all}: PlanReport): readonly RootContent[] {
  if (all.length === 0) return [paragraph('Nothing of what failed.')]
  return [
    table(
      ['Check', 'What', 'Why not', 'What to do instead'],
      all.map(({ids, title, reason, instead}) => [ids.join(', '), title, words(reason), instead === null ? '–' : words(instead)])
    )
  ]
}

/**
 * What the next scan newly shows.
 *
 * @param report Plan.
 * @returns A table.
 */
export function reveals({reveals: all}: PlanReport): readonly RootContent[] {
  if (all.length === 0) return [paragraph('Nothing that is known of.')]
  return [
    table(
      ['Check', 'What', 'Why'],
      all.map(({ids, title, reason}) => [shortened(ids), title, words(reason)])
    )
  ]
}

function shortened(ids: readonly string[]): string {
  return ids.length > 6 ? `${ids.slice(0, 6).join(', ')} …` : ids.join(', ') || '–'
}

/**
 * The files that come with the plan.
 *
 * @param report Plan.
 * @returns A table.
 */
export function files({files: all}: PlanReport): readonly RootContent[] {
  if (all.length === 0) return [paragraph('None.')]
  return [
    table(
      ['File', 'What it is'],
      all.map(({path, about}) => [value(path), about])
    )
  ]
}

/**
 * What a later scan says of the plan.
 *
 * @param report Plan.
 * @returns A table for each list.
 */
export function verification({verification: said}: PlanReport): readonly RootContent[] {
  if (said === null) return [paragraph('No later scan was given.')]
  return [
    ...checked('Fixed', said.fixed),
    ...checked('Not fixed', said.notFixed),
    ...checked('Newly applicable', said.newlyApplicable),
    ...checked('Newly broken', said.broken)
  ]
}

function checked(title: string, all: readonly PlanChecked[]): readonly RootContent[] {
  const head = heading(3, `v-${title.toLowerCase().replaceAll(' ', '-')}`, text(`${title}: ${all.length}`))
  if (all.length === 0) return [head, paragraph('None.')]
  return [
    head,
    table(
      ['Check', 'What', 'State', 'Likely reason'],
      all.map(({id, title: name, change, reason}) => [id, name, change, reason === null ? '–' : reason])
    )
  ]
}
