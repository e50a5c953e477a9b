// Makes src/catalog/numberings/*.json from the facts tables (checks of every benchmark, crosswalk, keys).
// Run after `npm run build`: node scripts/make-numberings.mjs FOLDER-OF-TABLES FOLDER-OF-DRAFT-KEYS
// FOLDER-OF-DRAFT-KEYS holds keys.json: {"docker@1.6.0/2.16": "docker.daemon.userland-proxy", …}.
// Titles leave only their hashes: no CIS text is shipped.
import {readFileSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {componentOf, normalTitle, subjectKey, titleHash} from '../dist/enrich/title.js'

const [tables, keysFolder] = process.argv.slice(2)
const keys = JSON.parse(readFileSync(join(keysFolder, 'keys.json'), 'utf8'))

function rows(name) {
  const [head, ...lines] = readFileSync(join(tables, name), 'utf8')
    .split('\n')
    .filter(line => line !== '' && !line.startsWith('#'))
  const fields = head.split('\t')
  return lines.map(line => Object.fromEntries(line.split('\t').map((value, index) => [fields[index], value])))
}

const dockerNumberings = [
  {
    id: 'dbs-1.6.1',
    edition: '1.6.0',
    tool: 'docker-bench-security',
    column: 'dbs-tag1.6.1+HEAD/CIS1.6.0',
    versions: ['HEAD(2024-10,reports 1.6.0)', '1.6.1']
  },
  {id: 'aqua-1.6.0', edition: '1.6.0', tool: 'docker-bench', column: 'aqua-1.6.0', versions: ['cis-1.6.0']},
  {id: 'dbs-1.5.0', edition: '1.5.0', tool: 'docker-bench-security', column: 'dbs-1.5.0/CIS1.5.0', versions: ['1.5.0', '1.6.0']},
  {id: 'dbs-1.3.6', edition: '1.4.0', tool: 'docker-bench-security', column: 'dbs-1.3.6/CIS1.4.0', versions: ['1.3.6']},
  {id: 'aqua-1.3.1', edition: '1.3.1', tool: 'docker-bench', column: 'aqua-1.3.1', versions: ['cis-1.3.1']},
  {id: 'dbs-1.3.6-dev', edition: '1.3.1', tool: 'docker-bench-security', column: 'dbs-1.3.6dev/CIS1.3.1', versions: ['1.3.6-20210527']},
  {id: 'aqua-1.2', edition: '1.2.0', tool: 'docker-bench', column: 'aqua-1.2', versions: ['cis-1.2']},
  {id: 'dbs-1.3.5', edition: '1.2.0', tool: 'docker-bench-security', column: 'dbs-1.3.5/CISv1.2.0', versions: ['1.3.5']},
  {id: 'aqua-1.1', edition: '1.1.0', tool: 'docker-bench', column: 'aqua-1.1', versions: ['cis-1.1']},
  {
    id: 'dbs-1.3.4',
    edition: '1.1.0',
    tool: 'docker-bench-security',
    column: 'dbs-1.3.3+1.3.4/CISv1.1.0',
    versions: ['1.3.4-201908', '1.3.4-201810', '1.3.4-201803', '1.3.4-pre', '1.3.3']
  },
  {id: 'aqua-1.0', edition: '1.0.0', tool: 'docker-bench', column: 'aqua-1.0', versions: ['cis-1.0']},
  {id: 'dbs-1.3.2', edition: '1.13', tool: 'docker-bench-security', column: 'dbs-1.3.2/CIS1.13', versions: ['1.3.2', '1.3.1', '1.3.0']},
  {id: 'dbs-1.2.0', edition: '1.12', tool: 'docker-bench-security', column: 'dbs-1.2.0/CIS1.12', versions: ['1.2.0']},
  {id: 'dbs-1.1.0', edition: '1.11', tool: 'docker-bench-security', column: 'dbs-1.1.0/CIS1.11', versions: ['1.1.0', '1.0.0-cis1.11']},
  {id: 'dbs-1.0.0', edition: '1.6', tool: 'docker-bench-security', column: 'dbs-1.0.0/CIS1.6', versions: ['1.0.0-cis1.6']}
]

/**
 * Titles that name the subject of a control and want the opposite of it, or read another field: they have none.
 * (OpenShift's rh benchmarks; reviewed by hand with test/fixtures/catalog/merges.txt.)
 */
const opposite = {
  'rh-0.7': [/--client-ca-file argument is not set/],
  'rh-1.0': [/kubeAPIQPS/, /--protect-kernel-defaults argument is not set/, /SecurityContextDeny is not set/],
  'rh-1.4': [/kubeAPIQPS/],
  'rh-1.8': [/kubeAPIQPS/]
}

const missing = new Map()
function note(key, title) {
  if (!missing.has(key)) missing.set(key, title)
}

function docker() {
  const controls = rows('crosswalk-docker.tsv')
  const newest = 'dbs-tag1.6.1+HEAD/CIS1.6.0'
  const checks = rows('checks-docker.tsv').filter(row => row.kind === 'check')
  // A control is named by its newest id, or by its oldest title when 1.6.0 no longer has it.
  const keyOf = control => {
    const draft = control[newest]
      ? `docker@1.6.0/${control[newest].split('+')[0]}`
      : `docker:${normalTitle(control['title (newest wording)'])}`
    if (keys[draft] === undefined) note(draft, control['title (newest wording)'])
    return keys[draft] ?? null
  }
  return dockerNumberings.map(({id, edition, tool, column, versions}) => {
    const byId = new Map()
    for (const control of controls)
      for (const one of (control[column] ?? '').split('+')) if (one) byId.set(one, [...(byId.get(one) ?? []), control])
    const seen = new Set()
    const out = []
    for (const version of versions) {
      for (const row of checks) {
        if (row.tool_version !== version || (tool === 'docker-bench') !== (row.tool === 'aquasecurity/docker-bench')) continue
        const hash = titleHash('', row.title)
        if (seen.has(`${row.id} ${hash}`)) continue
        seen.add(`${row.id} ${hash}`)
        const candidates = byId.get(row.id) ?? []
        const control = candidates.length > 1 ? closest(candidates, row.title) : candidates[0]
        const type = row.printed_type.toLowerCase()
        const manual = type === 'manual' || /manual|info|note/.test(row.effective)
        const scored = type === 'scored' ? '1' : type === 'not scored' ? '0' : ''
        out.push([row.id, hash, control ? keyOf(control) : null, `${manual ? 'm' : 'a'}${scored}`])
      }
    }
    return {id, family: 'cis-docker', edition, tool, checks: out}
  })
}

function closest(candidates, title) {
  const words = new Set(normalTitle(title).split(' '))
  const score = control =>
    normalTitle(control['title (newest wording)'])
      .split(' ')
      .filter(word => words.has(word)).length
  return candidates.toSorted((a, b) => score(b) - score(a))[0]
}

function kubernetes() {
  const mechanical = new Map()
  for (const row of rows('keys-kubernetes.tsv')) for (const place of row.ids_by_benchmark.split(' ')) mechanical.set(place, row.key)
  // Draft keys are kubernetes@1.10/1.2.1: their mechanical keys make them keys of every benchmark.
  const control = new Map()
  for (const [draft, key] of Object.entries(keys)) {
    const hit = /^(?:k8s|kubernetes)@([^/]+)\/(.+)$/.exec(draft)
    if (!hit) continue
    const name = mechanical.get(`cis-${hit[1]}:${hit[2]}`)
    if (name === undefined) console.error(`no mechanical key for ${draft}`)
    else control.set(name, key)
  }
  for (const [name, key] of Object.entries(keys)) if (name.includes(' ')) control.set(name, key)
  const subjects = {}
  for (const [name, key] of control) if (/^\S+ (?:--|admission:)/.test(name)) subjects[name] = key
  const byBenchmark = new Map()
  for (const row of rows('checks-kubernetes.tsv')) byBenchmark.set(row.benchmark, [...(byBenchmark.get(row.benchmark) ?? []), row])
  const numberings = [...byBenchmark].map(([benchmark, checks]) => ({
    id: benchmark,
    family: /^(gke|eks|aks|ack|tkgi)/.test(benchmark)
      ? `cis-${/^[a-z]+/.exec(benchmark)[0]}`
      : benchmark.startsWith('rh')
        ? 'cis-openshift'
        : 'cis-kubernetes',
    edition: benchmark,
    tool: 'kube-bench',
    targets: targetsOf(checks),
    checks: checks.map(row => {
      const component = componentOf(row.group_text, row.target)
      const name = mechanical.get(`${benchmark}:${row.id}`)
      const key = (opposite[benchmark] ?? []).some(title => title.test(row.text))
        ? null
        : (control.get(name) ?? control.get(subjectKey(component, row.text)) ?? null)
      if (key === null && !/^(gke|eks|aks|ack|rh)/.test(benchmark)) note(name ?? `${benchmark}:${row.id}`, row.text)
      return [
        row.id,
        titleHash(component, row.text),
        key,
        `${row.type === 'manual' ? 'm' : row.type === 'skip' ? 's' : 'a'}${row.scored === 'true' ? '1' : '0'}`
      ]
    })
  }))
  // kube-bench's cis-2.0 (CIS Kubernetes 2.0.1) has the checks of cis-1.12 under the same ids (pull request 2126).
  const latest = numberings.find(({id}) => id === 'cis-1.12')
  if (latest) numberings.push({...latest, id: 'cis-2.0', edition: 'cis-2.0'})
  return {numberings, subjects}
}

/** Targets that have checks, in the order of their sections. */
function targetsOf(checks) {
  const sections = new Map()
  for (const {target, control_id} of checks) if (!sections.has(target)) sections.set(target, Number(control_id))
  return [...sections].sort((a, b) => a[1] - b[1]).map(([target]) => target)
}

const json = value => `${JSON.stringify(value, null, 0).replaceAll('],[', '],\n[').replaceAll('{"id"', '\n{"id"')}\n`
writeFileSync('src/catalog/numberings/docker.json', json({subjects: {}, numberings: docker()}))
const order = [
  'cis-2.0',
  'cis-1.12',
  'cis-1.11',
  'cis-1.10',
  'cis-1.9',
  'cis-1.8',
  'cis-1.7',
  'cis-1.24',
  'cis-1.23',
  'cis-1.20',
  'cis-1.6',
  'cis-1.5'
]
const {numberings, subjects} = kubernetes()
const rank = id => (order.includes(id) ? order.indexOf(id) : order.length)
writeFileSync(
  'src/catalog/numberings/kubernetes.json',
  json({subjects, numberings: numberings.toSorted((a, b) => rank(a.id) - rank(b.id) || (a.id < b.id ? -1 : 1))})
)
for (const [key, title] of missing) console.log(`no control: ${key}\t${title}`)
