import type {LineDialect} from '../dialect.ts'
import {readBenchCommon} from './bench-common.ts'
import {claimBenchCommon} from './bench-common-lines.ts'

/** Text of Aqua's docker-bench. */
export const dockerBenchText: LineDialect = {
  kind: 'lines',
  name: 'docker-bench-text',
  title: 'docker-bench (Aqua), text',
  tool: 'docker-bench',
  claims: line => claimBenchCommon(line).docker,
  read: (emit, node) => readBenchCommon(dockerBenchText, emit, node)
}
