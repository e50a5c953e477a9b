/**
 * # model
 * The nouns everything else is made of: plain data, as types, with the few tiny functions that belong to a noun.
 * May not: import anything from another room, hold state, do I/O.
 * @module
 */
export {checkKey} from './check-key.ts'
export {groupBy} from './group.ts'
export type * from './catalog.ts'
export type * from './control.ts'
export type * from './diff.ts'
export type * from './facts.ts'
export type * from './finding.ts'
export type * from './gate.ts'
export {hash, uuidOf} from './hash.ts'
export {compareIds} from './id.ts'
export type * from './lint.ts'
export type * from './message.ts'
export {outcomeNames} from './outcome-names.ts'
export {type Judged, judged, outcomeOf} from './outcome.ts'
export type * from './plan.ts'
export type * from './position.ts'
export type * from './remedy.ts'
export type * from './report.ts'
export type * from './scan.ts'
export type * from './threat.ts'
export type * from './waiver.ts'
export type * from './write-up-report.ts'
export type * from './write-up.ts'
export {strideNames} from './stride.ts'
