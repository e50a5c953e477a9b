import {version} from '../version.ts'
import type {Option, Verb} from './option.ts'
import {verbs} from './options.ts'

/**
 * Write the help of the command.
 *
 * @returns Text.
 */
export function mainHelp(): string {
  // A long usage would leave no room for the words; the help of its verb has it.
  const term = ({name, usage}: Verb): string => (usage.length > 14 ? name : `${name} ${usage}`)
  const width = Math.max(...verbs.map(verb => term(verb).length))
  return [
    `benchscribe ${version}: docker-bench and kube-bench logs into findings and reports`,
    '',
    'Usage: benchscribe VERB LOG... [options]',
    '',
    'Verbs:',
    ...verbs.map(verb => row(term(verb), width, verb.help)),
    '',
    'Examples:',
    ...verbs.flatMap(({examples}) => examples.slice(0, 1).map(([command]) => `  ${command}`)),
    '',
    ...wrapped('LOG is a file, a directory (every file in it) or - for standard input; what it is, is found out.', columns),
    'benchscribe VERB --help tells more; benchscribe --version prints the version.',
    'Exit: 0 done, 1 a gate failed or lint found errors, 2 could not do the job.',
    ''
  ].join('\n')
}

/**
 * Write the help of a verb.
 *
 * @param verb Verb.
 * @returns Text.
 */
export function verbHelp(verb: Verb): string {
  const left = (option: Option): string =>
    `${option.short === undefined ? '    ' : `-${option.short}, `}--${option.name}${option.value === undefined ? '' : ` ${option.value}`}`
  const width = Math.max(...verb.options.map(option => left(option).length))
  return [
    `Usage: benchscribe ${verb.name} ${verb.usage} [options]`,
    '',
    ...wrapped(verb.help, columns),
    '',
    'Options:',
    ...verb.options.map(option => row(left(option), width, option.help)),
    '',
    'Examples:',
    ...verb.examples.map(([command, effect]) => `  ${command}\n      ${effect}`),
    ''
  ].join('\n')
}

/** What a terminal is wide at least; help is read in narrow ones too. */
const columns = 80

/** A term and what it means, wrapped beside it. */
function row(term: string, width: number, words: string): string {
  return `  ${term.padEnd(width)}  ${wrapped(words, Math.max(columns - width - 4, 30)).join(`\n${' '.repeat(width + 4)}`)}`
}

/** Words in lines of so many characters at most. */
function wrapped(words: string, room: number): readonly string[] {
  const lines: string[] = []
  for (const word of words.split(' ')) {
    const last = lines.at(-1)
    if (last !== undefined && last.length + 1 + word.length <= room) lines[lines.length - 1] = `${last} ${word}`
    else lines.push(word)
  }
  return lines
}
