import {auditRules} from './audit-rules.ts'
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
