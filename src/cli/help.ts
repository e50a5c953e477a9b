import {version} from '../version.ts'
import {type Option, type Verb, verbs} from './options.ts'

/**
 * Write the help of the command.
 *
 * @returns Text.
 */
export function mainHelp(): string {
  const width = Math.max(...verbs.map(({name, usage}) => name.length + usage.length + 1))
  return [
    `benchscribe ${version}: docker-bench and kube-bench logs into findings and reports`,
    '',
    'Usage: benchscribe VERB LOG... [options]',
    '',
    'Verbs:',
    ...verbs.map(({name, usage, help}) => `  ${`${name} ${usage}`.padEnd(width)}  ${help}`),
    '',
    'Examples:',
    ...verbs.flatMap(({examples}) => examples.slice(0, 1).map(([command]) => `  ${command}`)),
    '',
    'LOG is a file, a directory (every file in it) or - for standard input; what it is, is found out.',
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
    verb.help,
    '',
    'Options:',
    ...verb.options.map(option => `  ${left(option).padEnd(width)}  ${option.help}`),
    '',
    'Examples:',
    ...verb.examples.map(([command, effect]) => `  ${command}\n      ${effect}`),
    ''
  ].join('\n')
}
