import {visible} from '../render/visible.ts'

/**
 * Make text of ours safe to print where a CI runner listens: what a log holds must not become a command. GitHub's
 * runner reads `##[` and Azure's agent `##vso[` anywhere in a line, GitHub's also `::` at its start (actions/runner
 * src/Runner.Common/ActionCommand.cs, azure-pipelines-agent src/Microsoft.VisualStudio.Services.Agent/Command.cs).
 *
 * @param text One or more lines.
 * @returns The lines, with what is hidden made visible and commands pulled apart by a blank.
 */
export function inert(text: string): string {
  return visible(text.replace(/\r\n?/g, '\n'))
    .replace(/#(?=#[A-Za-z]{0,16}\[)/g, '# ')
    .replace(/^([^\S\n]*):(?=:)/gm, '$1: ')
}
