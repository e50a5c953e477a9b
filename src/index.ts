/**
 * # benchscribe
 * Reads docker-bench and kube-bench logs into typed findings, says what each one means, writes reports.
 * Browser-safe: no files, no clock, no randomness.
 * @packageDocumentation
 */
export {diff, fixFirst, gate, merge, score, scoreOf, type ToFix, type WaivedFindings, waive, weights} from './analyse/index.ts'
export {
  type Found,
  type Framework,
  findControls,
  loadCatalog,
  loadDockerFacts,
  loadFileModes,
  loadKubernetesFacts,
  loadTechniques,
  loadThreats,
  type Place as ControlPlace,
  rate
} from './catalog/index.ts'
export {enrich, extend} from './enrich/index.ts'
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
  parseScans,
  parseStream,
  parseTree
} from './parse/index.ts'
export type {Existing, HardenFacts, Hardening, HardenOptions} from './harden/index.ts'
export {combine} from './combine.ts'
export {type LintKnowledge, type LintOptions, lint, loadLintKnowledge} from './lint.ts'
export {type HardenCall, harden, type RenderCall, type ReportOptions, render, report, reportDiff} from './pipeline.ts'
export {gateLines, type Setting} from './report/index.ts'
export {
  defineTemplate,
  diffTemplate,
  fullTemplate,
  lintTemplate,
  type LintTemplateOptions,
  planTemplate,
  type Renderer,
  type RenderOptions,
  renderers,
  type Template,
  TemplateError,
  type TemplateFault,
  type TemplateHelper,
  type TemplateMistake
} from './render/index.ts'
export {coverage, type NoThreatModel, pick, type ReadThreatModel, type Rule, readThreatModel, threatModel} from './threats/index.ts'
export {type ThreatsOptions, threats} from './threat-models.ts'
export {benchCompile, benchParse} from './unified.ts'
export {version} from './version.ts'
export {type Impossible, type WriteUpOptions, type WriteUpScans, writeUp} from './write-up.ts'
export {readWriteUp} from './writeup/index.ts'
