import type {LineDialect} from '../dialect.ts'
import {readBenchCommon} from './bench-common.ts'
import {claimBenchCommon} from './bench-common-lines.ts'

/** Text of kube-bench, every release. */
export const kubeBenchText: LineDialect = {
  kind: 'lines',
  name: 'kube-bench-text',
  title: 'kube-bench, text',
  tool: 'kube-bench',
  claims: line => claimBenchCommon(line).kube,
  read: (emit, node) => readBenchCommon(kubeBenchText, emit, node)
}
