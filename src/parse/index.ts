/**
 * # parse
 * Takes a log as text. Gives scans, findings and messages, or the tree.
 * May not: throw on any string, know a catalogue, read files, know what a report is.
 * @module
 */
export {decode} from './carriers/decode.ts'
export type {Dialect, DocumentDialect, LineDialect, LineReader} from './dialect.ts'
export {dialects} from './dialects/index.ts'
export type * from './events.ts'
export type {Line, Place} from './line.ts'
export type {ParseOptions} from './options.ts'
export {parse} from './parse.ts'
export {parseTree} from './parse-tree.ts'
export {parseScans, parseStream} from './stream.ts'
export type {BenchCheck, BenchLine, BenchNode, BenchRoot, BenchScan, BenchSection} from './to-tree.ts'
