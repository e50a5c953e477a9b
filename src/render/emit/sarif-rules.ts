import {type Control, type ReportFinding, type Severity, type StrideLetter, strideNames} from '../../model/index.ts'
import {aboutControl} from '../blocks/findings.ts'
import {toMarkdown} from '../markdown.ts'
import {severityOf} from './select.ts'
import {clip, codeBlock, line, lines} from './text.ts'

const strideTexts: Readonly<Record<StrideLetter, string>> = {
  S: 'Somebody passes for somebody else.',
  T: 'Data, code or configuration is changed by who should not change it.',
  R: 'What was done can be denied, for nothing records it.',
  I: 'Data is read by who should not read it.',
  D: 'The service stops or starves.',
  E: 'Somebody gains rights they were not given.'
}

const letters = Object.keys(strideNames) as StrideLetter[]

/** STRIDE as a taxonomy of SARIF. */
export const strideTaxonomy: object = {
  name: 'STRIDE',
  organization: 'benchscribe',
  shortDescription: {text: "STRIDE threat categories, as benchscribe's own judgement ties them to controls."},
  isComprehensive: true,
  taxa: letters.map(letter => ({
    id: letter,
    name: strideNames[letter],
    shortDescription: {text: strideNames[letter]},
    fullDescription: {text: strideTexts[letter]}
  }))
}

/** GitHub's scale: above 9.0 critical, from 7.0 high, from 4.0 medium, below that low. */
const scores: Readonly<Record<Severity, string>> = {critical: '9.5', high: '8.0', medium: '5.5', low: '2.0'}

/** Level of a result that failed. */
const levels: Readonly<Record<Severity, 'error' | 'warning' | 'note'>> = {critical: 'error', high: 'error', medium: 'warning', low: 'note'}

/**
 * Give the level of a finding.
 *
 * @param finding Finding that failed, could not be tested or needs a person.
 * @returns Level; GitHub takes any result as an alert of its level and does not read `kind`.
 */
export function levelOf(finding: ReportFinding): 'error' | 'warning' | 'note' {
  return finding.outcome === 'fail' ? levels[severityOf(finding)] : finding.outcome === 'error' ? 'warning' : 'note'
}

/**
 * Name the rule of a finding. What could not be tested or needs a person has a rule of its own: GitHub shows the
 * severity of the rule, and nobody knows whether such a check fails.
 *
 * @param finding Finding.
 * @returns Id, the same in every edition.
 */
export function ruleIdOf(finding: ReportFinding): string {
  const base = finding.about?.key ?? `check.${finding.fingerprint ?? line(finding.id, 40)}`
  return finding.outcome === 'fail' ? base : finding.outcome === 'error' ? `${base}/not-tested` : `${base}/review`
}

/** GitHub shortens what is longer. */
const most = 1024

/**
 * Describe the rule of a finding.
 *
 * @param finding The first finding of the rule.
 * @param id Id of the rule.
 * @returns A reporting descriptor with texts of ours; of a check without control, with what the log says.
 */
export async function ruleOf(finding: ReportFinding, id: string): Promise<object> {
  return finding.about === null ? unknownRule(finding, id) : controlRule(finding, finding.about, id)
}

async function controlRule(finding: ReportFinding, control: Control, id: string): Promise<object> {
  const title = `${control.title}${suffix(finding)}`
  const help = [
    control.check,
    `Risk: ${control.risk}`,
    `Fix: ${control.fix.summary}`,
    ...control.fix.steps.map((step, index) => `${index + 1}. ${step}`),
    `Side effects: ${control.sideEffects}`,
    `Verify: ${control.verify.command}`,
    `Expected: ${control.verify.expect}`
  ]
  const [reference] = control.references
  return {
    id,
    name: pascal(id),
    shortDescription: {text: title},
    fullDescription: {text: clip(`${control.check} ${control.risk}`, most)},
    help: {text: help.join('\n'), markdown: (await toMarkdown({type: 'root', children: [...aboutControl(control)]})).trim()},
    ...(reference === undefined ? {} : {helpUri: reference}),
    defaultConfiguration: {level: levelOf(finding)},
    relationships: strideOf(finding),
    properties: {
      tags: tagsOf(control),
      precision: control.confidence,
      ...(finding.outcome === 'fail' ? {'security-severity': scores[control.severity.level]} : {})
    }
  }
}

function unknownRule(finding: ReportFinding, id: string): object {
  const title = line(finding.title, 200) || 'A check without a title'
  const {text} = finding.remediation
  const words = 'benchscribe knows no control for this check, so it has no severity and no STRIDE letters.'
  const told = text === null ? '' : lines(text, 1000)
  return {
    id,
    name: 'CheckWithoutControl',
    shortDescription: {text: `${title}${suffix(finding)}`},
    fullDescription: {text: `${title}. ${words}`},
    help: {
      text: told === '' ? words : `${words}\nThe scanner says:\n${told}`,
      markdown: told === '' ? words : `${words}\n\nThe scanner says:\n\n${codeBlock(told)}`
    },
    defaultConfiguration: {level: levelOf(finding)},
    properties: {tags: ['security', 'cis-benchmark']}
  }
}

function suffix({outcome}: ReportFinding): string {
  return outcome === 'fail' ? '' : outcome === 'error' ? ' (could not be tested)' : ' (to review)'
}

/** SARIF wants names of rules as one word. */
function pascal(id: string): string {
  return id.replace(/(?:^|[^A-Za-z0-9]+)([A-Za-z0-9])/g, (_, letter: string) => letter.toUpperCase())
}

function strideOf({stride}: ReportFinding): readonly object[] {
  const mine = stride === null ? [] : [stride.primary, ...stride.secondary]
  return mine.map((letter, place) => ({
    target: {id: letter, index: letters.indexOf(letter), toolComponent: {name: 'STRIDE', index: 0}},
    // What breaks first is the category the rule falls into; what may follow has something to do with it.
    kinds: [place === 0 ? 'superset' : 'relevant']
  }))
}

/** GitHub shows ten tags and reads the severity of a rule only where one of them is `security`. */
function tagsOf(control: Control): readonly string[] {
  const {stride, surface, frameworks} = control
  const tags = [
    'security',
    'cis-benchmark',
    ...[stride.primary, ...stride.secondary].map(letter => `STRIDE/${strideNames[letter].replaceAll(' ', '-')}`),
    `surface/${surface}`,
    ...frameworks.attack.map(id => `ATT&CK/${id}`),
    ...frameworks.nist80053.map(id => `NIST-800-53/${id}`)
  ]
  return [...new Set(tags)].slice(0, 10)
}
