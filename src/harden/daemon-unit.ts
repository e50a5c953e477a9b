import type {DaemonJsonFacts, Message} from '../model/index.ts'
import {type Existing, existingValue, type MergedFile, mergeDaemonJson} from './daemon-json.ts'
import {type ChosenOf, needsOf, type Units} from './unit.ts'

/**
 * Make the step that changes daemon.json.
 *
 * @param chosen Controls whose way is a setting of daemon.json.
 * @param existing The user's own file, or null.
 * @param facts What is known of daemon.json.
 * @param line Line of engines.
 * @param evidence What the log says of the processes, to find flags that would clash.
 * @returns One unit and the file, or nothing.
 */
export function daemonUnits(
  chosen: readonly ChosenOf<'setting'>[],
  existing: Existing | null,
  facts: DaemonJsonFacts,
  line: string,
  evidence: readonly string[]
): Units {
  if (chosen.length === 0 && existing === null) return {units: [], files: [], refused: [], messages: []}
  const wanted = distinct(chosen.flatMap(({control, way}) => way.set.map(setting => ({...setting, control: control.key}))))
  const merged = mergeDaemonJson(existing, wanted, facts, line)
  const refused = merged.settings.flatMap(({control, state, reason}) =>
    state === 'refused' ? [{control, reason: `${reason ?? ''}.`}] : []
  )
  const used = chosen.filter(({control}) => !refused.some(one => one.control === control.key))
  const clashes = flagClashes(merged, facts, evidence)
  if (used.length === 0 || merged.text === null) return {units: [], files: [], refused, messages: [...merged.messages, ...clashes]}
  const writes = used.some(({way}) => way.set.length > 0)
  const needs = needsOf(used)
  // Seen with 20.10: what a reload puts in force holds for the restart behind it.
  const keeps = merged.settings.some(({path, state}) => path[0] === 'live-restore' && state !== 'refused')
  const flags = merged.settings.flatMap(({path, state}) => (state === 'refused' ? [] : (facts.keys[path[0] ?? '']?.flags ?? [])))
  return {
    units: [
      {
        title: writes ? 'Put the settings of daemon.json in force' : 'Take settings out of daemon.json',
        scope: 'daemon',
        needs,
        files: writes ? ['daemon.json'] : [],
        commands: [
          'ps -ww -o args= -C dockerd',
          'test ! -e /etc/docker/daemon.json || sudo cp -a /etc/docker/daemon.json /etc/docker/daemon.json.before',
          // A file that is there keeps its mode: it may hold the password of a proxy.
          ...(writes
            ? [
                existing === null
                  ? 'sudo install -D -o root -g root -m 644 daemon.json /etc/docker/daemon.json'
                  : 'sudo cp daemon.json /etc/docker/daemon.json'
              ]
            : []),
          'sudo dockerd --validate --config-file /etc/docker/daemon.json',
          ...(needs.includes('restart')
            ? keeps
              ? ['sudo systemctl reload docker', 'sudo systemctl restart docker']
              : ['sudo systemctl restart docker']
            : ['sudo systemctl reload docker'])
        ],
        notes: [
          ...(keeps && needs.includes('restart')
            ? ['The reload puts live-restore in force, so that containers run on while the daemon restarts.']
            : []),
          ...notesOf(used, merged, existing, flags)
        ],
        chosen: used
      }
    ],
    files: writes
      ? [
          {
            path: 'daemon.json',
            text: merged.text,
            about: `Settings of the Docker daemon, ${existing === null ? 'to be put at' : 'joined into your own file, for'} /etc/docker/daemon.json.`
          }
        ]
      : [],
    refused,
    messages: [...merged.messages, ...clashes]
  }
}

/** Two controls may want the same setting. */
function distinct<Wanted extends {readonly path: readonly string[]}>(wanted: readonly Wanted[]): readonly Wanted[] {
  return [...new Map(wanted.map(setting => [setting.path.join('.'), setting])).values()]
}

function notesOf(
  used: readonly ChosenOf<'setting'>[],
  merged: MergedFile,
  existing: Existing | null,
  flags: readonly string[]
): readonly string[] {
  const notes: string[] = []
  if (flags.length > 0)
    notes.push(
      `The first command must show none of ${[...new Set(flags)].map(flag => `\`${flag}\``).join(', ')}: a setting given both as a flag and in the file keeps the daemon from starting. The file is the way taken here; the flags are the other one.`
    )
  if (existing === null && merged.settings.length > 0)
    notes.push('If the host has a daemon.json already, do not replace it: run benchscribe again with `--existing` and that file.')
  for (const {path, state, value} of merged.settings)
    if (state === 'kept')
      notes.push(
        `\`${path.join('.')}\` stays ${JSON.stringify(value)} as in your file. It did not pass in the scan: the daemon has not read it yet, or a flag overrides it.`
      )
  for (const {way} of used)
    for (const path of way.drop) {
      const theirs = existingValue(existing, path)
      const name = `\`${path.join('.')}\``
      if (existing === null)
        notes.push(`Take ${name} out of /etc/docker/daemon.json where it is there: a person does it, for benchscribe deletes no setting.`)
      else if (theirs !== undefined)
        notes.push(`Take ${name} out of your file by hand, where it is ${JSON.stringify(theirs)} now: benchscribe deletes no setting.`)
    }
  notes.push('`dockerd --validate` is there since engine 23.0; before, only a start shows whether the file is taken.')
  return notes
}

/** Flags of the running dockerd, as some scanners print them, that are settings of ours as well. */
function flagClashes(merged: MergedFile, facts: DaemonJsonFacts, evidence: readonly string[]): readonly Message[] {
  const lines = evidence.filter(text => text.includes('dockerd'))
  return merged.settings.flatMap(({path, state}): readonly Message[] => {
    const flags = state === 'refused' ? [] : (facts.keys[path[0] ?? '']?.flags ?? [])
    const flag = flags.find(candidate => lines.some(text => text.split(/[\s=]+/).includes(candidate)))
    return flag === undefined
      ? []
      : [
          {
            file: null,
            line: null,
            column: null,
            rule: 'flag-and-file',
            reason: `dockerd already runs with ${flag}: take the flag out of the unit before you put the file in place, or the daemon does not start.`,
            fatal: false
          }
        ]
  })
}
