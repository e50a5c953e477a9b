/** A node of the syntax tree of a template. */
export interface Node {
  readonly type: string
}

/** What can be called: a helper with its arguments. */
export interface Expression {
  readonly path: Node
  readonly params: readonly hbs.AST.Expression[]
  readonly hash?: hbs.AST.Hash
}

// The name of a partial is no path, though it is written like one.
const parts = ['path', 'params', 'hash', 'program', 'inverse', 'body', 'pairs', 'value'] as const

/**
 * List the nodes inside of a node, in the order in which they are written.
 *
 * @param node Node.
 * @returns Its children.
 */
export function childrenOf(node: Node): readonly Node[] {
  const record = node as unknown as Readonly<Record<string, unknown>>
  return parts.flatMap(part => {
    const value = record[part]
    return (Array.isArray(value) ? value : [value]).filter(
      (child): child is Node => typeof child === 'object' && child !== null && typeof (child as {type?: unknown}).type === 'string'
    )
  })
}

/**
 * Read the name of a helper.
 *
 * @param path What is called.
 * @returns Its name; null when it is a path or something else that is no helper.
 */
export function nameOf(path: Node): string | null {
  // Handlebars reads `{{"x"}}` as `{{x}}`.
  if (path.type.endsWith('Literal')) return String((path as {original?: unknown}).original)
  if (path.type !== 'PathExpression') return null
  const {parts: names, depth, data, original} = path as unknown as hbs.AST.PathExpression
  const [name] = names
  return names.length === 1 && name !== undefined && depth === 0 && !data && !/^(?:this\b|\.)/.test(original) ? name : null
}

/**
 * List the partials that a template names.
 *
 * @param node Syntax tree.
 * @returns Each statement with its name, in order; those whose name is computed are left out.
 */
export function partialsOf(node: Node): readonly {readonly name: string; readonly node: hbs.AST.Node}[] {
  const own =
    node.type === 'PartialStatement' || node.type === 'PartialBlockStatement'
      ? [(node as unknown as hbs.AST.PartialStatement).name].flatMap(name =>
          name.type === 'SubExpression' ? [] : [{name: String((name as hbs.AST.PathExpression).original), node: node as hbs.AST.Node}]
        )
      : []
  return [...own, ...childrenOf(node).flatMap(partialsOf)]
}

/**
 * Tell whether a template computes the name of a partial.
 *
 * @param node Syntax tree.
 * @returns Whether it does.
 */
export function computesPartials(node: Node): boolean {
  const {name} = node as {name?: Node}
  return (/^Partial(?:Block)?Statement$/.test(node.type) && name?.type === 'SubExpression') || childrenOf(node).some(computesPartials)
}
