import {type Control, type Outcome, outcomeNames} from '../model/index.ts'

const meanings: Readonly<Record<Outcome, string>> = {
  fail: 'The scanner tested it and it is not as it should be (docker-bench-security prints this as WARN).',
  error: 'The audit command did not run, so nobody knows.',
  review: 'No command can decide it: a person has to look (NOTE, or a check called manual).',
  pass: 'The scanner tested it and it is as it should be.',
  info: 'The scanner tells a fact and judges nothing (INFO).',
  skipped: 'What is checked is not there (a file, a container), or the check was switched off.'
}

/** Outcomes in the order people want to see them, with their words. */
export const outcomes: readonly {readonly outcome: Outcome; readonly label: string; readonly meaning: string}[] = (
  Object.keys(outcomeNames) as Outcome[]
).map(outcome => ({outcome, label: outcomeNames[outcome], meaning: meanings[outcome]}))

/** How much work a fix is. */
export const efforts: Readonly<Record<Control['fix']['effort'], string>> = {
  setting: 'change a setting',
  recreate: 'recreate containers or pods',
  rebuild: 'rebuild an image',
  process: 'change a way of working'
}

const families: Readonly<Record<string, string>> = {
  'cis-docker': 'CIS Docker',
  'cis-kubernetes': 'CIS Kubernetes',
  'cis-gke': 'CIS Google GKE',
  'cis-eks': 'CIS Amazon EKS',
  'cis-aks': 'CIS Azure AKS',
  'cis-ack': 'CIS Alibaba ACK',
  'cis-tkgi': 'CIS VMware TKGI',
  'cis-openshift': 'CIS Red Hat OpenShift'
}

/**
 * Name a benchmark for people.
 *
 * @param family Family, or null.
 * @param editions Editions that fit.
 * @returns For example `'CIS Docker 1.6.0'`, `'CIS Kubernetes, edition not recognised'`.
 */
export function benchmarkLabel(family: string | null, editions: readonly string[]): string {
  const name = family === null ? 'Benchmark not recognised' : (families[family] ?? family)
  if (editions.length === 0) return family === null ? name : `${name}, edition not recognised`
  const shown = editions.length > 4 ? [...editions.slice(0, 3), `${editions.length - 3} more`] : editions
  return `${name} ${shown.join(' or ')}`
}

/**
 * Say a number with its noun.
 *
 * @param count How many.
 * @param one Noun for one.
 * @param many Noun for others.
 * @returns For example `'1 check'`, `'36 checks'`.
 */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`
}
