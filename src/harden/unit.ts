import type {Message, RemedyNeed, RemedyScope, Way} from '../model/index.ts'
import type {PlainFile} from './control-plane.ts'
import type {Chosen} from './select.ts'

/** What is applied in one go: a file, a script, a set of commands. */
export interface Unit {
  /** What is done, an imperative. */
  readonly title: string
  /** What it reaches. */
  readonly scope: RemedyScope
  /** What must happen before it is in force. */
  readonly needs: readonly RemedyNeed[]
  /** Files it uses. */
  readonly files: readonly string[]
  /** Commands in order. */
  readonly commands: readonly string[]
  /** What else to do by hand. */
  readonly notes: readonly string[]
  /** What it fixes. */
  readonly chosen: readonly Chosen[]
}

/** Units with their files and what could not be done. */
export interface Units {
  /** Units; in order where the order matters. */
  readonly units: readonly Unit[]
  /** Files. */
  readonly files: readonly (PlainFile & {readonly about: string})[]
  /** What this version does not take. */
  readonly refused: readonly {readonly control: string; readonly reason: string}[]
  /** What to know. */
  readonly messages: readonly Message[]
}

/** A control with a way of one kind. */
export type ChosenOf<Kind extends Way['kind']> = Chosen & {readonly way: Extract<Way, {kind: Kind}>}

/**
 * Pick the controls whose way is of some kind.
 *
 * @param chosen Controls.
 * @param kinds Kinds.
 * @returns Those with such a way.
 */
export function ofKind<Kind extends Way['kind']>(chosen: readonly Chosen[], ...kinds: readonly Kind[]): readonly ChosenOf<Kind>[] {
  return chosen.filter((one): one is ChosenOf<Kind> => kinds.some(kind => kind === one.way.kind))
}

/**
 * Say which findings a control is about, for comments in files.
 *
 * @param one Control with its findings.
 * @returns Its title and ids.
 */
export function aboutOf({control, findings}: Pick<Chosen, 'control' | 'findings'>): string {
  return `${control.title} (${idsOf(findings).join(', ')})`
}

/**
 * List the ids of findings, each once.
 *
 * @param findings Findings.
 * @returns Ids in order.
 */
export function idsOf(findings: Chosen['findings']): readonly string[] {
  return [...new Set(findings.map(({id}) => id))]
}

/**
 * List what the findings of a control name.
 *
 * @param findings Findings.
 * @returns Containers, images or paths, each once.
 */
export function subjectsOf(findings: Chosen['findings']): readonly string[] {
  return [...new Set(findings.flatMap(({items}) => items.flatMap(({subject}) => (subject === null ? [] : [subject]))))]
}

/**
 * Join the needs of controls.
 *
 * @param chosen Controls.
 * @returns Each need once, the lesser first.
 */
export function needsOf(chosen: readonly Chosen[]): readonly RemedyNeed[] {
  const all = new Set(chosen.flatMap(({remedy}) => remedy.needs))
  // A restart reads the files anew as well.
  if (all.has('restart')) all.delete('reload')
  return (['reload', 'restart', 'rejoin', 'rebuild', 'recreate', 'reboot'] as const).filter(need => all.has(need))
}
