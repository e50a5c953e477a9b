/**
 * # analyse
 * Takes enriched findings. Gives scores, an order to fix things in, one document out of several.
 * May not: change a finding, word a sentence for people, load a catalogue.
 * @module
 */
export {diff} from './diff.ts'
export {fixFirst, type ToFix} from './first.ts'
export {gate} from './gate.ts'
export {merge} from './merge.ts'
export {score, scoreOf, weights} from './score.ts'
export {type WaivedFindings, waive} from './waive.ts'
