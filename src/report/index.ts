/**
 * # report
 * Takes enriched, analysed findings and the catalogue. Gives a `Report`: everything a template may say.
 * May not: know an output language, escape anything, read a clock.
 * @module
 */
export {type DiffReportOptions, diffNotes, diffReport} from './diff.ts'
export {gateLines} from './gate.ts'
export {waiverMessages} from './waivers.ts'
export {type AssessedModel, type Came, severityOf, threatsReport, type ThreatsReportOptions} from './threats.ts'
export {type Setting, settingsOf, type WriteUpInput, writeUpReport} from './write-up/index.ts'
export {type LintReportOptions, lintReport} from './lint.ts'
export {type ReportOptions, scanReport} from './scan-report.ts'
