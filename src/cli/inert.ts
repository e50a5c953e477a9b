import {visible} from '../render/visible.ts'

/**
 * Make a line of ours safe to print where a CI runner listens: what a log holds must not become a command. GitHub's
 * runner reads `##[` and Azure's agent `##vso[` anywhere in a line, GitHub's also `::` at its start (actions/runner
 * src/Runner.Common/ActionCommand.cs, azure-pipelines-agent src/Microsoft.VisualStudio.Services.Agent/Command.cs).
 *
 * @param line Line.
 * @returns One line, with what is hidden made visible and commands pulled apart by a blank.
 */
export function inert(line: string): string {
  return visible(line.replace(/[\r\n\t]+/g, ' '))
    .replace(/#(?=#[A-Za-z]{0,16}\[)/g, '# ')
    .replace(/^( *):(?=:)/, '$1: ')
}
