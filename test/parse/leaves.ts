/**
 * Read the values of the leaves of a tree in order.
 *
 * @param node Tree.
 * @returns Values.
 */
export function leaves(node: {readonly children?: readonly unknown[]; readonly value?: unknown}): readonly string[] {
  if (node.children) return node.children.flatMap(child => leaves(child as typeof node))
  return typeof node.value === 'string' ? [node.value] : []
}
