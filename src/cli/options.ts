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
}

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

const everywhere: readonly Option[] = [
  {name: 'help', short: 'h', help: 'Show this help.'},
  {name: 'quiet', short: 'q', help: 'Print no messages about the log, only errors.'}
]

const reading: readonly Option[] = [
  {name: 'node', value: 'NAME', help: 'Name of the machine the log is from.'},
  {
    name: 'output',
    short: 'o',
    value: 'PATH',
    help: 'File or directory to write; a directory when there are several files. Default: standard output.'
  }
]

/** The verbs, in the order of help. */
export const verbs: readonly Verb[] = [
  {
    name: 'report',
    usage: 'LOG...',
    help: 'Write a report of one or more logs.',
    options: [
      {
        name: 'to',
        short: 't',
        value: 'FORMAT[,…]',
        help: 'markdown, html, pdf; several with commas. Default: by the name of -o, else markdown.'
      },
      {name: 'template', value: 'NAME|FILE', help: 'Built-in template (full) or a file of your own (.md.hbs). Default: full.'},
      {name: 'title', value: 'TEXT', help: 'Title of the report.'},
      {name: 'each', help: 'One report for each log instead of one for all.'},
      {name: 'page', value: 'SIZE', help: 'Page size of PDF: A4 (default) or Letter.'},
      {name: 'now', value: 'ISO', help: 'Time the report says it was made; fix it to get the same bytes again.'},
      ...reading,
      ...everywhere
    ],
    examples: [
      ['benchscribe report docker-bench.log --to markdown,html,pdf -o out/', 'three files in out/'],
      ['benchscribe report docker-bench.log -o report.pdf', 'one PDF'],
      ['kubectl logs job/kube-bench | benchscribe report - --node worker-1 > report.md', 'from a pipe']
    ]
  },
  {
    name: 'parse',
    usage: 'LOG...',
    help: 'Print the findings of one or more logs as data.',
    options: [
      {name: 'to', short: 't', value: 'FORMAT', help: 'json (default), ndjson (one finding a line) or tree (unist, every byte).'},
      {name: 'no-enrich', help: 'Only what the log says: no controls, severity, STRIDE letters or score.'},
      ...reading,
      ...everywhere
    ],
    examples: [
      ['benchscribe parse kube-bench.json | jq .findings[].id', 'every id'],
      ['benchscribe parse --to ndjson node-*.log -o findings.ndjson', 'many logs, one finding a line']
    ]
  },
  {
    name: 'lint',
    usage: 'WRITE-UP',
    help: 'Say what is wrong in a hand-written threat model or analysis; exit 1 when there are errors.',
    options: [
      {
        name: 'log',
        value: 'LOG',
        multiple: true,
        help: 'Log the write-up is about: cited findings must have failed in it. May be given several times.'
      },
      {name: 'to', short: 't', value: 'FORMAT[,…]', help: 'text (default), json, sarif, markdown, html, pdf; several with commas.'},
      {name: 'template', value: 'NAME|FILE', help: 'Template of markdown, html and pdf: a file of your own (.md.hbs). Default: lint.'},
      {name: 'title', value: 'TEXT', help: 'Title of the report.'},
      {name: 'page', value: 'SIZE', help: 'Page size of PDF: A4 (default) or Letter.'},
      {name: 'now', value: 'ISO', help: 'Time the report says it was made; fix it to get the same bytes again.'},
      {
        name: 'output',
        short: 'o',
        value: 'PATH',
        help: 'File or directory to write; a directory when there are several files. Default: standard output.'
      },
      ...everywhere
    ],
    examples: [
      ['benchscribe lint threat_model.txt --log docker-bench.log', 'each mistake with its line, the right fact and a fix'],
      ['benchscribe lint threat_model.md --to sarif -o lint.sarif', 'for code scanning']
    ]
  },
  {
    name: 'controls',
    usage: '[QUERY]',
    help: 'Look a control up: by key, by id, by id@edition, by words.',
    options: [
      {name: 'to', short: 't', value: 'FORMAT', help: 'text (default) or json.'},
      {name: 'output', short: 'o', value: 'PATH', help: 'File to write. Default: standard output.'},
      ...everywhere
    ],
    examples: [
      ['benchscribe controls 2.14', 'what 2.14 is in each edition'],
      ['benchscribe controls 2.14@1.2.0', 'in one edition'],
      ['benchscribe controls docker.daemon.icc', 'all about one control, with its id in each edition'],
      ['benchscribe controls "userland proxy" --to json', 'search, as data']
    ]
  }
]

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
