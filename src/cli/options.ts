import type {ParseArgsConfig} from 'node:util'

/** An option of the command line; this table drives parsing, `--help` and the docs. */
export interface Option {
  /** Long name without dashes. */
  readonly name: string
  /** Letter, if any. */
  readonly short?: string
  /** Placeholder of its value in help; a flag without value has none. */
  readonly value?: string
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
    name: 'harden',
    usage: 'LOG...',
    help: 'Plan how to fix what failed, and write the configuration that does it.',
    options: [
      {
        name: 'to',
        short: 't',
        value: 'FORMAT[,…]',
        help: 'Format of the plan: markdown, html, pdf; several with commas. Default: markdown.'
      },
      {
        name: 'only',
        value: 'ID[,…]',
        help: 'Only these: ids of checks (2.14) or keys of controls (docker.daemon.icc). Default: all that fail.'
      },
      {name: 'skip', value: 'ID[,…]', help: 'Leave these out.'},
      {
        name: 'with',
        value: 'ID[,…]',
        help: 'Take the proposal of these too, although a person has to decide; all for every one that fails.'
      },
      {name: 'existing', value: 'FILE', help: 'Your daemon.json: ours is joined into it, and none of your settings is lost.'},
      {name: 'engine', value: 'VERSION', help: 'Docker engine the files are for (28). Default: what the log says, else 28.'},
      {name: 'kubernetes', value: 'VERSION', help: 'Kubernetes the files are for (1.31). Default: 1.31.'},
      {name: 'namespaces', value: 'NAME[,…]', help: 'Namespaces that manifests are for. Default: default.'},
      {name: 'verify', value: 'LOG', help: 'A later log: say which fixes are in force, and why others are not; writes the plan only.'},
      {name: 'template', value: 'NAME|FILE', help: 'Built-in template (plan) or a file of your own (.md.hbs). Default: plan.'},
      {name: 'title', value: 'TEXT', help: 'Title of the plan.'},
      {name: 'page', value: 'SIZE', help: 'Page size of PDF: A4 (default) or Letter.'},
      {name: 'now', value: 'ISO', help: 'Time the plan says it was made; fix it to get the same bytes again.'},
      {name: 'node', value: 'NAME', help: 'Name of the machine the log is from.'},
      {
        name: 'output',
        short: 'o',
        value: 'DIR',
        help: 'Directory for PLAN.md and the files. Default: the plan on standard output, no files.'
      },
      ...everywhere
    ],
    examples: [
      ['benchscribe harden docker-bench.log -o fix/', 'PLAN.md, daemon.json, audit.rules and what else applies'],
      ['benchscribe harden docker-bench.log --existing /etc/docker/daemon.json --engine 24 -o fix/', 'joined with your own settings'],
      ['benchscribe harden docker-bench.log --only 2.2,2.14,2.16 -o fix/', 'three checks only'],
      ['benchscribe harden before.log --verify after.log', 'what became of the plan']
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
    verb.options.map(({name, short, value}) => [
      name,
      {type: value === undefined ? ('boolean' as const) : ('string' as const), ...(short === undefined ? {} : {short})}
    ])
  )
}
