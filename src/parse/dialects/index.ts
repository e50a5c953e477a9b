import type {Dialect} from '../dialect.ts'
import {dockerBenchJson, kubeBenchJson} from './bench-common-json.ts'
import {benchscribeFindingsJson, benchscribeFindingsNdjson} from './benchscribe-findings.ts'
import {dockerBenchSecurityJson} from './docker-bench-security-json.ts'
import {dockerBenchSecurityText} from './docker-bench-security-text.ts'
import {dockerBenchText} from './docker-bench-text.ts'
import {kubeBenchJunit} from './kube-bench-junit.ts'
import {kubeBenchText} from './kube-bench-text.ts'

/** The dialects that are read, in order: earlier ones win ties. */
export const dialects: readonly Dialect[] = Object.freeze([
  dockerBenchSecurityJson,
  dockerBenchJson,
  kubeBenchJson,
  kubeBenchJunit,
  benchscribeFindingsJson,
  benchscribeFindingsNdjson,
  dockerBenchSecurityText,
  kubeBenchText,
  dockerBenchText
])
