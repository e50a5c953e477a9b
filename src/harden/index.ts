/**
 * # harden
 * Takes enriched findings, controls, remedies and facts. Gives a plan and the files it uses: path to text.
 * May not: load a catalogue, read or write files, delete a setting of the user, write a key or a flag that the facts do
 * not know.
 * @module
 */
import type {Control, Findings, Message, PlanReport, PlanThreat, Remedies} from '../model/index.ts'
import {type Existing, mergeDaemonJson} from './daemon-json.ts'
import {daemonUnits} from './daemon-unit.ts'
import {containerUnits} from './container-units.ts'
import {auditUnits, commandUnits, imageUnits, permissionUnits} from './docker-units.ts'
import type {HardenFacts} from './facts.ts'
import {kubernetesUnits} from './kubernetes-units.ts'
import {isNamespaceName} from './manifests.ts'
import {planOf} from './plan.ts'
import type {Platform} from './platform.ts'
import {revealsOf} from './reveals.ts'
import {type Chosen, names, type Selection, select} from './select.ts'
import {ofKind, type Unit, type Units} from './unit.ts'
import {verificationOf} from './verify.ts'
import {engineOf, lineOf} from './version.ts'

export type {Existing} from './daemon-json.ts'
export type {HardenFacts} from './facts.ts'

/** What a plan is made with. */
export interface HardenInput {
  /** Controls by key. */
  readonly controls: Readonly<Record<string, Control>>
  /** Remedies by key of their control. */
  readonly remedies: Remedies
  /** Facts that keys and flags are checked against. */
  readonly facts: HardenFacts
}

/** What only the caller of `harden` knows. */
export interface HardenOptions {
  /** Only these: ids of checks or keys of controls; default: all that fail. */
  readonly only?: readonly string[]
  /** Not these. */
  readonly skip?: readonly string[]
  /** These too, although a person has to decide; `all` for every one that fails. */
  readonly include?: readonly string[]
  /** Version of the Docker engine the files are for (example: `'28'`); default: what the log says, else the newest known. */
  readonly engine?: string
  /** Kubernetes minor the files are for (example: `'1.31'`); default: 1.31. */
  readonly kubernetes?: string
  /** The user's own daemon.json, to be joined with ours. */
  readonly existing?: Existing | null
  /** Namespaces that manifests are for; default: `default`. */
  readonly namespaces?: readonly string[]
  /** A later scan to verify the plan with, enriched. */
  readonly after?: Findings
  /** Threats that controls answer, by key of the control. */
  readonly threats?: Readonly<Record<string, readonly PlanThreat[]>>
  /** Title of the plan. */
  readonly title?: string
  /** When it is made, ISO 8601. */
  readonly now?: string | null
  /** Version of this library. */
  readonly version?: string
}

/** A plan with its files. */
export interface Hardening {
  /** The plan; a report, so that it can be rendered. */
  readonly plan: PlanReport
  /** Files by path below the output directory, with `/`. */
  readonly files: Readonly<Record<string, string>>
}

const newestMinor = '1.31'

/**
 * Plan how findings are fixed and write the configuration that does it.
 *
 * @param document Findings, enriched.
 * @param input Controls, remedies and facts.
 * @param options What only the caller knows.
 * @returns The plan and its files.
 */
export async function hardenWith(
  document: Findings,
  {controls, remedies, facts}: HardenInput,
  options: HardenOptions = {}
): Promise<Hardening> {
  const existing = options.existing ?? null
  const messages: Message[] = []
  const engine = engineFor(document, facts, options.engine, messages)
  const minor = /^v?(\d+\.\d+)/.exec(options.kubernetes ?? newestMinor)?.[1] ?? newestMinor
  const usable = usableExisting(existing, facts, engine, messages)
  const selected = select(document, controls, remedies, {
    ...(options.only === undefined ? {} : {only: options.only}),
    skip: options.skip ?? [],
    include: options.include ?? [],
    existing: usable ? existing : null
  })
  const tokens = [...(options.only ?? []), ...(options.skip ?? []), ...(options.include ?? [])]
  messages.push(...unmatched(tokens, document), ...warningsOf(selected, controls), ...severalHosts(document))
  // A file we cannot read is not replaced by one of ours.
  const chosen = usable ? selected.chosen : selected.chosen.filter(({way}) => way.kind !== 'setting' || way.file !== 'daemon.json')
  const parts = [
    ...(await dockerParts(chosen, document, facts, usable ? existing : null, engine)),
    ...(await kubernetesParts(chosen, facts, minor, options.namespaces ?? ['default'], messages))
  ]
  const refused = parts.flatMap(part => part.refused)
  const files = parts.flatMap(part => part.files)
  messages.push(...parts.flatMap(part => part.messages))
  const kept = chosen.filter(({control}) => !refused.some(one => one.control === control.key))
  const selection: Selection = {
    ...selected,
    chosen: kept,
    unfixable: [
      ...selected.unfixable,
      ...chosen.flatMap(one => {
        const reason = refused.find(({control}) => control === one.control.key)?.reason
        return reason === undefined ? [] : [{control: one.control, findings: one.findings, platform: one.platform, reason}]
      })
    ]
  }
  const units = parts.flatMap(part => part.units).map(unit => ({...unit, chosen: unit.chosen.filter(one => kept.includes(one))}))
  const watched = files.some(({path, text}) => path === 'audit.rules' && text.includes(`path=${daemonJsonPath} `))
  const plan = planOf({
    document,
    selection,
    units: units.filter(unit => unit.chosen.length > 0),
    files: files.map(({path, about}) => ({path, about})),
    reveals: revealsOf(selection, document, controls, watched),
    verification: options.after === undefined ? null : verificationOf(selection, document, options.after, controls),
    engine: facts.docker === null ? null : engine,
    minor: facts.kubernetes === null ? null : minor,
    messages: [...document.messages, ...messages],
    threats: options.threats ?? {},
    title: options.title ?? null,
    now: options.now ?? null,
    version: options.version ?? '0'
  })
  return {plan, files: Object.fromEntries(files.map(({path, text}) => [path, text]))}
}

const daemonJsonPath = '/etc/docker/daemon.json'

function engineFor(document: Findings, facts: HardenFacts, asked: string | undefined, messages: Message[]): string {
  const lines = facts.docker?.daemonJson.engines ?? []
  const newest = lines.at(-1) ?? ''
  const printed = engineOf(document.findings)
  const wanted = asked ?? printed
  if (wanted === null || facts.docker === null) return lines.findLast(line => line.startsWith('28.')) ?? newest
  const line = lineOf(wanted, lines)
  if (line === null) {
    const nearest = lines.find(candidate => Number.parseFloat(candidate) >= Number.parseFloat(wanted)) ?? newest
    messages.push(
      said('engine-not-known', `Nothing is known of engine ${wanted}; keys are checked for ${nearest}. Known are ${lines.join(', ')}.`)
    )
    return nearest
  }
  return line
}

function usableExisting(existing: Existing | null, {docker}: HardenFacts, engine: string, messages: Message[]): boolean {
  if (existing === null || docker === null) return true
  const fatal = mergeDaemonJson(existing, [], docker.daemonJson, engine).messages.find(message => message.fatal)
  if (fatal) messages.push(fatal)
  return fatal === undefined
}

async function dockerParts(
  chosen: readonly Chosen[],
  document: Findings,
  {docker}: HardenFacts,
  existing: Existing | null,
  engine: string
): Promise<readonly Units[]> {
  if (docker === null) return []
  const mine = chosen.filter(({control}) => control.key.startsWith('docker.'))
  const settings = ofKind(mine, 'setting').filter(({way}) => way.file === 'daemon.json')
  const evidence = document.findings.flatMap(({evidence: {actual}}) => (actual === null ? [] : [actual]))
  const daemon = daemonUnits(settings, existing, docker.daemonJson, engine, evidence)
  const outcomes = document.findings.filter(({control}) => control === 'docker.audit.daemon-json').map(({outcome}) => outcome)
  const appears = daemon.files.length > 0 && outcomes.every(outcome => outcome === 'skipped' || outcome === 'info')
  return [
    permissionUnits(mine, 'permissions.sh', false),
    auditUnits(ofKind(mine, 'audit'), appears ? daemonJsonPath : null),
    daemon,
    await containerUnits(mine, docker.flags),
    imageUnits(ofKind(mine, 'image')),
    unitsOnly(commandUnits(mine))
  ]
}

async function kubernetesParts(
  chosen: readonly Chosen[],
  {kubernetes}: HardenFacts,
  minor: string,
  asked: readonly string[],
  messages: Message[]
): Promise<readonly Units[]> {
  if (kubernetes === null) return []
  const mine = chosen.filter(({control}) => control.key.startsWith('k8s.'))
  const namespaces = asked.filter(isNamespaceName)
  for (const name of asked.filter(one => !isNamespaceName(one)))
    messages.push(
      said(
        'strange-name',
        `${JSON.stringify(name.slice(0, 80))} is no name that Kubernetes gives a namespace, so nothing was written for it.`
      )
    )
  const platforms = new Set(mine.flatMap(({platform}): readonly Platform[] => (platform === null ? [] : [platform])))
  if (platforms.size > 1)
    messages.push(
      said(
        'several-platforms',
        `The logs are of several kinds of cluster (${[...platforms].join(', ')}); the files are for the first: plan each with a call of its own.`
      )
    )
  const [platform = 'kubeadm'] = platforms
  return [
    permissionUnits(mine, 'kubernetes/permissions.sh', true),
    await kubernetesUnits(mine, {platform, facts: kubernetes, minor, namespaces}),
    unitsOnly(commandUnits(mine))
  ]
}

function unitsOnly(units: readonly Unit[]): Units {
  return {units, files: [], refused: [], messages: []}
}

/** Two hosts need two sets of files, unless they are alike. */
function severalHosts({scans}: Findings): readonly Message[] {
  const docker = scans.filter(({tool}) => tool !== 'kube-bench').length
  return docker > 1
    ? [
        said(
          'several-hosts',
          `These are ${docker} scans of Docker hosts, and the files are for all of them at once: where the hosts differ, plan each log with a call of its own.`
        )
      ]
    : []
}

function unmatched(tokens: readonly string[], {findings}: Findings): readonly Message[] {
  return tokens.flatMap(token =>
    token === 'all' || findings.some(finding => names(token, finding))
      ? []
      : [said('nothing-selected', `No check of these logs has the id or the control ${JSON.stringify(token.slice(0, 80))}.`)]
  )
}

function warningsOf({warnings}: Selection, controls: Readonly<Record<string, Control>>): readonly Message[] {
  return warnings.map(({control, reason}) => said('conflict', `${controls[control]?.title ?? control}: ${reason}`))
}

function said(rule: string, reason: string): Message {
  return {file: null, line: null, column: null, rule, reason, fatal: false}
}
