/**
 * # threats
 * Takes threats of the library and enriched findings. Gives each threat its status, picks a few, says what they cover,
 * chooses the findings that confirm them, reads the threat models of other tools.
 * May not: load the library, change a finding, word a sentence for people.
 * @module
 */
export {type ControlOutcome, controlOutcomes} from './control-outcomes.ts'
export {coverage} from './coverage.ts'
export {type Matched, matchExisting} from './match.ts'
export {threatModel} from './model.ts'
export {pick, type Zone, zoneOf} from './pick.ts'
export {type NoThreatModel, type ReadThreatModel, readThreatModel} from './read.ts'
export {type Candidate, type Rule, type Selected, type Selection, type SelectionRules, selectFindings} from './select.ts'
