/**
 * # benchscribe
 * Reads docker-bench and kube-bench logs into typed findings, says what each one means, writes reports.
 * Browser-safe: no files, no clock, no randomness.
 * @packageDocumentation
 */
export {fixFirst, merge, score, scoreOf, type ToFix, weights} from './analyse/index.ts'
export {
  type Found,
  type Framework,
  findControls,
  loadCatalog,
  loadDockerFacts,
  loadFileModes,
  loadKubernetesFacts,
  type Place as ControlPlace
} from './catalog/index.ts'
export {enrich} from './enrich/index.ts'
export type * from './model/index.ts'
export {
  type BenchCheck,
  type BenchLine,
  type BenchNode,
  type BenchRoot,
  type BenchScan,
  type BenchSection,
  type Dialect,
  type DocumentDialect,
  decode,
  dialects,
  type Event,
  type Line,
  type LineDialect,
  type LineReader,
  type ParseOptions,
  type Place,
  parse,
  parseTree
} from './parse/index.ts'
export {
  combine,
  type LintKnowledge,
  type LintOptions,
  lint,
  loadLintKnowledge,
  type RenderCall,
  type ReportOptions,
  render,
  report
} from './pipeline.ts'
export {fullTemplate, type Renderer, type RenderOptions, renderers, type Template, TemplateError} from './render/index.ts'
export {benchCompile, benchParse} from './unified.ts'
export {version} from './version.ts'
export {readWriteUp} from './writeup/index.ts'
