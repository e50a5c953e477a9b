/**
 * # catalog
 * Takes the families of a scan. Gives their controls and numberings as data, loaded only when asked for.
 * May not: look at a log, decide what a finding is about.
 * @module
 */
export {loadDockerFacts, loadFileModes, loadKubernetesFacts} from './facts.ts'
export {type Framework, loadCatalog} from './load.ts'
export {type Found, findControls, type Place} from './lookup.ts'
export {rate} from './rate.ts'
export {loadRemedies} from './remedies.ts'
export {loadTechniques, loadThreats} from './threats.ts'
