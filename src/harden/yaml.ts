import type {Document} from 'yaml'
import type {JsonValue} from '../model/index.ts'

/** Words that some version of YAML takes for something else than a string. */
const reserved = /^(?:y|n|yes|no|on|off|true|false|null|nan|inf|e[0-9_]*)$/i
const plain = /^[A-Za-z/](?:[A-Za-z0-9 ._/=-]*[A-Za-z0-9_/])?$/

/**
 * Quote every string of a document that any version of YAML could read as something else: Kubernetes reads YAML 1.1,
 * Compose something between 1.1 and 1.2.
 *
 * @param document Document; changed in place.
 */
export async function quoteStrings(document: Document): Promise<void> {
  const {visit} = await import('yaml')
  visit(document, {
    Scalar(_, scalar) {
      if (typeof scalar.value !== 'string') return
      scalar.type = plain.test(scalar.value) && !reserved.test(scalar.value) ? 'PLAIN' : 'QUOTE_DOUBLE'
    }
  })
}

/**
 * Write YAML documents.
 *
 * @param documents Values; maps keep their order.
 * @param about Lines of the comment on top.
 * @returns YAML; strings that another reader could take for something else are quoted.
 */
export async function yamlFile(documents: readonly JsonValue[], about: readonly string[]): Promise<string> {
  const {Document} = await import('yaml')
  const bodies: string[] = []
  for (const value of documents) {
    const document = new Document(value, {aliasDuplicateObjects: false})
    await quoteStrings(document)
    bodies.push(document.toString({lineWidth: 0}))
  }
  return `${['Written by benchscribe.', ...about].map(line => `# ${line}\n`).join('')}${bodies.join('---\n')}`
}
