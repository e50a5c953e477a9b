/** A JSON Schema, as far as shapes are read from it. */
export interface Schema {
  readonly $ref?: string
  readonly $defs?: Readonly<Record<string, Schema>>
  readonly anyOf?: readonly Schema[]
  readonly type?: string
  readonly const?: unknown
  readonly enum?: readonly unknown[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly additionalProperties?: Schema | boolean
  readonly items?: Schema
  readonly description?: string
}

/** What a value may be: several schemas, none of them a reference; null when nothing is known of it. */
export type Shape = readonly Schema[] | null

/** A text. */
export const textShape: Shape = [{type: 'string'}]
/** A number. */
export const numberShape: Shape = [{type: 'number'}]

/**
 * Read what a schema allows.
 *
 * @param schema Schema.
 * @param root Schema that holds its definitions.
 * @returns The shapes; null when it allows anything.
 */
export function shapeOf(schema: Schema, root: Schema): Shape {
  if (schema.$ref !== undefined) {
    const name = schema.$ref.replace('#/$defs/', '')
    const found = root.$defs !== undefined && Object.hasOwn(root.$defs, name) ? root.$defs[name] : undefined
    return found ? shapeOf(found, root) : null
  }
  if (schema.anyOf !== undefined) {
    const parts = schema.anyOf.map(part => shapeOf(part, root))
    return parts.some(part => part === null) ? null : parts.flatMap(part => part ?? [])
  }
  if (schema.type === undefined && schema.const === undefined && schema.enum === undefined) return null
  return [schema]
}

/**
 * Go from a value to a field of it.
 *
 * @param shape The value.
 * @param key Name of the field.
 * @param root Schema that holds the definitions.
 * @returns The field: null when nothing is known of it, undefined when there is none.
 */
export function step(shape: Shape, key: string, root: Schema): Shape | undefined {
  if (shape === null) return null
  const found: Schema[] = []
  let any = false
  for (const schema of shape) {
    const next = field(schema, key)
    if (next === undefined) continue
    const inner = shapeOf(next, root)
    if (inner === null) return null
    any = true
    found.push(...inner)
  }
  return any ? found : undefined
}

function field(schema: Schema, key: string): Schema | undefined {
  if (schema.properties !== undefined && Object.hasOwn(schema.properties, key)) return schema.properties[key]
  if (schema.type === 'object' && typeof schema.additionalProperties === 'object') return schema.additionalProperties
  if (schema.type === 'array' && /^\d{1,9}$/.test(key)) return schema.items ?? {}
  if (key === 'length' && (schema.type === 'array' || schema.type === 'string' || typeof schema.const === 'string')) return {type: 'number'}
  return undefined
}

/**
 * Read what a loop goes through.
 *
 * @param shape A list or an object.
 * @param root Schema that holds the definitions.
 * @returns Its entries; null when nothing is known of them.
 */
export function entries(shape: Shape, root: Schema): Shape {
  if (shape === null) return null
  const found = shape.flatMap((schema): readonly Shape[] => {
    if (schema.type === 'array') return [shapeOf(schema.items ?? {}, root)]
    if (schema.type !== 'object') return []
    const values = Object.values(schema.properties ?? {})
    return [...values, ...(typeof schema.additionalProperties === 'object' ? [schema.additionalProperties] : [])].map(one =>
      shapeOf(one, root)
    )
  })
  return found.length === 0 || found.some(one => one === null) ? null : found.flatMap(one => one ?? [])
}

/**
 * Tell whether a value can be null.
 *
 * @param shape The value.
 * @returns Whether it can; false when nothing is known of it.
 */
export function nullable(shape: Shape): boolean {
  return shape?.some(({type}) => type === 'null') ?? false
}

/**
 * Take null away, where it was asked for.
 *
 * @param shape The value.
 * @returns What it is when it is something.
 */
export function something(shape: Shape): Shape {
  return shape?.filter(({type}) => type !== 'null') ?? null
}

/**
 * Tell whether a field can be missing: an entry of a list, a name of many, a field that is not always there.
 *
 * @param shape The value.
 * @param key Name of the field.
 * @returns Whether it can; false when nothing is known of it.
 */
export function mayMiss(shape: Shape, key: string): boolean {
  return (something(shape) ?? []).some(schema =>
    schema.properties !== undefined && Object.hasOwn(schema.properties, key)
      ? schema.required?.includes(key) !== true
      : schema.type === 'object' || /^\d/.test(key)
  )
}

/**
 * Name the fields of a value.
 *
 * @param shape The value.
 * @returns Their names.
 */
export function fieldsOf(shape: Shape): readonly string[] {
  return [...new Set((shape ?? []).flatMap(({properties}) => Object.keys(properties ?? {})))]
}

/**
 * Tell whether a value can be written.
 *
 * @param shape The value.
 * @returns Whether it may be a text, a number or a truth value.
 */
export function writable(shape: Shape): boolean {
  return shape === null || shape.length === 0 || shape.some(({type}) => type !== 'array' && type !== 'object' && type !== 'null')
}
