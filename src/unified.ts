import type {Plugin, Processor} from 'unified'
import {type BenchRoot, parseTree} from './parse/index.ts'

/**
 * Read bench logs with unified.
 *
 * @example
 * ```ts
 * const tree = unified().use(benchParse).parse('[INFO] Checks: 1\n')
 * tree.type // 'root'
 * ```
 */
export const benchParse: Plugin<[], string, BenchRoot> = function benchParse(this: Processor): undefined {
  this.parser = (text: string) => parseTree(text)
} as Plugin<[], string, BenchRoot>

/**
 * Write the tree of a bench log back with unified: the log, byte for byte.
 *
 * @example
 * ```ts
 * String(await unified().use(benchParse).use(benchCompile).process('[INFO] Checks: 1\n')) // '[INFO] Checks: 1\n'
 * ```
 */
export const benchCompile: Plugin<[], BenchRoot, string> = function benchCompile(this: Processor): undefined {
  this.compiler = node => {
    const values: string[] = []
    const pending: unknown[] = [node]
    for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
      const {children, value} = next as {children?: readonly unknown[]; value?: string}
      if (children) for (const child of children.toReversed()) pending.push(child)
      else if (value !== undefined) values.push(value)
    }
    return values.join('')
  }
} as Plugin<[], BenchRoot, string>
