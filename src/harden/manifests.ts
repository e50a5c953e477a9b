import type {JsonValue, ManifestWay} from '../model/index.ts'
import type {PlainFile} from './control-plane.ts'
import {yamlFile} from './yaml.ts'

/**
 * Tell whether a name is one that Kubernetes gives a namespace: nothing else gets into what we write.
 *
 * @param name Name.
 * @returns Whether it is a DNS label.
 */
export function isNamespaceName(name: string): boolean {
  return /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/.test(name)
}

/** Levels of Pod Security admission; of two remedies the stricter one counts. */
const levels = ['privileged', 'baseline', 'restricted']
const enforce = 'pod-security.kubernetes.io/enforce'

/**
 * Write objects for the Kubernetes API.
 *
 * @param ways What to write.
 * @param namespaces Namespaces the objects are for.
 * @returns One file for each kind of remedy.
 */
export async function manifestFiles(ways: readonly ManifestWay[], namespaces: readonly string[]): Promise<readonly PlainFile[]> {
  const byFile = new Map<string, Map<string, JsonValue>>()
  for (const {file, objects, each} of ways) {
    const documents = byFile.get(file) ?? new Map<string, JsonValue>()
    byFile.set(file, documents)
    for (const object of objects)
      for (const placed of each === 'cluster' ? [object] : namespaces.map(namespace => inNamespace(object, namespace))) {
        const key = keyOf(placed)
        documents.set(key, stricter(documents.get(key), placed))
      }
  }
  return Promise.all(
    [...byFile].map(async ([file, documents]) => ({
      path: `kubernetes/manifests/${file}`,
      text: await yamlFile([...documents.values()], [`See what it would do: kubectl apply --dry-run=server -f ${file}`])
    }))
  )
}

type Plain = {readonly [key: string]: JsonValue}

function inNamespace(object: Plain, namespace: string): Plain {
  const metadata = object['metadata'] as Plain
  return object['kind'] === 'Namespace'
    ? {...object, metadata: {name: namespace, ...metadata}}
    : {...object, metadata: {...metadata, namespace}}
}

function keyOf(object: Plain): string {
  const {name, namespace} = object['metadata'] as Plain
  return `${String(object['kind'])} ${String(namespace)} ${String(name)}`
}

function stricter(before: JsonValue | undefined, object: Plain): JsonValue {
  const level = levelOf(object)
  return before !== undefined && level !== null && levels.indexOf(levelOf(before as Plain) ?? '') > levels.indexOf(level) ? before : object
}

function levelOf(object: Plain): string | null {
  const labels = (object['metadata'] as Plain)['labels'] as Plain | undefined
  const level = labels?.[enforce]
  return typeof level === 'string' ? level : null
}
