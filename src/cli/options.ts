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

/** Options of `report --template write-up`; what the rules ask is in docs/write-up.md. */
const writeUp: readonly Option[] = [
  {name: 'before', value: 'LOG', help: 'Write-up: the scan before hardening, which the findings are from; LOG is then the one after.'},
  {name: 'count', value: 'N', help: 'Write-up: how many failed findings to document. Default: 3.'},
  {name: 'pin', value: 'ID[,…]', help: 'Write-up: findings that must be among them: 2.14, 2.14@1.2.0 or a control.'},
  {
    name: 'outside',
    value: 'ID[,…][@EDITION]',
    help: 'Write-up: checks that some findings must differ from, or none. Default: 5.10,5.14,5.22@1.2.0.'
  },
  {name: 'min-outside', value: 'N', help: 'Write-up: how many findings must differ from those. Default: 1.'},
  {name: 'pick', value: 'N', help: 'Write-up: how many threats each model has. Default: 5.'},
  {
    name: 'waive-rule',
    value: 'RULE[,…]',
    help: 'Write-up: rules that need not hold: R2 (failed in this scan), R4 (linked to a threat), R5 (distinct surfaces).'
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
      {
        name: 'template',
        value: 'NAME|FILE',
        help: 'Built-in template (full; write-up, which has --to json too) or a file of your own (.md.hbs). Default: full.'
      },
      {name: 'title', value: 'TEXT', help: 'Title of the report.'},
      {name: 'each', help: 'One report for each log instead of one for all.'},
      {name: 'page', value: 'SIZE', help: 'Page size of PDF: A4 (default) or Letter.'},
      {name: 'now', value: 'ISO', help: 'Time the report says it was made; fix it to get the same bytes again.'},
      ...writeUp,
      ...reading,
      ...everywhere
    ],
    examples: [
      ['benchscribe report docker-bench.log --to markdown,html,pdf -o out/', 'three files in out/'],
      ['benchscribe report docker-bench.log -o report.pdf', 'one PDF'],
      ['kubectl logs job/kube-bench | benchscribe report - --node worker-1 > report.md', 'from a pipe'],
      [
        'benchscribe report --template write-up docker-bench.log kube-bench.log -o write-up.md',
        'threat models and three documented findings'
      ],
      [
        'benchscribe report --template write-up after.log --before before.log --pin 2.1,2.14 -o write-up.pdf',
        'with the result of hardening'
      ]
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
    name: 'threats',
    usage: '[LOG...]',
    help: 'Write STRIDE threat models; with logs, the findings decide the status of each threat.',
    options: [
      {
        name: 'to',
        short: 't',
        value: 'FORMAT[,…]',
        help: 'markdown, html, pdf, json, csv, threat-dragon, otm, navigator. Default: by the name of -o, else markdown.'
      },
      {name: 'target', value: 'NAME', help: 'docker or kubernetes. Default: what the logs are of; both without a log.'},
      {name: 'pick', value: 'N', help: 'So many threats of each target: evidence first, one for each surface. Default: all.'},
      {name: 'existing', value: 'FILE', help: 'A Threat Dragon or Open Threat Model file (JSON): its statuses and notes are kept.'},
      {name: 'template', value: 'NAME|FILE', help: 'Built-in template (threats) or a file of your own (.md.hbs). Default: threats.'},
      {name: 'title', value: 'TEXT', help: 'Title of the report.'},
      {name: 'page', value: 'SIZE', help: 'Page size of PDF: A4 (default) or Letter.'},
      {name: 'now', value: 'ISO', help: 'Time the report says it was made; fix it to get the same bytes again.'},
      ...reading,
      ...everywhere
    ],
    examples: [
      ['benchscribe threats --target docker --pick 5', 'five threats from the library alone'],
      ['benchscribe threats docker-bench.log kube-bench.log --to markdown,html,pdf -o out/', 'both models, each threat with its evidence'],
      ['benchscribe threats docker-bench.log --existing model.json --to threat-dragon -o model.json', 'add to a Threat Dragon model'],
      ['benchscribe threats kube-bench.log --to csv -o threats.csv', 'for a spreadsheet']
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
