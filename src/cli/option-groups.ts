import {type Option, standardConfig} from './option.ts'
import {readClasses} from './redact-classes.ts'

/* Options that several verbs have; src/cli/options.ts says which. */

/** Options of every verb. */
export const everywhere: readonly Option[] = [
  {name: 'config', value: 'FILE', help: `Defaults of flags and ratings of your own. Default: ${standardConfig}, if it is here.`},
  {name: 'no-config', help: `Read no configuration, not even ${standardConfig}.`},
  {name: 'help', short: 'h', help: 'Show this help.'},
  {name: 'quiet', short: 'q', help: 'Print no messages about the log, only errors.'}
]

/** Controls of one's own. */
export const cataloguing: Option = {
  name: 'catalog',
  value: 'FILE',
  path: 'always',
  help: 'YAML file with controls for a benchmark of your own.'
}

/** Options of the verbs that read logs. */
export const reading: readonly Option[] = [
  cataloguing,
  {name: 'node', value: 'NAME', help: 'Name of the machine the log is from.'},
  {
    name: 'output',
    short: 'o',
    value: 'PATH',
    path: 'always',
    help: 'File or directory to write; a directory when there are several files. Default: standard output.'
  }
]

/** Accepted risks. */
export const waiving: Option = {
  name: 'waivers',
  value: 'FILE',
  path: 'always',
  help: 'YAML file of accepted risks and checks that do not apply.'
}

/** Options of the verbs that write what logs say. */
export const redacting: readonly Option[] = [
  {
    name: 'redact',
    value: 'WHAT[,…]',
    help: 'Put pseudonyms in the place of names: hosts, users, images, ips, or all. The same name has the same one everywhere.',
    check: value => {
      const classes = readClasses(value)
      return typeof classes === 'string' ? classes : null
    }
  },
  {
    name: 'redact-map',
    value: 'FILE',
    path: 'always',
    help: 'Keep who is who in this file, for yourself alone; it is read first, so that later calls give the same pseudonyms.'
  }
]

/** A check for numbers between two limits. */
export const between =
  (least: number, most: number, what: string) =>
  (value: string): string | null =>
    /^\d{1,9}$/.test(value) && Number(value) >= least && Number(value) <= most ? null : `takes ${what}, not \`${value}\``

/** Templates and partials of one's own. */
export const templateDirectory: Option = {
  name: 'template-dir',
  value: 'DIR',
  path: 'always',
  help: 'Directory of templates (NAME.md.hbs) and partials (partials/NAME.hbs); they come before the built-in ones of their names.'
}
/** Lifts safe mode. */
export const unsafeTemplates: Option = {name: 'unsafe-templates', help: 'Let your own templates write raw Markdown and compute partials.'}

const templating: readonly Option[] = [
  templateDirectory,
  unsafeTemplates,
  {name: 'template-seconds', value: 'N', help: 'How long a template of your own may take. Default: 10.'}
]

/** Options of the verbs that write a document. */
export const documenting = (template: string, what = 'report'): readonly Option[] => [
  {name: 'template', value: 'NAME|FILE', path: 'maybe', help: template},
  ...templating,
  {name: 'title', value: 'TEXT', help: `Title of the ${what}.`},
  {name: 'page', value: 'SIZE', help: 'Page size of PDF: A4 (default) or Letter.'},
  {
    name: 'font',
    value: 'FILE',
    path: 'always',
    multiple: true,
    help: 'Font of PDF for what the built-in ones lack, such as Chinese: .ttf, .otf or .ttc (FILE#NAME picks one). May be given several times.'
  },
  {name: 'logo', value: 'FILE', path: 'always', help: 'PNG or JPEG for the front of HTML and PDF.'},
  {name: 'now', value: 'ISO', help: `Time the ${what} says it was made; fix it to get the same bytes again.`}
]

/** Options of `report --template write-up`; what the rules ask is in docs/write-up.md. */
export const writeUp: readonly Option[] = [
  {
    name: 'before',
    value: 'LOG',
    path: 'always',
    help: 'Write-up: the scan before hardening, which the findings are from; LOG is then the one after.'
  },
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
