import type {JsonValue} from '../model/index.ts'

/**
 * Write YAML documents.
 *
 * @param documents Values; maps keep their order.
 * @param about Lines of the comment on top.
 * @returns YAML; strings that another reader could take for something else are quoted.
 */
export async function yamlFile(documents: readonly JsonValue[], about: readonly string[]): Promise<string> {
  const {stringify} = await import('yaml')
  const bodies = documents.map(value => stringify(value, {lineWidth: 0, version: '1.1', aliasDuplicateObjects: false}))
  return `${['Written by benchscribe.', ...about].map(line => `# ${line}\n`).join('')}${bodies.join('---\n')}`
}
