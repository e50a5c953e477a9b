/**
 * # report
 * Takes enriched, analysed findings and the catalogue. Gives a `Report`: everything a template may say.
 * May not: know an output language, escape anything, read a clock.
 * @module
 */
export {gateLines} from './gate.ts'
export {type Setting, settingsOf} from './write-up/index.ts'
