import fc from 'fast-check'
import {waive} from '../../src/analyse/index.ts'
import {loadCatalog, loadThreats} from '../../src/catalog/index.ts'
import {combine} from '../../src/combine.ts'
import type {Catalog, Finding, Findings, Item, Report, Waiver} from '../../src/model/index.ts'
import {parse} from '../../src/parse/index.ts'
import {harden, report, reportDiff} from '../../src/pipeline.ts'
import type {Redaction} from '../../src/redact/index.ts'
import {threats} from '../../src/threat-models.ts'
import {writeUp} from '../../src/write-up.ts'
import {sample} from '../fixtures.ts'

/** Names of somebody's machines and people. */
export interface Names {
  readonly node: string
  readonly domain: string
  readonly container: string
  readonly network: string
  readonly member: string
  readonly home: string
  readonly process: string
  readonly owner: string
  readonly mail: string
  readonly registry: string
  readonly repository: string
  readonly tag: string
  readonly bare: string
  readonly ipv4: string
  readonly ipv6: string
  readonly other: string
}

const letter = fc.constantFrom(...'bcdfghjklmnpqrstvwxz')
const vowel = fc.constantFrom(...'aeiou')
/** A word that is in no sentence of ours: consonants and vowels by turns, ending in `zq`. */
const word = fc.array(fc.tuple(letter, vowel), {minLength: 2, maxLength: 4}).map(pairs => `${pairs.flat().join('')}zq`)
const number = fc.integer({min: 1, max: 99})
const octet = fc.integer({min: 1, max: 254})
const group = fc.integer({min: 0x1000, max: 0xffff}).map(value => value.toString(16))

/** Names of each kind, in the forms that occur; no name is part of another. */
export const names: fc.Arbitrary<Names> = fc
  .record({
    words: fc.uniqueArray(word, {minLength: 14, maxLength: 14}),
    join: fc.constantFrom('-', '_', '.', ''),
    number,
    ipv4: fc.uniqueArray(fc.tuple(fc.constantFrom(10, 172, 192, 85), octet, octet, octet), {
      minLength: 2,
      maxLength: 2,
      selector: parts => parts.join()
    }),
    ipv6: fc.tuple(group, group, group)
  })
  .filter(({words}) => words.every((one, at) => words.every((other, to) => at === to || !other.includes(one))))
  .map(({words, join, number, ipv4, ipv6}) => {
    const at = (index: number): string => words[index] ?? ''
    return {
      node: `${at(0)}${join === '.' ? '-' : join}${number}`,
      domain: `${at(1)}.${at(2)}.internal`,
      container: `${at(3)}${join}${number}`,
      network: `${at(4)}_net`,
      member: at(5),
      home: at(6),
      process: at(7),
      owner: `Team ${at(8)}`,
      mail: `${at(9)}@${at(10)}.example`,
      registry: `${at(11)}.example.com`,
      repository: `${at(12)}/app`,
      tag: `1.${number}`,
      bare: at(13),
      ipv4: ipv4[0]?.join('.') ?? '',
      ipv6: `2001:db8:${ipv6.join(':')}::7`,
      other: ipv4[1]?.join('.') ?? ''
    }
  })

/** What must be gone: each name and the parts of it that tell as much. */
export function originals(given: Names): readonly string[] {
  const {owner, mail, repository, registry, domain, ...rest} = given
  const {tag: _, ...plain} = rest
  return [...Object.values(plain), domain, registry, registry.split('.')[0] ?? '', owner, mail, mail.split('@')[0] ?? '', repository]
}

const position = {start: {line: 1, column: 1, offset: 0}, end: {line: 1, column: 2, offset: 1}}
const item = (text: string, subject: string | null): Item => ({text, subject, position})

/** Put the names into every place of findings where such a name may stand. */
export function inject(document: Findings, given: Names): Findings {
  const {node, domain, container, network, member, home, process, mail, registry, repository, tag, bare, ipv4, ipv6, other} = given
  const image = `${registry}:5000/${repository}:${tag}`
  const all = `${node} ${container} ${member} ${home} ${image} ${mail} ${ipv4} ${ipv6} ${domain}`
  const items = [
    item(`Running as root: ${container}`, container),
    item(`Port being bound to wildcard IP: 0.0.0.0 in ${container}`, container),
    item(`No Healthcheck found: [${image} ${bare}:latest]`, `${image} ${bare}:latest`),
    item(`Unencrypted overlay network: ${network} (swarm)`, `${network} (swarm)`),
    item(`docker:x:999:${member},root`, null),
    item(`Wrong ownership for /home/${home}/.docker`, `/home/${home}/.docker`)
  ]
  const evidence = {
    actual: `${process}  812  1  0 10:00 ?  00:00:01 /usr/bin/kubelet --hostname-override=${node} --node-ip=${ipv4} --etcd-servers=https://${domain}:2379,https://[${ipv6}]:2379`,
    audit: `ssh ${mail} ps -ef | grep ${node}`,
    expected: `'${node}' is not ${ipv4}`,
    reason: `failed to run: "stat /home/${home}/x", output: "${all}"`
  }
  const findings = document.findings.map((finding, index): Finding => {
    if (index % 3 !== 0) return finding
    return {
      ...finding,
      title: `${finding.title} (${all})`,
      section: finding.section === null ? null : {...finding.section, title: `${finding.section.title} ${node}`},
      items: [...finding.items, ...items],
      evidence: index % 2 === 0 ? evidence : {...evidence, actual: `Containers running without limits:  ${container}`},
      remediation: {text: `Do this on ${node}: ${all}`, impact: `${container} stops`}
    }
  })
  const scans = document.scans.map(scan => ({
    ...scan,
    node,
    file: `/home/${home}/logs/${node}-${scan.index}.log`,
    toolVersion: `1.6.0 ${node}`,
    startedAt: `today on ${node}`
  }))
  const messages = [
    ...document.messages,
    {
      file: scans[0]?.file ?? null,
      line: 3,
      column: 1,
      rule: 'unknown-line',
      reason: `This line is not the scanner's: "${home}@${node}:~$ ./bench ${other} ${node.slice(0, -1)}…"`,
      fatal: false
    }
  ]
  return {...document, scans, findings, messages}
}

let loaded: Promise<Catalog> | null = null

/** Enriched findings of a sample with the names in it: what enriching needs is read before. */
export async function injected(name: string, given: Names): Promise<{readonly document: Findings; readonly catalog: Catalog}> {
  loaded ??= loadCatalog()
  const catalog = await loaded
  return {document: inject(combine([parse(sample(name), {file: name})], catalog), given), catalog}
}

/** A waiver somebody wrote. */
export function waiverOf(given: Names, about: string): Waiver {
  const {owner, mail, node, container, home, domain} = given
  return {
    about: {control: about},
    kind: 'accepted',
    reason: `Agreed with ${mail} for ${container}`,
    owner,
    expires: null,
    ticket: `https://${domain}/T-1`,
    node,
    item: `${container.slice(0, 3)}*`,
    file: `/home/${home}/waivers.yaml`,
    line: 1,
    column: 1
  }
}

const now = '2026-01-02T03:04:05.000Z'

/** Every kind of report that is made of logs, redacted. */
export async function reports(
  docker: Findings,
  kubernetes: Findings,
  catalog: Catalog,
  hidden: Redaction | null,
  given: Names
): Promise<readonly Report[]> {
  const failing = docker.findings.find(({outcome, control}) => outcome === 'fail' && control !== null)?.control ?? ''
  const {document, uses} = waive(docker, [waiverOf(given, failing)], '2026-01-02')
  const shownUses = hidden?.waivers(uses) ?? uses
  const shown = hidden?.findings(document) ?? document
  const cluster = hidden?.findings(kubernetes) ?? kubernetes
  const title = hidden?.text(`Scan of ${given.node} by ${given.mail}`) ?? `Scan of ${given.node} by ${given.mail}`
  const library = await loadThreats()
  const written = writeUp({docker: shown, kubernetes: cluster}, {catalog, library, now, title})
  if (written.kind === 'impossible') throw new Error(written.reason)
  return [
    report(shown, {catalog, now, title, waivers: shownUses}),
    report(cluster, {catalog, now}),
    reportDiff(
      shown,
      {...shown, findings: shown.findings.map((finding, index) => (index % 2 ? finding : {...finding, items: []}))},
      {catalog, now, title}
    ),
    threats(shown, {catalog, library, now, title}),
    (await harden(shown, {catalog, now, title})).plan,
    written
  ]
}
