import {nearest} from '../distance.ts'
import type {Rule} from '../rule.ts'

/** Commands of kubectl: kubernetes/kubectl 10504c18ade2, pkg/cmd/cmd.go; `events` came later. */
const commands =
  'create expose run set explain get edit delete rollout scale autoscale certificate cluster-info top cordon uncordon drain taint describe logs attach exec port-forward proxy cp auth debug diff apply patch replace wait kustomize label annotate completion alpha config plugin version api-versions api-resources options events help'.split(
    ' '
  )

const unknownCommand: Rule = {
  name: 'kubectl-unknown-command',
  severity: 'error',
  about: 'A command that kubectl does not have, a slip away from one it has.',
  *check({document}) {
    for (const {words, line, column} of document.commands) {
      const [program, name = ''] = words
      // A name that is like no command may be a plug-in.
      if (program !== 'kubectl' || commands.includes(name)) continue
      const right = nearest(name, commands, name.length >= 7 ? 2 : 1)
      if (right === null || name.length < 3) continue
      yield {
        line,
        column,
        reason: `kubectl has no command \`${name}\`.`,
        fact: `The command is \`${right}\`.`,
        fix: `Write \`kubectl ${right}\`.`
      }
    }
  }
}

/** Rules about kubectl. */
export const kubectlRules: readonly Rule[] = [unknownCommand]
