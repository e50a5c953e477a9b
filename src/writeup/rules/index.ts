import type {Rule} from '../rule.ts'
import {claimRules} from './claims.ts'
import {commandRules} from './commands.ts'
import {daemonJsonRules} from './daemon-json.ts'
import {findingRules} from './findings.ts'
import {flagRules} from './flags.ts'
import {kubectlRules} from './kubectl.ts'
import {modeRules} from './modes.ts'
import {remedyRules} from './remedies.ts'
import {selectionRules} from './selection.ts'
import {threatRules} from './threats.ts'
import {wordRules} from './words.ts'

/** All rules, in the order of the documentation. */
export const rules: readonly Rule[] = [
  ...daemonJsonRules,
  ...commandRules,
  ...kubectlRules,
  ...remedyRules,
  ...modeRules,
  ...findingRules,
  ...selectionRules,
  ...threatRules,
  ...claimRules,
  ...wordRules,
  ...flagRules
]
