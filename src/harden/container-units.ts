import type {DockerFlagsFacts} from '../model/index.ts'
import {runFlagMistake} from './check.ts'
import {composeOverride, type ContainerChange, isContainerName, networkScript, runFlags, updateScript} from './containers.ts'
import type {Chosen} from './select.ts'
import {type ChosenOf, idsOf, ofKind, subjectsOf, type Unit, type Units} from './unit.ts'

/**
 * Make the steps for containers: limits while they run, networks, and what needs them made anew.
 *
 * @param chosen Controls.
 * @param facts What is known of the flags.
 * @returns Units and files.
 */
export async function containerUnits(chosen: readonly Chosen[], facts: DockerFlagsFacts): Promise<Units> {
  const refused: {control: string; reason: string}[] = []
  const containers = ofKind(chosen, 'container').filter(({control, way}) => {
    const mistake = way.set.map(({flag, value}) => runFlagMistake(flag, value, facts)).find(reason => reason !== null)
    if (mistake != null) refused.push({control: control.key, reason: `${mistake}.`})
    return mistake == null
  })
  const networks = ofKind(chosen, 'network')
  const strange = new Set<string>()
  const {named, nameless} = changesOf(containers, strange)
  const units: Unit[] = []
  const files: {path: string; text: string; about: string}[] = []
  const update = updateScript(named, 'update.sh')
  const updated = containers.filter(({way}) => way.update.length > 0)
  if (update !== null) {
    files.push({
      path: 'containers/update.sh',
      text: update,
      about: 'Limits for running containers; prints what it would do, and does it with --apply.'
    })
    units.push({
      title: 'Limit running containers',
      scope: 'container',
      needs: [],
      files: ['containers/update.sh'],
      commands: ['sh containers/update.sh', 'sh containers/update.sh --apply'],
      notes: [
        'It lasts until a container is made anew: put the same limits into the command or file that makes it (the step that makes containers anew has them).'
      ],
      chosen: updated
    })
  }
  const onBridge = networks.flatMap(({findings}) => subjectsOf(findings)).filter(name => isContainerName(name) || void strange.add(name))
  if (networks.length > 0)
    units.push({
      title: 'Move containers off the default bridge',
      scope: 'container',
      needs: [],
      files: onBridge.length > 0 ? ['containers/networks.sh'] : [],
      commands:
        onBridge.length > 0
          ? ['sh containers/networks.sh', 'sh containers/networks.sh --apply']
          : ['docker network create NETWORK', 'docker network connect NETWORK CONTAINER', 'docker network disconnect bridge CONTAINER'],
      notes: [
        'Addresses change, and names are resolved on the new network; put the network into the command or file that makes the container as well.'
      ],
      chosen: networks
    })
  if (onBridge.length > 0)
    files.push({
      path: 'containers/networks.sh',
      text: networkScript([...new Set(onBridge)], 'networks.sh'),
      about: 'Networks of their own for containers on the default bridge; does it with --apply.'
    })
  if (containers.length > 0) {
    const compose = await composeOverride(named)
    files.push({
      path: 'containers/run-flags.txt',
      text: runFlags([...named, ...nameless]),
      about: 'Flags of docker run for each container that the log names.'
    })
    if (compose !== null)
      files.push({path: 'containers/compose.override.yaml', text: compose, about: 'The same for Docker Compose, one service a container.'})
    const anew = containers.filter(one => one.way.update.length === 0 || update === null)
    if (anew.length > 0)
      units.push({
        title: 'Make containers anew with safer options',
        scope: 'container',
        needs: ['recreate'],
        files: ['containers/run-flags.txt', ...(compose === null ? [] : ['containers/compose.override.yaml'])],
        commands: compose === null ? [] : ['docker compose config', 'docker compose up --detach'],
        notes: ['One container after the other, and test each: the options that break a program do so at its start or at its first write.'],
        chosen: anew
      })
  }
  const messages = [...strange].map(name => ({
    file: null,
    line: null,
    column: null,
    rule: 'strange-name',
    reason: `${JSON.stringify(name.slice(0, 80))} is no name that Docker gives a container, so nothing was written for it.`,
    fatal: false
  }))
  return {units, files, refused, messages}
}

function changesOf(
  containers: readonly ChosenOf<'container'>[],
  strange: Set<string>
): {readonly named: readonly ContainerChange[]; readonly nameless: readonly ContainerChange[]} {
  const byName = new Map<string, ContainerChange['ways'][number][]>()
  const without: ContainerChange['ways'][number][] = []
  for (const one of containers) {
    const change = {way: one.way, about: idsOf(one.findings).join(', ')}
    const subjects = subjectsOf(one.findings)
    if (subjects.length === 0) without.push(change)
    for (const name of subjects) {
      if (!isContainerName(name)) {
        strange.add(name)
        continue
      }
      const ways = byName.get(name)
      if (ways) ways.push(change)
      else byName.set(name, [change])
    }
  }
  return {
    named: [...byName].map(([name, ways]) => ({name, ways})),
    nameless: without.length === 0 ? [] : [{name: 'Containers that the log does not name', ways: without}]
  }
}
