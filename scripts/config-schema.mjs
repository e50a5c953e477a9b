// Writes schema/config.schema.json from the table of options, so that editors know every flag. Run by `npm run build`.
import {readFileSync, writeFileSync} from 'node:fs'
import {verbs} from '../dist/cli/options.js'
import {never} from '../dist/cli/settings/config.js'

const of = ({value, values, help}) => ({
  description: help,
  ...(value === undefined
    ? {type: 'boolean'}
    : values
      ? {enum: values}
      : {type: ['string', 'number', 'array'], items: {type: ['string', 'number']}})
})
const flags = options => Object.fromEntries(options.filter(({name}) => !never.includes(name)).map(option => [option.name, of(option)]))
const mapping = (description, properties) => ({description, type: ['object', 'null'], additionalProperties: false, properties})
const letter = {enum: ['S', 'T', 'R', 'I', 'D', 'E']}

const schema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'benchscribe configuration',
  description: 'benchscribe.config.yaml: defaults of flags, and ratings of your own. See docs/config.md.',
  type: ['object', 'null'],
  additionalProperties: false,
  properties: {
    flags: mapping('Defaults of flags, for every verb that has them', flags(verbs.flatMap(({options}) => options))),
    verbs: mapping(
      'Defaults of flags by verb; they win over `flags`',
      Object.fromEntries(verbs.map(({name, help, options}) => [name, mapping(help, flags(options))]))
    ),
    controls: {
      description: "Severities and STRIDE letters in the place of benchscribe's, by key of the control",
      type: ['object', 'null'],
      additionalProperties: {
        type: 'object',
        additionalProperties: false,
        required: ['reason'],
        anyOf: [{required: ['severity']}, {required: ['stride']}],
        properties: {
          severity: {enum: ['critical', 'high', 'medium', 'low']},
          stride: {
            description: 'What breaks first, and up to two letters that follow',
            oneOf: [letter, {type: 'array', minItems: 1, maxItems: 3, uniqueItems: true, items: letter}]
          },
          reason: {description: 'Why it is yours; reports show it', type: 'string', pattern: '\\S'}
        }
      }
    }
  }
}
const text = `${JSON.stringify(schema, null, 2)}\n`
const path = new URL('../schema/config.schema.json', import.meta.url)
let old = ''
try {
  old = readFileSync(path, 'utf8')
} catch {
  // The first build writes it.
}
if (old !== text) writeFileSync(path, text)
