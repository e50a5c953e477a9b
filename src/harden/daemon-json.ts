import type {DaemonJsonFacts, JsonValue, Message, Setting} from '../model/index.ts'
import {daemonKeyMistake} from './check.ts'
import {addMember, type JsonNode, member, placeOf, readJsonText, replaceValue, plainOf} from './json-text.ts'
import {compareVersions} from './version.ts'

/** A configuration file as its user wrote it. */
export interface Existing {
  /** Name for messages. */
  readonly name: string
  /** Its text. */
  readonly text: string
}

/** A setting that fixes a control. */
export interface WantedSetting extends Setting {
  /** Key of the control. */
  readonly control: string
}

/** What became of a setting. */
export interface MergedSetting {
  /** Key of the control. */
  readonly control: string
  /** Keys from the top. */
  readonly path: readonly string[]
  /** Added, changed from another value, kept because the user's value does as well, or left out with a reason. */
  readonly state: 'added' | 'changed' | 'kept' | 'refused'
  /** The value in force after it; null when refused. */
  readonly value: JsonValue
  /** Why it was refused; null otherwise. */
  readonly reason: string | null
}

/** A merged file. */
export interface MergedFile {
  /** The text; null when the user's file cannot be used. */
  readonly text: string | null
  /** What became of each setting. */
  readonly settings: readonly MergedSetting[]
  /** What the user must know; one is fatal when the file cannot be used. */
  readonly messages: readonly Message[]
}

/**
 * Merge settings into a daemon.json. What the user wrote stays in place as it is written; only a value that must be
 * another for the fix is replaced, and that is told.
 *
 * @param existing The user's own file, or null to make a new one.
 * @param wanted Settings.
 * @param facts What is known of daemon.json.
 * @param line Line of engines it is for.
 * @returns The file and what became of each setting.
 */
export function mergeDaemonJson(
  existing: Existing | null,
  wanted: readonly WantedSetting[],
  facts: DaemonJsonFacts,
  line: string
): MergedFile {
  const read = readExisting(existing)
  if ('message' in read) return {text: null, settings: [], messages: [read.message]}
  const messages: Message[] = [...read.messages, ...review(existing, read.text, read.node, facts, line)]
  const settings: MergedSetting[] = []
  let text = read.text
  for (const setting of wanted.toSorted((a, b) => order(a.path.join('.'), b.path.join('.')))) {
    const result = merged(text, setting, facts, line)
    text = result.text
    settings.push(result.setting)
    if (result.setting.state === 'changed' || result.setting.state === 'refused')
      messages.push(told(existing, read.text, read.node, result.setting))
  }
  return {text, settings, messages}
}

/**
 * Read the value of a setting in a user's file.
 *
 * @param existing File, or null.
 * @param path Keys from the top.
 * @returns The value; undefined when it is not set or the file cannot be read.
 */
export function existingValue(existing: Existing | null, path: readonly string[]): unknown {
  const read = readExisting(existing)
  if ('message' in read) return undefined
  const node = path.reduce<JsonNode | undefined>((at, key) => (at === undefined ? undefined : member(at, key)), read.node)
  return node === undefined ? undefined : plainOf(node)
}

type Read = {readonly text: string; readonly node: JsonNode; readonly messages: readonly Message[]} | {readonly message: Message}

function readExisting(existing: Existing | null): Read {
  const given = existing?.text ?? '{}\n'
  const bom = given.startsWith('\ufeff')
  const plain = bom ? given.slice(1) : given
  // dockerd takes an empty file for one without settings.
  const text = plain.trim() === '' ? '{}\n' : plain
  const name = existing?.name ?? 'daemon.json'
  const result = readJsonText(text)
  if ('mistake' in result) {
    const {line, column, reason} = result.mistake
    return {
      message: {
        file: name,
        line,
        column,
        rule: 'existing-not-json',
        reason: `This file cannot be read as JSON: ${reason}. Mend it first; nothing was merged.`,
        fatal: true
      }
    }
  }
  if (result.node.kind !== 'object')
    return {
      message: {
        file: name,
        line: 1,
        column: 1,
        rule: 'existing-not-json',
        reason: 'This file should hold a JSON object. Mend it first; nothing was merged.',
        fatal: true
      }
    }
  const messages: Message[] = bom
    ? [{file: name, line: 1, column: 1, rule: 'existing-bom', reason: 'A byte order mark at the start was left out.', fatal: false}]
    : []
  return {text, node: result.node, messages}
}

/** What would keep the daemon from starting with the user's own settings, which stay as they are. */
function review(existing: Existing | null, text: string, node: JsonNode, facts: DaemonJsonFacts, line: string): readonly Message[] {
  if (existing === null || node.kind !== 'object') return []
  const seen = new Set<string>()
  return node.members.flatMap(({key, start, value}): readonly Message[] => {
    const at = {file: existing.name, ...placeOf(text, start), fatal: false}
    const twice = seen.has(key)
      ? [{...at, rule: 'existing-duplicate', reason: `"${key}" stands here a second time; dockerd takes the last one.`}]
      : []
    seen.add(key)
    const mistake = daemonKeyMistake([key], plainOf(value), facts, line)
    const wrong =
      mistake === null
        ? []
        : [{...at, rule: 'existing-setting', reason: `Your file has a setting to look at: ${mistake}. It was left as it is.`}]
    const hosts =
      key === 'hosts'
        ? [
            {
              ...at,
              rule: 'existing-hosts',
              reason: 'A unit file that passes -H (Debian and docker.com do) and "hosts" together stop the daemon.'
            }
          ]
        : []
    return [...twice, ...wrong, ...hosts]
  })
}

function merged(
  text: string,
  {control, path, value, keep, since}: WantedSetting,
  facts: DaemonJsonFacts,
  line: string
): {readonly text: string; readonly setting: MergedSetting} {
  const refused = (reason: string) => ({text, setting: {control, path, state: 'refused' as const, value: null, reason}})
  if (since !== null && compareVersions(line, since) < 0)
    return refused(`dockerd ${line} does not take ${JSON.stringify(value)} there; ${since} does`)
  const mistake = daemonKeyMistake(path, value, facts, line)
  if (mistake !== null) return refused(mistake)
  const read = readJsonText(text)
  if (!('node' in read) || read.node.kind !== 'object') return refused('the file could not be read')
  let at = read.node
  for (const [depth, key] of path.entries()) {
    const rest = path.slice(depth + 1)
    const below = nested(rest, value)
    const found = member(at, key)
    if (found === undefined) return {text: addMember(text, at, key, below), setting: {control, path, state: 'added', value, reason: null}}
    if (rest.length > 0 && found.kind === 'object') {
      at = found
      continue
    }
    const theirs = plainOf(found)
    if (rest.length > 0 && theirs !== null)
      return refused(`"${path.slice(0, depth + 1).join('.')}" holds ${JSON.stringify(theirs)}, so nothing can be put below it`)
    if (rest.length === 0 && does(theirs, keep))
      return {text, setting: {control, path, state: 'kept', value: theirs as JsonValue, reason: null}}
    return {text: replaceValue(text, found, below), setting: {control, path, state: 'changed', value, reason: null}}
  }
  return refused('it has no name')
}

function nested(path: readonly string[], value: JsonValue): JsonValue {
  return path.reduceRight<JsonValue>((inner, key) => ({[key]: inner}), value)
}

function does(theirs: unknown, keep: Setting['keep']): boolean {
  if (theirs === null) return false
  if (keep === 'any') return true
  const same = (value: JsonValue): boolean => JSON.stringify(value) === JSON.stringify(theirs)
  return 'only' in keep ? keep.only.some(same) : !keep.not.some(same)
}

function told(existing: Existing | null, text: string, node: JsonNode, {path, state, value, reason, control}: MergedSetting): Message {
  const found = path[0] === undefined ? undefined : member(node, path[0])
  const place = existing !== null && found !== undefined ? placeOf(text, found.start) : {line: null, column: null}
  const name = path.join('.')
  return {
    file: existing?.name ?? null,
    ...place,
    rule: state === 'changed' ? 'existing-changed' : 'setting-refused',
    reason:
      state === 'changed'
        ? `"${name}" was ${found === undefined ? 'another value' : JSON.stringify(plainOf(found))} and is ${JSON.stringify(value)} now: ${control} needs it.`
        : `"${name}" was left out: ${reason}.`,
    fatal: false
  }
}

function order(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0
}
