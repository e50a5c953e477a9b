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
  loadTechniques,
  loadThreats,
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
export {combine, type RenderCall, type ReportOptions, render, report, type ThreatsOptions, threats} from './pipeline.ts'
export {fullTemplate, type Renderer, type RenderOptions, renderers, type Template, TemplateError} from './render/index.ts'
export type {Setting} from './report/index.ts'
export {coverage, type NoThreatModel, pick, type ReadThreatModel, type Rule, readThreatModel, threatModel} from './threats/index.ts'
export {benchCompile, benchParse} from './unified.ts'
export {version} from './version.ts'
export {type Impossible, type WriteUpOptions, type WriteUpScans, writeUp} from './write-up.ts'
