// Writes schema/report-KIND.schema.json, what a template of each kind may say, from the types in src/model/ and their
// comments. Run it when those change: `node scripts/report-schemas.mjs`; a test holds them together.
import {writeFileSync} from 'node:fs'
import {fileURLToPath, pathToFileURL} from 'node:url'
import ts from 'typescript'

/** The kinds of report with the type of each and what its schema says of itself. */
const kinds = {
  scan: ['ScanReport', 'What a template of `report` may say.'],
  diff: ['DiffReport', 'What a template of `diff` may say.'],
  plan: ['PlanReport', 'What a template of `harden` may say.'],
  threats: ['ThreatsReport', 'What a template of `threats` may say.'],
  'write-up': ['WriteUpReport', 'What a template of a write-up may say.'],
  lint: ['LintReport', 'What a template of `lint` may say.']
}

/** Schemas by kind, as text. */
export function reportSchemas() {
  const path = fileURLToPath(new URL('../src/model/index.ts', import.meta.url))
  const program = ts.createProgram([path], {
    target: ts.ScriptTarget.ES2023,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    strict: true,
    exactOptionalPropertyTypes: true,
    allowImportingTsExtensions: true,
    noEmit: true,
    types: []
  })
  const checker = program.getTypeChecker()
  const source = program.getSourceFile(path)
  const exported = new Map(checker.getExportsOfModule(checker.getSymbolAtLocation(source)).map(symbol => [symbol.name, symbol]))
  return Object.fromEntries(
    Object.entries(kinds).map(([kind, [name, description]]) => {
      const type = checker.getDeclaredTypeOfSymbol(exported.get(name))
      return [kind, `${JSON.stringify(schemaOf(checker, type, kind, description), null, 2)}\n`]
    })
  )
}

function schemaOf(checker, root, kind, description) {
  const defs = new Map()
  const body = objectOf(root)
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: `https://benchscribe.invalid/schema/report-${kind}.schema.json`,
    title: `benchscribe ${kind} report`,
    description: `${description} Unknown fields are allowed.`,
    ...body,
    $defs: Object.fromEntries([...defs].toSorted(([a], [b]) => (a < b ? -1 : 1)))
  }

  function of(type) {
    if (type.flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown)) return {}
    if (type.flags & ts.TypeFlags.Null) return {type: 'null'}
    if (type.isStringLiteral() || type.isNumberLiteral()) return {const: type.value}
    if (type.flags & ts.TypeFlags.BooleanLiteral) return {const: checker.typeToString(type) === 'true'}
    if (type.flags & ts.TypeFlags.String) return {type: 'string'}
    if (type.flags & ts.TypeFlags.Number) return {type: 'number'}
    if (type.flags & ts.TypeFlags.Boolean) return {type: 'boolean'}
    if (type.isUnion()) return unionOf(type)
    if (checker.isTupleType(type)) return {type: 'array', items: either(checker.getTypeArguments(type).map(of))}
    if (checker.isArrayType(type)) return {type: 'array', items: of(checker.getTypeArguments(type)[0])}
    const name = nameOf(type)
    if (name === null) return objectOf(type)
    if (!defs.has(name)) {
      // Named before it is known, for types may hold themselves.
      defs.set(name, {})
      defs.set(name, {...documented(type.symbol), ...objectOf(type)})
    }
    return {$ref: `#/$defs/${name}`}
  }

  function unionOf(type) {
    const parts = type.types.filter(part => !(part.flags & ts.TypeFlags.Undefined))
    if (parts.every(part => part.flags & ts.TypeFlags.BooleanLiteral)) return {type: 'boolean'}
    const boolean = parts.filter(part => part.flags & ts.TypeFlags.BooleanLiteral).length === 2
    const rest = boolean ? parts.filter(part => !(part.flags & ts.TypeFlags.BooleanLiteral)) : parts
    const words = rest.filter(part => part.isStringLiteral() || part.isNumberLiteral())
    const others = rest.filter(part => !words.includes(part)).map(of)
    return either([
      ...(words.length === 0 ? [] : [words.length === 1 ? {const: words[0].value} : {enum: words.map(({value}) => value)}]),
      ...(boolean ? [{type: 'boolean'}] : []),
      ...others
    ])
  }

  function objectOf(type) {
    const properties = {}
    const required = []
    for (const symbol of checker.getPropertiesOfType(type)) {
      const optional = (symbol.flags & ts.SymbolFlags.Optional) !== 0
      properties[symbol.name] = {...documented(symbol), ...of(checker.getTypeOfSymbol(symbol))}
      if (!optional) required.push(symbol.name)
    }
    const index = checker.getIndexInfosOfType(type)[0]
    return {
      type: 'object',
      ...(required.length === 0 ? {} : {required}),
      ...(Object.keys(properties).length === 0 ? {} : {properties}),
      ...(index === undefined ? {} : {additionalProperties: of(index.type)})
    }
  }

  function documented(symbol) {
    const text = ts.displayPartsToString(symbol.getDocumentationComment(checker)).replace(/\s+/g, ' ').trim()
    return text === '' ? {} : {description: text}
  }
}

/** The name of an interface of ours; null for types without one and those made of others, like `Readonly<…>`. */
function nameOf(type) {
  if (type.aliasSymbol?.declarations?.some(({kind}) => kind === ts.SyntaxKind.TypeAliasDeclaration) && !type.aliasTypeArguments) {
    const name = type.aliasSymbol.name
    return /^[A-Z]/.test(name) && type.symbol?.flags & ts.SymbolFlags.TypeLiteral ? name : null
  }
  return type.isClassOrInterface() && type.symbol.name !== 'Array' ? type.symbol.name : null
}

function either(schemas) {
  const different = [...new Map(schemas.map(schema => [JSON.stringify(schema), schema])).values()]
  return different.length === 1 ? different[0] : {anyOf: different}
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href)
  for (const [kind, text] of Object.entries(reportSchemas()))
    writeFileSync(new URL(`../schema/report-${kind}.schema.json`, import.meta.url), text)
