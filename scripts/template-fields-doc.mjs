// Writes the list of fields at the end of docs/templates.md from schema/report-KIND.schema.json. Run it when those
// change: `node scripts/template-fields-doc.mjs`; a test holds them together.
import {readFileSync, writeFileSync} from 'node:fs'
import {pathToFileURL} from 'node:url'

const page = new URL('../docs/templates.md', import.meta.url)
const begin = '<!-- The rest is written by scripts/template-fields-doc.mjs. -->'

/** The verb that makes each kind of report. */
const verbs = {
  scan: '`report`',
  diff: '`diff`',
  plan: '`harden`',
  threats: '`threats`',
  'write-up': '`report --template write-up`',
  lint: '`lint`'
}

/** The page with its list of fields as the schemas say. */
export function withFields(text) {
  const schemas = Object.fromEntries(
    Object.keys(verbs).map(kind => [
      kind,
      JSON.parse(readFileSync(new URL(`../schema/report-${kind}.schema.json`, import.meta.url), 'utf8'))
    ])
  )
  const at = text.indexOf(begin)
  return `${at < 0 ? `${text.trimEnd()}\n\n` : text.slice(0, at)}${begin}\n\n${fields(schemas)}`
}

function fields(schemas) {
  const kinds = Object.entries(schemas).flatMap(([kind, schema]) => [`### ${kind}, from ${verbs[kind]}`, '', ...table(schema), ''])
  const parts = new Map()
  for (const schema of Object.values(schemas))
    for (const [name, part] of Object.entries(schema.$defs)) {
      if (parts.has(name) && JSON.stringify(parts.get(name)) !== JSON.stringify(part)) throw new Error(`Two parts are called ${name}`)
      parts.set(name, part)
    }
  const names = [...parts.keys()].toSorted()
  return [
    ...kinds,
    '### Parts of reports',
    '',
    ...names.flatMap(name => [
      `#### ${name}`,
      '',
      ...(parts.get(name).description ? [parts.get(name).description, ''] : []),
      ...table(parts.get(name)),
      ''
    ])
  ]
    .join('\n')
    .replace(/\n+$/, '\n')
}

function table(schema) {
  const rows = rowsOf(schema, '')
  return rows.length === 0 ? [typeOf(schema)] : ['| field | is | what it is |', '|---|---|---|', ...rows]
}

/** A field a row; the fields of a part without a name stand below it. */
function rowsOf(schema, before) {
  return Object.entries(schema.properties ?? {}).flatMap(([name, field]) => {
    const missing = schema.required?.includes(name) ? '' : ', may be missing'
    const inner = innerOf(field)
    const plain = plainOf(inner.schema)
    // Counts by name and the like take one line.
    if (plain !== null && !inner.list)
      return [
        `| ${plain.map(key => `\`${before}${name}.${key}\``).join(' ')} | ${typeOf(inner.schema.properties[plain[0]])} each${missing} | ${field.description ?? ''} |`
      ]
    return [
      `| \`${before}${name}\` | ${typeOf(field)}${missing} | ${(field.description ?? '').replaceAll('|', '\\|')} |`,
      ...rowsOf(inner.schema, `${before}${name}${inner.list ? '[].' : '.'}`)
    ]
  })
}

/** The names of fields that are all alike and say nothing of themselves; else null. */
function plainOf({properties = {}, required = []}) {
  const fields = Object.values(properties)
  const alike = new Set(fields.map(field => JSON.stringify(field))).size === 1 && fields.length > 1 && fields[0].properties === undefined
  return alike && fields[0].description === undefined && required.length === fields.length ? Object.keys(properties) : null
}

/** The object without a name that a field holds, or a list of such; else nothing. */
function innerOf(field) {
  const one = (field.anyOf ?? [field]).find(part => part.properties !== undefined || part.items?.properties !== undefined)
  return one === undefined
    ? {schema: {}, list: false}
    : one.properties === undefined
      ? {schema: one.items, list: true}
      : {schema: one, list: false}
}

function typeOf(schema) {
  if (schema.$ref) return link(schema.$ref)
  if (schema.anyOf) {
    const parts = schema.anyOf.filter(({type}) => type !== 'null').map(typeOf)
    return [...parts, ...(parts.length < schema.anyOf.length ? ['null'] : [])].join(' or ')
  }
  if (schema.enum) return schema.enum.map(value => `\`${value}\``).join(' ')
  if ('const' in schema) return `\`${schema.const}\``
  if (schema.type === 'array') return `list of ${typeOf(schema.items)}`
  if (schema.type === 'object')
    return typeof schema.additionalProperties === 'object' ? `${typeOf(schema.additionalProperties)} by name` : 'its fields'
  return {string: 'text', number: 'number', boolean: 'true or false', null: 'null'}[schema.type] ?? 'anything'
}

function link(ref) {
  const name = ref.replace('#/$defs/', '')
  return `[${name}](#${name.toLowerCase()})`
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href)
  writeFileSync(page, withFields(readFileSync(page, 'utf8')))
