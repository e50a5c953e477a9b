import type {Verb} from './option.ts'
import {readOnly} from './only.ts'
import {
  everywhere,
  cataloguing,
  reading,
  waiving,
  redacting,
  between,
  templateDirectory,
  unsafeTemplates,
  documenting,
  writeUp
} from './option-groups.ts'

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
        help: 'markdown, html, pdf; for CI: json, ndjson, csv, sarif, junit, github, github-annotations, gitlab-codequality, defectdojo. Several with commas. Default: by the name of -o, else markdown.'
      },
      {name: 'each', help: 'One report for each log instead of one for all.'},
      ...documenting(
        'Built-in template (full, summary, ci; write-up, which has --to json too) or a file of your own (.md.hbs). Default: full.'
      ),
      waiving,
      ...writeUp,
      ...reading,
      ...redacting,
      ...everywhere
    ],
    examples: [
      ['benchscribe report docker-bench.log --to markdown,html,pdf -o out/', 'three files in out/'],
      ['benchscribe report docker-bench.log -o report.pdf', 'one PDF'],
      ['benchscribe report docker-bench.log --to sarif,junit,github -o out/', 'what GitHub, GitLab and Jenkins read'],
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
      {name: 'now', value: 'ISO', help: 'Time at which waivers are looked at. Default: the clock.'},
      waiving,
      ...reading,
      ...redacting,
      ...everywhere
    ],
    examples: [
      ['benchscribe parse kube-bench.json | jq .findings[].id', 'every id'],
      ['benchscribe parse --to ndjson node-*.log -o findings.ndjson', 'many logs, one finding a line']
    ]
  },
  {
    name: 'gate',
    usage: 'LOG...',
    help: 'Exit 1 when too much fails, with the reasons in ten lines at most; exit 0 with one line when it does not.',
    options: [
      {
        name: 'fail-on',
        value: 'SEVERITY',
        help: 'Least severity of failures that count: critical, high, medium, low or none. Default: low (all); none beside a lone --min-score.',
        values: ['critical', 'high', 'medium', 'low', 'none']
      },
      {name: 'fail-on-review', help: 'Checks that a person must look at count too.'},
      {name: 'fail-on-error', help: 'Checks that could not be tested count too.'},
      {
        name: 'only',
        value: 'NAME:VALUE[,…]',
        help: 'Look only at some checks: stride:E, surface:daemon, control:docker.*, id:5.*, target:node, node:web-*.',
        check: value => {
          const filter = readOnly(value)
          return typeof filter === 'string' ? filter : null
        }
      },
      {
        name: 'max',
        value: 'N',
        help: 'So many may count. Default: 0.',
        check: between(0, 999_999_999, 'a whole number of checks such as 5')
      },
      {name: 'baseline', value: 'OLD', path: 'always', help: 'Earlier log or directory: only what is new since counts, new instances too.'},
      {name: 'min-score', value: 'N', help: 'Least score, 0 to 100.', check: between(0, 100, 'a whole number from 0 to 100')},
      waiving,
      {name: 'prune', help: 'Take waivers that cover nothing out of the file; comments stay.'},
      cataloguing,
      {name: 'node', value: 'NAME', help: 'Name of the machine the log is from.'},
      {name: 'now', value: 'ISO', help: 'Time at which waivers are looked at. Default: the clock.'},
      ...redacting,
      ...everywhere
    ],
    examples: [
      ['benchscribe gate docker-bench.log --fail-on high', 'exit 1 when a check of high or critical severity fails'],
      ['benchscribe gate new.log --baseline old.log --waivers waivers.yaml', 'only what is new and not waived'],
      ['benchscribe gate kube-bench.json --min-score 70', 'by the score alone']
    ]
  },
  {
    name: 'diff',
    usage: 'BEFORE AFTER',
    help: 'Say what changed between two logs: fixed, new, changed, newly applicable, no longer scanned.',
    options: [
      {
        name: 'to',
        short: 't',
        value: 'FORMAT[,…]',
        help: 'markdown, html, pdf, json; several with commas. Default: by the name of -o, else markdown.'
      },
      ...documenting('Built-in template (diff) or a file of your own (.md.hbs). Default: diff.'),
      waiving,
      ...reading,
      ...redacting,
      ...everywhere
    ],
    examples: [
      ['benchscribe diff before.log after.log', 'Markdown on standard output'],
      ['benchscribe diff before/ after/ --to html,json -o out/', 'two directories of logs, one a node']
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
      {
        name: 'existing',
        value: 'FILE',
        path: 'always',
        help: 'Your daemon.json: ours is joined into it, and none of your settings is lost.'
      },
      {name: 'engine', value: 'VERSION', help: 'Docker engine the files are for (28). Default: what the log says, else 28.'},
      {name: 'kubernetes', value: 'VERSION', help: 'Kubernetes the files are for (1.31). Default: 1.31.'},
      {name: 'namespaces', value: 'NAME[,…]', help: 'Namespaces that manifests are for. Default: default.'},
      {
        name: 'verify',
        value: 'LOG',
        path: 'always',
        help: 'A later log: say which fixes are in force, and why others are not; writes the plan only.'
      },
      ...documenting('Built-in template (plan) or a file of your own (.md.hbs). Default: plan.', 'plan'),
      {name: 'node', value: 'NAME', help: 'Name of the machine the log is from.'},
      {
        name: 'output',
        short: 'o',
        value: 'DIR',
        path: 'always',
        help: 'Directory for PLAN.md and the files. Default: the plan on standard output, no files.'
      },
      ...redacting,
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
      {
        name: 'existing',
        value: 'FILE',
        path: 'always',
        help: 'A Threat Dragon or Open Threat Model file (JSON): its statuses and notes are kept.'
      },
      ...documenting('Built-in template (threats) or a file of your own (.md.hbs). Default: threats.'),
      ...reading,
      ...redacting,
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
    name: 'lint',
    usage: 'WRITE-UP',
    help: 'Say what is wrong in a hand-written threat model or analysis; exit 1 when there are errors.',
    options: [
      {
        name: 'log',
        value: 'LOG',
        path: 'always',
        multiple: true,
        help: 'Log the write-up is about: cited findings must have failed in it. May be given several times.'
      },
      {name: 'to', short: 't', value: 'FORMAT[,…]', help: 'text (default), json, sarif, markdown, html, pdf; several with commas.'},
      ...documenting('Template of markdown, html and pdf: a file of your own (.md.hbs). Default: lint.'),
      {
        name: 'output',
        short: 'o',
        value: 'PATH',
        path: 'always',
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
    name: 'templates',
    usage: 'list | export NAME DIR | lint FILE...',
    help: 'List the built-in templates, copy one to edit it, or find the mistakes in your own; exit 1 when there are some.',
    options: [templateDirectory, unsafeTemplates, {name: 'force', help: 'export: write over files that are there.'}, ...everywhere],
    examples: [
      ['benchscribe templates list', 'name, kind of report, what it is for, its blocks'],
      ['benchscribe templates export full my-templates', 'the template and its partials, ready to edit'],
      ['benchscribe report docker-bench.log --template-dir my-templates', 'with what you edited in the place of the built-in'],
      ['benchscribe templates lint my-templates', 'every mistake as file:line:column']
    ]
  },
  {
    name: 'controls',
    usage: '[QUERY]',
    help: 'Look a control up: by key, by id, by id@edition, by words.',
    options: [
      {name: 'to', short: 't', value: 'FORMAT', help: 'text (default) or json.'},
      {name: 'output', short: 'o', value: 'PATH', path: 'always', help: 'File to write. Default: standard output.'},
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
