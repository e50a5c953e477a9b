import type {ParseArgsConfig} from 'node:util'

/** An option of the command line; this table drives parsing, `--help` and the docs. */
export interface Option {
  /** Long name without dashes. */
  readonly name: string
  /** Letter, if any. */
  readonly short?: string
  /** Placeholder of its value in help; a flag without value has none. */
  readonly value?: string
  /** Whether it may be given more than once. */
  readonly multiple?: boolean
  /** What it does, one line. */
  readonly help: string
  /** Whether its value is a path, so that in a configuration file it is meant from there; `maybe`: when it holds a dot or slash. */
  readonly path?: 'always' | 'maybe'
  /** The values it takes, when they are few. */
  readonly values?: readonly string[]
  /** Says what is wrong with a value, as the end of a sentence that begins with its name; null when nothing is. */
  readonly check?: (value: string) => string | null
}

/** The configuration that is read when it lies in the working directory. */
export const standardConfig = 'benchscribe.config.yaml'

/** A verb. */
export interface Verb {
  /** Name. */
  readonly name: string
  /** What follows it. */
  readonly usage: string
  /** What it does, one sentence. */
  readonly help: string
  /** Its options, those of all verbs included. */
  readonly options: readonly Option[]
  /** Examples: command and what it does. */
  readonly examples: readonly (readonly [string, string])[]
}

/**
 * Look at the value of an option.
 *
 * @param option Option.
 * @param value Value.
 * @returns What is wrong with it, as the end of a sentence that begins with the option's name; null when nothing is.
 */
export function wrongWith({values, check}: Option, value: string): string | null {
  if (values !== undefined && !values.includes(value)) return `takes ${values.join(', ')}, not \`${value}\``
  return check?.(value) ?? null
}

/**
 * Make what `parseArgs` of Node wants out of the table.
 *
 * @param verb Verb.
 * @returns Its options.
 */
export function parseArgsOptions(verb: Verb): NonNullable<ParseArgsConfig['options']> {
  return Object.fromEntries(
    verb.options.map(({name, short, value, multiple}) => [
      name,
      {
        type: value === undefined ? ('boolean' as const) : ('string' as const),
        ...(short === undefined ? {} : {short}),
        ...(multiple === true ? {multiple} : {})
      }
    ])
  )
}
