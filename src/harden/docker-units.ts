import type {DockerFlagsFacts} from '../model/index.ts'
import {auditRules} from './audit-rules.ts'
import {runFlagMistake} from './check.ts'
import {composeOverride, type ContainerChange, isContainerName, networkScript, runFlags, updateScript} from './containers.ts'
import {dockerfileAdvice} from './dockerfile.ts'
import {permissionsScript} from './permissions.ts'
import type {Chosen} from './select.ts'
import {aboutOf, type ChosenOf, idsOf, needsOf, ofKind, subjectsOf, type Unit, type Units} from './unit.ts'

const nothing: Units = {units: [], files: [], refused: [], messages: []}

/**
 * Make the step that sets modes and owners.
 *
 * @param chosen Controls.
 * @param path Path of the script below the output directory.
 * @param node Whether it is for nodes of Kubernetes.
 * @returns One unit and the script, or nothing.
 */
export function permissionUnits(chosen: readonly Chosen[], path: string, node: boolean): Units {
  const files = ofKind(chosen, 'mode', 'owner')
  if (files.length === 0) return nothing
  const name = path.replace(/^.*\//, '')
  return {
    ...nothing,
    units: [
      {
        title: `Correct modes and owners of ${node ? 'files on the nodes' : 'files of Docker'}`,
        scope: node ? 'node' : 'host',
        needs: [],
        files: [path],
        commands: [`sudo sh ${path}`, `sudo sh ${path} --apply`],
        notes: [
          'The first call changes nothing and prints what is there; keep what it prints, for that is the way back.',
          ...(node ? ['The paths are those of kubeadm: what it prints as absent, your distribution keeps elsewhere or does not have.'] : [])
        ],
        chosen: files
      }
    ],
    files: [
      {
        path,
        text: permissionsScript(
          files.map(one => ({way: one.way, about: aboutOf(one)})),
          name,
          node
        ),
        about: 'Modes and owners of files; prints what it would do, and does it with --apply.'
      }
    ]
  }
}

/**
 * Make the step that watches files of Docker.
 *
 * @param chosen Controls whose way is an audit rule.
 * @param daemonJson Path of daemon.json when it will be there from now on and its check did not apply before; else null.
 * @returns One unit and the rules, or nothing.
 */
export function auditUnits(chosen: readonly ChosenOf<'audit'>[], daemonJson: string | null): Units {
  if (chosen.length === 0) return nothing
  const watches = chosen.map(one => ({way: one.way, about: aboutOf(one)}))
  if (daemonJson !== null && !watches.some(({way}) => way.path === daemonJson))
    watches.push({way: {kind: 'audit', path: daemonJson, directory: false, except: null}, about: 'daemon.json, which is there from now on'})
  return {
    ...nothing,
    units: [
      {
        title: 'Watch the files of Docker with the audit daemon',
        scope: 'host',
        needs: ['reload'],
        files: ['audit.rules'],
        commands: [
          'sudo install -o root -g root -m 640 audit.rules /etc/audit/rules.d/docker.rules',
          'sudo augenrules --load',
          'sudo auditctl -l'
        ],
        notes: [
          'It needs the audit daemon (package `auditd` or `audit`).',
          'A rule names the real path: where a binary is a link, or your distribution keeps it elsewhere, change the path (`readlink -f`). Rules of a kernel that is locked (`-e 2`) change at the next boot.'
        ],
        chosen
      }
    ],
    files: [{path: 'audit.rules', text: auditRules(watches), about: 'Rules for the audit daemon, for /etc/audit/rules.d/docker.rules.'}]
  }
}

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

/**
 * Make the step that changes images.
 *
 * @param chosen Controls whose way is a change of the Dockerfile.
 * @returns One unit and the advice, or nothing.
 */
export function imageUnits(chosen: readonly ChosenOf<'image'>[]): Units {
  if (chosen.length === 0) return nothing
  return {
    ...nothing,
    units: [
      {
        title: 'Change Dockerfiles and build the images anew',
        scope: 'image',
        needs: needsOf(chosen),
        files: ['images/Dockerfile.advice'],
        commands: ['docker build --pull --tag NAME:VERSION .'],
        notes: ['Containers get the new image when they are made anew.'],
        chosen
      }
    ],
    files: [
      {
        path: 'images/Dockerfile.advice',
        text: dockerfileAdvice(
          chosen.map(({control, findings, way}) => ({
            title: control.title,
            ids: idsOf(findings),
            images: subjectsOf(findings),
            way,
            steps: control.fix.steps
          }))
        ),
        about: 'What to change in Dockerfiles, line by line.'
      }
    ]
  }
}

/**
 * Make a step of each control that is fixed by commands or by lines in a file we do not write.
 *
 * @param chosen Controls.
 * @returns Units.
 */
export function commandUnits(chosen: readonly Chosen[]): readonly Unit[] {
  return ofKind(chosen, 'command', 'edit').map(one => ({
    title: one.control.title,
    scope: one.remedy.scope,
    needs: one.remedy.needs,
    files: [],
    commands: one.way.kind === 'command' ? one.way.run : [],
    notes:
      one.way.kind === 'command'
        ? ['Words in capitals are yours to fill in.']
        : [`Put into ${one.way.file}: ${one.way.lines.map(line => `\`${line}\``).join(', ')}.`],
    chosen: [one]
  }))
}
