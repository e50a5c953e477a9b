import type {ContainerWay, JsonValue} from '../model/index.ts'
import {comment, quote, scriptHead} from './shell.ts'
import {quoteStrings} from './yaml.ts'

/** A container with what is to change about it. */
export interface ContainerChange {
  /** Name, by Docker's grammar. */
  readonly name: string
  /** What to change, with ids of the findings it fixes. */
  readonly ways: readonly {readonly way: ContainerWay; readonly about: string}[]
}

/**
 * Tell whether a name is one that Docker gives a container: nothing else gets into what we write.
 *
 * @param name Name as a log has it.
 * @returns Whether it is.
 */
export function isContainerName(name: string): boolean {
  // moby: daemon/names, RestrictedNameChars.
  return /^[a-zA-Z0-9][a-zA-Z0-9_.-]{1,254}$/.test(name)
}

/**
 * Write the flags of `docker run` for each container.
 *
 * @param containers Containers.
 * @returns Text; lines with `add` and `remove`.
 */
export function runFlags(containers: readonly ContainerChange[]): string {
  const lines = [
    'Flags of docker run for each container that the log names, written by benchscribe.',
    'Create the container again with the flags behind "add" and without those behind "remove".',
    'Words in capitals are yours to fill in.',
    ''
  ]
  for (const {name, ways} of containers) {
    lines.push(name)
    for (const {way, about} of ways) {
      const add = way.set.map(({flag, value}) => (value === null ? flag : `${flag} ${quote(value)}`))
      if (add.length > 0) lines.push(`  add     ${add.join(' ')}   (${about})`)
      for (const flag of way.drop) lines.push(`  remove  ${flag}   (${about})`)
    }
    lines.push('')
  }
  return `${lines.join('\n').trimEnd()}\n`
}

/**
 * Write a Compose file that overrides services.
 *
 * @param containers Containers; each becomes a service of its name.
 * @returns YAML, or null when nothing can be said in a Compose file.
 */
export async function composeOverride(containers: readonly ContainerChange[]): Promise<string | null> {
  const {Document} = await import('yaml')
  const services = new Map<string, Map<string, JsonValue>>()
  const resets: (readonly [string, string])[] = []
  for (const {name, ways} of containers) {
    const service = new Map<string, JsonValue>()
    for (const {way} of ways) {
      for (const [key, value] of Object.entries(way.compose)) service.set(key, joined(service.get(key), value))
      for (const key of way.reset) {
        service.set(key, null)
        resets.push([name, key])
      }
    }
    if (service.size > 0) services.set(name, service)
  }
  if (services.size === 0) return null
  const document = new Document({services}, {aliasDuplicateObjects: false})
  await quoteStrings(document)
  document.commentBefore = [
    ' Written by benchscribe. Put it beside your compose.yaml and read the result: docker compose config',
    ' Each service has the name of its container here: rename it to the name it has in your compose.yaml.',
    ...(resets.length > 0 ? [' !reset clears what your file says; it needs Docker Compose 2.24 or newer.'] : [])
  ].join('\n')
  for (const [name, key] of resets) {
    const node = document.createNode(null)
    node.tag = '!reset'
    document.setIn(['services', name, key], node)
  }
  return document.toString({lineWidth: 0, nullStr: 'null'})
}

/** Lists of several remedies are joined, objects merged, anything else is the last one's. */
function joined(before: JsonValue | undefined, value: JsonValue): JsonValue {
  if (Array.isArray(before) && Array.isArray(value)) return [...new Set([...before, ...value])]
  if (isMap(before) && isMap(value)) return {...before, ...value}
  return value
}

function isMap(value: JsonValue | undefined): value is {readonly [key: string]: JsonValue} {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/**
 * Write the script that changes limits of running containers.
 *
 * @param containers Containers.
 * @param name File name of the script.
 * @returns The script, or null when nothing can be changed while they run.
 */
export function updateScript(containers: readonly ContainerChange[], name: string): string | null {
  const calls = containers.flatMap(({name: container, ways}): readonly string[] => {
    const updates = new Map(ways.flatMap(({way}) => way.update.map(({flag, value}) => [flag, value] as const)))
    if (updates.size === 0) return []
    const flags = [...updates].map(([flag, value]) => (value === null ? flag : `${flag} ${quote(value)}`)).join(' ')
    return [`run docker update ${flags} ${quote(container)}`]
  })
  if (calls.length === 0) return null
  return [
    ...scriptHead(name, 'Limits of running containers, written by benchscribe. They last until a container is created anew.'),
    ...runFunction,
    ...calls,
    ''
  ].join('\n')
}

const runFunction = ['run() {', '  if [ "$apply" = yes ]; then "$@"; else echo "would  $*"; fi', '}', '']

/**
 * Write the script that moves containers from the default bridge to networks of their own.
 *
 * @param names Names of containers, by Docker's grammar.
 * @param file File name of the script.
 * @returns The script.
 */
export function networkScript(names: readonly string[], file: string): string {
  const groups = new Map<string, string[]>()
  for (const name of names) {
    // Names of one application often begin alike: shop-web, shop-db; Compose writes project-service-1.
    const group = `${/^[a-zA-Z0-9]+/.exec(name)?.[0] ?? name}-net`
    const members = groups.get(group)
    if (members) members.push(name)
    else groups.set(group, [name])
  }
  const calls = [...groups].flatMap(([network, members]) => [
    comment(
      members.length === 1
        ? `On ${network} it is alone; join containers that must talk to each other on one network.`
        : `On ${network} these can talk to each other; change the grouping where it is wrong.`
    ),
    `run docker network create --driver bridge ${quote(network)}`,
    ...members.flatMap(name => [
      `run docker network connect ${quote(network)} ${quote(name)}`,
      `run docker network disconnect bridge ${quote(name)}`
    ]),
    ''
  ])
  return [
    ...scriptHead(file, 'Networks of their own for containers on the default bridge, written by benchscribe.'),
    ...runFunction,
    ...calls
  ].join('\n')
}
